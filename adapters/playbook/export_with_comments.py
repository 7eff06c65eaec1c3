"""Exports a playbook onto the text that was applied last, keeping its comments and order.

The values of that text are compared with the present ones; only values that differ are changed.
Tables of one list that are apart in the file are moved together, as tomlkit requires.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Array, InlineTable, Item, Table

from adapters.playbook.check import check, read_anyway
from adapters.playbook.export import write
from adapters.playbook.older_support_kinds import modernise
from bot.programme.model import Programme
from bot.programme.playbook.model import Entry, Playbook

TomlTable = dict[str, Any]

SEALED = "sealed:"
"""Replaces personal data in the stored text, followed by the name of the value."""
_WHO = {"people": ("name", "phone", "accounts"), "calendars": ("address",), "rotas": ("calendar",)}
"""The values that are left out of the stored text, because they are in the vault."""


_CANNOT = (TOMLKitError, LookupError, TypeError, ValueError)
"""What tomlkit raises for a valid text that it cannot change in place."""


def without_names(text: str) -> str:
    """The text to store, without names, numbers, accounts and calendars' addresses.

    Work e-mails and comments stay. Returns an empty text if tomlkit cannot change the text.
    """
    try:
        document = tomlkit.parse(text.removeprefix("\ufeff"))
        for name, values in _WHO.items():
            for table in document.get(name, ()):
                for value in values:
                    if value in table:
                        _blank(table, value)
        for name in ("areas", "units"):
            # Renames are complete once they are applied, so an export does not repeat them.
            for table in document.get(name, ()):
                table.pop("was", None)
        return tomlkit.dumps(document)
    except _CANNOT:
        return ""


def _blank(within: Any, name: str | int) -> None:  # noqa: ANN401 - a table or a list
    value = within[name]
    if isinstance(value, Mapping):
        for each in value:
            _blank(value, each)
    elif isinstance(value, list):
        for number in range(len(value)):
            _blank(value, number)
    elif value:
        within[name] = f"{SEALED}{name}"


def write_onto(text: str, playbook: Playbook) -> str:
    """Write the playbook onto a stored text; write a new text if that is not possible."""
    fresh = write(playbook)
    if not text:
        return fresh
    plain = "\n".join(line for line in fresh.split("\n") if not line.startswith("#"))
    try:
        base = tomlkit.parse(write(read_anyway(text))).unwrap()
        for prepare in (_as_it_is, modernise):
            document = tomlkit.parse(text)
            prepare(document)
            _merge(document, base, tomlkit.parse(plain))
            merged = tomlkit.dumps(document)
            if _says(merged) == _says(fresh):
                return merged
    except _CANNOT:
        return fresh
    return fresh


def _as_it_is(document: TomlTable) -> None:
    """Keep the form of an older playbook."""


def _says(text: str) -> tuple[Programme, set[Entry], set[str]]:
    """The content and the faults of a text, without positions.

    An account that was removed (an empty text) counts as none.
    """
    playbook, found = read_anyway(text), check(text)
    people = {
        replace(entry, accounts=tuple(each for each in entry.accounts if each[1]))
        for entry in playbook.people
    }
    faults = found.warnings if isinstance(found, Playbook) else found
    return playbook.programme, people, {fault.what for fault in faults}


def _merge(table: TomlTable, base: Mapping[str, Any], want: Mapping[str, Any]) -> None:
    """Change the values of a table that differ between ``base``, its content, and ``want``."""
    # An empty text means the same as a missing one.
    for name in [name for name in base if base[name] != "" and name not in want]:
        table.pop(name, None)
    for name, value in want.items():
        before = base.get(name)
        # tomlkit returns a plain Python ``bool``.
        plain = value.unwrap() if isinstance(value, Item) else value
        if plain == before:
            continue
        now = table.get(name)
        if isinstance(value, AoT):
            _merge_tables(table, name, before or [], value)
        elif isinstance(value, Mapping) and isinstance(now, Mapping):
            _merge(cast("TomlTable", now), before or {}, value)
        elif (
            isinstance(now, Array) and isinstance(before, list) and _merge_list(now, before, plain)
        ):
            continue
        else:
            if name == "units":
                # A trigger may have named its units by their areas.
                table.pop("areas", None)
            table[name] = value


def _merge_list(now: Array, before: Sequence[Any], want: Sequence[Any]) -> bool:
    """Change a list item by item where possible, which keeps the comments between items."""
    if len(now) != len(before):
        return False
    for number in reversed(range(len(before))):
        if before[number] not in want:
            del now[number]
    stays = [each for each in before if each in want]
    new = list(want[len(stays) :])
    if [*stays, *new] != list(want):
        return False
    for each in new:
        now.append(each)
    return True


def _merge_tables(table: TomlTable, name: str, before: Sequence[Any], want: AoT) -> None:
    if name not in table:
        table[name] = want
        return
    now = table[name]
    wanted = {_key(name, each): each for each in want}
    if name == "supports":
        # The text leaves out a kind that is always there, and has an order of its own.
        known = {_key(name, each): each for each in before}
        there = [_key(name, each) for each in now]
        wanted = {k: e for k, e in wanted.items() if k in there or e.unwrap() != known.get(k)}
        before = [known[key] for key in there]
    if len(now) != len(before):
        raise ValueError("the text and what was read of it do not match")
    names = [_key(name, each) for each in before]
    for number in reversed(range(len(before))):
        if names[number] in wanted:
            _merge(now[number], before[number], wanted[names[number]])
        else:
            del now[number]
    for key, each in wanted.items():
        if key not in names:
            now.append(each if isinstance(now, AoT) else _in_one_line(each))


def _in_one_line(table: Mapping[str, Any]) -> InlineTable:
    inline = tomlkit.inline_table()
    inline.update(cast("Table", table).unwrap())
    return inline


def _key(name: str, table: Mapping[str, Any]) -> tuple[str, ...]:
    """The values that identify a table in its list."""
    match name:
        case "people":
            return (table["email"],)
        case "triggers":
            return (table["name"],) if "name" in table else (table["kind"], table["harm"])
        case "rotas":
            return table["area"], table.get("kind", "")
        case _:
            return (table["key"],)
