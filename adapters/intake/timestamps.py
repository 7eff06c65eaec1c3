"""Reads when something happened, with the precision and the place with which it was written.

HL7's DTM, FHIR's ``dateTime`` and ``instant``, ISO 8601 and a playbook's own format all become a
``When``. A time that cannot be read is not one that was not given: nothing else replaces it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from enum import IntEnum
from zoneinfo import ZoneInfo

from adapters.intake.faults import BadField
from bot.adverse_events.unread import Lacks

AHEAD = timedelta(minutes=5)
"""How far a source's clock may run ahead of ours."""

BEHIND = timedelta(days=30)
"""A report about an older event is refused."""

FARTHEST_OFFSET_H = 14
EARLIEST_YEAR = 1800
"""Four digits below it are something else, such as a time of day."""

_FORM = (
    r"(?P<year>\d{{4}})(?:{dash}(?P<month>\d\d)(?:{dash}(?P<day>\d\d)"
    r"(?:{between}(?P<hour>\d\d)(?::?(?P<minute>\d\d)(?::?(?P<second>\d\d)"
    r"(?:[.,](?P<fraction>\d+))?)?)?)?)?)? ?(?P<offset>[Zz]|[+-]\d\d(?::?\d\d)?)?"
)
FORMS = (
    re.compile(_FORM.format(dash="-", between="[Tt ]"), re.ASCII),
    re.compile(_FORM.format(dash="", between="[Tt ]?"), re.ASCII),
)
"""With dashes, and as HL7 writes it. Dashes go first: ``2026-11`` is a month, not an offset."""

LEFT_OUT = re.compile(r'0*|""', re.ASCII)
"""An empty field, HL7's null, and the zeros with which some systems fill an empty date."""


class Precision(IntEnum):
    """How exactly a time was written."""

    NOT_GIVEN = 0
    UNREADABLE = 1
    YEAR = 2
    MONTH = 3
    DAY = 4
    HOUR = 5
    MINUTE = 6
    SECOND = 7


HL7_PRECISIONS: Mapping[str, Precision] = {
    "Y": Precision.YEAR,
    "L": Precision.MONTH,
    "D": Precision.DAY,
    "H": Precision.HOUR,
    "M": Precision.MINUTE,
    "S": Precision.SECOND,
}
"""The second component of a time until HL7 2.5: how much of the first one is known."""


@dataclass(frozen=True)
class When:
    """When something happened: from ``start`` until before ``end``, as it was written."""

    place: str
    """The field that says it."""
    precision: Precision = Precision.NOT_GIVEN
    start: datetime | None = None
    """``None`` if it was not given, or cannot be read; so is ``end``."""
    end: datetime | None = None
    has_offset: bool = False

    @property
    def moment(self) -> datetime | None:
        """The moment, if the time of day was written."""
        return self.start if self.precision >= Precision.HOUR else None

    @property
    def says_when(self) -> bool:
        """Whether a time was given and can be read, however roughly."""
        return self.precision >= Precision.YEAR

    def contains(self, moment: datetime) -> bool:
        """Whether it may have been at this moment."""
        return self.start is not None and self.end is not None and self.start <= moment < self.end


def when(
    text: str, place: str, zone: str, now: datetime, most: Precision = Precision.SECOND
) -> When:
    """Read a time; one without an offset is on the zone's wall clock.

    ``most`` is how much of it is known, if the sender says so beside the time.
    """
    text = text.strip()
    if LEFT_OUT.fullmatch(text):
        return When(place)
    found = next((match for form in FORMS if (match := form.fullmatch(text))), None)
    try:
        if found is None:
            raise ValueError
        return _read(found.groupdict(), place, zone, now, most)
    except (ValueError, OverflowError):
        return When(place, Precision.UNREADABLE)


LASTS: Mapping[Precision, timedelta] = {
    Precision.HOUR: timedelta(hours=1),
    Precision.MINUTE: timedelta(minutes=1),
    Precision.SECOND: timedelta(seconds=1),
}
"""How long it may have been after ``start``, where no clock change matters."""

PARTS = ("year", "month", "day", "hour", "minute", "second")


def _read(
    written: Mapping[str, str | None], place: str, zone: str, now: datetime, most: Precision
) -> When:
    numbers = [int(written[part] or 0) for part in PARTS]
    known = sum(written[part] is not None for part in PARTS)
    # Some systems fill an unknown month or day with zeros.
    for at in (1, 2):
        if known > at and not numbers[at]:
            if any(numbers[at:]):
                raise ValueError
            known = at
    precision = min(Precision(known + 1), most)
    numbers = [each if at < precision - 1 else 0 for at, each in enumerate(numbers)]
    if numbers[0] < EARLIEST_YEAR:
        raise ValueError
    local = _local(numbers, (written["fraction"] or "") if precision is Precision.SECOND else "")
    offset = _offset(written["offset"])

    def moment_of(local: datetime) -> datetime:
        if offset is not None:
            return local.replace(tzinfo=offset).astimezone(UTC)
        return on_the_wall(local, zone, now)

    start = moment_of(local)
    # A clock change makes a day longer or shorter, but no hour.
    lasts = LASTS.get(precision)
    end = start + lasts if lasts is not None else moment_of(_following(local, precision))
    return When(place, precision, start, end, has_offset=offset is not None)


def _local(numbers: list[int], fraction: str) -> datetime:
    """What a clock shows, which may be a leap second or the end of a day."""
    year, month, day, hour, minute, second = numbers
    leap_second, midnight = second == 60, numbers[3:] == [24, 0, 0]  # noqa: PLR2004
    local = datetime(  # noqa: DTZ001 - on a wall clock, or with its offset
        year, month or 1, day or 1, 0 if midnight else hour, minute, 59 if leap_second else second
    )
    if midnight:
        local += timedelta(days=1)
    if leap_second:
        return local + timedelta(seconds=1, microseconds=-1)
    return local + timedelta(microseconds=int(fraction[:6].ljust(6, "0")))


def _following(local: datetime, precision: Precision) -> datetime:
    """The start of the next year, month, or day."""
    if precision is Precision.YEAR:
        return local.replace(year=local.year + 1)
    if precision is Precision.MONTH:
        return (local + timedelta(days=31)).replace(day=1)
    return local + timedelta(days=1)


def _offset(written: str | None) -> tzinfo | None:
    if not written:
        return None
    if written in "Zz":
        return UTC
    digits = written[1:].replace(":", "")
    hours, minutes = int(digits[:2]), int(digits[2:] or 0)
    if minutes > 59 or hours * 60 + minutes > FARTHEST_OFFSET_H * 60:  # noqa: PLR2004
        raise ValueError
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if written[0] == "-" else offset)


def on_the_wall(local: datetime, zone: str, now: datetime) -> datetime:
    """The moment at which a zone's clocks show ``local``.

    In the hour that a clock change repeats, the second moment is chosen once it has passed:
    messages arrive soon after they are sent, and a later one must not seem older.
    """
    first, second = (
        local.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC) for fold in (0, 1)
    )
    return second if first < second <= now + AHEAD else first


def in_format(text: str, place: str, zone: str, now: datetime, time_format: str) -> When:
    """Read a time in a playbook's own format, which has a day, an hour and a minute."""
    if not text.strip():
        return When(place)
    try:
        read = datetime.strptime(text.strip(), time_format)  # noqa: DTZ007 - a wall clock's
        start = read.astimezone(UTC) if read.tzinfo else on_the_wall(read, zone, now)
    except (ValueError, OverflowError):
        return When(place, Precision.UNREADABLE)
    minute = timedelta(minutes=1)
    return When(place, Precision.MINUTE, start, start + minute, has_offset=read.tzinfo is not None)


def happened(found: When, now: datetime) -> datetime:
    """The moment of a reported event, now at the latest.

    Raises ``BadField`` if there is none, or if it is outside the last 30 days.
    """
    moment = found.moment
    if found.precision is Precision.NOT_GIVEN:
        raise BadField(found.place, "is missing")
    if found.precision is Precision.UNREADABLE:
        raise BadField(found.place, "does not have the format of this source")
    if moment is None:
        raise BadField(found.place, _too_rough(found.precision))
    if moment < now - BEHIND:
        raise BadField(found.place, f"is more than {BEHIND.days} days ago")
    if moment > now + AHEAD:
        raise BadField(found.place, "lies in the future")
    return min(moment, now)


def _too_rough(precision: Precision) -> str:
    if precision is Precision.DAY:
        return "says the day and not the hour"
    return f"says the {precision.name.casefold()} and not the day"


@dataclass(frozen=True)
class Decided:
    """When a death happened; ``lacks`` names what is missing if that is not known.

    ``latest`` is the moment, or the last one it can have been: enough to tell what is too old.
    """

    latest: datetime | None = None
    lacks: Lacks | None = None


def decided(candidates: Iterable[When], now: datetime) -> Decided:
    """When a death happened, by the first of these that was given.

    A day alone does not tell who was at work, so a later candidate may say a moment on that day.
    A time that cannot be read, or is not precise to the day, is replaced by no other.
    """
    given = [each for each in candidates if each.precision is not Precision.NOT_GIVEN]
    if not given:
        return Decided(lacks=Lacks("time", "is missing"))
    first = given[0]
    if first.start is None or first.end is None:
        return Decided(lacks=Lacks(first.place, "cannot be read as a time", passed_over=True))
    if first.start > now + AHEAD:
        return Decided(lacks=Lacks(first.place, "lies in the future"))
    latest = min(first.end, now)
    if first.precision < Precision.DAY:
        return Decided(latest, Lacks(first.place, _too_rough(first.precision), passed_over=True))
    for each in given:
        if each.moment is not None and first.contains(each.moment):
            if each.moment > now + AHEAD:
                return Decided(lacks=Lacks(each.place, "lies in the future"))
            return Decided(min(each.moment, now))
    return Decided(latest, Lacks("time", _too_rough(first.precision)))


def shown(moment: datetime, zone: str) -> str:
    """A moment on a zone's wall clock, as a rehearsal prints it."""
    return f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M %Z}"
