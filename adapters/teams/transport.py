"""The interface between the adapter and the Bot Connector.

``sdk.py`` implements it with Microsoft's SDK, ``rest.py`` without one. ``TEAMS_TRANSPORT``
chooses between them.
"""

from dataclasses import dataclass
from typing import Any, Protocol

from adapters.refusals import Reason

Json = dict[str, Any]


class TransportError(Exception):
    """The base class of a transport's exceptions."""


class Unauthenticated(TransportError):
    """A request is not proven to be from the Bot Connector."""

    def __init__(self, reason: Reason, seconds: int = 0) -> None:
        """``reason`` is only logged and counted; ``seconds`` is how far its time is off."""
        super().__init__(reason.value)
        self.reason = reason
        self.seconds = seconds


class NotReached(TransportError):
    """Nothing was sent: no connection, no token, or a host that is not allowed."""


class Unanswered(TransportError):
    """The request was sent without a usable answer; it may have had its effect."""


class Declined(TransportError):
    """The Bot Connector refused a request."""

    def __init__(
        self, status: int, codes: tuple[str, ...] = (), retry_after: float | None = None
    ) -> None:
        """``codes`` are its error codes; ``retry_after`` the seconds to wait, if named."""
        super().__init__(" ".join((str(status), *codes[:1])))
        self.status = status
        self.codes = codes
        self.retry_after = retry_after


@dataclass(frozen=True)
class CardMessage:
    """A message with one Adaptive Card; lock screens and lists show the ``summary``."""

    card: Json
    summary: str


@dataclass(frozen=True)
class Member:
    """A person in a conversation."""

    account: str
    """The object id in Entra."""
    user: str
    """The id for this bot (``29:…``)."""
    name: str = ""
    email: str = ""
    tenant: str = ""
    """Empty if Teams does not tell."""
    guest: bool = False
    """Whether the person belongs to another organisation."""


class TeamsTransport(Protocol):
    """Makes calls to the Bot Connector, and authenticates its requests.

    Each call is one attempt with a timeout, and only to allowed hosts. It raises ``Declined``,
    ``NotReached`` or ``Unanswered`` and nothing else.
    """

    async def authenticate(self, activity: Json, authorization: str) -> None:
        """Return if the Bot Connector sent this activity, else raise ``Unauthenticated``.

        ``authorization`` is the unchanged header. No other exception is raised.
        """
        ...

    async def send(self, service_url: str, conversation: str, message: CardMessage) -> str:
        """Post a message, and return its id within the conversation."""
        ...

    async def update(
        self, service_url: str, conversation: str, activity: str, message: CardMessage
    ) -> None:
        """Replace a posted message."""
        ...

    async def open_personal(self, service_url: str, tenant: str, user: str) -> str:
        """The id of the chat with a person (by object id), which is the same each time."""
        ...

    async def members(self, service_url: str, conversation: str) -> list[Member]:
        """All members of a conversation except bots."""
        ...
