"""Support kinds of a playbook: ``[[supports]]``, and ``[options]`` of older ones."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from adapters.playbook.places import Platforms, read_places
from adapters.playbook.tables import KIND, PERSON, Table
from adapters.playbook.times import read_hours, read_ladder
from bot.core.people import Employment
from bot.core.phones import read_number
from bot.programme.model import (
    ANNOUNCEMENTS,
    DEFAULT_KINDS,
    FIRST_KIND,
    KindWords,
    Ladder,
    ServiceHours,
    SupportKind,
    SupportTerms,
)
from bot.programme.model.default_kinds import OLD_AREA_LISTS, OLD_SERVICE, OLD_TABLE, OLD_TAKERS

PRIVATE = "What you say stays private."
LIMITS = "If someone may be in danger, they may have to get help."
MOST_KINDS = 12
"""The number that fits on one card, each with its line."""
LONGEST_NAME, LONGEST_ABOUT = 40, 200
LANGUAGE = re.compile(r"[a-z]{2}(_[A-Z]{2})?")
TIERS = (1, 2, 3)
RESERVED = {ANNOUNCEMENTS, *(kind.channel for kind in DEFAULT_KINDS.values() if kind.channel)}
"""Keys that no kind may have, because another purpose uses the channel of that name."""


@dataclass(frozen=True)
class Named:
    """What a support kind may name of the rest of the playbook."""

    emails: frozenset[str]
    lines: frozenset[str]
    hours: ServiceHours
    ladder: Ladder


@dataclass(frozen=True)
class SupportsRead:
    """The support kinds, and where the private channels that stand with them are."""

    kinds: tuple[SupportKind, ...]
    channels: Mapping[str, Mapping[str, str]]


def read_supports(root: Table, named: Named, platforms: Platforms) -> SupportsRead:
    """The support kinds in the order they are shown; the first is always there."""
    found: dict[str, SupportKind] = {}
    channels: dict[str, Mapping[str, str]] = {}
    for key, table, is_old in _entries(root):
        table.faults.places["supports", key] = table.path
        if key in found:
            table.fault("key", f'there is a support kind "{key}" already', "take one out")
        base = DEFAULT_KINDS.get(key) or SupportKind(key=key)
        if not is_old:
            base = _traits(table, base)
            if table.has("channel"):
                channels[base.channel_key] = read_places(table.table("channel"), platforms)
        terms = _terms(table, named, external=base.external, needed=True, is_old=is_old)
        found[key] = base.within(terms)
        table.close()
    if len(found) > MOST_KINDS:
        remedy = f"keep at most {MOST_KINDS}: people cannot choose among more"
        root.fault("supports", f"there are {len(found)} support kinds", remedy)
    found.setdefault(FIRST_KIND, DEFAULT_KINDS[FIRST_KIND])
    first = found.pop(FIRST_KIND)
    return SupportsRead((first, *found.values()), channels)


def _entries(root: Table) -> Iterator[tuple[str, Table, bool]]:
    """Each kind's key and table, and whether it is written as older playbooks do."""
    older = root.table(OLD_TABLE)
    for key in DEFAULT_KINDS:
        if older.has(key):
            yield key, older.table(key), True
    older.close()
    for table in root.tables("supports"):
        key = table.key()
        if key in RESERVED:
            table.fault("key", f'"{key}" is the name of another channel', "choose another key")
        elif key:
            yield key, table, False


def _traits(table: Table, base: SupportKind) -> SupportKind:
    """What a kind is everywhere: its words, its tier, and who may take its requests."""
    name = _text(table, "name", LONGEST_NAME, needed=base.key not in DEFAULT_KINDS)
    tier = table.count("tier") if table.has("tier") else base.tier
    if tier not in TIERS:
        table.fault("tier", f"there is no tier {tier}", "write 2 for trained peers, 3 for others")
        tier = base.tier
    return replace(
        base,
        tier=tier,
        name=name,
        one=_text(table, "one", LONGEST_NAME),
        about=_text(table, "about", LONGEST_ABOUT),
        languages={
            code: _words(table.table(code))
            for code in table.names()
            if LANGUAGE.fullmatch(code) and table.is_table(code)
        },
        who_first=table.flag("who_first", default=base.who_first),
        on_call=table.flag("on_call", default=base.on_call),
        managers=table.flag("managers", default=base.managers),
        near=table.flag("near", default=base.near),
        sessions=table.flag("sessions", default=base.sessions),
        coaches=table.flag("coaches", default=base.coaches),
        external=table.flag("external", default=base.external),
    )


def _words(table: Table) -> KindWords:
    words = KindWords(
        name=_text(table, "name", LONGEST_NAME),
        one=_text(table, "one", LONGEST_NAME),
        about=_text(table, "about", LONGEST_ABOUT),
    )
    table.close()
    return words


def _text(table: Table, name: str, most: int, *, needed: bool = False) -> str:
    text = table.text(name, "Social work" if name == "name" else "", needed=needed)
    if len(text) > most:
        table.fault(name, f"{name} is too long", f"write at most {most} characters")
    return text[:most]


def _terms(
    table: Table, named: Named, *, external: bool, needed: bool, is_old: bool
) -> SupportTerms:
    told = needed and not external and (is_old or table.has("answers") or table.has("at_night"))
    service = OLD_SERVICE if is_old else "service"
    terms: dict[str, Any] = {
        "private": table.text("private", PRIVATE, needed=needed),
        "limits": table.text("limits", LIMITS, needed=needed),
        "answers": table.text("answers", "within 30 minutes", needed=told),
        "at_night": table.text("at_night", "by 8 a.m.", needed=told),
        "line": table.one_of("line", named.lines, "line under [[lines]] with the key"),
        "open_to": table.choices("open_to", Employment, "kind of employment") or (),
    }
    if external:
        terms["how"] = table.text("how", "call 555-0100, day and night", needed=needed)
        terms["service"] = table.text(service, "A line for physicians", needed=needed and is_old)
    else:
        terms["operator"] = _operator(table)
        terms["takers"] = _takers(table, named, is_old=is_old)
        if table.has("hours"):
            terms["hours"] = read_hours(table.table("hours"), named.hours)
        if table.has("ladder"):
            terms["ladder"] = read_ladder(table.table("ladder"), named.ladder)
    return SupportTerms(**terms)


def _takers(table: Table, named: Named, *, is_old: bool) -> tuple[str, ...] | None:
    for name in (OLD_TAKERS, "takers") if is_old else ("takers",):
        if table.has(name):
            return table.several_of(name, named.emails, PERSON)
    return None


def _operator(table: Table) -> str:
    typed = table.text("operator", "303-555-0100")
    if typed and read_number(typed) is None:
        remedy = 'write the number people call, like operator = "303-555-0100"'
        table.fault("operator", f'"{typed}" is not a telephone number', remedy)
        return ""
    return typed


def read_area_supports(
    table: Table, named: Named, kinds: tuple[SupportKind, ...]
) -> dict[str, SupportTerms]:
    """What an area says of support kinds in place of the programme.

    ``supporters`` and ``chaplains`` name takers as well. A default kind may be told of in an area
    alone; it then needs counsel's words there.
    """
    listed = {kind.key: kind for kind in kinds}
    known = {**DEFAULT_KINDS, **listed}
    found: dict[str, SupportTerms] = {}
    for word in ("supports", OLD_TABLE):
        inner, is_old = table.table(word), word == OLD_TABLE
        for key in inner.names():
            if not inner.is_known(key, known, KIND, key) or not inner.is_table(key):
                continue
            own = inner.table(key)
            table.faults.places[*table.path, key] = own.path
            needed = key not in listed and bool(set(own.names()) - {"takers"})
            external = known[key].external
            found[key] = _terms(own, named, external=external, needed=needed, is_old=is_old)
            own.close()
    for name, key in OLD_AREA_LISTS.items():
        if people := table.several_of(name, named.emails, PERSON):
            terms = found.get(key, SupportTerms())
            if terms.takers is not None:
                what = f"{name} and supports.{key}.takers say the same"
                table.fault(name, what, "keep one of them")
            found[key] = replace(terms, takers=people)
    return found
