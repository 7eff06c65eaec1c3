"""Who has every page of two years and copies of the database computes nothing of few people."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.storage import Work, in_one_work
from bot.programme import current
from bot.programme.model import Length
from bot.reports.counting import move_area
from bot.reports.model import Content, PublishedTable
from bot.reports.publishing import publish_due
from tests.bot.duty.rota_kit import programme_is
from tests.bot.reports.attacker import Known, attack, leaks, read
from tests.bot.reports.books import counted_in, rules_are
from tests.bot.reports.random_hospital import RandomHospital
from tests.some import some
from tests.world import World

FIRST, LAST = datetime(2026, 2, 6, tzinfo=UTC), datetime(2028, 1, 10, tzinfo=UTC)


async def pages_of(
    hospital: RandomHospital,
    *,
    k: int = 11,
    later_k: int = 11,
    shortest: Length = Length.QUARTER,
    joined: tuple[str, str] | None = None,
) -> list[Known]:
    """Two years of a hospital, published as the months close; every page there is.

    ``later_k`` counts from the middle of the first year on; then, too, one area is joined to
    another.
    """
    world = await World.make()
    async with world.storage.reading() as work:
        (area,) = (await current(work)).areas
    areas = tuple(replace(area, key=key, name=key) for key in hospital.areas)
    await programme_is(world, areas=areas)
    await rules_are(world, k, shortest)
    await counted_in(world, hospital.months(), shortest=shortest)
    now = FIRST
    while now < LAST:
        world.clock.set(now)
        if (now.year, now.month) == (2026, 8):
            await rules_are(world, later_k, shortest)
        if joined is not None and (now.year, now.month) == (2026, 8):
            await programme_is(world, areas=tuple(a for a in areas if a.key != joined[0]))
            await in_one_work(world.storage, joining(*joined))
        await in_one_work(world.storage, publish_due)
        now += timedelta(days=30)
    async with world.storage.reading() as work:
        return read(await work.of(PublishedTable).find())


def joining(old: str, new: str) -> Callable[[Work], Awaitable[None]]:
    async def do(work: Work) -> None:
        await move_area(work, old, new)

    return do


HOSPITALS: dict[str, tuple[RandomHospital, dict[str, object]]] = {
    "of 139 talks": (RandomHospital(1, ("north", "south", "west"), 5), {}),
    "large": (RandomHospital(2, ("north", "south", "west", "east"), 40), {}),
    "small, by month": (
        RandomHospital(3, ("north", "south"), 9),
        {"shortest": Length.MONTH},
    ),
    "with a lower k later": (
        RandomHospital(4, ("north", "south", "west"), 7),
        {"later_k": 5},
    ),
    "whose areas were joined": (
        RandomHospital(5, ("north", "south", "west", "east"), 20),
        {"joined": ("west", "north")},
    ),
}


@pytest.mark.parametrize("name", HOSPITALS)
async def test_no_hidden_number_has_fewer_than_k_values_under_all_pages(name: str) -> None:
    hospital, rules = HOSPITALS[name]
    pages = await pages_of(hospital, **rules)  # type: ignore[arg-type]
    found = attack(pages)
    assert found
    assert [each for each in found if each.is_leak] == []


async def test_nor_for_who_knows_that_somebody_asked_in_a_certain_month() -> None:
    hospital, _ = HOSPITALS["of 139 talks"]
    pages = await pages_of(hospital)
    for found in some(attack(pages, one_person_in="2026-05")):
        # Of the others, as much stays open as of everybody before.
        assert found.most - found.least + 1 >= found.k - 1, found


def page(name: str, period: str, **cells: int | None) -> Known:
    content = Content(cells, {}, {})
    row = PublishedTable(reference="r", period=period, name=name, k=11, content=str(content))
    return read([row])[0]


@pytest.mark.parametrize(
    ("planted", "least", "most"),
    [
        # A number hidden alone, in a table whose total is the sum of its quarters.
        (
            [
                page("requests", "2026Q1", all=20),
                page("requests", "2026Q2", all=30),
                page("results", "2026H1", talked=44, taken=None),
            ],
            6,
            6,
        ),
        # Three small months that can only be ten each.
        (
            [
                *(page("requests", f"2026-0{month}", all=None) for month in (1, 2, 3)),
                page("in_time", "2026Q1", yes=19, no=11),
            ],
            10,
            10,
        ),
        # A hidden quarter that must have had those who answered.
        (
            [
                page("requests", "2026Q1", all=15),
                page("requests", "2026Q2", all=None),
                page("helped", "2026H1", yes=12, no=12),
            ],
            9,
            10,
        ),
    ],
)
def test_a_planted_leak_is_found(planted: list[Known], least: int, most: int) -> None:
    found = {(each.least, each.most) for each in leaks(planted) if not each.is_rest}
    assert found == {(least, most)}


def test_a_time_beyond_which_nobody_can_have_waited_is_found() -> None:
    shown = page("requests", "2026Q1", all=30), page("requests", "2026Q2", all=30)
    times = replace(page("to_claim", "2026H1"), content=Content({}, {}, {"nine_tenths": "30"}))
    with pytest.raises(AssertionError, match="nfeasible"):
        # Of sixty, a time for nine in ten is never told.
        attack([*shown, times])
    found = attack([*shown, replace(times, k=1)])
    assert min(each.most - each.least for each in found) < 11
