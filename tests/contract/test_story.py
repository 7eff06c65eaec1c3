"""The main path, from a report to the erasure, on memory, SQLite and PostgreSQL alike."""

import logging
import secrets
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.database.jobs import DatabaseJobQueue
from adapters.database.sealing import Keyring
from adapters.database.unit_of_work import DatabaseStorage
from adapters.metrics import Figures, OfThisProcess, exposition
from bot.adverse_events.model import Episode
from bot.core.conversation import Answer, Ask, Say
from bot.core.jobs import Job
from bot.core.people import Person
from bot.core.records import Record
from bot.core.screens import Card
from bot.core.seen import ShownCard
from bot.core.storage import Work
from bot.requests.model import SupportRequest
from tests.adapters.database.databases import (
    clear_text,
    fresh_postgresql,
    fresh_sqlite,
    return_postgresql,
)
from tests.bot.requests.contention import nobody_else_wins
from tests.clock import SimulatedClock
from tests.postgres import Postgres
from tests.sealed import sealed_text
from tests.some import some
from tests.world import START, World, text_of

KINDS = ["memory", "sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
CANARIES = ("Rivera", "Brandt", "Lind", "sam@example.org", "theo@example.org", "555-0142")
HALF_PAST_EIGHT = {"day": "2026-03-02", "time": "08:30"}
DAY = timedelta(days=1)


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def url(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    if kind == "postgresql":
        server: Postgres = request.getfixturevalue("postgres")
        address = await fresh_postgresql(server)
        yield address
        await return_postgresql(server, address)
    else:
        yield await fresh_sqlite(tmp_path) if kind == "sqlite" else ""


@pytest.fixture
async def world(kind: str, url: str) -> AsyncIterator[World]:
    if kind == "memory":
        yield await World.make()
        return
    clock = SimulatedClock(START)
    storage = DatabaseStorage(url, Keyring([secrets.token_bytes(32)]), clock)
    yield await World.make(storage, DatabaseJobQueue(storage), clock)
    await storage.close()


async def report(world: World, *people: str) -> None:
    form = await world.command("lena", "/support-admin activate")
    told = {"kind": "unexpected_death", "harm": "death", "unit": "icu", **HALF_PAST_EIGHT}
    preview = await world.submit("lena", form, people=people, **told)
    await world.submit("lena", preview)
    await world.pass_time(timedelta(hours=2))


async def claim(world: World, user: str) -> Answer:
    return await world.submit(user, await world.press_in(user, "request.claim", at="#peers"))


def notes(world: World, user: str, screen: str) -> list[Card]:
    return [card for card in world.sees(user).log if card.screen == screen]


async def kept(world: World, url: str) -> str:
    """Everything that is stored in the clear, as text."""
    if not url:
        return str(world.storage.state.records)  # type: ignore[attr-defined]
    return await clear_text(url)


async def test_the_main_path_from_a_report_to_the_erasure(world: World) -> None:
    await report(world, "sam", "theo", "rosa")
    for user in ("sam", "theo", "rosa"):
        assert len(notes(world, user, "check_in.note")) == 1
    # Theo wants nothing; Rosa never answers; Sam talks with a peer.
    await world.press_in("theo", "check_in.no_thanks")
    await world.press_in("sam", "check_in.talk")
    await world.press_in("sam", "check_in.peer")
    await world.settle()
    assert "Sam Rivera" in text_of(await claim(world, "pat"))
    await world.settle()
    who = await world.press_in("sam", "request.who")
    assert isinstance(who, Ask)
    assert "Pat Okafor" in text_of(who)
    await world.press_in("pat", "request.reached")
    await world.press_in("pat", "request.done")
    await world.pass_time(45 * DAY)
    follow_ups = [card for card in world.sees("sam").log if card.screen.startswith("follow_up.")]
    assert len({card.parts for card in follow_ups}) >= 3
    assert not [c for c in world.sees("theo").log if c.screen.startswith("follow_up.")]
    silent = [c for c in world.sees("rosa").log if c.screen.startswith("follow_up.")]
    assert len({card.parts for card in silent if card.buttons}) == 1
    async with world.storage.reading() as work:
        episodes = await work.of(Episode).find()
        assert all(episode.whose is None for episode in some(episodes))
        assert [
            await work.vault.open(sealed_text(episode.reference, "person")) for episode in episodes
        ] == [None] * 3
    await world.pass_time(20 * DAY)
    async with world.storage.reading() as work:
        assert await work.of(Episode).find() == []


async def test_of_fifty_who_claim_at_once_exactly_one_wins(world: World) -> None:
    await nobody_else_wins(world, 50)


async def test_no_name_lies_in_the_clear_anywhere_while_the_story_goes_on(
    world: World, url: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with world.storage.work() as work:
        await work.vault.seal(sealed_text(world.people["sam"], "phone"), "555-0142")
    await report(world, "sam", "theo")
    await world.submit("sam", await world.press_in("sam", "check_in.break"), minutes="15")
    await world.settle()
    await world.press_in("sam", "check_in.talk")
    await world.press_in("sam", "check_in.peer_who_first")
    await world.settle()
    await claim(world, "pat")
    await world.pass_time(timedelta(minutes=10))
    lying = await kept(world, url)
    assert "who_first" in lying, "the rows were not read"
    buttons = str([b for card in world.everything_posted() for b in card.buttons])
    metrics = exposition(Figures(), [], [], OfThisProcess(serving=True)).decode()
    channel = str(world.sees("#peers").log)
    for canary in CANARIES:
        for place in (lying, buttons, metrics, caplog.text):
            assert canary not in place
        assert canary not in channel
    for card in some(world.everything_posted()):
        assert not [c for c in CANARIES if c in text_of(card)]


async def test_after_forget_nothing_leads_to_the_person(world: World, url: str) -> None:
    await report(world, "sam")
    await world.press_in("sam", "check_in.talk")
    await world.press_in("sam", "check_in.peer")
    await world.settle()
    await claim(world, "pat")
    card = await world.command("sam", "/support forget")
    assert isinstance(card, Say)
    (button,) = [b for b in card.card.buttons if b.action == "privacy.forget"]
    await world.press("sam", "privacy.forget", button.subject)
    await world.pass_time(timedelta(minutes=2))
    async with world.storage.reading() as work:
        (episode,) = await work.of(Episode).find()
        assert episode.whose is None
        assert await work.vault.open(sealed_text(episode.reference, "person")) is None
        sam = world.people["sam"]
        assert await work.of(Person).get(sam) is not None
        rows = str([episode, *await _about(work)])
    assert sam not in rows
    assert not [c for c in world.sees("pat").messages.values() if "Sam" in text_of(c)]
    again = await world.command("sam", "/support mydata")
    assert "Rivera" not in text_of(again)


async def _about(work: Work) -> list[Record]:
    found: list[Record] = []
    found.extend(await work.of(Job).find())
    found.extend(await work.of(ShownCard).find())
    found.extend(await work.of(SupportRequest).find())
    return found
