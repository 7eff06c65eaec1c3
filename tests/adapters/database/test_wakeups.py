"""What one process commits wakes the workers of others, on PostgreSQL."""
# mypy: disallow-untyped-calls=False

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from adapters.database import wakeups
from adapters.database.postgresql_server import CHANNEL
from adapters.database.sealing import Keyring
from adapters.database.unit_of_work import DatabaseStorage
from adapters.database.wakeups import Wakeups, are_heard
from adapters.loop import WorkLoop
from bot.core.jobs import Urgency, schedule
from bot.core.names import JobName
from bot.core.storage import Work, in_one_work, new_reference
from tests.adapters.database.databases import fresh_postgresql, fresh_sqlite, return_postgresql
from tests.adapters.database.pooler import pooled
from tests.clock import SimulatedClock
from tests.postgres import Postgres
from tests.world import START

COUNT = JobName("toy.count")
END = "the end of the test"
AT_ONCE_S = 0.2
"""How long it is listened for what will never come."""
Do = Callable[[Work], Any]


@pytest.fixture
async def url(postgres: Postgres) -> AsyncIterator[str]:
    url = await fresh_postgresql(postgres)
    yield url
    await return_postgresql(postgres, url)


@asynccontextmanager
async def storage_at(url: str) -> AsyncIterator[DatabaseStorage]:
    storage = DatabaseStorage(url, Keyring([b"k" * 32]), SimulatedClock(START))
    yield storage
    await storage.close()


async def plan(work: Work, after: timedelta = timedelta(), urgency: Urgency = Urgency.CARE) -> None:
    await schedule(work, COUNT, new_reference(), work.now + after, urgency=urgency)


async def told(storage: DatabaseStorage, url: str, *works: Do) -> list[str]:
    """What is told to another process of each of these units of work."""
    said: asyncio.Queue[str] = asyncio.Queue()
    connection: Any = await asyncpg.connect(url.replace("+asyncpg", ""))
    await connection.add_listener(CHANNEL, lambda *_: said.put_nowait(str(_[-1])))
    for do in works:
        try:
            await in_one_work(storage, do)
        except ZeroDivisionError:
            continue
    await connection.execute("SELECT pg_notify($1, $2)", CHANNEL, END)
    heard = []
    while (one := await said.get()) != END:
        heard.append(one)
    await connection.close()
    return heard


async def _plan_and_fail(work: Work) -> None:
    await plan(work)
    raise ZeroDivisionError


async def _plan_three(work: Work) -> None:
    for _ in range(3):
        await plan(work)


@pytest.mark.postgres
async def test_a_unit_of_work_tells_once_and_without_a_word_that_something_is_due(url: str) -> None:
    async with storage_at(url) as storage:
        assert await told(storage, url, _plan_three) == [""]


@pytest.mark.postgres
async def test_nothing_is_told_of_what_is_later_or_undone_or_ones_own_answer(url: str) -> None:
    async def later(work: Work) -> None:
        await plan(work, timedelta(seconds=1))

    async def answer(work: Work) -> None:
        await plan(work, urgency=Urgency.ANSWER)

    async with storage_at(url) as storage:
        assert await told(storage, url, later, _plan_and_fail, answer, plan) == [""]


@pytest.mark.postgres
async def test_a_worker_that_waits_is_woken_by_what_another_process_commits(url: str) -> None:
    async with storage_at(url) as ours, storage_at(url) as other:
        woken = asyncio.Event()
        listening = asyncio.create_task(Wakeups(ours.sessions, woken.set).keep())
        # It looks as soon as it listens, for what was committed before.
        await woken.wait()
        await _until_quiet(woken)
        await in_one_work(other, plan)
        await woken.wait()
        listening.cancel()


async def _until_quiet(woken: asyncio.Event) -> None:
    """Return once the listener has also heard what it told itself, to see whether it hears."""
    woken.clear()
    await woken.wait()
    woken.clear()


@pytest.mark.postgres
async def test_a_listener_whose_connection_is_lost_listens_on_another(
    url: str, postgres: Postgres
) -> None:
    async with storage_at(url) as ours, storage_at(url) as other:
        woken = asyncio.Event()
        ear = Wakeups(ours.sessions, woken.set, again_s=0)
        listening = asyncio.create_task(ear.keep())
        await woken.wait()
        await _until_quiet(woken)
        postgres.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
        )
        assert await listening == 0
        listening = asyncio.create_task(ear.keep())
        await woken.wait()
        await _until_quiet(woken)
        await in_one_work(other, plan)
        await woken.wait()
        listening.cancel()


@pytest.mark.postgres
async def test_behind_a_pooler_that_lends_by_the_transaction_it_is_said_that_nothing_is_heard(
    url: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with pooled(url) as behind, storage_at(behind) as pooled_storage:
        monkeypatch.setattr(wakeups, "HEARD_WITHIN_S", AT_ONCE_S)
        assert not await are_heard(pooled_storage.sessions)
        assert await Wakeups(pooled_storage.sessions, lambda: None).keep() == 0
        assert [one.message for one in caplog.records] == ["wakeups_not_heard"]
        # All else works there.
        await in_one_work(pooled_storage, plan)
    monkeypatch.undo()
    async with storage_at(url) as straight:
        assert await are_heard(straight.sessions)


@pytest.mark.postgres
async def test_a_loop_goes_on_looking_where_nothing_is_heard(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wakeups, "HEARD_WITHIN_S", AT_ONCE_S)
    loop, looked = WorkLoop(), 0

    async def look() -> int:
        nonlocal looked
        looked += 1
        if looked == 3:
            loop.stop()
        loop.wake()
        return 0

    async with pooled(url) as behind, storage_at(behind) as storage:
        loop.add(look)
        loop.add_slow(Wakeups(storage.sessions, loop.wake).keep)
        await loop.run()
    assert looked == 3


async def test_on_an_sqlite_file_nobody_else_is_listened_for(tmp_path: Path) -> None:
    async with storage_at(await fresh_sqlite(tmp_path)) as storage:
        woken: list[str] = []
        assert await Wakeups(storage.sessions, lambda: woken.append("woken")).keep() == 0
        await in_one_work(storage, plan)
        assert woken == []
        assert await are_heard(storage.sessions)
