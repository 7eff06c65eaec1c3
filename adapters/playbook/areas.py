"""Reads the areas of a playbook: who is responsible, and what differs from the programme."""

from dataclasses import dataclass

from adapters.playbook.paging import read_paging
from adapters.playbook.places import Platforms, read_channels
from adapters.playbook.supports import Named, read_area_supports
from adapters.playbook.tables import PERSON, Table
from adapters.playbook.times import read_hours, read_ladder, read_later_notes
from bot.programme.model import Area, Programme, is_online

LONGEST_STEP, LONGEST_PLACE = 200, 75
ONLINE_IS_KNOWN = "online_shows_who_attends"
"""The flag without which no online meeting is offered for sessions."""


@dataclass(frozen=True)
class Known:
    """The names that a playbook defines, to look up references to them."""

    emails: frozenset[str]
    areas: frozenset[str]
    units: frozenset[str]
    groups: frozenset[str]
    lines: frozenset[str]
    platforms: Platforms


def read_area(table: Table, known: Known, above: Programme) -> Area:
    """An area; ``above`` is the programme whose hours, escalation and support kinds it inherits."""

    def people(name: str) -> tuple[str, ...]:
        return table.several_of(name, known.emails, PERSON)

    def own(name: str) -> Table | None:
        return table.table(name) if table.has(name) else None

    hours, ladder, paging = own("service_hours"), own("ladder"), own("paging")
    named = Named(known.emails, known.lines, above.hours, above.ladder)
    area = Area(
        key=table.key(),
        name=table.text("name", "Main campus", needed=True),
        coordinators=people("coordinators"),
        on_call=people("on_call"),
        counsel=people("counsel"),
        investigators=people("investigators"),
        house_supervisors=people("house_supervisors"),
        supporter_cap=_cap(table),
        later_notes=read_later_notes(table),
        places=_rooms(table),
        online_places=_online_places(table),
        facilitators=people("facilitators"),
        physician_leads=people("physician_leads"),
        programme_manager=table.one_of("programme_manager", known.emails, PERSON),
        signed_by=table.one_of("signed_by", known.emails, PERSON),
        zone=table.zone(),
        hours=read_hours(hours, above.hours) if hours else None,
        ladder=read_ladder(ladder, above.ladder) if ladder else None,
        supports=read_area_supports(table, named, above.supports),
        channels=read_channels(table.table("channels"), above.private_keys(), known.platforms),
        facts_contact=table.text("facts_contact"),
        paging=read_paging(paging, above.paging) if paging else None,
    )
    table.close()
    return area


def _rooms(table: Table) -> tuple[str, ...]:
    """The rooms and telephone numbers for group sessions."""
    found = _places(table, "places")
    for place in filter(is_online, found):
        what = f'"{place}" is an online meeting, which shows who attends'
        remedy = "write a room or a telephone number, or write it under online_places"
        table.fault("places", what, remedy)
    return found


def _online_places(table: Table) -> tuple[str, ...]:
    """The online meetings for group sessions, if the hospital accepts that they show people."""
    found = _places(table, "online_places")
    is_known = table.flag(ONLINE_IS_KNOWN)
    if found and not is_known:
        what = (
            "an online meeting shows who attends, to the others and in the records of its program"
        )
        remedy = f"write {ONLINE_IS_KNOWN} = true if the hospital accepts that, or take it out"
        table.fault("online_places", what, remedy)
    for place in found:
        if "://" not in place:
            remedy = 'write its link: online_places = ["https://meet.hospital.org/room"]'
            table.fault("online_places", f'"{place}" has no link', remedy)
    return found


def _places(table: Table, name: str) -> tuple[str, ...]:
    """The places for group sessions under one name; each must fit in a menu."""
    remedy = f"write at most {LONGEST_PLACE} characters"
    found = table.short_texts(name, LONGEST_PLACE, "a place is too long", remedy)
    return tuple(dict.fromkeys(found))


def _cap(table: Table) -> int:
    """How many requests a supporter holds at a time; two, unless the area says otherwise."""
    if not table.has("supporter_cap"):
        return Area("", "").supporter_cap
    cap = table.count("supporter_cap")
    if not cap:
        remedy = "write supporter_cap = 2, or leave it out"
        table.fault("supporter_cap", "nobody could take any request", remedy)
    return cap or 1


def read_urgent(table: Table) -> tuple[str, ...]:
    """The steps of the plan for danger, each short enough to be read in a hurry."""
    what = "a step is too long to be read in a hurry"
    steps = table.short_texts("steps", LONGEST_STEP, what, "make it shorter")
    table.close()
    return steps
