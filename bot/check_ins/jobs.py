"""First notes: planned when somebody joins an audience, decided again when their moment comes."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.adverse_events import end_episode, episodes_of, note_reached, note_unreachable
from bot.adverse_events.model import (
    AdverseEvent,
    AmbientWanted,
    AudienceJoined,
    Episode,
    EpisodeState,
    trigger_of,
)
from bot.check_ins.model import (
    FirstNoteSent,
    FirstNoteUndeliverable,
    LastFirstNote,
    NoteWishes,
)
from bot.check_ins.names import AMBIENT, CHECK_IN_FIRST_NOTE, NOTE, TIDY
from bot.check_ins.note_wishes import wishes_of
from bot.core.context import Context
from bot.core.job_kinds import Deliver, Done, Dropped, JobKind, NotNow, OnUnknown, Step
from bot.core.jobs import Job, JobState, Recipient, Urgency, schedule
from bot.core.people import Person
from bot.core.routes import Audit, Sweep
from bot.programme import (
    best_moment,
    channel_recipients,
    current,
    next_allowed,
    paused,
    post_unasked,
)
from bot.programme.model import OF_UNIT

ONE_NOTE_IN = timedelta(hours=12)
A_MONTH = timedelta(days=30)
LOOK_AGAIN = timedelta(minutes=10)
# What was sent counts as well: a fault in noting that it arrived must not send it again.
GOING_ON = (JobState.PENDING, JobState.LEASED, JobState.SENDING, JobState.SENT)


async def plan_first_note(context: Context, fact: AudienceJoined) -> None:
    """Somebody joined an audience: their first note is due at the best moment for them."""
    episode = await context.work.of(Episode).get(fact.episode)
    person = await _person(context, fact.episode)
    if episode is None:
        return
    due = await _first_moment(context, episode, person) if person else context.now
    await schedule(
        context.work,
        CHECK_IN_FIRST_NOTE,
        f"first-note:{episode.reference}",
        due,
        subject=episode.reference,
        urgency=Urgency.NOTE,
    )


async def offer_openly(context: Context, fact: AmbientWanted) -> None:
    """One open offer in the unit's channel, on each platform; never twice."""
    programme = await current(context.work)
    for channel in channel_recipients(programme, f"{OF_UNIT}{fact.unit}"):
        key = f"ambient:{fact.event}:{channel}"
        await post_unasked(context, AMBIENT, "", channel, key)


async def _person(context: Context, episode: str) -> Person | None:
    reference = await context.work.vault.open(Episode.person.of(episode))
    return await context.work.of(Person).get(reference) if reference else None


async def _first_moment(context: Context, episode: Episode, person: Person) -> datetime:
    """The best moment from what the programme, the roster and the person's zone say now."""
    event = await context.work.of(AdverseEvent).get(episode.event or "")
    programme = await current(context.work)
    if event is None or episode.note_by is None:
        return context.now
    delay = trigger_of(programme, event).delay
    return best_moment(
        programme.unit(person.unit),
        person,
        event.occurred_at + delay,
        episode.begun_at,
        episode.note_by,
    )


async def _moment_from_now(context: Context, episode: Episode, person: Person) -> datetime:
    """Now, unless it is quiet now and another moment can still be had.

    Looked at apart from the plan, because a job may run late: after a pause, after a snooze,
    after an outage. A note that missed its day is not lost; it waits for an hour that is not
    quiet.
    """
    unit = (await current(context.work)).unit(person.unit)
    if episode.note_by is None or context.now > episode.note_by:
        return next_allowed(unit, person, context.now)
    return best_moment(unit, person, context.now, context.now, episode.note_by)


async def _run(context: Context, job: Job) -> Step:
    episode = await context.work.of(Episode).get(job.subject)
    if episode is None or episode.state is not EpisodeState.WAITING:
        # Ended, or pressed already: an earlier attempt arrived, though nobody could say so.
        return Dropped()
    person = await _person(context, episode.reference)
    if person is None:
        return Dropped()
    if not person.active or not person.adult:
        # Nobody under age is written to unasked; whoever picked them sees that they were not.
        await _cannot_reach(context, episode)
        return Dropped()
    wishes = await wishes_of(context.work, person.reference)
    if wishes.stopped:
        await end_episode(context, episode, erase_now=True)
        return Dropped()
    if wishes.quiet_until is not None and wishes.quiet_until > context.now:
        return NotNow(wishes.quiet_until)
    if await paused(context.work):
        return NotNow(context.now + LOOK_AGAIN)
    return await _write_at_the_right_moment(context, episode, person)


async def _write_at_the_right_moment(context: Context, episode: Episode, person: Person) -> Step:
    planned = await _first_moment(context, episode, person)
    if planned <= context.now:
        planned = await _moment_from_now(context, episode, person)
    if planned > context.now:
        return NotNow(planned)
    if await _had_enough(context, episode, person) or not await _takes_the_turn(
        context, episode, person
    ):
        # On the list they stay, by the blind index; of this adverse event they hear nothing.
        await end_episode(context, episode, erase_now=True)
        return Dropped()
    return Deliver(NOTE, episode.reference, Recipient.sealed(episode.person))


async def _had_enough(context: Context, episode: Episode, person: Person) -> bool:
    """Whether the trigger's limit of first notes to one person in thirty days is reached."""
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


async def _takes_the_turn(context: Context, episode: Episode, person: Person) -> bool:
    """Whether this note may go: nobody gets two first notes within twelve hours."""
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
    """Note, once, that a first note has arrived: the platform says so, or it was pressed."""
    if episode.first_note_at is not None or episode.event is None:
        return
    await note_reached(context, episode)
    if episode.state is not EpisodeState.ENDED:
        context.tell(FirstNoteSent(episode.reference))


async def _unreachable(context: Context, job: Job) -> None:
    episode = await context.work.of(Episode).get(job.subject)
    if episode is None or episode.state is not EpisodeState.WAITING:
        return
    person = await context.work.vault.open(episode.person)
    last = await context.work.of(LastFirstNote).get(
        context.work.vault.blind_index("first-note", person or "")
    )
    if last is not None and last.episode == episode.reference:
        # Nothing arrived, so the turn is free again.
        await context.work.remove(last)
    await _cannot_reach(context, episode)


async def _cannot_reach(context: Context, episode: Episode) -> None:
    await note_unreachable(context, episode)
    context.tell(FirstNoteUndeliverable(episode.reference))


async def unplanned(context: Context) -> list[str]:
    """Episodes that wait for a first note which was not sent and which nothing is about to send."""
    jobs = await context.work.of(Job).find(
        Job.kind.is_(CHECK_IN_FIRST_NOTE), Job.state.one_of(GOING_ON)
    )
    planned = {job.subject for job in jobs}
    waiting = await context.work.of(Episode).find(Episode.state.is_(EpisodeState.WAITING))
    return [
        episode.reference
        for episode in waiting
        if episode.event and episode.reference not in planned
    ]


async def plan_after_all(context: Context, reference: str) -> None:
    """Mend what the audit found; the best moment is looked for when the job runs."""
    key = f"first-note:{reference}:{context.now.isoformat()}"
    await schedule(
        context.work, CHECK_IN_FIRST_NOTE, key, context.now, subject=reference, urgency=Urgency.NOTE
    )


async def _tidy(context: Context, job: Job) -> Step:
    """Forget who had a first note, once it no longer keeps another back, and wishes now over."""
    records = context.work.of(LastFirstNote)
    for last in await records.find(LastFirstNote.at.at_most(context.now - ONE_NOTE_IN)):
        await context.work.remove(last)
    wishes = context.work.of(NoteWishes)
    quiet = NoteWishes.quiet_until
    for over in (quiet.is_(None), quiet.at_most(context.now)):
        for wish in await wishes.find(
            NoteWishes.stopped.is_(False), NoteWishes.own_notes_stopped.is_(False), over
        ):
            await context.work.remove(wish)
    return Done()


JOBS = (
    JobKind(
        CHECK_IN_FIRST_NOTE,
        _run,
        on_unknown=OnUnknown.REPEAT,
        delivered=_delivered,
        unreachable=_unreachable,
    ),
    JobKind(TIDY, _tidy),
)
SWEEPS = (Sweep(TIDY, timedelta(hours=1)),)
AUDITS = (Audit("check_in.unplanned", unplanned, plan_after_all),)
