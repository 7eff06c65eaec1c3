"""Finds a person's wishes about notes by a blind index, as the record names nobody."""

from dataclasses import replace

from bot.check_ins.model import NoteWishes
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
