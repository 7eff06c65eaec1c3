"""What a person wants of notes: found by a blind index, so that the record names nobody."""

from bot.check_ins.model import NoteWishes
from bot.core.storage import Work


async def wishes_of(work: Work, person: str) -> NoteWishes:
    """A person's wishes (by reference); the usual ones if they never said any."""
    reference = work.vault.blind_index("wishes", person)
    return await work.of(NoteWishes).get(reference) or NoteWishes(reference=reference)


async def kept_wishes(work: Work, person: str) -> NoteWishes:
    """A person's wishes (by reference), added first if there are none yet, so they can be saved."""
    wishes = await wishes_of(work, person)
    await work.add(wishes)
    return wishes
