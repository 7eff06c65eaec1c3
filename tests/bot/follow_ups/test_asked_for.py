"""The one note that somebody asked for: it comes once, whatever else they do meanwhile."""

import pytest

from bot.adverse_events.model import Episode
from bot.core.conversation import Replace
from bot.core.screens import Card
from bot.follow_ups.screens import SCREENS
from tests.bot.follow_ups.story import (
    DAY,
    HOUR,
    change_person,
    episodes,
    first_note,
    later_notes,
    opened,
    planned,
)
from tests.wording import phrase
from tests.world import World, text_of

ASKED_FOR, THREE_DAYS, *_ = SCREENS.values()


def asked_for(world: World) -> list[Card]:
    """Every note that came because Sam asked for it."""
    return [card for card in later_notes(world, "sam") if card.screen == ASKED_FOR]


async def old_card(world: World) -> str:
    """Sam has a card of which nothing is left; its subject."""
    episode = await first_note(world, "sam")
    await world.pass_time(7 * DAY)
    assert await opened(world, episode) is None
    return episode


async def note_to_come(world: World) -> Episode:
    """Sam asked for a note on an old card, so it belongs to no event."""
    await world.press("sam", "check_in.later", await old_card(world))
    (alone,) = await episodes(world, "sam")
    assert alone.event is None
    return alone


async def test_it_comes_after_a_withdrawn_request_and_then_the_name_goes(world: World) -> None:
    alone = await note_to_come(world)
    status = await world.press("sam", "check_in.peer", alone.reference)
    assert isinstance(status, Replace)
    await world.press("sam", "request.withdraw", status.card.subject)
    await world.pass_time(DAY)
    assert len(asked_for(world)) == 1
    assert await episodes(world, "sam") == []
    assert await opened(world, alone.reference) is None


async def test_it_comes_after_a_talk_that_is_done_and_then_the_name_goes(world: World) -> None:
    alone = await note_to_come(world)
    await world.press("sam", "check_in.peer", alone.reference)
    await world.settle()
    await world.submit("quinn", await world.press_in("quinn", "request.claim", at="#peers"))
    await world.settle()
    await world.press_in("quinn", "request.reached")
    await world.press_in("quinn", "request.done")
    await world.pass_time(DAY)
    assert len(asked_for(world)) == 1
    await world.pass_time(8 * DAY)
    assert await opened(world, alone.reference) is None


async def test_two_taps_on_an_old_card_bring_one_note(world: World) -> None:
    episode = await old_card(world)
    for _ in range(2):
        await world.press("sam", "check_in.later", episode)
    assert len(await episodes(world, "sam")) == 1
    await world.pass_time(2 * DAY)
    assert len(asked_for(world)) == 1


async def test_another_moment_on_an_old_card_moves_the_note(world: World) -> None:
    await change_person(world, "sam", shift="")
    episode = await old_card(world)
    for hours in (4, 12):
        await world.press("sam", "check_in.later_at", f"{hours}:{episode}")
    await world.pass_time(11 * HOUR)
    assert asked_for(world) == []
    await world.pass_time(2 * DAY)
    assert len(asked_for(world)) == 1


async def test_asked_for_again_it_says_when_it_comes_and_only_then_that_it_came(
    world: World,
) -> None:
    episode = await first_note(world, "sam")
    await world.press_in("sam", "check_in.more")
    await world.press_in("sam", "check_in.later")
    await world.pass_time(DAY)
    assert len(asked_for(world)) == 1
    again = text_of(await world.press("sam", "check_in.later", episode))
    assert phrase("check_in.later.text", time="8:15 PM") in again
    assert phrase("check_in.later.came") not in again
    assert ("24h", "pending") in await planned(world)
    await world.pass_time(DAY)
    assert len(asked_for(world)) == 2


async def test_once_it_has_come_no_card_promises_it_any_more(world: World) -> None:
    await first_note(world, "sam")
    await world.press_in("sam", "check_in.more")
    await world.press_in("sam", "check_in.later")
    promise = phrase("check_in.later.text", time="8:15 PM")
    cards = world.sees("sam").messages
    assert any(promise in text_of(card) for card in cards.values())
    await world.pass_time(DAY)
    assert len(asked_for(world)) == 1
    assert not any(promise in text_of(card) for card in cards.values())
    assert any(phrase("check_in.later.came") in text_of(card) for card in cards.values())


async def test_what_it_promises_follows_what_its_reader_wishes_meanwhile(world: World) -> None:
    await first_note(world, "sam")
    await world.press_in("sam", "check_in.more")
    await world.press_in("sam", "check_in.later")
    hour = phrase("check_in.later.text", time="8:15 PM")

    async def reads() -> str:
        await world.settle()
        cards = world.sees("sam").messages.values()
        return " ".join(text_of(card) for card in cards if card.screen == "check_in.later")

    assert hour in await reads()
    await world.command("sam", "/support snooze 2 weeks")
    assert hour not in await reads()
    assert phrase("check_in.later.held", day="Mar 16") in await reads()
    await world.command("sam", "/support resume")
    assert hour in await reads()
    await world.command("sam", "/support stop")
    assert phrase("check_in.later.stopped") in await reads()
    await world.command("sam", "/support resume")
    await world.command("sam", "/support snooze 2 weeks")
    await world.pass_time(13 * DAY)
    assert asked_for(world) == []
    await world.pass_time(2 * DAY)
    assert len(asked_for(world)) == 1


async def test_a_look_at_the_ways_to_talk_is_an_answer_to_it(world: World) -> None:
    episode = await first_note(world, "sam")
    await world.press_in("sam", "check_in.more")
    await world.press_in("sam", "check_in.later")
    await world.pass_time(DAY)
    await world.press_in("sam", "follow_up.talk")
    await world.pass_time(4 * DAY)
    assert await opened(world, episode) == world.people["sam"]
    assert [card.screen for card in later_notes(world, "sam")] == [ASKED_FOR, THREE_DAYS]


@pytest.mark.parametrize("language", ["en", "es"])
def test_its_words_fit_whichever_moment_was_chosen(language: str) -> None:
    shift = {"en": ("shift", "after work"), "es": ("turno", "después del trabajo")}[language]
    for variant in "abc":
        said = phrase(f"follow_up.day.{variant}", language)
        assert not [word for word in shift if word in said]
