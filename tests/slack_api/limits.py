"""Slack's rates: tiers a method and workspace, one message a second a channel."""

import math
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass

A_MINUTE = 60.0
TIERS = {1: 1, 2: 20, 3: 50, 4: 100}
"""Calls a minute."""
TIER_OF = {
    "apps.connections.open": 1,
    "usergroups.list": 2,
    "usergroups.users.list": 2,
    "users.list": 2,
    "conversations.list": 2,
    "conversations.open": 3,
    "conversations.info": 3,
    "chat.update": 3,
    "chat.delete": 3,
    "users.lookupByEmail": 3,
    "dnd.info": 3,
    "team.info": 3,
    "files.delete": 3,
    "files.getUploadURLExternal": 4,
    "files.completeUploadExternal": 4,
    "chat.postEphemeral": 4,
    "conversations.members": 4,
    "users.info": 4,
    "views.open": 4,
    "views.push": 4,
    "views.update": 4,
    "views.publish": 4,
}
"""What has no line here is not limited by a tier: ``auth.test`` allows hundreds a minute."""


@dataclass
class Rates:
    """How much is let through; a test may tighten or widen it.

    ``channel_burst`` is how many messages a channel takes at once before one a second is all
    it takes: Slack allows short bursts and does not say how short.
    """

    now: Callable[[], float]
    channel_burst: int = 10
    team_a_minute: int = 400
    enforced: bool = True

    def __post_init__(self) -> None:
        """Start with nothing used."""
        self._used: defaultdict[tuple[str, str], deque[float]] = defaultdict(deque)
        self._room: dict[tuple[str, str], tuple[float, float]] = {}

    def wait(self, team: str, method: str, channel: str) -> int:
        """Zero and one use taken, or how many whole seconds to wait."""
        if not self.enforced:
            return 0
        if method == "chat.postMessage":
            return self._channel(team, channel) or self._window((team, method), self.team_a_minute)
        tier = TIER_OF.get(method)
        return self._window((team, method), TIERS[tier]) if tier else 0

    def _window(self, key: tuple[str, str], most: int) -> int:
        used, now = self._used[key], self.now()
        while used and used[0] <= now - A_MINUTE:
            used.popleft()
        if len(used) >= most:
            return max(1, math.ceil(used[0] + A_MINUTE - now))
        used.append(now)
        return 0

    def _channel(self, team: str, channel: str) -> int:
        now = self.now()
        left, at = self._room.get((team, channel), (float(self.channel_burst), now))
        left = min(float(self.channel_burst), left + now - at)
        if left < 1.0:
            self._room[team, channel] = (left, now)
            return max(1, math.ceil(1.0 - left))
        self._room[team, channel] = (left - 1.0, now)
        return 0
