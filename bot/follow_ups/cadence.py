"""A cadence begins, is answered, is put off, and ends."""

from dataclasses import replace

from bot.adverse_events import end_care
from bot.adverse_events.model import AdverseEvent, Care, CareState, trigger_of
from bot.core.context import Context
from bot.core.jobs import Urgency, cancel, schedule
from bot.core.names import JobName
from bot.core.retention import hold_on
from bot.core.storage import Work
from bot.follow_ups.model import (
    Cadence,
    CadenceEnded,
    Stage,
    due_at,
    is_last,
    planned,
    variant_for,
)
from bot.follow_ups.names import FOLLOW_UP_NOTE
from bot.programme import current

MILESTONE_NOTE = JobName("follow_up.milestone_note")


async def cadence_of(work: Work, care: str) -> Cadence | None:
    """The cadence of a care, or ``None`` before its first note and after its erasure."""
    return await work.of(Cadence).get(care)


async def begin(context: Context, care: Care) -> None:
    """Plan the one note for who does not answer; an older cadence of the person ends."""
    if care.event is None or care.state is CareState.ENDED:
        return
    others = await _others_of(context.work, care)
    taken = {cadence.variant for _, cadence in others}
    event = await context.work.of(AdverseEvent).get(care.event)
    cadence = Cadence(
        reference=care.reference,
        begun_at=context.now,
        variant=variant_for(care.reference, taken),
        stages=await _kept(context.work, event) if event else (),
    )
    if not await context.work.of(Cadence).add(cadence):
        return
    for other, _ in others:
        await end_care(context, other)
    await _plan(context.work, cadence)


async def _kept(work: Work, event: AdverseEvent) -> tuple[str, ...]:
    programme = await current(work)
    return programme.notes_kept(event.area, trigger_of(programme, event))


async def _others_of(work: Work, care: Care) -> list[tuple[Care, Cadence]]:
    """The other cares of the same person that have a cadence, ended ones too."""
    if care.whose is None:
        return []
    found = []
    for other in await work.of(Care).find(Care.whose.is_(care.whose)):
        cadence = await cadence_of(work, other.reference)
        if cadence is not None and other.reference != care.reference:
            found.append((other, cadence))
    return found


async def _plan(work: Work, cadence: Cadence) -> None:
    """Write a job for every stage; those written before stay as they are."""
    for stage in planned(cadence):
        await schedule(
            work,
            FOLLOW_UP_NOTE,
            f"follow-up:{cadence.reference}:{stage}",
            due_at(cadence, stage),
            subject=cadence.reference,
            detail=stage,
            urgency=Urgency.FOLLOW_UP,
        )


async def answer(context: Context, care: str, *, later: bool = False) -> None:
    """Plan the full cadence, once; a press puts the next note a day off at least.

    A press may be quicker than the worker that notes the first note's arrival.
    """
    found = await context.work.of(Care).get(care)
    if found is not None:
        await begin(context, found)
    cadence = await cadence_of(context.work, care)
    if cadence is None or cadence.ended:
        return
    cadence = await context.work.of(Cadence).save(
        replace(
            cadence,
            answered=True,
            later=cadence.later or later,
            pressed_at=context.now,
            ignored=0,
        )
    )
    await _plan(context.work, cadence)


async def note_press(context: Context, care: str) -> None:
    """Note that a later note was not ignored."""
    cadence = await cadence_of(context.work, care)
    if cadence is not None and not cadence.ended:
        await context.work.of(Cadence).save(replace(cadence, pressed_at=context.now, ignored=0))


async def finish(context: Context, cadence: Cadence, stage: Stage) -> None:
    """End the care if ``stage`` was the last; who did not answer is erased at once."""
    care = await context.work.of(Care).get(cadence.reference)
    if care is not None and is_last(cadence, stage):
        await end_care(context, care, erase_now=not cadence.answered)


async def close(context: Context, care: str) -> None:
    """Cancel what is planned for a care, once."""
    await cancel(context.work, care, FOLLOW_UP_NOTE, MILESTONE_NOTE)
    cadence = await cadence_of(context.work, care)
    if cadence is not None and not cadence.ended:
        await context.work.of(Cadence).save(replace(cadence, ended=True))
        context.tell(CadenceEnded(care, cadence.answered))


async def forget(context: Context, care: str) -> None:
    """Remove the row of a care's cadence, when the care is erased; counsel's hold keeps it."""
    await close(context, care)
    found = await context.work.of(Care).get(care)
    if found is not None and await hold_on(context.work, found.area) is not None:
        return
    cadence = await cadence_of(context.work, care)
    if cadence is not None:
        await context.work.of(Cadence).remove(cadence)
