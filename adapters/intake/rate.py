"""Limits how many reports a source may send, with one token bucket per source and process."""

import math
import time
from collections.abc import Callable


class Rate:
    """Allows ``per_minute`` reports at once, and refills as many in each minute."""

    def __init__(self, per_minute: int, ticks: Callable[[], float] = time.monotonic) -> None:
        """Start with full buckets; ``ticks`` returns monotonic seconds."""
        self._most = float(per_minute)
        self._per_second = per_minute / 60
        self._ticks = ticks
        self._buckets: dict[str, tuple[float, float]] = {}

    def wait(self, source: str) -> int:
        """Take one token; returns 0, or the whole seconds until there is one."""
        now = self._ticks()
        left, since = self._buckets.get(source, (self._most, now))
        left = min(self._most, left + (now - since) * self._per_second)
        if left < 1:
            self._buckets[source] = (left, now)
            return max(1, math.ceil((1 - left) / self._per_second))
        self._buckets[source] = (left - 1, now)
        return 0
