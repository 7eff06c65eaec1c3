"""The break itself: its person's press alone begins it, and one quiet message ends it."""

import pytest

from bot.core.conversation import Replace, Say
from bot.time_outs.model import TimeOut, TimeOutState
from tests.bot.time_outs.ward import Ward
from tests.wording import phrase
from tests.world import text_of


@pytest.mark.branch("3.5")
@pytest.mark.parametrize("yes", ["time_out.cover", "time_out.soon"])
async def test_once_cover_said_yes_the_persons_own_press_alone_begins_the_break(
    ward: Ward, yes: str
) -> None:
    await ward.ask()
    await ward.say_yes("fay", yes)
    assert phrase("time_out.mine.free_to_go") in ward.reads("sam")
    assert ward.actions("sam")[:2] == ["time_out.begin", "time_out.who"]
    await ward.wait(2)
    await ward.press("sam", "time_out.begin")
    assert (await ward.the()).state is TimeOutState.RUNNING
    assert phrase("time_out.mine.running", time=ward.at(15)) in ward.reads("sam")
    assert phrase("time_out.covering.running", time=ward.at(15)) in ward.reads("fay")


async def test_the_cover_has_nothing_to_press_and_nobody_is_told_to_stay(ward: Ward) -> None:
    await ward.ask()
    await ward.wait(3)
    await ward.say_yes("fay", "time_out.soon")
    assert ward.actions("fay") == ["time_out.who", "time_out.cannot"]
    await ward.wait(60)
    for user in ("sam", "fay"):
        read = "\n".join(text_of(card) for card in ward.world.sees(user).log)
        assert "stay" not in read.lower()
        assert "handed" not in read


async def test_pressing_twice_begins_the_break_once(ward: Ward) -> None:
    await ward.begin()
    time_out = await ward.the()
    await ward.wait(5)
    answer = await ward.world.press("sam", "time_out.begin", time_out.reference)
    assert isinstance(answer, Replace)
    assert phrase("time_out.mine.running") in text_of(answer)
    assert await ward.the() == time_out


@pytest.mark.parametrize("action", ["begin", "handed_over"])
async def test_before_anybody_covers_no_press_begins_it(ward: Ward, action: str) -> None:
    await ward.ask()
    time_out = await ward.the()
    answer = await ward.world.press("sam", f"time_out.{action}", time_out.reference)
    assert phrase("time_out.mine.asked", minutes=15) in text_of(answer)
    assert await ward.the() == time_out


# ---- the buttons of older cards, on which both sides had to press ----


async def test_the_askers_older_button_begins_the_break(ward: Ward) -> None:
    await ward.ask()
    await ward.say_yes("fay")
    reference = (await ward.the()).reference
    answer = await ward.world.press("sam", "time_out.handed_over", reference)
    assert phrase("time_out.mine.running") in text_of(answer)
    assert (await ward.the()).state is TimeOutState.RUNNING


async def test_the_covers_older_button_is_answered_kindly_and_begins_nothing(ward: Ward) -> None:
    await ward.ask()
    await ward.say_yes("fay")
    before = await ward.the()
    answer = await ward.world.press("fay", "time_out.handed_over", before.reference)
    assert isinstance(answer, Say)
    assert phrase("time_out.covering.thanks") in text_of(answer)
    await ward.world.settle()
    assert await ward.the() == before
    assert phrase("time_out.mine.free_to_go") in ward.reads("sam")


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
    assert phrase("supports.peer.about") in text_of(answer)
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
        assert "until" in text_of(answer)
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
