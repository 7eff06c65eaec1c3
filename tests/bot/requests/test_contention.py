"""Fifty who take one request at once, on every storage."""

import secrets
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.database.jobs import DatabaseJobQueue
from adapters.database.sealing import Keyring
from adapters.database.unit_of_work import DatabaseStorage
from tests.adapters.database.databases import fresh_postgresql, fresh_sqlite, return_postgresql
from tests.bot.requests.contention import nobody_else_wins
from tests.clock import SimulatedClock
from tests.postgres import Postgres
from tests.world import START, World


@pytest.fixture(params=["memory", "sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
async def world(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[World]:
    """The sample hospital on each kind of storage."""
    if request.param == "memory":
        yield await World.make()
        return
    server: Postgres | None = None
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres")
        url = await fresh_postgresql(server)
    else:
        url = await fresh_sqlite(tmp_path)
    clock = SimulatedClock(START)
    database = DatabaseStorage(url, Keyring([secrets.token_bytes(32)]), clock)
    yield await World.make(database, DatabaseJobQueue(database), clock)
    await database.close()
    if server is not None:
        await return_postgresql(server, url)


async def test_of_fifty_at_once_exactly_one_wins(world: World) -> None:
    await nobody_else_wins(world, 50)
