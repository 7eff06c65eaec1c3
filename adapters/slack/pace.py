"""Limits the rate of Slack calls: per method by its tier, and one message per second per channel.

The app limits itself because Slack loses messages that come too fast: of eight simultaneous
posts to one channel, five were lost (https://docs.slack.dev/apis/web-api/rate-limits/). Each
process keeps its own limits; if several together are too fast, Slack answers 429 and the
message is sent later.
"""

from dataclasses import dataclass
from enum import StrEnum

from cachetools import LRUCache

MOST_CHANNELS = 10_000
"""The number of remembered channels; the least recently used is dropped first."""
PER_CHANNEL_S = 1.0


class Method(StrEnum):
    """The limited methods; Slack counts each one separately in each workspace."""

    POST = "chat.postMessage"
    UPDATE = "chat.update"
    HOME = "views.publish"


@dataclass(frozen=True)
class Bucket:
    """One call per ``every`` seconds, and up to ``burst`` calls at once."""

    every: float
    burst: int


BUCKETS = {
    # 300 a minute in a workspace; Slack's documentation says "some hundreds".
    Method.POST: Bucket(0.2, 1),
    # Tiers 3 and 4: fifty and a hundred a minute, including the burst.
    Method.UPDATE: Bucket(1.5, 10),
    Method.HOME: Bucket(0.75, 20),
}
PER_TEAM_S = BUCKETS[Method.POST].every


class Pace:
    """Assigns each call a time slot. Times are in seconds of one monotonic clock."""

    def __init__(self) -> None:
        """Start with no calls."""
        self._channels: LRUCache[str, float] = LRUCache(MOST_CHANNELS)
        self._methods: dict[tuple[str, Method], float] = {}
        """When the next call would be due if calls were spread evenly."""
        self._held: dict[tuple[str, Method], float] = {}

    def wait(self, team: str, method: Method, channel: str, now: float, longest: float) -> float:
        """Take the next slot, and return the seconds until it.

        If the wait is longer than ``longest`` no slot is taken, and the caller asks again after
        the wait. ``channel`` only matters for posts.
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
        """Allow no call of this method in this workspace before ``until``, as Slack asked."""
        self._held[team, method] = max(until, self._held.get((team, method), until))
