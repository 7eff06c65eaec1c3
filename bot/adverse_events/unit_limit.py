"""A unit's limit: more events in a week than a trigger lets go by itself wait for a word.

Nothing is dropped in silence: who answers for the unit is asked, and what nobody answers within
a day goes the way of a report that was taken back.
"""

from dataclasses import replace
from datetime import timedelta

from bot.adverse_events.audience import leaders_of
from bot.adverse_events.model import (
    CLOSES_AFTER,
    FIRST_NOTES_WITHIN,
    AdverseEvent,
    EventState,
    Report,
    ReportState,
)
from bot.adverse_events.names import FORGET_REPORT, LIMITED, UNANSWERED
from bot.core.context import Context
from bot.core.job_kinds import Done, Dropped, Step
from bot.core.jobs import Job, Recipient, Urgency, cancel, schedule
from bot.programme import current
from bot.programme.model import Trigger

A_WEEK = timedelta(days=7)
ALIVE = (EventState.HELD, EventState.RELEASED)


async def is_limited(context: Context, report: Report, trigger: Trigger) -> bool:
    """Whether this unit had as many events of this trigger this week as go by themselves."""
    if not trigger.per_unit:
        return False
    had = await context.work.of(AdverseEvent).count(
        AdverseEvent.unit.is_(report.unit),
        AdverseEvent.trigger.is_(trigger.key),
        AdverseEvent.state.one_of(ALIVE),
        AdverseEvent.reported_at.at_least(context.now - A_WEEK),
    )
    return had >= trigger.per_unit


async def ask_whether(context: Context, report: Report) -> None:
    """Ask the unit's leads and coordinators whether this one is to go out, too."""
    report = await context.work.of(Report).save(replace(report, state=ReportState.LIMITED))
    for person in leaders_of(await current(context.work), report.unit):
        await context.post(
            LIMITED,
            report.reference,
            Recipient.person(person),
            f"limited:{report.reference}:{person}",
            urgency=Urgency.ANSWER,
        )
    await schedule(
        context.work,
        UNANSWERED,
        f"unanswered:{report.reference}",
        context.now + FIRST_NOTES_WITHIN,
        subject=report.reference,
    )
    await schedule(
        context.work,
        FORGET_REPORT,
        f"forget-report:{report.reference}:{report.state}",
        context.now + CLOSES_AFTER,
        subject=report.reference,
    )


async def let_be(context: Context, report: Report) -> None:
    """It is not to go out: whom it would have reached is erased."""
    await context.work.of(Report).save(replace(report, state=ReportState.WITHDRAWN))
    await context.work.vault.erase(report.people)
    await cancel(context.work, report.reference, UNANSWERED)
    await context.redraw(report.reference, LIMITED)


async def unanswered(context: Context, job: Job) -> Step:
    """Nobody said anything for a day."""
    report = await context.work.of(Report).get(job.subject)
    if report is None or report.state is not ReportState.LIMITED:
        return Dropped()
    await let_be(context, report)
    return Done()
