"""Reports by those who review harm: they start support for a team, and learn of nobody after.

A reviewer is somebody from risk, quality or safety whom the playbook lists as an investigator of
an area, or a coordinator of it.
"""

from collections.abc import Collection
from dataclasses import replace

from bot.adverse_events.audience import (
    adds_somebody,
    in_groups,
    people_named,
    seal_people,
    trigger_now,
)
from bot.adverse_events.model import (
    ALIVE,
    BY_PLAN,
    REPORTED,
    REVIEW,
    AdverseEvent,
    PersonReport,
    Report,
)
from bot.adverse_events.names import PROGRESS
from bot.adverse_events.reports import inform_coordinators, new_report, stand
from bot.core.context import Context
from bot.core.storage import Work
from bot.programme import current
from bot.programme.model import Programme, Unit

MOST_RECENT = 20
REVIEWED = tuple(kind for kind in REPORTED if kind not in BY_PLAN)
"""The kinds that a reviewer may see or report.

The others would tell of one person, or have a plan of their own.
"""


def units_reviewed_by(programme: Programme, person: str) -> tuple[Unit, ...]:
    """The units whose harm a person, by reference, reviews."""
    areas = {
        area.key
        for area in programme.areas
        if person in area.investigators or area.is_run_by(person)
    }
    return tuple(unit for unit in programme.units if unit.area in areas)


async def recent_events(work: Work, units: Collection[Unit]) -> list[AdverseEvent]:
    """The events of these units that a reviewer may pick from, newest first."""
    keys = {unit.key for unit in units}
    events = await work.of(AdverseEvent).find(AdverseEvent.state.one_of(ALIVE))
    shown = [each for each in events if each.unit in keys and each.kind in REVIEWED]
    return sorted(shown, key=lambda each: each.occurred_at, reverse=True)[:MOST_RECENT]


async def take_review(context: Context, unit: Unit, given: PersonReport) -> Report | None:
    """Start the ordinary messages for a team; ``None`` if nobody is named or was on shift.

    Its reviewer is not stored, so they cannot see its list or what became of it.
    """
    people = await people_named(context.work, unit, given)
    if not people:
        return None
    report = replace(new_report(context, unit, given), event=given.event, source=REVIEW)
    await context.work.add(report)
    trigger = await trigger_now(context, report)
    groups = in_groups(await current(context.work), trigger)
    await seal_people(context.work, report, dict.fromkeys([*people, *groups]))
    report, event = await stand(context, report, trigger)
    if await adds_somebody(context.work, report, event):
        await inform_coordinators(context, report, PROGRESS, "incoming")
    return report
