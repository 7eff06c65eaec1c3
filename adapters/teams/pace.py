"""Limits the rate of calls to Teams, per tenant and per conversation.

https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/rate-limit
Each process keeps its own limits; if several together are too fast, Teams answers 429 and the
message is sent later.
"""

from collections import deque
from dataclasses import dataclass, field

from cachetools import LRUCache

PER_TENANT_S, AT_ONCE = 1 / 45, 5
"""Seconds between two calls, and the burst. Together they stay below the 50 calls per second
that Teams allows an app in a tenant."""
PER_CONVERSATION = ((7, 1.0), (8, 2.0), (60, 30.0), (1800, 3600.0))
"""Pairs of a number of calls and the seconds in which one conversation may get them."""
MOST_KEPT = 1800
MOST_CONVERSATIONS = 10_000
"""The number of remembered conversations; the least recently used is dropped first."""
LONGEST_HOLD_S = 300.0
"""The longest wait after repeated refusals; each refusal doubles the wait up to this."""


@dataclass
class _Conversation:
    """The recent calls of one conversation, and its refusals."""

    calls: deque[float] = field(default_factory=lambda: deque[float](maxlen=MOST_KEPT))
    held_until: float = 0.0
    refused: int = 0
    """The number of refusals in a row."""


class Pace:
    """Assigns each call a time slot. Times are in seconds of one monotonic clock."""

    def __init__(self) -> None:
        """Start with no calls."""
        self._conversations: LRUCache[str, _Conversation] = LRUCache(MOST_CONVERSATIONS)
        self._tenants: dict[str, float] = {}

    def wait(self, tenant: str, conversation: str, now: float, longest: float) -> float:
        """Take the next slot, and return the seconds until it.

        If the wait is longer than ``longest`` no slot is taken, and the caller asks again after it.
        """
        found = self._conversation(tenant, conversation)
        calls = found.calls
        due = self._tenants.get(tenant, now)
        at = max(now, due - AT_ONCE * PER_TENANT_S, found.held_until)
        for most, seconds in PER_CONVERSATION:
            if len(calls) >= most:
                at = max(at, calls[-most] + seconds)
        if at - now > longest:
            return at - now
        calls.append(at)
        self._tenants[tenant] = max(due, at) + PER_TENANT_S
        return at - now

    def hold(self, tenant: str, conversation: str, now: float, seconds: float) -> float:
        """Hold a conversation after a refusal, and return the seconds.

        Each refusal in a row doubles the wait, so that overload decreases by itself.
        """
        found = self._conversation(tenant, conversation)
        longer = max(seconds, min(seconds * 2.0 ** min(found.refused, 16), LONGEST_HOLD_S))
        found.refused += 1
        found.held_until = max(now + longer, found.held_until)
        return longer

    def went(self, tenant: str, conversation: str) -> None:
        """Reset the refusals of a conversation after a successful call."""
        self._conversation(tenant, conversation).refused = 0

    def _conversation(self, tenant: str, conversation: str) -> _Conversation:
        return self._conversations.setdefault(f"{tenant}:{conversation}", _Conversation())
