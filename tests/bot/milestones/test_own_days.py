"""Somebody chooses a day of their own: one message before it, and nobody else knows."""

from datetime import date

import pytest

from bot.core.clock import in_zone
from bot.core.context import Context
from bot.core.conversation import Answer, Replace
from bot.core.jobs import Job
from bot.core.screens import Card
from bot.milestones.names import OWN_DAY_NOTE
from bot.milestones.own_days import OwnDay, run
from tests.bot.adverse_events.reporting_kit import Hospital, form_of
from tests.bot.follow_ups.story import opened
from tests.bot.milestones.plans import DAY, HOUR, in_days
from tests.wording import phrase
from tests.world import ZONE, text_of

MESSAGE, GONE = "milestone.own_day", "milestone.own_day_gone"


async def choose(hospital: Hospital, ahead: int, user: str = "sam", **more: str) -> Answer:
    """Choose the day that comes so many days from now."""
    await hospital.world.command(user, "/support remind")
    form = await hospital.world.press(user, "milestone.choose_day")
    day = in_days(hospital, ahead).isoformat()
    return await hospital.world.submit(user, form, day=day, **more)


def got(hospital: Hospital, user: str = "sam", screen: str = MESSAGE) -> list[Card]:
    """The messages about own days that ever arrived."""
    return [card for card in hospital.world.sees(user).log if card.screen == screen]


async def kept(hospital: Hospital) -> list[OwnDay]:
    async with hospital.world.storage.reading() as work:
        return await work.of(OwnDay).find(order_by=OwnDay.day)


async def arrives(hospital: Hospital, within: int) -> date | None:
    """The day on which the message arrives, within so many days."""
    for _ in range(4 * within):
        if got(hospital):
            return in_zone(hospital.now, ZONE).date()
        await hospital.world.pass_time(6 * HOUR)
    return None


async def test_one_message_comes_the_day_before_and_then_the_day_is_gone(
    hospital: Hospital,
) -> None:
    shown = text_of(await choose(hospital, 12))
    assert phrase("milestone.own.chosen", days="Mar 14") in shown
    assert await arrives(hospital, 14) == date(2026, 3, 13)
    assert await kept(hospital) == []
    await hospital.world.pass_time(30 * DAY)
    assert len(got(hospital)) == 1


async def test_the_message_says_neither_which_day_nor_why(hospital: Hospital) -> None:
    await choose(hospital, 12)
    await hospital.world.pass_time(13 * DAY)
    (card,) = got(hospital)
    assert text_of(card).count("14") == 0
    assert phrase("milestone.own.message") in text_of(card)


async def test_the_form_asks_for_a_day_and_for_nothing_else_but_the_yes(
    hospital: Hospital,
) -> None:
    form = form_of(await hospital.world.press("sam", "milestone.choose_day"))
    assert [each.name for each in form.inputs] == ["day", "remember"]


async def test_it_is_taken_back_in_one_press(hospital: Hospital) -> None:
    await choose(hospital, 12)
    (own,) = await kept(hospital)
    shown = await hospital.world.press("sam", "milestone.take_day_back", own.reference)
    assert phrase("milestone.own.chosen", days="Mar 14") not in text_of(shown)
    assert await opened(hospital.world, own.reference) is None
    await hospital.world.pass_time(15 * DAY)
    assert got(hospital) == []


async def test_nobody_takes_back_the_day_of_somebody_else(hospital: Hospital) -> None:
    await choose(hospital, 12)
    (own,) = await kept(hospital)
    shown = await hospital.world.press("rosa", "milestone.take_day_back", own.reference)
    assert isinstance(shown, Replace)
    assert own.reference not in {button.subject for button in shown.card.all_buttons}
    assert await kept(hospital) == [own]


async def test_a_far_day_is_kept_only_for_who_said_remember_me(hospital: Hospital) -> None:
    assert phrase("milestone.own.ask_first") in text_of(await choose(hospital, 300))
    assert await kept(hospital) == []
    await choose(hospital, 300, remember="yes")
    await hospital.world.pass_time(298 * DAY)
    assert got(hospital) == []
    await hospital.world.pass_time(2 * DAY)
    assert len(got(hospital)) == 1
    assert await kept(hospital) == []


@pytest.mark.parametrize(("ahead", "fault"), [(0, "soon"), (-3, "soon"), (401, "far")])
async def test_a_day_too_near_or_too_far_is_refused(
    hospital: Hospital, ahead: int, fault: str
) -> None:
    answer = text_of(await choose(hospital, ahead, remember="yes"))
    assert phrase(f"milestone.own.{fault}") in answer
    assert await kept(hospital) == []


async def test_of_a_fourth_day_it_says_that_three_are_chosen(hospital: Hospital) -> None:
    for ahead in (5, 6, 7):
        await choose(hospital, ahead)
    form = await hospital.world.press("sam", "milestone.choose_day")
    day = in_days(hospital, 8).isoformat()
    refused = await hospital.world.submit("sam", form, day=day)
    assert phrase("milestone.own.most") in text_of(refused)
    assert len(await kept(hospital)) == 3


async def test_a_day_chosen_twice_brings_one_message(hospital: Hospital) -> None:
    await choose(hospital, 5)
    await choose(hospital, 5)
    await hospital.world.pass_time(8 * DAY)
    assert len(got(hospital)) == 1


async def test_stop_holds_it_back_and_the_card_says_so(hospital: Hospital) -> None:
    await choose(hospital, 5)
    await hospital.world.command("sam", "/support stop")
    shown = text_of(await hospital.world.command("sam", "/support remind"))
    assert phrase("milestone.own.off") in shown
    await hospital.world.pass_time(8 * DAY)
    assert got(hospital) == []
    assert await kept(hospital) == []


async def test_chosen_while_all_messages_are_stopped_it_still_comes(hospital: Hospital) -> None:
    await hospital.world.command("sam", "/support stop")
    shown = text_of(await choose(hospital, 5))
    assert phrase("milestone.own.off") not in shown
    await hospital.world.pass_time(8 * DAY)
    assert len(got(hospital)) == 1


async def test_a_stop_typed_after_the_choice_wins(hospital: Hospital) -> None:
    await hospital.world.command("sam", "/support stop")
    await choose(hospital, 5)
    said = text_of(await hospital.world.command("sam", "/support stop"))
    assert phrase("privacy.stopped.done") in said
    shown = text_of(await hospital.world.command("sam", "/support remind"))
    assert phrase("milestone.own.off") in shown
    await hospital.world.pass_time(8 * DAY)
    assert got(hospital) == []


@pytest.mark.parametrize("how_long", ["always", "half_year"])
async def test_so_does_a_longer_stop_pressed_on_a_note(hospital: Hospital, how_long: str) -> None:
    await hospital.world.command("sam", "/support stop")
    await choose(hospital, 5)
    await hospital.world.command("sam", "/support resume")
    await hospital.world.press("sam", "follow_up.stop_longer", how_long)
    shown = text_of(await hospital.world.command("sam", "/support remind"))
    assert phrase("milestone.own.off") in shown
    await hospital.world.pass_time(8 * DAY)
    assert got(hospital) == []


async def test_after_resume_a_day_that_a_stop_held_back_has_its_message(hospital: Hospital) -> None:
    await hospital.world.command("sam", "/support stop")
    await choose(hospital, 5)
    await hospital.world.command("sam", "/support stop")
    await hospital.world.command("sam", "/support resume")
    await hospital.world.pass_time(8 * DAY)
    assert len(got(hospital)) == 1


async def test_chosen_during_a_snooze_it_does_not_outlast_a_later_stop(hospital: Hospital) -> None:
    await hospital.world.command("sam", "/support snooze 2d")
    shown = text_of(await choose(hospital, 5))
    assert phrase("milestone.own.off") in shown
    await hospital.world.command("sam", "/support stop")
    await hospital.world.pass_time(8 * DAY)
    assert got(hospital) == []


async def test_a_snooze_that_ends_before_the_day_puts_off_nothing(hospital: Hospital) -> None:
    await hospital.world.command("sam", "/support snooze 2d")
    await choose(hospital, 5)
    assert await arrives(hospital, 8) == in_days(hospital, 0)
    assert len(got(hospital)) == 1


async def test_a_snooze_after_resume_holds_back_what_was_chosen_despite_a_stop(
    hospital: Hospital,
) -> None:
    await hospital.world.command("sam", "/support stop")
    await choose(hospital, 5)
    await hospital.world.command("sam", "/support resume")
    await hospital.world.command("sam", "/support snooze 14d")
    shown = text_of(await hospital.world.command("sam", "/support remind"))
    assert phrase("milestone.own.off") in shown
    await hospital.world.pass_time(8 * DAY)
    assert got(hospital) == []


async def test_mydata_names_it_and_forget_erases_it(hospital: Hospital) -> None:
    await choose(hospital, 12)
    (own,) = await kept(hospital)
    held = text_of(await hospital.world.command("sam", "/support mydata"))
    assert phrase("privacy.mydata.chosen_day", day="Mar 14") in held
    await hospital.world.press("sam", "privacy.forget")
    assert await kept(hospital) == []
    assert await opened(hospital.world, own.reference) is None
    await hospital.world.pass_time(15 * DAY)
    assert got(hospital) == []


async def test_counsel_can_allow_no_day_past_the_usual_time(hospital: Hospital) -> None:
    await hospital.change_programme(remembers=False)
    form = form_of(await hospital.world.press("sam", "milestone.choose_day"))
    assert [each.name for each in form.inputs] == ["day"]
    assert phrase("milestone.own.far") in text_of(await choose(hospital, 90, remember="yes"))
    await choose(hospital, 50)
    assert len(await kept(hospital)) == 1


async def test_switched_off_later_who_was_remembered_is_told_and_erased(
    hospital: Hospital,
) -> None:
    await choose(hospital, 200, remember="yes")
    await choose(hospital, 20)
    await hospital.change_programme(remembers=False)
    await hospital.world.pass_time(3 * DAY)
    assert len(got(hospital, screen=GONE)) == 1
    assert [own.remembered for own in await kept(hospital)] == [False]
    await hospital.world.pass_time(300 * DAY)
    assert (len(got(hospital, screen=GONE)), len(got(hospital))) == (1, 1)


async def test_a_snooze_holds_back_that_a_day_is_no_longer_kept(hospital: Hospital) -> None:
    await choose(hospital, 200, remember="yes")
    await hospital.world.command("sam", "/support snooze 14d")
    await hospital.change_programme(remembers=False)
    await hospital.world.pass_time(10 * DAY)
    assert got(hospital, screen=GONE) == []
    await hospital.world.pass_time(6 * DAY)
    assert len(got(hospital, screen=GONE)) == 1
    assert await kept(hospital) == []


async def test_when_both_its_messages_are_due_at_once_only_one_says_so(hospital: Hospital) -> None:
    await choose(hospital, 200, remember="yes")
    await hospital.world.command("sam", "/support snooze 14d")
    await hospital.change_programme(remembers=False)
    await hospital.world.pass_time(2 * DAY)
    await hospital.world.command("sam", "/support resume")
    async with hospital.world.storage.work() as work:
        jobs = await work.of(Job).find(Job.kind.is_(OWN_DAY_NOTE))
        words = hospital.world.wording.words("en", "UTC")
        context = Context(work, words, hospital.world.directory.lines())
        steps = [await run(context, job) for job in jobs]
    assert sorted(type(step).__name__ for step in steps) == ["Deliver", "NotNow"]


async def test_allowed_again_nothing_is_said_and_a_second_withdrawal_is_told(
    hospital: Hospital,
) -> None:
    await choose(hospital, 200, remember="yes")
    await hospital.world.command("sam", "/support snooze 14d")
    await hospital.change_programme(remembers=False)
    await hospital.world.pass_time(5 * DAY)
    await hospital.change_programme(remembers=True)
    await hospital.world.pass_time(15 * DAY)
    assert got(hospital, screen=GONE) == []
    assert len(await kept(hospital)) == 1
    await hospital.change_programme(remembers=False)
    await hospital.world.pass_time(3 * DAY)
    assert len(got(hospital, screen=GONE)) == 1
    assert await kept(hospital) == []


async def test_who_left_gets_none_and_is_erased(hospital: Hospital) -> None:
    await choose(hospital, 12)
    await hospital.change_person("sam", active=False)
    await hospital.world.pass_time(15 * DAY)
    assert got(hospital) == []
    assert await kept(hospital) == []


async def test_a_pause_of_what_nobody_asked_for_does_not_hold_it_back(hospital: Hospital) -> None:
    await choose(hospital, 5)
    await hospital.world.press("kit", "programme.pause")
    await hospital.world.pass_time(8 * DAY)
    assert len(got(hospital)) == 1
