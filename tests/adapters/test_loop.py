"""The worker's loop, and the ticker that wakes it."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import timedelta

import pytest
from aiohttp.test_utils import TestClient, TestServer

from adapters.http import Report, make_app
from adapters.loop import STUCK_AFTER_S, WorkLoop
from adapters.metrics import Figures, OfThisProcess, exposition
from adapters.ticker import ticking
from bot.core.errors import StorageDown
from bot.core.health import Finding, Mender
from bot.core.sending_health import Unsent


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


def test_metrics_name_states_causes_and_nobody() -> None:
    waits = (
        Unsent("check_in.note", "slack", timedelta(minutes=2)),
        Unsent("request.status", "teams", timedelta(minutes=1)),
    )
    figures = Figures(
        {"pending": 2},
        {"requests_without_next_step": 1},
        audited=timedelta(seconds=40),
        unsent=waits,
    )
    found = [Finding("no_worker", True, Mender.IT, "No worker runs.", "Start one.")]
    text = exposition(figures, found, ["no_worker", "held"], OfThisProcess(serving=True)).decode()
    assert 'support_jobs{state="pending"} 2.0' in text
    assert 'support_overdue{audit="requests_without_next_step"} 1.0' in text
    assert "support_audit_age_seconds 40.0" in text
    assert "support_oldest_unsent_seconds 120.0" in text
    assert 'support_unsent_age_seconds{message="check_in.note",platform="slack"} 120.0' in text
    assert 'support_unsent_age_seconds{message="request.status",platform="teams"} 60.0' in text
    assert 'support_findings{cause="no_worker"} 1.0' in text
    assert 'support_findings{cause="held"} 0.0' in text
    assert "support_act 1.0" in text


@dataclass
class ScriptedProcess:
    """A process whose state a test sets."""

    is_alive: bool = True
    is_serving: bool = True
    found: tuple[Finding, ...] = ()

    async def report(self) -> Report:
        return Report(self.found)


@pytest.mark.parametrize(
    ("process", "path", "status"),
    [
        (ScriptedProcess(), "/healthz", 200),
        (ScriptedProcess(is_alive=False), "/healthz", 503),
        (ScriptedProcess(is_serving=False), "/healthz", 200),
        (ScriptedProcess(), "/readyz", 200),
        (ScriptedProcess(is_serving=False), "/readyz", 503),
        (
            ScriptedProcess(
                found=(Finding("database", True, Mender.IT, "It is down.", "Start it."),)
            ),
            "/readyz",
            200,
        ),
    ],
)
async def test_liveness_and_readiness_are_two_things_and_findings_are_neither(
    process: ScriptedProcess, path: str, status: int
) -> None:
    async with TestClient(TestServer(make_app(process))) as client:
        answer = await client.get(path)
        assert answer.status == status
        assert answer.headers["Cache-Control"] == "no-store"


async def test_health_says_whether_somebody_must_act_and_who_can_mend_it() -> None:
    worse = Finding("lines_late", False, Mender.COORDINATOR, "A line is late.", "Call it.")
    async with TestClient(TestServer(make_app(ScriptedProcess(found=(worse,))))) as client:
        answer = await client.get("/health")
        assert answer.status == 200
        assert await answer.json() == {
            "act": False,
            "findings": [
                {
                    "cause": "lines_late",
                    "broken": False,
                    "who": "coordinator",
                    "what": "A line is late.",
                    "mend": "Call it.",
                    "since": None,
                }
            ],
        }


async def test_with_a_port_of_their_own_health_and_metrics_are_not_public() -> None:
    async with TestClient(TestServer(make_app(ScriptedProcess(), whole=False))) as client:
        paths = ("/healthz", "/readyz", "/health", "/metrics")
        assert [(await client.get(path)).status for path in paths] == [200, 200, 404, 404]


async def test_a_loop_that_hangs_is_not_alive() -> None:
    now = [0.0]
    loop = WorkLoop(lambda: now[0])
    assert loop.is_alive, "it has not begun"

    async def once() -> int:
        loop.stop()
        return 0

    loop.add(once)
    await loop.run()
    assert loop.is_alive
    now[0] = STUCK_AFTER_S
    assert not loop.is_alive


async def test_a_fault_in_a_route_is_logged_and_answered_calmly(
    caplog: pytest.LogCaptureFixture,
) -> None:
    class Failing(ScriptedProcess):
        async def report(self) -> Report:
            raise RuntimeError("a secret")

    async with TestClient(TestServer(make_app(Failing()))) as client:
        answer = await client.get("/health")
        assert answer.status == 500
        assert "secret" not in await answer.text()
    assert "request_failed" in caplog.text
