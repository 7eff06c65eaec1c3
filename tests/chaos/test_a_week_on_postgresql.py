"""The same weeks on PostgreSQL: five processes, each with connections and leases of its own."""

import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.database.databases import fresh_postgresql
from tests.chaos.faults import FAULTS, OPEN, QUICK
from tests.chaos.house import HOUR
from tests.chaos.postgresql import TimedHouse, timed
from tests.chaos.week import Fault, Scene, play
from tests.postgres import Postgres

SEED = 20260302
WEEKS = [
    pytest.param(each, id=each.name, marks=pytest.mark.chaos) for each in (*QUICK, *FAULTS, *OPEN)
]
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


@pytest.mark.parametrize("fault", WEEKS)
async def test_a_week_on_postgresql_in_which_one_thing_breaks(
    house: TimedHouse, fault: Fault
) -> None:
    complaints = await play(Scene(house), fault)
    assert not complaints, "\n".join(complaints)
