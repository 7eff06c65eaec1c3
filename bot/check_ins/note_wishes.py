"""Finds a person's wishes about notes by a blind index, as the record names nobody."""

from dataclasses import replace
from datetime import datetime

from bot.check_ins.model import NotesStopped, NoteWishes
from bot.core.context import Context
from bot.core.storage import Work


async def wishes_of(work: Work, person: str) -> NoteWishes:
    """Return a person's wishes (by reference), or the default ones."""
    reference = work.vault.blind_index("wishes", person)
    return await work.of(NoteWishes).get(reference) or NoteWishes(reference=reference)


async def kept_wishes(work: Work, person: str) -> NoteWishes:
    """Return a person's wishes (by reference) as a stored record, added if it was missing.

    The revision of a new one is above that of any earlier one, which was removed because it
    stopped nothing any more: the erasure ledger keeps whichever has the higher revision.
    """
    wishes = await wishes_of(work, person)
    new = replace(wishes, revision=int(work.now.timestamp()))
    return new if await work.add(new) else wishes


async def stop_notes(context: Context, person: str) -> None:
    """Keep that a person (by reference) wants no notes until they let them come again."""
    wishes = await kept_wishes(context.work, person)
    await context.work.save(replace(wishes, stopped=True))
    await tell_if_stopped(context, person)


async def put_off_notes(context: Context, person: str, until: datetime) -> None:
    """Keep that a person (by reference) wants no notes before a moment; a stop for good stays."""
    wishes = await kept_wishes(context.work, person)
    await context.work.save(replace(wishes, quiet_until=until))
    await tell_if_stopped(context, person)


async def tell_if_stopped(context: Context, person: str) -> None:
    """Tell the features above if a person (by reference) wants no notes now."""
    stopped = await stop_of(context.work, person)
    if stopped is not None:
        context.tell(stopped)


async def stop_of(work: Work, person: str) -> NotesStopped | None:
    """That a person (by reference) wants no notes now; ``None`` if notes may come."""
    wishes = await wishes_of(work, person)
    put_off = wishes.quiet_until is not None and wishes.quiet_until > work.now
    return NotesStopped(person, for_good=wishes.stopped) if wishes.stopped or put_off else None
