"""A worker that dies after a page has left it: nobody is paged anew, and nothing is made up."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web

from adapters.paging.messenger import PagingMessenger
from adapters.setting_parsers import MailTls
from adapters.settings import MailSettings, PagingSettings
from bot.core.jobs import Job, JobState
from bot.core.worker import LEASE
from bot.programme.model import PAGING, Paging
from bot.requests.paging import SEND_PAGE
from tests.adapters.paging.servers import (
    MailServer,
    PagingSystem,
    mail_server,
    paging_system,
    trust_in,
)
from tests.bot.duty.rota_kit import programme_is
from tests.bot.requests.hospital import ask_for_peer
from tests.clock import SimulatedClock
from tests.fakes import MemoryStorage
from tests.wording import phrase
from tests.world import START, World, text_of

MINUTE = timedelta(minutes=1)


@dataclass
class House:
    """The sample hospital with a worker that can be killed, and its paging."""

    world: World
    real: SimulatedClock
    system: PagingSystem
    mails: MailServer

    async def is_killed_at(self, reached: asyncio.Event) -> None:
        """The worker dies once somebody has the page; its lease then runs out."""
        self.world.clock.advance(10 * MINUTE)
        work = asyncio.create_task(self.world.settle())
        await reached.wait()
        work.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await work
        self.real.advance(LEASE)
        await self.world.settle()

    async def job(self) -> Job:
        """The job of the one page."""
        async with self.world.storage.reading() as work:
            (job,) = await work.of(Job).find(Job.kind.is_(SEND_PAGE))
        return job

    async def tried(self) -> str:
        """What the coordinator reads."""
        return text_of(await self.world.press_in("kit", "request.tried_so_far"))


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    clock, real = SimulatedClock(START), SimulatedClock(START)
    storage = MemoryStorage(clock, real)
    world = await World.make(storage, storage, clock)
    async with paging_system() as system, mail_server(tmp_path) as mails:
        mail = MailSettings("localhost", mails.port, MailTls.STARTTLS, "app@hospital.example")
        settings = PagingSettings(url=system.url, keys=(b"p" * 32,), mail=mail)
        trust = trust_in(tmp_path)
        paging = PagingMessenger(settings, clock, trust)
        world.add_messenger(PAGING, paging)
        yield House(world, real, system, mails)
        await paging.close()


async def test_the_paging_system_gets_the_same_delivery_once_more(house: House) -> None:
    reached, gone = asyncio.Event(), asyncio.Event()

    async def holds(_: web.Request) -> web.StreamResponse:
        reached.set()
        await gone.wait()
        return web.Response(status=202)

    house.system.answers = [holds]
    await programme_is(house.world, paging=Paging(webhook=True))
    await ask_for_peer(house.world)
    await house.is_killed_at(reached)
    assert (await house.job()).repeats == 1
    assert phrase("support_requests.tried.page.unknown", time="9:10 AM") in await house.tried()
    house.world.clock.advance(2 * MINUTE)
    await house.world.settle()
    first, again = house.system.pages
    assert first == again
    assert (await house.job()).state is JobState.SENT
    assert phrase("support_requests.tried.page.sent", time="9:12 AM") in await house.tried()
    gone.set()


async def test_a_pager_gets_nothing_more_and_nobody_reads_that_it_was_sent(house: House) -> None:
    house.mails.is_mute = True
    pagers = {"house": "5550142@pager.example"}
    await programme_is(house.world, paging=Paging(pagers=pagers))
    await ask_for_peer(house.world)
    await house.is_killed_at(house.mails.reached)
    house.world.clock.advance(10 * MINUTE)
    await house.world.settle()
    assert len(house.mails.mails) == 1
    assert (await house.job()).state is JobState.UNKNOWN
    assert phrase("support_requests.tried.page.unknown", time="9:10 AM") in await house.tried()
