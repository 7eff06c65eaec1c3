"""Service hours decide when reminders go out and how soon an answer is promised."""

from datetime import datetime, timedelta

from bot.core.clock import at_wall_time, in_zone
from bot.programme.hours.quiet_hours import DAYS, Window
from bot.programme.model import FIRST_KIND, Programme, ServiceHours


def opening(programme: Programme, moment: datetime, kind: str = FIRST_KIND) -> datetime:
    """The first moment, at or after this one, within a support kind's service hours.

    Hours that name no day count as always open, so that nobody waits for ever by mistake.
    """
    return opening_of(programme.hours_for(kind), programme.zone, moment)


def opening_of(hours: ServiceHours, zone: str, moment: datetime) -> datetime:
    """The first moment, at or after this one, within weekly hours on a zone's clock."""
    today = in_zone(moment, zone).date()
    # Yesterday's hours may end after midnight, and holidays may last for more than a week.
    for offset in range(-1, 16):
        day = datetime.combine(today + timedelta(days=offset), hours.starts)
        if DAYS[day.weekday()] in hours.days and day.date().isoformat() not in hours.holidays:
            starts, ends = _window(hours, day, zone)
            if moment < ends:
                return max(moment, starts)
    return moment


def service_windows(programme: Programme, kind: str, within: Window) -> list[Window]:
    """A support kind's service hours within a span of time, in order."""
    return windows_of(programme.hours_for(kind), programme.zone, within)


def windows_of(hours: ServiceHours, zone: str, within: Window) -> list[Window]:
    """The spans of weekly hours, on a zone's clock, within a span of time, in order."""
    day = in_zone(within.starts, zone).date() - timedelta(days=1)
    last, found = in_zone(within.ends, zone).date(), []
    while day <= last:
        if DAYS[day.weekday()] in hours.days and day.isoformat() not in hours.holidays:
            starts, ends = _window(hours, datetime.combine(day, hours.starts), zone)
            starts, ends = max(starts, within.starts), min(ends, within.ends)
            if starts < ends:
                found.append(Window(starts, ends))
        day += timedelta(days=1)
    return found


def is_open(programme: Programme, moment: datetime, kind: str = FIRST_KIND) -> bool:
    """Whether a moment lies within a support kind's service hours."""
    return opening(programme, moment, kind) == moment


def _window(hours: ServiceHours, day: datetime, zone: str) -> tuple[datetime, datetime]:
    last = day if hours.ends > hours.starts else day + timedelta(days=1)
    ends = datetime.combine(last.date(), hours.ends)
    return at_wall_time(day, zone), at_wall_time(ends, zone)
