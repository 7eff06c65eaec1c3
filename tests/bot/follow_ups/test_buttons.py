"""What the buttons of a later note do: for its owner, for others, and after the end."""

import pytest

from bot.core.conversation import Replace, Say
from bot.core.storage import Work, in_one_work
from tests.bot.follow_ups.story import (
    DAY,
    HOUR,
    episodes,
    first_note,
    later_notes,
    opened,
    report,
)
from tests.sealed import sealed_text
from tests.wording import phrase
from tests.world import World, text_of


async def noted(world: World) -> str:
    """Sam has answered and got the 72 hours' note."""
    episode = await first_note(world, "sam")
    await world.press_in("sam", "check_in.more")
    await world.pass_time(3 * DAY)
    assert len(later_notes(world, "sam")) == 1
    return episode


def newest(world: World) -> str:
    return text_of(world.sees("sam").last)


async def test_every_note_ends_with_the_line_and_has_a_way_out(world: World) -> None:
    await noted(world)
    assert "988" in newest(world)
    assert phrase("follow_up.stop") in newest(world)


async def test_ok_becomes_done_and_says_nothing_of_what_was_answered(world: World) -> None:
    await noted(world)
    await world.press_in("sam", "follow_up.ok")
    assert newest(world).splitlines()[1] == phrase("follow_up.done")
    assert phrase("follow_up.ok") not in newest(world)


async def test_talk_leads_to_a_peer_in_two_taps(world: World) -> None:
    episode = await noted(world)
    await world.press_in("sam", "follow_up.talk")
    answer = await world.press_in("sam", "check_in.peer")
    assert isinstance(answer, Replace)
    assert answer.card.screen == "request.status"
    assert [each.reference for each in await episodes(world, "sam")] == [episode]


@pytest.mark.branch("6.7")
async def test_stop_this_time_stops_this_episode_alone(world: World) -> None:
    episode = await noted(world)
    answer = await world.press_in("sam", "follow_up.stop")
    assert phrase("follow_up.stopped") in text_of(answer)
    assert phrase("follow_up.take_care", name="Sam") in text_of(answer)
    await world.pass_time(6 * DAY)
    assert len(later_notes(world, "sam")) == 1
    assert await opened(world, episode) == world.people["sam"]
    await world.pass_time(2 * DAY)
    assert await opened(world, episode) is None
    again = await first_note(world, "sam", kind="violence_or_threat")
    assert again != episode


@pytest.mark.branch("6.8")
async def test_stop_for_six_months_puts_off_every_note_until_then(world: World) -> None:
    await noted(world)
    await world.press_in("sam", "follow_up.stop")
    answer = await world.press("sam", "follow_up.stop_longer", "half_year")
    assert phrase("follow_up.stopped_until", day="Sep 3") in text_of(answer)
    log = len(world.sees("sam").log)
    await report(world, "sam", kind="violence_or_threat")
    await world.pass_time(20 * DAY)
    assert len(world.sees("sam").log) == log


async def test_stop_for_good_lasts_until_resume(world: World) -> None:
    await noted(world)
    await world.press_in("sam", "follow_up.stop")
    answer = await world.press("sam", "follow_up.stop_longer", "always")
    assert "/support resume" in text_of(answer)
    log = len(world.sees("sam").log)
    await report(world, "sam", kind="violence_or_threat")
    await world.pass_time(3 * DAY)
    assert len(world.sees("sam").log) == log
    await world.command("sam", "/support resume")
    await first_note(world, "sam", kind="other")
    assert len(world.sees("sam").log) == log + 1


async def test_six_months_do_not_shorten_a_stop_for_good(world: World) -> None:
    await world.press("sam", "follow_up.stop_longer", "always")
    answer = await world.press("sam", "follow_up.stop_longer", "half_year")
    assert phrase("follow_up.stopped_always") in text_of(answer)


async def test_somebody_elses_press_changes_nothing(world: World) -> None:
    episode = await noted(world)
    for action in ("follow_up.ok", "follow_up.talk", "follow_up.stop"):
        answer = await world.press("theo", action, episode)
        assert isinstance(answer, Replace)
        assert episode not in {button.subject for button in answer.card.buttons}
    await world.pass_time(4 * DAY)
    assert len(later_notes(world, "sam")) == 2


async def test_pressing_twice_does_no_more_than_once(world: World) -> None:
    episode = await noted(world)
    first = await world.press("sam", "follow_up.stop", episode)
    second = await world.press("sam", "follow_up.stop", episode)
    assert text_of(first) == text_of(second)


async def test_buttons_of_a_note_whose_episode_is_erased_still_answer_truly(world: World) -> None:
    await first_note(world, "sam")
    await world.pass_time(4 * DAY)  # silent: the one note came, and the episode is erased
    note = later_notes(world, "sam")[0]
    assert phrase("follow_up.done") in text_of(
        await world.press("sam", "follow_up.ok", note.subject)
    )
    assert phrase("follow_up.stopped") in text_of(
        await world.press("sam", "follow_up.stop", note.subject)
    )
    options = await world.press("sam", "follow_up.talk", note.subject)
    assert isinstance(options, Replace)
    assert {b.subject for b in options.card.buttons} == {"", "chaplain:", "eap:"}
    await world.press("sam", "check_in.peer", "")
    assert len(await episodes(world, "sam")) == 1


async def test_a_talk_after_the_closing_note_keeps_out_the_others_on_the_list(
    world: World,
) -> None:
    episode = await first_note(world, "sam", "pat")
    await world.press_in("sam", "check_in.more")
    await world.pass_time(31 * DAY)
    await world.press_in("sam", "follow_up.talk")
    await world.press_in("sam", "check_in.peer")
    await world.settle()
    answer = await world.press_in("pat", "request.claim", at="#peers")
    assert isinstance(answer, Say)
    assert phrase("support_requests.not_for_you") in text_of(answer)
    # The name stays while somebody is in touch, and no longer than a day after.
    await world.submit("quinn", await world.press_in("quinn", "request.claim", at="#peers"))
    await world.settle()
    await world.press_in("quinn", "request.reached")
    await world.pass_time(10 * DAY)
    assert await opened(world, episode) == world.people["sam"]
    await world.press_in("quinn", "request.done")
    await world.pass_time(DAY + HOUR)
    assert await opened(world, episode) is None


async def test_an_unknown_length_of_stop_is_closed(world: World) -> None:
    answer = await world.press("sam", "follow_up.stop_longer", "forever-and-a-day")
    assert phrase("core.gone") in text_of(answer)


async def test_a_name_with_odd_characters_arrives_as_it_is_and_no_name_is_fine(
    world: World,
) -> None:
    async def rename(work: Work) -> None:
        await work.vault.seal(sealed_text(world.people["sam"], "name"), "*_<@U1>& Rivera")
        await work.vault.clear(sealed_text(world.people["theo"], "name"))

    await in_one_work(world.storage, rename)
    await first_note(world, "sam", "theo")
    await world.pass_time(4 * DAY)
    assert phrase("check_in.note.hello", name="*_<@U1>&") in newest(world)
    assert phrase("check_in.note.hello_you") in text_of(world.sees("theo").last)
