"""One simulated week with one fault in it."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.chaos.house import DAY, MINUTE, House
from tests.chaos.ledger import Ledger
from tests.chaos.traffic import Traffic
from tests.chaos.views import views
from tests.world import START

NOTICED_IN = MINUTE + timedelta(seconds=1)
A_NIGHT = timedelta(hours=7, minutes=20)
"""From half past six to two at night, when what goes out at once would wake somebody."""


@dataclass
class Scene:
    """What a fault may break."""

    house: House
    ledger: Ledger = field(default_factory=Ledger)

    def __post_init__(self) -> None:
        """Plan the traffic."""
        self.traffic = Traffic(self.house, self.ledger)


class Fault(ABC):
    """Something that breaks and is mended."""

    name = ""
    begins = timedelta(days=1, hours=9, minutes=40)
    """Counted from nine on Monday morning: half past six on Tuesday evening."""
    lasts = A_NIGHT
    expects: Mapping[str, str] = {}
    """The causes that health names, each with some words of its remedy."""
    shows_after = timedelta()
    """How long it may last before anybody needs to know."""
    lingers = 10 * MINUTE
    """How long after its end the causes may still be named."""
    is_readable = True
    """Whether chat and Home can be read while it lasts."""

    def expected(self, scene: Scene) -> Mapping[str, str]:
        """Return ``expects`` as it is on the database of this week."""
        return self.expects

    def prepares(self, scene: Scene) -> None:
        """Plan what must be done before."""
        return

    @abstractmethod
    async def breaks(self, scene: Scene) -> None:
        """Break it."""

    @abstractmethod
    async def mends(self, scene: Scene) -> None:
        """Mend it."""

    def can_be_noticed(self, scene: Scene) -> bool:
        """Whether a process has met it by now: some faults only show in the next message."""
        return True


@dataclass
class Looks:
    """Looks at the health: a minute after the fault is met, and after it is mended."""

    scene: Scene
    fault: Fault
    wrong: list[str] = field(default_factory=list)
    _before: frozenset[str] = frozenset()
    """The causes of something broken that the sample hospital has anyway."""
    _lasts: bool = False
    _looked: bool = False
    _at: datetime | None = None

    @property
    def next(self) -> datetime:
        """When it looks next."""
        return self._at or START + 1000 * DAY

    async def precede(self) -> None:
        """Note what is wrong before the fault."""
        seen = await views(self.scene.house)
        self._before = frozenset(cause for view in seen for cause in view.broken)

    def begins(self) -> None:
        """The fault has begun."""
        self._lasts = True

    def ends(self) -> None:
        """The fault was mended."""
        if self.fault.expects and not self._looked:
            self.wrong.append("nothing met the fault, so health was not looked at")
        self._lasts, self._at = False, self.scene.house.now + self.fault.lingers

    async def look(self) -> None:
        """Look, if it is time to."""
        now, fault = self.scene.house.now, self.fault
        if self._lasts and not self._looked and fault.can_be_noticed(self.scene):
            self._looked, self._at = (
                True,
                now + fault.shows_after + min(NOTICED_IN, fault.lasts / 2),
            )
        if self._at is None or now < self._at:
            return
        self._at = None
        if not self._lasts:
            # What an audit has mended is said until the next one has looked.
            await views(self.scene.house)
            await self.scene.house.settle()
            await self.scene.house.step(self.scene.house.now + NOTICED_IN)
            await self.scene.house.settle()
        for view in await views(self.scene.house, readable=not self._lasts or fault.is_readable):
            if self._lasts:
                self.wrong += view.denies(fault.expected(self.scene))
            else:
                self.wrong += view.still_says(fault.expected(self.scene), self._before)


async def play(scene: Scene, fault: Fault) -> list[str]:
    """Play the week and what follows the fault's end; what is wrong with it."""
    house, traffic = scene.house, scene.traffic
    fault.prepares(scene)
    at = START + fault.begins
    end = max(START + 7 * DAY, at + fault.lasts + 2 * DAY)
    coming = [fault.breaks, fault.mends]
    looks = Looks(scene, fault)
    changes = [looks.begins, looks.ends]
    while True:
        now = house.now
        if len(coming) == 2 and at <= now:
            await looks.precede()
        if coming and at <= now:
            await coming.pop(0)(scene)
            changes.pop(0)()
            at = now + fault.lasts
        await traffic.act()
        await house.settle()
        if await traffic.look():
            await house.settle()
        await looks.look()
        if now >= end and not coming:
            return looks.wrong + await scene.ledger.complaints(house)
        stops = [traffic.next, end, looks.next, *([at] if coming else [])]
        await house.step(min(stop for stop in stops if stop > now))
