"""Counts are written when something closes, name nobody, and outlive forgetting."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.context import Context
from bot.core.job_kinds import Done
from bot.core.jobs import Job
from bot.core.storage import Work, in_one_work, new_reference
from bot.reports.counting import add_one, fold
from bot.reports.model import Counted, Counter, claimed_within
from tests.bot.follow_ups.story import DAY, HOUR, first_note
from tests.bot.reports.counts import how_many
from tests.world import World, lines

MARCH = "2026-03"


async def count(world: World, name: Counted, month: str = MARCH) -> int:
    async with world.storage.reading() as work:
        return await how_many(work, month, "main", name)


async def rows(world: World) -> list[Counter]:
    async with world.storage.reading() as work:
        return await work.of(Counter).find()


async def test_first_notes_and_ends_are_counted_by_month_and_area(world: World) -> None:
    await first_note(world, "sam", "theo")
    await world.press_in("sam", "check_in.more")
    assert await count(world, Counted.FIRST_NOTES) == 2
    await world.press("theo", "privacy.forget")
    assert await count(world, Counted.CLOSED) == 1
    assert await count(world, Counted.ANSWERED) == 0
    await world.pass_time(31 * DAY)
    assert await count(world, Counted.CLOSED, "2026-04") == 1
    assert await count(world, Counted.ANSWERED, "2026-04") == 1


async def test_talks_are_counted_with_how_long_they_waited(world: World) -> None:
    await world.press("sam", "check_in.peer")
    await world.settle()
    await world.pass_time(timedelta(minutes=12))
    await world.submit("pat", await world.press_in("pat", "request.claim", at="#peers"))
    await world.settle()
    await world.press_in("pat", "request.reached")
    await world.press_in("pat", "request.done")
    assert await count(world, Counted.TALKS_DONE) == 1
    assert await count(world, Counted.CLAIMED_IN_30) == 1


async def test_breaks_are_counted(world: World) -> None:
    await world.submit("sam", await world.command("sam", "/support break 10"), minutes="10")
    await world.settle()
    await world.press_in("sam", "time_out.cancel")
    assert await count(world, Counted.BREAKS_NOT_COVERED) == 1


@pytest.mark.branch("7.7")
async def test_counters_survive_forget_and_name_nobody(world: World) -> None:
    await first_note(world, "sam")
    await world.press("sam", "check_in.peer")
    await world.press("sam", "privacy.forget")
    assert await count(world, Counted.FIRST_NOTES) == 1
    assert await count(world, Counted.TALKS_WITHDRAWN) == 1
    assert await count(world, Counted.NEVER_CLAIMED) == 1
    assert {f.name for f in fields(Counter)} == {
        "reference",
        "revision",
        "month",
        "area",
        "name",
        "kind",
        "count",
    }
    stored = "\n".join(repr(row) for row in await rows(world))
    assert world.people["sam"] not in stored


async def test_rows_are_added_up_and_none_is_lost_or_counted_twice(world: World) -> None:
    async def some(work: Work) -> None:
        context = Context(work, world.wording.words("en", "UTC"), lines())
        for _ in range(5):
            await add_one(context, "main", Counted.CLOSED)

    async def add_up(work: Work) -> None:
        context = Context(work, world.wording.words("en", "UTC"), lines())
        job = Job(reference=new_reference(), key="k", kind="report.fold", due_at=work.now)
        assert isinstance(await fold(context, job), Done)

    for total in (5, 10):
        await in_one_work(world.storage, some)
        await in_one_work(world.storage, add_up)
        await in_one_work(world.storage, add_up)
        assert await count(world, Counted.CLOSED) == total
        assert [row.reference for row in await rows(world)] == [f"{MARCH}:main:closed"]


async def test_the_sweep_adds_up_within_the_hour(world: World) -> None:
    await first_note(world, "sam", "theo")
    await world.pass_time(2 * HOUR)
    await world.settle()
    notes = [row for row in await rows(world) if row.name is Counted.FIRST_NOTES]
    assert [row.count for row in notes] == [2]


async def test_a_month_is_the_programmes_own(world: World) -> None:
    world.clock.set(datetime(2026, 4, 1, 3, 0, tzinfo=UTC))  # still March in Denver

    async def one(work: Work) -> None:
        context = Context(work, world.wording.words("en", "UTC"), lines())
        await add_one(context, "main", Counted.CLOSED)

    await in_one_work(world.storage, one)
    assert await count(world, Counted.CLOSED) == 1


def test_the_buckets_follow_the_ladder() -> None:
    assert [claimed_within(m) for m in (None, 0, 10, 11, 30, 31)] == [
        Counted.NEVER_CLAIMED,
        Counted.CLAIMED_IN_10,
        Counted.CLAIMED_IN_10,
        Counted.CLAIMED_IN_30,
        Counted.CLAIMED_IN_30,
        Counted.CLAIMED_LATER,
    ]
