"""How fast Slack may be written to: one message a second in a channel, some a second in all.

Kept by us, for Slack's own answer to too much is to lose messages: eight posts at once to one
channel lost five (https://docs.slack.dev/apis/web-api/rate-limits/). Several processes each
keep their own pace; what is too fast then is answered with 429 and sent later.
"""

from collections import OrderedDict

PER_CHANNEL_S = 1.0
PER_TEAM_S = 0.2
"""Seconds between two messages: 300 a minute in a workspace, "some hundreds"."""
MOST_CHANNELS = 10_000
"""So many are remembered; who was written to longest ago is forgotten first."""


class Pace:
    """Gives each message its moment. Times are seconds of one monotonic clock."""

    def __init__(self) -> None:
        """Nothing has been sent."""
        self._channels: OrderedDict[str, float] = OrderedDict()
        self._teams: dict[str, float] = {}

    def wait(self, team: str, channel: str, now: float, longest: float) -> float:
        """Seconds until this message may go, and its slot is taken; more than ``longest`` is none.

        Whoever is told more than ``longest`` has taken no slot, and asks again by then.
        """
        name = f"{team}:{channel}"
        at = max(now, self._channels.get(name, now), self._teams.get(team, now))
        if at - now > longest:
            return at - now
        self._channels[name] = at + PER_CHANNEL_S
        self._channels.move_to_end(name)
        self._teams[team] = at + PER_TEAM_S
        while len(self._channels) > MOST_CHANNELS:
            self._channels.popitem(last=False)
        return at - now

    def hold(self, team: str, channel: str, until: float) -> None:
        """Slack said to wait: nothing more to this channel before then."""
        name = f"{team}:{channel}"
        self._channels[name] = max(until, self._channels.get(name, until))
