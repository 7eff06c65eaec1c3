"""Jobs: storing them, finding what is due, and firing due posts."""
# mypy: disallow-untyped-calls=False

import asyncio
from datetime import datetime, timedelta

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import create_async_engine

from adapters.clock import SystemClock
from adapters.database.jobs import DatabaseJobQueue
from adapters.database.tables import TABLES
from bench.sides import Ground, Side, Slice, as_one, check, side_by_side, timed
from bot.context import POST
from bot.conversation import Address
from bot.jobs import Job, JobState, Recipient, schedule
from bot.people import Account, Person, add_account
from bot.screens import Card, Text
from bot.storage import Work, in_one_work, new_reference
from bot.supporters.model import Duty
from bot.worker import LEASE, MOST_AT_ONCE
from tests.toys import LAMP, toy_worker
from tests.world import LINE, FakePlatform

ANSWERS_AFTER_S = 0.02
FEW, MANY = 200, 50_000
NOW = SystemClock().now()
LATER = NOW + timedelta(days=30)


async def storing(ground: Ground, kind: str) -> None:
    """Store 2,000 jobs, in slices of 500, beside what else would write them."""
    storage = await ground.storage(kind)

    async def store(work: Work, jobs: int = 1) -> None:
        for _ in range(jobs):
            await schedule(work, POST, new_reference(), LATER, subject=LAMP, screen=LAMP)

    async def one() -> None:
        await in_one_work(storage, store)

    async def all_together() -> None:
        await in_one_work(storage, lambda work: store(work, 500))

    sides: dict[str, Side] = {}
    if kind == "SQLite":
        scheduler = _other_scheduler(ground)

        async def other() -> None:
            _add(scheduler, LATER)

        sides["APScheduler's store, one by one"] = lambda: timed(other, 500)
    sides["ours, all in one unit of work"] = lambda: as_one(all_together, 500)
    sides["ours, one by one, each committed"] = lambda: timed(one, 500)
    await side_by_side(f"Storing 2,000 jobs, {kind}", 4, sides)


def nothing(subject: str) -> None:
    """What the other scheduler is asked to run."""


def _other_scheduler(ground: Ground) -> BackgroundScheduler:
    store = SQLAlchemyJobStore(url=f"sqlite:///{ground.new_folder() / 'other.db'}")
    scheduler = BackgroundScheduler(jobstores={"default": store}, timezone="UTC")
    scheduler.start(paused=True)
    ground.stack.callback(scheduler.shutdown)
    return scheduler


def _add(scheduler: BackgroundScheduler, at: datetime) -> None:
    scheduler.add_job(nothing, "date", run_date=at, args=(LAMP,), id=new_reference())


def _row(due_at: datetime) -> dict[str, object]:
    return vars(Job(reference=new_reference(), key=new_reference(), kind=POST, due_at=due_at))


async def waking(ground: Ground, kind: str) -> None:
    """Take the first 20 of 50,000 and of 200 due jobs; the other store reads them all."""
    sides: dict[str, Side] = {}
    if kind == "SQLite":
        for due in (MANY, FEW):
            sides[f"APScheduler's store, {due:,} due"] = _others(ground, due)
    for due in (MANY, FEW):
        sides[f"ours, lease of 20 with {due:,} due"] = await _ours(ground, kind, due)
    await side_by_side(f"One wake-up, {kind}", 3, sides)


async def _ours(ground: Ground, kind: str, due: int) -> Side:
    url = await ground.url(kind)
    storage, engine, table = ground.storage_at(url), create_async_engine(url), TABLES[Job]
    rows = [_row(NOW - timedelta(seconds=n)) for n in range(due)]
    async with engine.begin() as connection:
        await connection.execute(insert(table), rows)
    await engine.dispose()
    queue = DatabaseJobQueue(storage)

    async def wake() -> None:
        check(len(await queue.lease(NOW, MOST_AT_ONCE, LEASE)) == MOST_AT_ONCE)

    async def wake_ten_times() -> Slice:
        found = await timed(wake, FEW // MOST_AT_ONCE)
        async with storage.sessions.writing() as session:
            leased = table.c.state == JobState.LEASED
            await session.run(update(table).where(leased).values(state=JobState.PENDING))
        return found

    return wake_ten_times


def _others(ground: Ground, due: int) -> Side:
    scheduler = _other_scheduler(ground)
    _add(scheduler, LATER)
    store = scheduler._jobstores["default"]  # noqa: SLF001 - it has no other way to be woken
    with store.engine.begin() as connection:
        first = connection.execute(select(store.jobs_t)).mappings().one()
        at = NOW.timestamp() - 1
        rows = [{**first, "id": str(n), "next_run_time": at} for n in range(due)]
        connection.execute(insert(store.jobs_t), rows)

    async def wake() -> None:
        check(len(store.get_due_jobs(NOW)) == due)

    return lambda: timed(wake, 1)


class SlowPlatform(FakePlatform):
    """A messenger whose platform answers after 20 ms."""

    async def post(self, address: Address, card: Card) -> str:
        """Keep the card, in its time."""
        await asyncio.sleep(ANSWERS_AFTER_S)
        return await super().post(address, card)


async def firing(ground: Ground, kind: str) -> None:
    """Fire 500 due posts in slices of 100, 20 at once, to somebody whose reference is sealed."""
    storage = await ground.storage(kind)
    platform = SlowPlatform()
    worker = toy_worker(storage, DatabaseJobQueue(storage), LINE, platform)
    card = Card(LAMP, LAMP, "A lamp.", (Text("The lamp is lit."),))

    async def settle_in(work: Work) -> None:
        person = Person(reference=new_reference())
        await work.of(Person).add(person)
        await add_account(work, person, Account("practice", "practice", "sam"))
        await work.of(Duty).add(Duty(reference=LAMP, since=work.now))
        await work.vault.seal("care", "person", person.reference)

    async def due(work: Work) -> None:
        to = Recipient.sealed("care")
        for key in (new_reference() for _ in range(100)):
            await schedule(work, POST, key, work.now, subject=LAMP, screen=LAMP, recipient=to)

    async def work_it_off() -> None:
        while await worker.run_due():
            pass

    async def ours() -> Slice:
        await in_one_work(storage, due)
        before = platform.posts
        found = await as_one(work_it_off, 100)
        check(platform.posts == before + 100)
        return found

    async def bare() -> Slice:
        return await timed(lambda: platform.post(Address("practice", "sam"), card), 100, 20)

    await in_one_work(storage, settle_in)
    sides: dict[str, Side] = {"ours, through the worker": ours, "bare sends, 20 at once": bare}
    await side_by_side(f"Firing 500 due posts, {kind}", 5, sides)
