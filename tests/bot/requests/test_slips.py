"""Done is one tap; a few more are for counting, and lead to nobody."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.reports.declarations import LENGTHS, MORE_NEEDED, REASONS, RESULTS, WAYS
from bot.reports.model import PendingCount
from bot.requests.model import FeedbackToken, SupportRequest
from tests.bot.reports.counts import counts_of_tables
from tests.bot.requests.hospital import (
    actions,
    ask_for_peer,
    card_of,
    form_of,
    press,
    stored,
    take,
)
from tests.sealed import sealed_text
from tests.some import some
from tests.wording import phrase
from tests.world import World, text_of

DAY = timedelta(days=1)
BASE = {"results:talked": 1}


async def done(world: World, user: str = "sam") -> str:
    """A talk is done by one tap; the slip its card leads to."""
    request = await ask_for_peer(world, user)
    await take(world, "pat", request)
    await press(world, "pat", "request.reached", request)
    card = card_of(await world.press_in("pat", "request.done"))
    await world.settle()
    assert actions(card) == ["request.describe"]
    return card.subject


async def counted(world: World) -> dict[str, int]:
    async with world.storage.reading() as work:
        return await counts_of_tables(work, "2026-03", RESULTS, LENGTHS, WAYS, REASONS, MORE_NEEDED)


async def tokens(world: World) -> list[FeedbackToken]:
    async with world.storage.reading() as work:
        return await work.of(FeedbackToken).find()


async def test_one_tap_closes_it_and_nothing_more_is_needed() -> None:
    world = await World.make()
    await done(world)
    assert await counted(world) == BASE


async def test_what_is_chosen_is_counted_each_by_itself() -> None:
    world = await World.make()
    token = await done(world)
    form = form_of(await world.press("pat", "request.describe", token))
    answer = await world.submit(
        "pat", form, lasted="up_to_30", way="phone", reason="life", more=("yes",)
    )
    await world.settle()
    assert phrase("support_requests.describe.counted") in text_of(answer)
    assert await counted(world) == {
        **BASE,
        "lengths:up_to_30": 1,
        "ways:phone": 1,
        "reasons:life": 1,
        "more_needed:yes": 1,
    }
    async with world.storage.reading() as work:
        assert "life" not in repr(await work.of(PendingCount).find())


async def test_all_of_it_may_be_left_out() -> None:
    world = await World.make()
    token = await done(world)
    form = form_of(await world.press("pat", "request.describe", token))
    assert all(one.optional for one in some(form.inputs))
    await world.submit("pat", form)
    assert await counted(world) == BASE


async def test_it_counts_once_and_the_card_then_asks_no_more() -> None:
    world = await World.make()
    token = await done(world)
    form = form_of(await world.press("pat", "request.describe", token))
    await world.submit("pat", form, lasted="longer")
    await world.settle()
    other = replace(form, nonce="another")
    assert phrase("core.gone") in text_of(await world.submit("pat", other, lasted="longer"))
    assert (await counted(world))["lengths:longer"] == 1
    assert actions(world.sees("pat").last) == []


@pytest.mark.branch("27.19")
async def test_a_token_leads_to_no_talk_and_nobody() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    before = await stored(world, request)
    await take(world, "pat", request)
    await press(world, "pat", "request.done", request)
    (token,) = await tokens(world)
    said = str(token)
    for known in (request, before.episode, before.code, world.people["pat"], world.people["sam"]):
        assert known not in said
    assert (token.erase_at.hour, token.erase_at.minute, token.erase_at.second) == (0, 0, 0)
    async with world.storage.reading() as work:
        kept = [
            await work.vault.open(sealed_text(token.reference, part))
            for part in ("person", "supporter")
        ]
        (row,) = await work.of(SupportRequest).find()
    assert kept == [None, None]
    assert token.reference not in str(row)


async def test_what_nobody_filled_in_is_forgotten_in_a_week() -> None:
    world = await World.make()
    token = await done(world)
    await world.pass_time(8 * DAY)
    assert await tokens(world) == []
    assert phrase("core.gone") in text_of(await world.press("pat", "request.describe", token))


async def test_typed_it_is_the_same() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    code = (await stored(world, request)).code
    card = card_of(await world.command("pat", f"/support done {code}"))
    assert actions(card) == ["request.describe"]


async def test_what_closes_by_itself_asks_nothing() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    await press(world, "pat", "request.reached", request)
    await world.pass_time(14 * DAY)
    assert await tokens(world) == []
