"""Sources that other systems keep: HR's file, groups, and shift calendars."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum

from bot.core.people import Employment, TrainingLevel
from bot.core.records import Field, Record, stored

HR = "hr"
"""The name of HR's file among the lists."""
HR_PLACE = "roster"
"""The intake folder for HR's file."""


class TitleNames(StrEnum):
    """How people are found in the titles of a calendar whose entries have no addresses."""

    NEVER = ""
    FULL = "full"
    """By the full name, given name or family name first."""
    FAMILY = "family"
    """Also by the family name, alone or with a title or an initial."""


@dataclass(frozen=True)
class HrFile:
    """How to read HR's file if it does not use our words."""

    encoding: str = ""
    other_units: bool = False
    """Whether unknown units are allowed; their people have no unit here."""
    skip_faulty_lines: bool = False
    """Whether lines with faults are left out and the others taken; else nothing is taken."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """The file's own headers, by our names of the columns."""
    units: Mapping[str, str] = field(default_factory=dict)
    """Our units by the file's words in lower case; empty for units outside the programme."""
    employments: Mapping[str, Employment] = field(default_factory=dict)
    """The employments by the file's words in lower case."""
    active: Mapping[str, bool] = field(default_factory=dict)
    """Whether somebody works here, by the file's words in lower case."""


@dataclass(frozen=True)
class Calendar:
    """A shift calendar that another system keeps.

    It belongs to a unit, and each entry names its people by e-mail; or it belongs to one person.
    """

    key: str
    address: str
    zone: str
    """The zone of times without one."""
    unit: str = ""
    person: str = ""
    """A person's reference."""
    titles: TitleNames = TitleNames.NEVER
    """Of a unit's calendar: only those who work in the unit are found."""
    all_day: tuple[time, time] | None = None
    """The hours of an entry for a whole day; without them it is no shift."""


class HrRecord(Record):
    """What HR's file says about a person; it has the person's reference.

    It is kept so that HR's values count again when a playbook stops giving a field. The record of
    somebody who left says only that they did.
    """

    unit: Field[str] = stored(default="")
    profession: Field[str] = stored(default="")
    manager: Field[str | None] = stored(default=None)
    zone: Field[str] = stored(default="")
    locale: Field[str] = stored(default="")
    employment: Field[Employment] = stored(default=Employment.EMPLOYEE)
    level: Field[TrainingLevel] = stored(default=TrainingLevel.NONE)
    adult: Field[bool] = stored(default=True)
    active: Field[bool] = stored(default=True)
    blind_index: Field[str] = stored(default="", column="mark")
    """Shows whether the name changed."""
    leaves_at: Field[datetime | None] = stored(default=None)
    """Until then somebody who is no longer listed may only have a new name, and stays."""


class StaffList(Record):
    """The status of a list that another system keeps; its reference is the list's name."""

    as_of: Field[datetime | None] = stored(default=None)
    """When it was last read successfully."""
    tried_at: Field[datetime | None] = stored(default=None)
    """When reading it was last tried."""
    fault: Field[str] = stored(default="")
    """A fixed word for why the last try failed; empty if it did not."""
    people: Field[int] = stored(default=0)
    """How many known people it names."""
    unknown: Field[int] = stored(default=0)
    """How many people it names whom we do not know."""
    passed_over: Field[int] = stored(default=0)
    """How many of its entries were of no use."""
    wanted: Field[bool] = stored(default=False)
    """Whether a coordinator asked to read it soon."""
