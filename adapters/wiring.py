"""Builds everything: the one place that knows all the parts."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from aiohttp import web

from adapters.calendars import Calendars, Fetcher
from adapters.clock import SystemClock
from adapters.database.jobs import DatabaseJobQueue
from adapters.database.ledger import ErasureLedger
from adapters.database.sealing import Keyring, VaultError
from adapters.database.unit_of_work import DatabaseStorage
from adapters.faults import SCHEMA, NotReady
from adapters.http import Health
from adapters.intake import DropFolder, HrFolder, Intake, ListenAt, Listener, add_intake
from adapters.loop import WorkLoop
from adapters.settings import Settings
from adapters.settings_intake import IntakeSettings
from adapters.settings_slack import SlackSettings
from adapters.settings_teams import TeamsSettings
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

if TYPE_CHECKING:
    from adapters.slack import Slack
    from adapters.teams import Teams

LATE = timedelta(minutes=5)
"""So long after its time a job nobody took means that no worker runs, or too few."""


@dataclass(frozen=True)
class Platforms:
    """The platforms that are switched on, by name, and what of them is served and kept up."""

    messengers: Mapping[str, Messenger]
    workplaces: Mapping[str, Workplace]
    slack: "Slack | None" = None
    teams: "Teams | None" = None


@dataclass
class Deployment:
    """A running deployment's parts."""

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
        """The way in for what hospital systems tell."""
        return Intake(self.storage, self.registry, self.wording, self.directory, self.loop.wake)

    async def plan(self) -> int:
        """Write the sweeps that are due, take up a new playbook, and fill the ledger."""
        await plan_sweeps(self.storage, self.registry)
        await in_one_work(self.storage, self.directory.refresh, reads_only=True)
        if await self.ledger.write_pending(self.storage):
            # The bytes of what was erased go as well, not only the way to them.
            await self.storage.tidy()
        return 0

    async def answers(self) -> int:
        """Carry out only what somebody is waiting to see, straight after the commit."""
        return await self.worker.run_due((Urgency.ANSWER,))

    async def health(self) -> Health:
        """How the service is; it answers with the database down, too."""
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


def add_intake_door(
    app: web.Application,
    parts: Deployment,
    keys: Mapping[str, tuple[bytes, ...]],
    programme: Clock | None = None,
) -> None:
    """Let the sources with these keys report by signed webhook.

    Whether a signature is stale is a question for the host's clock; whether an occurrence lies
    in the future is one for ``programme``, which in the demo is another.
    """
    host = SystemClock()
    add_intake(app, parts.intake, keys, host, programme or host)


def add_calendar_door(app: web.Application, parts: Deployment) -> None:
    """Let people have their own turns, and a meeting they go to, in their own calendar."""
    from adapters.calendars.own import add_own_calendars  # noqa: PLC0415 - loaded where served
    from adapters.calendars.session import add_session_calendars  # noqa: PLC0415 - likewise

    add_own_calendars(app, parts.storage, parts.wording)
    add_session_calendars(app, parts.storage, parts.wording)


@asynccontextmanager
async def hearing(settings: IntakeSettings, parts: Deployment) -> AsyncIterator[int]:
    """Listen for HL7 where the settings say so, for the length of the block; the port, or 0."""
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
    """The platforms the settings name, beside those that are given.

    A platform's libraries are loaded only where it is switched on: they take seconds and memory.
    """
    workplaces: dict[str, Workplace] = {}
    found = dict(messengers)
    async with AsyncExitStack() as stack:
        slack = teams = None
        if settings.slack is not None:
            opening = _slack(settings, settings.slack, storage, wording)
            slack = await stack.enter_async_context(opening)
            found["slack"], workplaces["slack"] = slack.messenger, slack.workplace
        if settings.teams is not None:
            joining = _teams(settings, settings.teams, storage, wording)
            teams = await stack.enter_async_context(joining)
            found["teams"], workplaces["teams"] = teams.messenger, teams.workplace
        yield Platforms(found, workplaces, slack, teams)


def _slack(
    settings: Settings, slack: SlackSettings, storage: DatabaseStorage, wording: Wording
) -> "AbstractAsyncContextManager[Slack]":
    from adapters.slack import SlackOptions, open_slack  # noqa: PLC0415 - loaded where it is on

    options = SlackOptions(
        signing_secret=slack.signing_secret,
        bot_token=slack.bot_token,
        app_token=slack.app_token,
        client_id=slack.client_id,
        client_secret=slack.client_secret,
        allowed=slack.allowed_teams,
        api_url=slack.api_url,
        commands=_commands(settings),
    )
    words = wording.words("en", "UTC")
    return open_slack(options, words, SystemClock(), storage, wording)


def _teams(
    settings: Settings, teams: TeamsSettings, storage: DatabaseStorage, wording: Wording
) -> "AbstractAsyncContextManager[Teams]":
    from adapters.teams import TeamsOptions, open_teams  # noqa: PLC0415 - loaded where it is on

    options = TeamsOptions(
        app_id=teams.app_id,
        password=teams.password,
        tenant=teams.tenant,
        allowed=teams.allowed_tenants,
        cloud=teams.cloud,
        metadata_url=teams.metadata_url,
        login_url=teams.login_url,
        service_hosts=teams.service_hosts,
        graph=teams.graph,
        unauthenticated=teams.unauthenticated,
        commands=_commands(settings),
    )
    words = wording.words("en", "UTC")
    return open_teams(options, words, SystemClock(), storage, wording)


def _commands(settings: Settings) -> dict[str, str]:
    return {settings.command: "support", settings.admin_command: "support-admin"}


@asynccontextmanager
async def deployed(
    settings: Settings,
    messengers: Mapping[str, Messenger],
    clock: Clock | None = None,
    *,
    only_answers: bool = False,
    talking: bool = False,
) -> AsyncIterator[Deployment]:
    """The parts, put together and ready. Raises ``NotReady``.

    With ``only_answers`` the loop leaves everything else to the worker processes. ``talking``
    switches the platforms of the settings on, beside the ``messengers`` that are given.

    What the erasure ledger says was deleted is deleted again first, before anything can be read.
    """
    # The words first: a faulty override is said before anything is opened.
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
            platforms = Platforms(messengers, {})
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
                if platforms.slack is not None:
                    loop.add_slow(platforms.slack.roster(storage).keep)
                if platforms.teams is not None:
                    loop.add_slow(platforms.teams.roster(storage).keep)
            yield parts
    finally:
        await storage.close()


@asynccontextmanager
async def working(loop: WorkLoop) -> AsyncIterator[None]:
    """The worker's loop, running beside the block and drained at its end."""
    with ticking(loop.wake):
        task = asyncio.create_task(loop.run())
        try:
            yield
        finally:
            loop.stop()
            with contextlib.suppress(asyncio.CancelledError):
                await task
