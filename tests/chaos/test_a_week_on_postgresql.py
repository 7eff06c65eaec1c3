"""The same weeks on PostgreSQL: two webs and three workers, each with connections of its own.

They are five deployments in one process, with engines and leases of their own: a week has some
thousand moments at which all of them must have done what was due, and real processes would wait
seconds for each other at every one. ``tests/process`` kills real ones.
"""

import logging
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.core.jobs import schedule
from bot.core.names import CORE_POST
from bot.core.storage import Work, in_one_work
from bot.core.worker import LEASE
from tests.adapters.database.databases import fresh_postgresql
from tests.chaos.faults import FAULTS, QUICK
from tests.chaos.house import DAY, HOUR
from tests.chaos.postgresql import TimedHouse, timed
from tests.chaos.week import Fault, Scene, play
from tests.postgres import Postgres
from tests.some import some
from tests.world import START

SEED = 20260302
CUT = next(each for each in FAULTS if each.name == "connections dropped")
pytestmark = [pytest.mark.long, pytest.mark.postgres]


@pytest.fixture
async def house(postgres: Postgres, tmp_path: Path) -> AsyncIterator[TimedHouse]:
    url = await fresh_postgresql(postgres)
    house = TimedHouse(timed(postgres, url), tmp_path, SEED, 2 * HOUR)
    logging.getLogger().addHandler(house.watch)
    await house.open()
    yield house
    await house.stop()
    logging.getLogger().removeHandler(house.watch)
    postgres.drop(url)


async def play_until(scene: Scene, end: datetime, fault: Fault, at: datetime) -> list[str]:
    """Play to a moment, with a fault that mends itself; what is wrong with it."""
    house, traffic = scene.house, scene.traffic
    waiting = [fault]
    while (now := house.clock.now()) < end:
        if waiting and now >= at:
            await waiting.pop().breaks(scene)
        await traffic.act()
        await house.settle()
        if await traffic.look():
            await house.settle()
        stops = (traffic.next, at, end)
        await house.step(min(stop for stop in stops if stop > now))
    return await scene.ledger.complaints(house)


async def test_five_processes_take_their_time_from_the_server_that_a_test_moves(
    house: TimedHouse,
) -> None:
    house.clock.advance(3 * DAY)
    for process in some(house.processes):
        async with process.storage.reading() as work:
            assert work.now == house.clock.now() == START + 3 * DAY

    async def write(work: Work) -> None:
        await schedule(work, CORE_POST, "a lease", work.now)

    await in_one_work(house.webs[0].storage, write)
    queue = house.workers[0].parts.queue
    jobs = await queue.lease(house.clock.now(), 100, LEASE)
    assert {job.lease_until for job in jobs} == {house.clock.now() + LEASE}
    assert await queue.run_out(100) == []
    house.clock.advance(LEASE + timedelta(seconds=1))
    assert len(await queue.run_out(100)) == len(jobs)


async def test_a_morning_on_postgresql_in_which_every_connection_is_cut(house: TimedHouse) -> None:
    complaints = await play_until(Scene(house), START + 5 * HOUR, CUT, START + 1.9 * HOUR)
    assert not complaints, "\n".join(complaints)
    assert house.wire.in_the_middle is None, "the cut came in the middle of a message"


@pytest.mark.chaos
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("fault", [pytest.param(each, id=each.name) for each in (*QUICK, *FAULTS)])
async def test_a_week_on_postgresql_in_which_one_thing_breaks(
    house: TimedHouse, fault: Fault
) -> None:
    complaints = await play(Scene(house), fault)
    assert not complaints, "\n".join(complaints)
