"""Builds a deployment from its parts, and starts what a process does with it."""

import asyncio
import contextlib
import logging
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial

from aiohttp import web

from adapters.calendars.fetcher import Fetcher
from adapters.calendars.sync import Calendars
from adapters.clock import SystemClock
from adapters.database.deployments import Standing, place_of
from adapters.database.jobs import DatabaseJobQueue
from adapters.database.ledger import ErasureLedger, Replayed
from adapters.database.processes import Presence
from adapters.database.reachability import trouble_with
from adapters.database.sealing import Keyring, VaultError
from adapters.database.unit_of_work import DatabaseStorage
from adapters.database.wakeups import Wakeups
from adapters.deployment import Deployment, Platforms
from adapters.examination import EXAMINED_EVERY_S, Examination
from adapters.faults import NotReady
from adapters.intake.csv_folder import DropFolder
from adapters.intake.hr_folder import HrFolder
from adapters.intake.mllp import ListenAt, Listener
from adapters.intake.webhook import add_intake
from adapters.key_service.opening import opened_keys
from adapters.limits import Limits
from adapters.loop import Duty, WorkLoop
from adapters.paging.answers import PageAnswers, add_page_answers
from adapters.paging.messenger import PagingMessenger
from adapters.platforms import Surroundings
from adapters.printing.artist import ChartArtist, artists
from adapters.refusals import Refusals
from adapters.settings import IntakeSettings, PagingSettings, Settings
from adapters.ticker import ticking
from adapters.version import VERSION
from adapters.wording import load_wording
from bot.core.clock import Clock
from bot.core.conversation import Messenger
from bot.core.deployment import HoldReason
from bot.core.dispatcher import Dispatcher
from bot.core.errors import Conflict, StorageDown
from bot.core.observations import Observations
from bot.core.platforms import note_open
from bot.core.process_health import RUNNING, noticed_here
from bot.core.processes import ANNOUNCED_EVERY, Announcement, ProcessKind
from bot.core.storage import in_one_work
from bot.core.texts import Wording
from bot.core.worker import Worker
from bot.features import FINAL, make_registry
from bot.programme import ProgrammeDirectory
from bot.programme.model import PAGING

HELD = {
    HoldReason.OLDER: "HELD: this database is older than what was written since; nothing is sent.",
    HoldReason.UNKNOWN: "HELD: the ledger here does not know this database; nothing is sent.",
}
RELEASE = "See what would go, and confirm it: support-timeout release"
LEDGER_UNREADABLE = (
    "The erasure ledger cannot be read.\n"
    "  Let this user read and write the file that SUPPORT_LEDGER names."
)

log = logging.getLogger(__name__)


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
    observations = parts.observations
    add_intake(app, parts.intake, keys, host, programme or host, observations=observations)


def add_page_answer_route(app: web.Application, parts: Deployment, paging: PagingSettings) -> None:
    """Accept that somebody answered a page, if the settings have a key to check it with."""
    if not paging.keys:
        return
    into = PageAnswers(
        parts.storage, parts.registry, parts.wording, parts.directory, parts.loop.wake
    )
    add_page_answers(app, into, paging.keys, SystemClock(), parts.observations)


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
    observations: Observations,
) -> AsyncIterator[Platforms]:
    """Open the platforms that the settings name, beside the given messengers."""
    commands = {settings.command: "support", settings.admin_command: "support-admin"}
    refusals = Refusals(SystemClock(), observations)
    around = Surroundings(
        *(storage, wording, SystemClock(), commands, refusals, settings.outbound, ChartArtist())
    )
    async with AsyncExitStack() as stack:
        opened = {
            each.platform.name: await stack.enter_async_context(each.open(around))
            for each in settings.platforms
        }
        paging = await _paging(settings, stack)
        yield Platforms(
            {**messengers, **{name: each.messenger for name, each in opened.items()}, **paging},
            {name: each.workplace for name, each in opened.items()},
            opened,
            around.refusals,
        )


async def _paging(settings: Settings, stack: AsyncExitStack) -> dict[str, Messenger]:
    """The hospital's paging, if it is set, until the stack ends."""
    if not settings.paging.is_on:
        return {}
    paging = PagingMessenger(settings.paging, SystemClock(), settings.outbound)
    stack.push_async_callback(paging.close)
    return {PAGING: paging}


async def _note_platforms(storage: DatabaseStorage, opened: Iterable[str]) -> None:
    """Note what this process has open, and log what another process has and this one lacks."""
    missing = await in_one_work(storage, lambda work: note_open(work, *opened))
    for platform in missing:
        log.warning("platform_not_open_here", extra={"platform": platform})


@asynccontextmanager
async def deployed(
    settings: Settings,
    messengers: Mapping[str, Messenger],
    clock: Clock | None = None,
    *,
    only_answers: bool = False,
    talking: bool = False,
    serving: ProcessKind | None = None,
) -> AsyncIterator[Deployment]:
    """Build a deployment, after deleting again what the erasure ledger lists. Raises ``NotReady``.

    With ``only_answers`` the loop leaves everything else to the worker processes. ``talking``
    opens the platforms of the settings, beside the given ``messengers``. A process that is
    ``serving`` announces itself, recognises a restored database, and keeps the deployment's mark.
    """
    # Load the words first, to report a faulty override before anything is opened.
    wording = load_wording(settings.messages)
    async with AsyncExitStack() as stack:
        keyring = await _keyring(settings)
        storage = await _opened(settings, keyring, clock, stack)
        ledger = ErasureLedger(settings.ledger)
        standing = Standing(storage, ledger, place_of(settings.database_url))
        directory = ProgrammeDirectory(wording.reword)
        try:
            if serving is not None:
                await _begin(standing, storage)
            replayed = await _replayed(ledger, storage)
            await in_one_work(storage, directory.refresh, reads_only=True)
        except VaultError as fault:
            raise NotReady(str(fault)) from fault
        platforms, observations = Platforms(messengers), Observations()
        if talking:
            opening = _platforms(settings, storage, wording, messengers, observations)
            platforms = await stack.enter_async_context(opening)
        if platforms.messengers:
            await _note_platforms(storage, platforms.messengers)
        parts = _put_together(
            settings, storage, ledger, standing, wording, directory, platforms, observations
        )
        parts.key_id = keyring.first
        if serving is not None or talking:
            # A demo has no processes that announce themselves.
            parts.registry.checks.append(RUNNING)
        if replayed.forgotten:
            await parts.forget_again(replayed.forgotten)
        if serving is not None:
            works = serving is not ProcessKind.LISTENER and not only_answers
            announcement = _announcement(serving, parts, works=works)
            await stack.enter_async_context(_present(parts, announcement))
        if serving is not ProcessKind.LISTENER:
            await _add_duties(parts, settings, stack, only_answers=only_answers)
        yield parts


async def _keyring(settings: Settings) -> Keyring:
    """The keys, opened by the key service if it wrapped them. Raises ``NotReady``."""
    return Keyring(await opened_keys(settings.keys, settings.key_service, settings.outbound))


async def _opened(
    settings: Settings, keyring: Keyring, clock: Clock | None, stack: AsyncExitStack
) -> DatabaseStorage:
    """The database, until the stack ends. Raises ``NotReady`` if it cannot be used."""
    trouble = await trouble_with(settings.database_url)
    if trouble is not None and trouble.stops:
        raise NotReady(str(trouble))
    storage = DatabaseStorage(settings.database_url, keyring, clock)
    stack.push_async_callback(storage.close)
    return storage


def _put_together(
    settings: Settings,
    storage: DatabaseStorage,
    ledger: ErasureLedger,
    standing: Standing,
    wording: Wording,
    directory: ProgrammeDirectory,
    platforms: Platforms,
    observations: Observations,
) -> Deployment:
    """Build the worker, the bot and the loop around what is open; nothing runs yet."""
    queue, registry, loop = DatabaseJobQueue(storage, final=FINAL), make_registry(), WorkLoop()
    worker = Worker(
        storage,
        queue,
        registry,
        wording,
        directory,
        platforms.messengers,
        observations=observations,
    )
    parts = Deployment(
        storage,
        queue,
        registry,
        wording,
        directory,
        worker,
        Dispatcher(
            storage,
            registry,
            wording,
            directory,
            loop.wake,
            platforms.workplaces,
            artists(),
        ),
        loop,
        ledger,
        platforms,
        standing,
        observations,
        Examination(settings, storage, standing, platforms.opened, observations),
        settings.database_url,
        Limits(settings.proxies),
    )
    parts.examination.cards = parts.open_cards
    registry.checks.append(noticed_here(lambda: parts.here))
    return parts


async def _add_duties(
    parts: Deployment, settings: Settings, stack: AsyncExitStack, *, only_answers: bool
) -> None:
    """Give the loop what this process is to do at each wake-up."""
    loop, storage = parts.loop, parts.storage
    if only_answers:
        loop.add(parts.answers)
        return
    loop.add(parts.plan, parts.worker.run_due)
    loop.add_slow(Wakeups(storage.sessions, loop.wake).keep)
    fetcher = Fetcher(settings.intake.calendar_hosts, settings.outbound)
    calendars = await stack.enter_async_context(Calendars(storage, fetcher))
    loop.add_slow(calendars.keep)
    if settings.intake.folder is not None:
        folder = DropFolder(settings.intake.folder, parts.intake, SystemClock())
        people = HrFolder(settings.intake.folder, storage, SystemClock())
        loop.add(folder.sweep)
        loop.add_slow(people.sweep)
    rosters = (each.roster(storage) for each in parts.platforms.opened.values())
    loop.add_slow(*(roster.keep for roster in rosters if roster is not None))


async def _begin(standing: Standing, storage: DatabaseStorage) -> None:
    """Say what this process finds: a hold, a ledger with faults, keys nobody can open."""
    try:
        for finding in await standing.findings():
            log.warning("ledger_at_fault", extra={"reason": finding.fault, "count": finding.count})
        held = await standing.begin()
    except OSError as fault:
        raise NotReady(LEDGER_UNREADABLE) from fault
    if held is not None:
        log.error("held", extra={"reason": held})
        sys.stderr.write(f"{HELD[held]}\n  {RELEASE}\n")
    for key_id, count in (await storage.keys_nobody_opens()).items():
        log.error("keys_nobody_opens", extra={"key": key_id, "count": count})


async def _replayed(ledger: ErasureLedger, storage: DatabaseStorage) -> Replayed:
    try:
        replayed = await ledger.replay(storage)
    except OSError as fault:
        raise NotReady(LEDGER_UNREADABLE) from fault
    if replayed.erased or replayed.wishes or replayed.forgotten:
        count = replayed.erased + replayed.wishes + len(replayed.forgotten)
        log.warning("ledger_replayed", extra={"count": count})
    return replayed


def _announcement(serving: ProcessKind, parts: Deployment, *, works: bool) -> Announcement:
    opened = tuple(parts.platforms.messengers)
    return Announcement(serving, VERSION, opened, parts.key_id, works)


@asynccontextmanager
async def _present(parts: Deployment, announcement: Announcement) -> AsyncIterator[None]:
    """Announce this process and keep the deployment's mark, with each pass of the loop."""
    presence = Presence(parts.storage, announcement)

    async def attend() -> int:
        await presence.keep()
        try:
            await parts.standing.keep()
        except OSError:
            log.exception("ledger_not_written")
        if time.monotonic() >= next_s[0]:
            next_s[0] = time.monotonic() + ANNOUNCED_EVERY.total_seconds()
            await parts.write_observations()
        return 0

    next_s = [0.0]
    await attend()
    parts.loop.add(attend)
    parts.loop.add_slow(partial(parts.examination.keep, platforms=announcement.works))
    parts.loop.add_slow(each_minute(parts.note_lasting))
    try:
        yield
    finally:
        with contextlib.suppress(StorageDown, Conflict):
            await presence.leave()


def each_minute(do: Callable[[], Awaitable[None]]) -> Duty:
    """Make a duty of the loop that does something at most once a minute."""
    next_s = 0.0

    async def duty() -> int:
        nonlocal next_s
        if time.monotonic() >= next_s:
            next_s = time.monotonic() + EXAMINED_EVERY_S
            await do()
        return 0

    return duty


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
