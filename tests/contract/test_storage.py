"""The storage suite over memory, SQLite and PostgreSQL."""

import secrets
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from itertools import cycle
from pathlib import Path

import pytest

from adapters.database.jobs import DatabaseJobQueue
from adapters.database.sealing import Keyring
from adapters.database.unit_of_work import DatabaseStorage
from bot.core.jobs import Job, JobQueue, Urgency
from bot.core.storage import Storage, Work
from tests.adapters.database.databases import fresh_postgresql, fresh_sqlite, return_postgresql
from tests.clock import SimulatedClock
from tests.contract.storage_suite import NOON, QueueSuite, StorageSuite, VaultSuite
from tests.fakes import MemoryStorage
from tests.postgres import Postgres


class InTurn:
    """Storages of one database, each in turn: what several processes would be to it."""

    def __init__(self, storages: list[DatabaseStorage]) -> None:
        self.storages = storages
        self._next = cycle(storages)

    def work(self) -> AbstractAsyncContextManager[Work]:
        return next(self._next).work()

    def reading(self) -> AbstractAsyncContextManager[Work]:
        return next(self._next).reading()


class InTurnQueue:
    """Their queues, each in turn."""

    def __init__(self, queues: list[DatabaseJobQueue]) -> None:
        self._next = cycle(queues)

    async def lease(
        self,
        now: datetime,
        limit: int,
        lease_for: timedelta,
        urgencies: tuple[Urgency, ...] = (),
        platforms: tuple[str, ...] = (),
    ) -> list[Job]:
        return await next(self._next).lease(now, limit, lease_for, urgencies, platforms)

    async def run_out(self, limit: int) -> list[Job]:
        return await next(self._next).run_out(limit)

    async def leased(self, limit: int) -> list[Job]:
        return await next(self._next).leased(limit)

    async def next_due(self) -> datetime | None:
        return await next(self._next).next_due()


@pytest.fixture
def clock() -> SimulatedClock:
    """Programme time, at noon."""
    return SimulatedClock(NOON)


@pytest.fixture(
    params=[
        "memory",
        "sqlite",
        pytest.param("postgresql", marks=pytest.mark.postgres),
        pytest.param("several processes", marks=pytest.mark.postgres),
    ]
)
async def storage(
    request: pytest.FixtureRequest, tmp_path: Path, clock: SimulatedClock
) -> AsyncIterator[Storage]:
    """An empty storage of each kind."""
    if request.param == "memory":
        yield MemoryStorage(clock)
        return
    keyring = Keyring([secrets.token_bytes(32)])
    if request.param == "sqlite":
        database = DatabaseStorage(await fresh_sqlite(tmp_path), keyring, clock)
        yield database
        await database.close()
        return
    server: Postgres = request.getfixturevalue("postgres")
    url = await fresh_postgresql(server)
    number = 4 if request.param == "several processes" else 1
    databases = [DatabaseStorage(url, keyring, clock) for _ in range(number)]
    yield InTurn(databases) if number > 1 else databases[0]
    for database in databases:
        await database.close()
    await return_postgresql(server, url)


@pytest.fixture
def queue(storage: Storage) -> JobQueue:
    """The queue of the same storage."""
    if isinstance(storage, MemoryStorage):
        return storage
    if isinstance(storage, InTurn):
        return InTurnQueue([DatabaseJobQueue(each) for each in storage.storages])
    assert isinstance(storage, DatabaseStorage)
    return DatabaseJobQueue(storage)


class TestStorage(StorageSuite):
    """Units of work, records and times."""


class TestVault(VaultSuite):
    """Sealing, erasing and blind indexes."""


class TestQueue(QueueSuite):
    """The worker's side of the jobs."""
