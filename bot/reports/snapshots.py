"""What the programme itself is like at this hour: who is on duty, and who is trained."""

from collections import Counter
from datetime import date

from bot.core.people import Person
from bot.core.storage import Work
from bot.duty import on_duty
from bot.programme import is_open, today
from bot.programme.model import Programme
from bot.reports import declarations as tables
from bot.reports.model import Cells
from bot.reports.table import ONE
from bot.supporters import all_asked_lately

FEW, SOME = 3, 9
"""How often somebody was asked in two weeks, at most, in the second and third cell."""


async def duty_now(work: Work, programme: Programme) -> dict[str, Cells]:
    """Count, for each area and kind of support in its hours, whether somebody is on duty."""
    cells: Counter[str] = Counter()
    people = 0
    for area in programme.areas:
        there = programme.within(area.key)
        for kind in there.supports:
            if kind.external or not programme.takers(area, kind.key):
                continue
            if not is_open(there, work.now, kind.key):
                continue
            ready = len(await on_duty(work, area, kind.key))
            cells["staffed" if ready else "unstaffed"] += 1
            people += ready
    return {tables.COVERAGE.name: dict(cells), tables.DUTY_HOURS.name: {ONE: people}}


async def trained_now(work: Work, programme: Programme) -> Cells:
    """Count who takes requests of any kind by how long their training counts."""
    takers = {person for area in programme.areas for person in programme.all_takers(area)}
    people = await work.of(Person).find(
        Person.reference.one_of(sorted(takers)), Person.active.is_(True)
    )
    day = date.fromisoformat(today(programme, work.now))
    cells = dict.fromkeys(tables.TRAINED.cells, 0)
    for person in people:
        until = person.trained_until
        if not until:
            cells["no_end"] += 1
        else:
            cells["valid" if date.fromisoformat(until) >= day else "ended"] += 1
    return cells


async def load_now(work: Work, programme: Programme) -> Cells:
    """Count who takes requests by how often they were asked in this week and the one before.

    Each supporter is one, so that a number that is shown stands for as many people.
    """
    takers = {person for area in programme.areas for person in programme.all_takers(area)}
    cells = dict.fromkeys(tables.LOAD.cells, 0)
    people = await work.of(Person).find(
        Person.reference.one_of(sorted(takers)), Person.active.is_(True)
    )
    for times in await all_asked_lately(work, [person.reference for person in people]):
        cells[_load(times)] += 1
    return cells


def _load(times: int) -> str:
    none, few, some, many = tables.LOAD.cells
    if not times:
        return none
    if times <= FEW:
        return few
    return some if times <= SOME else many
