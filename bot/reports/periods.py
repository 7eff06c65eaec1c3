"""Periods of the calendar for which counts are published: month, quarter, half year, year."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from bot.core.clock import at_wall_time
from bot.programme.model import Length

_LETTERS = {Length.QUARTER: "Q", Length.HALF_YEAR: "H"}
_WRITTEN = re.compile(r"(?P<year>\d{4})(-(?P<month>\d{1,2})|(?P<letter>[QH])(?P<part>\d))?")


@dataclass(frozen=True)
class Period:
    """One period of the calendar: ``number`` is its place in the year, from 1."""

    year: int
    length: Length
    number: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.number <= 12 // self.length.months or not 2000 <= self.year <= 9000:  # noqa: PLR2004
            raise ValueError(f"there is no such period: {self.year} {self.length} {self.number}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``2026-10``, ``2026Q3``, ``2026H1`` or ``2026``; else raises ``ValueError``."""
        found = _WRITTEN.fullmatch(text.strip().upper())
        if found is None:
            raise ValueError(f"not a period: {text[:20]}")
        year = int(found["year"])
        if found["month"]:
            return cls(year, Length.MONTH, int(found["month"]))
        if found["letter"]:
            length = Length.QUARTER if found["letter"] == "Q" else Length.HALF_YEAR
            return cls(year, length, int(found["part"]))
        return cls(year, Length.YEAR)

    @classmethod
    def of_month(cls, month: str, length: Length) -> Self:
        """Return the period of this length that holds a month such as ``2026-05``."""
        year, number = map(int, month.split("-"))
        return cls(year, length, (number - 1) // length.months + 1)

    def __str__(self) -> str:
        """The text that ``parse`` reads."""
        if self.length is Length.YEAR:
            return f"{self.year}"
        if self.length is Length.MONTH:
            return f"{self.year}-{self.number:02}"
        return f"{self.year}{_LETTERS[self.length]}{self.number}"

    @property
    def months(self) -> tuple[str, ...]:
        """Its months, such as ``2026-05``."""
        first = (self.number - 1) * self.length.months + 1
        return tuple(f"{self.year}-{first + more:02}" for more in range(self.length.months))

    def holds(self, other: "Period") -> bool:
        """Whether the other period is this one, or a part of it."""
        return set(other.months) <= set(self.months)

    def parts(self, length: Length) -> Iterator["Period"]:
        """Yield its periods of a length, in order; nothing for a longer one."""
        for number in range(1, 12 // length.months + 1):
            part = Period(self.year, length, number)
            if self.holds(part):
                yield part

    def year_before(self) -> "Period":
        """Return the same period one year before."""
        return Period(self.year - 1, self.length, self.number)

    def starts(self, zone: str) -> datetime:
        """Return the moment it begins on a zone's clock."""
        year, month = map(int, self.months[0].split("-"))
        return at_wall_time(datetime(year, month, 1), zone)  # noqa: DTZ001 - a wall clock's time

    def ends(self, zone: str) -> datetime:
        """Return the moment after its last one on a zone's clock."""
        year, month = map(int, self.months[-1].split("-"))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)  # noqa: PLR2004
        return at_wall_time(datetime(year, month, 1), zone)  # noqa: DTZ001 - a wall clock's time
