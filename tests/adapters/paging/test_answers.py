"""The signed answer to a page, at the real route in front of the bot in memory."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from aiohttp import ClientSession, web

from adapters.paging.answers import PATH, SIGNED_AS, PageAnswers, add_page_answers
from adapters.paging.messenger import PagingMessenger
from adapters.settings import PagingSettings
from adapters.signing import SIGNATURE, TIMESTAMP, sign
from bot.core.observations import Observations
from bot.programme.model import PAGING, Paging
from bot.requests.model import Page
from tests.adapters.paging.servers import PagingSystem, paging_system
from tests.bot.duty.rota_kit import programme_is
from tests.bot.requests.hospital import ask_for_peer
from tests.contract.stage import CrashOnce
from tests.wording import phrase
from tests.world import World, text_of

OLD, NEW = b"o" * 32, b"n" * 32
NOW, MINUTE = timedelta(), timedelta(minutes=1)


@dataclass
class House:
    """The sample hospital, its paging system, and the route for its answers."""

    world: World
    system: PagingSystem
    storage: CrashOnce
    url: str
    session: ClientSession
    observations: Observations

    async def answer(
        self,
        body: bytes,
        key: bytes = NEW,
        signed_as: str = SIGNED_AS,
        late: timedelta = NOW,
    ) -> int:
        """Send a body to the route; its status."""
        stamp = int((self.world.clock.now() - late).timestamp())
        headers = {
            TIMESTAMP: str(stamp),
            SIGNATURE: sign(key, signed_as, stamp, body),
            "Content-Type": "application/json",
        }
        async with self.session.post(self.url + PATH, data=body, headers=headers) as response:
            return response.status

    async def paged(self) -> bytes:
        """Somebody asks, nobody takes it, and the paging system is told; the answer to that."""
        await ask_for_peer(self.world)
        await self.world.pass_time(10 * MINUTE)
        (page,) = self.system.pages
        return json.dumps({"delivery": page["delivery"]}).encode()


@pytest.fixture
async def house() -> AsyncIterator[House]:
    world = await World.make()
    storage, app, observations = CrashOnce(world.storage), web.Application(), Observations()
    into = PageAnswers(storage, world.registry, world.wording, world.directory, lambda: None)
    add_page_answers(app, into, (NEW, OLD), world.clock, observations)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with paging_system() as system, ClientSession() as session:
        paging = PagingMessenger(PagingSettings(url=system.url, keys=(NEW,)), world.clock)
        world.add_messenger(PAGING, paging)
        await programme_is(world, paging=Paging(webhook=True))
        yield House(world, system, storage, url, session, observations)
        await paging.close()
    await runner.cleanup()


async def answered(house: House) -> bool:
    async with house.world.storage.reading() as work:
        return any(page.answered_at for page in await work.of(Page).find())


@pytest.mark.parametrize("key", [NEW, OLD])
async def test_a_signed_answer_is_noted_and_read(house: House, key: bytes) -> None:
    body = await house.paged()
    assert await house.answer(body, key) == 204
    await house.world.settle()
    told = phrase("support_requests.page.answered", time="9:10 AM")
    assert told in text_of(house.world.sees("sam").last)
    assert told in text_of(house.world.sees("kit").last)


async def test_the_same_answer_again_is_taken_and_changes_nothing(house: House) -> None:
    body = await house.paged()
    assert [await house.answer(body), await house.answer(body)] == [204, 204]


async def test_what_is_not_signed_for_this_just_now_is_refused_and_counted(house: House) -> None:
    body = await house.paged()
    assert await house.answer(body, b"x" * 32) == 401
    assert await house.answer(body, late=6 * MINUTE) == 401
    # A page itself, sent back to us, is no answer.
    assert await house.answer(body, signed_as="page") == 401
    assert not await answered(house)
    await house.observations.write(house.world.storage)
    await house.world.settle()


@pytest.mark.parametrize("body", [b"", b"no", b"[]", b"{}", b'{"delivery": 7}'])
async def test_a_body_without_a_delivery_is_refused(house: House, body: bytes) -> None:
    assert await house.answer(body) == 400


async def test_a_page_that_never_was_is_not_found(house: House) -> None:
    assert await house.answer(b'{"delivery": "nobody"}') == 404


async def test_with_the_database_down_it_is_asked_for_again(house: House) -> None:
    body = await house.paged()
    house.storage.down = True
    assert await house.answer(body) == 503
    house.storage.down = False
    assert await house.answer(body) == 204
