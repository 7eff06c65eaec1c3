"""Units of work of one process that write side by side on PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from adapters.database import sessions
from adapters.database.sealing import Keyring
from adapters.database.turns import Turns
from adapters.database.unit_of_work import DatabaseStorage
from bot.core.errors import Conflict, StorageDown
from tests.adapters.database.databases import fresh_postgresql, return_postgresql
from tests.postgres import Postgres

PATIENT_S = 60.0


class Inside:
    """Whoever has a turn, which lasts until the test ends it."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns
        self.names: list[str] = []
        self._ends: dict[str, asyncio.Event] = {}

    async def have(self, name: str, *faults: Exception | None) -> None:
        """Have a turn for each of these ends."""
        for fault in faults:
            try:
                await self._once(name, fault)
            except Conflict:
                continue

    async def _once(self, name: str, fault: Exception | None) -> None:
        async with self._turns.turn(PATIENT_S):
            self._ends[name] = asyncio.Event()
            self.names.append(name)
            await self._ends[name].wait()
            self.names.remove(name)
            if fault is not None:
                raise fault

    async def end(self, name: str) -> None:
        """End a turn, and let whoever may go in do so."""
        self._ends[name].set()
        await settled()


async def settled() -> None:
    """Return when every task waits for the test."""
    for _ in range(20):
        await asyncio.sleep(0)


async def test_a_few_write_side_by_side_and_the_next_waits_until_one_is_done() -> None:
    inside = Inside(Turns(2))
    tasks = [asyncio.create_task(inside.have(name, None)) for name in "abc"]
    await settled()
    assert inside.names == ["a", "b"]
    await inside.end("a")
    assert inside.names == ["b", "c"]
    for name in "bc":
        await inside.end(name)
    await asyncio.gather(*tasks)


async def test_whoever_was_undone_goes_alone_before_those_who_came_later() -> None:
    inside = Inside(Turns(2))
    tasks = [asyncio.create_task(inside.have("undone", Conflict(), None))]
    tasks += [asyncio.create_task(inside.have(name, None)) for name in "ab"]
    await settled()
    assert inside.names == ["undone", "a"]
    await inside.end("undone")
    # The one behind it has its place; it waits until both are done.
    assert inside.names == ["a", "b"]
    tasks.append(asyncio.create_task(inside.have("later", None)))
    await settled()
    await inside.end("a")
    assert inside.names == ["b"]
    await inside.end("b")
    assert inside.names == ["undone"]
    await inside.end("undone")
    assert inside.names == ["later"]
    await inside.end("later")
    await asyncio.gather(*tasks)


async def test_whoever_was_undone_once_goes_side_by_side_again_after_that() -> None:
    inside = Inside(Turns(2))
    task = asyncio.create_task(inside.have("undone", Conflict(), None, None))
    await settled()
    await inside.end("undone")
    await inside.end("undone")
    other = asyncio.create_task(inside.have("other", None))
    await settled()
    assert inside.names == ["undone", "other"]
    await inside.end("undone")
    await inside.end("other")
    await asyncio.gather(task, other)


async def test_whoever_gives_up_waiting_keeps_nobody_out() -> None:
    turns = Turns(2)
    inside = Inside(turns)
    undone = asyncio.create_task(inside.have("undone", Conflict(), None))
    other = asyncio.create_task(inside.have("other", None))
    await settled()
    await inside.end("undone")
    undone.cancel()
    await settled()
    third = asyncio.create_task(inside.have("third", None))
    await settled()
    assert inside.names == ["other", "third"]
    await inside.end("other")
    await inside.end("third")
    await asyncio.gather(other, third)


@pytest.fixture
async def storage(postgres: Postgres) -> AsyncIterator[DatabaseStorage]:
    url = await fresh_postgresql(postgres)
    storage = DatabaseStorage(url, Keyring([b"k" * 32]))
    async with storage.work():
        pass
    yield storage
    await storage.close()
    await return_postgresql(postgres, url)


@pytest.mark.postgres
async def test_a_long_unit_of_work_holds_up_none_of_the_others(storage: DatabaseStorage) -> None:
    async with storage.work():
        await asyncio.create_task(_write(storage))


@pytest.mark.postgres
async def test_if_all_who_write_hang_it_is_said_that_the_database_is_down(
    storage: DatabaseStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = asyncio.Event()
    all_in = asyncio.Barrier(sessions.SIDE_BY_SIDE + 1)

    async def hang() -> None:
        async with storage.work():
            await all_in.wait()
            await go_on.wait()

    hanging = [asyncio.create_task(hang()) for _ in range(sessions.SIDE_BY_SIDE)]
    await all_in.wait()
    monkeypatch.setattr(sessions, "_POOL_WAIT_SECONDS", 0.01)
    with pytest.raises(StorageDown):
        await _write(storage)
    go_on.set()
    await asyncio.gather(*hanging)
    await _write(storage)


async def _write(storage: DatabaseStorage) -> None:
    async with storage.work():
        pass
