"""The records of duty: statements, weeks, turns that changed hands, and calendars."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.core.clock import at_wall_time, in_zone
from bot.core.records import Field, Record, stored


class Duty(Record):
    """A supporter's own statement about their duty; its reference is the person's."""

    since: Field[datetime]
    until: Field[datetime | None] = stored(default=None)
    """The end of the duty; unset until they go off."""
    off_until: Field[datetime | None] = stored(default=None)
    """The end of the turn that they left: from ``until`` to then they are off despite the rota."""

    def lasts_at(self, moment: datetime) -> bool:
        """Return whether the duty has not ended at this moment."""
        return self.until is None or moment < self.until

    def is_off_at(self, moment: datetime) -> bool:
        """Return whether they went off duty, even if it is their turn."""
        off = self.off_until is not None and moment < self.off_until
        return off and not self.lasts_at(moment)

    def is_over_at(self, moment: datetime) -> bool:
        """Return whether the statement has no effect any more."""
        return not self.lasts_at(moment) and not self.is_off_at(moment)


class DutyWeek(Record):
    """A supporter's own week; its reference is the person's."""

    days: Field[tuple[str, ...]] = stored(default=())
    """The days on which a turn begins (``mon`` …)."""
    starts: Field[str] = stored(default="")
    """A time on their own clock, ``HH:MM``, as is ``ends``."""
    ends: Field[str] = stored(default="")
    away_from: Field[str] = stored(default="")
    """``YYYY-MM-DD``; through ``away_through`` no turn of theirs begins, by week or rota."""
    away_through: Field[str] = stored(default="")

    def is_away_on(self, day: str) -> bool:
        """Return whether they are away on this day."""
        return bool(self.away_through) and self.away_from <= day <= self.away_through


class OffDutyHours(StrEnum):
    """When a supporter lets themselves be asked although they are not on duty."""

    NEVER = "never"
    DAYTIME = "daytime"
    ANY_TIME = "any_time"


class OffDutyWish(Record):
    """When a supporter may be asked off duty; its reference is the person's. Without one, never."""

    may: Field[OffDutyHours]


class OffDutyAsk(Record):
    """That somebody was asked off duty; kept for a week, to ask nobody too often."""

    whose: Field[str | None]
    """The blind index of the person."""
    request: Field[str]
    at: Field[datetime]


class TurnChange(Record):
    """A turn that is offered, or that another person has taken; others follow from the rotas."""

    option: Field[str]
    """The key of the support kind."""
    area: Field[str]
    """Empty for a turn in all areas of its holder."""
    of: Field[str]
    """The person (by reference) who has the turn by the rota."""
    starts: Field[datetime]
    ends: Field[datetime]
    by: Field[str | None] = stored(default=None)
    """The person (by reference) who took it."""
    offered: Field[bool] = stored(default=True)

    @property
    def holder(self) -> str:
        """The person who has it now, by reference."""
        return self.by or self.of


class CalendarTurn(Record):
    """A turn from the calendar of a rota; replaced each time the calendar is read."""

    option: Field[str]
    area: Field[str]
    person: Field[str]
    starts: Field[datetime]
    ends: Field[datetime]


class CalendarAddress(Record):
    """Publishes a person's own turns as a calendar; its reference is the person's.

    The secret in the address is computed from ``serial`` with the look-up key and is not stored;
    ``blind_index`` finds it.
    """

    serial: Field[str]
    blind_index: Field[str] = stored(column="mark")


@dataclass(frozen=True)
class DutyChanged:
    """The fact that the duty or the turns of these people changed."""

    people: tuple[str, ...]


LONGEST_TIME = len("19:00")


def read_time(word: str) -> time | None:
    """Read a typed time of day (``19:00``, ``7:30``, ``19.00``, ``7pm``), or return ``None``."""
    clock, afternoon = word.replace(".", ":"), 0
    if clock.endswith(("am", "pm")):
        afternoon = 12 if clock.endswith("pm") else 0
        clock = clock[:-2]
    hour, _, minute = clock.partition(":")
    if not hour.isdecimal() or not (minute or "00").isdecimal() or len(clock) > LONGEST_TIME:
        return None
    shown = int(hour)
    if word.endswith(("am", "pm")):
        if not 1 <= shown <= 12:  # noqa: PLR2004 - the hours of half a day
            return None
        shown = shown % 12 + afternoon
    try:
        return time(shown, int(minute or 0))
    except ValueError:
        return None


def next_time(now: datetime, at: time, zone: str) -> datetime:
    """Return the next moment after ``now`` at which a zone's wall clock shows ``at``."""
    today = in_zone(now, zone).date()
    moment = at_wall_time(datetime.combine(today, at), zone)
    if moment > now:
        return moment
    return at_wall_time(datetime.combine(today + timedelta(days=1), at), zone)
