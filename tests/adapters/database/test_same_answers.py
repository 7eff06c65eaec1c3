"""Whatever a unit of work does, it finds what a storage finds that remembers no search."""

import random
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial

import pytest

from adapters.database.unit_of_work import DatabaseStorage
from bot.core.people import Person
from bot.core.records import Condition
from bot.core.storage import Storage, Work
from tests.clock import SimulatedClock
from tests.contract.storage_suite import NOON, a_person
from tests.fakes import MemoryStorage

Step = Callable[[Work], Awaitable[object]]
UNITS = ("", "er", "icu", "ward")


class Script:
    """Random steps on some people, in three units of work."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._known: list[str] = []
        makers = (self._add, self._save, self._remove, self._get, self._count, *[self._find] * 4)
        self.works = [[self._chance.choice(makers)() for _ in range(40)] for _ in range(3)]

    async def play(self, storage: Storage) -> list[object]:
        """What each step gives."""
        results = []
        for steps in self.works:
            async with storage.work() as work:
                results += [await step(work) for step in steps]
        return results

    def _person(self) -> Person:
        one = a_person(unit=self._chance.choice(UNITS))
        manager = self._chance.choice((None, "m1", "m2"))
        return replace(one, active=self._chance.random() < 0.7, manager=manager)

    def _someone(self) -> str:
        return self._chance.choice(self._known or ["nobody"])

    def _conditions(self) -> tuple[Condition[Person], ...]:
        chance = self._chance
        every = (
            Person.unit.is_(chance.choice(UNITS)),
            Person.unit.one_of(chance.sample(UNITS, chance.randrange(4))),
            Person.active.is_(chance.random() < 0.8),
            Person.manager.is_(chance.choice((None, "m1"))),
            Person.manager.one_of(("m1", "m2")),
            Person.unit.at_most("icu"),
            Person.works_in.has_one_of(chance.sample(UNITS, chance.randrange(4))),
            Person.reference.one_of(self._someone() for _ in range(3)),
        )
        return tuple(chance.sample(every, chance.randrange(4)))

    def _add(self) -> Step:
        person = self._person()
        self._known.append(person.reference)
        return lambda work: work.add(person)

    def _save(self) -> Step:
        async def save(work: Work, at: str, like: Person) -> object:
            found = await work.of(Person).get(at)
            if found is None:
                return None
            return await work.save(replace(like, reference=at, revision=found.revision))

        return partial(save, at=self._someone(), like=self._person())

    def _remove(self) -> Step:
        gone = replace(self._person(), reference=self._someone())
        return lambda work: work.remove(gone)

    def _get(self) -> Step:
        at = self._someone()
        return lambda work: work.of(Person).get(at)

    def _count(self) -> Step:
        where = self._conditions()
        return lambda work: work.of(Person).count(*where)

    def _find(self) -> Step:
        where, limit = self._conditions(), self._chance.choice((None, None, 2))
        order = self._chance.choice((None, Person.unit, Person.manager))
        return lambda work: work.of(Person).find(*where, order_by=order, limit=limit)


@pytest.mark.parametrize("seed", range(12))
async def test_every_step_gives_the_same(storage: DatabaseStorage, seed: int) -> None:
    script = Script(seed)
    assert await script.play(storage) == await script.play(MemoryStorage(SimulatedClock(NOON)))
