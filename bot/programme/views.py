"""Draw the coordinators' screens from the programme as it stands."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, time

from bot.core.clock import at_wall_time, in_zone
from bot.core.context import Context, View
from bot.core.errors import Refused
from bot.core.health import health
from bot.core.observations import dated
from bot.core.pages import PageOf
from bot.core.people import name_of
from bot.core.routes import Registry
from bot.core.screens import Card, Form
from bot.core.texts import Words
from bot.programme.health import overdue
from bot.programme.hours.quiet_hours import zone_of
from bot.programme.kinds.texts import role_of
from bot.programme.model import FIRST_KIND, Programme
from bot.programme.people.reach import Count, Reach, reach_of
from bot.programme.screens import (
    Checked,
    Holders,
    called_form,
    doctor_card,
    lines_card,
    names_form,
    pause_card,
    people_card,
    still_paused_note,
)
from bot.programme.stored.configuration import current, paused


async def people(context: Context, subject: str) -> Card:
    """How many people have each role and can be reached, in the coordinator's areas."""
    programme, reach = await _mine(context)
    everybody = {person.reference for person in reach.people}
    held = [_counted(title, who, reach) for title, who in _roles(programme, context.words)]
    in_all = _counted(context.words("programme.role.all"), everybody, reach)
    there: defaultdict[str, set[str]] = defaultdict(set)
    for person in reach.people:
        there[person.unit].add(person.reference)
    units = [_counted(unit.name, there[unit.key], reach) for unit in programme.units]
    return people_card(context.words, [*held, in_all], units)


async def names(context: Context, subject: str) -> Form:
    """Who has each role and who leads each unit, by name, in the coordinator's areas."""
    programme, reach = await _mine(context)
    reached = reach.reached
    leads = [(unit.name, unit.leads) for unit in programme.units]
    rows = [*_roles(programme, context.words, leads_too=False), *leads]
    holders = [Holders(title, await _named(context, who, reached)) for title, who in rows]
    return names_form(context.words, holders, PageOf.of_subject(subject))


async def lines(context: Context, subject: str) -> Card:
    """The support lines with the days of their last calls."""
    return lines_card(context.words, await _checked(context))


async def called(context: Context, subject: str) -> Form:
    """Ask which line was called; ``subject`` may be the key of a typed one."""
    checked = await _checked(context)
    if not checked:
        raise Refused("programme.lines.none")
    return called_form(context.words, checked, subject)


async def _checked(context: Context) -> list[Checked]:
    programme = await current(context.work)
    reader = zone_of(context.actor, None)
    today = in_zone(context.now, programme.zone).date()
    return [
        Checked(
            line,
            # At noon it is the same day on every reader's clock.
            at_wall_time(datetime.combine(line.last_verified, time(12)), reader),
            max((today - line.last_verified).days, 0),
            overdue(line, today),
        )
        for line in programme.lines
    ]


async def pause(context: Context, subject: str) -> Card:
    """Whether notes are paused, and the button that changes it."""
    return pause_card(context.words, is_paused=await paused(context.work))


async def still_paused(context: Context, subject: str) -> Card:
    """The reminder of a pause, or the note that it is over."""
    is_paused = await paused(context.work)
    return still_paused_note(context.words, context.lines, is_paused=is_paused)


def doctor(registry: Registry) -> View:
    """Make the view of everything that the health model finds."""

    async def view(context: Context, subject: str) -> Card:
        found = await health(context, registry.checks)
        return doctor_card(context.words, await dated(context.work, found))

    return view


async def _mine(context: Context) -> tuple[Programme, Reach]:
    """The programme and the people of the areas that the coordinator runs."""
    programme, reach = await current(context.work), await reach_of(context.work)
    me = context.actor.reference
    areas, units = programme.run_by(me), programme.units_run_by(me)
    keys = {area.key for area in areas}
    people = [
        person
        for person in reach.people
        if (area := programme.area_of_unit(person.unit)) is not None and area.key in keys
    ]
    return replace(programme, areas=areas, units=units), Reach(tuple(people), reach.reached)


def _roles(
    programme: Programme, words: Words, *, leads_too: bool = True
) -> list[tuple[str, tuple[str, ...]]]:
    areas, units = programme.areas, programme.units
    roles = [
        (words("programme.role.coordinators"), _once(area.coordinators for area in areas)),
        *_takers(programme, words),
        (words("programme.role.on_call"), _once(area.on_call for area in areas)),
    ]
    managers = _once((area.programme_manager,) for area in areas if area.programme_manager)
    stand = _once(area.physician_leads for area in areas)
    if managers:
        roles.insert(0, (words("programme.role.managers"), managers))
    if stand:
        roles.append((words("programme.role.physician_leads"), stand))
    if leads_too:
        roles.append((words("programme.role.leads"), _once(unit.leads for unit in units)))
    return roles


def _takers(programme: Programme, words: Words) -> list[tuple[str, tuple[str, ...]]]:
    """Who takes requests, by support kind; the first kind is listed even if nobody does."""
    found = []
    for kind in programme.supports:
        people = _once(programme.takers(area, kind.key) for area in programme.areas)
        first = kind.key == FIRST_KIND
        if first or people:
            title = words("programme.role.supporters") if first else role_of(words, kind)
            found.append((title, people))
    return found


def _once(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for one in lists for each in one))


def _counted(title: str, who: Iterable[str], reach: Reach) -> Count:
    people = set(who)
    return Count(title, len(people), len(people - reach.reached))


async def _named(
    context: Context, who: Iterable[str], reached: frozenset[str]
) -> tuple[tuple[str | None, bool], ...]:
    return tuple([(await name_of(context.work, each) or None, each in reached) for each in who])
