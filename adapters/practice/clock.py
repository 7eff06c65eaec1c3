"""The practice clock: it runs, pauses and leaps."""

import time
from datetime import datetime, timedelta


class PracticeClock:
    """Programme time that runs with the host's monotonic clock, or stands, or is set forward."""

    def __init__(self, start: datetime, *, running: bool = True) -> None:
        """Begin at ``start``."""
        self._from = start
        self._since = time.monotonic()
        self._running = running

    @property
    def running(self) -> bool:
        """Whether time goes by."""
        return self._running

    def now(self) -> datetime:
        """The moment it is in the practice hospital, in UTC."""
        if not self._running:
            return self._from
        return self._from + timedelta(seconds=time.monotonic() - self._since)

    def run(self) -> None:
        """Let time go by."""
        self.leap_to(self.now())
        self._running = True

    def pause(self) -> None:
        """Let time stand."""
        self.leap_to(self.now())
        self._running = False

    def leap_to(self, moment: datetime) -> None:
        """Be at ``moment``; it is never earlier than now, since programme time does not go back."""
        self._from = max(moment, self.now())
        self._since = time.monotonic()
