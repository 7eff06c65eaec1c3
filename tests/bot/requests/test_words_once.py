"""Nobody reads the same word on a request twice, however often somebody presses."""

from datetime import timedelta

import pytest

from bot.requests.model import RequestState
from tests.bot.requests.hospital import (
    ANY,
    WHO_FIRST,
    actions,
    ask_for_peer,
    card_of,
    hanging,
    say_yes,
    stored,
    take,
)
from tests.bot.requests.test_handing import hand_to, held_by_pat
from tests.world import World, text_of

HELD = "request.held"
OLDER = "request.older"


async def takes(world: World, request: str) -> None:
    """Pat takes it; nothing goes out meanwhile."""
    await world.submit("pat", await world.press("pat", "request.claim", request, at="#peers"))


@pytest.mark.parametrize("mode", [ANY, WHO_FIRST])
async def test_who_takes_it_back_before_anything_went_out_reads_once_that_they_hold_it(
    mode: str,
) -> None:
    world = await World.make()
    request = await ask_for_peer(world, "sam", mode)
    await takes(world, request)
    await world.press("pat", "request.release", request)
    await takes(world, request)
    await world.settle()
    assert (await stored(world, request)).round == 1
    assert len(hanging(world, "pat", request, HELD)) == 1
    assert hanging(world, "pat", request, OLDER) == []
    assert len(hanging(world, "sam", request, "request.status")) == 1


async def test_a_colleague_who_is_asked_once_more_reads_one_question() -> None:
    world = await World.make()
    request = await held_by_pat(world)
    await hand_to(world, "quinn", request)
    await world.press("quinn", "request.not_me", request)
    await takes(world, request)
    await hand_to(world, "quinn", request)
    (asks,) = hanging(world, "quinn", request, "request.handed")
    assert "request.claim" in actions(asks)
    (older,) = hanging(world, "quinn", request, OLDER)
    assert actions(older) == []


@pytest.mark.parametrize("mode", [ANY, WHO_FIRST])
async def test_what_they_read_when_they_held_it_before_does_not_come_to_life_again(
    mode: str,
) -> None:
    world = await World.make()
    request = await ask_for_peer(world, "sam", mode)
    await take(world, "pat", request)
    await world.press("pat", "request.release", request)
    await world.settle()
    (before,) = hanging(world, "pat", request, HELD)
    assert before.buttons == ()
    await take(world, "pat", request)
    (held,) = hanging(world, "pat", request, HELD)
    assert "request.release" in actions(held)
    (older,) = hanging(world, "pat", request, OLDER)
    assert older.buttons == ()


async def test_a_slot_that_ran_out_is_no_word_to_who_holds_it_again() -> None:
    world = await World.make()
    request = await ask_for_peer(world, "sam", WHO_FIRST)
    await take(world, "pat", request)
    await world.pass_time(timedelta(hours=2))
    assert len(hanging(world, "pat", request, "request.returned")) == 1
    await take(world, "pat", request)
    await say_yes(world, "sam", request)
    assert (await stored(world, request)).state is RequestState.CLAIMED
    assert hanging(world, "pat", request, "request.returned") == []
    assert len(hanging(world, "pat", request, HELD)) == 1
    assert len(hanging(world, "pat", request, "request.said_yes")) == 1


async def test_what_somebody_else_read_who_held_it_stays() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    await world.press("pat", "request.release", request)
    await world.settle()
    (before,) = hanging(world, "pat", request, HELD)
    await take(world, "quinn", request)
    assert (await stored(world, request)).state is RequestState.CLAIMED
    (after,) = hanging(world, "pat", request, HELD)
    assert text_of(after) == text_of(before)
    assert hanging(world, "pat", request, OLDER) == []


async def test_who_asks_by_a_command_and_presses_twice_gets_it_once() -> None:
    world = await World.make()
    card = card_of(await world.command("sam", "support talk"))
    (peer,) = (button for button in card.buttons if button.action == ANY)
    for _ in range(2):
        await world.press("sam", ANY, peer.subject, message="typed")
        await world.settle()
    (request,) = {one.subject for one in world.sees("sam").messages.values() if one.subject}
    assert len(hanging(world, "sam", request, "request.status")) == 1
    assert hanging(world, "sam", request, OLDER) == []


async def test_who_asks_again_later_reads_below_where_it_stands() -> None:
    world = await World.make()
    card = card_of(await world.command("sam", "support talk"))
    (peer,) = (button for button in card.buttons if button.action == ANY)
    await world.press("sam", ANY, peer.subject, message="typed")
    await world.pass_time(timedelta(minutes=3))
    await world.press("sam", ANY, peer.subject, message="typed")
    await world.settle()
    (status,) = (
        one for one in world.sees("sam").messages.values() if one.screen == "request.status"
    )
    assert len(hanging(world, "sam", status.subject, OLDER)) == 1
