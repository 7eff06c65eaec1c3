"""A clock that moves only when it is told to."""

from datetime import datetime, timedelta

from adapters.clock import in_utc


class SimulatedClock:
    """A clock that stands still, and can be moved forwards and backwards."""

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
