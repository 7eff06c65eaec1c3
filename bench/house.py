"""Measures how long a press waits in a network of 39 hospitals with 30,000 people.

``python -m bench.house`` measures it alone; a number after it is the number of jobs.
"""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial

from sqlalchemy import Integer, bindparam, text

from adapters.database.jobs import DatabaseJobQueue
from adapters.database.sessions import Transaction
from adapters.database.tables import TABLES
from adapters.database.unit_of_work import DatabaseStorage
from adapters.gc_tuning import keep_for_good
from bench.sides import KINDS, TICK_S, Ground, check, tick
from bot.adverse_events.model import Episode, EpisodeState
from bot.core.context import Context
from bot.core.conversation import Ask
from bot.core.housekeeping import SEEN_FOR
from bot.core.jobs import Job, JobState
from bot.core.people import Person, PlatformAccount
from bot.core.seen import Seen
from bot.core.storage import Work, in_one_work, new_reference
from bot.programme import current, put
from bot.programme.model import Area, Programme
from tests.audits import overdue
from tests.bot.adverse_events.reporting_kit import Hospital
from tests.clock import SimulatedClock
from tests.world import START, ZONE, World

HOSPITALS, UNITS_EACH, PEOPLE = 39, 20, 30_000
EPISODES, JOBS, OLD = 100_000, 1_000_000, 20_000
AT_ONCE = 20_000
"""How many rows one statement writes, as a statement may take ten seconds at most."""
REACHED = 300
EVERYONE = ("everyone",)
A_YEAR = timedelta(days=365)
_NUMBERS = {
    False: "WITH RECURSIVE n(i) AS (SELECT :first UNION ALL SELECT i + 1 FROM n WHERE i < :last)",
    True: "WITH n(i) AS (SELECT * FROM generate_series(:first, :last))",
}
_REFERENCE = {False: "printf('%032x', i)", True: "lpad(to_hex(i), 32, '0')"}


@dataclass
class Noticed:
    """What was measured during some work: transactions, presses and stalls."""

    transactions: list[tuple[float, float]] = field(default_factory=list)
    """The seconds of each, and how many of these this process was working."""
    presses: list[float] = field(default_factory=list)
    stalls: list[float] = field(default_factory=lambda: [0.0])
    seconds: float = 0.0


async def copies(
    storage: DatabaseStorage, template: Job | Episode | Seen, count: int, first: int = 1
) -> None:
    """Write ``count`` copies of a row that differ only in their number, from ``first`` on."""
    table = TABLES[type(template)]
    reference = _REFERENCE[storage.sessions.on_postgresql]
    own = {"reference": reference, "key": f"'filled:' || {reference}", "audience_index": reference}
    own |= {"subject": reference} if isinstance(template, Job) else {}
    columns = [column for column in table.c if getattr(template, str(column.key)) is not None]
    values = [own.get(str(column.key), f":{column.key}") for column in columns]
    statement = text(
        f"INSERT INTO {table.name} ({', '.join(column.name for column in columns)})"  # noqa: S608
        f" {_NUMBERS[storage.sessions.on_postgresql]} SELECT {', '.join(values)} FROM n"
    ).bindparams(
        bindparam("first", type_=Integer()),
        bindparam("last", type_=Integer()),
        *(
            bindparam(str(column.key), getattr(template, str(column.key)), column.type)
            for column in columns
            if str(column.key) not in own
        ),
    )
    for at in range(first, first + count, AT_ONCE):
        last = min(at + AT_ONCE, first + count) - 1
        async with storage.sessions.writing() as session:
            await session.run(statement, {"first": at, "last": last})


async def built(storage: DatabaseStorage, clock: SimulatedClock, jobs: int) -> Hospital:
    """The sample hospital as one of 39, with a unit of 300 people on shift."""
    hospital = Hospital(await World.make(storage, DatabaseJobQueue(storage), clock))

    async def hire(work: Work) -> None:
        for number in range(REACHED):
            await hospital.world.add_person(work, f"N{number} Moss", "nurse", "icu")

    async def widen(work: Work) -> Programme:
        programme = await current(work)
        surgery = programme.units[2]
        areas = [Area(f"h{at}", f"Hospital {at}") for at in range(1, HOSPITALS)]
        units = [
            replace(surgery, key=f"{area.key}-u{at}", name=f"Unit {at}", area=area.key)
            for area in areas
            for at in range(UNITS_EACH)
        ]
        lead = programme.areas[0].coordinators
        areas = [replace(area, coordinators=lead) for area in areas]
        programme = replace(
            programme, areas=(*programme.areas, *areas), units=(*programme.units, *units)
        )
        await put(work, programme)
        return programme

    await in_one_work(storage, hire)
    programme = await in_one_work(storage, widen)
    hospital.world.directory.remember(programme)
    elsewhere = [unit.key for unit in programme.units if unit.key.startswith("h")]
    people = [
        Person(
            reference=new_reference(),
            unit=elsewhere[number % len(elsewhere)],
            profession="nurse",
            zone=ZONE,
            shift="day",
        )
        for number in range(PEOPLE - REACHED)
    ]
    accounts = [
        PlatformAccount(
            reference=new_reference(),
            person=person.reference,
            platform="practice",
            blind_index=new_reference(),
        )
        for person in people
    ]
    episode = Episode(
        reference="", area="main", begun_at=START, event="past", state=EpisodeState.WRITTEN
    )
    note = Job(reference="", key="", kind="check_in.first_note", due_at=START)
    async with storage.sessions.writing() as session:
        await session.insert_new(TABLES[Person], [vars(each) for each in people])
        await session.insert_new(TABLES[PlatformAccount], [vars(each) for each in accounts])
    sent = min(EPISODES, jobs // 2)
    await copies(storage, episode, EPISODES)
    await copies(storage, replace(note, state=JobState.SENT), sent)
    later = replace(note, kind="follow_up.note", due_at=START + A_YEAR)
    await copies(storage, later, jobs - sent, first=sent + 1)
    return hospital


@asynccontextmanager
async def noticing(hospital: Hospital) -> AsyncIterator[Noticed]:
    """Measure transactions and successive presses during the block."""
    noticed, database = Noticed(), hospital.world.storage.sessions.database  # type: ignore[attr-defined]
    opened = database.writing

    async def writing() -> Transaction:
        transaction: Transaction = await opened()
        begin, end = transaction.begin, transaction.end
        begun = [0.0, 0.0]

        async def begins() -> None:
            await begin()
            begun[:] = time.perf_counter(), time.thread_time()

        async def ends(*, lost: bool) -> None:
            await end(lost=lost)
            took = time.perf_counter() - begun[0], time.thread_time() - begun[1]
            noticed.transactions.append(took)

        transaction.begin, transaction.end = begins, ends  # type: ignore[method-assign]
        return transaction

    async def presses() -> None:
        while True:
            begun = time.perf_counter()
            await hospital.world.command("theo", "/support snooze 3d")
            noticed.presses.append(time.perf_counter() - begun)
            await asyncio.sleep(TICK_S)

    database.writing = writing
    tasks = [asyncio.create_task(tick(noticed.stalls)), asyncio.create_task(presses())]
    begun = time.perf_counter()
    try:
        yield noticed
    finally:
        noticed.seconds = time.perf_counter() - begun
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        database.writing = opened


async def best(do: Callable[[], Awaitable[object]], times: int = 3) -> float:
    """The shortest of some times in seconds, as other work on the machine only adds to a time."""
    took = []
    for _ in range(times):
        begun = time.perf_counter()
        await do()
        took.append(time.perf_counter() - begun)
    return min(took)


async def previewed(hospital: Hospital) -> None:
    """Show everybody who would get a note of an event on the unit of 300."""
    check(isinstance(await hospital.fill_in(people=("sam",), everyone=EVERYONE), Ask))


async def audited(hospital: Hospital) -> None:
    """Look once for everything that has no next step."""
    world = hospital.world

    async def look(work: Work) -> None:
        words = world.wording.words("en", "UTC")
        await overdue(Context(work, words, world.directory.lines()), world.registry)

    await in_one_work(world.storage, look, reads_only=True)


async def released(hospital: Hospital, clock: SimulatedClock) -> Noticed:
    """Release an event that reaches 300, and write to all of them."""
    await hospital.report(people=("sam",), everyone=EVERYONE)
    clock.advance(timedelta(minutes=6))
    async with noticing(hospital) as noticed:
        await hospital.world.settle()
    await hospital.world.pass_time(timedelta(hours=1))
    check(len(await hospital.episodes()) >= REACHED)
    return noticed


async def tidied(hospital: Hospital, storage: DatabaseStorage) -> Noticed:
    """Remove what 20,000 deliveries left two days ago."""
    world = hospital.world
    await copies(storage, Seen(reference="", at=world.clock.now() - SEEN_FOR * 2), OLD)
    world.clock.advance(timedelta(hours=1))
    async with noticing(hospital) as noticed:
        await world.settle()
    async with storage.reading() as work:
        check(await work.of(Seen).count(Seen.at.at_most(work.now - SEEN_FOR)) == 0)
    return noticed


async def woken(queue: DatabaseJobQueue) -> None:
    """Ask once for what is due, and when the next is: nothing is."""
    check(await queue.lease(START, 20, timedelta(minutes=1)) == [])
    await queue.next_due()


async def house(ground: Ground, kind: str, jobs: int = JOBS) -> None:
    """Build the house, and measure what may hold somebody up there."""
    clock = SimulatedClock(START)
    storage = await ground.storage(kind, clock)
    begun = time.perf_counter()
    hospital = await built(storage, clock, jobs)
    took = time.perf_counter() - begun
    small = await ground.storage(kind, SimulatedClock(START))
    template = Job(reference="", key="", kind="follow_up.note", due_at=START + A_YEAR)
    await copies(small, template, 1000)
    large_s = await best(partial(woken, DatabaseJobQueue(storage)), 20)
    small_s = await best(partial(woken, DatabaseJobQueue(small)), 20)
    preview_s = await best(partial(previewed, hospital))
    audit_s = await best(partial(audited, hospital))
    release = await released(hospital, clock)
    tidy = await tidied(hospital, storage)
    print(
        f"\nA house of {PEOPLE:,} people, {EPISODES:,} episodes, {jobs:,} jobs,"
        f" {kind} ({took:.0f} s)"
    )
    print(f"  {'preview of 300':44}{preview_s * 1e3:10.1f} ms")
    print(f"  {'all audits':44}{audit_s * 1e3:10.1f} ms")
    print(f"  {f'wake-up with {jobs:,} : 1,000 waiting':44}{large_s / small_s:10.2f}")
    for name, noticed in (("300 are released and written to", release), ("20,000 tidied", tidy)):
        presses = sorted(noticed.presses)
        p99 = presses[int(0.99 * (len(presses) - 1))]
        print(f"  {name + ': all of it':44}{noticed.seconds:10.2f} s")
        longest, busy = (max(each) * 1e3 for each in zip(*noticed.transactions, strict=True))
        print(f"  {'  longest transaction':44}{longest:10.1f} ms")
        print(f"  {'  longest that one kept this process busy':44}{busy:10.1f} ms")
        print(f"  {f'  p99 of {len(presses)} presses meanwhile':44}{p99 * 1e3:10.1f} ms")
        print(f"  {'  longest that the loop stood still':44}{max(noticed.stalls) * 1e3:10.1f} ms")


async def main() -> None:
    """Measure the house alone."""
    keep_for_good()
    async with Ground() as ground:
        for kind in KINDS:
            await house(ground, kind, int(sys.argv[1]) if len(sys.argv) > 1 else JOBS)


if __name__ == "__main__":
    asyncio.run(main())
