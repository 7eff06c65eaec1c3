"""Supporters: who is on duty, and until when."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.clock import at_wall_time, in_zone
from bot.programme.model import Area, Option, Programme
from bot.storage import Record


@dataclass(frozen=True, kw_only=True)
class Duty(Record):
    """The duty of who takes requests; its reference is the person's.

    ``until`` unset: until they say off.
    """

    since: datetime
    until: datetime | None = None

    def lasts_at(self, moment: datetime) -> bool:
        """Whether the duty has not ended by itself at this moment."""
        return self.until is None or moment < self.until


def areas_of(programme: Programme, person: str, option: Option = Option.PEER) -> tuple[Area, ...]:
    """The areas in which a person, by reference, may take requests for an option."""
    return tuple(area for area in programme.areas if person in programme.takers(area, option))


def read_time(word: str) -> time | None:
    """A time of day as people type it (``19:00``, ``7:30``, ``19.00``, ``7pm``), or ``None``."""
    clock, afternoon = word.replace(".", ":"), 0
    if clock.endswith(("am", "pm")):
        afternoon = 12 if clock.endswith("pm") else 0
        clock = clock[:-2]
    hour, _, minute = clock.partition(":")
    if not hour.isdecimal() or not (minute or "00").isdecimal():
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
    """The next moment after ``now`` at which a zone's wall clock shows ``at``."""
    today = in_zone(now, zone).date()
    moment = at_wall_time(datetime.combine(today, at), zone)
    if moment > now:
        return moment
    return at_wall_time(datetime.combine(today + timedelta(days=1), at), zone)
