"""A platform of plain text, which shows what one takes: people type lines and read lines."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.platforms import Addresses, Given, Platform, Surroundings
from bot.core.people import Account

if TYPE_CHECKING:
    from tests.contract.console.console import Console

NAME = "console"


@dataclass(frozen=True)
class ConsoleSettings:
    """What the platform is told."""

    key: str
    """What a terminal has to know."""


def _settings(given: Given) -> ConsoleSettings | None:
    key = given.read("CONSOLE_KEY", "", str)
    return ConsoleSettings(key) if key else None


@asynccontextmanager
async def _open(settings: ConsoleSettings, around: Surroundings) -> AsyncIterator["Console"]:
    from tests.contract.console.console import Console  # noqa: PLC0415 - it loads a web server

    yield Console(settings.key)


PLATFORM = Platform(
    name=NAME,
    addresses=Addresses(account=lambda text: Account(NAME, NAME, text)),
    setting_names=("CONSOLE_KEY",),
    read_settings=_settings,
    open=_open,
)
