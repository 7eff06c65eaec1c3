"""What a person wants of notes: found by a mark, so that the record names nobody."""

from bot.check_ins.model import NoteWishes
from bot.core.storage import Work


async def wishes_of(work: Work, person: str) -> NoteWishes:
    """A person's wishes (by reference); the usual ones if they never said any."""
    reference = work.vault.mark("wishes", person)
    return await work.of(NoteWishes).get(reference) or NoteWishes(reference=reference)


async def change_wishes(work: Work, person: str, **changes: object) -> NoteWishes:
    """Change a person's wishes (by reference) and return them as they are now."""
    wishes = await wishes_of(work, person)
    # Added as the usual ones first, if there are none yet: then a change is a change.
    await work.of(NoteWishes).add(wishes)
    return await work.of(NoteWishes).change(wishes, **changes)
