"""Who takes requests, and how often each was asked lately."""

from datetime import datetime
from enum import StrEnum

from bot.core.records import Field, Record, stored
from bot.programme.model import FIRST_KIND, Area, Programme


class AskedLately(Record):
    """How often a person was asked to take a request in one week; see ``fairness``.

    Its reference is a blind index of the person and the week.
    """

    count: Field[int]
    at: Field[datetime]


class Course(StrEnum):
    """What a training was about. There are no words for more."""

    FIRST = "first"
    REFRESHER = "refresher"
    DANGER = "danger"
    GROUPS = "groups"
    DISCLOSURE = "disclosure"
    REHEARSAL = "rehearsal"


class Training(Record):
    """A training that a supporter had; a coordinator notes it, and the supporter sees it.

    It stands beside ``Person.trained_until``, which alone decides whether somebody is asked.
    """

    person: Field[str]
    """The supporter's reference."""
    course: Field[Course]
    held_on: Field[str]
    """``YYYY-MM-DD``."""
    until: Field[str] = stored(default="")
    """The last day for which it counts, ``YYYY-MM-DD``; empty without an end."""


def areas_of(programme: Programme, person: str, kind: str = FIRST_KIND) -> tuple[Area, ...]:
    """Return the areas in which a person (by reference) takes requests of a support kind."""
    return tuple(area for area in programme.areas if person in programme.takers(area, kind))


def takes_any(programme: Programme, person: str) -> bool:
    """Return whether a person (by reference) takes requests of any kind anywhere."""
    return any(person in programme.all_takers(area) for area in programme.areas)
