"""The platforms: which there are, and what each offers the rest of the program.

A platform is a folder whose package offers one ``PLATFORM``, and a line in ``FOLDERS``. That
package loads fast: what needs a vendor's library is imported when a platform is opened.
"""

import argparse
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from adapters.faults import Fault
from bot.core.clock import Clock
from bot.core.conversation import Address, Bot, Messenger, Workplace
from bot.core.people import Account
from bot.core.storage import Storage
from bot.core.texts import Wording
from bot.programme import Finding

if TYPE_CHECKING:
    from aiohttp import web

FOLDERS = (
    "adapters.practice",
    "adapters.slack",
    "adapters.teams",
)
"""The packages that offer a platform."""

COMMANDS: Mapping[str, str] = {"/support": "support", "/support-admin": "support-admin"}
"""What people type, with the name the bot has for it, where a deployment says nothing else."""

S = TypeVar("S")


@dataclass(frozen=True)
class Addresses:
    """How a coordinator writes in the playbook what is where on a platform.

    Each function gives the address that is kept for what is written, and raises ``Wrong``.
    """

    account: Callable[[str], Account]
    channel: Callable[[str], str] = str
    channel_example: str = "#name"
    group: Callable[[str], str] | None = None
    """A group whose members are a unit's people, where a platform has such groups."""
    group_example: str = ""
    older_group_name: str = ""
    """What stands in a unit of older playbooks in place of ``groups``."""


@dataclass(frozen=True)
class Given:
    """What a platform's settings are read from."""

    values: Mapping[str, str]
    """What is given, by the setting's name."""
    read: Callable[[str, str, Callable[[str], str]], str]
    """Parses one setting; it notes the fault and gives the default where that cannot be done."""
    faults: list[Fault]
    """Where faults are noted."""
    host: str
    """What this service listens on: much is allowed on this machine alone."""


@dataclass(frozen=True)
class Surroundings:
    """What a platform is opened with."""

    storage: Storage
    wording: Wording
    clock: Clock
    """The host's, by which signatures go stale."""
    commands: Mapping[str, str] = field(default_factory=lambda: COMMANDS)
    """What people type, with the name the bot has for it."""


class Roster(Protocol):
    """Keeps accounts in step with a platform."""

    async def keep(self) -> int:
        """A slow duty of the worker: read who is there, when that is due."""
        ...


class OpenPlatform(Protocol):
    """A platform that is ready."""

    @property
    def messenger(self) -> Messenger:
        """Writes to people and channels."""
        ...

    @property
    def workplace(self) -> Workplace:
        """Knows who people are, and who is in a channel."""
        ...

    def serving(self, app: "web.Application", bot: Bot) -> AbstractAsyncContextManager[None]:
        """Take what the platform delivers during the block: by routes of ``app``, or a socket."""
        ...

    def roster(self, storage: Storage) -> Roster | None:
        """What keeps accounts and rosters in step, where the platform tells who is there."""
        ...

    async def refresh(self, storage: Storage) -> None:
        """Bring the accounts up to date before the platform is examined."""
        ...

    async def examine(self, named: "Named") -> list[Finding]:
        """What is amiss with the platform and with what is named there, each with its remedy."""
        ...


@dataclass(frozen=True)
class Named:
    """What the playbook names on one platform."""

    channels: Mapping[str, Address] = field(default_factory=dict)
    """The programme's channels, and those in which requests are claimed, by key."""
    private: frozenset[str] = frozenset()
    """The keys of those that only people who take requests may read."""
    unit_channels: Mapping[str, Address] = field(default_factory=dict)
    """Where a whole unit reads, by the unit's name."""
    unit_groups: Mapping[str, Address] = field(default_factory=dict)
    """The groups whose members are a unit's people, by the unit's name."""
    people: Mapping[Account, str] = field(default_factory=dict)
    """The accounts of everybody who is active, with their names."""


@dataclass(frozen=True)
class Manifest:
    """The command ``manifest``: what a platform wants to know of the app."""

    add_options: Callable[[argparse.ArgumentParser], None]
    write: Callable[[argparse.Namespace, "AppSettings"], int]
    """Print or write it; the exit code comes back."""


@dataclass(frozen=True)
class AppSettings:
    """What a manifest is told of the deployment; there may be no other setting yet."""

    command: str
    admin_command: str
    given: Callable[[str], str]
    """What is given for a setting, unchecked; empty where nothing is."""


@dataclass(frozen=True)
class Platform(Generic[S]):
    """What a platform offers. Without ``open`` it is switched on by a command of its own."""

    name: str
    """What it is called in playbooks, addresses and accounts."""
    addresses: Addresses
    setting_names: tuple[str, ...] = ()
    """The environment variables it reads."""
    read_settings: Callable[[Given], S | None] = lambda given: None
    """Its settings, or ``None`` where nothing of it is given: then it is off."""
    open: Callable[[S, Surroundings], AbstractAsyncContextManager[OpenPlatform]] | None = None
    manifest: Manifest | None = None


@dataclass(frozen=True)
class SwitchedOn(Generic[S]):
    """A platform together with its settings."""

    platform: Platform[S]
    settings: S

    def open(self, around: Surroundings) -> AbstractAsyncContextManager[OpenPlatform]:
        """The platform, ready for the length of a block. Raises ``LookupError`` if none opens."""
        if self.platform.open is None:
            raise LookupError(f"{self.platform.name} cannot be opened by settings")
        return self.platform.open(self.settings, around)


AnyPlatform = Platform[Any]


@cache
def load_platform(folder: str) -> AnyPlatform:
    """The platform that a package offers."""
    platform: AnyPlatform = import_module(folder).PLATFORM
    return platform


def all_platforms(folders: Iterable[str] = FOLDERS) -> tuple[AnyPlatform, ...]:
    """Every platform there is, in order."""
    return tuple(load_platform(folder) for folder in folders)


def addresses_of(platforms: Iterable[AnyPlatform] | None) -> dict[str, Addresses]:
    """How each of these platforms (without any, of all there are) has addresses written."""
    known = all_platforms() if platforms is None else platforms
    return {each.name: each.addresses for each in known}
