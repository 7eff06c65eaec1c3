"""How counts are published: from which number on, and for which periods."""

from dataclasses import dataclass
from enum import StrEnum


class Length(StrEnum):
    """How long a period of the calendar is. The members stand in the order of their lengths."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"

    @property
    def months(self) -> int:
        """How many months it has."""
        return _MONTHS[self]

    def longer(self, steps: int) -> "Length":
        """Return the length this many steps up; a year is the longest."""
        lengths = list(type(self))
        return lengths[min(lengths.index(self) + steps, len(lengths) - 1)]


_MONTHS = {Length.MONTH: 1, Length.QUARTER: 3, Length.HALF_YEAR: 6, Length.YEAR: 12}


@dataclass(frozen=True)
class ReportRules:
    """The rules by which counts are published."""

    k: int = 11
    """The smallest number that is shown of what people did; lowering it changes no older page."""
    shortest: Length = Length.QUARTER
    """The shortest period of numbers about people; another one counts from the next year on."""


USUAL_REPORTS = ReportRules()
"""The rules if the playbook names none."""
