"""Sends later notes; whether and when is decided again when a job is due."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.adverse_events.model import Episode, EpisodeState
from bot.check_ins import wishes_of
from bot.check_ins.names import LATER
from bot.core.context import Context
from bot.core.job_kinds import HOWEVER_LATE, Deliver, Dropped, JobKind, NotNow, Step
from bot.core.jobs import Job, Recipient
from bot.core.names import JobName
from bot.core.people import Person
from bot.follow_ups.cadence import cadence_of, finish, note_asked_for
from bot.follow_ups.model import (
    Cadence,
    LaterNoteSent,
    Stage,
    ends_unsaid,
    held_back_until,
    is_asked_for,
    is_ignored,
    is_superseded,
    not_before,
    planned,
)
from bot.follow_ups.names import FOLLOW_UP_NOTE
from bot.follow_ups.screens import SCREENS, SILENCE
from bot.programme import current, next_allowed, paused

LOOK_AGAIN = timedelta(hours=1)
OLD_MILESTONE_NOTE = JobName("follow_up.milestone_note")
FIRST_NOTE_WITHIN = timedelta(hours=36)


async def run(context: Context, job: Job) -> Step:
    """Send the note, put it off to a suitable moment, or drop it."""
    cadence, person = await _running(context, job.subject), await _person(context, job.subject)
    if cadence is None or person is None:
        return Dropped()
    stage = Stage(job.detail)
    if stage not in planned(cadence):
        return Dropped()
    wishes = await wishes_of(context.work, person.reference)
    unwanted = wishes.stopped or not person.adult or not person.active
    if unwanted or is_superseded(cadence, stage, context.now) or is_ignored(cadence, stage):
        await finish(context, cadence, stage)
        return Dropped()
    at = await _moment(context, cadence, stage, person, wishes.quiet_until)
    if at > context.now:
        return NotNow(at)
    if ends_unsaid(cadence, stage):
        if await note_asked_for(context.work, job.subject) is not None:
            # The note they asked for is late; to end now would take it away.
            return NotNow(context.now + LOOK_AGAIN)
        await finish(context, cadence, stage)
        return Dropped()
    await context.work.save(replace(cadence, sent_stage=stage, sent_at=context.now))
    said = cadence.answered or stage is Stage.DAY
    screen = SCREENS[stage] if said else SILENCE
    return Deliver(screen, job.subject, Recipient.sealed(Episode.person.of(job.subject)))


async def _running(context: Context, episode: str) -> Cadence | None:
    cadence = await cadence_of(context.work, episode)
    return None if cadence is None or cadence.ended else cadence


async def _person(context: Context, episode: str) -> Person | None:
    reference = await context.work.vault.open(Episode.person.of(episode))
    return await context.work.of(Person).get(reference or "")


async def _moment(
    context: Context, cadence: Cadence, stage: Stage, person: Person, quiet_until: datetime | None
) -> datetime:
    if await paused(context.work) or await _first_note_ahead(context, cadence):
        return context.now + LOOK_AGAIN
    target = max(context.now, not_before(cadence, stage))
    quiet = held_back_until(cadence, stage, quiet_until)
    if is_asked_for(cadence, stage) and (quiet is None or quiet <= not_before(cadence, stage)):
        # They chose this hour themselves, be it an evening, or days on which no other note comes.
        return target
    target = max(target, quiet or target)
    unit = (await current(context.work)).unit(person.unit)
    return next_allowed(unit, person, target)


async def _first_note_ahead(context: Context, cadence: Cadence) -> bool:
    """Whether another episode's first note, which replaces this cadence, is coming."""
    episode = await context.work.of(Episode).get(cadence.reference)
    if episode is None or episode.whose is None:
        return False
    others = await context.work.of(Episode).find(
        Episode.whose.is_(episode.whose), Episode.state.is_(EpisodeState.WAITING)
    )
    return any(
        other.event is not None and other.begun_at + FIRST_NOTE_WITHIN > context.now
        for other in others
    )


async def delivered(context: Context, job: Job) -> None:
    """Count the note as ignored until a press, and end the episode after the last one."""
    context.tell(LaterNoteSent())
    cadence = await _running(context, job.subject)
    if cadence is None:
        return
    pressed, sent = cadence.pressed_at, cadence.sent_at
    if pressed is None or sent is None or pressed < sent:
        cadence = await context.work.save(replace(cadence, ignored=cadence.ignored + 1))
    if is_asked_for(cadence, Stage(job.detail)):
        # The card that promised it says now that it has come.
        await context.redraw(job.subject, LATER)
    await finish(context, cadence, Stage(job.detail))


async def not_delivered(context: Context, job: Job) -> None:
    """End the episode after its last note, even if the person could not be reached."""
    cadence = await _running(context, job.subject)
    if cadence is not None:
        await finish(context, cadence, Stage(job.detail))


async def _drop_old(context: Context, job: Job) -> Step:
    """Drop a message about a milestone that an older version planned: its words fitted nobody."""
    return Dropped()


JOBS = (
    JobKind(
        FOLLOW_UP_NOTE,
        run,
        HOWEVER_LATE,
        delivered=delivered,
        given_up=not_delivered,
        unknown=delivered,
    ),
    JobKind(OLD_MILESTONE_NOTE, _drop_old, HOWEVER_LATE),
)
