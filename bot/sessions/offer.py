"""Offers a session to the coordinators, once for an event, when its list is long enough."""

from datetime import timedelta

from bot.adverse_events.model import AdverseEvent, AudienceJoined, Episode, EventState
from bot.core.context import Context
from bot.core.housekeeping import EPOCH
from bot.core.job_kinds import HOWEVER_LATE, Done, Dropped, JobKind, Step
from bot.core.jobs import Job, Recipient, schedule
from bot.programme import current, post_unasked
from bot.sessions.invitation_handlers import invite_late_joiner
from bot.sessions.names import LOOK, OFFER
from bot.sessions.permissions import ahead_for, calls_for_one

LOOK_EVERY = timedelta(minutes=1)


async def on_joined(context: Context, fact: AudienceJoined) -> None:
    """Count the list within a minute, once for everybody who joins in that minute."""
    episode = await context.work.of(Episode).get(fact.episode)
    if episode is None or episode.event is None:
        return
    await invite_late_joiner(context, episode)
    period = (context.now - EPOCH) // LOOK_EVERY + 1
    due = EPOCH + period * LOOK_EVERY
    await schedule(
        context.work, LOOK, f"group-look:{episode.event}:{period}", due, subject=episode.event
    )


async def _look(context: Context, job: Job) -> Step:
    event = await context.need(AdverseEvent, job.subject)
    if event.state is not EventState.RELEASED:
        return Dropped()
    if await ahead_for(context.work, event.reference) is not None:
        return Dropped()
    if await calls_for_one(context.work, event):
        await offer(context, event)
    return Done()


async def offer(context: Context, event: AdverseEvent) -> None:
    """Offer a session to each coordinator of the event's area, once."""
    area = (await current(context.work)).area(event.area)
    for person in area.coordinators if area else ():
        key = f"group-offer:{event.reference}:{person}"
        to = Recipient.person(person)
        await post_unasked(context, OFFER, event.reference, to, key)


JOBS = (JobKind(LOOK, _look, HOWEVER_LATE),)
