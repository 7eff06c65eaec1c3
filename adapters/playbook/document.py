"""Reads the programme and its people from the tables of a playbook."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import time

from adapters.catalogue import ORIGINAL, load_catalogues
from adapters.playbook.areas import Known, read_area, read_urgent
from adapters.playbook.hr_and_calendars import read_calendars, read_hr_file
from adapters.playbook.own_words import read_wording
from adapters.playbook.paging import read_paging
from adapters.playbook.places import (
    Platforms,
    read_accounts,
    read_address,
    read_channels,
    read_groups,
    read_places,
)
from adapters.playbook.rotas import read_rotas
from adapters.playbook.sources import read_sources
from adapters.playbook.supports import Named, read_supports
from adapters.playbook.tables import AREA, PERSON, UNIT, Table
from adapters.playbook.times import (
    read_hours,
    read_ladder,
    read_later_notes,
    read_off_duty,
    read_reports,
    read_retention,
)
from adapters.playbook.triggers import read_triggers
from bot.core.lines import LineTopic, SupportLine, Texting
from bot.core.people import Account, Employment, TrainingLevel
from bot.core.places import Renames
from bot.programme.hours.quiet_hours import DAYS
from bot.programme.model import DEFAULT_KINDS, Group, Programme, Shift, Unit
from bot.programme.people.person_sources import ON_A_PERSON, OUTSIDE_HR
from bot.programme.people.reference_swap import renamed
from bot.programme.playbook.model import Entry, Playbook

KEYED = ("areas", "units", "groups", "lines", "sources", "calendars")
LISTS = (*KEYED, "people", "triggers", "rotas")
"""The lists of tables that a playbook consists of; those in ``KEYED`` have a key each."""

EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
LANGUAGE = re.compile(r"[a-z]{2,3}([-_][A-Za-z0-9]+)*")
FEWEST = 5
COUNTRY = re.compile(r"[A-Z]{2}")


def read(root: Table, platforms: Platforms) -> Playbook:
    """Read the playbook; unreadable values are left out and recorded as faults."""
    lists = {name: root.tables(name) for name in LISTS}
    keys = {name: _all(lists[name], "key") for name in ("areas", "units", "groups", "lines")}
    emails, earlier = _all(lists["people"], "email"), _all(lists["people"], "was")
    known = Known(emails | earlier, platforms=platforms, **keys)
    renames = Renames(_renamed(lists["areas"], "area"), _renamed(lists["units"], "unit"))
    shifts = _shifts(root.table("shifts"))
    above = _without_areas(root, lists, known)
    above = replace(above, areas=tuple(read_area(each, known, above) for each in lists["areas"]))
    above = _with_kinds_of_areas(above)
    units = tuple(_unit(each, known, above, shifts) for each in lists["units"])
    above = replace(above, units=units)
    programme = replace(
        above,
        triggers=read_triggers(lists["triggers"], above),
        rotas=read_rotas(lists["rotas"], above, known.emails),
        calendars=read_calendars(lists["calendars"], above, known.emails),
    )
    people = lists["people"]
    entries = tuple(_person(each, known, programme) for each in people)
    for table, entry in zip(people, entries, strict=True):
        _only_one_entry(table, entry, emails)
    for name in KEYED:
        _no_two(lists[name], "key")
    _no_two(people, "email")
    _no_two_accounts(people, entries)
    root.close()
    return _by_present_email(Playbook(programme, entries, renames=renames), emails)


def _only_one_entry(table: Table, entry: Entry, emails: frozenset[str]) -> None:
    if entry.was in emails:
        what = f'"{entry.was}" is the e-mail of an entry of its own'
        table.fault("was", what, "take that entry out: these two are one person")
    elif entry.was and not EMAIL.fullmatch(entry.was):
        remedy = 'write the earlier work e-mail: was = "sam@hospital.org"'
        table.fault("was", f'"{entry.was}" is not an e-mail address', remedy)


def _by_present_email(playbook: Playbook, emails: frozenset[str]) -> Playbook:
    """The playbook with people by their present e-mail where it names them by the earlier one."""
    earlier = [entry for entry in playbook.people if entry.was and entry.was not in emails]
    present = {entry.was: entry.email for entry in earlier}
    if not present:
        return playbook

    def swap(emails: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(present.get(email, email) for email in emails))

    people = tuple(
        replace(
            entry,
            manager=present.get(entry.manager, entry.manager),
            evaluators=swap(entry.evaluators),
        )
        for entry in playbook.people
    )
    return replace(playbook, programme=renamed(playbook.programme, swap), people=people)


def _without_areas(root: Table, lists: Mapping[str, list[Table]], known: Known) -> Programme:
    """The programme as far as it does not depend on its areas and units."""
    about = root.table("programme")
    hours, ladder = read_hours(root.table("service_hours")), read_ladder(root.table("ladder"))
    named = Named(known.emails, known.lines, hours, ladder)
    supports = read_supports(root, named, known.platforms)
    names_kept, remembers = read_retention(root.table("retention"))
    programme = Programme(
        name=about.text("name", "Our hospital", needed=True),
        zone=about.zone(needed=True) or "UTC",
        language=_language(about),
        facts_contact=about.text("facts_contact"),
        later_notes=read_later_notes(about),
        address=read_address(about),
        smallest_count=_smallest_count(about),
        reports=read_reports(root.table("reports")),
        off_duty=read_off_duty(root.table("off_duty")),
        paging=read_paging(root.table("paging")),
        names_kept=names_kept,
        remembers=remembers,
        open_messages=about.flag("open_messages", default=False),
        wording=read_wording(root.table("wording")),
        urgent=read_urgent(root.table("urgent")),
        supports=supports.kinds,
        hours=hours,
        ladder=ladder,
        groups=tuple(_group(each, known) for each in lists["groups"]),
        lines=tuple(_line(each, known) for each in lists["lines"]),
        sources=read_sources(lists["sources"], known.units),
        hr=read_hr_file(root.table("roster"), known.units),
    )
    about.close()
    channels = read_channels(root.table("channels"), programme.channel_keys(), known.platforms)
    return replace(programme, channels={**supports.channels, **channels})


def _with_kinds_of_areas(programme: Programme) -> Programme:
    """The programme with the default kinds that only areas mention."""
    spoken_of = {key for area in programme.areas for key in area.supports}
    more = [
        kind
        for key, kind in DEFAULT_KINDS.items()
        if key in spoken_of and programme.support(key) is None
    ]
    return replace(programme, supports=(*programme.supports, *more))


def _all(tables: list[Table], name: str) -> frozenset[str]:
    return frozenset(each.text(name).casefold() for each in tables) - {""}


def _renamed(tables: list[Table], what: str) -> dict[str, str]:
    """Maps the former key of each renamed area or unit to its present key."""
    keys, found = _all(tables, "key"), dict[str, str]()
    for table in tables:
        old, new = table.text("was").casefold(), table.text("key").casefold()
        if not old or not table.is_key("was", old):
            continue
        if old in keys:
            remedy = f"take was out, or give the {what} {old} another key first and apply that"
            table.fault("was", f"the {what} {old} is still in this playbook", remedy)
        elif old in found:
            remedy = "leave it in one of them"
            table.fault("was", f"{found[old]} says already that it was {old}", remedy)
        else:
            found[old] = new
    return found


def _no_two(tables: list[Table], name: str) -> None:
    lines: dict[str, int] = {}
    for table in tables:
        text = table.text(name).casefold()
        line = table.faults.line((*table.path, name))
        if text in lines:
            table.fault(name, f'"{text}" is on line {lines[text]} already', "take one out")
        elif text:
            lines[text] = line


def _unit(table: Table, known: Known, above: Programme, shifts: tuple[Shift, ...]) -> Unit:
    area = table.one_of("area", known.areas, AREA, needed=True)
    unit = Unit(
        key=table.key(),
        name=table.text("name", "Intensive care", needed=True),
        area=area,
        zone=table.zone() or above.within(area).zone,
        leads=table.several_of("leads", known.emails, PERSON),
        next_in_line=table.several_of("next_in_line", known.emails, PERSON),
        cover=table.several_of("cover", known.emails, PERSON),
        shifts=_shifts(table.table("shifts")) if table.has("shifts") else shifts,
        groups=read_groups(table, known.platforms),
        channels=read_places(table.table("channel"), known.platforms),
    )
    table.close()
    return unit


def _group(table: Table, known: Known) -> Group:
    group = Group(
        key=table.key(),
        name=table.text("name", "Resuscitation team", needed=True),
        people=table.several_of("people", known.emails, PERSON),
    )
    if not group.people:
        table.fault("people", f"group {group.key} has nobody", "name some: people = [work e-mails]")
    table.close()
    return group


def _shifts(table: Table) -> tuple[Shift, ...]:
    spans = [(name, table.span(name)) for name in table.names() if table.is_key(name, name)]
    return tuple(Shift(name, *span) for name, span in spans if span)


def _line(table: Table, known: Known) -> SupportLine:
    open_days, opens, closes = _line_hours(table.table("open"))
    line = SupportLine(
        key=table.key(),
        name=table.text("name", "988 Lifeline", needed=True),
        country=table.text("country", "US", needed=True),
        number=table.text("number", "988", needed=True),
        how=table.text("how", "call or text", needed=True),
        hours=table.text("hours", "day and night", needed=True),
        cost=table.text("cost", "free", needed=True),
        source=table.text("source", "https://988lifeline.org", needed=True),
        last_verified=table.day("last_verified"),
        crisis=table.flag("crisis"),
        emergency=table.flag("emergency"),
        areas=table.several_of("areas", known.areas, AREA),
        topic=table.one_of("topic", tuple(LineTopic), "topic"),
        open_days=open_days,
        opens=opens,
        closes=closes,
        texts=table.choice("texts", Texting.NO, "way to take text messages"),
    )
    if line.country and not COUNTRY.fullmatch(line.country):
        table.fault("country", f'"{line.country}" is not a country', 'write two letters, like "US"')
    if line.crisis and line.emergency:
        remedy = "make it two lines, or choose: emergency is for danger right now"
        table.fault("emergency", f"{line.key} is both crisis and emergency", remedy)
    if line.topic and (line.crisis or line.emergency):
        remedy = "leave the topic out: this line is for everybody"
        table.fault("topic", f"{line.key} is for danger, whatever it is about", remedy)
    table.close()
    return line


def _smallest_count(table: Table) -> int:
    """The fewest talks for which times are reported; fewer than five could be told apart."""
    usual = Programme("", "UTC").smallest_count
    found = table.count("smallest_count") if table.has("smallest_count") else usual
    if found < FEWEST:
        table.fault("smallest_count", f"fewer than {FEWEST} could be told apart", "write 11")
        return usual
    return found


def _line_hours(table: Table) -> tuple[tuple[str, ...], time | None, time | None]:
    """The days and times at which a line answers, if the playbook gives any."""
    days = table.several_of("days", DAYS, "day")
    span = table.span("time")
    if days and not span and not table.has("time"):
        remedy = 'write time = "08:00-17:00", or "00:00-00:00" for the whole day'
        table.fault("days", "the line has days, but no time", remedy)
    table.close()
    opens, closes = span or (None, None)
    return days, opens, closes


def _person(table: Table, known: Known, programme: Programme) -> Entry:
    email = table.text("email", "sam@hospital.org", needed=True)
    if email and not EMAIL.fullmatch(email):
        table.fault("email", f'"{email}" is not an e-mail address', "write the work e-mail address")
    unit = programme.unit(table.one_of("unit", known.units, UNIT))
    entry = Entry(
        name=table.text("name", "Sam Rivera", needed=True),
        email=email.casefold(),
        was=table.text("was", "sam@hospital.org").casefold(),
        profession=table.text("profession", "nurse"),
        unit=unit.key if unit else "",
        units=table.several_of("units", known.units, UNIT),
        languages=_languages(table),
        employment=table.choice("employment", Employment.EMPLOYEE, "kind of employment"),
        level=table.choice("level", TrainingLevel.NONE, "training level"),
        dedicated_to=_dedicated_to(table),
        adult=table.flag("adult", default=True),
        active=table.flag("active", default=True),
        trained_until=table.day_if_any("trained_until"),
        manager=table.one_of("manager", known.emails, PERSON),
        evaluators=table.several_of("evaluators", known.emails, PERSON),
        zone=table.zone() or (unit.zone if unit else programme.zone),
        language=table.text("language", "en"),
        shift=_shift_of(table, unit),
        days=table.several_of("days", DAYS, "day"),
        phone=table.text("phone", "303-555-0100"),
        prefers=table.one_of("prefers", known.platforms, "platform"),
        accounts=read_accounts(table.table("accounts"), known.platforms),
        from_playbook=_given_fields(table),
    )
    if entry.manager and entry.manager == entry.email:
        table.fault(
            "manager", f"{email} would be their own manager", "name another, or leave it out"
        )
    if entry.language and not LANGUAGE.fullmatch(entry.language):
        table.fault("language", f'"{entry.language}" is not a language', 'write it like "es"')
    table.close()
    return entry


def _dedicated_to(table: Table) -> tuple[TrainingLevel, ...]:
    """The training levels that a supporter is there for first."""
    found = table.choices("dedicated_to", TrainingLevel, "training level") or ()
    if TrainingLevel.NONE in found:
        remedy = "name student, resident or fellow, or leave it out"
        table.fault("dedicated_to", '"none" is nobody in training', remedy)
    return found


def _given_fields(table: Table) -> tuple[str, ...]:
    """The fields of a person that the playbook gives; HR's file may give the others."""
    found = {field for name, field in ON_A_PERSON.items() if table.has(name)}
    if not table.flag("roster", default=True):
        found.add(OUTSIDE_HR)
    return tuple(sorted(found | {"name"}))


def _language(about: Table) -> str:
    """The hospital's language, one that the program has all its texts in."""
    found, known = about.text("language", ORIGINAL) or ORIGINAL, sorted(load_catalogues())
    if found in known:
        return found
    about.fault("language", f'there are no texts in "{found}"', f"write one of: {', '.join(known)}")
    return ORIGINAL


def _languages(table: Table) -> tuple[str, ...]:
    found = tuple(text for _, text in table.texts("languages"))
    for language in found:
        if not LANGUAGE.fullmatch(language):
            table.fault("languages", f'"{language}" is not a language', 'write it like "es"')
    return found


def _shift_of(table: Table, unit: Unit | None) -> str:
    if unit is None:
        if table.text("shift") and not table.text("unit"):
            table.fault("shift", "a shift is one of a unit's", "add unit, or take shift out")
        return ""
    shifts = [shift.key for shift in unit.shifts]
    return table.one_of("shift", shifts, f"shift in {unit.key} called")


def _no_two_accounts(tables: list[Table], entries: tuple[Entry, ...]) -> None:
    whose: dict[Account, str] = {}
    for table, entry in zip(tables, entries, strict=True):
        for platform, account in entry.accounts:
            if account and whose.setdefault(account, entry.email) != entry.email:
                path = (*table.path, "accounts", platform)
                what = f"{platform} account {account.user} belongs to {whose[account]} already"
                table.faults.add(path, what, "take one out")
