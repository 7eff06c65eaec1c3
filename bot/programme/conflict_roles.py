"""Who is kept apart from requests: managers, and those who look into what happened.

An investigator who also gave support said that it "felt really wrong" (research/domain); and
nobody tells their manager's peer what they would tell a peer.
"""

from collections.abc import Iterable

from bot.core.people import Person
from bot.core.storage import Work
from bot.programme.model import Option, Programme


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

    Managers are no peers; chaplains and the EAP's desk have other ties. Investigators take none.
    """
    barred = investigators(programme)
    found: set[str] = set()
    for area in programme.areas:
        found |= {each for each in area.supporters if each in managers}
        takers = {each for option in Option for each in programme.takers(area, option)}
        found |= barred & (takers | set(area.on_call))
    return frozenset(found)


def kept_apart(programme: Programme, managers: frozenset[str]) -> frozenset[str]:
    """Who may not sit in the channel in which peers take requests, by reference."""
    return managers | investigators(programme)
