"""Tidying is a statement and not a row at a time, ends by itself, and never in one long work."""

from datetime import timedelta

import pytest

from adapters.database.jobs import DatabaseJobQueue
from adapters.database.tables import TABLES
from adapters.database.unit_of_work import DatabaseStorage
from bot.core.housekeeping import JOBS_KEPT_FOR, SEEN_FOR, SWEEPS_KEPT_FOR, TIDY
from bot.core.jobs import Job, JobState
from bot.core.portions import AT_ONCE
from bot.core.seen import Seen
from tests.clock import SimulatedClock
from tests.contract.storage_suite import a_job
from tests.world import START, World

A_DAY = timedelta(days=1)
MANY = 2 * AT_ONCE + 100


@pytest.fixture
async def world(on_sqlite: DatabaseStorage, clock: SimulatedClock) -> World:
    clock.advance(START - clock.now())
    return await World.make(on_sqlite, DatabaseJobQueue(on_sqlite), clock)


async def fill(storage: DatabaseStorage) -> None:
    """A house that was without a worker for long: much to remove, and something of each to keep."""
    old, done = START - JOBS_KEPT_FOR - A_DAY, JobState.DONE
    jobs = [
        *(a_job(f"old:{number}", due_at=old, state=done) for number in range(MANY)),
        *(
            a_job(f"sweep:x:{number}", due_at=START - SWEEPS_KEPT_FOR - A_DAY, state=done)
            for number in range(MANY)
        ),
        a_job("waits", due_at=START + A_DAY * 365),
        a_job("new", due_at=START - A_DAY, state=JobState.SENT),
        a_job("no sweep", due_at=START - SWEEPS_KEPT_FOR - A_DAY, state=done),
        a_job("sweep:x:new", due_at=START - timedelta(hours=1), state=done),
    ]
    seen = [
        *(Seen(reference=f"old:{number}", at=START - SEEN_FOR - A_DAY) for number in range(MANY)),
        Seen(reference="new", at=START),
    ]
    async with storage.sessions.writing() as session:
        for records in (jobs, seen):
            rows = [vars(each) for each in records]
            await session.insert_many(TABLES[type(records[0])], rows)


async def test_everything_old_goes_in_portions_however_much_there_is(
    world: World, on_sqlite: DatabaseStorage
) -> None:
    await fill(on_sqlite)
    statements: list[str] = []
    on_sqlite.sessions.hears = statements.append
    await world.settle()
    on_sqlite.sessions.hears = None
    async with on_sqlite.reading() as work:
        jobs = {job.key for job in await work.of(Job).find()}
        seen = {each.reference for each in await work.of(Seen).find()}
        tidied = await work.of(Job).count(Job.kind.is_(TIDY), Job.state.is_(JobState.DONE))
    assert {key for key in jobs if key.startswith("old:")} == set()
    assert {key for key in jobs if key.startswith("sweep:x:")} == {"sweep:x:new"}
    assert {"waits", "new", "no sweep"} <= jobs
    assert seen == {"new"}
    assert tidied == 3 * MANY // AT_ONCE + 1
    # Three statements a portion, and none for each row.
    deletes = [sql for sql in statements if sql.startswith("DELETE FROM")]
    assert len(deletes) < 4 * tidied + 40


async def test_a_house_with_little_to_tidy_is_done_at_once(
    world: World, on_sqlite: DatabaseStorage
) -> None:
    await world.settle()
    async with on_sqlite.reading() as work:
        assert await work.of(Job).count(Job.kind.is_(TIDY)) == 1
