"""Reports that wait for a lead's decision: above a unit's weekly limit, or of a kind with a plan.

Leads and coordinators are asked; a report that nobody decides within a day is withdrawn.
"""

from dataclasses import replace
from datetime import timedelta

from bot.adverse_events.audience import leaders_of
from bot.adverse_events.model import (
    ALIVE,
    BY_PLAN,
    FIRST_NOTES_WITHIN,
    AdverseEvent,
    Report,
    ReportState,
)
from bot.adverse_events.names import LIMITED, PROGRESS, UNANSWERED
from bot.core.context import Context
from bot.core.job_kinds import Done, Dropped, Step
from bot.core.jobs import Job, Recipient, cancel, schedule
from bot.programme import current
from bot.programme.model import Trigger

A_WEEK = timedelta(days=7)


def waits_for_plan(report: Report) -> bool:
    """Whether people carry out a plan first; a lead who adds people to an event has decided."""
    return report.kind in BY_PLAN and report.event is None


async def is_limited(context: Context, report: Report, trigger: Trigger) -> bool:
    """Whether a lead has to say first that notes go out."""
    if waits_for_plan(report):
        return True
    if not trigger.per_unit:
        return False
    had = await context.work.of(AdverseEvent).count(
        AdverseEvent.unit.is_(report.unit),
        AdverseEvent.trigger.is_(trigger.key),
        AdverseEvent.state.one_of(ALIVE),
        AdverseEvent.reported_at.at_least(context.now - A_WEEK),
    )
    return had >= trigger.per_unit


async def ask_whether(context: Context, report: Report) -> Report:
    """Ask the unit's leads and coordinators whether notes go out for this report."""
    report = await context.work.save(replace(report, state=ReportState.LIMITED))
    for person in leaders_of(await current(context.work), report.unit):
        await context.post(
            LIMITED,
            report.reference,
            Recipient.person(person),
            f"limited:{report.reference}:{person}",
        )
    await schedule(
        context.work,
        UNANSWERED,
        f"unanswered:{report.reference}",
        context.now + FIRST_NOTES_WITHIN,
        subject=report.reference,
    )
    return report


async def let_be(context: Context, report: Report) -> None:
    """Withdraw a report that waited for a decision, and erase its audience."""
    await context.work.save(replace(report, state=ReportState.WITHDRAWN))
    await context.work.vault.erase(report.people)
    await cancel(context.work, report.reference, UNANSWERED)
    await context.redraw(report.reference, LIMITED, PROGRESS)


async def unanswered(context: Context, job: Job) -> Step:
    """Withdraw a report that nobody decided within a day."""
    report = await context.need(Report, job.subject)
    if report.state is not ReportState.LIMITED:
        return Dropped()
    await let_be(context, report)
    return Done()
