"""The break itself: it begins when both pressed, and one quiet note comes at its end."""

import pytest

from bot.core.conversation import Replace, Say
from bot.time_outs.model import TimeOut, TimeOutState
from tests.bot.time_outs.ward import Ward
from tests.wording import phrase
from tests.world import text_of


@pytest.mark.branch("3.5")
@pytest.mark.parametrize(("first", "second"), [("sam", "fay"), ("fay", "sam")])
async def test_the_break_begins_when_both_have_pressed_handed_over(
    ward: Ward, first: str, second: str
) -> None:
    await ward.ask()
    await ward.say_yes("fay")
    await ward.press(first, "time_out.handed_over")
    assert (await ward.the()).state is TimeOutState.COVERED
    assert phrase("time_out.mine.running") not in ward.everything_read("sam")
    other_pressed = {"sam": "mine.cover_pressed", "fay": "covering.asker_pressed"}[second]
    assert phrase(f"time_out.{other_pressed}") in ward.reads(second)
    await ward.wait(2)
    await ward.press(second, "time_out.handed_over")
    assert (await ward.the()).state is TimeOutState.RUNNING
    assert phrase("time_out.mine.running", time=ward.at(15)) in ward.reads("sam")
    assert phrase("time_out.covering.running", time=ward.at(15)) in ward.reads("fay")


async def test_until_both_have_pressed_the_text_says_stay(ward: Ward) -> None:
    await ward.ask()
    assert phrase("time_out.mine.asked") in ward.reads("sam")
    await ward.wait(3)
    assert phrase("time_out.mine.also_alone") in ward.reads("sam")
    await ward.say_yes("fay", "time_out.soon")
    assert phrase("time_out.mine.both_press") in ward.reads("sam")
    await ward.press("sam", "time_out.handed_over")
    assert phrase("time_out.mine.you_pressed") in ward.reads("sam")


async def test_pressing_handed_over_twice_is_not_both_sides(ward: Ward) -> None:
    await ward.ask()
    await ward.say_yes("fay")
    reference = (await ward.the()).reference
    await ward.world.press("sam", "time_out.handed_over", reference)
    await ward.world.press("sam", "time_out.handed_over", reference)
    assert (await ward.the()).state is TimeOutState.COVERED


async def test_an_old_handed_over_button_shows_the_present(ward: Ward) -> None:
    await ward.begin()
    time_out = await ward.the()
    for user in ("sam", "fay"):
        answer = await ward.world.press(user, "time_out.handed_over", time_out.reference)
        assert isinstance(answer, Replace)
        assert "break has begun" in text_of(answer)
    assert await ward.the() == time_out


async def test_handed_over_before_anybody_covers_changes_nothing(ward: Ward) -> None:
    await ward.ask()
    time_out = await ward.the()
    answer = await ward.world.press("sam", "time_out.handed_over", time_out.reference)
    assert phrase("time_out.mine.asked", minutes=15) in text_of(answer)
    assert await ward.the() == time_out


@pytest.mark.branch("3.6")
async def test_one_quiet_note_comes_at_the_end(ward: Ward) -> None:
    await ward.begin(minutes="10")
    before = ward.messages("sam"), ward.messages("fay")
    await ward.wait(9.9)
    assert (ward.messages("sam"), ward.messages("fay")) == before
    await ward.wait(0.1)
    assert ward.messages("sam") == before[0] + 1
    assert ward.messages("fay") == before[1]
    assert phrase("time_out.mine.up") in ward.reads("sam")
    assert ward.actions("sam") == ["time_out.back", "time_out.longer", "time_out.talk"]
    assert ward.card("sam").preview == phrase("time_out.mine.preview")
    await ward.wait(14)
    assert ward.messages("sam") == before[0] + 1


async def test_back_ends_the_break(ward: Ward) -> None:
    await ward.begin()
    await ward.wait(15)
    answer = await ward.press("sam", "time_out.back")
    assert phrase("time_out.mine.done") in text_of(answer)
    assert phrase("time_out.mine.done") in ward.reads("sam")
    assert phrase("time_out.covering.done") in ward.reads("fay")
    assert phrase("time_out.taken") in ward.reads("gil")


async def test_one_may_come_back_early(ward: Ward) -> None:
    await ward.begin()
    await ward.wait(4)
    await ward.press("sam", "time_out.back")
    sent = ward.messages("sam")
    await ward.wait(60)
    assert ward.messages("sam") == sent


async def test_a_few_more_minutes_are_told_to_the_coverer(ward: Ward) -> None:
    await ward.begin()
    await ward.wait(15)
    before = ward.messages("fay")
    await ward.press("sam", "time_out.longer")
    assert ward.messages("fay") == before + 1
    assert phrase("time_out.covering.longer", time=ward.at(5)) in ward.reads("fay")
    assert phrase("time_out.mine.running", time=ward.at(5)) in ward.reads("sam")
    await ward.wait(5)
    assert phrase("time_out.mine.up") in ward.reads("sam")


async def test_more_minutes_come_twice_and_then_other_help_is_named(ward: Ward) -> None:
    await ward.begin()
    reference = (await ward.the()).reference
    await ward.wait(15)
    for _ in range(2):
        await ward.press("sam", "time_out.longer")
        await ward.wait(5)
    assert ward.actions("sam") == ["time_out.back", "time_out.talk"]
    assert phrase("time_out.mine.up_last") in ward.reads("sam")
    before = await ward.the()
    await ward.world.press("sam", "time_out.longer", reference)
    assert await ward.the() == before


async def test_pressing_more_minutes_twice_gives_them_once(ward: Ward) -> None:
    await ward.begin()
    await ward.wait(15)
    reference = (await ward.the()).reference
    await ward.world.press("sam", "time_out.longer", reference)
    await ward.world.press("sam", "time_out.longer", reference)
    assert (await ward.the()).extensions == 1


async def test_talk_with_someone_is_offered_at_the_end(ward: Ward) -> None:
    await ward.begin()
    await ward.wait(15)
    answer = await ward.world.press_in("sam", "time_out.talk")
    assert isinstance(answer, Say)
    assert phrase("check_in.options.offer") in text_of(answer)
    assert "time_out.back" in ward.actions("sam")


async def test_without_an_answer_the_break_ends_by_itself_when_it_said_so(ward: Ward) -> None:
    await ward.begin()
    await ward.wait(15)
    assert phrase("time_out.mine.closes", time=ward.at(15)) in ward.reads("sam")
    sent = ward.messages("sam")
    await ward.wait(15)
    assert phrase("time_out.mine.done") in ward.reads("sam")
    assert ward.messages("sam") == sent
    await ward.wait(10)
    assert await ward.all_of(TimeOut) == []


async def test_during_the_break_cover_cannot_be_pressed_away(ward: Ward) -> None:
    await ward.begin()
    before = await ward.the()
    for user, action in (("fay", "cannot"), ("sam", "nobody_came"), ("sam", "cancel")):
        answer = await ward.world.press(user, f"time_out.{action}", before.reference)
        assert "break has begun" in text_of(answer)
    assert await ward.the() == before


async def test_during_the_break_each_of_the_two_still_sees_who(ward: Ward) -> None:
    await ward.begin()
    reference = (await ward.the()).reference
    mine = text_of(await ward.world.press("sam", "time_out.who", reference))
    theirs = text_of(await ward.world.press("fay", "time_out.who", reference))
    assert "Fay Odum" in mine
    assert "Sam Rivera" in theirs
    assert phrase("time_out.who.until", time=ward.at(15)) in mine
    assert phrase("time_out.who.go_now") not in theirs
