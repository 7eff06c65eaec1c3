"""stop, snooze and resume: true about until when, and help goes on."""

from datetime import timedelta

import pytest

from bot.core.conversation import Say
from bot.privacy.model import duration
from tests.bot.follow_ups.story import DAY, HOUR, MINUTE, first_note, later_notes, report
from tests.wording import phrase
from tests.world import World, text_of


async def test_after_stop_no_note_comes_until_resume(world: World) -> None:
    await first_note(world, "sam")
    await world.press_in("sam", "check_in.more")
    answer = await world.command("sam", "/support stop")
    assert phrase("privacy.stopped.done") in text_of(answer)
    log = len(world.sees("sam").log)
    await report(world, "sam", kind="violence_or_threat")
    await world.pass_time(5 * DAY)
    assert len(world.sees("sam").log) == log
    answer = await world.command("sam", "/support resume")
    assert phrase("privacy.resumed.done") in text_of(answer)
    await world.pass_time(5 * DAY)
    assert len(later_notes(world, "sam")) == 1  # the week's; the 72 hours' is not made up for


async def test_after_stop_support_still_works(world: World) -> None:
    await world.command("sam", "/support stop")
    assert phrase("home.menu.text") in text_of(await world.command("sam", "/support"))
    await world.press("sam", "check_in.peer")
    await world.settle()
    assert len(world.sees("#peers").log) == 1


@pytest.mark.branch("7.3")
async def test_snooze_puts_notes_off_and_says_until_when(world: World) -> None:
    await first_note(world, "sam")
    answer = await world.command("sam", "/support snooze 1w")
    assert phrase("privacy.snoozed.done", at="Mar 9, 11:01 AM") in text_of(
        answer
    )  # clocks go forward on the day before
    await world.pass_time(7 * DAY - HOUR)
    assert later_notes(world, "sam") == []
    await world.pass_time(2 * HOUR)
    assert len(later_notes(world, "sam")) == 1


async def test_a_snooze_also_puts_off_a_first_note(world: World) -> None:
    await world.command("sam", "/support snooze 12h")
    await report(world, "sam")
    await world.pass_time(11 * HOUR)
    assert world.sees("sam").log == []
    await world.pass_time(DAY)
    assert len(world.sees("sam").log) == 1


async def test_resume_ends_a_snooze_at_once(world: World) -> None:
    await first_note(world, "sam")
    await world.command("sam", "/support snooze 10w")
    await world.pass_time(4 * DAY)
    assert later_notes(world, "sam") == []
    await world.command("sam", "/support resume")
    await world.pass_time(MINUTE)
    assert len(later_notes(world, "sam")) == 1


async def test_a_shorter_snooze_takes_the_place_of_a_longer_one(world: World) -> None:
    await first_note(world, "sam")
    await world.command("sam", "/support snooze 10w")
    await world.pass_time(3 * DAY)
    await world.command("sam", "/support snooze 2d")
    await world.pass_time(2 * DAY + HOUR)
    assert len(later_notes(world, "sam")) == 1


async def test_a_snooze_after_stop_takes_nothing_back(world: World) -> None:
    await world.command("sam", "/support stop")
    answer = await world.command("sam", "/support snooze 3d")
    assert phrase("privacy.snooze.stopped") in text_of(answer)
    await report(world, "sam")
    await world.pass_time(5 * DAY)
    assert world.sees("sam").log == []


@pytest.mark.parametrize(
    "typed", ["", "x", "3", "d", "0d", "-3d", "3.5d", "27w", "9999h", "٣d", "3d now", "forever"]
)
async def test_a_length_nobody_can_read_gets_told_how_to_say_it(world: World, typed: str) -> None:
    answer = await world.command("sam", f"/support snooze {typed}")
    assert phrase("privacy.snooze.how") in text_of(answer)


def test_lengths_may_be_written_as_people_do() -> None:
    assert duration(("12h",)) == timedelta(hours=12)
    assert duration(("3", "days")) == timedelta(days=3)
    assert duration(("1", "week")) == timedelta(weeks=1)
    assert duration(("26w",)) == timedelta(weeks=26)


async def test_the_buttons_do_the_same_and_show_how_it_stands(world: World) -> None:
    answer = await world.press("sam", "privacy.snooze", "2w")
    assert phrase("privacy.snoozed.done", at="Mar 16, 10:00 AM") in text_of(answer)
    answer = await world.press("sam", "privacy.stop")
    assert phrase("privacy.stopped.done") in text_of(answer)
    answer = await world.press("sam", "privacy.resume")
    assert phrase("privacy.resumed.done") in text_of(answer)
    answer = await world.press("sam", "privacy.snooze", "100w")
    assert phrase("core.gone") in text_of(answer)


async def test_pressing_stop_twice_says_the_same(world: World) -> None:
    first = await world.command("sam", "/support stop")
    second = await world.command("sam", "/support stop")
    assert isinstance(first, Say)
    assert text_of(first) == text_of(second)
