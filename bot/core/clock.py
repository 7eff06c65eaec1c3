"""The port for time: one ``now`` per unit of work, and zones only at the edge."""

from datetime import UTC, datetime
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """Says what time it is.

    Guarantees: ``now`` is aware and in UTC. It decides what is due; it may jump, forward in the
    demo and in tests, and both ways when a host's clock is set. Leases never use it.
    """

    def now(self) -> datetime:
        """The moment it is, in UTC."""
        ...


def in_zone(moment: datetime, zone: str) -> datetime:
    """The same moment on the wall clock of a zone such as ``America/Denver``.

    Raises ``zoneinfo.ZoneInfoNotFoundError`` for a name the time zone database does not know.
    """
    return moment.astimezone(ZoneInfo(zone))


def at_wall_time(local: datetime, zone: str) -> datetime:
    """The moment, in UTC, at which a zone's wall clock shows ``local`` (a naive value).

    In the gap when clocks go forward it is the moment as far after the gap; in the overlap when
    they go back it is the first of the two (PEP 495, ``fold=0``).
    """
    return local.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)
