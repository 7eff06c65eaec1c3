"""A press looks each thing up once and writes each record once, in one transaction."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from adapters.database.jobs import DatabaseJobQueue
from adapters.database.tables import KEPT
from adapters.database.unit_of_work import DatabaseStorage
from bot.core.conversation import Ask
from tests.clock import SimulatedClock
from tests.world import START, World


@pytest.fixture
async def world(on_sqlite: DatabaseStorage, clock: SimulatedClock) -> World:
    clock.advance(START - clock.now())
    return await World.make(on_sqlite, DatabaseJobQueue(on_sqlite), clock)


@contextmanager
def heard(storage: DatabaseStorage) -> Iterator[list[str]]:
    """The statements that reach the database, in order."""
    statements: list[str] = []
    storage.sessions.hears = lambda sql: statements.append(" ".join(sql.split()))
    yield statements
    storage.sessions.hears = None


def reads_of(table: str, statements: list[str]) -> int:
    return sum(each.startswith("SELECT") and f" FROM {table} " in f"{each} " for each in statements)


def transactions(statements: list[str]) -> int:
    return sum(each.startswith("BEGIN") for each in statements)


async def test_a_press_is_one_transaction(world: World, on_sqlite: DatabaseStorage) -> None:
    async with on_sqlite.reading() as work:
        for kind in KEPT:  # which a process that runs has long read
            await work.of(kind).find()
    with heard(on_sqlite) as statements:
        await world.press("sam", "check_in.peer")
    assert transactions(statements) == 1
    assert reads_of("stamps", statements) == 1
    assert reads_of("platform_account", statements) == 1
    # The person who pressed, and nobody else: people who could take it are found by one search.
    assert len(re.findall(r"FROM person WHERE person.reference = ", " ".join(statements))) == 1


async def test_taking_a_request_writes_its_row_once(
    world: World, on_sqlite: DatabaseStorage
) -> None:
    await world.press("sam", "check_in.peer")
    await world.settle()
    form = await world.press_in("pat", "request.claim", at="#peers")
    assert isinstance(form, Ask)
    with heard(on_sqlite) as statements:
        await world.submit("pat", form)
    assert transactions(statements) == 1
    assert reads_of("stamps", statements) == 1
    assert sum(each.startswith("UPDATE support_request ") for each in statements) == 1
