"""What is kept elsewhere and read from there: HR's file, groups, shift calendars."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache

from bot.core.people import Employment, Person
from bot.core.records import Field, Record, stored

HR = "hr"
"""The name, among the lists, of HR's file."""
HR_PLACE = "roster"
"""The folder, among those of the intake, that HR's file is dropped into."""


@dataclass(frozen=True)
class HrFile:
    """How HR's file of people is read, where it does not say things in our words.

    ``columns`` are its own headers by ours, ``units`` and ``employments`` what its words mean,
    by the word in small letters (an empty unit: none of the programme's). With ``other_units``
    a unit that nobody named is no fault; its people have none here.
    """

    encoding: str = ""
    other_units: bool = False
    columns: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    employments: Mapping[str, Employment] = field(default_factory=dict)


@dataclass(frozen=True)
class Calendar:
    """A calendar of shifts that something else keeps, by its address.

    It is a unit's, and each entry says by e-mail whom it is for; or it is one person's (by
    reference). ``zone`` is that of times without one.
    """

    key: str
    address: str
    zone: str
    unit: str = ""
    person: str = ""


class Listing(Record):
    """What HR's file says of a person; its reference is theirs.

    Kept beside the person, so that a playbook that takes a word back finds what HR says. Of who
    left nothing is kept but that they did. ``mark`` tells whether a line says anything new.
    """

    unit: Field[str] = stored(default="")
    profession: Field[str] = stored(default="")
    manager: Field[str | None] = stored(default=None)
    zone: Field[str] = stored(default="")
    locale: Field[str] = stored(default="")
    employment: Field[Employment] = stored(default=Employment.EMPLOYEE)
    adult: Field[bool] = stored(default=True)
    active: Field[bool] = stored(default=True)
    mark: Field[str] = stored(default="")


class StaffList(Record):
    """How a list stands that something else keeps; its reference is the list's name.

    ``as_of`` is when it was read well for the last time, ``tried_at`` when that was last tried,
    ``fault`` why it failed then (a fixed word, empty when it did not). ``people`` are those it
    names, ``unknown`` how many of them are nobody here, ``passed_over`` what of it was no use.
    ``wanted``: a coordinator asked that it be read soon.
    """

    as_of: Field[datetime | None] = stored(default=None)
    tried_at: Field[datetime | None] = stored(default=None)
    fault: Field[str] = stored(default="")
    people: Field[int] = stored(default=0)
    unknown: Field[int] = stored(default=0)
    passed_over: Field[int] = stored(default=0)
    wanted: Field[bool] = stored(default=False)


NOWHERE = "-"
"""Stands for the person's own unit."""


@dataclass(frozen=True, order=True)
class Stint:
    """One stretch of work, by a calendar (its key), in a unit (empty: the person's own)."""

    starts: datetime
    ends: datetime
    calendar: str
    unit: str = ""

    def __str__(self) -> str:
        """As it is kept with the person."""
        times = [f"{at.astimezone(UTC):%Y-%m-%dT%H:%M}" for at in (self.starts, self.ends)]
        return " ".join([*times, self.calendar, self.unit or NOWHERE])


@lru_cache(maxsize=8192)
def stints_of(kept: tuple[str, ...]) -> tuple[Stint, ...]:
    """The stretches of work kept with a person, in order."""
    found = []
    for text in kept:
        starts, ends, calendar, unit = text.split(" ")
        begun, over = (datetime.fromisoformat(at).replace(tzinfo=UTC) for at in (starts, ends))
        found.append(Stint(begun, over, calendar, "" if unit == NOWHERE else unit))
    return tuple(sorted(found))


def units_worked(person: Person) -> frozenset[str]:
    """The units somebody works in, and those a calendar has them in now and then, by key."""
    lent = (stint.unit for stint in stints_of(person.stints) if stint.unit)
    return frozenset({person.unit, *person.units, *lent}) - {""}
