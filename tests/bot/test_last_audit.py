"""Health shows what the last audit found, and since when nobody has looked; it looks at nothing."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot.core.context import Context
from bot.core.deployment import CURRENT, LEAP, SURE_AFTER, DeploymentState
from bot.core.health import Finding, health
from bot.core.housekeeping import AUDIT_LATE, OVERDUE
from bot.core.last_audit import LATE_AFTER, last_audit
from bot.core.processes import Process, ProcessKind
from bot.core.routes import Audit
from bot.core.storage import Work, in_one_work, new_reference
from tests.world import World

MINUTE = timedelta(minutes=1)


@dataclass
class Lying:
    """Things that lie about until the audit mends them, and how often anybody looked."""

    things: list[str] = field(default_factory=list)
    looks: int = 0

    async def find(self, context: Context) -> list[str]:
        self.looks += 1
        return list(self.things)

    async def mend(self, context: Context, reference: str) -> None:
        self.things.remove(reference)


@pytest.fixture
def lying() -> Lying:
    return Lying()


@pytest.fixture
async def world(lying: Lying) -> World:
    made = await World.make()
    made.registry.audits = [Audit("toys.lying", lying.find, lying.mend)]
    await made.settle()
    return made


async def findings(world: World) -> list[Finding]:
    async def look(work: Work) -> list[Finding]:
        words = world.wording.words("en", "UTC")
        context = Context(work, words, world.directory.lines())
        checks = [each for each in world.registry.checks if each.name == "audits"]
        return await health(context, checks)

    return await in_one_work(world.storage, look, reads_only=True)


async def causes(world: World) -> list[str]:
    return [finding.cause for finding in await findings(world)]


async def works_here(world: World) -> None:
    async def announce(work: Work) -> None:
        now = work.now
        process = Process(
            reference=new_reference(),
            kind=ProcessKind.WORKER,
            started_at=now,
            seen_at=now,
            works=True,
        )
        await work.add(process)

    await in_one_work(world.storage, announce)


async def test_what_the_audit_found_is_shown_until_the_next_one(world: World, lying: Lying) -> None:
    lying.things = ["one", "two"]
    assert await causes(world) == []
    await world.pass_time(MINUTE)
    (found,) = await findings(world)
    assert (found.cause, found.detail) == (OVERDUE.code, "toys.lying")
    assert found.what.startswith("2 things had no next step")
    await world.pass_time(MINUTE)
    assert await causes(world) == []


async def test_however_often_somebody_asks_only_the_audit_looks(world: World, lying: Lying) -> None:
    before = lying.looks
    for _ in range(20):
        await findings(world)
    assert lying.looks == before
    await world.pass_time(MINUTE)
    assert lying.looks == before + 1


async def test_when_no_audit_comes_although_a_worker_runs_that_is_broken(world: World) -> None:
    world.clock.advance(LATE_AFTER)
    await works_here(world)
    assert await causes(world) == []
    world.clock.advance(2 * MINUTE)
    await works_here(world)
    (found,) = await findings(world)
    assert (found.cause, found.broken) == (AUDIT_LATE.code, True)
    assert "7 min" in found.what
    await world.settle()
    assert await causes(world) == []


async def test_right_after_a_leap_of_the_clock_audits_go_on_and_mend_nothing(
    world: World, lying: Lying
) -> None:
    async def leap(work: Work) -> None:
        leapt = DeploymentState(
            reference=CURRENT,
            identity=new_reference(),
            mark=1,
            marked_at=work.now,
            leapt_from=work.now - 3 * LEAP,
            leapt_at=work.now,
        )
        await work.add(leapt)

    await in_one_work(world.storage, leap)
    lying.things, before = ["one"], lying.looks
    await world.pass_time(SURE_AFTER - MINUTE)
    assert (lying.things, lying.looks) == (["one"], before)
    world.clock.advance(MINUTE)
    await works_here(world)
    assert await causes(world) == [], "there were audits all the time"
    await world.settle()
    assert lying.things == [], "and now they mend"


async def test_its_age_is_known(world: World) -> None:
    world.clock.advance(3 * MINUTE)
    async with world.storage.reading() as work:
        last = await last_audit(work)
        assert last is not None
        assert work.now - last.at == 3 * MINUTE
