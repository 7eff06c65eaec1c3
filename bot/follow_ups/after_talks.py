"""One message some days after a talk that somebody asked for by themselves, without an event.

It goes while the episode of the request still has its person, who is erased seven days after the
talk, and at once when the message has gone. So nothing is kept any longer for it.
"""

from dataclasses import replace
from datetime import timedelta

from bot.adverse_events import end_episode, episodes_of
from bot.adverse_events.model import Episode
from bot.check_ins import kept_wishes, wishes_of
from bot.core.context import Context
from bot.core.conversation import Press
from bot.core.errors import SubjectGone
from bot.core.job_kinds import HOWEVER_LATE, Deliver, Dropped, JobKind, NotNow, Step
from bot.core.jobs import Job, Recipient, Urgency, schedule
from bot.core.people import Person, first_name, name_of, person_behind
from bot.core.routes import OnPress, Reply, replace_card
from bot.core.screens import Card
from bot.follow_ups.cadence import cadence_of
from bot.follow_ups.names import AFTER_TALK, AFTER_TALK_NOTE, AFTER_TALK_STOP
from bot.follow_ups.screens import AFTER_TALK_STOPPED, after_talk_card
from bot.programme import current, next_allowed, paused
from bot.requests import live_of

SOME_DAYS = timedelta(days=4)
LOOK_AGAIN = timedelta(hours=1)


async def plan(context: Context, episode: Episode) -> None:
    """Plan the one message after the talks of an episode that has just ended."""
    await schedule(
        context.work,
        AFTER_TALK_NOTE,
        f"after-talk:{episode.reference}",
        context.now + SOME_DAYS,
        subject=episode.reference,
        urgency=Urgency.FOLLOW_UP,
    )


async def _run(context: Context, job: Job) -> Step:
    """Send it by day, or drop it where it is not wanted or something else is under way."""
    episode = await context.need(Episode, job.subject)
    person = await person_behind(context.work, episode.person)
    if person is None or episode.whose is None or not await _wanted(context, person, episode):
        return Dropped()
    wishes = await wishes_of(context.work, person.reference)
    if await paused(context.work):
        return NotNow(context.now + LOOK_AGAIN)
    unit = (await current(context.work)).unit(person.unit)
    at = next_allowed(unit, person, max(context.now, wishes.quiet_until or context.now))
    if at > context.now:
        return NotNow(at)
    return Deliver(AFTER_TALK, episode.reference, Recipient.sealed(episode.person))


async def _wanted(context: Context, person: Person, episode: Episode) -> bool:
    wishes = await wishes_of(context.work, person.reference)
    if wishes.stopped or wishes.after_talk_stopped or not person.active or not person.adult:
        return False
    if await live_of(context.work, person.reference):
        return False
    for other in await episodes_of(context.work, person.reference):
        cadence = await cadence_of(context.work, other.reference)
        if cadence is not None and not cadence.ended:
            return False
        # Of two talks at about one time, the later one has the message.
        if other.event is None and other.begun_at > episode.begun_at:
            return False
    return True


async def _gone_out(context: Context, job: Job) -> None:
    """Erase whose talk it was: nothing more comes of it."""
    episode = await context.work.of(Episode).get(job.subject)
    if episode is not None:
        await end_episode(context, episode, erase_now=True)


async def draw(context: Context, subject: str) -> Card:
    """Draw the message; raises ``SubjectGone`` once its person is erased."""
    person = await context.work.vault.open(Episode.person.of(subject))
    if person is None:
        raise SubjectGone
    name = first_name(await name_of(context.work, person))
    return after_talk_card(context.words, context.lines, subject, name)


async def stop(context: Context, press: Press, subject: str) -> Reply:
    """Send the actor no such messages any more; the card may outlive its episode."""
    wishes = await kept_wishes(context.work, context.actor.reference)
    await context.work.save(replace(wishes, after_talk_stopped=True))
    return replace_card(AFTER_TALK_STOPPED)


ROUTES = (OnPress(AFTER_TALK_STOP, stop),)
JOBS = (
    JobKind(
        AFTER_TALK_NOTE,
        _run,
        HOWEVER_LATE,
        delivered=_gone_out,
        given_up=_gone_out,
        unknown=_gone_out,
    ),
)
