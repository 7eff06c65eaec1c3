"""The worker's loop, and the ticker that wakes it."""

import asyncio
import logging

import pytest
from aiohttp.test_utils import TestClient, TestServer

from adapters.http import Health, make_app
from adapters.loop import WorkLoop
from adapters.metrics import exposition
from adapters.ticker import ticking
from bot.core.errors import StorageDown


async def test_what_is_in_hand_is_finished_before_the_loop_leaves() -> None:
    loop, begun, go_on, done = WorkLoop(), asyncio.Event(), asyncio.Event(), []

    async def slow() -> int:
        begun.set()
        await go_on.wait()
        done.append("finished")
        return 0

    loop.add(slow)
    task = asyncio.create_task(loop.run())
    await begun.wait()
    loop.stop()
    assert done == []
    go_on.set()
    await task
    assert done == ["finished"]


async def test_a_duty_is_repeated_while_it_finds_something_to_do() -> None:
    loop, left = WorkLoop(), [3, 2, 1, 0]

    async def take() -> int:
        number = left.pop(0)
        if not left:
            loop.stop()
        return number

    loop.add(take)
    await loop.run()
    assert left == []


async def test_nothing_waits_for_what_takes_long_and_it_is_broken_off_at_the_end() -> None:
    loop, begun, broken_off, due = WorkLoop(), [], [], [1, 1, 1]

    async def reads_everybody() -> int:
        begun.append("once")
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            broken_off.append("at the end")
            raise
        return 0

    async def sends() -> int:
        await asyncio.sleep(0)
        due.pop()
        if due:
            loop.wake()
        else:
            loop.stop()
        return 0

    loop.add_slow(reads_everybody)
    loop.add(sends)
    await loop.run()
    assert (due, begun, broken_off) == ([], ["once"], ["at the end"])


async def test_a_database_that_is_down_or_a_faulty_duty_keeps_no_other_from_being_done(
    caplog: pytest.LogCaptureFixture,
) -> None:
    loop, did = WorkLoop(), []

    async def down() -> int:
        raise StorageDown

    async def faulty() -> int:
        raise RuntimeError

    async def sound() -> int:
        did.append("sound")
        loop.stop()
        return 0

    loop.add(down, faulty, sound)
    with caplog.at_level(logging.ERROR):
        await loop.run()
    assert did == ["sound"]
    assert [record.message for record in caplog.records] == ["storage_down", "duty_failed"]


async def test_the_ticker_wakes_the_loop_without_anybody_else() -> None:
    loop, passes = WorkLoop(), []

    async def count() -> int:
        passes.append(1)
        if len(passes) == 3:
            loop.stop()
        return 0

    loop.add(count)
    with ticking(loop.wake, seconds=0.01):
        await loop.run()
    assert len(passes) == 3


def test_metrics_name_states_and_audits_and_nobody() -> None:
    text = exposition({"pending": 2}, {"requests_without_next_step": 1}, ready=True).decode()
    assert 'support_jobs{state="pending"} 2.0' in text
    assert 'support_overdue{audit="requests_without_next_step"} 1.0' in text


@pytest.mark.parametrize(
    ("health", "status"),
    [
        (Health(ready=True, overdue={"a": 0}, jobs={}), 200),
        (Health(ready=True, overdue={"a": 1}, jobs={}), 503),
        (Health(ready=False, overdue={}, jobs={}), 503),
    ],
)
async def test_readiness_says_when_something_is_overdue(health: Health, status: int) -> None:
    async def look() -> Health:
        return health

    async with TestClient(TestServer(make_app(look))) as client:
        answer = await client.get("/readyz")
        assert answer.status == status
        assert answer.headers["Cache-Control"] == "no-store"
        assert (await client.get("/healthz")).status == 200


async def test_a_fault_in_a_route_is_logged_and_answered_calmly(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def look() -> Health:
        raise RuntimeError("a secret")

    async with TestClient(TestServer(make_app(look))) as client:
        answer = await client.get("/readyz")
        assert answer.status == 500
        assert "secret" not in await answer.text()
    assert "request_failed" in caplog.text
