"""The port for time: one ``now`` per unit of work; time zones only where people read or type."""

from datetime import UTC, date, datetime, time
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """Tells the time by which things are due; leases use real time instead.

    It may jump: forward in the demo and in tests, both ways when a host's clock is set.
    """

    def now(self) -> datetime:
        """Return the present moment, aware and in UTC."""


def in_zone(moment: datetime, zone: str) -> datetime:
    """Return the same moment on the wall clock of a zone such as ``America/Denver``.

    Raises ``zoneinfo.ZoneInfoNotFoundError`` for a name the time zone database does not know.
    """
    return moment.astimezone(ZoneInfo(zone))


def noon(day: date, zone: str) -> datetime:
    """Return noon on a zone's wall clock, so that the day is right there."""
    return at_wall_time(datetime.combine(day, time(12)), zone)


def moment_on(day: str, clock: str, zone: str) -> datetime:
    """Return the moment of a picked day and time on a zone's wall clock.

    Raises ``ValueError`` or ``OverflowError`` for what is no day or no time.
    """
    local = datetime.combine(date.fromisoformat(day), time.fromisoformat(clock))
    return at_wall_time(local, zone)


def at_wall_time(local: datetime, zone: str) -> datetime:
    """Return the moment, in UTC, at which a zone's wall clock shows ``local`` (a naive value).

    When clocks go forward, a skipped time counts from the end of the gap; when they go back, a
    repeated time means the first of the two (PEP 495, ``fold=0``).
    """
    return local.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)
