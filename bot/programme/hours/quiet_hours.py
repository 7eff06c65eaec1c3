"""Shifts and quiet hours: when the bot may write to a person.

Quiet hours are 21:00 to 08:00 on the person's own clock, and the eight hours after a night shift.
A person on shift has no quiet hours. Shifts run on the unit's clock.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from bot.core.clock import at_wall_time, in_zone
from bot.core.people import Person
from bot.programme.model import Programme, Shift, Unit

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
QUIET_FROM = time(21)
QUIET_UNTIL = time(8)
DEEP_NIGHT = time(3)
DAY_STARTS, DAY_ENDS = time(7), time(19)
SATURDAY = 5
SLEEP = timedelta(hours=8)
BEFORE_SHIFT_ENDS = timedelta(minutes=45)
A_DAY = timedelta(days=1)
A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Window:
    """A span of time in UTC, from ``starts`` up to but not including ``ends``."""

    starts: datetime
    ends: datetime

    def __contains__(self, moment: datetime) -> bool:
        return self.starts <= moment < self.ends


LONGEST_ZONE = 64
"""No name in the time zone database is longer; Python walks down one with many slashes."""


def is_zone(name: str) -> bool:
    """Whether the time zone database knows this name."""
    return len(name) <= LONGEST_ZONE and _is_known(name)


@lru_cache(maxsize=1024)
def _is_known(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown name, path, or file
        return False
    return True


def zone_of(person: Person, unit: Unit | None) -> str:
    """The person's zone; their unit's if a platform gave an unknown one."""
    if is_zone(person.zone):
        return person.zone
    return unit.zone if unit else "UTC"


def shift_windows(unit: Unit | None, person: Person, around: datetime) -> list[Window]:
    """The person's shifts that start within two days of a moment, in order.

    A calendar that lists the person decides, within its window. Otherwise their usual shift counts,
    which starts on ``shift_days`` of the unit's calendar. When clocks change, a shift keeps its
    wall times and is an hour shorter or longer.
    """
    if _by_calendar(person, around):
        return _scheduled_shifts(person, around)
    shift = _shift(unit, person)
    if unit is None or shift is None:
        return []
    today = in_zone(around, unit.zone).date()
    days = [today + n * A_DAY for n in range(-2, 3)]
    windows = [
        Window(
            at_wall_time(datetime.combine(day, shift.starts), unit.zone),
            at_wall_time(datetime.combine(day + _overnight(shift), shift.ends), unit.zone),
        )
        for day in days
        if not person.shift_days or DAYS[day.weekday()] in person.shift_days
    ]
    return [window for window in windows if window.starts < window.ends]


def shift_end(unit: Unit | None, person: Person, moment: datetime) -> datetime | None:
    """When the shift that the person is on at this moment ends; ``None`` off shift or if unknown.

    A shift that begins before another one is over carries on from it.
    """
    end: datetime | None = None
    for window in shift_windows(unit, person, moment):
        if moment in window or (end is not None and window.starts <= end):
            end = window.ends if end is None else max(end, window.ends)
    return end


def windows_on(unit: Unit, person: Person, around: datetime) -> list[Window]:
    """The person's shifts on this unit; a calendar may place a shift on one unit."""
    if _by_calendar(person, around):
        return _scheduled_shifts(person, around, unit.key)
    # A person whom a calendar lends to this unit has no usual shift there.
    lent = person.scheduled_shifts and unit.key not in {person.unit, *person.units}
    return [] if lent else shift_windows(unit, person, around)


def on_shift(unit: Unit, person: Person, moment: datetime) -> bool:
    """Whether the person is on shift in this unit at this moment."""
    return any(moment in window for window in windows_on(unit, person, moment))


def _by_calendar(person: Person, around: datetime) -> bool:
    """Whether a calendar lists this person, and its window covers this moment."""
    starts, ends = person.scheduled_shifts_from, person.scheduled_shifts_until
    if not person.scheduled_shifts or starts is None or ends is None:
        return False
    return starts <= around < ends


def _scheduled_shifts(person: Person, around: datetime, unit: str | None = None) -> list[Window]:
    own = {person.unit, *person.units}
    found = {
        Window(each.starts, each.ends)
        for each in person.scheduled_shifts
        if abs(each.starts - around) <= 2 * A_DAY
        and (unit is None or each.unit == unit or (not each.unit and unit in own))
    }
    return sorted(found, key=lambda window: (window.starts, window.ends))


def is_quiet(unit: Unit | None, person: Person, moment: datetime) -> bool:
    """Whether messages that can wait must wait for this person at this moment."""
    windows = shift_windows(unit, person, moment)
    if any(moment in window for window in windows):
        return False
    if sleeps_after_a_night(unit, person, moment):
        return True
    clock = in_zone(moment, zone_of(person, unit)).time()
    return clock >= QUIET_FROM or clock < QUIET_UNTIL


def is_asleep(unit: Unit | None, person: Person, moment: datetime) -> bool:
    """Whether somebody whose shifts are known is off shift in their quiet hours.

    Of somebody without known shifts nobody can say that.
    """
    known = bool(shift_windows(unit, person, moment))
    return known and is_quiet(unit, person, moment)


def sleeps_after_a_night(unit: Unit | None, person: Person, moment: datetime) -> bool:
    """Whether a night shift of theirs ended less than eight hours ago."""
    zone = zone_of(person, unit)
    windows = shift_windows(unit, person, moment)
    return any(moment in _sleep_after(window) for window in windows if _is_night(window, zone))


def best_moment(
    unit: Unit | None, person: Person, target: datetime, earliest: datetime, latest: datetime
) -> datetime:
    """When the first note goes out: as near to ``target`` as allowed, never after ``latest``.

    If the person is on shift at ``earliest`` and the shift ends before ``target``, it goes out 45
    minutes before that end, or at once if less is left. Otherwise it goes out at ``target`` or at
    the next moment that is not quiet; if there is none, at the last one before ``target``; and at
    ``target`` if all that time is quiet. A past ``target`` counts as ``earliest``.
    """
    latest = max(earliest, latest)
    target = min(max(target, earliest), latest)
    for window in shift_windows(unit, person, earliest):
        if earliest in window and target >= window.ends:
            return max(window.ends - BEFORE_SHIFT_ENDS, earliest)
    after = _first_allowed(unit, person, target, latest)
    if after is not None:
        return after
    before = _last_allowed(unit, person, earliest, target)
    return target if before is None else before


def is_odd_hour(programme: Programme, unit: Unit | None, moment: datetime) -> bool:
    """Whether few people are in a unit: on weekends, holidays, and nights.

    A night is 19:00 to 07:00 on the unit's clock.
    """
    local = in_zone(moment, unit.zone if unit else programme.zone)
    weekend = local.weekday() >= SATURDAY
    holidays = programme.around(unit.key if unit else "").hours.holidays
    holiday = local.date().isoformat() in holidays
    return weekend or holiday or not DAY_STARTS <= local.time() < DAY_ENDS


def next_allowed(unit: Unit | None, person: Person, target: datetime) -> datetime:
    """The first moment at or after ``target`` that is not quiet."""
    # The longest quiet time is the sleep after a night shift followed by a night.
    found = _first_allowed(unit, person, target, target + 2 * A_DAY)
    return target if found is None else found


def _shift(unit: Unit | None, person: Person) -> Shift | None:
    shifts = unit.shifts if unit else ()
    return next((shift for shift in shifts if shift.key == person.shift), None)


def _overnight(shift: Shift) -> timedelta:
    return A_DAY if shift.ends <= shift.starts else timedelta()


def _sleep_after(window: Window) -> Window:
    return Window(window.ends, window.ends + SLEEP)


def _is_night(window: Window, zone: str) -> bool:
    """Whether 03:00 on the person's own clock is in this shift."""
    day = in_zone(window.starts, zone).date()
    last = in_zone(window.ends, zone).date()
    while day <= last:
        if at_wall_time(datetime.combine(day, DEEP_NIGHT), zone) in window:
            return True
        day += A_DAY
    return False


def _first_allowed(
    unit: Unit | None, person: Person, start: datetime, end: datetime
) -> datetime | None:
    moments = [start, *_turns(unit, person, start, end)]
    return next((each for each in moments if not is_quiet(unit, person, each)), None)


def _last_allowed(
    unit: Unit | None, person: Person, start: datetime, end: datetime
) -> datetime | None:
    moments = [start, *_turns(unit, person, start, end), end]
    spans = list(pairwise(moments))
    for begins, ends in reversed(spans):
        if not is_quiet(unit, person, begins):
            return max(begins, ends - A_MINUTE)
    return None


def _turns(unit: Unit | None, person: Person, start: datetime, end: datetime) -> list[datetime]:
    """Every moment after ``start``, up to ``end``, at which quiet can begin or end, in order."""
    found: set[datetime] = set()
    moment = start
    while moment < end + A_DAY:
        found.update(_turns_of_day(zone_of(person, unit), moment))
        for window in shift_windows(unit, person, moment):
            found.update((window.starts, window.ends, _sleep_after(window).ends))
        moment += A_DAY
    return sorted(each for each in found if start < each <= end)


def _turns_of_day(zone: str, moment: datetime) -> Iterator[datetime]:
    today = in_zone(moment, zone).date()
    for day in (today - A_DAY, today, today + A_DAY):
        for clock in (QUIET_FROM, QUIET_UNTIL):
            local = datetime.combine(day, clock, ZoneInfo(zone))
            # When clocks go back, an hour comes twice.
            yield from (local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
