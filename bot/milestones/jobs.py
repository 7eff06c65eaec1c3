"""Sends the two messages about a milestone; whether and when is decided again when each is due."""

from datetime import date, datetime, timedelta

from bot.adverse_events import end_episode, milestone_of
from bot.adverse_events.model import (
    AdverseEvent,
    Episode,
    EpisodeEnded,
    EpisodeState,
    MilestoneJoined,
)
from bot.check_ins import wishes_of
from bot.core.clock import at_wall_time, in_zone
from bot.core.context import Context
from bot.core.job_kinds import HOWEVER_LATE, Deliver, Dropped, JobKind, NotNow, Step
from bot.core.jobs import Job, JobState, Recipient, Urgency, cancel, schedule
from bot.core.people import Person, person_behind
from bot.core.storage import Work
from bot.milestones.model import (
    AT,
    MilestoneMessageGoes,
    MilestoneMessageSent,
    Stage,
    is_too_late,
    message_day,
    stages_ahead,
)
from bot.milestones.names import MILESTONE_NOTE
from bot.milestones.screens import MESSAGES
from bot.milestones.views import zone_of_unit
from bot.programme import current, next_allowed, paused, zone_of

LOOK_AGAIN = timedelta(hours=1)


async def on_joined(context: Context, fact: MilestoneJoined) -> None:
    """Plan the messages about a milestone for one person."""
    episode = await context.work.of(Episode).get(fact.episode)
    event = await milestone_of(context.work, episode) if episode else None
    person = await person_behind(context.work, Episode.person.of(fact.episode))
    if event is None or person is None:
        return
    day, zone = await _day(context, event), await _zone(context, person)
    for stage in stages_ahead(day, in_zone(context.now, zone)):
        due = max(context.now, _earliest(stage, day, zone))
        await schedule(
            context.work,
            MILESTONE_NOTE,
            f"milestone-note:{fact.episode}:{stage}",
            due,
            subject=fact.episode,
            detail=stage,
            urgency=Urgency.FOLLOW_UP,
        )


async def _day(context: Context, event: AdverseEvent) -> date:
    zone = zone_of_unit(await current(context.work), event.unit)
    return in_zone(event.occurred_at, zone).date()


async def _zone(context: Context, person: Person) -> str:
    return zone_of(person, (await current(context.work)).unit(person.unit))


def _earliest(stage: Stage, day: date, zone: str) -> datetime:
    return at_wall_time(datetime.combine(message_day(stage, day), AT), zone)


async def run(context: Context, job: Job) -> Step:
    """Send the message, put it off to a suitable hour, or drop it."""
    stage = Stage(job.detail)
    episode = await context.work.of(Episode).get(job.subject)
    event = await milestone_of(context.work, episode) if episode else None
    person = await person_behind(context.work, Episode.person.of(job.subject))
    if episode is None or event is None or episode.state is EpisodeState.ENDED:
        return Dropped()
    wishes = await wishes_of(context.work, person.reference) if person else None
    if person is None or wishes is None or wishes.stopped or not person.active or not person.adult:
        await end_episode(context, episode, erase_now=True)
        return Dropped()
    day, zone = await _day(context, event), await _zone(context, person)
    moments = [context.now, _earliest(stage, day, zone), wishes.quiet_until or context.now]
    if await paused(context.work):
        moments.append(context.now + LOOK_AGAIN)
    unit = (await current(context.work)).unit(person.unit)
    at = next_allowed(unit, person, max(moments))
    if is_too_late(stage, day, in_zone(at, zone)):
        await _over(context, episode, stage)
        return Dropped()
    if at > context.now:
        return NotNow(at)
    context.tell(MilestoneMessageGoes(episode.reference))
    return Deliver(MESSAGES[stage], episode.reference, Recipient.sealed(episode.person))


async def _over(context: Context, episode: Episode, stage: Stage) -> None:
    """End the episode after its last message; erase it at once if nobody asked for anything."""
    if stage is Stage.AFTER:
        unanswered = episode.state is EpisodeState.PLANNED
        await end_episode(context, episode, erase_now=unanswered)


async def arrived(context: Context, job: Job) -> None:
    """Tell that a message arrived, for counting, and end the episode after the last one."""
    context.tell(MilestoneMessageSent())
    await after_sending(context, job)


async def after_sending(context: Context, job: Job) -> None:
    """End the episode after its last message, whether or not that arrived."""
    episode = await context.work.of(Episode).get(job.subject)
    if episode is not None:
        await _over(context, episode, Stage(job.detail))


async def has_written(work: Work, episode: str) -> bool:
    """Whether a message about the milestone of this episode went out, or perhaps did."""
    out = Job.state.one_of((JobState.SENDING, JobState.SENT, JobState.UNKNOWN))
    return bool(
        await work.of(Job).count(Job.subject.is_(episode), Job.kind.is_(MILESTONE_NOTE), out)
    )


async def on_ended(context: Context, fact: EpisodeEnded) -> None:
    """Cancel what is planned for an episode that has ended."""
    await cancel(context.work, fact.episode, MILESTONE_NOTE)


JOBS = (
    JobKind(
        MILESTONE_NOTE,
        run,
        HOWEVER_LATE,
        delivered=arrived,
        given_up=after_sending,
        unknown=after_sending,
    ),
)
