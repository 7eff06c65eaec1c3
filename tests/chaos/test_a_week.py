"""One thing breaks at a time, for a while, in an ordinary week; the promises hold all the same."""

import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.database.databases import fresh_sqlite
from tests.chaos.faults import FAULTS, QUICK
from tests.chaos.house import HOUR, House
from tests.chaos.week import Fault, Scene, play

SEED = 20260302
WEEKS = [
    *(pytest.param(each, id=each.name) for each in QUICK),
    *(pytest.param(each, id=each.name, marks=pytest.mark.chaos) for each in FAULTS),
]
pytestmark = pytest.mark.long


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    house = House(await fresh_sqlite(tmp_path), tmp_path, SEED, 2 * HOUR)
    logging.getLogger().addHandler(house.watch)
    await house.open()
    yield house
    await house.stop()
    logging.getLogger().removeHandler(house.watch)


@pytest.mark.parametrize("fault", WEEKS)
async def test_a_week_in_which_one_thing_breaks(house: House, fault: Fault) -> None:
    complaints = await play(Scene(house), fault)
    assert not complaints, "\n".join(complaints)
