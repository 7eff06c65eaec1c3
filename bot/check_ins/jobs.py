"""Sends first notes: planned when a person joins an audience, decided again when they are due."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.adverse_events import end_episode, episodes_of, note_reached, note_unreachable
from bot.adverse_events.model import (
    FIRST_NOTES_WITHIN,
    REPORTED,
    UNWRITTEN,
    AdverseEvent,
    AmbientWanted,
    AudienceJoined,
    Episode,
    EpisodeState,
    trigger_of,
)
from bot.check_ins.calls import waits_for_call
from bot.check_ins.model import FirstNoteSent, FirstNoteUndeliverable, LastFirstNote, NoteWishes
from bot.check_ins.names import AMBIENT, CHECK_IN_FIRST_NOTE, NOTE, TIDY
from bot.check_ins.note_wishes import wishes_of
from bot.core.context import Context
from bot.core.job_kinds import HOWEVER_LATE, Deliver, Dropped, JobKind, NotNow, Paused, Step
from bot.core.jobs import Job, JobState, Recipient, Urgency, schedule
from bot.core.people import Person, person_behind
from bot.core.portions import AT_ONCE, remove_old
from bot.core.routes import Audit, Sweep
from bot.programme import (
    best_moment,
    channel_recipients,
    current,
    next_allowed,
    paused,
    post_unasked,
    reachable,
)
from bot.programme.model import ChannelKey

ONE_NOTE_IN = timedelta(hours=12)
A_MONTH = timedelta(days=30)
LOOK_AGAIN = timedelta(minutes=10)
# A sent note counts too: if recording its arrival failed, it must not be sent again.
GOING_ON = (JobState.PENDING, JobState.LEASED, JobState.SENDING, JobState.SENT)


async def plan_first_note(context: Context, fact: AudienceJoined) -> None:
    """Plan the first note of a person who joined, at the best moment for them."""
    episode = await context.work.of(Episode).get(fact.episode)
    person = await _person(context, fact.episode)
    if episode is None:
        return
    due = await _first_moment(context, episode, person) if person else context.now
    event = await context.work.of(AdverseEvent).get(episode.event or "")
    # After an outage, the list of a report may stand only days after the report.
    meant_for = min(due, event.reported_at + FIRST_NOTES_WITHIN) if event else due
    await _plan(context, episode.reference, f"first-note:{episode.reference}", due, meant_for)


async def _plan(
    context: Context, episode: str, key: str, at: datetime, meant_for: datetime | None = None
) -> None:
    await schedule(
        context.work,
        CHECK_IN_FIRST_NOTE,
        key,
        at,
        subject=episode,
        urgency=Urgency.NOTE,
        meant_for=meant_for,
    )


async def offer_openly(context: Context, fact: AmbientWanted) -> None:
    """Post one open offer in the unit's channel on each platform; never twice."""
    programme = await reachable(context.work)
    for channel in channel_recipients(programme, ChannelKey.of_unit(fact.unit)):
        key = f"ambient:{fact.event}:{channel}"
        await post_unasked(context, AMBIENT, "", channel, key)


async def _person(context: Context, episode: str) -> Person | None:
    return await person_behind(context.work, Episode.person.of(episode))


async def _first_moment(context: Context, episode: Episode, person: Person) -> datetime:
    """Return the best moment by the programme, the roster and the person's time zone."""
    event = await context.work.of(AdverseEvent).get(episode.event or "")
    programme = await current(context.work)
    if event is None or episode.note_by is None:
        return context.now
    unit, at = programme.unit(person.unit), event.occurred_at + trigger_of(programme, event).delay
    return best_moment(unit, person, at, episode.begun_at, episode.note_by)


async def _moment_from_now(context: Context, episode: Episode, person: Person) -> datetime:
    """Return now, or the next moment that is not quiet.

    A job may run late, after a pause, a snooze or an outage. A note that missed its day is still
    sent, at the next hour that is not quiet.
    """
    unit = (await current(context.work)).unit(person.unit)
    if episode.note_by is None or context.now > episode.note_by:
        return next_allowed(unit, person, context.now)
    return best_moment(unit, person, context.now, context.now, episode.note_by)


async def _run(context: Context, job: Job) -> Step:
    episode = await context.work.of(Episode).get(job.subject)
    if episode is None or episode.state not in UNWRITTEN:
        # The episode ended, or an earlier attempt arrived although its result was unknown.
        return Dropped()
    person = await _person(context, episode.reference)
    if person is None:
        return Dropped()
    if not person.active or not person.adult:
        # Minors get no message they did not ask for; the reporter sees that none was sent.
        await _cannot_reach(context, episode)
        return Dropped()
    wishes = await wishes_of(context.work, person.reference)
    event = await context.work.of(AdverseEvent).get(episode.event or "")
    # An older version planned first notes for kinds that send none: legal matters, milestones.
    sends_none = event is not None and event.kind not in REPORTED
    if wishes.stopped or sends_none:
        await end_episode(context, episode, erase_now=True)
        return Dropped()
    if wishes.quiet_until is not None and wishes.quiet_until > context.now:
        return NotNow(wishes.quiet_until)
    if await paused(context.work):
        return Paused(context.now + LOOK_AGAIN)
    return await _write_at_the_right_moment(context, episode, person)


async def _write_at_the_right_moment(context: Context, episode: Episode, person: Person) -> Step:
    planned = await _first_moment(context, episode, person)
    if planned > context.now:
        return NotNow(planned)
    late = await _moment_from_now(context, episode, person)
    if late > context.now:
        return Paused(late)
    had_enough = await _had_enough(context, episode, person)
    if had_enough or not await _reserves_the_note(context, episode, person):
        # Their blind index stays on the list, but they get no note about this event.
        await end_episode(context, episode, erase_now=True)
        return Dropped()
    waits_until = await waits_for_call(context, episode)
    if waits_until is not None:
        return NotNow(waits_until)
    return Deliver(NOTE, episode.reference, Recipient.sealed(episode.person))


async def _had_enough(context: Context, episode: Episode, person: Person) -> bool:
    """Whether the trigger's limit of first notes to one person in 30 days is reached."""
    event = await context.work.of(AdverseEvent).get(episode.event or "")
    limit = trigger_of(await current(context.work), event).per_person if event else 0
    if not limit:
        return False
    had = [
        other
        for other in await episodes_of(context.work, person.reference)
        if other.reference != episode.reference
        and other.first_note_at is not None
        and context.now - other.first_note_at < A_MONTH
    ]
    return len(had) >= limit


async def _reserves_the_note(context: Context, episode: Episode, person: Person) -> bool:
    """Record this note as the person's last; false within 12 hours of another one."""
    records = context.work.of(LastFirstNote)
    reference = context.work.vault.blind_index("first-note", person.reference)
    last = await records.get(reference)
    if last is None:
        return await context.work.add(
            LastFirstNote(reference=reference, at=context.now, episode=episode.reference)
        )
    if last.episode != episode.reference and context.now - last.at < ONE_NOTE_IN:
        return False
    await context.work.save(replace(last, at=context.now, episode=episode.reference))
    return True


async def _delivered(context: Context, job: Job) -> None:
    episode = await context.work.of(Episode).get(job.subject)
    if episode is not None:
        await note_arrived(context, episode)


async def note_arrived(context: Context, episode: Episode) -> None:
    """Note, once, that a first note arrived: the platform confirmed it, or it was pressed.

    A milestone has no first note.
    """
    if episode.first_note_at is not None or episode.event is None:
        return
    if episode.state is EpisodeState.PLANNED:
        return
    await note_reached(context, episode)
    if episode.state is not EpisodeState.ENDED:
        context.tell(FirstNoteSent(episode.reference))


async def _no_account_yet(context: Context, job: Job) -> None:
    """Show whoever reported it that nothing reaches this person so far."""
    episode = await context.work.of(Episode).get(job.subject)
    if episode is not None and episode.state is EpisodeState.WAITING:
        await _let_others_write(context, episode)
        await note_unreachable(context, episode)


async def _unreachable(context: Context, job: Job) -> None:
    episode = await context.work.of(Episode).get(job.subject)
    if episode is None or episode.state not in UNWRITTEN:
        return
    await _let_others_write(context, episode)
    await _cannot_reach(context, episode)


async def _let_others_write(context: Context, episode: Episode) -> None:
    """Nothing arrived, so a first note about another event may be sent at once."""
    person = await context.work.vault.open(episode.person)
    reference = context.work.vault.blind_index("first-note", person or "")
    last = await context.work.of(LastFirstNote).get(reference)
    if last is not None and last.episode == episode.reference:
        await context.work.remove(last)


async def _cannot_reach(context: Context, episode: Episode) -> None:
    await note_unreachable(context, episode)
    context.tell(FirstNoteUndeliverable(episode.reference))


async def unplanned(context: Context) -> list[str]:
    """Return the episodes that wait for a first note without any job to send it.

    Those that wait are few at any time; the jobs of those that were written to are not read.
    """
    found = await context.work.of(Episode).find(Episode.state.is_(EpisodeState.WAITING))
    waiting = [episode.reference for episode in found if episode.event]
    jobs = await context.work.of(Job).find(
        Job.subject.one_of(waiting),
        Job.kind.is_(CHECK_IN_FIRST_NOTE),
        Job.state.one_of(GOING_ON),
    )
    planned = {job.subject for job in jobs}
    return [reference for reference in waiting if reference not in planned]


async def plan_after_all(context: Context, reference: str) -> None:
    """Plan a missing first note; its job looks for the best moment."""
    key = f"first-note:{reference}:{context.now.isoformat()}"
    await _plan(context, reference, key, context.now)


async def _tidy(context: Context, job: Job) -> Step:
    """Remove first notes older than 12 hours, and wishes that no longer stop anything."""
    work, quiet = context.work, NoteWishes.quiet_until
    for over in (quiet.is_(None), quiet.at_most(context.now)):
        await work.remove_some(
            NoteWishes,
            NoteWishes.stopped.is_(False),
            NoteWishes.own_notes_stopped.is_(False),
            NoteWishes.after_talk_stopped.is_(False),
            NoteWishes.surveys_stopped.is_(False),
            over,
            limit=AT_ONCE,
        )
    old = LastFirstNote.at.at_most(context.now - ONE_NOTE_IN)
    return await remove_old(work, job, LastFirstNote, old)


JOBS = (
    JobKind(
        CHECK_IN_FIRST_NOTE,
        _run,
        HOWEVER_LATE,
        delivered=_delivered,
        without_account=_no_account_yet,
        given_up=_unreachable,
        # It was sent twice at most and may have arrived, so the follow-ups go on.
        unknown=_delivered,
    ),
    JobKind(TIDY, _tidy, HOWEVER_LATE),
)
SWEEPS = (Sweep(TIDY, timedelta(hours=1)),)
AUDITS = (Audit("check_in.unplanned", unplanned, plan_after_all),)
