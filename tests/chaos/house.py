"""A deployment to break: processes with connections of their own, on one simulated clock.

On SQLite one process serves and works. On PostgreSQL there are two webs and three workers. All of
them post to one platform, which keeps what arrived.
"""

import asyncio
import base64
import logging
import random
import secrets
import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import cast

from sqlalchemy import update

from adapters.database.deployments import Standing
from adapters.database.jobs import DatabaseJobQueue
from adapters.database.ledger import ErasureLedger
from adapters.database.processes import Presence
from adapters.database.sealing import Keyring
from adapters.database.sessions import Session
from adapters.database.sqlite_file import SqliteDatabase
from adapters.database.statements import one_of
from adapters.database.tables import TABLES
from adapters.database.unit_of_work import DatabaseStorage
from adapters.deployment import Deployment, Platforms
from adapters.examination import Examination
from adapters.loop import WorkLoop
from adapters.platforms import Named, OpenPlatform
from adapters.settings import Settings, load
from bot.core.clock import Clock
from bot.core.conversation import Address, BeforeCall, at_once
from bot.core.decisions import Sending
from bot.core.errors import BotError, Conflict, OutcomeUnknown, RecipientGone, StorageDown
from bot.core.health import Symptom
from bot.core.jobs import Job, JobState
from bot.core.observations import Observations
from bot.core.people import Account, Person
from bot.core.platforms import note_open
from bot.core.process_health import RUNNING, noticed_here
from bot.core.processes import Announcement, ProcessKind
from bot.core.results import Result
from bot.core.screens import Card
from bot.core.storage import Storage, in_one_work
from bot.core.symptoms import CHANNEL_ARCHIVED, CHANNEL_UNSEEN
from bot.core.worker import Worker
from bot.features import FINAL
from bot.programme import current
from tests.clock import SimulatedClock
from tests.sealed import sealed_text
from tests.world import START, FakePlatform, World

PLATFORM = "practice"
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
MARKED_EVERY = timedelta(minutes=20)
SWEPT_EVERY = 6 * HOUR
LIVELY_FOR = HOUR
"""How long after somebody did something every due moment is a stop of the clock."""
MORE_STAFF = tuple(
    f"{name} Ward"
    for name in (
        *("Ada", "Ben", "Cleo", "Dan", "Eva", "Finn", "Gwen", "Hal", "Ines", "Jon"),
        *("Kim", "Liv", "Max", "Nia", "Otto", "Pia", "Rex", "Sue", "Tom", "Una"),
        *("Val", "Will", "Xenia", "Yuri"),
    )
)
"""More nurses of the ICU, since nobody gets a first note twice in a week."""
_sending: ContextVar[Job] = ContextVar("_sending")


@dataclass(frozen=True)
class Posting:
    """One message that arrived at the platform as a new one."""

    at: datetime
    clock: datetime
    """What the processes took the time for."""
    where: str
    """The user id of its reader, or ``#channel``."""
    card: Card
    job: Job
    unknown: bool
    """Whether the answer to us was lost."""


@dataclass
class Wire(FakePlatform):
    """The platform. ``trouble`` returns the error of a call to an address, if it fails."""

    clock: SimulatedClock
    trouble: Callable[[Address], BotError | None] = lambda _: None
    in_the_middle: Callable[[], Awaitable[None]] | None = None
    """Done once, while a message that arrived is being answered."""
    off: timedelta = timedelta()
    """How far the clock is ahead of the true time."""
    is_answering: bool = False
    """Whether somebody's press is being answered, which is no call of ours."""
    arrived: list[Posting] = field(default_factory=list)
    refused: int = 0
    """How many calls failed."""
    shows: list[Symptom] = field(default_factory=list)
    """What an examination of the app itself finds."""
    archived: set[str] = field(default_factory=set)
    """Channels that still exist, and take nothing."""

    def __post_init__(self) -> None:
        """Start with no conversation."""
        super().__init__()

    async def post(self, address: Address, card: Card, before_call: BeforeCall = at_once) -> str:
        """Keep the card as a new message, unless the call fails; a lost answer keeps it too."""
        await before_call()
        error = self._fails(address)
        if error is not None and not isinstance(error, OutcomeUnknown):
            raise error
        message = await super().post(address, card)
        lost = error is not None or self.in_the_middle is not None
        now, at = self.clock.now(), self.clock.now() - self.off
        kept = Posting(at, now, address.value, card, _sending.get(), lost)
        self.arrived.append(kept)
        if self.in_the_middle is not None:
            breaks, self.in_the_middle = self.in_the_middle, None
            await breaks()
        if error is not None:
            raise error
        return message

    async def replace(
        self, address: Address, message: str, card: Card, before_call: BeforeCall = at_once
    ) -> None:
        """Keep the card in place of the one before, unless the call fails."""
        await before_call()
        error = None if self.is_answering else self._fails(address)
        if error is not None:
            raise error
        await super().replace(address, message, card)

    def _fails(self, address: Address) -> BotError | None:
        away = address.value in self.gone | self.archived
        error = RecipientGone() if away else self.trouble(address)
        self.refused += error is not None
        return error

    @property
    def workplace(self) -> "Wire":
        """Who is in which channel."""
        return self

    async def is_member(self, channel: Address, account: Account) -> bool | None:
        """Nobody is where they should not be."""
        return False

    async def refresh(self, storage: Storage) -> None:
        """Need nothing: everybody's account is known."""

    async def examine(self, named: Named) -> list[Symptom]:
        """Find what is wrong with the app, or else with the channels, as the adapters do."""
        if self.shows:
            return self.shows
        found = []
        for key, address in named.channels.items():
            if address.value in self.gone:
                found.append(Symptom(CHANNEL_UNSEEN, PLATFORM, key))
            elif address.value in self.archived:
                found.append(Symptom(CHANNEL_ARCHIVED, PLATFORM, key))
        return found


class WatchedWorker(Worker):
    """A worker that notes which job each call to the platform is for."""

    async def _send(self, sending: Sending) -> tuple[Sending, Result]:
        _sending.set(sending.job)
        return await super()._send(sending)


class Process:
    """A web or a worker, or on SQLite both in one."""

    def __init__(self, house: "House", name: str, *, has_platform: bool = True) -> None:
        """Connect to nothing yet. Without ``has_platform`` it lacks the platform's settings."""
        self.house, self.name = house, name
        self.storage = DatabaseStorage(
            house.url, Keyring([house.key]), house.given_clock, pool_size=3
        )
        if isinstance(self.storage.sessions.database, SqliteDatabase):
            self.storage.sessions.database.prepare(house.prepare)
        queue = DatabaseJobQueue(self.storage, house.clock, final=FINAL)
        self.world = world = World(self.storage, queue, house.clock, house.wire)
        world.platform, world.people = house.wire, house.people
        # Deliveries of two processes must not look like repeats of one.
        world._count = 1_000_000 * next(house.numbers)
        messengers = {PLATFORM: house.wire} if has_platform else {}
        observations = Observations()
        worker = WatchedWorker(
            self.storage,
            queue,
            world.registry,
            world.wording,
            world.directory,
            messengers,
            observations=observations,
        )
        ledger = ErasureLedger(house.folder / "erasures.log")
        standing = Standing(self.storage, ledger, "here", timedelta())
        opened = cast("Mapping[str, OpenPlatform]", {PLATFORM: house.wire} if has_platform else {})
        self.parts = Deployment(
            self.storage,
            queue,
            world.registry,
            world.wording,
            world.directory,
            worker,
            world.bot,
            WorkLoop(),
            ledger,
            Platforms(messengers, opened=opened),
            standing,
            observations,
            Examination(house.settings, self.storage, standing, opened, observations),
            house.url,
        )
        world.registry.checks += [noticed_here(lambda: self.parts.here), RUNNING]
        self.presence = Presence(self.storage, self._announcement(messengers), house.clock)

    def _announcement(self, messengers: Mapping[str, object]) -> Announcement:
        works = not self.name.startswith("web") or not self.house.on_postgresql
        kind = ProcessKind.WEB if self.name.startswith("web") else ProcessKind.WORKER
        return Announcement(kind, "1", tuple(messengers), "key", works)

    async def starts(self) -> None:
        """Recognise the deployment, and note what is open here."""
        await self.parts.standing.begin()
        replayed = await self.parts.ledger.replay(self.storage)
        if replayed.forgotten:
            await self.parts.forget_again(replayed.forgotten)
        opened = self.parts.platforms.messengers
        await in_one_work(self.storage, lambda work: note_open(work, *opened))
        await self.presence.keep()

    async def looks(self) -> None:
        """Do what a process does every minute so that others know what is wrong."""
        self.presence._next = self.parts.standing._next = 0.0
        self.storage.sessions._refused = 0.0, None  # two minutes have passed
        for duty in (
            # On a real disk every change needs room, which a limit on pages does not say.
            self.storage.try_to_write,
            self.presence.keep,
            self.parts.standing.keep,
            *((self.parts.plan, self._runs) if self in self.house.workers else ()),
            self.parts.examination.look_at_host,
            self.parts.examination.look_at_platforms,
            partial(self.parts.observations.write, self.storage),
        ):
            try:
                await duty()
            except (StorageDown, Conflict):
                self.house.refused += 1

    async def _runs(self) -> None:
        while await self.parts.worker.run_due():
            pass

    async def plans(self) -> int:
        """Plan housekeeping now and then, one process for all of them: it is most of the work."""
        now = self.house.clock.now()
        if timedelta() <= now - self.house.swept_at < SWEPT_EVERY:
            await in_one_work(self.storage, self.parts.directory.refresh, reads_only=True)
        else:
            await self.parts.plan()
            self.house.swept_at = now
        return 0

    async def keeps(self) -> int:
        """Keep the deployment's mark by the simulated clock, one process for all of them."""
        now = self.house.clock.now()
        if not timedelta() <= now - self.house.marked_at < MARKED_EVERY:
            self.house.marked_at = now
            self.parts.standing._next = self.presence._next = 0.0
            await self.presence.keep()
            await self.parts.standing.keep()
        return 0

    async def works(self) -> None:
        """Do what the worker's loop does at one wake-up, and go on after what it goes on after."""
        for duty in (self.plans, self.keeps, self.parts.worker.run_due):
            try:
                while await duty():
                    pass
            except StorageDown:
                self.house.refused += 1
            except Conflict:
                continue

    async def answers(self) -> None:
        """Carry out what a person waits to see, as a web process does."""
        try:
            while await self.parts.answers():
                pass
        except (StorageDown, Conflict):
            self.house.refused += 1

    async def ends(self) -> None:
        """Close every connection."""
        await self.storage.close()


class House:
    """The processes of a deployment, and the time that passes for them."""

    def __init__(self, url: str, folder: Path, seed: int, longest_step: timedelta) -> None:
        """Start nothing yet. ``longest_step`` is the pace of the clock where nothing is due."""
        self.url, self.folder, self.longest_step = url, folder, longest_step
        self.on_postgresql = url.startswith("postgresql")
        self.chance = random.Random(seed)
        self.clock = SimulatedClock(START)
        self.wire = Wire(self.clock)
        self.key = secrets.token_bytes(32)
        self.people: dict[str, str] = {}
        self.numbers = iter(range(1, 1000))
        self.playbook: Path | None = None
        self.pragmas: list[str] = ["synchronous = OFF"]  # nothing here must survive a power cut
        """What is set for each new connection to SQLite."""
        self.webs: list[Process] = []
        self.workers: list[Process] = []
        self.refused = 0
        self.acted_at = self.marked_at = self.swept_at = START
        self.watch = Watch()

    def prepare(self, connection: sqlite3.Connection) -> None:
        """Set the pragmas of a new connection."""
        for pragma in self.pragmas:
            connection.execute(f"PRAGMA {pragma}")

    @property
    def given_clock(self) -> Clock | None:
        """The clock that storages are given; ``None`` leaves it to the database."""
        return self.clock

    @property
    def settings(self) -> Settings:
        """The settings of every process."""
        return load(
            {
                "DATABASE_URL": self.url,
                "SUPPORT_KEYS": base64.b64encode(self.key).decode(),
                "SUPPORT_LEDGER": str(self.folder / "erasures.log"),
                "SUPPORT_PLAYBOOK": str(self.playbook or ""),
            }
        )

    # ---- the processes ----

    async def open(self) -> None:
        """Start every process and fill the programme."""
        await self.start()
        first = self.webs[0]
        await first.world.fill()
        async with first.storage.work() as work:
            for name in MORE_STAFF:
                await first.world.add_person(work, name, "nurse", "icu")
            for user, reference in first.world.people.items():
                # So that the playbook can be exported.
                await work.vault.seal(sealed_text(reference, "email"), f"{user}@example.org")
            units = {unit.key for unit in (await current(work)).units}
            for person in await work.of(Person).find():
                if person.unit not in units:
                    await work.save(replace(person, unit="pastoral"))
        for each in self.processes:
            await in_one_work(each.storage, each.parts.directory.refresh, reads_only=True)

    async def start(self) -> None:
        """Start the processes that a deployment on this database has."""
        if self.on_postgresql:
            self.webs = [Process(self, f"web {n}") for n in (1, 2)]
            self.workers = [Process(self, f"worker {n}") for n in (1, 2, 3)]
        else:
            self.webs = self.workers = [Process(self, "web")]
        for each in self.processes:
            await each.starts()

    async def stop(self) -> None:
        """End every process."""
        for each in self.processes:
            await each.ends()
        self.webs, self.workers = [], []

    @property
    def processes(self) -> list[Process]:
        """Every process once."""
        return list(dict.fromkeys([*self.webs, *self.workers]))

    @property
    def web(self) -> Process | None:
        """One of the webs, as a load balancer would choose it; ``None`` if none runs."""
        return self.chance.choice(self.webs) if self.webs else None

    # ---- time ----

    @property
    def now(self) -> datetime:
        """The true time, by which people live."""
        return self.clock.now() - self.wire.off

    def move_clock(self, by: timedelta) -> None:
        """Set the clock of every process wrong, or right again."""
        self.clock.advance(by)
        self.wire.off += by

    async def settle(self) -> None:
        """Let every process do what is due now; in quiet hours one worker at a time."""
        workers = list(self.workers)
        if not self.is_lively and len(workers) > 1:
            workers = [self.chance.choice(workers)]
        await asyncio.gather(*(each.works() for each in workers))
        for web in self.webs:
            if web not in workers:
                await web.answers()

    async def step(self, end: datetime) -> None:
        """Move on to the next moment at which something is due, at most to ``end``."""
        now = self.now
        idle = now - self.acted_at
        least = MINUTE if self.is_lively else 10 * MINUTE if idle < 6 * HOUR else 30 * MINUTE
        due = await self._next_due() if self.workers else None
        at = end if due is None else max(due - self.wire.off, now + least)
        self.clock.set(min(at, now + self.longest_step, end) + self.wire.off)
        await self._end_leases()

    @property
    def is_lively(self) -> bool:
        """Whether somebody did something lately."""
        return self.now - self.acted_at < LIVELY_FOR

    async def _next_due(self) -> datetime | None:
        try:
            return await self.workers[0].parts.queue.next_due()
        except StorageDown:
            return None

    async def _end_leases(self) -> None:
        """Let leases end on PostgreSQL, where they run on its own clock: a minute has passed.

        No process is at work between two steps.
        """
        if not self.on_postgresql or not self.processes:
            return
        job = TABLES[Job]
        in_hand = one_of(job.c.state, (JobState.LEASED, JobState.SENDING))

        async def end(session: Session) -> None:
            await session.run(update(job).where(in_hand).values(lease_until=START))

        try:
            await self.processes[0].storage.repeatedly(end)
        except (StorageDown, Conflict):
            return


class Watch(logging.Handler):
    """Keeps the errors in the log that no fault explains: those are faults of our own."""

    def __init__(self) -> None:
        """Have seen nothing."""
        super().__init__(logging.ERROR)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it, unless it says that the database was away or that two works met."""
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and not isinstance(error, (StorageDown, Conflict)):
            self.seen.append(f"{record.getMessage()}: {error!r}")
