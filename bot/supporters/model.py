"""Supporters: who is on duty and until when, their weeks, and the turns that changed hands."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.core.clock import at_wall_time, in_zone
from bot.core.records import Field, Record, stored
from bot.programme.model import FIRST_KIND, Area, Programme


class Duty(Record):
    """What somebody who takes requests has said of their duty; its reference is the person's.

    ``until`` unset: until they say off. ``off_until``: from ``until`` on they are off, whatever
    the rota says, up to this moment: the end of the turn that they left.
    """

    since: Field[datetime]
    until: Field[datetime | None] = stored(default=None)
    off_until: Field[datetime | None] = stored(default=None)

    def lasts_at(self, moment: datetime) -> bool:
        """Whether the duty has not ended by itself at this moment."""
        return self.until is None or moment < self.until

    def is_off_at(self, moment: datetime) -> bool:
        """Whether they said that they are off, be it their turn or not."""
        off = self.off_until is not None and moment < self.off_until
        return off and not self.lasts_at(moment)

    def is_over_at(self, moment: datetime) -> bool:
        """Whether it says nothing any more."""
        return not self.lasts_at(moment) and not self.is_off_at(moment)


class DutyWeek(Record):
    """The week of who takes requests, as they set it; its reference is the person's.

    ``days`` (``mon`` …) are those on which a turn begins, ``starts`` and ``ends`` (``HH:MM``) are
    times on their own clock. From ``away_from`` through ``away_through`` (``YYYY-MM-DD``) no turn
    of theirs begins, of this week or of a rota.
    """

    days: Field[tuple[str, ...]] = stored(default=())
    starts: Field[str] = stored(default="")
    ends: Field[str] = stored(default="")
    away_from: Field[str] = stored(default="")
    away_through: Field[str] = stored(default="")

    def is_away_on(self, day: str) -> bool:
        """Whether they have no turn that begins on this day."""
        return bool(self.away_through) and self.away_from <= day <= self.away_through


class TurnChange(Record):
    """A turn that is offered, or that another has taken; all others follow from the rotas.

    ``of`` is whose turn it is by the rota, ``by`` who has taken it (people by reference).
    ``area`` is empty for a turn that is for all areas of its holder; ``option`` is the key of
    the support kind.
    """

    option: Field[str]
    area: Field[str]
    of: Field[str]
    starts: Field[datetime]
    ends: Field[datetime]
    by: Field[str | None] = stored(default=None)
    offered: Field[bool] = stored(default=True)

    @property
    def holder(self) -> str:
        """Whose it is now, by reference."""
        return self.by or self.of


class CalendarTurn(Record):
    """A turn that the calendar of a rota tells of; replaced each time it is read."""

    option: Field[str]
    area: Field[str]
    person: Field[str]
    starts: Field[datetime]
    ends: Field[datetime]


class CalendarAddress(Record):
    """That somebody's own turns may be read as a calendar; its reference is the person's.

    The secret in the address is made from ``serial`` with the look-up key: ``blind_index`` finds
    it, and nothing that is stored says it.
    """

    serial: Field[str]
    blind_index: Field[str] = stored(column="mark")


class AskedLately(Record):
    """How often somebody was asked to take a request in one week; its reference is a blind index.

    It is there so that the same few are not always asked first, and goes with its purpose.
    """

    count: Field[int]
    at: Field[datetime]


@dataclass(frozen=True)
class DutyChanged:
    """A fact: who is on duty, or whose turn it is, is not what it was, for these people."""

    people: tuple[str, ...]


def areas_of(programme: Programme, person: str, kind: str = FIRST_KIND) -> tuple[Area, ...]:
    """The areas in which a person, by reference, may take requests of a support kind."""
    return tuple(area for area in programme.areas if person in programme.takers(area, kind))


def takes_any(programme: Programme, person: str) -> bool:
    """Whether a person, by reference, takes requests of any kind anywhere."""
    return any(person in programme.all_takers(area) for area in programme.areas)


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
