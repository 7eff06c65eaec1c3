"""What was seen to work: a message of ours that was delivered to a channel.

Jobs that ended are removed after a while, so that a message arrived is kept apart from its job.
"""

from datetime import datetime

from bot.core.records import Field, Record
from bot.core.storage import Work


class SeenToWork(Record):
    """Something that was seen to work; its reference is a blind index of what it is and where."""

    at: Field[datetime]
    """When it was seen first."""


async def is_seen(work: Work, index: str) -> bool:
    """Whether this was seen to work."""
    return await work.of(SeenToWork).get(index) is not None


async def note_seen(work: Work, index: str) -> None:
    """Note that this was seen to work, unless it was before."""
    if not await is_seen(work, index):
        await work.add(SeenToWork(reference=index, at=work.now))
