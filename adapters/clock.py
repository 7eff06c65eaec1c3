"""Clocks: the host's, and one that stands still until it is told to move."""

from datetime import UTC, datetime, timedelta


class SystemClock:
    """The host's clock; the only place that asks the operating system what time it is."""

    def now(self) -> datetime:
        """The moment it is, in UTC."""
        return datetime.now(UTC)


class SimulatedClock:
    """A clock for the demo and for tests: it moves only when told to, either way."""

    def __init__(self, start: datetime) -> None:
        """Stand at ``start``; raises ``ValueError`` when it names no zone."""
        self._now = in_utc(start)

    def now(self) -> datetime:
        """The moment it stands at, in UTC."""
        return self._now

    def set(self, moment: datetime) -> None:
        """Stand at another moment, which may lie in the past."""
        self._now = in_utc(moment)

    def advance(self, by: timedelta) -> None:
        """Move on by so much; a negative value goes back."""
        self._now += by


def in_utc(moment: datetime) -> datetime:
    """The same moment in UTC; ``ValueError`` for one without a zone, which says nothing."""
    if moment.utcoffset() is None:
        raise ValueError(f"{moment.isoformat()} names no zone")
    return moment.astimezone(UTC)
