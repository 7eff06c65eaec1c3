"""First notes: planned when somebody joins an audience, decided again when their moment comes."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.adverse_events import cares_of, end_care, note_reached, note_unreachable
from bot.adverse_events.model import (
    AdverseEvent,
    AmbientWanted,
    AudienceJoined,
    Care,
    CareState,
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
    care = await context.work.of(Care).get(fact.care)
    person = await _person(context, fact.care)
    if care is None:
        return
    due = await _first_moment(context, care, person) if person else context.now
    await schedule(
        context.work,
        CHECK_IN_FIRST_NOTE,
        f"first-note:{care.reference}",
        due,
        subject=care.reference,
        urgency=Urgency.NOTE,
    )


async def offer_openly(context: Context, fact: AmbientWanted) -> None:
    """One open offer in the unit's channel, on each platform; never twice."""
    programme = await current(context.work)
    for channel in channel_recipients(programme, f"{OF_UNIT}{fact.unit}"):
        key = f"ambient:{fact.event}:{channel}"
        await post_unasked(context, AMBIENT, "", channel, key)


async def _person(context: Context, care: str) -> Person | None:
    reference = await context.work.vault.open(Care.person.of(care))
    return await context.work.of(Person).get(reference) if reference else None


async def _first_moment(context: Context, care: Care, person: Person) -> datetime:
    """The best moment from what the programme, the roster and the person's zone say now."""
    event = await context.work.of(AdverseEvent).get(care.event or "")
    programme = await current(context.work)
    if event is None or care.note_by is None:
        return context.now
    delay = trigger_of(programme, event).delay
    return best_moment(
        programme.unit(person.unit),
        person,
        event.occurred_at + delay,
        care.begun_at,
        care.note_by,
    )


async def _moment_from_now(context: Context, care: Care, person: Person) -> datetime:
    """Now, unless it is quiet now and another moment can still be had.

    Looked at apart from the plan, because a job may run late: after a pause, after a snooze,
    after an outage. A note that missed its day is not lost; it waits for an hour that is not
    quiet.
    """
    unit = (await current(context.work)).unit(person.unit)
    if care.note_by is None or context.now > care.note_by:
        return next_allowed(unit, person, context.now)
    return best_moment(unit, person, context.now, context.now, care.note_by)


async def _run(context: Context, job: Job) -> Step:
    care = await context.work.of(Care).get(job.subject)
    if care is None or care.state is not CareState.WAITING:
        # Ended, or pressed already: an earlier attempt arrived, though nobody could say so.
        return Dropped()
    person = await _person(context, care.reference)
    if person is None:
        return Dropped()
    if not person.active or not person.adult:
        # Nobody under age is written to unasked; whoever picked them sees that they were not.
        await _cannot_reach(context, care)
        return Dropped()
    wishes = await wishes_of(context.work, person.reference)
    if wishes.stopped:
        await end_care(context, care, erase_now=True)
        return Dropped()
    if wishes.quiet_until is not None and wishes.quiet_until > context.now:
        return NotNow(wishes.quiet_until)
    if await paused(context.work):
        return NotNow(context.now + LOOK_AGAIN)
    return await _write_at_the_right_moment(context, care, person)


async def _write_at_the_right_moment(context: Context, care: Care, person: Person) -> Step:
    planned = await _first_moment(context, care, person)
    if planned <= context.now:
        planned = await _moment_from_now(context, care, person)
    if planned > context.now:
        return NotNow(planned)
    if await _had_enough(context, care, person) or not await _takes_the_turn(context, care, person):
        # On the list they stay, by the mark; of this adverse event they hear nothing.
        await end_care(context, care, erase_now=True)
        return Dropped()
    return Deliver(NOTE, care.reference, Recipient.sealed(care.person))


async def _had_enough(context: Context, care: Care, person: Person) -> bool:
    """Whether the trigger's limit of first notes to one person in thirty days is reached."""
    event = await context.work.of(AdverseEvent).get(care.event or "")
    limit = trigger_of(await current(context.work), event).per_person if event else 0
    if not limit:
        return False
    had = [
        other
        for other in await cares_of(context.work, person.reference)
        if other.reference != care.reference
        and other.first_note_at is not None
        and context.now - other.first_note_at < A_MONTH
    ]
    return len(had) >= limit


async def _takes_the_turn(context: Context, care: Care, person: Person) -> bool:
    """Whether this note may go: nobody gets two first notes within twelve hours."""
    records = context.work.of(LastFirstNote)
    reference = context.work.vault.mark("first-note", person.reference)
    last = await records.get(reference)
    if last is None:
        return await records.add(
            LastFirstNote(reference=reference, at=context.now, care=care.reference)
        )
    if last.care != care.reference and context.now - last.at < ONE_NOTE_IN:
        return False
    await records.save(replace(last, at=context.now, care=care.reference))
    return True


async def _delivered(context: Context, job: Job) -> None:
    care = await context.work.of(Care).get(job.subject)
    if care is not None:
        await note_arrived(context, care)


async def note_arrived(context: Context, care: Care) -> None:
    """Note, once, that a first note has arrived: the platform says so, or it was pressed."""
    if care.first_note_at is not None or care.event is None:
        return
    await note_reached(context, care)
    if care.state is not CareState.ENDED:
        context.tell(FirstNoteSent(care.reference))


async def _unreachable(context: Context, job: Job) -> None:
    care = await context.work.of(Care).get(job.subject)
    if care is None or care.state is not CareState.WAITING:
        return
    person = await context.work.vault.open(care.person)
    last = await context.work.of(LastFirstNote).get(
        context.work.vault.mark("first-note", person or "")
    )
    if last is not None and last.care == care.reference:
        # Nothing arrived, so the turn is free again.
        await context.work.of(LastFirstNote).remove(last)
    await _cannot_reach(context, care)


async def _cannot_reach(context: Context, care: Care) -> None:
    await note_unreachable(context, care)
    context.tell(FirstNoteUndeliverable(care.reference))


async def unplanned(context: Context) -> list[str]:
    """Cares that wait for a first note which was not sent and which nothing is about to send."""
    jobs = await context.work.of(Job).find(
        Job.kind.is_(CHECK_IN_FIRST_NOTE), Job.state.one_of(GOING_ON)
    )
    planned = {job.subject for job in jobs}
    waiting = await context.work.of(Care).find(Care.state.is_(CareState.WAITING))
    return [care.reference for care in waiting if care.event and care.reference not in planned]


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
        await records.remove(last)
    wishes = context.work.of(NoteWishes)
    quiet = NoteWishes.quiet_until
    for over in (quiet.is_(None), quiet.at_most(context.now)):
        for wish in await wishes.find(
            NoteWishes.stopped.is_(False), NoteWishes.own_notes_stopped.is_(False), over
        ):
            await wishes.remove(wish)
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
