"""How fast Teams may be written to, kept by us: by tenant, and by conversation.

https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/rate-limit
Several processes each keep their own pace; what is too fast then is answered with 429 and sent
later.
"""

from collections import OrderedDict, deque

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


class Pace:
    """Gives each call its moment. Times are seconds of one monotonic clock."""

    def __init__(self) -> None:
        """Nothing has been sent."""
        self._calls: OrderedDict[str, deque[float]] = OrderedDict()
        self._tenants: dict[str, float] = {}
        self._held: dict[str, float] = {}
        self._refused: dict[str, int] = {}

    def wait(self, tenant: str, conversation: str, now: float, longest: float) -> float:
        """Seconds until this call may go, and its slot is taken; more than ``longest`` is none.

        Whoever is told more than ``longest`` has taken no slot, and asks again by then.
        """
        name = f"{tenant}:{conversation}"
        calls = self._calls.get(name) or deque[float](maxlen=MOST_KEPT)
        due = self._tenants.get(tenant, now)
        at = max(now, due - AT_ONCE * PER_TENANT_S, self._held.get(name, now))
        for most, seconds in PER_CONVERSATION:
            if len(calls) >= most:
                at = max(at, calls[-most] + seconds)
        if at - now > longest:
            return at - now
        calls.append(at)
        self._calls[name] = calls
        self._calls.move_to_end(name)
        self._tenants[tenant] = max(due, at) + PER_TENANT_S
        while len(self._calls) > MOST_CONVERSATIONS:
            forgotten, _ = self._calls.popitem(last=False)
            self._held.pop(forgotten, None)
            self._refused.pop(forgotten, None)
        return at - now

    def hold(self, tenant: str, conversation: str, now: float, seconds: float) -> float:
        """Teams said to wait: seconds before which nothing more goes to this conversation.

        Each refusal in a row doubles them, so that a storm calms down by itself.
        """
        name = f"{tenant}:{conversation}"
        before = self._refused.get(name, 0)
        self._refused[name] = before + 1
        longer = max(seconds, min(seconds * 2.0 ** min(before, 16), LONGEST_HOLD_S))
        self._held[name] = max(now + longer, self._held.get(name, 0.0))
        return longer

    def went(self, tenant: str, conversation: str) -> None:
        """A call to this conversation was taken: the next refusal is the first again."""
        self._refused.pop(f"{tenant}:{conversation}", None)
