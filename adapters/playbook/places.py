"""Reads channels, groups and accounts in the form that each platform defines, and web addresses."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar
from urllib.parse import urlsplit

from adapters.faults import Wrong
from adapters.platforms import Addresses
from adapters.playbook.tables import Table
from bot.core.people import Account

T = TypeVar("T")
Platforms = Mapping[str, Addresses]
"""How addresses are written, by the platform's name."""


def read_channels(
    table: Table, known: Iterable[str], platforms: Platforms
) -> dict[str, dict[str, str]]:
    """The channels of these names that there are."""
    channels = {}
    for key in known:
        if not table.has(key):
            continue
        if places := read_places(table.table(key), platforms):
            channels[key] = places
    table.close()
    return channels


def read_places(table: Table, platforms: Platforms) -> dict[str, str]:
    """Where a channel is on each platform that has it."""
    readers = {name: (each.channel, each.channel_example) for name, each in platforms.items()}
    return _by_platform(table, readers)


def read_groups(unit: Table, platforms: Platforms) -> dict[str, str]:
    """The groups whose members are a unit's people, by platform."""
    readers = {
        name: (each.group, each.group_example)
        for name, each in platforms.items()
        if each.group is not None
    }
    found = _by_platform(unit.table("groups"), readers)
    for name, (read, example) in readers.items():
        older = platforms[name].older_group_name
        group = _address(unit, older, read, example) if older and unit.has(older) else None
        if group and name not in found:
            found[name] = group
    return found


def read_accounts(table: Table, platforms: Platforms) -> tuple[tuple[str, Account | None], ...]:
    """A person's accounts by platform; a list where they are in several workspaces of it."""
    found: list[tuple[str, Account | None]] = []
    for name, each in platforms.items():
        if not table.has(name):
            continue
        written = [text for _, text in table.text_or_texts(name)]
        named = [_read(table, name, text, each.account) for text in dict.fromkeys(written) if text]
        found += [(name, account) for account in named if account is not None]
        if not any(written):
            found.append((name, None))
    table.close()
    return tuple(found)


def _by_platform(
    table: Table, readers: Mapping[str, tuple[Callable[[str], str], str]]
) -> dict[str, str]:
    found = {
        name: _address(table, name, read, example)
        for name, (read, example) in readers.items()
        if table.has(name)
    }
    table.close()
    return {platform: address for platform, address in found.items() if address}


def _address(table: Table, name: str, read: Callable[[str], str], example: str) -> str | None:
    text = table.text(name, example)
    return _read(table, name, text, read) if text else None


def _read(table: Table, name: str, text: str, read: Callable[[str], T]) -> T | None:
    """Read a text; ``None`` and a fault if it cannot be read."""
    try:
        return read(text)
    except Wrong as wrong:
        table.fault(name, f'"{text}" {wrong.problem}', wrong.remedy)
        return None


def read_calendar_address(table: Table, name: str, *, needed: bool = False) -> str:
    """The address under which a calendar is published; it must use TLS."""
    text = table.text(name, "https://rota.hospital.org/icu.ics", needed=needed)
    address = "https" + text.removeprefix("webcal") if text.startswith("webcal:") else text
    if address and not (_is_address(address) and address.startswith("https:")):
        remedy = f'write the address it is published under: {name} = "https://…"'
        table.fault(name, "this is not the address of a calendar", remedy)
        return ""
    return address


def read_address(table: Table) -> str:
    """The public address of this service, without a trailing slash."""
    text = table.text("address", "https://support.hospital.org").rstrip("/")
    if text and (not _is_address(text) or urlsplit(text).query):
        remedy = 'write it like address = "https://support.hospital.org"'
        table.fault("address", f'"{text}" is not an address of this service', remedy)
        return ""
    return text


def _is_address(text: str) -> bool:
    """Whether a text is a web address; it must use TLS unless it is on this machine."""
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        parts.port  # noqa: B018 - raises for what is no port
    except ValueError:
        return False
    loopback = host in {"127.0.0.1", "localhost"}
    plain = not parts.username and not parts.fragment and " " not in text
    return bool(host) and plain and parts.scheme in ({"http", "https"} if loopback else {"https"})
