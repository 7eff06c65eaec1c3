"""A session is offered to the coordinators, once for an event, when its list is long enough."""

from datetime import timedelta

from bot.adverse_events.model import AdverseEvent, AudienceJoined, Care, EventState
from bot.core.context import Context
from bot.core.housekeeping import EPOCH
from bot.core.job_kinds import Done, Dropped, JobKind, Step
from bot.core.jobs import Job, Recipient, schedule
from bot.programme import current, post_unasked
from bot.sessions.invitation_handlers import on_joined_the_list
from bot.sessions.model import OF_ONE_PERSON
from bot.sessions.names import LOOK, OFFER
from bot.sessions.permissions import ahead_for, calls_for_one

LOOK_EVERY = timedelta(minutes=1)


async def on_joined(context: Context, fact: AudienceJoined) -> None:
    """Count a moment later: two thousand people join one after the other."""
    care = await context.work.of(Care).get(fact.care)
    if care is None or care.event is None:
        return
    await on_joined_the_list(context, care)
    period = (context.now - EPOCH) // LOOK_EVERY + 1
    due = EPOCH + period * LOOK_EVERY
    await schedule(context.work, LOOK, f"group-look:{care.event}:{period}", due, subject=care.event)


async def _look(context: Context, job: Job) -> Step:
    event = await context.work.of(AdverseEvent).get(job.subject)
    if event is None or event.state is not EventState.RELEASED or event.kind in OF_ONE_PERSON:
        return Dropped()
    if await ahead_for(context.work, event.reference) is not None:
        return Dropped()
    if await calls_for_one(context.work, event):
        await offer(context, event)
    return Done()


async def offer(context: Context, event: AdverseEvent) -> None:
    """Tell the coordinators of its area, each once."""
    area = (await current(context.work)).area(event.area)
    for person in area.coordinators if area else ():
        key = f"group-offer:{event.reference}:{person}"
        to = Recipient.person(person)
        await post_unasked(context, OFFER, event.reference, to, key)


JOBS = (JobKind(LOOK, _look),)
