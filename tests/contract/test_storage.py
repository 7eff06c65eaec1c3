"""The storage suite over memory, SQLite and PostgreSQL."""

import secrets
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.clock import SimulatedClock
from adapters.database.jobs import DatabaseJobQueue
from adapters.database.sealing import Keyring
from adapters.database.unit_of_work import DatabaseStorage
from bot.jobs import JobQueue
from bot.storage import Storage
from tests.adapters.database.databases import fresh_postgresql, fresh_sqlite, return_postgresql
from tests.contract.storage_suite import NOON, QueueSuite, StorageSuite, VaultSuite
from tests.fakes import MemoryStorage
from tests.postgres import Postgres


@pytest.fixture
def clock() -> SimulatedClock:
    """Programme time, at noon."""
    return SimulatedClock(NOON)


@pytest.fixture(params=["memory", "sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
async def storage(
    request: pytest.FixtureRequest, tmp_path: Path, clock: SimulatedClock
) -> AsyncIterator[Storage]:
    """An empty storage of each kind."""
    if request.param == "memory":
        yield MemoryStorage(clock)
        return
    server: Postgres | None = None
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres")
        url = await fresh_postgresql(server)
    else:
        url = await fresh_sqlite(tmp_path)
    database = DatabaseStorage(url, Keyring([secrets.token_bytes(32)]), clock)
    yield database
    await database.close()
    if server is not None:
        await return_postgresql(server, url)


@pytest.fixture
def queue(storage: Storage) -> JobQueue:
    """The queue of the same storage."""
    if isinstance(storage, MemoryStorage):
        return storage
    assert isinstance(storage, DatabaseStorage)
    return DatabaseJobQueue(storage)


class TestStorage(StorageSuite):
    """Units of work, records and times."""


class TestVault(VaultSuite):
    """Sealing, erasing and marks."""


class TestQueue(QueueSuite):
    """The worker's side of the jobs."""
