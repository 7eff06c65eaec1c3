"""The interface between the bot and the platforms; only plain data and plain text cross it.

It is designed around our conversations, not around what the platforms have in common. Adapters
turn what a platform delivers into a ``Command``, a ``Press`` or a ``Submission`` and draw the
answer; the worker reaches people through a ``Messenger``.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Protocol, TypeVar

from bot.core.people import Account
from bot.core.screens import Card, Form

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True)
class Delivery:
    """Identifies a delivery: a repeat of it has the same values."""

    kind: str
    conversation: str
    """Needed because the ids of some platforms are unique only within a conversation."""
    id: str


@dataclass(frozen=True)
class Command:
    """Somebody typed a command. Its words are never stored."""

    delivery: Delivery
    account: Account
    name: str
    """``support`` or ``support-admin``."""
    words: tuple[str, ...]
    """The words after the name, split at blanks and case-folded."""
    mentioned: tuple[str, ...] = ()
    """The user ids of the people mentioned, in order; each stands in ``words`` as ``@``."""
    zone: str = ""
    locale: str = ""


HOME_PAGE = "home"
"""The name of the message that a button on somebody's own home page is in."""


@dataclass(frozen=True)
class Press:
    """Somebody pressed a button."""

    delivery: Delivery
    account: Account
    action: str
    value: str
    message: str = ""
    """The platform's name for the message with the button."""
    zone: str = ""
    locale: str = ""
    redrawn_later: bool = False
    """Whether a job must redraw the message, because the answer to a press cannot replace it."""


@dataclass(frozen=True)
class Submission:
    """Somebody sent a form; ``values`` maps an input's name to the entered values."""

    delivery: Delivery
    account: Account
    form: str
    subject: str
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    zone: str = ""
    locale: str = ""

    def one(self, name: str) -> str:
        """Return the first value of an input, or an empty text."""
        values = self.values.get(name, ())
        return values[0] if values else ""

    def choice(self, name: str, of: type[E]) -> E | None:
        """Return the chosen member of an enumeration; ``None`` if the value names none."""
        value = self.one(name)
        return of(value) if value in set(of) else None


Incoming = Command | Press | Submission


@dataclass(frozen=True)
class Say:
    """Show a card to this person only."""

    card: Card


@dataclass(frozen=True)
class Ask:
    """Open a form, or show it in place of the one that was just sent."""

    form: Form


@dataclass(frozen=True)
class Replace:
    """Replace the card whose button was pressed, or the home page that was opened."""

    card: Card
    planned: bool = False
    """Whether a job that was committed with it does it, too, so the adapter need not."""


@dataclass(frozen=True)
class Nothing:
    """Show nothing: the form closes, the message stays."""


Answer = Say | Ask | Replace | Nothing


class Bot(Protocol):
    """What adapters call."""

    async def handle(self, incoming: Incoming) -> Answer:
        """Do what somebody asked for, once, and return what to show.

        The change is committed before it returns. A repeated delivery changes nothing and
        returns the same screen in its present state. Nothing a person does raises an error; a
        fault of ours is logged and answered with a calm card that names the support line.
        """


@dataclass(frozen=True)
class Address:
    """A conversation on a platform; the bot does not read ``value``, and seals it when stored."""

    platform: str
    value: str


@dataclass(frozen=True)
class Profile:
    """What a platform knows about the owner of an account; empty where it knows nothing."""

    name: str = ""
    email: str = ""
    phone: str = ""
    zone: str = ""
    locale: str = ""
    active: bool = True


class Workplace(Protocol):
    """What one platform knows about its users. Never called inside a transaction.

    Both methods answer within a second and raise nothing; ``None`` means that the platform gave
    no answer in time, because a person who needs help must not wait for it.
    """

    async def look_up(self, account: Account) -> Profile | None:
        """Return the profile of an account's owner."""

    async def is_member(self, channel: Address, account: Account) -> bool | None:
        """Return whether somebody is in a channel; the answer is at most a minute old."""


BeforeCall = Callable[[], Awaitable[None]]
"""What the worker does right before a network call: it commits that the call is being made."""


async def at_once() -> None:
    """Do nothing before a call."""


class Messenger(Protocol):
    """Writes to one platform. Called only by the worker, never inside a transaction.

    Each method makes one attempt, without retries, and raises one of the errors of
    ``bot/core/errors.py``. Only evidence about this recipient may be ``RecipientGone``; a refusal
    that nobody knows is ``NotUnderstood``.
    """

    @property
    def per_second(self) -> float:
        """The number of calls a second that the platform allows this deployment."""

    @property
    def closes_messages(self) -> bool:
        """Whether unasked private messages hang closed, as notifications show all their words."""
        ...

    async def open_direct(self, account: Account) -> Address:
        """Open the private conversation with a person; it is the same one each time."""

    async def post(self, address: Address, card: Card, before_call: BeforeCall = at_once) -> str:
        """Post a card; returns the name of the message within its conversation.

        It awaits ``before_call`` after every wait of its own, right before the network call.
        """

    async def replace(
        self, address: Address, message: str, card: Card, before_call: BeforeCall = at_once
    ) -> None:
        """Redraw a posted card; awaits ``before_call`` as ``post`` does."""

    async def rests_for(self, account: Account) -> timedelta:
        """Return how much longer a person has notifications paused; zero if they have not."""
