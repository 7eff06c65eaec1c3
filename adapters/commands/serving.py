"""``web`` and ``worker``: one process of a deployment, until it is asked to stop."""

import argparse
import asyncio
import logging
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager

from aiohttp import web as http

from adapters.commands.playbook import apply_at_start
from adapters.database.migrations import migrate
from adapters.database.process_locks import AlreadyServed, applying_alone, serving_alone
from adapters.database.reachability import trouble_with
from adapters.deployment import Deployment
from adapters.faults import NotReady
from adapters.gc_tuning import keep_for_good
from adapters.http import make_app
from adapters.logs import configure
from adapters.settings import Settings, from_environment
from adapters.version import VERSION
from adapters.wiring import (
    add_calendar_feeds,
    add_intake_routes,
    add_page_answer_route,
    deployed,
    hearing,
    working,
)
from bot.core.processes import ProcessKind

DRAIN_S = 20
log = logging.getLogger(__name__)


async def web(_: argparse.Namespace) -> int:
    """Serve HTTP, and carry out what somebody is waiting to see.

    On SQLite the one process migrates and runs the whole worker as well.
    """
    settings = from_environment()
    configure(settings.log_format)
    await _refuse_without_database(settings)
    with _alone_on_sqlite(settings):
        if settings.on_sqlite:
            await migrate(settings.database_url)
        async with deployed(
            settings,
            {},
            only_answers=not settings.on_sqlite,
            talking=True,
            serving=ProcessKind.WEB,
        ) as parts:
            await _take_back(settings, parts)
            if not await _playbook_applied(settings, parts):
                return 1
            async with working(parts.loop), _served(settings, parts):
                await _asked_to_stop(parts)
    return 0


async def worker(_: argparse.Namespace) -> int:
    """Run the worker alone; on PostgreSQL any number of them may run."""
    settings = from_environment()
    configure(settings.log_format)
    await _refuse_without_database(settings)
    with _alone_on_sqlite(settings):
        async with deployed(settings, {}, talking=True, serving=ProcessKind.WORKER) as parts:
            await _take_back(settings, parts)
            if not await _playbook_applied(settings, parts):
                return 1
            async with working(parts.loop), _health_served(settings, parts):
                await _asked_to_stop(parts)
    return 0


async def listen(_: argparse.Namespace) -> int:
    """Listen for HL7 alone, beside the web processes; on SQLite ``web`` does it itself."""
    settings = from_environment()
    configure(settings.log_format)
    if settings.on_sqlite or settings.intake.port is None:
        sys.stderr.write(
            "There is nothing to listen for here.\n  Set SUPPORT_HL7_PORT, and"
            " DATABASE_URL to PostgreSQL; on SQLite the command web listens itself.\n"
        )
        return 2
    async with (
        deployed(settings, {}, only_answers=True, serving=ProcessKind.LISTENER) as parts,
        hearing(settings.intake, parts),
        working(parts.loop),
        _health_served(settings, parts),
    ):
        await _asked_to_stop(parts)
    return 0


async def _take_back(settings: Settings, parts: Deployment) -> None:
    """On SQLite, where no other process runs, take over at once the jobs of one that died."""
    if settings.on_sqlite and (count := await parts.worker.take_back()):
        log.warning("leases_taken_back", extra={"count": count})


async def _playbook_applied(settings: Settings, parts: Deployment) -> bool:
    """Whether the playbook, if one is named, is sound; its faults are printed if not."""
    if settings.playbook is None:
        return True
    async with applying_alone(settings.database_url, _waits):
        return await apply_at_start(parts.storage, settings.playbook)


def _waits() -> None:
    log.info("waiting_for_another_process", extra={"reason": "applying_playbook"})


async def _refuse_without_database(settings: Settings) -> None:
    """Raise ``NotReady`` with the cause if the database cannot be reached."""
    trouble = await trouble_with(settings.database_url)
    if trouble is not None and not trouble.is_of_schema:
        raise NotReady(str(trouble))


@contextmanager
def _alone_on_sqlite(settings: Settings) -> Iterator[None]:
    """Refuse to serve an SQLite file that another process serves. Raises ``NotReady``."""
    try:
        with serving_alone(settings.database_url):
            yield
    except AlreadyServed as other:
        number = f" ({other.process})" if other.process else ""
        raise NotReady(
            f"Another process{number} serves this SQLite file, and only one may.\n"
            "  Stop it first, or use PostgreSQL, where any number may run."
        ) from other


@asynccontextmanager
async def _served(settings: Settings, parts: Deployment) -> AsyncIterator[None]:
    app = make_app(parts, whole=settings.health_port is None, limits=parts.limits)
    add_intake_routes(app, parts, settings.intake_keys)
    add_calendar_feeds(app, parts)
    add_page_answer_route(app, parts, settings.paging)
    async with AsyncExitStack() as stack:
        for platform in parts.platforms.opened.values():
            await stack.enter_async_context(platform.serving(app, parts.bot))
        if settings.on_sqlite:
            await stack.enter_async_context(hearing(settings.intake, parts))
        await stack.enter_async_context(_health_served(settings, parts))
        async with _listening(settings.host, settings.port, app) as port:
            log.info("listening", extra={"port": port})
            yield


@asynccontextmanager
async def _health_served(settings: Settings, parts: Deployment) -> AsyncIterator[None]:
    """Serve health on a port of its own during the block, if the settings name one."""
    if settings.health_port is None:
        yield
        return
    async with _listening(settings.host, settings.health_port, make_app(parts)) as port:
        log.info("health_listening", extra={"port": port})
        yield


@asynccontextmanager
async def _listening(host: str, port: int, app: http.Application) -> AsyncIterator[int]:
    """Serve during the block; yields the port."""
    runner = http.AppRunner(app, access_log=None, shutdown_timeout=DRAIN_S)
    await runner.setup()
    try:
        await http.TCPSite(runner, host, port).start()
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


async def _asked_to_stop(parts: Deployment) -> None:
    """Return when the process is asked to end; callers finish what they have begun."""
    keep_for_good()
    asked = asyncio.Event()
    running = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        running.add_signal_handler(number, asked.set)
    for platform in parts.platforms.opened:
        log.info("platform_open", extra={"platform": platform})
    log.info("working", extra={"version": VERSION})
    await asked.wait()
    parts.is_serving = False
    log.info("stopping")
