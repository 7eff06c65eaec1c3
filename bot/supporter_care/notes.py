"""Plans, sends, draws and erases a supporter's own note."""

from datetime import datetime, timedelta

from bot.check_ins import wishes_of
from bot.core.clock import at_wall_time, in_zone
from bot.core.context import Context
from bot.core.errors import SubjectGone
from bot.core.job_kinds import Deliver, Done, Dropped, NotNow, Step
from bot.core.jobs import Job, Recipient, Urgency, cancel, schedule
from bot.core.names import JobName
from bot.core.people import Person, name_of
from bot.core.retention import erase_unless_held
from bot.core.screens import Card
from bot.core.storage import Work, new_reference
from bot.programme import current, next_allowed, paused, zone_of
from bot.requests.model import Talked
from bot.supporter_care.model import AT, KEPT_FOR, LATEST, OwnNote
from bot.supporter_care.screens import NOTE, note_card

SEND = JobName("supporter_care.send")
ERASE = JobName("supporter_care.erase")
TIDY = JobName("supporter_care.tidy")
A_DAY = timedelta(days=1)
LOOK_AGAIN = timedelta(hours=1)


async def on_talked(context: Context, fact: Talked) -> None:
    """Plan one note for the next day, however many talks the supporter has today."""
    work = context.work
    person = await work.of(Person).get(fact.supporter)
    if person is None or not await _wanted(work, person):
        return
    unit = (await current(work)).unit(person.unit)
    zone = zone_of(person, unit)
    day = in_zone(work.now, zone).date() + A_DAY
    at = next_allowed(unit, person, at_wall_time(datetime.combine(day, AT), zone))
    note = OwnNote(
        reference=new_reference(),
        whose=whose_index(work, person.reference),
        day=day.isoformat(),
        area=fact.area,
        at=at,
    )
    if not await work.add(note):
        return
    await work.vault.seal(note.person, person.reference)
    subject, late = note.reference, Urgency.FOLLOW_UP
    await schedule(work, SEND, f"own-note:{subject}", at, subject=subject, urgency=late)
    await schedule(work, ERASE, f"own-note-erase:{subject}", at + KEPT_FOR, subject=subject)


def whose_index(work: Work, person: str) -> str:
    """The blind index that finds the notes of a supporter (by reference)."""
    return work.vault.blind_index("own-note", person)


async def _wanted(work: Work, person: Person) -> bool:
    wishes = await wishes_of(work, person.reference)
    resting = wishes.quiet_until is not None and wishes.quiet_until > work.now
    unwished = wishes.stopped or wishes.own_notes_stopped or resting
    return person.active and person.adult and not unwished


async def send(context: Context, job: Job) -> Step:
    """Send the note; drop it if the supporter does not want it or it would be too late."""
    note = await context.work.of(OwnNote).get(job.subject)
    reference = await context.work.vault.open(OwnNote.person.of(job.subject))
    person = await context.work.of(Person).get(reference or "")
    if note is None or person is None:
        return Dropped()
    unit = (await current(context.work)).unit(person.unit)
    at = next_allowed(unit, person, context.now)
    if await paused(context.work):
        at = max(at, context.now + LOOK_AGAIN)
    if at > note.at + LATEST or not await _wanted(context.work, person):
        await erase(context, note)
        return Dropped()
    if at > context.now:
        return NotNow(at)
    return Deliver(NOTE, note.reference, Recipient.sealed(note.person))


async def draw_note(context: Context, subject: str) -> Card:
    """Draw the note; raises ``SubjectGone`` once its recipient is erased."""
    person = await context.work.vault.open(OwnNote.person.of(subject))
    if person is None:
        raise SubjectGone
    name = await name_of(context.work, person)
    return note_card(context.words, context.lines, subject, name)


async def erase_later(context: Context, job: Job) -> Step:
    """Erase a note after its week."""
    note = await context.need(OwnNote, job.subject)
    await erase(context, note, running=ERASE)
    return Done()


async def tidy(context: Context, job: Job) -> Step:
    """Erase notes whose own erasing job was lost."""
    old = context.now - KEPT_FOR - A_DAY
    for note in await context.work.of(OwnNote).find(OwnNote.at.at_most(old)):
        await erase(context, note, running="")
    return Done()


async def erase(
    context: Context, note: OwnNote, *, shown: bool = True, running: str = SEND
) -> None:
    """Erase a note, its recipient and, if ``shown``, where its card was posted.

    ``running`` is the kind of the job that calls this; it is not cancelled, as it ends by itself.
    """
    work = context.work
    await cancel(work, note.reference, *({SEND, ERASE} - {running}))
    if shown:
        await context.forget_cards(note.reference)
    await erase_unless_held(work, note.reference, note.area)
    await work.remove(note)


async def forget(context: Context, person: str) -> None:
    """Erase the notes of a supporter (by reference)."""
    for note in await context.work.of(OwnNote).find(
        OwnNote.whose.is_(whose_index(context.work, person))
    ):
        await erase(context, note, running="")


async def held(work: Work, person: str) -> int:
    """How many of these notes are stored for a supporter (by reference)."""
    return await work.of(OwnNote).count(OwnNote.whose.is_(whose_index(work, person)))
