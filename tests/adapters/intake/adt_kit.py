"""ADT messages as hospitals send them, and a hospital that takes them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from adapters.intake.gateway import Intake
from adapters.intake.mllp import Listener
from bot.adverse_events.last_said import LastSaid
from bot.adverse_events.model import Report, ReportState
from bot.adverse_events.unread import Unread
from bot.core.records import Record
from bot.core.storage import in_one_work
from bot.programme import current, put
from bot.programme.model import Kind, Programme, Source, SourceForm
from tests.bot.adverse_events.reporting_kit import Hospital
from tests.world import ZONE, World

CANARY = "ZZYZX"
PEER = "10.20.0.5"
ADT = Source(
    "adt",
    "Admissions",
    form=SourceForm.HL7,
    zone=ZONE,
    kind=Kind.UNEXPECTED_DEATH,
    peers=("10.20.0.0/24", "127.0.0.1/32"),
    units={"4icu": "icu", "or": "surgery"},
)


def stamp(moment: datetime) -> str:
    """A moment on the hospital's wall clock, as ADT systems write it: without an offset."""
    return moment.astimezone(ZoneInfo(ZONE)).strftime("%Y%m%d%H%M%S")


@dataclass(frozen=True)
class Adt:
    """One message. What is ``None`` is left empty, as real systems do."""

    trigger: str
    sent_at: datetime
    recorded_at: datetime | None = None
    patient: str = "100001"
    visit: str = "V1"
    dead: str | None = None
    died_at: datetime | str | None = None
    disposition: str | None = None
    discharged_at: datetime | None = None
    ward: str = "4ICU"
    control: str = "M1"
    version: str = "2.5.1"
    indexes: str = "|^~\\&"
    ends: str = "\r"
    without: frozenset[str] = frozenset()

    def text(self) -> str:
        """The message, full of what nobody here may keep."""
        died = self.died_at if isinstance(self.died_at, str) else _stamp(self.died_at)
        pid = dict.fromkeys(range(1, 31), "") | {
            1: "1",
            3: f"{self.patient}^^^HOSP^MR~999-{CANARY}^^^SSA^SS",
            5: f"{CANARY}^JANE^Q",
            7: "19510203",
            8: "F",
            11: f"12 {CANARY} RD^^DENVER^CO^80202",
            13: "(303)555-0100",
            19: "999-99-0000",
            29: died,
            30: self.dead or "",
        }
        pv1 = dict.fromkeys(range(1, 46), "") | {
            1: "1",
            2: "I",
            3: f"{self.ward}^12^A^HOSP",
            7: f"1234^{CANARY}^GREGORY^^^DR",
            19: f"{self.visit}^^^HOSP^VN",
            36: self.disposition or "",
            45: _stamp(self.discharged_at),
        }
        msh = f"MSH|^~\\&|EPIC|HOSP|SUPPORT|HOSP|{stamp(self.sent_at)}||"
        msh += f"ADT^{self.trigger}^ADT_A03|{self.control}|P|{self.version}"
        if self.version < "2.4":
            msh = msh.replace("^ADT_A03", "")
        segments = {
            "MSH": msh,
            "EVN": f"EVN|{self.trigger}|{stamp(self.recorded_at or self.sent_at)}",
            "PID": "PID|" + "|".join(pid[n] for n in sorted(pid)),
            "NK1": f"NK1|1|{CANARY}^JOHN|SPO",
            "PV1": "PV1|" + "|".join(pv1[n] for n in sorted(pv1)),
            "DG1": "DG1|1||I46.9^Cardiac arrest^I10",
            "OBX": f"OBX|1|TX|NOTE||{CANARY} said goodbye",
        }
        text = self.ends.join(
            line.rstrip("|") if name != "MSH" else line
            for name, line in segments.items()
            if name not in self.without
        )
        return _with_indexes(text, self.indexes) + self.ends

    def bytes(self) -> bytes:
        return self.text().encode()


def _stamp(moment: datetime | None) -> str:
    return stamp(moment) if moment else ""


def _with_indexes(text: str, indexes: str) -> str:
    return text.translate(str.maketrans("|^~\\&", indexes[:5]))


@dataclass
class Feed:
    """A hospital whose admissions come in; ``say`` answers with the code of the answer."""

    world: World
    into: Intake
    listener: Listener
    answers: list[str] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        return self.world.clock.now()

    @property
    def hospital(self) -> Hospital:
        return Hospital(self.world)

    def ago(self, minutes: float) -> datetime:
        return self.now - timedelta(minutes=minutes)

    async def hear(self, message: Adt | bytes, peer: str = PEER) -> str:
        """Send one; the whole answer comes back."""
        block = message if isinstance(message, bytes) else message.bytes()
        said = await self.listener.answered(block, peer)
        self.answers.append((said or b"").decode())
        return self.answers[-1]

    async def say(self, *messages: Adt | bytes) -> str:
        """Send some, and let the worker do what is due; the last answer's code comes back."""
        for each in messages:
            await self.hear(each)
        await self.world.settle()
        return self.answers[-1].split("MSA", 1)[-1][1:3]

    def died(self, trigger: str = "A03", **more: Any) -> Adt:
        """Somebody died twenty minutes ago, and it is told now."""
        usual: dict[str, Any] = {
            "sent_at": self.now,
            "dead": "Y",
            "died_at": self.ago(20),
            "disposition": "20",
            "discharged_at": self.ago(2),
        }
        return Adt(trigger, **(usual | more))

    async def rows(self, kind: type[Record]) -> list[Record]:
        async with self.world.storage.reading() as work:
            return await work.of(kind).find()

    async def said(self) -> list[LastSaid]:
        async with self.world.storage.reading() as work:
            return await work.of(LastSaid).find()

    async def unread(self) -> list[Unread]:
        async with self.world.storage.reading() as work:
            return await work.of(Unread).find(order_by=Unread.last_at)

    async def reports(self) -> list[Report]:
        return await self.hospital.reports()

    async def states(self) -> list[ReportState]:
        return [report.state for report in await self.reports()]


async def feed_of(world: World, sources: Iterable[Source] = (ADT,)) -> Feed:
    """A feed into this world, from these sources."""
    await with_sources(world, sources)
    return feed_in(world)


def feed_in(world: World) -> Feed:
    """A feed into this world, from the sources that it has."""
    into = Intake(world.storage, world.registry, world.wording, world.directory, world._wake)
    return Feed(world, into, Listener(into, world.clock))


async def with_sources(world: World, sources: Iterable[Source]) -> Programme:
    """The world's programme with these sources beside its own."""
    async with world.storage.reading() as work:
        programme = await current(work)
    changed = replace(programme, sources=(*programme.sources, *sources))

    await in_one_work(world.storage, lambda work: put(work, changed))
    world.directory.remember(changed)
    return changed
