"""One message some days after a talk that somebody asked for by themselves."""

import pytest

from bot.adverse_events.model import Episode
from tests.bot.follow_ups.story import DAY, HOUR, episodes, first_note
from tests.bot.requests.hospital import ask_for_peer, press, take
from tests.wording import phrase
from tests.world import World, text_of

AFTER_TALK = "follow_up.after_talk"


async def talked(world: World, user: str = "sam") -> None:
    """A talk without an event is done."""
    request = await ask_for_peer(world, user)
    await take(world, "pat", request)
    await press(world, "pat", "request.reached", request)
    await press(world, "pat", "request.done", request)
    await world.settle()


def messages(world: World, user: str = "sam") -> int:
    return sum(card.screen == AFTER_TALK for card in world.sees(user).log)


async def test_one_message_comes_some_days_later_and_then_its_person_is_erased(
    world: World,
) -> None:
    await talked(world)
    await world.pass_time(3 * DAY)
    assert messages(world) == 0
    await world.pass_time(2 * DAY)
    assert messages(world) == 1
    assert [b.action for b in world.sees("sam").last.buttons] == [
        "follow_up.talk",
        "follow_up.after_talk_stop",
    ]
    assert await episodes(world, "sam") == []
    await world.pass_time(60 * DAY)
    assert messages(world) == 1


async def test_its_talk_leads_to_somebody_though_nothing_is_left_of_it(world: World) -> None:
    await talked(world)
    await world.pass_time(5 * DAY)
    await world.press_in("sam", "follow_up.talk")
    await world.press_in("sam", "check_in.peer")
    await world.settle()
    newest = list(world.sees("sam").messages.values())[-1]
    assert phrase("support_requests.button.withdraw") in text_of(newest)


async def test_no_more_of_these_lasts_until_resume(world: World) -> None:
    await talked(world)
    await world.pass_time(5 * DAY)
    answer = await world.press_in("sam", "follow_up.after_talk_stop")
    assert phrase("follow_up.after_talk.stopped") in text_of(answer)
    mine = await world.command("sam", "/support mydata")
    assert phrase("privacy.mydata.after_talk_stopped") in text_of(mine)
    await talked(world)
    await world.pass_time(10 * DAY)
    assert messages(world) == 1
    await world.command("sam", "/support resume")
    await talked(world)
    await world.pass_time(5 * DAY)
    assert messages(world) == 2


async def test_nothing_comes_to_who_took_it_back(world: World) -> None:
    request = await ask_for_peer(world, "sam")
    await press(world, "sam", "request.withdraw", request)
    await world.pass_time(10 * DAY)
    assert messages(world) == 0


@pytest.mark.parametrize("how", ["stop", "forget", "asks again"])
async def test_nothing_comes_to_who_said_stop_is_forgotten_or_talks_again(
    world: World, how: str
) -> None:
    await talked(world)
    if how == "stop":
        await world.command("sam", "/support stop")
    elif how == "forget":
        await world.press("sam", "privacy.forget")
    else:
        await ask_for_peer(world, "sam")
    await world.pass_time(5 * DAY)
    assert messages(world) == 0


async def test_two_talks_at_about_one_time_have_one_message(world: World) -> None:
    await talked(world)
    await world.pass_time(HOUR)
    await talked(world)
    await world.pass_time(10 * DAY)
    assert messages(world) == 1


async def test_after_a_hard_event_the_notes_about_it_are_enough(world: World) -> None:
    await talked(world)
    await first_note(world, "sam")
    await world.press_in("sam", "check_in.more")
    await world.pass_time(10 * DAY)
    assert messages(world) == 0


async def test_it_comes_by_day(world: World) -> None:
    await talked(world)
    late = 12 * HOUR  # the talk was at nine; four days later at nine in the evening is quiet
    await world.pass_time(4 * DAY - HOUR)
    world.clock.set(world.clock.now() + late + HOUR)
    await world.settle()
    assert messages(world) == 0
    await world.pass_time(12 * HOUR)
    assert messages(world) == 1
    async with world.storage.reading() as work:
        assert await work.of(Episode).count() == 0
