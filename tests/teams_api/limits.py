"""Teams' rates: a bot in one conversation, and an app in one tenant.

https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
"""

import math
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass

A_THREAD = ((1.0, 7), (2.0, 8), (30.0, 60), (3600.0, 1800))
"""Seconds, and how many messages of a bot one conversation takes in them."""
A_TENANT = ((1.0, 50),)
"""Seconds, and how many requests of an app one tenant takes in them."""


@dataclass
class Rates:
    """How much is let through; a test may tighten it, or turn it off."""

    now: Callable[[], float]
    enforced: bool = True
    thread: tuple[tuple[float, int], ...] = A_THREAD
    tenant: tuple[tuple[float, int], ...] = A_TENANT

    def __post_init__(self) -> None:
        """Start with nothing used."""
        self._used: defaultdict[str, deque[float]] = defaultdict(deque)

    def wait(self, tenant: str, conversation: str) -> int:
        """Zero and one use taken, or how many whole seconds to wait."""
        if not self.enforced:
            return 0
        places = [(f"tenant {tenant}", self.tenant)]
        if conversation:
            places.append((f"thread {conversation}", self.thread))
        waits = [self._wait(name, windows) for name, windows in places]
        if not any(waits):
            for name, _ in places:
                self._used[name].append(self.now())
        return math.ceil(max(waits))

    def _wait(self, name: str, windows: tuple[tuple[float, int], ...]) -> float:
        used, now = self._used[name], self.now()
        longest = max(seconds for seconds, _ in windows)
        while used and used[0] <= now - longest:
            used.popleft()
        found = 0.0
        for seconds, most in windows:
            if len(used) >= most and used[-most] > now - seconds:
                found = max(found, used[-most] + seconds - now)
        return found
