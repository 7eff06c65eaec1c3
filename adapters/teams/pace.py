"""How fast Teams may be written to, kept by us: by tenant, and by conversation.

https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/rate-limit
Several processes each keep their own pace; what is too fast then is answered with 429 and sent
later.
"""

from collections import deque
from dataclasses import dataclass, field

from cachetools import LRUCache

PER_TENANT_S, AT_ONCE = 1 / 45, 5
"""Seconds between two calls, and how many may come before their time: together never more than the
50 that Teams takes in a second of an app in a tenant."""
PER_CONVERSATION = ((7, 1.0), (8, 2.0), (60, 30.0), (1800, 3600.0))
"""So many calls in so many seconds, each of them for one conversation."""
MOST_KEPT = 1800
MOST_CONVERSATIONS = 10_000
"""So many are remembered; who was written to longest ago is forgotten first."""
LONGEST_HOLD_S = 300.0
"""Refused again and again, a conversation is tried twice as late each time, up to this."""


@dataclass
class _Conversation:
    """What went to one conversation, and how it was refused."""

    calls: deque[float] = field(default_factory=lambda: deque[float](maxlen=MOST_KEPT))
    held_until: float = 0.0
    refused: int = 0
    """How many times in a row."""


class Pace:
    """Gives each call its moment. Times are seconds of one monotonic clock."""

    def __init__(self) -> None:
        """Nothing has been sent."""
        self._conversations: LRUCache[str, _Conversation] = LRUCache(MOST_CONVERSATIONS)
        self._tenants: dict[str, float] = {}

    def wait(self, tenant: str, conversation: str, now: float, longest: float) -> float:
        """Seconds until this call may go, and its slot is taken; more than ``longest`` is none.

        Whoever is told more than ``longest`` has taken no slot, and asks again by then.
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
        """Teams said to wait: seconds before which nothing more goes to this conversation.

        Each refusal in a row doubles them, so that a storm calms down by itself.
        """
        found = self._conversation(tenant, conversation)
        longer = max(seconds, min(seconds * 2.0 ** min(found.refused, 16), LONGEST_HOLD_S))
        found.refused += 1
        found.held_until = max(now + longer, found.held_until)
        return longer

    def went(self, tenant: str, conversation: str) -> None:
        """A call to this conversation was taken: the next refusal is the first again."""
        self._conversation(tenant, conversation).refused = 0

    def _conversation(self, tenant: str, conversation: str) -> _Conversation:
        return self._conversations.setdefault(f"{tenant}:{conversation}", _Conversation())
