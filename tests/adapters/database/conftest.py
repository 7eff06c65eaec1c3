"""Storages on both databases, and the keys that open them."""

import asyncio
import secrets
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.database.sealing import Keyring
from adapters.database.unit_of_work import DatabaseStorage
from tests.adapters.database.databases import fresh_postgresql, fresh_sqlite, return_postgresql
from tests.clock import SimulatedClock
from tests.contract.storage_suite import NOON
from tests.patience import PATIENCE_S

KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(autouse=True)
async def no_thread_outlives_its_loop() -> AsyncIterator[None]:
    """Wait for the driver's threads: it does not, where a file could not be opened."""
    yield
    for thread in threading.enumerate():
        if "_connection_worker_thread" in thread.name:
            await asyncio.to_thread(thread.join, timeout=PATIENCE_S)


@pytest.fixture(params=KINDS)
async def url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The address of a migrated database without a row."""
    if request.param == "sqlite":
        yield await fresh_sqlite(tmp_path)
        return
    server = request.getfixturevalue("postgres")
    address = await fresh_postgresql(server)
    yield address
    await return_postgresql(server, address)


@pytest.fixture
async def sqlite_url(tmp_path: Path) -> str:
    """The address of a migrated SQLite file."""
    return await fresh_sqlite(tmp_path)


@pytest.fixture
def key() -> bytes:
    """A deployment key."""
    return secrets.token_bytes(32)


@pytest.fixture
def keyring(key: bytes) -> Keyring:
    """The keyring of that key alone."""
    return Keyring([key])


@pytest.fixture
def clock() -> SimulatedClock:
    """Programme time, at noon."""
    return SimulatedClock(NOON)


@pytest.fixture
async def storage(
    url: str, keyring: Keyring, clock: SimulatedClock
) -> AsyncIterator[DatabaseStorage]:
    """A storage on either database."""
    opened = DatabaseStorage(url, keyring, clock)
    yield opened
    await opened.close()


@pytest.fixture
async def on_sqlite(
    sqlite_url: str, keyring: Keyring, clock: SimulatedClock
) -> AsyncIterator[DatabaseStorage]:
    """A storage on SQLite."""
    opened = DatabaseStorage(sqlite_url, keyring, clock)
    yield opened
    await opened.close()
