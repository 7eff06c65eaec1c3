"""Builds a deployment from all its parts."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from aiohttp import web

from adapters.calendars.fetcher import Fetcher
from adapters.calendars.sync import Calendars
from adapters.clock import SystemClock
from adapters.database.jobs import DatabaseJobQueue
from adapters.database.ledger import ErasureLedger
from adapters.database.sealing import Keyring, VaultError
from adapters.database.unit_of_work import DatabaseStorage
from adapters.faults import SCHEMA, NotReady
from adapters.http import Health
from adapters.intake.csv_folder import DropFolder
from adapters.intake.gateway import Intake
from adapters.intake.hr_folder import HrFolder
from adapters.intake.mllp import ListenAt, Listener
from adapters.intake.webhook import add_intake
from adapters.loop import WorkLoop
from adapters.platforms import OpenPlatform, Surroundings
from adapters.settings import IntakeSettings, Settings
from adapters.ticker import ticking
from adapters.wording import load_wording
from bot.core.clock import Clock
from bot.core.context import Context
from bot.core.conversation import Messenger, Workplace
from bot.core.dispatcher import Dispatcher
from bot.core.errors import StorageDown
from bot.core.housekeeping import overdue, plan_sweeps
from bot.core.jobs import Job, JobState, Urgency
from bot.core.routes import Registry
from bot.core.storage import in_one_work
from bot.core.texts import Wording
from bot.core.worker import Worker
from bot.features import make_registry
from bot.programme import ProgrammeDirectory

LATE = timedelta(minutes=5)
"""A job that is pending for this long after it is due means that too few workers run."""


@dataclass(frozen=True)
class Platforms:
    """The platforms that are switched on, by name."""

    messengers: Mapping[str, Messenger]
    workplaces: Mapping[str, Workplace] = field(default_factory=dict)
    opened: Mapping[str, OpenPlatform] = field(default_factory=dict)


@dataclass
class Deployment:
    """The parts of a running deployment."""

    storage: DatabaseStorage
    queue: DatabaseJobQueue
    registry: Registry
    wording: Wording
    directory: ProgrammeDirectory
    worker: Worker
    bot: Dispatcher
    loop: WorkLoop
    ledger: ErasureLedger
    platforms: Platforms

    @property
    def intake(self) -> Intake:
        """Accepts what hospital systems report."""
        return Intake(self.storage, self.registry, self.wording, self.directory, self.loop.wake)

    async def plan(self) -> int:
        """Schedule due sweeps, load a new playbook, and write the erasure ledger."""
        await plan_sweeps(self.storage, self.registry)
        await in_one_work(self.storage, self.directory.refresh, reads_only=True)
        if await self.ledger.write_pending(self.storage):
            # The bytes of erased values must go, too, not only the rows.
            await self.storage.tidy()
        return 0

    async def answers(self) -> int:
        """Run only the jobs that a person is waiting for, straight after the commit."""
        return await self.worker.run_due((Urgency.ANSWER,))

    async def health(self) -> Health:
        """The state of the service; also works while the database is down."""
        if not await self.storage.is_ready():
            return Health(ready=False, overdue={}, jobs={})
        try:
            async with self.storage.reading() as work:
                context = Context(work, self.wording.words("en", "UTC"), self.directory.lines())
                late = await overdue(context, self.registry)
                late["jobs"] = await work.of(Job).count(
                    Job.state.is_(JobState.PENDING), Job.due_at.at_most(work.now - LATE)
                )
            by_state = await self.queue.by_state()
        except StorageDown:
            return Health(ready=False, overdue={}, jobs={})
        return Health(ready=True, overdue=late, jobs=by_state)


def add_intake_routes(
    app: web.Application,
    parts: Deployment,
    keys: Mapping[str, tuple[bytes, ...]],
    programme: Clock | None = None,
) -> None:
    """Accept signed webhooks from the sources with these keys.

    The host's clock decides whether a signature is stale, ``programme`` (another clock in the
    demo) whether an event lies in the future.
    """
    host = SystemClock()
    add_intake(app, parts.intake, keys, host, programme or host)


def add_calendar_feeds(app: web.Application, parts: Deployment) -> None:
    """Serve people's duty turns, and the group sessions they attend, as calendar feeds."""
    from adapters.calendars.feeds import add_duty_feed, add_session_feed  # noqa: PLC0415 - only where HTTP is served

    add_duty_feed(app, parts.storage, parts.wording)
    add_session_feed(app, parts.storage, parts.wording)


@asynccontextmanager
async def hearing(settings: IntakeSettings, parts: Deployment) -> AsyncIterator[int]:
    """Listen for HL7 during the block if the settings say so; yields the port, or 0."""
    if settings.port is None:
        yield 0
        return
    at = ListenAt(settings.host, settings.port, settings.tls())
    async with Listener(parts.intake, SystemClock()).listening(at) as listener:
        yield listener.port


@asynccontextmanager
async def _platforms(
    settings: Settings,
    storage: DatabaseStorage,
    wording: Wording,
    messengers: Mapping[str, Messenger],
) -> AsyncIterator[Platforms]:
    """Open the platforms that the settings name, beside the given messengers."""
    commands = {settings.command: "support", settings.admin_command: "support-admin"}
    around = Surroundings(storage, wording, SystemClock(), commands)
    async with AsyncExitStack() as stack:
        opened = {
            each.platform.name: await stack.enter_async_context(each.open(around))
            for each in settings.platforms
        }
        yield Platforms(
            {**messengers, **{name: each.messenger for name, each in opened.items()}},
            {name: each.workplace for name, each in opened.items()},
            opened,
        )


@asynccontextmanager
async def deployed(
    settings: Settings,
    messengers: Mapping[str, Messenger],
    clock: Clock | None = None,
    *,
    only_answers: bool = False,
    talking: bool = False,
) -> AsyncIterator[Deployment]:
    """Build a deployment, after deleting again what the erasure ledger lists. Raises ``NotReady``.

    With ``only_answers`` the loop leaves everything else to the worker processes. ``talking``
    opens the platforms of the settings, beside the given ``messengers``.
    """
    # Load the words first, to report a faulty override before anything is opened.
    wording = load_wording(settings.messages)
    storage = DatabaseStorage(settings.database_url, Keyring(settings.keys), clock)
    try:
        if not await storage.is_ready():
            raise NotReady(SCHEMA)
        ledger = ErasureLedger(settings.ledger)
        await ledger.replay(storage)
        queue = DatabaseJobQueue(storage)
        registry = make_registry()
        directory = ProgrammeDirectory(wording.reword)
        try:
            await in_one_work(storage, directory.refresh, reads_only=True)
        except VaultError as fault:
            raise NotReady(str(fault)) from fault
        async with AsyncExitStack() as stack:
            platforms = Platforms(messengers)
            if talking:
                opening = _platforms(settings, storage, wording, messengers)
                platforms = await stack.enter_async_context(opening)
            worker = Worker(storage, queue, registry, wording, directory, platforms.messengers)
            loop = WorkLoop()
            bot = Dispatcher(storage, registry, wording, directory, loop.wake, platforms.workplaces)
            parts = Deployment(
                storage, queue, registry, wording, directory, worker, bot, loop, ledger, platforms
            )
            if only_answers:
                loop.add(parts.answers)
            else:
                loop.add(parts.plan, worker.run_due)
                fetcher = Fetcher(settings.intake.calendar_hosts)
                calendars = await stack.enter_async_context(Calendars(storage, fetcher))
                loop.add_slow(calendars.keep)
                if settings.intake.folder is not None:
                    folder = DropFolder(settings.intake.folder, parts.intake, SystemClock())
                    people = HrFolder(settings.intake.folder, storage, SystemClock())
                    loop.add(folder.sweep)
                    loop.add_slow(people.sweep)
                rosters = (each.roster(storage) for each in platforms.opened.values())
                loop.add_slow(*(roster.keep for roster in rosters if roster is not None))
            yield parts
    finally:
        await storage.close()


@asynccontextmanager
async def working(loop: WorkLoop) -> AsyncIterator[None]:
    """Run the worker's loop beside the block, and let it finish at the end."""
    with ticking(loop.wake):
        task = asyncio.create_task(loop.run())
        try:
            yield
        finally:
            loop.stop()
            with contextlib.suppress(asyncio.CancelledError):
                await task
