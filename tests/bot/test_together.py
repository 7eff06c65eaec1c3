"""What several tasks write at about the same time is committed together, and fails alone."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from bot.core.errors import Conflict, LeaseLost, StorageDown
from bot.core.people import Person
from bot.core.storage import Work
from bot.core.together import MOST, Together
from tests.clock import SimulatedClock
from tests.contract.storage_suite import NOON, a_person, get, put
from tests.fakes import MemoryStorage, MemoryWork

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


class Slow(MemoryStorage):
    """Opens a unit of work once it may."""

    def __init__(self) -> None:
        super().__init__(SimulatedClock(NOON))
        self.opening, self.may_open = asyncio.Event(), asyncio.Event()

    @asynccontextmanager
    async def work(self) -> AsyncIterator[MemoryWork]:
        self.opening.set()
        await self.may_open.wait()
        async with super().work() as work:
            yield work


@asynccontextmanager
async def while_opening(storage: Slow, together: Together, do: Do) -> AsyncIterator[list[Work]]:
    """In the block the unit of work for ``do`` is being opened; then it is in the list."""
    found: list[Work] = []
    first = asyncio.create_task(together.run(do))
    await storage.opening.wait()
    yield found
    storage.may_open.set()
    found.append(await first)


@pytest.mark.parametrize(("lets_in", "most"), [(True, MOST - 1), (False, 0)])
async def test_who_comes_while_it_is_being_opened_is_let_in_where_that_was_asked_for(
    *, lets_in: bool, most: int
) -> None:
    storage, people = Slow(), [a_person() for _ in range(MOST)]
    together = Together(storage, lets_in_late=lets_in)
    async with while_opening(storage, together, adding(a_person())) as first:
        late = [asyncio.create_task(together.run(adding(each))) for each in people]
        await asyncio.sleep(0)
    works = [await each for each in late]
    assert [work is first[0] for work in works] == [n < most for n in range(MOST)]
    assert [await get(storage, each) for each in people] == people


async def test_who_was_let_in_late_and_fails_fails_alone() -> None:
    async def lose(work: Work) -> Work:
        raise LeaseLost

    storage, person, other = Slow(), a_person(), a_person()
    together = Together(storage, lets_in_late=True)
    async with while_opening(storage, together, adding(person)) as first:
        late = [asyncio.create_task(together.run(do)) for do in (lose, adding(other))]
        await asyncio.sleep(0)
    lost, kept = await asyncio.gather(*late, return_exceptions=True)
    assert isinstance(lost, LeaseLost)
    assert kept is not first[0]
    assert [await get(storage, each) for each in (person, other)] == [person, other]


async def test_many_who_were_given_up_hold_up_nobody_behind_them(storage: MemoryStorage) -> None:
    together, person = Together(storage), a_person()
    tasks = [asyncio.create_task(together.run(adding(a_person()))) for _ in range(MOST)]
    last = asyncio.create_task(together.run(adding(person)))
    await asyncio.sleep(0)
    for each in tasks:
        each.cancel()
    await last
    assert await get(storage, person) == person


async def test_what_is_read_ahead_is_read_for_those_with_the_same_way_to(
    storage: MemoryStorage,
) -> None:
    together = Together(storage)
    read: list[list[str]] = []

    async def ahead(work: Work, names: Sequence[str]) -> None:
        read.append(sorted(names))

    async def nothing(work: Work) -> None:
        """Do nothing."""

    await together.run(nothing, "alone", ahead)
    await asyncio.gather(
        together.run(nothing, "b", ahead), together.run(nothing), together.run(nothing, "a", ahead)
    )
    assert read == [["a", "b"]]
