"""Tables are published once, of closed periods, and then only the page has their numbers."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.storage import Work, in_one_work
from bot.programme import current
from bot.programme.model import Length
from bot.reports.counting import CURRENT, add_up
from bot.reports.model import (
    Content,
    CountingState,
    Gap,
    Months,
    PublishedTable,
    Tally,
    Withheld,
)
from bot.reports.periods import Period
from bot.reports.publishing import publish_due
from bot.reports.report import report_of
from tests.bot.duty.rota_kit import programme_is
from tests.bot.reports.books import counted_in, published, rules_are
from tests.some import some
from tests.world import World

APRIL_1, APRIL_4 = datetime(2026, 4, 1, 12, tzinfo=UTC), datetime(2026, 4, 4, 12, tzinfo=UTC)
COVERED = "2026-03:coverage"
NEXT_YEAR = datetime(2027, 1, 6, 12, tzinfo=UTC)


def months(*numbers: int, table: str = "requests", cell: str = "all") -> Months:
    """So many in each month of 2026 from January on."""
    return {f"2026-{month:02}": {table: {cell: number}} for month, number in enumerate(numbers, 1)}


async def areas_are(world: World, *keys: str) -> None:
    async with world.storage.reading() as work:
        (area,) = (await current(work)).areas
    await programme_is(world, areas=tuple(replace(area, key=key, name=key.title()) for key in keys))


async def tallies(world: World) -> list[Months | None]:
    async with world.storage.reading() as work:
        return [await work.vault.open(each.counts) for each in await work.of(Tally).find()]


def cells(found: Mapping[str, Content], *references: str) -> list[Mapping[str, int | None]]:
    return [found[reference].cells for reference in some(references)]


async def test_a_period_is_published_days_after_its_end_and_not_while_it_is_open(
    world: World,
) -> None:
    await counted_in(world, months(5, 5, 5))
    assert not [each for each in await published(world, APRIL_1) if each.startswith("2026Q1")]
    found = await published(world, APRIL_4)
    assert cells(found, "2026Q1:requests") == [{"all": 15}]
    # Nobody is told of a month, which the schedule of the year does not have.
    assert "2026-01:requests" not in found
    assert "2026-03:events" in found


async def test_what_was_published_is_nowhere_else_any_more(world: World) -> None:
    await counted_in(world, months(5, 5, 5, 2))
    await published(world, APRIL_4)
    (left,) = await tallies(world)
    assert left is not None
    assert {month: each.get("requests") for month, each in left.items()} == {
        "2026-01": None,
        "2026-02": None,
        "2026-03": None,
        "2026-04": {"all": 2},
    }


async def test_with_the_last_table_of_a_year_its_tally_and_key_are_erased(world: World) -> None:
    await counted_in(world, months(5, 5, 5))
    found = await published(world, NEXT_YEAR)
    assert "2026:requests_by_area" in found
    assert await tallies(world) == []


async def test_publishing_again_changes_nothing_whatever_k_is_by_then(world: World) -> None:
    await counted_in(world, months(3, 3, 2))
    first = await published(world, APRIL_4)
    assert cells(first, "2026Q1:requests") == [{"all": None}]
    await rules_are(world, 5)
    await counted_in(world, months(3, 3, 2))
    assert await published(world) == first


async def test_a_lower_k_holds_for_later_periods_alone(world: World) -> None:
    await counted_in(world, months(3, 3, 2, 3, 3, 2))
    await published(world, APRIL_4)
    await rules_are(world, 5)
    found = await published(world, datetime(2026, 7, 4, 12, tzinfo=UTC))
    assert cells(found, "2026Q1:requests", "2026Q2:requests") == [{"all": None}, {"all": 8}]


async def test_another_schedule_begins_with_the_next_year(world: World) -> None:
    await in_one_work(world.storage, add_up)
    await rules_are(world, 11, Length.MONTH)
    await in_one_work(world.storage, add_up)
    world.clock.set(NEXT_YEAR)
    await in_one_work(world.storage, add_up)
    async with world.storage.reading() as work:
        found = {tally.reference: tally.shortest for tally in await work.of(Tally).find()}
    assert found == {"2026": Length.QUARTER, "2027": Length.MONTH}


async def test_areas_are_published_for_longer_than_their_total(world: World) -> None:
    await areas_are(world, "north", "south")
    by_area = {"requests": {"all": 11}, "requests_by_area": {"north": 6, "south": 5}}
    await counted_in(world, {f"2026-{month:02}": by_area for month in range(1, 13)})
    found = await published(world, NEXT_YEAR)
    assert "2026Q1:requests_by_area" not in found
    assert cells(found, "2026:requests_by_area") == [{"north": 72, "south": 60}]
    assert found["2026:requests_by_area"].names == {"north": "North", "south": "South"}


async def test_an_area_that_left_the_playbook_keeps_its_place_in_the_table(world: World) -> None:
    counts: Months = {f"2026-{month:02}": {"requests": {"all": 20}} for month in (5, 8, 11)}
    by_area = {"requests": {"all": 20}, "requests_by_area": {"gone": 30, "main": 50}}
    await counted_in(world, {"2026-02": by_area, **counts})
    found = await published(world, NEXT_YEAR)
    assert cells(found, "2026:requests_by_area") == [{"main": 50, "gone": 30}]


async def test_work_done_is_published_by_month_however_little_it_is(world: World) -> None:
    await counted_in(world, months(0, 1, table="events"))
    found = await published(world, APRIL_4)
    assert cells(found, "2026-01:events", "2026-02:events", "2026-03:events") == [
        {"all": 0},
        {"all": 1},
        {"all": 0},
    ]


async def test_nothing_is_published_of_a_time_before_counting_began(world: World) -> None:
    began = datetime(2026, 3, 20, tzinfo=UTC)
    await counted_in(world, months(0, 0, 3, table="events"), began=began)
    found = await published(world, APRIL_4)
    assert "2026-02:events" not in found
    assert cells(found, "2026-03:events") == [{"all": 3}]


async def test_what_the_program_before_had_counted_is_published_of_that_time_too(
    world: World,
) -> None:
    began = datetime(2026, 3, 20, tzinfo=UTC)
    counts = months(20, table="helped", cell="yes")
    counts["2026-01"]["helped"]["no"] = 12
    counts["2026-01"]["requests"] = {"all": 40}
    await counted_in(world, counts, began=began)
    found = await published(world, datetime(2026, 7, 5, tzinfo=UTC))
    assert cells(found, "2026H1:helped") == [{"yes": 20, "no": 12}]


async def test_a_period_that_ended_while_the_service_was_away_is_not_shown(world: World) -> None:
    gap = Gap(datetime(2026, 3, 30, tzinfo=UTC), APRIL_4 - timedelta(days=1))
    await counted_in(world, months(5, 5, 5, 20), gaps=(gap,))
    found = await published(world, datetime(2026, 7, 4, 12, tzinfo=UTC))
    assert found["2026Q1:requests"].withheld is Withheld.GAP
    assert cells(found, "2026Q2:requests") == [{"all": 20}]


async def test_a_restored_copy_counts_nothing_twice_and_shows_no_second_page(world: World) -> None:
    """The copy was made in March, restored in May, after the page of the quarter had gone out."""
    await counted_in(world, months(5, 5, 5))
    world.clock.set(datetime(2026, 3, 20, tzinfo=UTC))
    await in_one_work(world.storage, add_up)
    world.clock.set(datetime(2026, 5, 4, tzinfo=UTC))
    await in_one_work(world.storage, add_up)
    await in_one_work(world.storage, add_up)
    found = await published(world)
    assert found["2026Q1:requests"].withheld is Withheld.GAP
    assert not found["2026Q1:requests"].cells


async def test_a_copy_whose_counts_were_erased_since_shows_nothing_of_them(world: World) -> None:
    await counted_in(world, months(5, 5, 5))

    async def as_the_ledger_does(work: Work) -> None:
        await work.vault.erase("2026")

    await in_one_work(world.storage, as_the_ledger_does)
    found = await published(world, NEXT_YEAR)
    assert {each.withheld for each in found.values()} == {Withheld.GAP}


async def test_it_is_published_by_itself(world: World) -> None:
    await counted_in(world, months(0, 0, 4, table="events"))
    for _ in range(35):
        await world.pass_time(timedelta(days=1))
    assert cells(await published(world), "2026-03:events") == [{"all": 4}]


async def test_publishing_tells_which_periods_are_new(world: World) -> None:
    await counted_in(world, months(5, 5, 5))
    world.clock.set(APRIL_4)
    new = await in_one_work(world.storage, publish_due)
    assert [str(each) for each in new] == ["2026-01", "2026-02", "2026-03", "2026Q1"]
    assert await in_one_work(world.storage, publish_due) == []


# ---- a later program declares more ----


async def declared_later(world: World, *names: str) -> None:
    """The program before this one did not know these tables."""

    async def write(work: Work) -> None:
        state = await work.of(CountingState).get(CURRENT)
        assert state is not None
        known = tuple(each for each in state.tables if each.table not in names)
        await work.save(replace(state, tables=known, added_at=work.now))

    await in_one_work(world.storage, write)


@pytest.mark.parametrize("first", [add_up, publish_due])
async def test_a_table_that_is_declared_later_is_no_nought_for_the_months_before(
    world: World, first: Callable[[Work], Awaitable[object]]
) -> None:
    await counted_in(world, months(0, 0, 3, table="events"))
    world.clock.set(APRIL_4)
    await declared_later(world, "sessions")
    await in_one_work(world.storage, first)
    await in_one_work(world.storage, add_up)
    found = await published(world)
    assert cells(found, "2026-03:events") == [{"all": 3}]
    assert [each for each in found if each.endswith(":sessions")] == []
    found = await published(world, datetime(2026, 5, 4, 12, tzinfo=UTC))
    assert [each for each in found if each.endswith(":sessions")] == ["2026-04:sessions"]


async def test_a_table_that_a_program_in_between_did_not_know_begins_anew(world: World) -> None:
    await in_one_work(world.storage, add_up)
    await declared_later(world, "sessions")
    world.clock.advance(timedelta(hours=1))
    await in_one_work(world.storage, add_up)
    async with world.storage.reading() as work:
        state = await work.of(CountingState).get(CURRENT)
    assert state is not None
    assert state.since("sessions") == world.clock.now()
    assert state.since("events") == world.clock.now() - timedelta(hours=1)


async def test_a_page_of_before_a_cell_was_declared_is_still_read(world: World) -> None:
    await counted_in(world, {"2026-03": {"coverage": {"staffed": 6, "unstaffed": 1}}})
    await published(world, APRIL_4)

    async def without_it(work: Work) -> None:
        (row,) = await work.of(PublishedTable).find(PublishedTable.reference.is_(COVERED))
        content = replace(Content.parse(row.content), cells={"staffed": 6})
        await work.save(replace(row, content=str(content)))

    await in_one_work(world.storage, without_it)
    async with world.storage.reading() as work:
        words = world.wording.words("en", "UTC")
        report = await report_of(work, words, Period.parse("2026-03"))
    rows = [row for part in report.parts for each in part.figures for row in each.rows]
    shown = {row.cell: row.value for row in rows if row.cell in {"staffed", "unstaffed"}}
    assert shown == {"staffed": 6, "unstaffed": 0}
