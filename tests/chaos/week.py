"""One simulated week with one fault in it."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from datetime import timedelta

from tests.chaos.house import DAY, House
from tests.chaos.ledger import Ledger
from tests.chaos.traffic import Traffic
from tests.world import START


@dataclass
class Scene:
    """What a fault may break."""

    house: House
    ledger: Ledger = field(default_factory=Ledger)

    def __post_init__(self) -> None:
        """Plan the traffic."""
        self.traffic = Traffic(self.house, self.ledger)


class Fault(ABC):
    """Something that breaks and is mended. ``expects`` are the causes that health names."""

    name = ""
    begins = timedelta(days=1, hours=9, minutes=40)
    """Counted from nine on Monday morning: half past six on Tuesday evening."""
    lasts = timedelta(hours=7, minutes=20)
    """Until two at night, when whatever goes out at once would wake somebody."""
    expects: frozenset[str] = frozenset()

    @abstractmethod
    async def breaks(self, scene: Scene) -> None:
        """Break it."""

    @abstractmethod
    async def mends(self, scene: Scene) -> None:
        """Mend it."""


async def play(scene: Scene, fault: Fault) -> list[str]:
    """Play the week and what follows the fault's end; what is wrong with it."""
    house, traffic = scene.house, scene.traffic
    at = START + fault.begins
    end = max(START + 7 * DAY, at + fault.lasts + 2 * DAY)
    coming = [fault.breaks, fault.mends]
    while True:
        now = house.clock.now()
        if coming and at <= now:
            await coming.pop(0)(scene)
            # The clock itself may have been moved.
            now = house.clock.now()
            at = now + fault.lasts
        await traffic.act()
        await house.settle()
        if await traffic.look():
            await house.settle()
        if now >= end:
            return await scene.ledger.complaints(house)
        stops = [traffic.next, end, *([at] if coming else [])]
        await house.step(min(stop for stop in stops if stop > now))
