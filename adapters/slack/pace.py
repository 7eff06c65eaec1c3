"""How fast Slack may be called: a method at its tier's pace, a channel one message a second.

Kept by us, for Slack's own answer to too much is to lose messages: eight posts at once to one
channel lost five (https://docs.slack.dev/apis/web-api/rate-limits/). Several processes each
keep their own pace; what is too fast then is answered with 429 and sent later.
"""

from dataclasses import dataclass
from enum import StrEnum

from cachetools import LRUCache

MOST_CHANNELS = 10_000
"""So many are remembered; who was written to longest ago is forgotten first."""
PER_CHANNEL_S = 1.0


class Method(StrEnum):
    """What is called: Slack counts each method by itself, in each workspace."""

    POST = "chat.postMessage"
    UPDATE = "chat.update"
    HOME = "views.publish"


@dataclass(frozen=True)
class Bucket:
    """A call each ``every`` seconds, and up to ``burst`` of them at once."""

    every: float
    burst: int


BUCKETS = {
    # 300 a minute in a workspace, where Slack says "some hundreds".
    Method.POST: Bucket(0.2, 1),
    # Tiers 3 and 4: fifty and a hundred a minute, with the burst counted in.
    Method.UPDATE: Bucket(1.5, 10),
    Method.HOME: Bucket(0.75, 20),
}
PER_TEAM_S = BUCKETS[Method.POST].every


class Pace:
    """Gives each call its moment. Times are seconds of one monotonic clock."""

    def __init__(self) -> None:
        """Nothing has been sent."""
        self._channels: LRUCache[str, float] = LRUCache(MOST_CHANNELS)
        self._methods: dict[tuple[str, Method], float] = {}
        """When the next call would be due if all were as far apart as in the long run."""
        self._held: dict[tuple[str, Method], float] = {}

    def wait(self, team: str, method: Method, channel: str, now: float, longest: float) -> float:
        """Seconds until this call may go, and its slot is taken; more than ``longest`` is none.

        Whoever is told more than ``longest`` has taken no slot, and asks again by then. A
        ``channel`` counts for posts alone.
        """
        bucket, key, name = BUCKETS[method], (team, method), f"{team}:{channel}"
        due = self._methods.get(key, now)
        at = max(now, due - bucket.every * (bucket.burst - 1), self._held.get(key, now))
        if method is Method.POST:
            at = max(at, self._channels.get(name, now))
        if at - now > longest:
            return at - now
        self._methods[key] = max(due, at) + bucket.every
        if method is Method.POST:
            self._channels[name] = at + PER_CHANNEL_S
        return at - now

    def hold(self, team: str, method: Method, until: float) -> None:
        """Slack said to wait: nothing more by this method in this workspace before then."""
        self._held[team, method] = max(until, self._held.get((team, method), until))
