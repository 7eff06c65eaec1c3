"""Faults of the platform: it refuses, it loses answers, or a channel of it is gone."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from bot.core.conversation import Address
from bot.core.errors import BotError
from bot.core.health import Symptom
from bot.core.storage import Work, in_one_work
from bot.programme import current, put
from tests.chaos.house import MINUTE, PLATFORM
from tests.chaos.week import A_NIGHT, Fault, Scene

PEERS, NEW_PEERS = "#peers", "#new-peers"


class Refusing(Fault):
    """The platform answers calls with an error."""

    def __init__(
        self,
        name: str,
        error: Callable[[], BotError],
        expects: Mapping[str, str],
        lasts: timedelta = A_NIGHT,
        *,
        shows: Symptom | None = None,
        presses: bool = True,
        shows_after: timedelta = timedelta(),
        lingers: timedelta = 10 * MINUTE,
    ) -> None:
        """``shows`` is what an examination finds; ``presses`` whether people can press."""
        self.name, self.lasts, self.expects = name, lasts, expects
        self.shows_after, self.lingers = shows_after, lingers
        self._error, self._shows, self._presses = error, shows, presses

    async def breaks(self, scene: Scene) -> None:
        """Refuse from now on."""
        wire = scene.house.wire
        scene.traffic.can_press = self._presses
        wire.trouble = self._trouble
        wire.shows = [self._shows] if self._shows else []
        self._before = wire.refused

    async def mends(self, scene: Scene) -> None:
        """Answer again."""
        scene.traffic.can_press = True
        scene.house.wire.trouble = lambda _: None
        scene.house.wire.shows = []

    def can_be_noticed(self, scene: Scene) -> bool:
        """Whether a call has failed."""
        return scene.house.wire.refused > self._before

    def _trouble(self, _: Address) -> BotError:
        return self._error()


class LosingAnswers(Refusing):
    """The platform does what it is asked to, but half of its answers come too late."""

    async def breaks(self, scene: Scene) -> None:
        """Lose half of the answers."""
        chance = scene.house.chance
        self._before = _lost(scene)
        scene.house.wire.trouble = lambda _: self._error() if chance.random() < 0.5 else None

    def can_be_noticed(self, scene: Scene) -> bool:
        """Whether the answer to a new message was lost: a redraw is simply made once more."""
        return _lost(scene) > self._before


def _lost(scene: Scene) -> int:
    return sum(each.unknown for each in scene.house.wire.arrived)


class ChannelAway(Fault):
    """The channel for the claim cards takes nothing."""

    def __init__(self, name: str, expects: Mapping[str, str], lasts: timedelta) -> None:
        """``lasts`` how long."""
        self.name, self.expects, self.lasts = name, expects, lasts

    async def breaks(self, scene: Scene) -> None:
        """Delete or archive it."""
        wire = scene.house.wire
        (wire.archived if "channel_archived" in self.expects else wire.gone).add(PEERS)

    async def mends(self, scene: Scene) -> None:
        """Let it be there again."""
        wire = scene.house.wire
        wire.gone.discard(PEERS)
        wire.archived.discard(PEERS)


class ChannelReplaced(Fault):
    """The playbook names another channel for the claim cards, and the old one is deleted."""

    name = "claims channel replaced by the playbook"

    async def breaks(self, scene: Scene) -> None:
        """Name the new channel, and delete the old one."""

        async def change(work: Work) -> None:
            programme = await current(work)
            channels = {**programme.channels, "claims": {PLATFORM: NEW_PEERS}}
            await put(work, replace(programme, channels=channels))

        await in_one_work(scene.house.processes[0].storage, change)
        scene.house.wire.gone.add(PEERS)

    async def mends(self, scene: Scene) -> None:
        """Leave it so."""
