"""What the adapter needs of whatever speaks to the Bot Connector, in our own words.

``sdk.py`` is the one implementation. Another SDK takes its place by keeping these promises; the
README of this folder says what there is to do.
"""

from dataclasses import dataclass
from typing import Any, Protocol

Json = dict[str, Any]


class TransportError(Exception):
    """The base of everything a transport raises on purpose."""


class Unauthenticated(TransportError):
    """Nobody proves that the Bot Connector sent this; why is for the log, not for the sender."""


class NotReached(TransportError):
    """Nothing was sent: no connection, no token, or a host that is not to be written to."""


class Unanswered(TransportError):
    """It went out and nothing sensible came back: it may have been done."""


class Declined(TransportError):
    """The Bot Connector said no. ``code`` is its own name for why, empty where it gave none."""

    def __init__(self, status: int, code: str = "", retry_after: float | None = None) -> None:
        """``status`` of HTTP; ``retry_after`` in seconds, if it asked to wait."""
        super().__init__(f"{status} {code}".strip())
        self.status = status
        self.code = code
        self.retry_after = retry_after


@dataclass(frozen=True)
class CardMessage:
    """A message with one Adaptive Card; ``summary`` is what a lock screen and a list show."""

    card: Json
    summary: str


@dataclass(frozen=True)
class Member:
    """Somebody in a conversation.

    ``account`` is their object id in Entra, ``user`` the id this bot knows them by (``29:…``).
    ``tenant`` is empty where Teams does not say. A guest is of another organisation.
    """

    account: str
    user: str
    name: str = ""
    email: str = ""
    tenant: str = ""
    guest: bool = False


class TeamsTransport(Protocol):
    """Four calls out, and the question who calls. Each call is one attempt, with a timeout.

    The calls raise ``Declined``, ``NotReached`` or ``Unanswered`` and nothing else. They write to
    ``service_url`` only if its host is on the list, whoever stored it.
    """

    async def authenticate(self, activity: Json, authorization: str) -> None:
        """Return if the Bot Connector sent this activity to us; raises ``Unauthenticated``.

        ``authorization`` is the header as it came. Nothing else is ever raised.
        """
        ...

    async def send(self, service_url: str, conversation: str, message: CardMessage) -> str:
        """Post a message; its id within the conversation."""
        ...

    async def update(
        self, service_url: str, conversation: str, activity: str, message: CardMessage
    ) -> None:
        """Put another message in the place of a posted one."""
        ...

    async def open_personal(self, service_url: str, tenant: str, user: str) -> str:
        """The chat between the bot and one person (by object id): the same each time."""
        ...

    async def members(self, service_url: str, conversation: str) -> list[Member]:
        """Everybody in a conversation but bots."""
        ...
