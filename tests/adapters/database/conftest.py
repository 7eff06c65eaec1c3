"""Storages on both databases, and the keys that open them."""

import secrets
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.database.sealing import Keyring
from adapters.database.unit_of_work import DatabaseStorage
from tests.adapters.database.databases import fresh_postgresql, fresh_sqlite, return_postgresql
from tests.clock import SimulatedClock
from tests.contract.storage_suite import NOON

KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


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
