"""Parses the ways in which systems write a moment, and converts them to UTC."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from adapters.intake.faults import BadField
from bot.adverse_events.statements import Lacks
from bot.core.clock import in_zone

AHEAD = timedelta(minutes=5)
"""How far a source's clock may run ahead of ours."""

BEHIND = timedelta(days=30)
"""A report about an older event is refused."""

RFC_3339 = re.compile(
    r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)", re.ASCII
)
LOCAL = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?", re.ASCII)
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
HL7_TIME = re.compile(
    r"(?P<day>\d{8})(?P<clock>\d{4}(\d\d(\.\d{1,4})?)?)?(?P<offset>[+-]\d{4})?", re.ASCII
)


def with_offset(text: str) -> datetime:
    """Parse an RFC 3339 time into UTC. Raises ``ValueError``."""
    if not RFC_3339.fullmatch(text):
        raise ValueError("not an RFC 3339 time with an offset")
    try:
        return datetime.fromisoformat(text.upper()).astimezone(UTC)
    except OverflowError:
        raise ValueError("not a possible moment") from None


def on_the_wall(local: datetime, zone: str, now: datetime) -> datetime:
    """The moment at which a zone's clocks show ``local``.

    In the hour that a clock change repeats, the second moment is chosen once it has passed:
    messages arrive soon after they are sent, and a later one must not seem older.
    """
    first, second = (
        local.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC) for fold in (0, 1)
    )
    return second if first < second <= now + AHEAD else first


def plain(text: str, zone: str, now: datetime, time_format: str = "") -> datetime:
    """Parse a time with an offset, or one on the zone's wall clock. Raises ``ValueError``."""
    if time_format:
        read = datetime.strptime(text, time_format)  # noqa: DTZ007 - a wall clock's, see below
        return read.astimezone(UTC) if read.tzinfo else on_the_wall(read, zone, now)
    if LOCAL.fullmatch(text):
        return on_the_wall(datetime.fromisoformat(text.upper()), zone, now)
    return with_offset(text)


def of_hl7(text: str, zone: str, now: datetime) -> datetime | date | None:
    """Parse an HL7 time (``YYYYMMDDHHMM[SS[.S]][+ZZZZ]``); a ``date`` if it has no hour.

    Returns ``None`` if it has no day. Raises ``ValueError`` if it is not a time.
    """
    if not text or (text.isascii() and text.isdigit() and len(text) < len("YYYYMMDD")):
        return None
    found = HL7_TIME.fullmatch(text)
    if not found:
        raise ValueError("not an HL7 time")
    day = datetime.strptime(found["day"], "%Y%m%d").date()  # noqa: DTZ007 - a day of the zone's
    clock = found["clock"]
    if not clock:
        return day
    read = datetime.strptime(clock[:4], "%H%M").time()  # noqa: DTZ007 - a wall clock's
    seconds = float(clock[4:] or 0)
    local = datetime.combine(day, read) + timedelta(seconds=min(seconds, 59.9999))
    if found["offset"]:
        sign = -1 if found["offset"][0] == "-" else 1
        hours, minutes = int(found["offset"][1:3]), int(found["offset"][3:])
        return local.replace(tzinfo=UTC) - sign * timedelta(hours=hours, minutes=minutes)
    return on_the_wall(local, zone, now)


def of_fhir(text: str, zone: str, now: datetime) -> datetime | date | None:
    """Parse a FHIR ``dateTime`` or ``instant``; a ``date`` if it has no hour.

    Returns ``None`` if it has no day. Raises ``ValueError`` if it is not a time.
    """
    if re.fullmatch(r"\d{4}(-\d\d)?", text, re.ASCII):
        return None
    if DAY.fullmatch(text):
        return date.fromisoformat(text)
    return plain(text, zone, now)


def happened(moment: datetime, now: datetime, field: str = "time") -> datetime:
    """The moment of an event, now at the latest. Raises ``BadField`` outside the last 30 days."""
    if moment < now - BEHIND:
        raise BadField(field, f"is more than {BEHIND.days} days ago")
    if moment > now + AHEAD:
        raise BadField(field, "lies in the future")
    return min(moment, now)


@dataclass(frozen=True)
class When:
    """When something happened; ``lacks`` names what is missing if that is not known."""

    moment: datetime | None = None
    lacks: Lacks | None = None


def first_moment(
    found: Iterable[tuple[str, datetime | date | None]], zone: str, now: datetime
) -> When:
    """The first of these candidates with a time of day, each given with the name of its field.

    A day alone does not tell who was at work, so after a day only a moment on that day counts.
    """
    day: date | None = None
    for field, candidate in found:
        if not isinstance(candidate, datetime):
            day = day or candidate
        elif day is None or in_zone(candidate, zone).date() == day:
            if candidate > now + AHEAD:
                return When(lacks=Lacks(field, "lies in the future"))
            return When(min(candidate, now))
    if day is None:
        return When(lacks=Lacks("time", "is missing"))
    # The day is enough to tell that an event is too old to report.
    start = on_the_wall(datetime.combine(day, datetime.min.time()), zone, now)
    return When(start, Lacks("time", "says the day and not the hour"))


def shown(moment: datetime, zone: str) -> str:
    """A moment on a zone's wall clock, as a rehearsal prints it."""
    return f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M %Z}"
