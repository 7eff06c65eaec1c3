"""Whoever asked for a talk may say whether it came soon enough and helped; it leads to nobody."""

from datetime import timedelta

import pytest

from bot.core.screens import Card
from bot.core.seen import ShownCard
from bot.reports import declarations
from bot.requests.feedback.asker import FEWEST
from bot.requests.model import AskerToken, TalkAnswer
from tests.bot.reports.counts import counts_of_tables
from tests.bot.requests.hospital import ask_for_peer, press, take
from tests.some import some
from tests.wording import phrase
from tests.world import World, text_of

DAY = timedelta(days=1)
SOON, NOT_SOON, HELPED, NOT_HELPED = (
    f"request.rate={phrase(f'support_requests.rate.{name}')}"
    for name in ("soon", "not_soon", "helped", "not_helped")
)


async def talked(world: World, user: str = "sam") -> str:
    """A talk is done; the request it was about."""
    request = await ask_for_peer(world, user)
    await take(world, "pat", request)
    await press(world, "pat", "request.reached", request)
    await press(world, "pat", "request.done", request)
    await world.settle()
    return request


def closing(world: World, user: str = "sam") -> Card:
    """The card that says that the talk is closed."""
    found = [c for c in world.sees(user).messages.values() if c.screen == "request.closed_talk"]
    (card,) = found
    return card


async def counted(world: World) -> dict[str, int]:
    async with world.storage.reading() as work:
        return await counts_of_tables(
            work, "2026-03", declarations.SOON_ENOUGH, declarations.HELPED
        )


async def waiting(world: World) -> int:
    async with world.storage.reading() as work:
        return await work.of(TalkAnswer).count()


async def test_the_card_of_a_talk_that_is_done_asks_two_questions_and_nothing_is_posted() -> None:
    world = await World.make()
    await talked(world)
    assert phrase("support_requests.rate.ask") in text_of(closing(world))
    posted = len(world.sees("sam").messages)
    await world.pass_time(DAY)
    assert len(world.sees("sam").messages) == posted


async def test_a_request_taken_back_asks_nothing() -> None:
    world = await World.make()
    request = await ask_for_peer(world, "sam")
    await take(world, "pat", request)
    await world.settle()
    await press(world, "sam", "request.withdraw", request)
    await world.settle()
    for card in some(world.sees("sam").messages.values()):
        assert phrase("support_requests.rate.ask") not in text_of(card)


async def test_an_answer_waits_for_others_or_for_the_day_to_end() -> None:
    world = await World.make()
    await talked(world)
    await world.press_in("sam", SOON)
    assert [b.label for b in closing(world).buttons][:2] == [
        phrase("support_requests.rate.helped"),
        phrase("support_requests.rate.not_helped"),
    ]
    thanks = await world.press_in("sam", NOT_HELPED)
    assert phrase("support_requests.rate.thanks") in text_of(thanks)
    assert await counted(world) == {}
    assert await waiting(world) == 2
    await world.pass_time(DAY)
    assert await counted(world) == {"soon_enough:yes": 1, "helped:no": 1}
    assert await waiting(world) == 0


async def test_several_answers_are_counted_together() -> None:
    world = await World.make()
    pressed = 0
    for user in ("sam", "rosa", "theo"):
        await talked(world, user)
        for answer in (SOON, HELPED):
            assert await counted(world) == {}
            await world.press_in(user, answer)
            pressed += 1
            if pressed == FEWEST:
                assert sum((await counted(world)).values()) == FEWEST
                return
    pytest.fail("too few were asked")


async def test_a_question_is_answered_once() -> None:
    world = await World.make()
    await talked(world)
    subject = next(b.subject for b in closing(world).buttons if b.action == "request.rate")
    for _ in range(3):
        await world.press("sam", "request.rate", subject)
    assert await waiting(world) == 1


async def test_nothing_leads_from_the_questions_to_the_request_or_its_person() -> None:
    world = await World.make()
    request = await talked(world)
    async with world.storage.reading() as work:
        (token,) = await work.of(AskerToken).find()
        (shown,) = await work.of(ShownCard).find(ShownCard.subject.is_(token.reference))
    kept = repr(token) + repr(shown)
    for known in (request, world.people["sam"], str(world.clock.now())[:16]):
        assert known not in kept
    assert token.erase_at.hour == 0


async def test_after_a_day_nobody_knows_where_the_card_hangs_and_after_a_week_it_asks_no_more() -> (
    None
):
    world = await World.make()
    await talked(world)
    subject = next(b.subject for b in closing(world).buttons if b.action == "request.rate")
    await world.pass_time(DAY)
    async with world.storage.reading() as work:
        found = await work.of(ShownCard).find(ShownCard.screen.is_("request.closed_talk"))
    assert found == []
    await world.pass_time(8 * DAY)
    answer = await world.press("sam", "request.rate", subject)
    assert phrase("support_requests.ended.done") in text_of(answer)
    assert phrase("support_requests.rate.ask") not in text_of(answer)
    assert await waiting(world) == 0
