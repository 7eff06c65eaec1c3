"""A later note: its moment is decided again when it comes, by how things are then."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.adverse_events.model import Care, CareState
from bot.check_ins import wishes_of
from bot.core.context import Context
from bot.core.job_kinds import Deliver, Dropped, JobKind, NotNow, OnUnknown, Step
from bot.core.jobs import Job, Recipient
from bot.core.people import Person
from bot.follow_ups.cadence import MILESTONE_NOTE, cadence_of, finish
from bot.follow_ups.model import (
    GAP,
    Cadence,
    Stage,
    is_ignored,
    is_superseded,
    not_before,
)
from bot.follow_ups.names import FOLLOW_UP_NOTE
from bot.follow_ups.screens import MILESTONE, SCREENS, SILENCE
from bot.programme import current, next_allowed, paused

LOOK_AGAIN = timedelta(hours=1)
FIRST_NOTE_WITHIN = timedelta(hours=36)


async def run(context: Context, job: Job) -> Step:
    """Send the note, put it off to a moment that suits, or let it go."""
    cadence = await cadence_of(context.work, job.subject)
    reference = await context.work.vault.open(Care.person.of(job.subject))
    person = await context.work.of(Person).get(reference or "")
    if cadence is None or cadence.ended or person is None:
        return Dropped()
    stage = Stage(job.detail)
    wishes = await wishes_of(context.work, person.reference)
    unwanted = wishes.stopped or not person.adult or not person.active
    if unwanted or is_superseded(cadence, stage, context.now) or is_ignored(cadence, stage):
        await finish(context, cadence, stage)
        return Dropped()
    at = await _moment(context, cadence, stage, person, wishes.quiet_until)
    if at > context.now:
        return NotNow(at)
    await context.work.of(Cadence).save(replace(cadence, sent_stage=stage, sent_at=context.now))
    screen = SCREENS[stage] if cadence.answered else SILENCE
    return Deliver(screen, job.subject, Recipient.sealed(Care.person.of(job.subject)))


async def run_milestone(context: Context, job: Job) -> Step:
    """Send the note of a milestone at a moment that suits; it leaves the cadence as it is."""
    cadence = await cadence_of(context.work, job.subject)
    reference = await context.work.vault.open(Care.person.of(job.subject))
    person = await context.work.of(Person).get(reference or "")
    if cadence is None or cadence.ended or person is None or not person.active:
        return Dropped()
    wishes = await wishes_of(context.work, person.reference)
    if wishes.stopped or not person.adult:
        return Dropped()
    if await paused(context.work):
        return NotNow(context.now + LOOK_AGAIN)
    # A day from the last note or press, as between any two notes.
    moments = [context.now, wishes.quiet_until or context.now]
    moments += [at + GAP for at in (cadence.sent_at, cadence.pressed_at) if at is not None]
    unit = (await current(context.work)).unit(person.unit)
    at = next_allowed(unit, person, max(moments))
    if at > context.now:
        return NotNow(at)
    await context.work.of(Cadence).save(replace(cadence, sent_at=context.now))
    return Deliver(MILESTONE, job.subject, Recipient.sealed(Care.person.of(job.subject)))


async def _moment(
    context: Context,
    cadence: Cadence,
    stage: Stage,
    person: Person,
    quiet_until: datetime | None,
) -> datetime:
    """The first moment that is allowed, by the zone and shift the person has now."""
    if await paused(context.work) or await _first_note_ahead(context, cadence):
        return context.now + LOOK_AGAIN
    target = max(context.now, not_before(cadence, stage), quiet_until or context.now)
    unit = (await current(context.work)).unit(person.unit)
    return next_allowed(unit, person, target)


async def _first_note_ahead(context: Context, cadence: Cadence) -> bool:
    """Whether the first note of another care is on its way: it will replace this cadence."""
    care = await context.work.of(Care).get(cadence.reference)
    if care is None or care.whose is None:
        return False
    others = await context.work.of(Care).find(
        Care.whose.is_(care.whose), Care.state.is_(CareState.WAITING)
    )
    return any(
        other.event is not None and other.begun_at + FIRST_NOTE_WITHIN > context.now
        for other in others
    )


async def delivered(context: Context, job: Job) -> None:
    """Count the note as ignored until a press, and end the care after the last one."""
    cadence = await cadence_of(context.work, job.subject)
    if cadence is None or cadence.ended:
        return
    if (
        cadence.pressed_at is None
        or cadence.sent_at is None
        or cadence.pressed_at < cadence.sent_at
    ):
        cadence = await context.work.of(Cadence).save(replace(cadence, ignored=cadence.ignored + 1))
    await finish(context, cadence, Stage(job.detail))


async def not_delivered(context: Context, job: Job) -> None:
    """End the care after the last note, even if nobody could be reached."""
    cadence = await cadence_of(context.work, job.subject)
    if cadence is not None and not cadence.ended:
        await finish(context, cadence, Stage(job.detail))


JOBS = (
    JobKind(
        FOLLOW_UP_NOTE,
        run,
        # Nobody waits for a later note: missing one is better than getting it twice.
        on_unknown=OnUnknown.DROP,
        delivered=delivered,
        unreachable=not_delivered,
        unknown=delivered,
    ),
    JobKind(MILESTONE_NOTE, run_milestone, on_unknown=OnUnknown.DROP),
)
