"""The practice clock, which runs, pauses and leaps forward."""

import time
from datetime import datetime, timedelta


class PracticeClock:
    """A clock for programme time. While it runs, it follows the host's monotonic clock."""

    def __init__(self, start: datetime, *, running: bool = True) -> None:
        """Start at ``start``."""
        self._from = start
        self._since = time.monotonic()
        self._running = running

    @property
    def running(self) -> bool:
        """Whether time passes."""
        return self._running

    def now(self) -> datetime:
        """The current time in the practice hospital, in UTC."""
        if not self._running:
            return self._from
        return self._from + timedelta(seconds=time.monotonic() - self._since)

    def run(self) -> None:
        """Let time pass."""
        self.leap_to(self.now())
        self._running = True

    def pause(self) -> None:
        """Stop time."""
        self.leap_to(self.now())
        self._running = False

    def leap_to(self, moment: datetime) -> None:
        """Set the clock to ``moment``. A moment in the past changes nothing."""
        self._from = max(moment, self.now())
        self._since = time.monotonic()
