"""The seam between the bot and the platforms: three verbs in, four answers, three verbs out.

It is cut around our conversations, not around the union of two platforms. Adapters turn what
a platform delivers into ``Command``, ``Press`` or ``Submission`` and draw the answer; the
worker reaches people through a ``Messenger``. Only plain data and plain text cross it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from bot.core.people import Account
from bot.core.screens import Card, Form


@dataclass(frozen=True)
class Delivery:
    """What makes a delivery one and the same: a repeat of it has the same values.

    ``conversation`` belongs to it because some platforms' ids are unique only within one.
    """

    kind: str
    conversation: str
    id: str


@dataclass(frozen=True)
class Command:
    """Somebody typed a command: ``name`` is ``support`` or ``support-admin``.

    ``words`` are what followed, split at blanks and case-folded; ``mentioned`` the user ids of
    the people named in it, in order (each stands in ``words`` as ``@``). Neither is kept.
    """

    delivery: Delivery
    account: Account
    name: str
    words: tuple[str, ...]
    mentioned: tuple[str, ...] = ()
    zone: str = ""
    locale: str = ""


@dataclass(frozen=True)
class Press:
    """Somebody pressed a button. ``message`` is the platform's name of the message it is on.

    ``redrawn_later`` says that the answer to a press cannot carry what is put in place of the
    message there: a job then redraws it, if it is a card that is known to hang there.
    """

    delivery: Delivery
    account: Account
    action: str
    value: str
    message: str = ""
    zone: str = ""
    locale: str = ""
    redrawn_later: bool = False


@dataclass(frozen=True)
class Submission:
    """Somebody sent a form; ``values`` maps an input's name to what was entered."""

    delivery: Delivery
    account: Account
    form: str
    subject: str
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    zone: str = ""
    locale: str = ""

    def one(self, name: str) -> str:
        """The one value of an input, or an empty text."""
        values = self.values.get(name, ())
        return values[0] if values else ""


Incoming = Command | Press | Submission


@dataclass(frozen=True)
class Say:
    """Show a card to this person only."""

    card: Card


@dataclass(frozen=True)
class Ask:
    """Open a form, or show it again (after a submission) in place of the one that was sent."""

    form: Form


@dataclass(frozen=True)
class Replace:
    """Put this card in place of the one whose button was pressed. An answer to a press only.

    ``planned``: a job that was committed with the press does it; the adapter need not.
    """

    card: Card
    planned: bool = False


@dataclass(frozen=True)
class Nothing:
    """There is nothing to show: the form closes, the message stays."""


Answer = Say | Ask | Replace | Nothing


class Bot(Protocol):
    """What adapters call."""

    async def handle(self, incoming: Incoming) -> Answer:
        """Do what somebody asked for, once, and say what to show.

        When it returns, whatever was done is committed. The same delivery again changes nothing
        and gives the same screen as it stands now. It raises nothing a person could cause; a
        fault of ours is logged and answered with a calm card that names the support line.
        """
        ...


@dataclass(frozen=True)
class Address:
    """A conversation on a platform; ``value`` is opaque to the bot, and sealed when stored."""

    platform: str
    value: str


@dataclass(frozen=True)
class Profile:
    """What a platform knows of the owner of an account; empty where it does not say."""

    name: str = ""
    email: str = ""
    phone: str = ""
    zone: str = ""
    locale: str = ""
    active: bool = True


class Workplace(Protocol):
    """What one platform knows of the people who work there. Never asked inside a transaction.

    Both verbs answer within a second and raise nothing: ``None`` means that it cannot be said
    just now, and somebody who needs help is not kept waiting for it.
    """

    async def look_up(self, account: Account) -> Profile | None:
        """Who an account belongs to."""
        ...

    async def is_member(self, channel: Address, account: Account) -> bool | None:
        """Whether somebody is in a channel; not older than a minute."""
        ...


class Messenger(Protocol):
    """How one platform is written to. Called by the worker only, never inside a transaction.

    Each verb makes one attempt with a timeout and no retries of its own. Raises
    ``RecipientGone`` (never again), ``PlatformBusy`` (later, costs nothing) or
    ``OutcomeUnknown`` (it may have happened); anything else counts as a failed attempt that is
    tried again with growing pauses.
    """

    @property
    def per_second(self) -> float:
        """How many calls a second the platform allows this deployment."""
        ...

    async def open_direct(self, account: Account) -> Address:
        """The private conversation with one person; the same one each time."""
        ...

    async def post(self, address: Address, card: Card) -> str:
        """Post a card; the result names the message within its conversation."""
        ...

    async def replace(self, address: Address, message: str, card: Card) -> None:
        """Redraw a posted card."""
        ...

    async def rests_for(self, account: Account) -> timedelta:
        """How long this person has asked the platform not to be disturbed; zero if not now."""
        ...
