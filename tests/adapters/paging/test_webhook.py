"""The hospital's paging system, on a real server: what it is sent, and how its answers count."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web

from adapters.paging import webhook
from adapters.paging.messenger import PagingMessenger
from adapters.settings import PagingSettings
from adapters.signing import why_unsigned
from bot.core.conversation import Address
from bot.core.errors import (
    BotError,
    Faulty,
    InstallationBroken,
    NotUnderstood,
    OutcomeUnknown,
    PlatformBusy,
    RecipientGone,
)
from bot.core.names import Screen
from bot.core.people import Account
from bot.core.screens import Card, Small, Text
from bot.programme.model import PAGING, WEBHOOK
from tests.adapters.paging.servers import (
    Answer,
    PagingSystem,
    hangs_up,
    paging_system,
    saying,
    tls_of,
    trust_in,
)
from tests.clock import SimulatedClock
from tests.world import START

KEY = b"p" * 32
PAGE = Card(Screen("request.page"), "a1b2", "Someone is waiting.", (Text("Someone is waiting."),))
AT = Address(PAGING, WEBHOOK)


@pytest.fixture
async def system() -> AsyncIterator[PagingSystem]:
    async with paging_system() as found:
        yield found


@pytest.fixture
async def paging(system: PagingSystem) -> AsyncIterator[PagingMessenger]:
    found = PagingMessenger(PagingSettings(url=system.url, keys=(KEY,)), SimulatedClock(START))
    yield found
    await found.close()


async def test_a_page_is_signed_and_says_nothing_else(
    system: PagingSystem, paging: PagingMessenger
) -> None:
    assert await paging.post(AT, PAGE) == "a1b2"
    assert system.pages == [{"delivery": "a1b2", "message": "Someone is waiting."}]
    (headers,) = system.headers
    assert headers["Idempotency-Key"] == "a1b2"
    signed = {webhook.SIGNED_AS: (KEY,)}
    assert why_unsigned(signed, webhook.SIGNED_AS, headers, system.bodies[0], START) is None
    # The signature of a page is none for the answer to one.
    assert why_unsigned({"page-answer": (KEY,)}, "page-answer", headers, system.bodies[0], START)


async def test_the_same_page_again_has_the_same_delivery(
    system: PagingSystem, paging: PagingMessenger
) -> None:
    await paging.post(AT, PAGE)
    await paging.post(AT, PAGE)
    assert {page["delivery"] for page in system.pages} == {"a1b2"}
    assert len(system.pages) == 2


@pytest.mark.parametrize("status", [200, 202, 204])
async def test_any_2xx_means_taken(
    system: PagingSystem, paging: PagingMessenger, status: int
) -> None:
    system.answers = [saying(status)]
    assert await paging.post(AT, PAGE) == "a1b2"


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (hangs_up, OutcomeUnknown),
        (saying(500), OutcomeUnknown),
        (saying(504), OutcomeUnknown),
        (saying(429), PlatformBusy),
        (saying(503), PlatformBusy),
        (saying(401), InstallationBroken),
        (saying(404), InstallationBroken),
        (saying(302, Location="/elsewhere"), InstallationBroken),
        (saying(400), NotUnderstood),
    ],
)
async def test_each_other_answer_has_its_own_meaning(
    system: PagingSystem, paging: PagingMessenger, answer: Answer, error: type[BotError]
) -> None:
    system.answers = [answer]
    with pytest.raises(error) as raised:
        await paging.post(AT, PAGE)
    assert type(raised.value) is error
    assert len(system.pages) == 1


@pytest.mark.parametrize(
    ("header", "pause"), [("90", 90), ("0", 1), ("999999", 30), ("5000", 600), ("soon", 30)]
)
async def test_it_waits_as_long_as_the_paging_system_asks_within_reason(
    system: PagingSystem, paging: PagingMessenger, header: str, pause: int
) -> None:
    system.answers = [saying(429, Retry_After=header)]
    with pytest.raises(PlatformBusy) as raised:
        await paging.post(AT, PAGE)
    assert raised.value.retry_after == timedelta(seconds=pause)


async def test_without_an_answer_in_time_nobody_knows(
    system: PagingSystem, paging: PagingMessenger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "ALL_S", 0.05)
    gone = asyncio.Event()

    async def says_nothing(_: web.Request) -> web.StreamResponse:
        await gone.wait()
        return web.Response()

    system.answers = [says_nothing]
    with pytest.raises(OutcomeUnknown):
        await paging.post(AT, PAGE)
    gone.set()


async def test_where_nothing_listens_nothing_was_sent() -> None:
    async with paging_system() as system:
        url = system.url
    paging = PagingMessenger(PagingSettings(url=url, keys=(KEY,)), SimulatedClock(START))
    with pytest.raises(PlatformBusy):
        await paging.post(AT, PAGE)
    await paging.close()


async def test_a_certificate_that_nobody_trusts_is_sent_nothing(tmp_path: Path) -> None:
    async with paging_system(tls_of(tmp_path)) as system:
        settings, clock = PagingSettings(url=system.url, keys=(KEY,)), SimulatedClock(START)
        stranger = PagingMessenger(settings, clock)
        with pytest.raises(InstallationBroken) as raised:
            await stranger.post(AT, PAGE)
        assert raised.value.code == "certificate"
        assert system.pages == []
        await stranger.close()
        known = PagingMessenger(settings, clock, trust_in(tmp_path))
        assert await known.post(AT, PAGE) == "a1b2"
        await known.close()


async def test_the_call_is_announced_right_before_it_is_made(
    system: PagingSystem, paging: PagingMessenger
) -> None:
    class Lost(Exception):
        pass

    async def lost() -> None:
        raise Lost

    with pytest.raises(Lost):
        await paging.post(AT, PAGE, lost)
    assert system.pages == []


async def test_what_is_more_than_one_paragraph_is_no_page_and_goes_nowhere(
    system: PagingSystem, paging: PagingMessenger
) -> None:
    for parts in ((*PAGE.parts, Text("Sam.")), (*PAGE.parts, Small("Sam."))):
        with pytest.raises(Faulty):
            await paging.post(AT, replace(PAGE, parts=parts))
    assert system.pages == []


async def test_a_way_without_settings_waits_for_somebody_to_mend_it() -> None:
    paging = PagingMessenger(PagingSettings(), SimulatedClock(START))
    for address, name in ((WEBHOOK, "SUPPORT_PAGING_URL"), ("mailto:a@b.c", "SMTP_HOST")):
        with pytest.raises(InstallationBroken) as raised:
            await paging.post(Address(PAGING, address), PAGE)
        assert raised.value.code.endswith(name)
    with pytest.raises(RecipientGone):
        await paging.open_direct(Account(PAGING, "", "sam"))
    with pytest.raises(RecipientGone):
        await paging.replace(AT, "a1b2", PAGE)
