"""How many reports a source may send: a bucket of tokens for each, in this process."""

import math
import time
from collections.abc import Callable


class Rate:
    """``per_minute`` reports at once, and as many again in each minute."""

    def __init__(self, per_minute: int, ticks: Callable[[], float] = time.monotonic) -> None:
        """Start with full buckets; ``ticks`` are seconds that never go back."""
        self._most = float(per_minute)
        self._per_second = per_minute / 60
        self._ticks = ticks
        self._buckets: dict[str, tuple[float, float]] = {}

    def wait(self, source: str) -> int:
        """Take one token: 0 if there was one, else the whole seconds until there is."""
        now = self._ticks()
        left, since = self._buckets.get(source, (self._most, now))
        left = min(self._most, left + (now - since) * self._per_second)
        if left < 1:
            self._buckets[source] = (left, now)
            return max(1, math.ceil((1 - left) / self._per_second))
        self._buckets[source] = (left - 1, now)
        return 0
