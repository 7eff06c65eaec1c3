"""Jobs: storing them, finding what is due, and firing due posts."""
# mypy: disallow-untyped-calls=False

import asyncio
from datetime import timedelta
from functools import partial

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import update

from adapters.clock import SystemClock
from adapters.database.jobs import DatabaseJobQueue
from adapters.database.tables import TABLES
from bench.peers import apscheduler_firing, procrastinate_firing
from bench.sides import Do, Ground, Side, Slice, check, side_by_side, timed
from bot.core.conversation import Address, BeforeCall, at_once
from bot.core.jobs import Job, JobState, Recipient, schedule
from bot.core.names import CORE_POST, Screen
from bot.core.people import Account, Person, add_account
from bot.core.screens import Card, Text
from bot.core.storage import Work, in_one_work, new_reference
from bot.core.worker import LEASE, MOST_AT_ONCE
from bot.duty.model import Duty
from tests.sealed import sealed_text
from tests.toys import LAMP, LIT, toy_worker
from tests.world import LINE, FakePlatform

DUE = (50_000, 200)
NOW = SystemClock().now()
LATER = NOW + timedelta(days=30)


async def storing(ground: Ground, kind: str) -> None:
    """Store 2,000 jobs in slices of 500, together, one by one, and in APScheduler's store."""
    storage = await ground.storage(kind)

    async def store(jobs: int, work: Work) -> None:
        for _ in range(jobs):
            await schedule(work, CORE_POST, new_reference(), LATER, subject=LAMP, screen=LIT)

    one = partial(in_one_work, storage, partial(store, 1))
    all_together = partial(in_one_work, storage, partial(store, 500))
    sides: dict[str, Side] = {
        "ours, all in one unit of work": lambda: timed(all_together, 1, does=500),
        "ours, one by one, each committed": lambda: timed(one, 500),
    }
    if kind == "SQLite":
        other = _other_store(ground)
        sides["APScheduler's store, one by one"] = lambda: timed(other, 500)
    await side_by_side(f"Storing 2,000 jobs, {kind}", 4, sides)


def nothing(subject: str) -> None:
    """The function that APScheduler's jobs call."""


def _other_store(ground: Ground) -> Do:
    """Makes the function that stores one job in APScheduler's own store."""
    store = SQLAlchemyJobStore(url=f"sqlite:///{ground.new_folder() / 'other.db'}")
    scheduler = BackgroundScheduler(jobstores={"default": store}, timezone="UTC")
    scheduler.start(paused=True)
    ground.callback(scheduler.shutdown)

    async def add() -> None:
        scheduler.add_job(nothing, "date", run_date=LATER, args=(LAMP,), id=new_reference())
        await asyncio.sleep(0)  # so that a stall is that of one job, not of all

    return add


async def waking(ground: Ground, kind: str) -> None:
    """Take the first 20 of 50,000 due jobs, and of 200; both should take equally long."""
    sides = {f"lease of 20 with {due:,} due": await _leases(ground, kind, due) for due in DUE}
    await side_by_side(f"One wake-up, {kind}", 5, sides)


async def _leases(ground: Ground, kind: str, due: int) -> Side:
    storage = await ground.storage(kind)
    queue, table = DatabaseJobQueue(storage), TABLES[Job]
    names = [new_reference() for _ in range(due)]
    rows = [vars(Job(reference=name, key=name, kind=CORE_POST, due_at=NOW)) for name in names]
    async with storage.sessions.writing() as session:
        await session.insert_new(table, rows)

    async def wake() -> None:
        check(len(await queue.lease(NOW, MOST_AT_ONCE, LEASE)) == MOST_AT_ONCE)

    async def wake_ten_times() -> Slice:
        found = await timed(wake, 10)
        async with storage.sessions.writing() as session:
            leased = table.c.state == JobState.LEASED
            await session.run(update(table).where(leased).values(state=JobState.PENDING))
        return found

    return wake_ten_times


class SlowPlatform(FakePlatform):
    """A messenger whose platform answers after 20 ms."""

    async def post(self, address: Address, card: Card, before_call: BeforeCall = at_once) -> str:
        await asyncio.sleep(0.02)
        return await super().post(address, card, before_call)


async def firing(ground: Ground, kind: str) -> None:
    """Fire 500 due posts in slices of 100, 20 at once, to somebody whose reference is sealed."""
    platform = SlowPlatform()
    ours = await _posts(ground, kind, platform)
    card = Card(Screen(LAMP), LAMP, "A lamp.", (Text("The lamp is lit."),))
    send = partial(platform.post, Address("practice", "sam"), card)
    bare: Side = partial(timed, send, 100, 20)
    sides = {"ours, through the worker": ours, "bare sends, 20 at once": bare}
    await side_by_side(f"Firing 500 due posts, {kind}", 5, sides)


async def _posts(ground: Ground, kind: str, platform: FakePlatform) -> Side:
    """Fires 100 due posts through a worker."""
    storage = await ground.storage(kind)
    worker = toy_worker(storage, DatabaseJobQueue(storage), LINE, platform)

    async def settle_in(work: Work) -> None:
        person = Person(reference=new_reference())
        await work.add(person)
        await add_account(work, person, Account("practice", "practice", "sam"))
        await work.add(Duty(reference=LAMP, since=work.now))
        await work.vault.seal(sealed_text("care", "person"), person.reference)

    async def due(work: Work) -> None:
        to = Recipient.sealed(sealed_text("care", "person"))
        for key in (new_reference() for _ in range(100)):
            await schedule(work, CORE_POST, key, work.now, subject=LAMP, screen=LIT, recipient=to)

    async def work_it_off() -> None:
        while await worker.run_due():
            pass

    async def ours() -> Slice:
        await in_one_work(storage, due)
        before = platform.posts
        found = await timed(work_it_off, 1, does=100)
        check(platform.posts == before + 100)
        return found

    await in_one_work(storage, settle_in)
    return ours


async def firing_at_once(ground: Ground, kind: str) -> None:
    """Fire 500 due posts that are answered at once, beside others' jobs that do nothing.

    Those of ours are decided, drawn, addressed, sent, and recorded.
    """
    sides = {"ours, a message through the worker": await _posts(ground, kind, FakePlatform())}
    if kind == "SQLite":
        sides["APScheduler's store, a job that does nothing"] = await apscheduler_firing(
            ground, 100
        )
    sides["procrastinate on PostgreSQL, a job that does nothing"] = await procrastinate_firing(
        ground, 100
    )
    await side_by_side(f"Firing 500 due jobs, {kind}", 5, sides)
