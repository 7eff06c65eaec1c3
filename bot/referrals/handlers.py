"""Sends a note to a colleague, handles what its reader presses, and erases it."""

from dataclasses import replace

from bot.check_ins import wishes_of
from bot.core.context import Context
from bot.core.conversation import Press, Submission
from bot.core.errors import FormRefused, SubjectGone
from bot.core.jobs import Recipient, cancel, schedule
from bot.core.names import JobName
from bot.core.people import Person, person_with
from bot.core.routes import Reply, ask, replace_card, say
from bot.core.storage import Work, new_reference
from bot.programme import current, next_allowed, post_unasked
from bot.referrals.model import KEPT_FOR, ONE_IN, ColleagueNote, LastColleagueNote
from bot.referrals.screens import CLOSED, NAMED, NOTE, SENDER, THANKS, WAYS, YES

ERASE = JobName("colleague.erase")


async def send(context: Context, sent: Submission) -> Reply:
    """Plan the note if it is allowed; the answer is the same if not, to reveal nothing of others.

    Who manages or evaluates the person is shown the ways they have. Raises ``FormRefused`` for
    nobody and for oneself.
    """
    picked, actor = sent.one("who"), context.actor.reference
    if not picked:
        raise FormRefused({"who": "colleague.fault.nobody"})
    person = await person_with(context.work, sent.account.neighbour(picked))
    if person is None:
        return ask(THANKS)
    if person.reference == actor:
        raise FormRefused({"who": "colleague.fault.self"})
    if actor in {person.manager, *person.evaluators}:
        return say(WAYS)
    if await _may_get(context.work, person):
        await _plan(context, person, named=sent.one(NAMED) == YES)
    return ask(THANKS)


async def _may_get(work: Work, person: Person) -> bool:
    """Whether the person is an active adult who wants notes and has had no such note lately."""
    wishes = await wishes_of(work, person.reference)
    if not person.active or not person.adult or wishes.stopped:
        return False
    if wishes.quiet_until is not None and wishes.quiet_until > work.now:
        return False
    last = await work.of(LastColleagueNote).get(whose_index(work, person.reference))
    return last is None or work.now - last.at >= ONE_IN


async def _plan(context: Context, person: Person, *, named: bool) -> None:
    work = context.work
    blind_index = whose_index(work, person.reference)
    note = ColleagueNote(reference=new_reference(), at=context.now, whose=blind_index, named=named)
    await work.add(note)
    await work.vault.seal(note.person, person.reference)
    if named:
        await work.vault.seal(note.sender, context.actor.reference)
    last = await work.of(LastColleagueNote).get(blind_index)
    if last is None:
        await work.add(LastColleagueNote(reference=blind_index, at=context.now))
    else:
        await work.save(replace(last, at=context.now))
    due_at = next_allowed((await current(work)).unit(person.unit), person, context.now)
    to, key = Recipient.sealed(note.person), f"colleague-note:{note.reference}"
    # Low priority: wait for quiet hours to end; drop it rather than send it twice.
    await post_unasked(context, NOTE, note.reference, to, key, due_at=due_at)
    erase_at = due_at + KEPT_FOR
    await schedule(
        work, ERASE, f"colleague-erase:{note.reference}", erase_at, subject=note.reference
    )


def whose_index(work: Work, person: str) -> str:
    """The blind index that finds the notes to a person (by reference)."""
    return work.vault.blind_index("colleague-note", person)


async def _own(context: Context, subject: str) -> ColleagueNote:
    note = await context.need(ColleagueNote, subject)
    if note.whose != whose_index(context.work, context.actor.reference):
        raise SubjectGone
    return note


async def no_thanks(context: Context, press: Press, subject: str) -> Reply:
    """Close the note and erase its recipient at once."""
    await erase(context, await _own(context, subject), shown=False)
    return replace_card(CLOSED)


async def see_sender(context: Context, press: Press, subject: str) -> Reply:
    """Open the dialog with the sender's name; raises ``SubjectGone`` if they are not named."""
    note = await _own(context, subject)
    if not note.named:
        raise SubjectGone
    return ask(SENDER, note.reference)


async def erase(context: Context, note: ColleagueNote, *, shown: bool = True) -> None:
    """Erase a note, its recipient, its sender and, if ``shown``, where its card was posted."""
    work = context.work
    await cancel(work, note.reference)
    if shown:
        await context.forget_cards(note.reference)
    await work.vault.erase(note.reference)
    await work.remove(note)


async def forget(context: Context, person: str) -> None:
    """Erase the notes to a person (by reference), and their name from notes they signed."""
    for note in await context.work.of(ColleagueNote).find(
        ColleagueNote.whose.is_(whose_index(context.work, person))
    ):
        await erase(context, note)
    for note in await context.work.of(ColleagueNote).find(ColleagueNote.named.is_(True)):
        if await context.work.vault.open(note.sender) == person:
            await context.work.vault.clear(note.sender)
            await context.work.save(replace(note, named=False))
            await context.redraw(note.reference)


async def held(work: Work, person: str) -> int:
    """Count the notes a person (by reference) received, or sent with their name."""
    signed = [
        await work.vault.open(note.sender) == person
        for note in await work.of(ColleagueNote).find(ColleagueNote.named.is_(True))
    ]
    theirs = await work.of(ColleagueNote).count(ColleagueNote.whose.is_(whose_index(work, person)))
    return theirs + sum(signed)
