"""When it was: the ways in which systems write a moment, brought to UTC."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from adapters.intake.faults import BadField

AHEAD = timedelta(minutes=5)
"""A system's clock may run a little ahead; what is to come cannot have happened."""

RFC_3339 = re.compile(
    r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)", re.ASCII
)
LOCAL = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?", re.ASCII)
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
HL7_TIME = re.compile(
    r"(?P<day>\d{8})(?P<clock>\d{4}(\d\d(\.\d{1,4})?)?)?(?P<offset>[+-]\d{4})?", re.ASCII
)


def with_offset(text: str) -> datetime:
    """An RFC 3339 time, in UTC. Raises ``ValueError``."""
    if not RFC_3339.fullmatch(text):
        raise ValueError("no RFC 3339 time with an offset")
    try:
        return datetime.fromisoformat(text.upper()).astimezone(UTC)
    except OverflowError:
        raise ValueError("no moment on any clock") from None


def on_the_wall(local: datetime, zone: str, now: datetime) -> datetime:
    """The moment at which a zone's clocks show ``local``.

    In the hour that comes twice it is the second one as soon as that can be: messages come soon
    after they are sent, and later ones must not seem older.
    """
    first, second = (
        local.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC) for fold in (0, 1)
    )
    return second if first < second <= now + AHEAD else first


def plain(text: str, zone: str, now: datetime, time_format: str = "") -> datetime:
    """A time with an offset, or one on the wall clock of the zone. Raises ``ValueError``."""
    if time_format:
        read = datetime.strptime(text, time_format)  # noqa: DTZ007 - a wall clock's, see below
        return read.astimezone(UTC) if read.tzinfo else on_the_wall(read, zone, now)
    if LOCAL.fullmatch(text):
        return on_the_wall(datetime.fromisoformat(text.upper()), zone, now)
    return with_offset(text)


def of_hl7(text: str, zone: str, now: datetime) -> datetime | date | None:
    """An HL7 time (``YYYYMMDDHHMM[SS[.S]][+ZZZZ]``); only the day where it says no more.

    ``None`` where it says no day. Raises ``ValueError`` for what is no time.
    """
    if not text or (text.isascii() and text.isdigit() and len(text) < len("YYYYMMDD")):
        return None
    found = HL7_TIME.fullmatch(text)
    if not found:
        raise ValueError("no HL7 time")
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
    """A FHIR ``dateTime`` or ``instant``; only the day where it says no more.

    ``None`` where it says no day. Raises ``ValueError`` for what is no time.
    """
    if re.fullmatch(r"\d{4}(-\d\d)?", text, re.ASCII):
        return None
    if DAY.fullmatch(text):
        return date.fromisoformat(text)
    return plain(text, zone, now)


def happened(moment: datetime, now: datetime, field: str = "time") -> datetime:
    """A moment that can have been. Raises ``BadField`` for one still to come."""
    if moment > now + AHEAD:
        raise BadField(field, "lies in the future")
    return min(moment, now)


def shown(moment: datetime, zone: str) -> str:
    """A moment on a zone's wall clock, as a rehearsal prints it."""
    return f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M %Z}"
