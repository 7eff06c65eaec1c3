"""Sending a note to a colleague, and what its reader does with it."""

from dataclasses import replace

from bot.check_ins import wishes_of
from bot.core.context import Context
from bot.core.conversation import Command, Press, Submission
from bot.core.errors import FormRefused, SubjectGone
from bot.core.jobs import Recipient, Urgency, cancel, schedule
from bot.core.names import JobName
from bot.core.people import Account, Person, person_with
from bot.core.routes import Reply, ask, replace_card
from bot.core.seen import ShownCard, forget_shown
from bot.core.storage import Work, new_reference
from bot.programme import current, next_allowed, post_unasked
from bot.referrals.model import KEPT_FOR, ONE_IN, ColleagueNote, LastColleagueNote
from bot.referrals.names import COLLEAGUE_NOTE
from bot.referrals.screens import CLOSED, NAMED, NOTE, SENDER, THANKS, YES

ERASE = JobName("colleague.erase")


async def open_by_words(context: Context, command: Command) -> Reply:
    """Open the form; a name that was typed is picked there once more, so that no other is meant."""
    return ask(COLLEAGUE_NOTE)


async def open_by_button(context: Context, press: Press, subject: str) -> Reply:
    """Open the form."""
    return ask(COLLEAGUE_NOTE)


async def send(context: Context, sent: Submission) -> Reply:
    """Plan the note, if it may go. Whether it may is not told: it would tell of others."""
    picked = sent.one("who")
    account = Account(sent.account.platform, sent.account.tenant, picked)
    person = await person_with(context.work, account) if picked else None
    if not picked:
        raise FormRefused({"who": "colleague.fault.nobody"})
    if person is not None and person.reference == context.actor.reference:
        raise FormRefused({"who": "colleague.fault.self"})
    if person is not None and context.actor.reference in {person.manager, *person.evaluators}:
        raise FormRefused({"who": "colleague.fault.manager"})
    if person is not None and await _may_get(context.work, person):
        await _plan(context, person, named=sent.one(NAMED) == YES)
    return ask(THANKS)


async def _may_get(work: Work, person: Person) -> bool:
    """Whether this person may be written to: of age, here, without a wish for none, not lately."""
    wishes = await wishes_of(work, person.reference)
    if not person.active or not person.adult or wishes.stopped:
        return False
    if wishes.quiet_until is not None and wishes.quiet_until > work.now:
        return False
    last = await work.of(LastColleagueNote).get(whose_mark(work, person.reference))
    return last is None or work.now - last.at >= ONE_IN


async def _plan(context: Context, person: Person, *, named: bool) -> None:
    work = context.work
    mark = whose_mark(work, person.reference)
    note = ColleagueNote(reference=new_reference(), at=context.now, whose=mark, named=named)
    await work.of(ColleagueNote).add(note)
    await work.vault.seal(note.person, person.reference)
    if named:
        await work.vault.seal(note.sender, context.actor.reference)
    last = await work.of(LastColleagueNote).get(mark)
    if last is None:
        await work.of(LastColleagueNote).add(LastColleagueNote(reference=mark, at=context.now))
    else:
        await work.of(LastColleagueNote).save(replace(last, at=context.now))
    due_at = next_allowed((await current(work)).unit(person.unit), person, context.now)
    to, key = Recipient.sealed(note.person), f"colleague-note:{note.reference}"
    # Urgent it is not: it waits while its reader rests, and rather does not come than twice.
    await post_unasked(
        context, NOTE, note.reference, to, key, due_at=due_at, urgency=Urgency.FOLLOW_UP
    )
    erase_at = due_at + KEPT_FOR
    await schedule(
        work, ERASE, f"colleague-erase:{note.reference}", erase_at, subject=note.reference
    )


def whose_mark(work: Work, person: str) -> str:
    """The mark by which the notes to a person (by reference) are found."""
    return work.vault.mark("colleague-note", person)


async def _own(context: Context, subject: str) -> ColleagueNote:
    note = await context.work.of(ColleagueNote).get(subject)
    if note is None or note.whose != whose_mark(context.work, context.actor.reference):
        raise SubjectGone
    return note


async def no_thanks(context: Context, press: Press, subject: str) -> Reply:
    """Nothing more comes of it, and whom it was to goes at once."""
    await erase(context, await _own(context, subject), shown=False)
    return replace_card(CLOSED)


async def see_sender(context: Context, press: Press, subject: str) -> Reply:
    """Open the dialog that says who it is from."""
    note = await _own(context, subject)
    if not note.named:
        raise SubjectGone
    return ask(SENDER, note.reference)


async def erase(context: Context, note: ColleagueNote, *, shown: bool = True) -> None:
    """Forget a note: whom it was to, who it was from, and (unless one is at it) where it hangs."""
    work = context.work
    await cancel(work, note.reference)
    if shown:
        for card in await work.of(ShownCard).find(ShownCard.subject.is_(note.reference)):
            await forget_shown(work, card)
    await work.vault.erase(note.reference)
    await work.of(ColleagueNote).remove(note)


async def forget(context: Context, person: str) -> None:
    """Forget the notes to a person (by reference), and that any named one is from them."""
    for note in await context.work.of(ColleagueNote).find(
        ColleagueNote.whose.is_(whose_mark(context.work, person))
    ):
        await erase(context, note)
    for note in await context.work.of(ColleagueNote).find(ColleagueNote.named.is_(True)):
        if await context.work.vault.open(note.sender) == person:
            await context.work.vault.clear(note.sender)
            await context.work.of(ColleagueNote).save(replace(note, named=False))
            await context.redraw(note.reference)


async def held(work: Work, person: str) -> int:
    """How many notes there are to a person (by reference), or from them by name."""
    signed = [
        await work.vault.open(note.sender) == person
        for note in await work.of(ColleagueNote).find(ColleagueNote.named.is_(True))
    ]
    theirs = await work.of(ColleagueNote).count(ColleagueNote.whose.is_(whose_mark(work, person)))
    return theirs + sum(signed)
