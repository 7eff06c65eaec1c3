"""Which later notes come, and when none does."""

from datetime import timedelta

import pytest

from bot.core.clock import in_zone
from bot.core.errors import OutcomeUnknown
from bot.follow_ups.model import AFTER, VARIANTS, Stage, variant_for
from bot.follow_ups.screens import HALF_YEAR, SCREENS, SILENCE, WORDINGS
from bot.requests.model import SupportRequest
from tests.bot.follow_ups.story import (
    DAY,
    HOUR,
    MINUTE,
    change_person,
    episodes,
    first_note,
    later_notes,
    opened,
    planned,
    report,
)
from tests.wording import phrase
from tests.world import ZONE, World, text_of

HALF_MINUTE = timedelta(seconds=30)


def screens(world: World, user: str) -> list[str]:
    return [card.screen for card in later_notes(world, user)]


async def requests(world: World) -> list[SupportRequest]:
    async with world.storage.reading() as work:
        return await work.of(SupportRequest).find()


async def answer(world: World, user: str) -> None:
    await world.press_in(user, "check_in.more")


@pytest.mark.branch("6.1")
async def test_who_pressed_something_gets_72_hours_a_week_and_a_month(world: World) -> None:
    await first_note(world, "sam")
    await answer(world, "sam")
    await world.pass_time(4 * DAY)
    await world.press_in("sam", "follow_up.ok")
    await world.pass_time(40 * DAY)
    assert screens(world, "sam") == [
        SCREENS[Stage.THREE_DAYS],
        SCREENS[Stage.WEEK],
        SCREENS[Stage.MONTH],
    ]


async def test_each_note_comes_at_its_stage_and_not_before(world: World) -> None:
    episode = await first_note(world, "sam")
    await answer(world, "sam")
    noted = (await episodes(world, "sam"))[0].first_note_at
    assert noted is not None
    for number, stage in enumerate((Stage.THREE_DAYS, Stage.WEEK, Stage.MONTH)):
        await world.pass_time(noted + AFTER[stage] - world.clock.now() - HALF_MINUTE)
        assert len(later_notes(world, "sam")) == number
        await world.pass_time(2 * HALF_MINUTE)
        assert len(later_notes(world, "sam")) == number + 1
        await world.press("sam", "follow_up.ok", episode)


@pytest.mark.branch("6.2")
async def test_a_note_after_the_shift_comes_only_to_who_asked_for_it(world: World) -> None:
    """The day shift ends at 19:00; nobody is written to while they drive home."""
    await first_note(world, "sam", "theo")
    await world.press_in("sam", "check_in.more")
    answer = await world.press_in("sam", "check_in.later")
    assert phrase("check_in.later.text", time="8:15 PM") in text_of(answer)
    await world.press_in("theo", "check_in.more")
    evening = in_zone(world.clock.now(), ZONE).replace(hour=20, minute=14)
    await world.pass_time(evening - world.clock.now())
    assert screens(world, "sam") == []
    await world.pass_time(2 * MINUTE)
    assert screens(world, "sam") == [SCREENS[Stage.DAY]]
    await world.pass_time(2 * DAY)
    assert screens(world, "theo") == []


async def test_who_asked_for_one_note_and_leaves_it_gets_no_second_and_is_erased(
    world: World,
) -> None:
    episode = await first_note(world, "sam")
    await world.press_in("sam", "check_in.more")
    await world.press_in("sam", "check_in.later")
    await world.pass_time(3 * DAY - HOUR)
    assert await opened(world, episode) == world.people["sam"]
    await world.pass_time(2 * HOUR)
    assert await opened(world, episode) is None
    await world.pass_time(60 * DAY)
    assert screens(world, "sam") == [SCREENS[Stage.DAY]]


@pytest.mark.parametrize("away", [10 * HOUR, DAY, 5 * DAY])
async def test_a_note_asked_for_that_could_not_go_comes_by_day_when_it_can(
    world: World, away: timedelta
) -> None:
    """Neither the hour that went by nor the silent end of the notes takes it away."""
    episode = await first_note(world, "sam")
    await world.press_in("sam", "check_in.more")
    await world.press_in("sam", "check_in.later")
    evening = in_zone(world.clock.now(), ZONE).replace(hour=20, minute=0)
    world.clock.set(evening + away)  # nobody worked meanwhile
    await world.settle()
    await world.pass_time(16 * HOUR)
    assert screens(world, "sam") == [SCREENS[Stage.DAY]]
    await world.pass_time(5 * DAY)
    assert screens(world, "sam") == [SCREENS[Stage.DAY]]
    assert await opened(world, episode) is None


async def test_who_takes_up_the_note_they_asked_for_gets_the_later_ones(world: World) -> None:
    await first_note(world, "sam")
    await world.press_in("sam", "check_in.more")
    await world.press_in("sam", "check_in.later")
    await world.pass_time(DAY)
    await world.press_in("sam", "follow_up.talk")
    await world.press_in("sam", "check_in.peer")
    await world.pass_time(4 * DAY)
    assert screens(world, "sam") == [SCREENS[Stage.DAY], SCREENS[Stage.THREE_DAYS]]


async def test_no_thanks_on_the_card_that_promises_a_note_takes_it_back(world: World) -> None:
    await first_note(world, "sam")
    await world.press_in("sam", "check_in.more")
    await world.press_in("sam", "check_in.later")
    answer = await world.press_in("sam", "check_in.no_thanks")
    assert phrase("check_in.stopped") in text_of(answer)
    await world.pass_time(60 * DAY)
    assert screens(world, "sam") == []


async def test_a_note_asked_for_comes_at_its_hour_in_a_time_without_notes(world: World) -> None:
    await first_note(world, "sam")
    await world.command("sam", "/support snooze 2w")
    await world.press_in("sam", "check_in.more")
    answer = await world.press_in("sam", "check_in.later")
    assert phrase("check_in.later.text", time="8:15 PM") in text_of(answer)
    evening = in_zone(world.clock.now(), ZONE).replace(hour=20, minute=14)
    await world.pass_time(evening - world.clock.now())
    assert screens(world, "sam") == []
    await world.pass_time(2 * MINUTE)
    assert screens(world, "sam") == [SCREENS[Stage.DAY]]


async def test_a_time_without_notes_chosen_after_it_holds_back_a_note_asked_for(
    world: World,
) -> None:
    await first_note(world, "sam")
    await world.press_in("sam", "check_in.more")
    await world.press_in("sam", "check_in.later")
    await world.command("sam", "/support snooze 3d")
    await world.pass_time(3 * DAY - HOUR)
    assert screens(world, "sam") == []
    await world.pass_time(DAY)
    assert screens(world, "sam") == [SCREENS[Stage.DAY]]


async def test_a_note_asked_for_comes_after_a_stop_of_half_a_year(world: World) -> None:
    await change_person(world, "sam", shift="")
    episode = await first_note(world, "sam")
    await world.press("sam", "follow_up.stop", episode)
    await world.press("sam", "follow_up.stop_longer", HALF_YEAR)
    promised = f"{in_zone(world.clock.now() + 4 * HOUR, ZONE):%-I:%M %p}"
    answer = await world.press("sam", "check_in.later_at", f"4:{episode}")
    assert phrase("check_in.later.text", time=promised) in text_of(answer)
    await world.pass_time(4 * HOUR + MINUTE)
    assert screens(world, "sam") == [SCREENS[Stage.DAY]]


async def test_a_later_note_nobody_asked_for_waits_for_the_end_of_a_time_without_notes(
    world: World,
) -> None:
    await first_note(world, "sam")
    await answer(world, "sam")
    await world.command("sam", "/support snooze 5d")
    await world.pass_time(5 * DAY - HOUR)
    assert screens(world, "sam") == []
    await world.pass_time(DAY)
    assert screens(world, "sam") == [SCREENS[Stage.THREE_DAYS]]


async def test_whose_shift_nobody_knows_is_asked_when(world: World) -> None:
    await change_person(world, "sam", shift="")
    await first_note(world, "sam")
    await world.press_in("sam", "check_in.more")
    answer = await world.press_in("sam", "check_in.later")
    assert phrase("check_in.later.ask") in text_of(answer)
    label = phrase("check_in.later.hours", count=4)
    await world.press_in("sam", f"check_in.later_at={label}")
    await world.pass_time(4 * HOUR - MINUTE)
    assert screens(world, "sam") == []
    await world.pass_time(2 * MINUTE)
    assert screens(world, "sam") == [SCREENS[Stage.DAY]]


async def test_another_moment_takes_the_place_of_the_first(world: World) -> None:
    await change_person(world, "sam", shift="")
    episode = await first_note(world, "sam")
    for hours in (4, 12, 12):
        await world.press("sam", "check_in.later_at", f"{hours}:{episode}")
    await world.pass_time(11 * HOUR)
    assert screens(world, "sam") == []
    await world.pass_time(2 * DAY)
    assert screens(world, "sam") == [SCREENS[Stage.DAY]]


async def test_a_note_that_is_hours_late_waits_for_the_day(world: World) -> None:
    await first_note(world, "sam")
    await world.press_in("sam", "check_in.more")
    await world.press_in("sam", "check_in.later")
    world.clock.set(world.clock.now() + 14 * HOUR)  # nobody worked until after midnight
    await world.settle()
    assert screens(world, "sam") == []
    await world.pass_time(8 * HOUR)
    assert screens(world, "sam") == [SCREENS[Stage.DAY]]


async def test_an_old_card_of_which_nothing_is_left_brings_a_note_too(world: World) -> None:
    episode = await first_note(world, "sam")
    await world.pass_time(7 * DAY)
    assert await opened(world, episode) is None
    before = len(screens(world, "sam"))
    await world.press("sam", "check_in.later", episode)
    (alone,) = await episodes(world, "sam")
    assert alone.event is None
    await world.pass_time(DAY)
    assert screens(world, "sam")[before:] == [SCREENS[Stage.DAY]]
    assert await episodes(world, "sam") == []


@pytest.mark.branch("6.3")
async def test_who_did_not_answer_gets_one_note_at_72_hours_and_is_then_erased(
    world: World,
) -> None:
    episode = await first_note(world, "sam")
    await world.pass_time(3 * DAY - HOUR)
    assert screens(world, "sam") == []
    assert await opened(world, episode) == world.people["sam"]
    await world.pass_time(2 * HOUR)
    assert screens(world, "sam") == [SILENCE]
    assert await opened(world, episode) is None
    assert await episodes(world, "sam") == []
    await world.pass_time(60 * DAY)
    assert screens(world, "sam") == [SILENCE]


@pytest.mark.branch("6.4")
async def test_no_thanks_ends_it(world: World) -> None:
    await first_note(world, "sam")
    await world.press_in("sam", "check_in.no_thanks")
    assert await planned(world) == [("72h", "cancelled")]
    await world.pass_time(60 * DAY)
    assert screens(world, "sam") == []


async def test_a_second_answer_changes_nothing(world: World) -> None:
    await first_note(world, "sam")
    await answer(world, "sam")
    before = await planned(world)
    await world.press_in("sam", "check_in.back")
    await world.press_in("sam", "check_in.talk")
    assert await planned(world) == before
    assert len(before) == 3


async def test_two_ignored_in_a_row_mean_only_the_closing_note(world: World) -> None:
    episode = await first_note(world, "sam")
    await world.press_in("sam", "check_in.more")
    await world.press_in("sam", "check_in.later")
    await world.press("sam", "check_in.talk", episode)
    await world.pass_time(45 * DAY)
    assert screens(world, "sam") == [
        SCREENS[Stage.DAY],
        SCREENS[Stage.THREE_DAYS],
        SCREENS[Stage.MONTH],
    ]


async def test_a_press_on_one_of_two_notes_keeps_the_rest(world: World) -> None:
    episode = await first_note(world, "sam")
    await world.press_in("sam", "check_in.more")
    await world.press_in("sam", "check_in.later")
    await world.press("sam", "check_in.talk", episode)
    await world.pass_time(2 * DAY)
    await world.press("sam", "follow_up.ok", episode)
    await world.pass_time(40 * DAY)
    assert SCREENS[Stage.WEEK] in screens(world, "sam")


@pytest.mark.branch("7.4")
async def test_the_closing_note_says_when_the_name_is_removed_and_then_it_is(world: World) -> None:
    episode = await first_note(world, "sam")
    await answer(world, "sam")
    await world.pass_time(30 * DAY)
    closing = text_of(later_notes(world, "sam")[-1])
    assert phrase("follow_up.removed_on", day="Apr 8") in closing
    await world.pass_time(7 * DAY - 2 * HOUR)
    assert await opened(world, episode) == world.people["sam"]
    await world.pass_time(3 * HOUR)
    assert await opened(world, episode) is None


@pytest.mark.branch("6.9")
async def test_a_new_event_within_30_days_replaces_the_old_cadence(world: World) -> None:
    old = await first_note(world, "sam")
    await answer(world, "sam")
    await world.pass_time(2 * DAY)
    new = await first_note(world, "sam", kind="violence_or_threat")
    assert new != old
    assert phrase("check_in.note.again") in text_of(world.sees("sam").last)
    await world.pass_time(60 * DAY)
    # One set, not two: nothing of the old one, and of the new one the note for silence.
    assert screens(world, "sam") == [SILENCE]
    assert {card.subject for card in later_notes(world, "sam")} == {new}


async def test_no_later_note_of_the_old_one_comes_just_before_a_new_first_note(
    world: World,
) -> None:
    await first_note(world, "sam")
    await world.pass_time(3 * DAY - 30 * timedelta(minutes=1))
    await report(world, "sam", kind="violence_or_threat")
    await world.pass_time(40 * timedelta(minutes=1))
    assert screens(world, "sam") == []
    await world.pass_time(HOUR)
    assert phrase("check_in.note.again") in text_of(world.sees("sam").last)


async def test_the_old_cadence_goes_on_when_the_new_first_note_is_left_out(world: World) -> None:
    old = await first_note(world, "sam")
    await answer(world, "sam")
    await report(world, "sam", kind="violence_or_threat")  # within 12 hours: no second first note
    await world.pass_time(5 * DAY)
    assert [card.subject for card in later_notes(world, "sam")] == [old]


async def test_the_same_words_never_come_twice_to_one_person(world: World) -> None:
    seen: list[str] = []
    for kind in ("near_miss", "violence_or_threat", "other"):
        await first_note(world, "sam", kind=kind)
        await answer(world, "sam")
        await world.pass_time(4 * DAY)
    seen = [text_of(card) for card in later_notes(world, "sam")]
    assert len(seen) == 3
    assert len(set(seen)) == 3


@pytest.mark.branch("6.5")
def test_there_are_several_wordings_for_each_stage_and_each_differs() -> None:
    assert all(len(set(keys)) == VARIANTS >= 2 for keys in WORDINGS.values())
    assert variant_for("00000000", set()) == 0
    assert variant_for("00000000", {0}) == 1
    assert variant_for("00000000", {0, 1, 2}) == 0


async def test_a_note_of_unknown_outcome_is_not_sent_again(world: World) -> None:
    await first_note(world, "sam")
    world.platform.fail["sam"] = [OutcomeUnknown()]
    await world.pass_time(10 * DAY)
    assert screens(world, "sam") == []
    assert await planned(world) == []  # it went with the name
    assert await episodes(world, "sam") == []


async def test_who_is_under_age_by_now_gets_nothing_and_is_erased(world: World) -> None:
    await first_note(world, "sam")
    await answer(world, "sam")
    await change_person(world, "sam", adult=False)
    await world.pass_time(60 * DAY)
    assert screens(world, "sam") == []
    assert await planned(world) == []
    assert await episodes(world, "sam") == []


async def test_a_request_without_an_event_gets_no_later_notes(world: World) -> None:
    await world.command("sam", "/support talk peer")
    await world.press("sam", "check_in.peer")
    episode = (await episodes(world, "sam"))[0]
    await world.press("sam", "request.withdraw", (await requests(world))[0].reference)
    await world.settle()
    assert await planned(world) == []
    assert await opened(world, episode.reference) is None


async def test_somebody_who_left_gets_nothing_and_is_erased(world: World) -> None:
    episode = await first_note(world, "sam")
    await change_person(world, "sam", active=False)
    await world.pass_time(4 * DAY)
    assert screens(world, "sam") == []
    assert await opened(world, episode) is None


async def test_a_conversation_that_is_gone_ends_the_episode(world: World) -> None:
    episode = await first_note(world, "sam")
    world.platform.gone.add("sam")
    await world.pass_time(4 * DAY)
    assert await opened(world, episode) is None


async def test_a_note_asked_for_comes_after_nine_days_without_a_worker(world: World) -> None:
    await first_note(world, "sam")
    await world.press_in("sam", "check_in.more")
    await world.press_in("sam", "check_in.later")
    world.clock.set(world.clock.now() + 9 * DAY)
    await world.settle()
    await world.pass_time(20 * DAY)
    assert screens(world, "sam") == [SCREENS[Stage.DAY]]


async def test_what_came_due_during_an_outage_comes_as_one_note(world: World) -> None:
    episode = await first_note(world, "sam")
    await world.press_in("sam", "check_in.more")
    await world.press_in("sam", "check_in.later")
    await world.press("sam", "check_in.talk", episode)
    world.clock.set(world.clock.now() + 8 * DAY)  # nobody worked for eight days
    await world.settle()
    await world.pass_time(2 * DAY)
    assert screens(world, "sam") == [SCREENS[Stage.WEEK]]
