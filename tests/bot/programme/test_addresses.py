"""Addresses of calendars: sealed, for whoever has one reads who is at work when."""

from dataclasses import replace

import pytest

from adapters.calendars.sync import Calendars
from bot.core.storage import Work, in_one_work
from bot.programme import address_of, apply, current, difference, put
from bot.programme.stored.configuration import VERSIONS_KEPT
from tests.adapters.calendars.feeds import calendar
from tests.adapters.calendars.test_keeping import Feed
from tests.bot.programme.test_applying import book
from tests.bot.programme.test_playbook import CALENDARS, SMALL
from tests.clock import SimulatedClock
from tests.fakes import MemoryStorage
from tests.world import START

SECRET = "https://rota.example/icu.ics?key=x"
ROTA = """
[[rotas]]
area = "main"
calendar = "https://rota.example/peers.ics?key=y"
"""


@pytest.fixture
async def storage() -> MemoryStorage:
    found = MemoryStorage(SimulatedClock(START))
    await applied(found, SMALL + CALENDARS + ROTA)
    return found


async def applied(storage: MemoryStorage, text: str) -> None:
    await in_one_work(storage, lambda work: apply(work, book(text), "command line"))


async def test_no_address_is_stored_in_the_clear_and_applied_again_nothing_changes(
    storage: MemoryStorage,
) -> None:
    assert "rota.example" not in repr(storage.state.records)
    async with storage.reading() as work:
        assert await difference(work, book(SMALL + CALENDARS + ROTA)) == []
        programme = await current(work)
        assert await address_of(work, programme.calendars[0].address) == SECRET
        assert (await address_of(work, programme.rotas[0].calendar)).endswith("peers.ics?key=y")
        changed = book(SMALL + CALENDARS.replace("key=x", "key=z") + ROTA)
        assert await difference(work, changed) == ["shift calendar changed: icu-rota (address)"]


async def test_a_calendar_is_fetched_at_the_address_its_index_stands_for(
    storage: MemoryStorage,
) -> None:
    feed = Feed()
    feed.says, feed.at = calendar(), ""
    async with Calendars(storage, feed) as calendars:
        assert await calendars.read_due() == 3
    assert feed.last.endswith("peers.ics?key=y")


async def test_an_address_goes_with_the_last_version_that_names_it(
    storage: MemoryStorage,
) -> None:
    async with storage.reading() as work:
        blind_index = (await current(work)).calendars[0].address
    await applied(storage, SMALL)

    async def rename(work: Work) -> None:
        programme = await current(work)
        await put(work, replace(programme, name=f"{programme.name}."))

    async def opened(work: Work) -> str:
        return await address_of(work, blind_index)

    assert await in_one_work(storage, opened) == SECRET
    for _ in range(VERSIONS_KEPT):
        await in_one_work(storage, rename)
    assert await in_one_work(storage, opened) == ""
