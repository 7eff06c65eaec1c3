"""What the stand-in knows: workspaces, people, channels, messages, views, triggers."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
LEAST_SCOPES = (
    "commands",
    "chat:write",
    "im:write",
    "users:read",
    "users:read.email",
    "usergroups:read",
    "groups:read",
    "dnd:read",
    "files:write",
)
"""What the app asks for when it is installed."""
TRIGGER_LIVES_S = 3.0
URL_LIVES_S = 30 * 60.0
URL_USES = 5


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


@dataclass
class Team:
    """A workspace with the app installed; ``enterprise`` is its organisation, if any."""

    id: str
    token: str
    scopes: set[str]
    bot_user: str
    enterprise: str = ""
    name: str = "Sample hospital"
    org_wide: bool = False
    """Whether an administrator put the app in for the whole organisation at once."""
    dead: str = ""
    """The error every call with its token gets: ``token_revoked`` or ``account_inactive``."""


@dataclass
class User:
    """Somebody in a workspace."""

    id: str
    team: str
    name: str
    email: str = ""
    phone: str = ""
    zone: str = "America/Denver"
    locale: str = "en-US"
    deleted: bool = False
    bot: bool = False
    guest: bool = False
    email_confirmed: bool = True
    stranger: bool = False
    """Whether they are of another workspace, seen through a shared channel."""
    rests_until: float = 0.0
    """Do not disturb, until then."""


@dataclass
class Message:
    """A message as it stands; ``only_for`` makes it ephemeral."""

    channel: str
    ts: str
    text: str
    blocks: list[Json]
    only_for: str = ""
    deleted: bool = False
    history: list[Json] = field(default_factory=list)
    """How it looked before each change."""

    @property
    def key(self) -> tuple[str, str]:
        """What names it."""
        return self.channel, self.ts


@dataclass
class Channel:
    """A conversation; ``im`` is the person a direct one is with."""

    id: str
    team: str
    name: str
    private: bool = True
    members: set[str] = field(default_factory=set)
    archived: bool = False
    im: str = ""
    messages: dict[str, Message] = field(default_factory=dict)


@dataclass
class View:
    """A modal or a Home as it stands, with what was entered in it."""

    id: str
    team: str
    user: str
    payload: Json
    hash: str
    root: str
    previous: str | None = None
    state: Json = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


@dataclass
class Trigger:
    """What an interaction may be exchanged for, once and within three seconds."""

    id: str
    team: str
    user: str
    at: float
    view: str = ""
    """The modal it came from: a push goes on top of that one."""
    used: bool = False


@dataclass
class ResponseUrl:
    """Where an answer to an interaction may be sent, five times in thirty minutes."""

    id: str
    team: str
    user: str
    channel: str
    at: float
    message: tuple[str, str] | None = None
    """The message the interaction was on."""
    uses: int = 0


@dataclass
class Group:
    """A user group."""

    id: str
    team: str
    handle: str
    users: list[str]
    disabled: bool = False


@dataclass
class File:
    """A file that the app uploads: private until a message shows it, and examined first."""

    id: str
    team: str
    length: int
    content: bytes = b""
    complete: bool = False
    looks: int = 0
    """How often a message with it is refused, because it is still examined."""
    seen_by: set[str] = field(default_factory=set)
    """The conversations whose members see it."""
    deleted: bool = False


@dataclass
class Call:
    """A call that came in, and how it ended."""

    method: str
    args: Json
    team: str
    at: float
    outcome: str = "ok"


@dataclass
class State:
    """Everything of the stand-in that is not a socket."""

    now: Callable[[], float]
    teams: dict[str, Team] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    ephemerals: list[Message] = field(default_factory=list)
    modals: dict[str, list[View]] = field(default_factory=dict)
    """By user id, the stack of their open modals."""
    homes: dict[str, View] = field(default_factory=dict)
    triggers: dict[str, Trigger] = field(default_factory=dict)
    urls: dict[str, ResponseUrl] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    examined_after: int = 1
    """How many messages with a new file are refused before Slack has examined it."""
    origin: str = ""
    """Where the stand-in listens."""
    calls: list[Call] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def ts(self) -> str:
        """A new message's time stamp: its name within its conversation."""
        return f"{int(self.now())}.{next(self.numbers):06d}"

    def im(self, user: User) -> Channel:
        """The direct conversation of somebody with the app."""
        known = f"D{user.id[1:]}"
        if known not in self.channels:
            members = {user.id, self.teams[user.team].bot_user}
            self.channels[known] = Channel(
                known, user.team, "directmessage", members=members, im=user.id
            )
        return self.channels[known]

    def new_trigger(self, user: User, view: str = "") -> Trigger:
        """A trigger for an interaction of somebody."""
        name = f"{next(self.numbers)}.{user.team}.{user.id.lower()}"
        self.triggers[name] = Trigger(name, user.team, user.id, self.now(), view)
        return self.triggers[name]

    def new_url(
        self, user: User, channel: str, message: tuple[str, str] | None = None
    ) -> ResponseUrl:
        """A response URL for an interaction of somebody in a channel."""
        name = f"{user.team}/{next(self.numbers)}/{user.id.lower()}"
        self.urls[name] = ResponseUrl(name, user.team, user.id, channel, self.now(), message)
        return self.urls[name]

    def find_message(self, channel: str, ts: str) -> Message | None:
        """A message that everybody in its conversation sees."""
        found = self.channels[channel].messages.get(ts) if channel in self.channels else None
        return found if found and not found.deleted else None

    def find_ephemeral(self, channel: str, ts: str) -> Message | None:
        """A message that one person sees."""
        for message in self.ephemerals:
            if message.key == (channel, ts) and not message.deleted:
                return message
        return None

    def top(self, user: str) -> View | None:
        """The modal somebody has before them."""
        stack = self.modals.get(user)
        return stack[-1] if stack else None

    def find_view(self, view_id: str) -> View | None:
        """A view that is open, or a Home."""
        for stack in self.modals.values():
            for view in stack:
                if view.id == view_id:
                    return view
        return next((home for home in self.homes.values() if home.id == view_id), None)
