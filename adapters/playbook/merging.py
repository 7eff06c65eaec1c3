"""An export that keeps the coordinator's own text: comments, order and form survive.

Three playbooks are held side by side: the text that was applied last, what that text says, and
what is to be said now. Only where the latter two differ is the text changed.

Tables of one list that lie apart in the file, with those of other lists between them, come
together: tomlkit keeps a list in one place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Array, InlineTable, Item, Table

from adapters.playbook.check import check, read_anyway
from adapters.playbook.modernise import modernise
from adapters.playbook.writing import write
from bot.programme.model import Programme
from bot.programme.playbook import Entry, Playbook

TomlTable = dict[str, Any]

SEALED = "sealed:"
"""Stands in a text that is kept, with what it belongs to, where it said who somebody is."""
_WHO = {"people": ("name", "phone", "accounts"), "calendars": ("address",), "rotas": ("calendar",)}
"""The values that are in the vault already, under a key that goes when they have to go."""


_CANNOT = (TOMLKitError, LookupError, TypeError, ValueError)
"""What tomlkit raises for a text, sound as it may be, that it cannot change in place."""


def without_names(text: str) -> str:
    """The text as it is kept: names, numbers, accounts, and calendars' addresses are taken out.

    Work e-mails stay, and so does what comments say. Empty where the text cannot be kept.
    """
    try:
        document = tomlkit.parse(text.removeprefix("\ufeff"))
        for name, values in _WHO.items():
            for table in document.get(name, ()):
                for value in values:
                    if value in table:
                        _blank(table, value)
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
    """The playbook in the words of a text that was kept; written afresh where that cannot be."""
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
    """Leave the form of an older playbook, where nothing of what it says in it has changed."""


def _says(text: str) -> tuple[Programme, set[Entry], set[str]]:
    """What a text says, and what is wrong with it, wherever in the file each stands.

    An account taken away before (an empty text) is as good as none.
    """
    playbook, found = read_anyway(text), check(text)
    people = {
        replace(entry, accounts=tuple(each for each in entry.accounts if each[1]))
        for entry in playbook.people
    }
    faults = found.warnings if isinstance(found, Playbook) else found
    return playbook.programme, people, {fault.what for fault in faults}


def _merge(table: TomlTable, base: Mapping[str, Any], want: Mapping[str, Any]) -> None:
    """Change in a table what differs between ``base``, which it says, and ``want``."""
    # An empty text stands for nothing: to leave it out would say the same.
    for name in [name for name in base if base[name] != "" and name not in want]:
        table.pop(name, None)
    for name, value in want.items():
        before = base.get(name)
        # A truth value comes out of tomlkit as Python's own.
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
    """Change a list item by item, if that is all it takes; comments between items stay."""
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
    """What tells a table of a list from the others."""
    match name:
        case "people":
            return (table["email"],)
        case "triggers":
            return (table["name"],) if "name" in table else (table["kind"], table["harm"])
        case "rotas":
            return table["area"], table.get("kind", "")
        case _:
            return (table["key"],)
