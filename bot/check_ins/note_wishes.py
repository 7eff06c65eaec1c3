"""What a person wants of notes: found by a mark, so that the record names nobody."""

from bot.check_ins.model import NoteWishes
from bot.core.storage import Work


async def wishes_of(work: Work, person: str) -> NoteWishes:
    """A person's wishes (by reference); the usual ones if they never said any."""
    reference = work.vault.mark("wishes", person)
    return await work.of(NoteWishes).get(reference) or NoteWishes(reference=reference)


async def kept_wishes(work: Work, person: str) -> NoteWishes:
    """A person's wishes (by reference), added first if there are none yet, so they can be saved."""
    wishes = await wishes_of(work, person)
    await work.of(NoteWishes).add(wishes)
    return wishes
