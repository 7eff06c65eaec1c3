"""``/support-admin roster``: the handlers that read lists again, and the views."""

from collections import defaultdict

from bot.core.context import Context
from bot.core.conversation import Command, Press
from bot.core.pages import PageOf
from bot.core.routes import Reply, replace_card, say
from bot.core.screens import Card, Form
from bot.programme.model import Unit
from bot.programme.people.reach import Count, Reach, reach_of
from bot.programme.rosters.list_status import GROUP, stands_of, want_lists
from bot.programme.rosters.screens import (
    SYNCED,
    Rosters,
    lists_form,
    roster_card,
    synced_card,
    units_form,
)
from bot.programme.stored.configuration import current


async def sync(context: Context, command: Command) -> Reply:
    """Have every list that can be fetched read soon."""
    return say(SYNCED, str(await _want_lists(context)))


async def press_sync(context: Context, press: Press, subject: str) -> Reply:
    """Have every list that can be fetched read soon, by the button."""
    return replace_card(SYNCED, str(await _want_lists(context)))


async def _want_lists(context: Context) -> int:
    return await want_lists(context.work, await current(context.work))


async def roster(context: Context, subject: str) -> Card:
    """The counts by unit, and the lists that are late."""
    return roster_card(context.words, await _rosters(context))


async def units(context: Context, subject: str) -> Form:
    """All units of the coordinator's areas, with their counts."""
    rosters = await _rosters(context)
    place = PageOf.of_subject(subject)
    return units_form(context.words, rosters.units, rosters.elsewhere, place)


async def lists(context: Context, subject: str) -> Form:
    """All lists, with their status."""
    lists = (await _rosters(context)).lists
    return lists_form(context.words, lists, PageOf.of_subject(subject))


async def synced(context: Context, subject: str) -> Card:
    """How many lists will be read again."""
    return synced_card(context.words, int(subject) if subject.isdecimal() else 0)


async def _rosters(context: Context) -> Rosters:
    programme, reach = await current(context.work), await reach_of(context.work)
    mine = programme.units_run_by(context.actor.reference)
    names = {unit.name for unit in mine}
    stands = await stands_of(context.work, programme)
    known = {unit.key for unit in programme.units}
    there: defaultdict[str, set[str]] = defaultdict(set)
    for person in reach.people:
        for key in {person.unit, *person.units}:
            there[key].add(person.reference)
    return Rosters(
        units=tuple(_counted(unit, there[unit.key], reach) for unit in mine),
        elsewhere=sum(not known & {p.unit, *p.units} for p in reach.people),
        lists=tuple(each for each in stands if each.kind != GROUP or each.of in names),
    )


def _counted(unit: Unit, people: set[str], reach: Reach) -> Count:
    return Count(unit.name, len(people), len(people - reach.reached))
