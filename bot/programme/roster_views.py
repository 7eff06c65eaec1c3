"""``/support-admin roster``: what coordinators type and press, and what they are shown."""

from bot.core.context import Context
from bot.core.conversation import Command, Press
from bot.core.routes import Reply, ask, replace_card, say
from bot.core.screens import Card, Form
from bot.programme.configuration import current
from bot.programme.health import Reach, reach_of
from bot.programme.list_status import GROUP, stands_of, want_lists
from bot.programme.model import Programme, Unit
from bot.programme.roster_screens import (
    IMPORT,
    LISTS,
    ROSTER,
    SYNCED,
    UNITS,
    Rosters,
    import_card,
    lists_form,
    roster_card,
    synced_card,
    units_form,
)
from bot.programme.screens import Count


async def show(context: Context, command: Command) -> Reply:
    """Show who is on which roster, in counts."""
    return say(ROSTER)


async def press_show(context: Context, press: Press, subject: str) -> Reply:
    """The same, in place of what was pressed."""
    return replace_card(ROSTER)


async def press_units(context: Context, press: Press, subject: str) -> Reply:
    """Open all units of the coordinator's areas."""
    return ask(UNITS)


async def press_lists(context: Context, press: Press, subject: str) -> Reply:
    """Open all lists."""
    return ask(LISTS)


async def sync(context: Context, command: Command) -> Reply:
    """Ask that every list that can be fetched is read soon."""
    return say(SYNCED, str(await want_lists(context.work, await current(context.work))))


async def press_sync(context: Context, press: Press, subject: str) -> Reply:
    """The same, by the button."""
    return replace_card(SYNCED, str(await want_lists(context.work, await current(context.work))))


async def how_to_import(context: Context, command: Command) -> Reply:
    """Say how HR's file is taken."""
    return say(IMPORT)


async def press_import(context: Context, press: Press, subject: str) -> Reply:
    """The same, by the button."""
    return replace_card(IMPORT)


async def roster(context: Context, subject: str) -> Card:
    """Counts by unit, and the lists that are late."""
    return roster_card(context.words, await _rosters(context))


async def units(context: Context, subject: str) -> Form:
    """All units of the reader's areas."""
    rosters = await _rosters(context)
    return units_form(context.words, rosters.units, rosters.elsewhere)


async def lists(context: Context, subject: str) -> Form:
    """All lists there are."""
    return lists_form(context.words, (await _rosters(context)).lists)


async def synced(context: Context, subject: str) -> Card:
    """How many lists are read again."""
    return synced_card(context.words, int(subject) if subject.isdecimal() else 0)


async def importing(context: Context, subject: str) -> Card:
    """How HR's file is taken."""
    return import_card(context.words)


async def _rosters(context: Context) -> Rosters:
    programme, reach = await current(context.work), await reach_of(context.work)
    mine = _units_of(programme, context.actor.reference)
    names = {unit.name for unit in mine}
    stands = await stands_of(context.work, programme)
    known = {unit.key for unit in programme.units}
    return Rosters(
        units=tuple(_counted(unit, reach) for unit in mine),
        elsewhere=sum(not known & {p.unit, *p.units} for p in reach.people),
        lists=tuple(each for each in stands if each.kind != GROUP or each.of in names),
    )


def _units_of(programme: Programme, coordinator: str) -> list[Unit]:
    """The units within a coordinator's reach: those of their areas."""
    areas = {area.key for area in programme.areas if area.is_run_by(coordinator)}
    return [unit for unit in programme.units if unit.area in areas]


def _counted(unit: Unit, reach: Reach) -> Count:
    people = {p.reference for p in reach.people if unit.key in {p.unit, *p.units}}
    return Count(unit.name, len(people), len(people - reach.reached))
