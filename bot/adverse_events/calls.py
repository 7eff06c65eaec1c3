"""Whether peers are asked to call the people of an event, and who decides that."""

from bot.adverse_events.model import (
    REPORTED,
    AdverseEvent,
    Report,
    ReportState,
    harm_of,
    trigger_of,
)
from bot.core.context import Context
from bot.core.storage import Work
from bot.programme import current
from bot.programme.model import Calls, Harm, Kind

GRAVE = (Harm.DEATH, Harm.SEVERE)
"""The degrees of harm of the gravest events, for which a coordinator can ask for calls."""


def is_grave(kind: Kind, harm: Harm) -> bool:
    """Whether an event is one of the gravest, after which peers may call unasked."""
    known = harm if harm is not Harm.UNKNOWN else harm_of(kind)
    return kind in REPORTED and known in GRAVE


async def calls_of(work: Work, report: Report, event: AdverseEvent) -> Calls:
    """What holds for the people of a report of an event.

    A coordinator's word about it comes first, then the newest about another report of the event
    that stands, as its people may be on both lists; then the trigger's.
    """
    if event.ambient:
        return Calls.NONE
    if report.calls is not None:
        return report.calls
    others = await work.of(Report).find(
        Report.event.is_(event.reference),
        Report.state.one_of((ReportState.HELD, ReportState.RELEASED)),
        order_by=Report.reported_at,
    )
    said = [other.calls for other in others if other.calls is not None]
    return said[-1] if said else trigger_of(await current(work), event).calls


async def may_ask_for_calls(context: Context, report: Report) -> bool:
    """Whether the actor may say if peers call the people of a report.

    That is a coordinator of its area, for one of the gravest events, while nothing has gone out.
    """
    if report.state not in {ReportState.DRAFT, ReportState.HELD}:
        return False
    if not is_grave(report.kind, report.harm):
        return False
    return await runs_the_unit_of(context, report)


async def runs_the_unit_of(context: Context, report: Report) -> bool:
    """Whether the reader coordinates the area of a report's unit."""
    if context.person is None:
        return False
    mine = (await current(context.work)).units_run_by(context.person.reference)
    return any(unit.key == report.unit for unit in mine)
