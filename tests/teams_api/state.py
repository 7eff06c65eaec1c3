"""What the stand-in for Teams knows: tenants, people, conversations, messages, calls."""

import itertools
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.teams_api.issuer import APP_ID, TENANT

Json = dict[str, Any]
BOT = f"28:{APP_ID}"
BOT_NAME = "Support Time Out"
PERSONAL, CHANNEL, GROUP = "personal", "channel", "groupChat"
_SAMPLE = uuid.UUID("0f5c1c7e-6a0c-4a0a-9d5e-3b7a5a1f2c4d")


class MovableClock:
    """Seconds since 1970 for the stand-in; a test moves it, nobody waits for it."""

    def __init__(self, now: float = 1_772_467_200.0) -> None:
        """Start at a moment."""
        self._now = now

    def __call__(self) -> float:
        """The present moment."""
        return self._now

    def move(self, seconds: float) -> None:
        """Let so many seconds pass."""
        self._now += seconds


def aad_of(name: str) -> str:
    """An AAD object id, the same each time for one name."""
    return str(uuid.uuid5(_SAMPLE, name))


@dataclass
class User:
    """Somebody in a tenant: ``aad`` names them there, ``id`` to this bot alone."""

    aad: str
    id: str
    tenant: str
    name: str
    email: str = ""
    zone: str = "America/Denver"
    locale: str = "en-US"
    guest: bool = False
    has_app: bool = True
    """Whether the app is installed for them: without it nobody can write to them first."""
    blocked: bool = False
    deleted: bool = False


@dataclass
class Message:
    """A message as it stands; ``views`` is what single people see in place of it."""

    conversation: str
    id: str
    author: str
    text: str = ""
    card: Json | None = None
    summary: str = ""
    deleted: bool = False
    activity: Json = field(default_factory=dict)
    history: list[Json] = field(default_factory=list)
    """How it looked before each change of it for everybody."""
    views: dict[str, Json] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        """What names it."""
        return self.conversation, self.id

    def seen_by(self, user: str) -> Json | None:
        """The card before somebody: their own view of it, or everybody's."""
        return self.views.get(user, self.card)


@dataclass
class Conversation:
    """A conversation; ``owner`` is the person a personal one is with."""

    id: str
    tenant: str
    kind: str
    owner: str = ""
    team: str = ""
    name: str = ""
    members: set[str] = field(default_factory=set)
    has_bot: bool = True
    gone: bool = False
    messages: dict[str, Message] = field(default_factory=dict)


@dataclass
class Dialog:
    """A dialog (task module) that is open before somebody."""

    title: str
    card: Json
    user: str
    conversation: str
    message: str
    """The message whose button opened it."""
    values: dict[str, str] = field(default_factory=dict)
    """By input, what is entered."""
    errors: dict[str, str] = field(default_factory=dict)
    """What the client itself finds wrong before anything is sent."""
    count: int = 0
    """How often it was drawn anew."""
    note: str = ""
    """A text in place of a card: the other thing a dialog may be answered with."""


@dataclass
class Call:
    """A call that came in, and how it ended."""

    method: str
    conversation: str
    body: Json
    at: float
    outcome: str = "ok"


@dataclass
class State:
    """Everything of the stand-in that is not a socket."""

    now: Callable[[], float]
    users: dict[str, User] = field(default_factory=dict)
    """By ``29:`` id."""
    conversations: dict[str, Conversation] = field(default_factory=dict)
    teams: dict[str, list[str]] = field(default_factory=dict)
    """By team, its channels; the first is the general one and bears the team's own id."""
    dialogs: dict[str, Dialog] = field(default_factory=dict)
    """By user, the dialog before them: there is one at most."""
    toasts: dict[str, list[str]] = field(default_factory=dict)
    """By user, the short texts an action was answered with."""
    calls: list[Call] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def message_id(self) -> str:
        """A new message's name: the milliseconds of its moment, so only unique in its place."""
        return str(int(self.now() * 1000) + next(self.numbers))

    def user(self, name: str, tenant: str = "") -> User | None:
        """Somebody by ``29:`` id, AAD object id or address."""
        for user in self.users.values():
            ours = not tenant or user.tenant == tenant
            if ours and name and name in (user.id, user.aad, user.email):
                return user
        return None

    def personal(self, user: User) -> Conversation:
        """The conversation of somebody with the app: one and the same each time."""
        known = f"a:1{user.aad.replace('-', '')}{user.tenant[:8]}"
        if known not in self.conversations:
            members = {user.id, BOT}
            made = Conversation(known, user.tenant, PERSONAL, user.id, members=members)
            self.conversations[known] = made
        return self.conversations[known]

    def find(self, conversation: str, message: str) -> Message | None:
        """A message that everybody in its conversation sees."""
        place = self.conversations.get(conversation)
        found = place.messages.get(message) if place else None
        return found if found and not found.deleted else None


__all__ = ["BOT", "BOT_NAME", "TENANT", "Json", "State", "User"]
