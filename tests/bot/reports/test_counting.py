"""Counts are written when something closes, only in declared cells, and name nobody."""

from collections.abc import Awaitable, Callable
from dataclasses import fields
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.context import Context
from bot.core.storage import Work, in_one_work, new_reference
from bot.reports import declarations as tables
from bot.reports.counting import Count, add_up, count, move_area
from bot.reports.declarations import ALL, bucket
from bot.reports.model import Counted, Counter, CountingState, PendingCount, Tally
from bot.reports.table import By, Table
from tests.bot.follow_ups.story import DAY, HOUR, first_note
from tests.bot.reports.counts import how_many
from tests.some import some
from tests.world import World, lines

MARCH = "2026-03"


async def counted(world: World, table: Table, cell: str = "all", month: str = MARCH) -> int:
    async with world.storage.reading() as work:
        return await how_many(work, month, table, cell)


async def waiting(world: World) -> list[PendingCount]:
    async with world.storage.reading() as work:
        return await work.of(PendingCount).find()


def counting(world: World, *counts: Count) -> Callable[[Work], Awaitable[None]]:
    async def do(work: Work) -> None:
        await count(Context(work, world.wording.words("en", "UTC"), lines()), *counts)

    return do


async def test_first_messages_and_how_they_ended_are_counted(world: World) -> None:
    await first_note(world, "sam", "theo")
    await world.press_in("sam", "check_in.more")
    assert await counted(world, tables.EVENTS) == 1
    assert await counted(world, tables.EVENTS_BY_AREA, "main") == 1
    assert await counted(world, tables.EVENTS_BY_KIND, "near_miss") == 1
    assert await counted(world, tables.MESSAGES_SENT, "in_time") == 2
    await world.press("theo", "privacy.forget")
    assert await counted(world, tables.CADENCES, "answered") == 0
    await world.pass_time(31 * DAY)
    assert await counted(world, tables.CADENCES, "answered", "2026-04") == 1


async def test_talks_are_counted_with_how_long_they_waited(world: World) -> None:
    await world.command("pat", "/support duty on")
    await world.press("sam", "check_in.peer")
    await world.settle()
    await world.pass_time(timedelta(minutes=12))
    await world.submit("pat", await world.press_in("pat", "request.claim", at="#peers"))
    await world.settle()
    await world.pass_time(timedelta(minutes=20))
    await world.press_in("pat", "request.reached")
    await world.press_in("pat", "request.done")
    assert await counted(world, tables.REQUESTS) == 1
    assert await counted(world, tables.RESULTS, "talked") == 1
    assert await counted(world, tables.TO_CLAIM, "15") == 1
    assert await counted(world, tables.TO_CONTACT, "45") == 1
    assert await counted(world, tables.IN_TIME, "yes") == 1
    assert await counted(world, tables.REQUESTS_BY_AREA, "main") == 1
    assert await counted(world, tables.REQUESTS_BY_KIND, "peer") == 1


async def test_one_that_comes_after_its_person_was_told_that_nobody_had_is_late(
    world: World,
) -> None:
    await world.press("sam", "check_in.peer")
    await world.settle()
    await world.pass_time(timedelta(hours=2))
    await world.submit("pat", await world.press_in("pat", "request.claim", at="#peers"))
    await world.settle()
    await world.press_in("pat", "request.reached")
    await world.press_in("pat", "request.done")
    assert await counted(world, tables.IN_TIME, "no") == 1
    assert await counted(world, tables.IN_TIME, "yes") == 0


async def test_why_a_request_became_no_talk_is_counted(world: World) -> None:
    await world.press("sam", "check_in.peer")
    await world.settle()
    await world.press("sam", "privacy.forget")
    assert await counted(world, tables.RESULTS, "withdrawn") == 1
    await world.press("theo", "check_in.peer")
    await world.settle()
    await world.submit("pat", await world.press_in("pat", "request.claim", at="#peers"))
    await world.settle()
    await world.press("theo", "privacy.forget")
    assert await counted(world, tables.RESULTS, "taken") == 1
    await world.press("rosa", "check_in.peer")
    await world.pass_time(14 * DAY)
    assert await counted(world, tables.RESULTS, "nobody") == 1


async def test_breaks_are_counted(world: World) -> None:
    await world.submit("sam", await world.command("sam", "/support break 10"), minutes="10")
    await world.settle()
    await world.press_in("sam", "time_out.cancel")
    assert await counted(world, tables.BREAKS) == 1
    assert await counted(world, tables.BREAK_RESULTS, "not_covered") == 1
    assert await counted(world, tables.BREAK_ORIGINS, "asked") == 1


@pytest.mark.branch("7.7")
async def test_counts_survive_forget_and_name_nobody(world: World) -> None:
    await first_note(world, "sam")
    await world.press("sam", "check_in.peer")
    await world.press("sam", "privacy.forget")
    assert await counted(world, tables.MESSAGES_SENT, "in_time") == 1
    assert await counted(world, tables.RESULTS, "withdrawn") == 1
    assert {f.name for f in fields(PendingCount)} == {
        "reference",
        "revision",
        "month",
        "what",
        "area",
        "kind",
    }
    stored = "\n".join(repr(row) for row in await waiting(world))
    assert world.people["sam"] not in stored


async def test_a_row_that_waits_tells_neither_table_nor_cell_and_no_two_things_at_once(
    world: World,
) -> None:
    await world.press("sam", "check_in.peer")
    await world.settle()
    await world.press("sam", "privacy.forget")
    rows = await waiting(world)
    assert len(rows) > 4
    stored = "\n".join(repr(row) for row in rows)
    assert not [each for each in ALL if each.name in stored]
    assert not [row for row in rows if row.area and row.kind]
    # The one that says the area says no more than that something was counted there.
    assert [row.area for row in rows if row.area] == ["main"]


def test_nothing_is_counted_in_a_cell_that_no_table_declares() -> None:
    with pytest.raises(ValueError, match="declares no cell"):
        Count(tables.REASONS, "main")
    for table in some(ALL):
        assert table.by is not By.CELLS or table.cells
        assert len(set(table.cells)) == len(table.cells)


async def test_what_waits_is_added_up_sealed_and_none_is_lost_or_counted_twice(
    world: World,
) -> None:
    five = [Count(tables.REASONS, "life")] * 5
    for total in (5, 10):
        await in_one_work(world.storage, counting(world, *five))
        await in_one_work(world.storage, add_up)
        await in_one_work(world.storage, add_up)
        assert await counted(world, tables.REASONS, "life") == total
        assert await waiting(world) == []


async def test_the_sweep_adds_up_within_the_hour(world: World) -> None:
    await first_note(world, "sam", "theo")
    await world.pass_time(2 * HOUR)
    await world.settle()
    assert await waiting(world) == []
    assert await counted(world, tables.MESSAGES_SENT, "in_time") == 2


async def test_every_hour_of_service_is_looked_at_once(world: World) -> None:
    await world.command("pat", "/support duty on")
    await world.pass_time(3 * HOUR)
    staffed = await counted(world, tables.COVERAGE, "staffed")
    assert staffed
    assert await counted(world, tables.DUTY_HOURS) >= staffed
    assert await counted(world, tables.TRAINED, "no_end") > 0


async def test_a_month_is_the_programmes_own(world: World) -> None:
    world.clock.set(datetime(2026, 4, 1, 3, 0, tzinfo=UTC))  # still March in Denver
    await in_one_work(world.storage, counting(world, Count(tables.EVENTS)))
    assert await counted(world, tables.EVENTS) == 1


async def test_the_clear_counts_of_the_program_before_are_taken_over_once(world: World) -> None:
    old = (
        (Counted.TALKS_DONE, "peer", 7),
        (Counted.TALKS_WITHDRAWN, "chaplain", 2),
        (Counted.CLAIMED_IN_30, "peer", 6),
        (Counted.NEVER_CLAIMED, "peer", 3),
        (Counted.ABOUT_LIFE, "", 4),
        (Counted.CLOSED, "", 9),
    )

    async def write(work: Work) -> None:
        for name, kind, number in old:
            row = Counter(
                reference=new_reference(),
                month="2026-02",
                area="main",
                name=name,
                kind=kind,
                count=number,
            )
            await work.add(row)

    await in_one_work(world.storage, write)
    await in_one_work(world.storage, add_up)
    await in_one_work(world.storage, add_up)
    assert await counted(world, tables.REQUESTS, "all", "2026-02") == 9
    assert await counted(world, tables.REQUESTS_BY_AREA, "main", "2026-02") == 9
    assert await counted(world, tables.REQUESTS_BY_KIND, "chaplain", "2026-02") == 2
    assert await counted(world, tables.TO_CLAIM, "30", "2026-02") == 6
    assert await counted(world, tables.IN_TIME, "no", "2026-02") == 3
    assert await counted(world, tables.REASONS, "life", "2026-02") == 4
    async with world.storage.reading() as work:
        assert await work.of(Counter).find() == []


async def test_the_counts_of_a_renamed_or_joined_area_move_along(world: World) -> None:
    many = Count(tables.REQUESTS_BY_AREA, "old"), Count(tables.REQUESTS_BY_AREA, "new")
    await in_one_work(world.storage, counting(world, *many))
    await in_one_work(world.storage, add_up)
    await in_one_work(world.storage, counting(world, *many))

    async def join(work: Work) -> None:
        await move_area(work, "old", "new")

    for _ in range(2):
        await in_one_work(world.storage, join)
    assert await counted(world, tables.REQUESTS_BY_AREA, "new") == 4
    assert await counted(world, tables.REQUESTS_BY_AREA, "old") == 0


async def test_a_service_that_was_away_for_more_than_a_day_is_noted(world: World) -> None:
    await in_one_work(world.storage, add_up)
    world.clock.advance(2 * DAY)
    await in_one_work(world.storage, add_up)
    async with world.storage.reading() as work:
        (state,) = await work.of(CountingState).find()
        (tally,) = await work.of(Tally).find()
    assert len(state.gaps) == 1
    assert tally.shortest == "quarter"


def test_a_wait_goes_into_the_first_bucket_that_holds_it() -> None:
    assert [bucket(minutes) for minutes in (0, 5, 6, 30, 4320, 4321, None)] == [
        "5",
        "5",
        "10",
        "30",
        "4320",
        "longer",
        "longer",
    ]
