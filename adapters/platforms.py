"""The registry of platforms, and the interface that each of them implements.

A platform is a package with a ``PLATFORM``, and a line in ``FOLDERS``. The package must import
fast: a vendor's library is imported only when the platform is opened.
"""

import argparse
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from adapters.clock import SystemClock
from adapters.faults import Fault, Wrong
from adapters.outbound import Outbound
from adapters.refusals import Refusals
from bot.core.clock import Clock
from bot.core.conversation import Address, Bot, Messenger, Workplace
from bot.core.health import Symptom
from bot.core.people import Account
from bot.core.pictures import Artist
from bot.core.screens import Card, Form
from bot.core.storage import Storage
from bot.core.texts import Wording, Words

if TYPE_CHECKING:
    from aiohttp import web

FOLDERS = (
    "adapters.practice",
    "adapters.slack",
    "adapters.teams",
)
"""The packages that offer a platform."""

APP_NAME = "Staff Messages"
"""What people see as the sender unless a hospital names it otherwise; it names no service."""

COMMANDS: Mapping[str, str] = {"/support": "support", "/support-admin": "support-admin"}
"""The default commands that people type, with their names in the bot."""

S = TypeVar("S")
T = TypeVar("T")


@dataclass(frozen=True)
class Addresses:
    """How a playbook writes the accounts, channels and groups of a platform.

    Each function converts the written form into the stored address, or raises ``Wrong``.
    """

    account: Callable[[str], Account]
    channel: Callable[[str], str] = str
    channel_example: str = "#name"
    group: Callable[[str], str] | None = None
    """Reads a group whose members are a unit's people, if the platform has such groups."""
    group_example: str = ""
    older_group_name: str = ""
    """The name that older playbooks use in a unit instead of ``groups``."""


@dataclass(frozen=True)
class Given:
    """The settings that were given, from which a platform reads its own."""

    values: Mapping[str, str]
    """The given values, by the setting's name."""
    faults: list[Fault]
    """The faults found so far."""
    host: str = ""
    """The host that this service listens on; some settings are allowed on loopback only."""
    files: Mapping[str, Path] = field(default_factory=dict)
    """The files that values were read from, by the setting's name."""

    def read(self, name: str, default: T, parse: Callable[[str], T]) -> T:
        """The parsed value; the default if it is not given, or wrong (with a fault)."""
        if name not in self.values:
            return default
        try:
            return parse(self.values[name])
        except Wrong as wrong:
            self.faults.append(Fault(name, wrong.problem, wrong.remedy))
            return default


@dataclass(frozen=True)
class Surroundings:
    """What a platform needs to be opened."""

    storage: Storage
    wording: Wording
    clock: Clock
    """The host's clock, by which signatures become stale."""
    commands: Mapping[str, str] = field(default_factory=lambda: COMMANDS)
    """The commands that people type, with their names in the bot."""
    refusals: Refusals = field(default_factory=lambda: Refusals(SystemClock()))
    """Counts the deliveries that the platform refuses."""
    outbound: Outbound = field(default_factory=Outbound)
    """How calls leave: the platform's sessions come from it."""
    artist: Artist | None = None
    """Draws charts, for a platform that shows them after its answers."""


class Roster(Protocol):
    """Keeps accounts in step with a platform."""

    async def keep(self) -> int:
        """A slow duty of the worker: read the members of the platform when that is due."""
        ...


class OpenPlatform(Protocol):
    """A platform that is connected and ready."""

    @property
    def messenger(self) -> Messenger:
        """Writes to people and channels."""
        ...

    @property
    def workplace(self) -> Workplace:
        """Looks up people and the members of channels."""
        ...

    def serving(self, app: "web.Application", bot: Bot) -> AbstractAsyncContextManager[None]:
        """Receive deliveries during the block, by routes of ``app`` or a socket."""
        ...

    def roster(self, storage: Storage) -> Roster | None:
        """What keeps accounts in step, if the platform can list its members."""
        ...

    async def refresh(self, storage: Storage) -> None:
        """Bring the accounts up to date before the platform is examined."""
        ...

    async def examine(self, named: "Named") -> list[Symptom]:
        """Check the platform and everything that is named on it."""
        ...


@dataclass(frozen=True)
class Named:
    """Everything that the playbook names on one platform."""

    channels: Mapping[str, Address] = field(default_factory=dict)
    """The programme's channels and those where requests are claimed, by key."""
    private: frozenset[str] = frozenset()
    """The keys of the channels that only people who take requests may read."""
    unit_channels: Mapping[str, Address] = field(default_factory=dict)
    """The channel of a whole unit, by the unit's name."""
    unit_groups: Mapping[str, Address] = field(default_factory=dict)
    """The groups whose members are a unit's people, by the unit's name."""
    people: frozenset[Account] = frozenset()
    """People who are looked for one by one, with a call for each: only doctor names any."""
    cards: tuple[Card, ...] = ()
    """Cards in the hospital's own words, which a platform may be asked about: only doctor asks."""
    known: frozenset[Account] = frozenset()
    """The accounts of all active people, with whom the members of private channels are compared;
    without any, nobody is compared."""


@dataclass(frozen=True)
class Manifest:
    """The command ``manifest``, which describes the app to a platform."""

    add_options: Callable[[argparse.ArgumentParser], None]
    write: Callable[[argparse.Namespace, "AppSettings"], int]
    """Prints or writes the manifest; returns the exit code."""


@dataclass(frozen=True)
class AppSettings:
    """The settings that a manifest uses; others may not be set yet."""

    command: str
    admin_command: str
    given: Callable[[str], str]
    """The unchecked value of a setting; empty if it is not given."""


@dataclass(frozen=True)
class Payloads:
    """What a platform is sent, for a page that shows its screens without the platform."""

    message: Callable[[Card], dict[str, Any]]
    dialog: Callable[[Form], dict[str, Any]]
    closes_messages: bool = False
    """Whether unasked private messages hang closed there."""


@dataclass(frozen=True)
class WayIn:
    """How people open the app on a platform, for what is printed or posted."""

    place: str
    """What people call the platform."""
    typed: str
    """What opens the menu there, such as ``/support``."""
    link: str = ""
    """An https address that opens the app there; empty if it is not known."""
    lacking: str = ""
    """The setting that would make the link known."""


@dataclass(frozen=True)
class Platform(Generic[S]):
    """A platform. Without ``open`` it is switched on by its own command."""

    name: str
    """Its name in playbooks, addresses and accounts."""
    addresses: Addresses
    setting_names: tuple[str, ...] = ()
    """The environment variables it reads."""
    first_settings: Mapping[str, str] = field(default_factory=dict)
    """Those that a first set-up needs, each with where its value is found."""
    read_settings: Callable[[Given], S | None] = lambda given: None
    """Reads its settings; ``None`` if none is given and the platform is off."""
    open: Callable[[S, Surroundings], AbstractAsyncContextManager[OpenPlatform]] | None = None
    manifest: Manifest | None = None
    payloads: Callable[[Words], Payloads] | None = None
    """What it is sent, its frame in the language of the words."""
    way_in: Callable[[S, str], WayIn] | None = None
    """How people open the app there, with the command that they type."""
    shows_pictures: bool = True
    """Whether its cards show a picture that is part of them. A platform that does not may show one
    after the words, drawn by ``Surroundings.artist``."""


@dataclass(frozen=True)
class SwitchedOn(Generic[S]):
    """A platform together with its settings."""

    platform: Platform[S]
    settings: S

    def ways_in(self, command: str) -> tuple[WayIn, ...]:
        """How people open the app there; nothing where only a browser shows it."""
        make = self.platform.way_in
        return () if make is None else (make(self.settings, command),)

    def open(self, around: Surroundings) -> AbstractAsyncContextManager[OpenPlatform]:
        """Open the platform for a block. Raises ``LookupError`` if it cannot be opened."""
        if self.platform.open is None:
            raise LookupError(f"{self.platform.name} cannot be opened by settings")
        return self.platform.open(self.settings, around)


AnyPlatform = Platform[Any]


@cache
def load_platform(folder: str) -> AnyPlatform:
    """Import the platform of a package."""
    platform: AnyPlatform = import_module(folder).PLATFORM
    return platform


def all_platforms(folders: Iterable[str] = FOLDERS) -> tuple[AnyPlatform, ...]:
    """All platforms, in order."""
    return tuple(load_platform(folder) for folder in folders)


def addresses_of(platforms: Iterable[AnyPlatform] | None) -> dict[str, Addresses]:
    """How each of these platforms writes addresses; by default all platforms."""
    known = all_platforms() if platforms is None else platforms
    return {each.name: each.addresses for each in known}
