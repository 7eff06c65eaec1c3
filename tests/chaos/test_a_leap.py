"""Ten seconds of a wrong clock end nothing that somebody waits for."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.adverse_events.model import SourceReport
from bot.core.conversation import Ask
from bot.programme.model import Harm, Kind
from tests.adapters.database.databases import fresh_sqlite
from tests.chaos.house import DAY, HOUR, MINUTE, House
from tests.world import START

REPORTED, TALKS, RESTS = "ada", "ben", "cleo"


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    house = House(await fresh_sqlite(tmp_path), tmp_path, 1, 12 * HOUR)
    await house.open()
    yield house
    await house.stop()


async def lives(house: House, until: datetime) -> None:
    """Let time pass."""
    while house.now < until:
        await house.step(until)
        await house.settle()


def came(house: House, where: str) -> list[str]:
    """The screens that came somewhere."""
    return [each.card.screen for each in house.wire.arrived if each.where == where]


async def test_ten_seconds_of_a_wrong_clock_end_nothing_that_somebody_waits_for(
    house: House,
) -> None:
    at, emails = house.now - 20 * MINUTE, (f"{REPORTED}@example.org",)
    told = SourceReport("incidents", "one", Kind.UNEXPECTED_DEATH, Harm.DEATH, "icu", at, emails)
    await house.processes[0].parts.intake.take(told)
    await lives(house, START + 33 * HOUR)
    world = house.processes[0].world
    await world.press(TALKS, "check_in.peer")
    form = await world.command(RESTS, "/support break")
    assert isinstance(form, Ask)
    await world.submit(RESTS, form, minutes="15")
    house.acted_at = house.now
    await house.settle()
    before = len(house.wire.arrived)

    house.move_clock(100 * DAY)
    for _ in range(3):
        await house.settle()
        house.clock.advance(timedelta(seconds=5))
    assert len(house.wire.arrived) == before
    house.move_clock(-100 * DAY)

    await lives(house, house.now + 15 * MINUTE)
    assert "time_out.cover_card" in came(house, "lena")
    assert "request.needs_someone" in came(house, "oda")
    house.acted_at = START
    await lives(house, START + 3 * DAY + 2 * HOUR)
    assert "follow_up.silence" in came(house, REPORTED)
