"""Parses a calendar into who works from when to when, and drops everything else.

A title is searched for e-mail addresses at most, unless the playbook says that it names people.
Recurring events are expanded only within a window of time. Each series is read by itself: one that
cannot be read costs no other.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
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

FAR = timedelta(days=40)
"""An event alone that is further from the window cannot reach into it."""

TOO_FREQUENT = ("SECONDLY", "MINUTELY", "HOURLY")
"""Recurrence rules that no shift has, and that would take too long to expand."""

MOST_A_DAY = 6
"""How often a shift may recur within one day."""

NEEDED = frozenset({"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"})
ONCE = ("DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "SEQUENCE", "STATUS")
"""What an entry has once at most; of two, nobody knows which counts."""

FOLD = re.compile(rb"\r?\n[ \t]")
ZONED_UTC = re.compile(
    rb"^((?:DTSTART|DTEND|RECURRENCE-ID|EXDATE|RDATE)(?:;(?!TZID)[^:;\r\n]{0,50}){0,5})"
    rb';TZID=(?:"[^"\r\n]{0,100}"|[^:;"\r\n]{0,100})'
    rb"((?:;[^:;\r\n]{0,50}){0,5}:\d{8}T\d{6}Z(?:,\d{8}T\d{6}Z)*\s*)$",
    re.IGNORECASE | re.MULTILINE,
)
"""A time in UTC to which a zone is given, which RFC 5545 (3.2.19) forbids and programs write. The
library reads it on that zone's clock."""

ROOMS = ("ROOM", "RESOURCE")
UNREADABLE = (
    *(ValueError, TypeError, LookupError, AttributeError, ArithmeticError),
    # They look for a file of the name that a zone has, however long it is.
    *(OSError, RecursionError),
)
"""What the libraries raise about something they cannot read."""


LONGEST_TITLE = 300
"""Characters; what comes after them is not looked at."""


@dataclass(frozen=True)
class How:
    """How a calendar is read."""

    longest: timedelta = LONGEST
    """A longer event is unusable."""
    titles: bool = False
    """Whether to give the titles of entries without addresses: they name people."""
    all_day: tuple[time, time] | None = None
    """The hours of an event for a whole day; without them it is unusable."""


@dataclass(frozen=True)
class Entry:
    """One shift; ``emails`` are the addresses of the people it is for, in lower case."""

    emails: tuple[str, ...]
    starts: datetime
    ends: datetime
    title: str = ""


@dataclass
class CalendarRead:
    """The shifts of a calendar, and how many events could not be used."""

    entries: list[Entry] = field(default_factory=list)
    passed_over: int = 0


class TooLong(BaseException):
    """Reading one series took too long; no library catches this by accident."""


Limit = Callable[[], AbstractContextManager[object]]
"""Makes what bounds the reading of one series, by raising ``TooLong``."""


def read_calendar(
    raw: bytes,
    zone: str,
    window: Window,
    how: How = How(),
    limit: Limit = nullcontext,
) -> CalendarRead:
    """Parse the shifts within a window; ``zone`` applies to times that have none.

    What ``how`` leaves out counts as unusable, and so do the events of a series that ``limit``
    stops. Raises ``CalendarFault`` if this is not a complete calendar.
    """
    found = CalendarRead()
    for calendar in _calendars(raw, found):
        if str(calendar.get("CALSCALE", "GREGORIAN")).upper() != "GREGORIAN":
            raise CalendarFault(NO_CALENDAR)
        for series in _series(calendar, window, found):
            _read_series(series, zone, window, how, limit, found)
            if len(found.entries) > MOST_ENTRIES:
                raise CalendarFault(TOO_LARGE)
    return found


def _calendars(raw: bytes, found: CalendarRead) -> list[Calendar]:
    """The calendars of a file; events that the library cannot even parse are taken out."""
    raw = ZONED_UTC.sub(rb"\1\2", FOLD.sub(b"", raw))
    try:
        calendars = Calendar.from_ical(raw, multiple=True)
    except UNREADABLE:
        calendars = Calendar.from_ical(_without_what_does_not_parse(raw, found), multiple=True)
    if not calendars or any(calendar.name != "VCALENDAR" for calendar in calendars):
        raise CalendarFault(NO_CALENDAR)
    return calendars


def _read_series(
    series: Calendar,
    zone: str,
    window: Window,
    how: How,
    limit: Limit,
    found: CalendarRead,
) -> None:
    """Add the shifts of one series to what was found, all of them or none."""
    entries, passed_over = list[Entry](), 0
    try:
        with limit():
            for event in recurring_ical_events.of(series).between(window.starts, window.ends):
                shifts = _shifts(event, zone, how)
                passed_over += not shifts
                entries += [
                    each
                    for each in shifts
                    if each.starts < window.ends and each.ends > window.starts
                ]
    except (*UNREADABLE, TooLong, MemoryError):
        found.passed_over += sum(each.name == "VEVENT" for each in series.subcomponents)
        return
    found.entries += entries
    found.passed_over += passed_over


def _series(calendar: Calendar, window: Window, found: CalendarRead) -> Iterator[Calendar]:
    """Each series that may reach into the window, as a calendar of its own with all zones."""
    events: dict[str, list[Any]] = defaultdict(list)
    zones = calendar.walk("VTIMEZONE")
    for number, event in enumerate(calendar.walk("VEVENT")):
        try:
            if not _usable(event):
                found.passed_over += 1
            elif not _is_far(event, window):
                events[str(event.get("UID") or number)].append(event)
        except UNREADABLE:
            found.passed_over += 1
    for alike in events.values():
        for together in _told_apart(alike, found):
            try:
                for event in together:
                    _end_with(event, window)
            except UNREADABLE:
                found.passed_over += len(together)
                continue
            series = Calendar(calendar)
            series.subcomponents = [*zones, *together]
            yield series


def _told_apart(events: list[Any], found: CalendarRead) -> Iterator[list[Any]]:
    """The series among the events of one UID, which some programs give to several entries.

    Moved occurrences belong to the one that recurs. Of two editions of an entry, the older counts
    as unusable.
    """
    moved = [event for event in events if "RECURRENCE-ID" in event]
    entries = [event for event in events if "RECURRENCE-ID" not in event]
    newest = max((_edition(event) for event in entries), default=0)
    current = [event for event in entries if _edition(event) == newest]
    found.passed_over += len(entries) - len(current)
    recurring = [event for event in current if "RRULE" in event or "RDATE" in event]
    head = next(iter(recurring or current), None)
    if head is None:
        yield moved
    for event in current:
        yield [event, *moved] if event is head else [event]


def _edition(event: Any) -> int:  # noqa: ANN401 - the library's components have no common type
    number = event.get("SEQUENCE", 0)
    return number if isinstance(number, int) else 0


def _is_far(event: Any, window: Window) -> bool:  # noqa: ANN401
    """Whether an event that does not recur lies far from the window."""
    if any(name in event for name in ("RRULE", "RDATE", "RECURRENCE-ID")):
        return False
    starts = _day(event["DTSTART"].dt)
    ends = _day(event["DTEND"].dt) if "DTEND" in event else starts
    far = window.starts.date() - FAR, window.ends.date() + FAR
    return starts > far[1] or (starts < far[0] and ends < far[0])


def _without_what_does_not_parse(raw: bytes, found: CalendarRead) -> bytes:
    """The file without the events that keep the library from parsing it.

    Raises ``CalendarFault`` if the file is no complete calendar, or something else is wrong.
    """
    kept = list[bytes]()
    event: list[bytes] | None = None
    for line in raw.splitlines(keepends=True):
        word = line.strip().upper()
        if word == b"BEGIN:VEVENT" and event is None:
            event = []
        (kept if event is None else event).append(line)
        if word == b"END:VEVENT" and event is not None:
            if _parses(b"".join((b"BEGIN:VCALENDAR\r\n", *event, b"END:VCALENDAR\r\n"))):
                kept += event
            else:
                found.passed_over += 1
            event = None
    rest = b"".join(kept)
    if event is not None or not _parses(rest):
        raise CalendarFault(NO_CALENDAR)
    return rest


def _parses(raw: bytes) -> bool:
    try:
        Calendar.from_ical(raw, multiple=True)
    except UNREADABLE:
        return False
    return True


def _usable(event: Any) -> bool:  # noqa: ANN401
    if any(name in NEEDED for name, _ in event.errors):
        return False
    starts = event.get("DTSTART")
    if starts is None or any(isinstance(event.get(name), list) for name in ONCE):
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
    counts = [n for name in ("INTERVAL", "COUNT") for n in rule.get(name, [])]
    # The libraries go round for ever where a series steps by nothing.
    moves = all(isinstance(n, int) and n >= 1 for n in counts)
    return bool(often) and often not in TOO_FREQUENT and a_day <= MOST_A_DAY and moves


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


def _shifts(event: Any, zone: str, how: How) -> list[Entry]:  # noqa: ANN401
    """The shifts of an occurrence; none if it is not one, such as a meeting of no length."""
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return []
    spans = list(_spans(event, zone, how))
    emails = tuple(dict.fromkeys(_emails(event)))
    title = str(event.get("SUMMARY", ""))[:LONGEST_TITLE] if how.titles and not emails else ""
    return [Entry(emails, starts, ends, title) for starts, ends in spans]


def _spans(event: Any, zone: str, how: How) -> Iterator[tuple[datetime, datetime]]:  # noqa: ANN401
    starts, ends = event["DTSTART"].dt, event["DTEND"].dt if "DTEND" in event else None
    if isinstance(starts, datetime) and isinstance(ends, datetime):
        begun, over = _moment(starts, zone), _moment(ends, zone)
        if timedelta() < over - begun <= how.longest:
            yield begun, over
    elif how.all_day is not None and not isinstance(starts, datetime):
        days = ((ends or starts) - starts).days or 1
        opens, closes = how.all_day
        for number in range(days if days <= how.longest.days else 0):
            day = starts + timedelta(days=number)
            over_on = day + timedelta(days=closes <= opens)
            yield (
                at_wall_time(datetime.combine(day, opens), zone),
                at_wall_time(datetime.combine(over_on, closes), zone),
            )


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
