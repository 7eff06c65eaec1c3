"""The processes of a deployment: each announces itself, so that others know what runs where."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.records import Field, Record, stored
from bot.core.storage import Work

ANNOUNCED_EVERY = timedelta(seconds=15)
ALIVE_FOR = timedelta(minutes=1)
"""A process that was not seen for this long does not run, or cannot reach the database."""
KEPT_FOR = timedelta(minutes=10)
"""How long the row of a process that ended without a word is kept."""


class ProcessKind(StrEnum):
    """What a process does."""

    WEB = "web"
    WORKER = "worker"
    LISTENER = "listener"


class Process(Record):
    """One running process; it removes its row when it ends in order."""

    kind: Field[ProcessKind]
    started_at: Field[datetime]
    seen_at: Field[datetime]
    """When it announced itself last, by the database's clock on PostgreSQL."""
    version: Field[str] = stored(default="")
    platforms: Field[tuple[str, ...]] = stored(default=())
    """The platforms it has opened, by name."""
    key_id: Field[str] = stored(default="")
    """The id of the deployment key it seals with."""
    works: Field[bool] = stored(default=False)
    """Whether it carries out all jobs: a worker, or ``web`` on SQLite."""
    clock_offset: Field[int] = stored(default=0)
    """How many milliseconds its host's clock is ahead of the database's."""


@dataclass(frozen=True)
class Announcement:
    """What a process says of itself."""

    kind: ProcessKind
    version: str
    platforms: tuple[str, ...]
    key_id: str
    works: bool = False


async def alive(work: Work) -> list[Process]:
    """Return the processes that announced themselves within the last minute."""
    return await work.of(Process).find(Process.seen_at.at_least(work.now - ALIVE_FOR))
