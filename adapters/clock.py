"""The host's clock, and a simulated clock that moves only when it is told to."""

from datetime import UTC, datetime, timedelta


class SystemClock:
    """The host's clock; the only code that asks the operating system for the time."""

    def now(self) -> datetime:
        """The present moment, in UTC."""
        return datetime.now(UTC)


class SimulatedClock:
    """A clock for the demo and for tests, which can be moved forwards and backwards."""

    def __init__(self, start: datetime) -> None:
        """Start at ``start``; raises ``ValueError`` if it has no zone."""
        self._now = in_utc(start)

    def now(self) -> datetime:
        """The moment it was set to, in UTC."""
        return self._now

    def set(self, moment: datetime) -> None:
        """Move to another moment, which may be in the past."""
        self._now = in_utc(moment)

    def advance(self, by: timedelta) -> None:
        """Move by a duration; a negative one goes back."""
        self._now += by


def in_utc(moment: datetime) -> datetime:
    """Convert a moment to UTC; raises ``ValueError`` if it has no zone."""
    if moment.utcoffset() is None:
        raise ValueError(f"{moment.isoformat()} names no zone")
    return moment.astimezone(UTC)
