"""Parses a calendar into who works from when to when, and drops everything else.

A title is searched for e-mail addresses at most. Recurring events are expanded only within a
window of time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import recurring_ical_events
from icalendar import Calendar

from adapters.calendars.faults import NO_CALENDAR, TOO_LARGE, CalendarFault
from bot.core.clock import at_wall_time
from bot.programme import Window

ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"']+@[^\s@<>()\[\],;:\"']+\.[A-Za-z]{2,}")
MOST_ENTRIES = 50_000
LONGEST = timedelta(hours=36)
"""A longer event is not a shift."""

TOO_FREQUENT = ("SECONDLY", "MINUTELY", "HOURLY")
"""Recurrence rules that no shift has, and that would take too long to expand."""

MOST_A_DAY = 6
"""How often a shift may recur within one day."""

NEEDED = frozenset({"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"})
ROOMS = ("ROOM", "RESOURCE")


@dataclass(frozen=True)
class Entry:
    """One shift; ``emails`` are the addresses of the people it is for, in lower case."""

    emails: tuple[str, ...]
    starts: datetime
    ends: datetime


@dataclass
class CalendarRead:
    """The shifts of a calendar, and how many events could not be used."""

    entries: list[Entry] = field(default_factory=list)
    passed_over: int = 0


def read_calendar(raw: bytes, zone: str, window: Window) -> CalendarRead:
    """Parse the shifts within a window; ``zone`` applies to times that have none.

    Raises ``CalendarFault`` if this is not a complete calendar.
    """
    try:
        calendars = Calendar.from_ical(raw, multiple=True)
    except (ValueError, KeyError, IndexError, TypeError) as fault:
        raise CalendarFault(NO_CALENDAR) from fault
    found = CalendarRead()
    if not calendars:
        raise CalendarFault(NO_CALENDAR)
    for calendar in calendars:
        found.passed_over += _bounded(calendar, window)
        for event in _occurrences(calendar, window):
            entry = _entry(event, zone)
            if entry is None:
                found.passed_over += 1
            elif entry.starts < window.ends and entry.ends > window.starts:
                found.entries.append(entry)
            if len(found.entries) > MOST_ENTRIES:
                raise CalendarFault(TOO_LARGE)
    return found


def _bounded(calendar: Calendar, window: Window) -> int:
    """Remove unusable events and end every recurrence with the window; returns how many went."""
    kept = []
    for component in calendar.subcomponents:
        if component.name == "VEVENT" and not _usable(component):
            continue
        if component.name == "VEVENT":
            _end_with(component, window)
        kept.append(component)
    gone = len(calendar.subcomponents) - len(kept)
    calendar.subcomponents = kept
    return gone


def _usable(event: Any) -> bool:  # noqa: ANN401 - the library's components have no common type
    if any(name in NEEDED for name, _ in event.errors):
        return False
    starts = event.get("DTSTART")
    if starts is None or isinstance(starts, list):
        return False
    if "TZID" in starts.params and getattr(starts.dt, "tzinfo", None) is None:
        # The calendar does not define this zone, so the times could mean anything.
        return False
    if _is_backwards(starts.dt, getattr(event.get("DTEND"), "dt", None)):
        return False
    return all(_recurs_like_a_shift(rule) for rule in _rules(event))


def _is_backwards(starts: date, ends: date | None) -> bool:
    """Whether it ends before it begins; the library would silently swap the two."""
    if not isinstance(starts, datetime) or not isinstance(ends, datetime):
        return False
    alike = (starts.tzinfo is None) == (ends.tzinfo is None)
    return not alike or ends < starts


def _rules(event: Any) -> list[Any]:  # noqa: ANN401
    rule = event.get("RRULE")
    return [] if rule is None else rule if isinstance(rule, list) else [rule]


def _recurs_like_a_shift(rule: Any) -> bool:  # noqa: ANN401
    often = str(next(iter(rule.get("FREQ", [])), "")).upper()
    a_day = 1
    for name in ("BYHOUR", "BYMINUTE", "BYSECOND"):
        a_day *= max(1, len(rule.get(name, [])))
    return bool(often) and often not in TOO_FREQUENT and a_day <= MOST_A_DAY


def _end_with(event: Any, window: Window) -> None:  # noqa: ANN401
    """Make a recurrence end with the window if it would go on beyond it."""
    starts = event["DTSTART"].dt
    over = window.ends + timedelta(days=1)
    ends: date = over
    if not isinstance(starts, datetime):
        ends = over.date()
    elif starts.tzinfo is None:
        ends = over.replace(tzinfo=None)
    for rule in _rules(event):
        until = next(iter(rule.get("UNTIL", [])), None)
        if "COUNT" not in rule and (until is None or _day(until) > _day(ends)):
            rule["UNTIL"] = [ends]


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _occurrences(calendar: Calendar, window: Window) -> Iterator[Any]:
    try:
        yield from recurring_ical_events.of(calendar, skip_bad_series=True).between(
            window.starts, window.ends
        )
    except (ValueError, TypeError, OverflowError, KeyError) as fault:
        raise CalendarFault(NO_CALENDAR) from fault


def _entry(event: Any, zone: str) -> Entry | None:  # noqa: ANN401
    """The shift of an occurrence; ``None`` if it is not one, such as an all-day event."""
    starts, ends = event["DTSTART"].dt, event["DTEND"].dt if "DTEND" in event else None
    if not isinstance(starts, datetime) or not isinstance(ends, datetime):
        return None
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return None
    begun, over = _moment(starts, zone), _moment(ends, zone)
    if not timedelta() < over - begun <= LONGEST:
        return None
    return Entry(tuple(dict.fromkeys(_emails(event))), begun, over)


def _moment(at: datetime, zone: str) -> datetime:
    """The moment in UTC; a time skipped by a clock change moves forward by the skipped hour."""
    if at.tzinfo is None:
        return at_wall_time(at, zone)
    return at.astimezone(UTC)


def _emails(event: Any) -> Iterator[str]:  # noqa: ANN401
    attendees = event.get("ATTENDEE")
    listed: list[Any] = (
        [] if attendees is None else attendees if isinstance(attendees, list) else [attendees]
    )
    for each in listed:
        params = each.params
        if str(params.get("CUTYPE", "")).upper() in ROOMS:
            continue
        if str(params.get("PARTSTAT", "")).upper() == "DECLINED":
            continue
        texts = [str(params.get("EMAIL", "")), str(each)]
        found = next((match for text in texts if (match := ADDRESS.search(text))), None)
        if found:
            yield found[0].casefold()
    if not listed:
        for match in ADDRESS.finditer(str(event.get("SUMMARY", ""))):
            yield match[0].casefold()
