"""Scheduled shifts: one stretch of work each, as a calendar gives it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar

from bot.core.packed import Packed

_OWN_UNIT = "-"


@dataclass(frozen=True, order=True)
class ScheduledShift(Packed):
    """A shift from a calendar (by key), in a unit (the person's own when empty).

    Its text is exact to the minute, in UTC.
    """

    between: ClassVar[str] = " "

    starts: datetime
    ends: datetime
    calendar: str
    unit: str = ""

    def __str__(self) -> str:
        """The two times, the calendar and the unit."""
        times = [f"{at.astimezone(UTC):%Y-%m-%dT%H:%M}" for at in (self.starts, self.ends)]
        return self.between.join([*times, self.calendar, self.unit or _OWN_UNIT])

    @classmethod
    def parse(cls, text: str) -> "ScheduledShift":
        """Read what ``str`` wrote; raises ``ValueError`` for anything else."""
        starts, ends, calendar, unit = text.split(cls.between)
        begun, over = (datetime.fromisoformat(at).replace(tzinfo=UTC) for at in (starts, ends))
        return cls(begun, over, calendar, "" if unit == _OWN_UNIT else unit)
