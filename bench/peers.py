"""The same work by other libraries: a press by slack-bolt, a job by two schedulers."""
# mypy: disallow-untyped-calls=False, disallow-untyped-decorators=False

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from aiohttp import web
from apscheduler.events import EVENT_JOB_EXECUTED
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from procrastinate import App, PsycopgConnector
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import make_url

from adapters.clock import SystemClock
from bench.sides import Ground, Side, Slice, check, served, timed

AT_ONCE = 20


@asynccontextmanager
async def bolt(
    route: str, secret: str, token: str, api_url: str, *, answers_last: bool
) -> AsyncIterator[str]:
    """The address of slack-bolt with one action that only acknowledges.

    ``answers_last`` is its ``process_before_response``. By default slack-bolt answers while it
    works.
    """
    client = AsyncWebClient(token=token, base_url=api_url)
    app = AsyncApp(signing_secret=secret, client=client, process_before_response=answers_last)

    @app.action(re.compile("."))
    async def acknowledge(ack: Any) -> None:  # noqa: ANN401 - slack-bolt's own
        await ack()

    async def dispatch(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    async with served(route, dispatch) as address:
        yield address


def nothing() -> None:
    """The function that APScheduler's jobs call."""


async def apscheduler_firing(ground: Ground, jobs: int) -> Side:
    """Fire jobs that do nothing from APScheduler's store on SQLite."""
    store = SQLAlchemyJobStore(url=f"sqlite:///{ground.new_folder() / 'other.db'}")
    scheduler = BackgroundScheduler(jobstores={"default": store}, timezone="UTC")
    loop, done, left = asyncio.get_running_loop(), asyncio.Event(), [0]

    def ran(_: object) -> None:
        left[0] -= 1
        if not left[0]:
            loop.call_soon_threadsafe(done.set)

    scheduler.add_listener(ran, EVENT_JOB_EXECUTED)
    scheduler.start(paused=True)
    ground.callback(scheduler.shutdown)

    async def fire() -> None:
        scheduler.resume()
        await done.wait()

    async def fired() -> Slice:
        due = SystemClock().now() - timedelta(seconds=1)
        for _ in range(jobs):
            scheduler.add_job(nothing, "date", run_date=due, misfire_grace_time=None)
        left[0] = jobs
        done.clear()
        found = await timed(fire, 1, does=jobs)
        scheduler.pause()
        return found

    return fired


async def procrastinate_firing(ground: Ground, jobs: int) -> Side:
    """Fire jobs that do nothing with procrastinate, twenty at once, on PostgreSQL."""
    url = make_url(ground.empty_postgresql())
    address = f"host={url.query['host']} user={url.username} dbname={url.database}"
    app = App(connector=PsycopgConnector(conninfo=address))
    await ground.enter_async_context(app.open_async())
    await app.schema_manager.apply_schema_async()
    ran = [0]

    @app.task(name="nothing")
    async def count_only() -> None:
        ran[0] += 1

    async def fire() -> None:
        await app.run_worker_async(
            wait=False, concurrency=AT_ONCE, install_signal_handlers=False, listen_notify=False
        )

    async def fired() -> Slice:
        await count_only.batch_defer_async(*({} for _ in range(jobs)))
        before = ran[0]
        found = await timed(fire, 1, does=jobs)
        check(ran[0] == before + jobs)
        return found

    return fired
