"""Who is kept apart from requests: managers, and those who look into what happened.

An investigator who also gave support said that it "felt really wrong"; and nobody tells their
manager what they would tell a trained co-worker.
"""

from collections.abc import Iterable

from bot.core.people import Person
from bot.core.storage import Work
from bot.programme.model import Programme


def investigators(programme: Programme) -> frozenset[str]:
    """Everybody, by reference, who looks into events anywhere: risk, quality, review."""
    return frozenset(each for area in programme.areas for each in area.investigators)


async def is_manager(work: Work, person: str) -> bool:
    """Whether somebody who works here has this person (by reference) as their manager."""
    return await work.of(Person).count(Person.manager.is_(person), Person.active.is_(True)) > 0


def managers_among(people: Iterable[Person]) -> frozenset[str]:
    """The managers, by reference, of the active ones of these people."""
    return frozenset(p.manager for p in people if p.manager and p.active)


def misplaced(programme: Programme, managers: frozenset[str]) -> frozenset[str]:
    """Who takes requests and is to be kept apart from them, by reference.

    Whether managers may take a kind's requests is a trait of the kind. Investigators take none.
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
    """Who may not sit in the channel of a kind that managers may not take, by reference."""
    return managers | investigators(programme)
