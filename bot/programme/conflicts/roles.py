"""Managers and investigators must not take requests.

An investigator who also gave support reported that it "felt really wrong", and nobody tells their
manager what they would tell a trained co-worker.
"""

from collections.abc import Iterable

from bot.core.people import Person
from bot.core.storage import Work
from bot.programme.model import Programme


def investigators(programme: Programme) -> frozenset[str]:
    """The investigators (risk, quality, review) of all areas, by reference."""
    return frozenset(each for area in programme.areas for each in area.investigators)


async def is_manager(work: Work, person: str) -> bool:
    """Whether this person, by reference, is an active person's manager."""
    return await work.of(Person).count(Person.manager.is_(person), Person.active.is_(True)) > 0


def managers_among(people: Iterable[Person]) -> frozenset[str]:
    """The managers, by reference, of the active people among these."""
    return frozenset(p.manager for p in people if p.manager and p.active)


def misplaced(programme: Programme, managers: frozenset[str]) -> frozenset[str]:
    """The people, by reference, who take requests although they must not.

    A support kind says whether managers may take its requests. Investigators take none.
    """
    barred = investigators(programme)
    found: set[str] = set()
    for area in programme.areas:
        for kind in programme.supports:
            takers = {*programme.takers(area, kind.key)}
            found |= takers & (barred if kind.managers else barred | managers)
        found |= barred & set(area.on_call)
    return frozenset(found)


def kept_apart(programme: Programme, managers: frozenset[str]) -> frozenset[str]:
    """The people, by reference, who must not be in the channel of a kind closed to managers."""
    return managers | investigators(programme)
