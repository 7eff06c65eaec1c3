"""Two processes of a deployment on one PostgreSQL, whose units of work are made to overlap."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import text

from adapters.database.jobs import DatabaseJobQueue
from adapters.database.sealing import Keyring
from adapters.database.sessions import Sessions
from adapters.database.unit_of_work import DatabaseStorage
from bot.core.storage import Work, in_one_work
from tests.clock import SimulatedClock
from tests.world import START, World

KEY = b"k" * 32


_WAITING = text(
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


class Meeting:
    """Where units of work wait for one another, each with everything decided."""

    def __init__(self, looks: Sessions, expected: int) -> None:
        self._looks = looks
        self._expected = expected
        self._there = 0
        self.has_been = False

    async def wait(self) -> None:
        """Return once all are there, or one of them waits in the database for one that is."""
        self._there += 1
        while self._there < self._expected:
            # In a task of its own, for this one is inside a unit of work.
            if await asyncio.create_task(self._somebody_waits()):
                break
        self.has_been = True

    async def _somebody_waits(self) -> bool:
        async with self._looks.reading() as session:
            return bool((await session.run(_WAITING)).scalar_one())


class Overlapping:
    """A storage whose next unit of work that writes waits for another before its commit.

    Both have read and decided everything by then, and neither has seen what the other will write.
    """

    def __init__(self, storage: DatabaseStorage) -> None:
        self._storage = storage
        self.reading = storage.reading
        self.sessions = storage.sessions
        self.meets: Meeting | None = None

    @asynccontextmanager
    async def work(self) -> AsyncIterator[Work]:
        """A unit of work that may have to wait for another."""
        async with self._storage.work() as work:
            yield work
            meets, self.meets = self.meets, None
            if meets is not None:
                await meets.wait()


class TwoProcesses:
    """A hospital in one process, and the same in another."""

    def __init__(
        self, first: World, second: World, storages: Sequence[Overlapping], looks: Sessions
    ) -> None:
        self.first = first
        self.second = second
        self._storages = storages
        self._looks = looks

    async def at_once(self, *doing: Awaitable[Any]) -> list[Any]:
        """What comes of two things, one in each process, each decided before the other commits."""
        meets = Meeting(self._looks, len(doing))
        for each in self._storages:
            each.meets = meets
        results = await asyncio.gather(*doing)
        for each in self._storages:
            each.meets = None
        # Else nothing would be shown: they would have run one after the other.
        assert meets.has_been
        return results

    async def refresh(self) -> None:
        """Let the second process know of the staff and the programme, as each does regularly."""
        self.second.people.update(self.first.people)
        await in_one_work(self.second.storage, self.second.directory.refresh, reads_only=True)


@asynccontextmanager
async def two_processes(url: str) -> AsyncIterator[TwoProcesses]:
    """The sample hospital in two processes on the database at this address."""
    clock = SimulatedClock(START)
    databases = [DatabaseStorage(url, Keyring([KEY]), clock) for _ in range(3)]
    looks = databases.pop()
    storages = [Overlapping(each) for each in databases]
    first, second = (
        World(storage, DatabaseJobQueue(database), clock)
        for storage, database in zip(storages, databases, strict=True)
    )
    second.platform = first.platform
    second.add_messenger(second.home.platform, first.platform)
    # Deliveries of the two are not the same.
    second._count = 1_000_000
    await first.fill()
    both = TwoProcesses(first, second, storages, looks.sessions)
    await both.refresh()
    try:
        yield both
    finally:
        for each in (*databases, looks):
            await each.close()
