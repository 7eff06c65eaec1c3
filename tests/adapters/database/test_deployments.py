"""How a restored or copied database is recognised and held, and each ledger made whole."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.database.deployments import (
    JUST_NOW,
    LedgerFault,
    LedgerFinding,
    Standing,
    place_of,
)
from adapters.database.jobs import DatabaseJobQueue
from adapters.database.ledger import ErasureLedger
from adapters.database.processes import Presence
from adapters.database.sealing import Keyring
from adapters.database.unit_of_work import DatabaseStorage
from bot.core.deployment import (
    SURE_AFTER,
    DeploymentState,
    HoldReason,
    clock_is_doubtful,
    state_of,
    went_back_from,
)
from bot.core.jobs import schedule
from bot.core.names import JobName
from bot.core.processes import ALIVE_FOR, KEPT_FOR, Announcement, Process, ProcessKind, alive
from bot.features import FINAL, make_registry
from tests.clock import SimulatedClock
from tests.contract.storage_suite import sealed

HERE, ELSEWHERE = "here", "elsewhere"
MINUTE = timedelta(minutes=1)


class Machine:
    """A machine with a ledger file; ``starts`` is what a serving process does there."""

    def __init__(self, storage: DatabaseStorage, path: Path, place: str = HERE) -> None:
        self.storage = storage
        self.ledger = ErasureLedger(path)
        self.place = place

    @property
    def standing(self) -> Standing:
        """The standing of a process that starts now."""
        return Standing(self.storage, ErasureLedger(self.ledger.path), self.place)

    async def starts(self) -> HoldReason | None:
        standing = self.standing
        held = await standing.begin()
        await standing.keep()
        return held

    async def faults(self) -> list[LedgerFault]:
        return [each.fault for each in await self.standing.findings()]


@pytest.fixture
def machine(storage: DatabaseStorage, tmp_path: Path) -> Machine:
    return Machine(storage, tmp_path / "erasures.log")


async def state(storage: DatabaseStorage) -> DeploymentState:
    async with storage.reading() as work:
        found = await state_of(work)
    assert found
    return found


async def put_back(storage: DatabaseStorage, before: DeploymentState) -> None:
    """Restore the row as a backup holds it."""
    async with storage.work() as work:
        now = await state_of(work)
        assert now
        await work.save(replace(before, revision=now.revision))


async def test_a_first_start_is_not_held_and_each_start_makes_a_mark(machine: Machine) -> None:
    assert await machine.starts() is None
    first = await state(machine.storage)
    assert await machine.starts() is None
    second = await state(machine.storage)
    assert second.identity == first.identity
    assert second.mark > first.mark
    assert (await machine.ledger.contents()).marks == {second.identity: second.mark}
    assert await machine.faults() == []


async def test_a_database_older_than_the_ledger_is_held_and_gives_out_no_job(
    machine: Machine, clock: SimulatedClock
) -> None:
    await machine.starts()
    backup = await state(machine.storage)
    clock.advance(MINUTE)
    await machine.starts()
    await put_back(machine.storage, backup)
    async with machine.storage.work() as work:
        await schedule(work, JobName("a.message"), "key", work.now)
    assert await machine.standing.recognised() is HoldReason.OLDER
    assert await machine.starts() is HoldReason.OLDER
    queue = DatabaseJobQueue(machine.storage)
    assert await queue.lease(clock.now(), 10, MINUTE) == []
    # Neither another start nor time ends it.
    clock.advance(timedelta(days=2))
    assert await machine.starts() is HoldReason.OLDER
    await machine.standing.release()
    assert len(await queue.lease(clock.now(), 10, MINUTE)) == 1
    assert await machine.starts() is None


async def test_a_database_restored_under_a_running_process_is_held(
    machine: Machine, clock: SimulatedClock
) -> None:
    await machine.starts()
    backup = await state(machine.storage)
    clock.advance(MINUTE)
    await machine.starts()
    running = machine.standing
    await put_back(machine.storage, backup)
    await running.keep()
    assert (await state(machine.storage)).held is HoldReason.OLDER


async def test_after_a_release_no_other_machine_holds_it_again(
    machine: Machine, clock: SimulatedClock, tmp_path: Path
) -> None:
    other = Machine(machine.storage, tmp_path / "other.log")
    await machine.starts()
    backup = await state(machine.storage)
    clock.advance(MINUTE)
    await machine.starts()
    await other.starts()
    await put_back(machine.storage, backup)
    assert await machine.starts() is HoldReason.OLDER
    await machine.standing.release()
    assert await other.starts() is None
    assert await machine.starts() is None


async def test_an_unknown_deployment_is_held_unless_it_was_alive_here_just_now(
    machine: Machine, clock: SimulatedClock, tmp_path: Path
) -> None:
    await machine.starts()
    beside = Machine(machine.storage, tmp_path / "beside.log")
    assert await beside.starts() is None
    clock.advance(JUST_NOW)
    assert await machine.standing.recognised() is None
    late = Machine(machine.storage, tmp_path / "late.log")
    assert await late.standing.recognised() is HoldReason.UNKNOWN
    await machine.starts()
    assert await late.standing.recognised() is None
    away = Machine(machine.storage, tmp_path / "away.log", ELSEWHERE)
    assert await away.standing.recognised() is HoldReason.UNKNOWN


@pytest.mark.parametrize("running", [True, False])
async def test_one_more_machine_joins_a_deployment_whose_processes_are_seen_to_run(
    machine: Machine, clock: SimulatedClock, tmp_path: Path, *, running: bool
) -> None:
    await machine.starts()
    async with machine.storage.work() as work:
        row = Process(reference="p", kind=ProcessKind.WORKER, started_at=work.now, seen_at=work.now)
        await work.add(row)

    async def announce() -> None:
        while True:
            clock.advance(timedelta(seconds=1))
            async with machine.storage.work() as work:
                before = await work.of(Process).get("p")
                assert before
                await work.save(replace(before, seen_at=work.now))
            await asyncio.sleep(0)

    ledger = ErasureLedger(tmp_path / "joining.log")
    soon = timedelta(milliseconds=500 if running else 1)
    joining = Standing(machine.storage, ledger, ELSEWHERE, look_every=soon)
    announcing = [asyncio.create_task(announce())] if running else []
    held = await joining.begin()
    for task in announcing:
        task.cancel()
    await asyncio.gather(*announcing, return_exceptions=True)
    # A copied row does not move, so it is no sign of life.
    assert held is (None if running else HoldReason.UNKNOWN)


async def test_a_released_copy_is_another_deployment(machine: Machine, tmp_path: Path) -> None:
    await machine.starts()
    original = await state(machine.storage)
    copy = Machine(machine.storage, tmp_path / "copy.log", ELSEWHERE)
    assert await copy.starts() is HoldReason.UNKNOWN
    await copy.standing.release()
    assert await copy.starts() is None
    await put_back(machine.storage, original)
    assert await copy.starts() is HoldReason.UNKNOWN


async def test_every_ledger_becomes_whole_whoever_erased(
    machine: Machine, tmp_path: Path, clock: SimulatedClock
) -> None:
    other = Machine(machine.storage, tmp_path / "other.log")
    for number in range(3):
        await sealed(machine.storage, str(number), "name", "Ada")
        async with machine.storage.work() as work:
            await work.vault.erase(str(number))
    await machine.starts()
    assert await machine.ledger.write_pending(machine.storage) == 3
    await other.starts()
    assert len((await other.ledger.contents()).erased) == 3
    running = other.standing
    await running.keep()
    clock.advance(MINUTE)
    await sealed(machine.storage, "late", "name", "Ada")
    async with machine.storage.work() as work:
        await work.vault.erase("late")
    await machine.ledger.write_pending(machine.storage)
    await other.starts()
    assert len((await other.ledger.contents()).erased) == 4


async def test_what_is_wrong_with_a_ledger_is_named(
    machine: Machine, clock: SimulatedClock
) -> None:
    assert await machine.faults() == []
    await machine.starts()
    path = machine.ledger.path
    before = path.read_bytes()
    clock.advance(2 * JUST_NOW)
    running = Standing(machine.storage, ErasureLedger(path.with_name("other.log")), HERE)
    await running.keep()
    (found,) = await machine.standing.findings()
    assert found == LedgerFinding(LedgerFault.OLD, int((2 * JUST_NOW).total_seconds()))
    path.unlink()
    assert await machine.faults() == [LedgerFault.MISSING]
    path.touch()
    assert await machine.faults() == [LedgerFault.UNKNOWN]
    path.write_bytes(before)
    await sealed(machine.storage, "gone", "name", "Ada")
    async with machine.storage.work() as work:
        await work.vault.erase("gone")
    clock.advance(2 * JUST_NOW)
    faults = await machine.faults()
    assert faults == [LedgerFault.OLD, LedgerFault.INCOMPLETE]


async def due(machine: Machine, clock: SimulatedClock) -> list[str]:
    """The kinds of job that are given out now."""
    queue = DatabaseJobQueue(machine.storage, final=FINAL)
    jobs = await queue.lease(clock.now(), 10, MINUTE)
    return sorted(job.kind for job in jobs)


async def plan(machine: Machine, number: int) -> None:
    """Write a job that erases and one that sends, both due."""
    async with machine.storage.work() as work:
        for kind in ("privacy.erase", "core.post"):
            await schedule(work, JobName(kind), f"{kind}:{number}", work.now)


@pytest.mark.parametrize("away", [timedelta(days=7), timedelta(days=100)])
async def test_after_a_leap_of_the_clock_nothing_is_erased_for_a_day_and_the_rest_goes_on(
    machine: Machine, clock: SimulatedClock, away: timedelta
) -> None:
    await machine.starts()
    await plan(machine, 1)
    clock.advance(away)
    # At once, before any mark: the next pass of the loop must not be too late.
    assert await due(machine, clock) == []
    await machine.starts()
    await plan(machine, 2)
    assert await due(machine, clock) == ["core.post"]
    clock.advance(SURE_AFTER)
    await machine.starts()
    assert await due(machine, clock) == ["core.post"]
    for _ in range(23):
        clock.advance(timedelta(hours=1))
        await machine.starts()
        assert await due(machine, clock) == []
    # It went on from there for a day, so the service was off and the clock is right.
    clock.advance(timedelta(hours=1))
    await machine.starts()
    assert await due(machine, clock) == ["privacy.erase", "privacy.erase"]


async def test_a_note_of_next_week_waits_a_day_after_a_leap_and_one_of_today_some_minutes(
    machine: Machine, clock: SimulatedClock
) -> None:
    await machine.starts()
    async with machine.storage.work() as work:
        for kind, days in (("a.first_note", 0.9), ("a.later_note", 7)):
            await schedule(work, JobName(kind), kind, work.now + timedelta(days=days))
    clock.advance(timedelta(days=100))
    assert await due(machine, clock) == []
    await machine.starts()
    clock.advance(SURE_AFTER - MINUTE)
    await machine.starts()
    assert await due(machine, clock) == []
    clock.advance(MINUTE)
    assert await due(machine, clock) == ["a.first_note"]
    clock.advance(timedelta(hours=23))
    await machine.starts()
    assert await due(machine, clock) == []
    clock.advance(timedelta(hours=1))
    await machine.starts()
    assert await due(machine, clock) == ["a.later_note"]


async def test_what_is_asked_for_right_after_a_leap_is_done_at_once(
    machine: Machine, clock: SimulatedClock
) -> None:
    await machine.starts()
    clock.advance(timedelta(days=100))
    await plan(machine, 1)
    clock.advance(timedelta(seconds=50))
    assert await due(machine, clock) == ["core.post"]
    await plan(machine, 2)
    clock.advance(timedelta(seconds=10))
    await machine.starts()
    assert await due(machine, clock) == ["core.post"]


async def test_a_clock_that_leaps_for_ten_seconds_erases_nothing_and_delays_nothing(
    machine: Machine, clock: SimulatedClock
) -> None:
    await machine.starts()
    async with machine.storage.work() as work:
        in_a_week = work.now + timedelta(days=7)
        await schedule(work, JobName("privacy.erase"), "erase", in_a_week)
    clock.advance(timedelta(days=100))
    await machine.starts()
    async with machine.storage.reading() as work:
        assert await clock_is_doubtful(work)
    assert await due(machine, clock) == []
    clock.advance(timedelta(seconds=10) - timedelta(days=100))
    await machine.starts()
    async with machine.storage.reading() as work:
        assert not await clock_is_doubtful(work)
    assert await due(machine, clock) == []
    for _ in range(8):
        clock.advance(timedelta(hours=23))
        await machine.starts()
    assert await due(machine, clock) == ["privacy.erase"]


async def test_a_clock_that_went_back_is_known_until_it_says_the_same_again(
    machine: Machine, clock: SimulatedClock
) -> None:
    await machine.starts()
    before = clock.now()
    clock.advance(timedelta(hours=-1))
    # At once, and after each further mark.
    for _ in range(59):
        assert went_back_from(await state(machine.storage), clock.now()) == before
        clock.advance(MINUTE)
        await machine.starts()
    clock.advance(MINUTE)
    await machine.starts()
    assert went_back_from(await state(machine.storage), clock.now()) is None
    assert (await state(machine.storage)).went_back_from is None


async def test_a_time_server_that_sets_the_clock_right_is_no_alarm(
    machine: Machine, clock: SimulatedClock
) -> None:
    await machine.starts()
    clock.advance(timedelta(minutes=-1))
    await machine.starts()
    assert went_back_from(await state(machine.storage), clock.now()) is None
    clock.advance(timedelta(days=100))
    await machine.starts()
    clock.advance(timedelta(days=-100))
    assert went_back_from(await state(machine.storage), clock.now()) is None
    await machine.starts()
    assert went_back_from(await state(machine.storage), clock.now()) is None


async def test_somebody_may_say_that_the_clock_is_right(
    machine: Machine, clock: SimulatedClock
) -> None:
    await machine.starts()
    await plan(machine, 1)
    clock.advance(timedelta(days=3))
    assert await due(machine, clock) == []
    await machine.standing.release()
    assert await due(machine, clock) == ["core.post", "privacy.erase"]


def test_every_final_kind_of_job_is_one() -> None:
    kinds = make_registry().jobs
    assert kinds.keys() >= FINAL
    erasing = {kind for kind in kinds if kind.endswith((".tidy", ".erase", ".close", ".sweep"))}
    assert erasing <= FINAL


def test_the_place_of_a_database_is_its_host_and_name_or_its_file(tmp_path: Path) -> None:
    on = "postgresql+asyncpg://{}@{}/{}".format
    assert place_of(on("a:x", "db", "s")) == place_of(on("b:y", "db", "s"))
    assert place_of(on("a", "db", "s")) != place_of(on("a", "test", "s"))
    assert place_of(on("a", "db", "s")) != place_of(on("a", "db", "t"))
    for name in ("one.db", "two.db"):
        (tmp_path / name).touch()
    files = [f"sqlite+aiosqlite:///{tmp_path / name}" for name in ("one.db", "two.db")]
    assert place_of(files[0]) != place_of(files[1])


@pytest.fixture
async def others(url: str, keyring: Keyring, clock: SimulatedClock) -> AsyncIterator[Presence]:
    """A worker on another machine."""
    storage = DatabaseStorage(url, keyring, clock)
    yield Presence(storage, Announcement(ProcessKind.WORKER, "1", ("slack",), "key"))
    await storage.close()


async def test_a_process_that_ends_without_a_word_is_not_alive_and_its_row_goes(
    storage: DatabaseStorage, others: Presence, clock: SimulatedClock
) -> None:
    await others.keep()
    async with storage.reading() as work:
        (row,) = await alive(work)
    assert (row.kind, row.platforms) == (ProcessKind.WORKER, ("slack",))
    clock.advance(2 * ALIVE_FOR)
    async with storage.reading() as work:
        assert await alive(work) == []
    clock.advance(KEPT_FOR)
    mine = Presence(storage, Announcement(ProcessKind.WEB, "1", (), "key"))
    await mine.keep()
    async with storage.reading() as work:
        (only,) = await work.of(Process).find()
    assert only.kind is ProcessKind.WEB
    await mine.leave()
    async with storage.reading() as work:
        assert await work.of(Process).find() == []
