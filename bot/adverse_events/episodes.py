"""Cares: found by those they belong to, marked as notes go out, ended, forgotten."""

from dataclasses import replace
from datetime import timedelta

from bot.adverse_events.audience import audience_mark
from bot.adverse_events.empty_audience import ask_if_nobody
from bot.adverse_events.model import (
    AdverseEvent,
    Care,
    CareBegun,
    CareEnded,
    CareState,
    EraseWanted,
    Report,
)
from bot.adverse_events.names import PROGRESS, SHOW_PROGRESS
from bot.core.context import Context
from bot.core.errors import SubjectGone
from bot.core.housekeeping import EPOCH
from bot.core.jobs import Job, JobState, cancel, schedule
from bot.core.people import Person
from bot.core.retention import let_go
from bot.core.seen import Seen, ShownCard
from bot.core.storage import Work, new_reference
from bot.programme import current

PROGRESS_EVERY = timedelta(seconds=15)


async def own_care(context: Context, reference: str) -> Care:
    """The care of this reference, if it is about the person who acts; else ``SubjectGone``."""
    care = await context.work.of(Care).get(reference)
    person = await context.work.vault.open(Care.person.of(reference))
    if care is None or not person or person != context.actor.reference:
        raise SubjectGone
    if care.whose is None:
        # Forgotten, and kept back by counsel's hold: for everybody it is gone.
        raise SubjectGone
    return care


async def care_without_event(context: Context, person: Person) -> Care:
    """A new care for somebody who asks for something without any adverse event."""
    area = (await current(context.work)).area_of_unit(person.unit)
    care = Care(
        reference=new_reference(),
        area=area.key if area else "",
        begun_at=context.now,
        whose=context.work.vault.mark("whose", person.reference),
        state=CareState.ANSWERED,
    )
    await context.work.of(Care).add(care)
    await context.work.vault.seal(care.person, person.reference)
    context.tell(CareBegun(care.reference))
    return care


async def cares_of(work: Work, person: str) -> list[Care]:
    """The cares about a person (by reference) that are not forgotten, oldest first."""
    return await work.of(Care).find(
        Care.whose.is_(work.vault.mark("whose", person)), order_by=Care.begun_at
    )


async def on_the_list(work: Work, event: str | None, person: str) -> bool:
    """Whether a person (by reference) is, or was before being forgotten, on an event's list."""
    if event is None:
        return False
    mark = audience_mark(work, event, person)
    return await work.of(Care).count(Care.audience_mark.is_(mark)) > 0


async def people_on_the_list(work: Work, event: str) -> list[Person]:
    """The people on an event's list, without those who were forgotten."""
    found = []
    for care in await work.of(Care).find(Care.event.is_(event)):
        reference = await work.vault.open(care.person)
        person = await work.of(Person).get(reference) if reference else None
        if person is not None:
            found.append(person)
    return found


async def end_care(context: Context, care: Care, *, erase_now: bool = False) -> Care:
    """End a care for good, once, and tell; one that has ended may still be erased sooner."""
    if care.state is CareState.ENDED:
        if erase_now:
            context.tell(EraseWanted(care.reference))
        return care
    care = await context.work.of(Care).save(replace(care, state=CareState.ENDED))
    context.tell(CareEnded(care.reference, erase_now=erase_now))
    return care


async def forget_care(context: Context, reference: str) -> None:
    """Forget who a care is about: keys, shown cards and jobs go; twice is no fault.

    Under counsel's hold the keys stay for now, and nothing leads to what they open.

    Of a care of an adverse event the row stays, with nothing but the mark "do not write again".
    """
    care = await context.work.of(Care).get(reference)
    await cancel(context.work, reference)
    await forget_shown(context.work, reference)
    if care is not None:
        person = await context.work.vault.open(Care.person.of(reference))
        if not await let_go(context.work, reference, care.area, person):
            # Nothing leads to it any more; what it was stays, sealed, until the hold ends.
            await context.work.of(Care).save(replace(care, whose=None, state=CareState.ENDED))
            return
    await _forget_steps(context.work, reference)
    await context.work.vault.erase(reference)
    if care is None:
        return
    if care.event is None:
        await context.work.of(Care).remove(care)
    else:
        await context.work.of(Care).save(replace(care, whose=None, state=CareState.ENDED))


async def _forget_steps(work: Work, subject: str) -> None:
    """Forget what was planned, sent and pressed about a care.

    Beside the mark that stays, which planned notes there were would tell whether they answered.
    """
    for job in await work.of(Job).find(Job.subject.is_(subject)):
        if job.state is not JobState.SENDING:
            await work.of(Job).remove(job)
    for seen in await work.of(Seen).find(Seen.subject.is_(subject)):
        await work.of(Seen).save(replace(seen, screen="", subject=""))


async def forget_shown(work: Work, subject: str) -> None:
    """Forget where the cards about a subject hang; they are not redrawn any more."""
    for shown in await work.of(ShownCard).find(ShownCard.subject.is_(subject)):
        await work.vault.erase(shown.reference)
        await work.of(ShownCard).remove(shown)


async def note_reached(context: Context, care: Care) -> None:
    """Note that the first note of a care has arrived."""
    state = CareState.WRITTEN if care.state is CareState.WAITING else care.state
    await context.work.of(Care).save(replace(care, state=state, first_note_at=context.now))
    await _progress_soon(context, care)


async def note_unreachable(context: Context, care: Care) -> None:
    """Note that a care's person cannot be written to; if that leaves nobody, people are asked."""
    await context.work.of(Care).save(replace(care, state=CareState.UNREACHABLE))
    await _progress_soon(context, care)
    event = await context.work.of(AdverseEvent).get(care.event or "")
    if event is not None:
        await ask_if_nobody(context, event)


async def _progress_soon(context: Context, care: Care) -> None:
    """Redraw the progress every few seconds at most: a big audience is many notes."""
    period = (context.now - EPOCH) // PROGRESS_EVERY + 1
    await schedule(
        context.work,
        SHOW_PROGRESS,
        f"progress:{care.event}:{period}",
        EPOCH + period * PROGRESS_EVERY,
        subject=care.event or "",
    )


async def show_progress(context: Context, event: str) -> None:
    """Bring the progress cards of everyone who reported an adverse event up to date."""
    for report in await context.work.of(Report).find(Report.event.is_(event)):
        await context.redraw(report.reference, PROGRESS)
