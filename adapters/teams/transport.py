"""What this adapter asks of the Bot Framework: five verbs, in our own types.

``sdk.py`` answers with botbuilder 4.17.1, which is archived. Whatever takes its place
(``microsoft-teams-apps``, ``microsoft-agents-hosting-core``) implements this and nothing else
changes; see README.md beside this file.
"""

from dataclasses import dataclass
from typing import Any, Protocol

from bot.people import Account

Json = dict[str, Any]


class Unauthorised(Exception):
    """Whoever sent this is not Microsoft, or not for us; the answer is 401 and no more."""


@dataclass(frozen=True)
class Place:
    """A conversation: where its service answers, its id there, and whose tenant it is."""

    service_url: str
    conversation: str
    tenant: str


class TeamsTransport(Protocol):
    """Raises the errors of ``conversation.Messenger`` where something is sent."""

    async def authenticate(self, header: str, activity: Json) -> None:
        """Check that an activity came from Microsoft for this app. Raises ``Unauthorised``."""
        ...

    async def send(self, place: Place, activity: Json) -> str:
        """Send an activity; its id comes back. One attempt."""
        ...

    async def update(self, place: Place, message: str, activity: Json) -> None:
        """Put an activity in the place of one that was sent. One attempt."""
        ...

    async def open_personal(self, service_url: str, account: Account) -> Place:
        """The private conversation with one person; the same one each time."""
        ...

    async def members(self, place: Place) -> list[Json]:
        """Who is in a conversation, as Teams tells of them."""
        ...
