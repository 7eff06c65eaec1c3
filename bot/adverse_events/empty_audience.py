"""Asks leads and coordinators to pick people for an adverse event that would reach nobody."""

import logging
from datetime import timedelta

from bot.adverse_events.audience import leaders_of, reaches_somebody
from bot.adverse_events.model import (
    FIRST_NOTES_WITHIN,
    AdverseEvent,
    Episode,
    EventState,
    Report,
    ReportState,
)
from bot.adverse_events.names import ASK_FOR_PEOPLE, NOBODY
from bot.core.context import Context
from bot.core.job_kinds import Done, Dropped, Step
from bot.core.jobs import OPEN, Job, Recipient, schedule
from bot.programme import current
from bot.programme.model import MILESTONES

LOOK_AGAIN_AFTER = timedelta(minutes=30)
log = logging.getLogger(__name__)


async def ask_if_nobody(context: Context, event: AdverseEvent) -> None:
    """Start asking for people, if nobody would get a note and nobody is being asked yet."""
    if event.kind in MILESTONES:
        # A coordinator picked its people; nobody else is to hear that it is planned.
        return
    if event.state is EventState.WITHDRAWN or await reaches_somebody(context.work, event):
        return
    if not await _is_asked(context, event):
        await _ask_at(context, event, timedelta())


async def _is_asked(context: Context, event: AdverseEvent) -> bool:
    asking = await context.work.of(Job).count(
        Job.subject.is_(event.reference), Job.kind.is_(ASK_FOR_PEOPLE), Job.state.one_of(OPEN)
    )
    return asking > 0


async def _ask_at(context: Context, event: AdverseEvent, after: timedelta) -> None:
    at = context.now + after
    await schedule(
        context.work,
        ASK_FOR_PEOPLE,
        f"ask-for-people:{event.reference}:{at.isoformat()}",
        at,
        subject=event.reference,
    )


async def ask_for_people(context: Context, job: Job) -> Step:
    """Ask unit leads and coordinators once to pick people.

    It looks again every half hour for a day, so that whoever leads from then on is asked as well.
    """
    event = await context.need(AdverseEvent, job.subject)
    if event.state is EventState.WITHDRAWN:
        return Dropped()
    if await reaches_somebody(context.work, event):
        return Dropped()
    leaders = leaders_of(await current(context.work), event.unit)
    if not leaders:
        log.error("nobody_to_ask_for_people", extra={"subject": event.reference})
    key = f"nobody:{event.reference}:{await _came_to_nothing(context, event)}"
    for person in leaders:
        await context.post(NOBODY, event.reference, Recipient.person(person), f"{key}:{person}")
    if context.now + LOOK_AGAIN_AFTER <= event.reported_at + FIRST_NOTES_WITHIN:
        await _ask_at(context, event, LOOK_AGAIN_AFTER)
    return Done()


async def _came_to_nothing(context: Context, event: AdverseEvent) -> int:
    """How often somebody was found for an event and then not reached, or taken off it.

    Leads have read that there are people now: each time it came to nothing, they are asked anew.
    """
    withdrawn = await context.work.of(Report).count(
        Report.event.is_(event.reference), Report.state.is_(ReportState.WITHDRAWN)
    )
    in_vain = await context.work.of(Episode).count(Episode.event.is_(event.reference))
    return withdrawn + in_vain


async def unasked(context: Context) -> list[str]:
    """Adverse events of the last day that reach nobody and for which nobody is being asked."""
    recent = context.now - FIRST_NOTES_WITHIN + LOOK_AGAIN_AFTER
    found = []
    for event in await context.work.of(AdverseEvent).find(
        AdverseEvent.reported_at.at_least(recent)
    ):
        if event.state is EventState.WITHDRAWN or event.kind in MILESTONES:
            continue
        if await reaches_somebody(context.work, event):
            continue
        if not await _is_asked(context, event):
            found.append(event.reference)
    return found


async def ask_after_all(context: Context, reference: str) -> None:
    """Start asking for an adverse event the audit found."""
    event = await context.work.of(AdverseEvent).get(reference)
    if event is not None:
        await ask_if_nobody(context, event)
