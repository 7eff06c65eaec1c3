"""Whatever a unit of work does, it finds what a storage finds that remembers no search."""

import random
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial

import pytest

from adapters.database.unit_of_work import DatabaseStorage
from bot.core.jobs import Job, JobState
from bot.core.people import Person
from bot.core.records import Condition
from bot.core.storage import Storage, Work
from tests.clock import SimulatedClock
from tests.contract.storage_suite import NOON, a_job, a_person
from tests.fakes import MemoryStorage

Step = Callable[[Work], Awaitable[object]]
UNITS = ("", "er", "icu", "ward")


class Script:
    """Random steps on some people, in three units of work."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._known: list[str] = []
        makers = (
            *(self._add, self._add_again, self._save, self._remove, self._get, self._count),
            *(self._plan, self._plan, self._planned, self._carry_out),
            *[self._find] * 4,
        )
        self.works = [[self._chance.choice(makers)() for _ in range(60)] for _ in range(3)]

    async def play(self, storage: Storage) -> list[object]:
        """What each step gives."""
        results = []
        for steps in self.works:
            async with storage.work() as work:
                results += [await step(work) for step in steps]
        return results

    def _person(self) -> Person:
        one = a_person(unit=self._chance.choice(UNITS))
        manager = self._chance.choice((None, "m1", "m2", self._someone()))
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
            Person.manager.is_(self._someone()),
            Person.unit.at_most("icu"),
            Person.works_in.has_one_of(chance.sample(UNITS, chance.randrange(4))),
            Person.reference.one_of(self._someone() for _ in range(3)),
        )
        return tuple(chance.sample(every, chance.randrange(4)))

    def _add(self) -> Step:
        taken = self._chance.choice((None, "e1", "e2", "e3"))
        person = replace(self._person(), email_index=taken)
        self._known.append(person.reference)
        return lambda work: work.add(person)

    def _add_again(self) -> Step:
        person = replace(self._person(), reference=self._someone())
        return lambda work: work.add(person)

    def _key(self) -> tuple[str, str]:
        subject = self._chance.choice(("", self._someone()))
        return f"{subject}:{self._chance.randrange(3)}", subject

    def _plan(self) -> Step:
        key, subject = self._key()
        job = a_job(key, subject=subject)
        return lambda work: work.add(job)

    def _planned(self) -> Step:
        key, subject = self._key()
        by_key, by_subject = Job.key.is_(key), Job.subject.is_(subject)
        where = self._chance.choice(((by_key,), (by_subject,), (by_subject, by_key)))
        return lambda work: work.of(Job).find(*where, order_by=Job.key)

    def _carry_out(self) -> Step:
        _, subject = self._key()

        async def carry_out(work: Work) -> object:
            pending = Job.state.is_(JobState.PENDING)
            jobs = await work.of(Job).find(Job.subject.is_(subject), pending, order_by=Job.key)
            return [await work.save(replace(each, state=JobState.DONE)) for each in jobs]

        return carry_out

    def _save(self) -> Step:
        async def save(work: Work, at: str, like: Person) -> object:
            found = await work.of(Person).get(at)
            if found is None:
                return None
            now = replace(like, reference=at, revision=found.revision)
            return await work.save(replace(now, email_index=found.email_index))

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


@pytest.mark.parametrize("seed", range(20))
async def test_every_step_gives_the_same(storage: DatabaseStorage, seed: int) -> None:
    script = Script(seed)
    assert await script.play(storage) == await script.play(MemoryStorage(SimulatedClock(NOON)))
