"""What several tasks write at about the same time is committed together, and fails alone."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from bot.core.errors import Conflict, LeaseLost, StorageDown
from bot.core.people import Person
from bot.core.storage import Work
from bot.core.together import MOST, Together
from tests.clock import SimulatedClock
from tests.contract.storage_suite import NOON, a_person, get, put
from tests.fakes import MemoryStorage

Do = Callable[[Work], Awaitable[Work]]


@pytest.fixture
def storage() -> MemoryStorage:
    return MemoryStorage(SimulatedClock(NOON))


def adding(person: Person) -> Do:
    async def add(work: Work) -> Work:
        assert await work.add(person)
        return work

    return add


async def test_those_who_wait_share_a_unit_of_work(storage: MemoryStorage) -> None:
    together = Together(storage)
    people = [a_person() for _ in range(MOST + 2)]
    works = await asyncio.gather(*(together.run(adding(each)) for each in people))
    assert len({id(work) for work in works[:MOST]}) == 1
    assert works[MOST] is works[MOST + 1] is not works[0]
    assert [await get(storage, each) for each in people] == people


async def test_one_that_fails_fails_alone(storage: MemoryStorage) -> None:
    together = Together(storage)
    people = [a_person() for _ in range(3)]

    async def lose(work: Work) -> Work:
        await adding(people[2])(work)
        raise LeaseLost

    dos = [adding(people[0]), lose, adding(people[1])]
    first, lost, second = await asyncio.gather(
        *(together.run(do) for do in dos), return_exceptions=True
    )
    assert isinstance(lost, LeaseLost)
    assert not isinstance(first, Exception)
    assert not isinstance(second, Exception)
    assert [await get(storage, each) for each in people] == [people[0], people[1], None]


async def test_without_a_database_each_hears_so(storage: MemoryStorage) -> None:
    together = Together(storage)
    storage.down = True
    results = await asyncio.gather(
        *(together.run(adding(a_person())) for _ in range(3)), return_exceptions=True
    )
    assert [type(each) for each in results] == [StorageDown] * 3
    storage.down = False
    await together.run(adding(a_person()))


async def test_a_conflict_is_run_again_for_all(storage: MemoryStorage) -> None:
    together = Together(storage)
    person, other = await put(storage, a_person()), a_person()
    tries = 0

    async def meet(work: Work) -> None:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise Conflict
        await work.save(replace(person, unit="icu"))

    await asyncio.gather(together.run(meet), together.run(adding(other)))
    assert await get(storage, other) == other
    changed = await get(storage, person)
    assert changed is not None
    assert changed.unit == "icu"


async def test_who_is_given_up_while_waiting_writes_nothing(storage: MemoryStorage) -> None:
    together = Together(storage)
    gone, stays = a_person(), a_person()
    tasks = [asyncio.create_task(together.run(adding(each))) for each in (gone, stays)]
    # Both stand in the queue, and nothing has begun.
    await asyncio.sleep(0)
    tasks[0].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert await get(storage, gone) is None
    assert await get(storage, stays) == stays
