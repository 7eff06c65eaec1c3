"""Surveys stand beside the one before, and how often supporters are asked is a distribution."""

from datetime import UTC, datetime, timedelta

from bot.core.storage import Work, in_one_work
from bot.reports import declarations as tables
from bot.reports.counting import add_up
from bot.reports.model import Months, Withheld
from bot.supporters import note_asked
from tests.bot.reports.books import counted_in, published
from tests.bot.reports.counts import how_many
from tests.bot.reports.test_reading import figure, page, values
from tests.world import World

NEXT_YEAR = datetime(2027, 1, 6, 12, tzinfo=UTC)
LATER = datetime(2028, 1, 6, 12, tzinfo=UTC)
FIRST = {"supported": 20, "not_supported": 40, "nothing": 90}
AGAIN = {"supported": 60, "not_supported": 15, "nothing": 95}
SOMEONE = "Hit hard, with support"


async def two_surveys(world: World, first: dict[str, int], again: dict[str, int]) -> None:
    months: Months = {"2026-03": {"survey": dict(first)}, "2027-11": {"survey": dict(again)}}
    await counted_in(world, months)
    await published(world, NEXT_YEAR)
    await published(world, LATER)


async def test_a_survey_stands_beside_the_one_before_however_long_ago_it_was(
    world: World,
) -> None:
    await two_surveys(world, FIRST, AGAIN)
    baseline, later = await page(world, "2026Q1"), await page(world, "2027Q4")
    assert values(baseline, "survey") == {
        SOMEONE: 20,
        "Hit hard, no support": 40,
        "Not hit hard": 90,
    }
    assert [row.text for row in figure(baseline, "survey").rows] == ["20", "40", "90"]
    assert [row.text for row in figure(later, "survey").rows] == [
        "60 (2026Q1: 20)",
        "15 (2026Q1: 40)",
        "95 (2026Q1: 90)",
    ]


async def test_small_numbers_of_a_survey_are_not_shown_beside_the_next_one_either(
    world: World,
) -> None:
    await two_surveys(world, {"supported": 3, "not_supported": 40, "nothing": 90}, AGAIN)
    assert values(await page(world, "2026Q1"), "survey")[SOMEONE] is None
    rows = {row.label: row for row in figure(await page(world, "2027Q4"), "survey").rows}
    assert rows[SOMEONE].before is None
    assert rows[SOMEONE].text == "60"


async def test_there_is_no_page_of_a_survey_for_a_period_without_one(world: World) -> None:
    await counted_in(world, {"2026-03": {"survey": dict(FIRST), "requests": {"all": 40}}})
    found = await published(world, NEXT_YEAR)
    assert [each for each in found if each.endswith(":survey")] == ["2026Q1:survey"]


async def asked(world: World, user: str, times: int) -> None:
    async def do(work: Work) -> None:
        for _ in range(times):
            await note_asked(work, world.people[user])

    await in_one_work(world.storage, do)


async def load(world: World, month: str) -> dict[str, int]:
    async with world.storage.reading() as work:
        return {cell: await how_many(work, month, tables.LOAD, cell) for cell in tables.LOAD.cells}


async def test_each_supporter_is_counted_once_by_how_often_they_were_asked(world: World) -> None:
    world.clock.set(datetime(2026, 3, 30, 16, tzinfo=UTC))
    await asked(world, "pat", 2)
    await asked(world, "quinn", 12)
    await in_one_work(world.storage, add_up)
    await in_one_work(world.storage, add_up)
    found = await load(world, "2026-03")
    assert found["up_to_3"] == 1
    assert found["ten_or_more"] == 1
    assert found["up_to_9"] == 0
    assert found["none"] > 0


async def test_only_the_last_two_weeks_of_a_period_count(world: World) -> None:
    await asked(world, "pat", 2)
    await in_one_work(world.storage, add_up)
    assert sum((await load(world, "2026-03")).values()) > 0
    world.clock.advance(timedelta(days=31))
    await in_one_work(world.storage, add_up)
    assert await load(world, "2026-04") == dict.fromkeys(tables.LOAD.cells, 0)


async def test_a_few_supporters_are_not_shown_by_how_often_they_are_asked(world: World) -> None:
    await counted_in(world, {"2026-03": {"load": {"none": 4, "up_to_3": 7, "ten_or_more": 1}}})
    found = await published(world, NEXT_YEAR)
    assert found["2026Q1:load"].withheld is Withheld.SMALL


async def test_a_year_shows_each_supporter_once_as_the_last_quarter_did(world: World) -> None:
    last = {"none": 30, "up_to_3": 20, "up_to_9": 15, "ten_or_more": 12}
    earlier = {"none": 20, "up_to_3": 40, "up_to_9": 15, "ten_or_more": 12}
    quarters = {f"2026-{month}": {"load": dict(earlier)} for month in ("03", "06", "09")}
    await counted_in(world, {**quarters, "2026-12": {"load": dict(last)}})
    await published(world, NEXT_YEAR)
    whole = figure(await page(world, "2026"), "load").whole
    assert {row.cell: row.value for row in whole} == last


async def test_two_surveys_in_a_year_are_not_added_up(world: World) -> None:
    months: Months = {"2027-03": {"survey": dict(FIRST)}, "2027-11": {"survey": dict(AGAIN)}}
    await counted_in(world, months)
    await published(world, LATER)
    found = figure(await page(world, "2027"), "survey")
    assert {row.cell: row.value for row in found.whole} == AGAIN
    assert {row.cell: row.before for row in found.whole} == FIRST
