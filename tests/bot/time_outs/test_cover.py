"""Saying yes or no to cover: neutral, the first wins, and a name only in a dialog."""

import asyncio

import pytest

from bot.core.conversation import Answer, Ask, Replace
from bot.core.screens import Card
from bot.time_outs.model import TimeOut, TimeOutState
from tests.bot.time_outs.ward import Ward, form_in
from tests.sealed import sealed_text
from tests.some import some
from tests.wording import phrase
from tests.world import text_of

SURNAMES = ("Rivera", "Odum", "Santos", "Ortiz", "Avery", "Brandt")


def says_closed(answer: Answer) -> bool:
    return phrase("core.gone") in text_of(answer)


def leads_nowhere(action: str, answer: Answer) -> bool:
    """Whether it says nothing of the break; "talk" opens the ways to talk, without it."""
    offered = phrase("supports.peer.about") in text_of(answer)
    return offered if action == "talk" else says_closed(answer)


# ---- yes ----


@pytest.mark.branch("3.3")
async def test_the_coverer_sees_the_name_only_after_saying_yes(ward: Ward) -> None:
    await ward.ask()
    before = await ward.world.press_in("fay", "time_out.cover")
    assert phrase("time_out.cover.text") in text_of(before)
    assert "Sam" not in text_of(before)
    after = await ward.world.submit("fay", before)
    assert isinstance(after, Ask)
    assert phrase(
        "time_out.who.asker_of_unit", name="Sam Rivera", unit="ICU", minutes=15
    ) in text_of(after)
    assert phrase("time_out.who.go_now") in text_of(after)
    assert after.form.submit == ""


async def test_no_posted_card_ever_shows_a_name(ward: Ward) -> None:
    await ward.begin()
    await ward.wait(15)
    await ward.press("sam", "time_out.longer")
    await ward.wait(5)
    await ward.press("sam", "time_out.back")
    for card in some(ward.world.everything_posted()):
        for surname in SURNAMES:
            assert surname not in text_of(card)


async def test_the_asker_learns_at_once_that_somebody_comes(ward: Ward) -> None:
    await ward.ask()
    before = ward.messages("sam")
    await ward.say_yes("fay")
    assert ward.messages("sam") == before + 1
    assert phrase("time_out.mine.covered_now") in ward.reads("sam")
    assert phrase("time_out.mine.free_to_go") in ward.reads("sam")
    assert "Fay" not in ward.reads("sam")


async def test_the_asker_sees_who_comes_in_a_dialog(ward: Ward) -> None:
    await ward.ask()
    await ward.say_yes("fay")
    answer = await ward.world.press_in("sam", "time_out.who")
    assert phrase("time_out.who.coverer", name="Fay Odum") in text_of(form_in(answer))


@pytest.mark.branch("3.4")
async def test_in_ten_minutes_is_told_truthfully(ward: Ward) -> None:
    await ward.ask()
    after = await ward.say_yes("gil", "time_out.soon")
    at = ward.at(10)
    assert phrase("time_out.who.go_at", time=at) in text_of(after)
    assert phrase("time_out.mine.covered_at", time=at) in ward.reads("sam")
    assert f"at {at}" in ward.reads("gil")
    await ward.wait(4)
    who = await ward.world.press_in("sam", "time_out.who")
    assert f"They can come at {at}." in text_of(who)


async def test_the_first_yes_wins_and_the_others_cards_say_so(ward: Ward) -> None:
    await ward.ask()
    late = await ward.world.press_in("gil", "time_out.cover")
    await ward.say_yes("fay")
    assert phrase("time_out.taken") in ward.reads("gil")
    assert ward.actions("gil") == []
    answer = await ward.world.submit("gil", late)
    assert phrase("time_out.taken") in text_of(answer)
    assert "Sam" not in text_of(answer)
    assert await ward.sealed((await ward.the()).reference, "coverer.1") == ward.who("fay")


async def test_of_two_who_say_yes_at_once_one_covers(ward: Ward) -> None:
    await ward.ask()
    forms = {u: await ward.world.press_in(u, "time_out.cover") for u in ("fay", "gil")}
    answers = await asyncio.gather(*(ward.world.submit(u, f) for u, f in forms.items()))
    await ward.world.settle()
    shown = [text_of(answer) for answer in answers]
    assert sum("Sam Rivera" in text for text in shown) == 1
    assert sum(phrase("time_out.taken") in text for text in shown) == 1
    assert ward.messages("sam") == 2


async def test_the_one_who_said_yes_may_press_again_and_sees_who(ward: Ward) -> None:
    await ward.ask()
    form = await ward.world.press_in("fay", "time_out.cover")
    reference = form_in(form).subject
    await ward.world.submit("fay", form)
    again = await ward.world.press("fay", "time_out.cover", reference)
    assert "Sam Rivera" in text_of(again)
    assert "Sam Rivera" in text_of(await ward.world.submit("fay", form))
    await ward.world.settle()
    assert (await ward.the()).round == 1


async def test_the_coverers_own_card_points_to_the_next_step(ward: Ward) -> None:
    await ward.ask()
    await ward.say_yes("fay")
    assert phrase("time_out.cover_card.yours") in ward.everything_read("fay")
    assert ward.actions("fay") == ["time_out.who", "time_out.cannot"]


# ---- no ----


async def test_not_now_is_silent(ward: Ward) -> None:
    await ward.ask()
    before = ward.reads("sam"), ward.messages("sam"), ward.reads("gil")
    answer = await ward.world.press_in("fay", "time_out.pass")
    assert isinstance(answer, Replace)
    assert phrase("time_out.cover_card.passed") in text_of(answer)
    await ward.world.settle()
    assert (ward.reads("sam"), ward.messages("sam"), ward.reads("gil")) == before


async def test_not_now_is_not_asked_again_and_may_still_become_a_yes(ward: Ward) -> None:
    await ward.ask()
    await ward.press("fay", "time_out.pass")
    await ward.wait(25)
    assert ward.messages("fay") == 1
    assert ward.messages("gil") == 3
    assert ward.actions("fay") == ["time_out.cover"]
    await ward.say_yes("fay")
    assert (await ward.the()).state is TimeOutState.COVERED


async def test_when_all_have_said_not_now_nobody_waits_for_the_three_minutes(ward: Ward) -> None:
    await ward.ask()
    await ward.press("fay", "time_out.pass")
    assert ward.messages("lena") == 0
    await ward.press("gil", "time_out.pass")
    assert ward.messages("lena") == 1
    assert phrase("time_out.mine.none_yet") in ward.reads("sam")


async def test_after_not_now_the_card_says_when_it_is_covered(ward: Ward) -> None:
    await ward.ask()
    await ward.press("fay", "time_out.pass")
    await ward.say_yes("gil")
    assert phrase("time_out.taken") in ward.reads("fay")
    assert ward.actions("fay") == []


# ---- who may press ----


@pytest.mark.parametrize("action", ["time_out.cover", "time_out.soon", "time_out.pass"])
@pytest.mark.parametrize("user", ["sam", "theo", "lena", "stranger"])
async def test_who_was_not_asked_cannot_answer(ward: Ward, user: str, action: str) -> None:
    await ward.ask()
    reference = (await ward.the()).reference
    assert says_closed(await ward.world.press(user, action, reference))
    assert (await ward.the()).state is TimeOutState.ASKED


async def test_a_forged_yes_shows_no_name(ward: Ward) -> None:
    await ward.ask()
    form = await ward.world.press_in("fay", "time_out.cover")
    for user in ("theo", "sam"):
        assert says_closed(await ward.world.submit(user, form))
    assert (await ward.the()).state is TimeOutState.ASKED


async def test_who_has_left_meanwhile_cannot_say_yes(ward: Ward) -> None:
    await ward.ask()
    form = await ward.world.press_in("fay", "time_out.cover")
    await ward.person_is("fay", active=False)
    answer = await ward.world.submit("fay", form)
    assert "Sam" not in text_of(answer)
    assert (await ward.the()).state is TimeOutState.ASKED


OWN = ("who", "begin", "handed_over", "cannot", "nobody_came", "cancel", "back", "longer", "talk")


@pytest.mark.parametrize("action", OWN)
@pytest.mark.parametrize("user", ["gil", "lena", "kit", "theo"])
async def test_a_third_person_can_do_and_see_nothing(ward: Ward, user: str, action: str) -> None:
    await ward.ask()
    await ward.say_yes("fay")
    before = await ward.the()
    answer = await ward.world.press(user, f"time_out.{action}", before.reference)
    assert leads_nowhere(action, answer)
    assert await ward.the() == before


@pytest.mark.parametrize("action", ["begin", "nobody_came", "cancel", "back", "longer", "talk"])
async def test_the_coverer_cannot_press_what_is_the_askers(ward: Ward, action: str) -> None:
    await ward.ask()
    await ward.say_yes("fay")
    before = await ward.the()
    answer = await ward.world.press("fay", f"time_out.{action}", before.reference)
    assert leads_nowhere(action, answer)
    assert await ward.the() == before


@pytest.mark.parametrize("action", ["ask_one", "ask_list"])
async def test_only_the_asker_asks_more_people(ward: Ward, action: str) -> None:
    await ward.ask()
    reference = (await ward.the()).reference
    assert says_closed(await ward.world.press("fay", f"time_out.{action}", reference))


# ---- names ----


async def test_a_name_with_odd_characters_is_shown_as_it_is(ward: Ward) -> None:
    odd = "Zoë *_<@U1>& O'Neil \u202e=1+1 " + "long " * 60
    async with ward.world.storage.work() as work:
        await work.vault.seal(sealed_text(ward.who("sam"), "name"), odd)
    await ward.ask()
    assert odd.split(" long", maxsplit=1)[0] in text_of(await ward.say_yes("fay"))


async def test_where_a_name_is_missing_the_asker_is_told_to_find_the_cover(ward: Ward) -> None:
    await ward.has_no_name("sam")
    await ward.ask()
    after = await ward.say_yes("fay")
    assert phrase("time_out.who.asker_nameless_of_unit", unit="ICU") in text_of(after)
    assert phrase("time_out.mine.nameless") in ward.reads("sam")


async def test_a_coverer_without_a_name_is_said_to_be_on_the_way(ward: Ward) -> None:
    await ward.has_no_name("fay")
    await ward.ask()
    await ward.say_yes("fay")
    who = await ward.world.press_in("sam", "time_out.who")
    assert phrase("time_out.who.coverer_nameless") in text_of(who)


# ---- the yes does not hold ----


async def test_a_coverer_who_cannot_after_all_gives_it_back_and_asking_goes_on(
    ward: Ward,
) -> None:
    await ward.ask()
    await ward.say_yes("fay")
    await ward.press("fay", "time_out.cannot")
    assert (await ward.the()).state is TimeOutState.ASKED
    assert phrase("time_out.mine.fell_through") in ward.reads("sam")
    assert ward.actions("gil") == ["time_out.cover", "time_out.soon", "time_out.pass"]
    assert ward.messages("gil") == 2
    assert ward.actions("fay") == ["time_out.cover"]
    await ward.say_yes("gil")
    assert "Gil Santos" in text_of(await ward.world.press_in("sam", "time_out.who"))
    assert says_closed(await ward.world.press("fay", "time_out.who", (await ward.the()).reference))


async def test_where_the_only_one_asked_gives_it_back_the_lead_is_asked_at_once(
    ward: Ward,
) -> None:
    await ward.unit_is(cover=(ward.who("fay"),))
    await ward.ask()
    await ward.say_yes("fay")
    await ward.press("fay", "time_out.cannot")
    assert phrase("time_out.cover_card.preview") in ward.reads("lena")


async def test_where_no_one_came_the_asker_has_others_asked(ward: Ward) -> None:
    await ward.ask()
    await ward.say_yes("fay")
    await ward.press("sam", "time_out.nobody_came")
    assert phrase("time_out.mine.fell_through") in ward.reads("sam")
    assert "time_out.who" not in ward.actions("fay")
    assert ward.actions("gil") == ["time_out.cover", "time_out.soon", "time_out.pass"]
    assert await ward.without_next_step() == 0


async def test_ten_minutes_after_cover_was_to_come_the_asker_is_asked(ward: Ward) -> None:
    await ward.ask()
    await ward.say_yes("fay", "time_out.soon")
    due = ward.at(10)
    await ward.wait(19)
    assert phrase("time_out.mine.covered_late") not in ward.reads("sam")
    await ward.wait(1)
    assert phrase("time_out.mine.covered_late", time=due) in ward.reads("sam")
    assert "time_out.nobody_came" in ward.actions("sam")
    assert phrase("time_out.covering.late", minutes=15, time=due) in ward.reads("fay")


async def test_who_went_without_pressing_can_say_afterwards_that_they_are_back(ward: Ward) -> None:
    await ward.ask()
    await ward.say_yes("fay")
    await ward.wait(25)
    answer = await ward.press("sam", "time_out.back")
    assert phrase("time_out.mine.done") in text_of(answer)
    assert phrase("time_out.covering.done") in ward.reads("fay")


async def test_what_nobody_pressed_is_closed_without_saying_that_no_break_was_taken(
    ward: Ward,
) -> None:
    await ward.ask()
    await ward.say_yes("fay")
    await ward.wait(40)
    assert phrase("time_out.mine.unknown") in ward.reads("sam")
    assert "did not begin" not in ward.everything_read("sam")
    assert phrase("core.gone") in ward.reads("fay")
    await ward.wait(20)
    assert await ward.all_of(TimeOut) == []


async def test_a_yes_that_comes_before_the_card_was_sent_sends_no_needless_card(
    ward: Ward,
) -> None:
    form = await ward.world.command("sam", "/support break")
    await ward.world.submit("sam", form, minutes="15")
    reference = (await ward.the()).reference
    yes = await ward.world.press("fay", "time_out.cover", reference)
    await ward.world.submit("fay", yes)
    await ward.world.settle()
    assert ward.messages("gil") == 0
    assert ward.messages("fay") == 1
    assert isinstance(ward.card("fay"), Card)
