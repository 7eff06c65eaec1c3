"""Where a channel or a team of Teams is, as a playbook writes it: by its id, or by its link."""

import re
from collections.abc import Iterable
from urllib.parse import parse_qs, unquote, urlsplit

from adapters.playbook.tables import Table

PLATFORMS = {"practice": "", "slack": "TEAM:USER", "teams": "TENANT:USER"}
"""The platforms there are, with how an account there is written; empty where a name is enough."""

TEAMS = "teams"
"""There, ids are alike in capitals and small letters; ours are small ones."""
_THREAD = re.compile(r"19:[^\s@:;]+@thread\.\w+")
_REMEDY = "copy its link in Teams (the dots beside its name), or write TENANT:19:…@thread.tacv2"


def read_channels(table: Table, known: Iterable[str]) -> dict[str, dict[str, str]]:
    """The channels of these names that there are."""
    channels = {}
    for key in known:
        if not table.has(key):
            continue
        if places := read_places(table.table(key)):
            channels[key] = places
    table.close()
    return channels


def read_places(table: Table) -> dict[str, str]:
    """Where a channel is on each platform that has it."""
    found = {
        name: teams_place(table, name) if name == TEAMS else table.text(name)
        for name in PLATFORMS
        if table.has(name)
    }
    table.close()
    return {platform: value for platform, value in found.items() if value}


def teams_place(table: Table, name: str) -> str:
    """A channel or a team of Teams, ``TENANT:CONVERSATION``; empty when left out or wrong."""
    text = table.text(name, "https://teams.microsoft.com/l/channel/…")
    tenant, conversation = _linked(text) if text.startswith("https://") else _named(text)
    if text and not (tenant and _THREAD.fullmatch(conversation)):
        table.fault(name, f'"{text}" is no channel or team of Teams', _REMEDY)
        return ""
    return f"{tenant.casefold()}:{conversation}" if text else ""


def _named(text: str) -> tuple[str, str]:
    tenant, _, conversation = text.partition(":")
    return tenant, conversation


def _linked(link: str) -> tuple[str, str]:
    """What stands in a link that Teams' clients copy: the thread in its path, and the tenant."""
    try:
        url = urlsplit(link)
    except ValueError:
        return "", ""
    parts = [unquote(part) for part in url.path.split("/")]
    threads = [part for part in parts if _THREAD.fullmatch(part)]
    tenants = parse_qs(url.query).get("tenantId", [""])
    return tenants[0], next(iter(threads), "")
