"""Asking for a break: who will see what, whom to ask, and one break at a time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.adverse_events import episode_without_event
from bot.adverse_events.model import EpisodeState
from bot.check_ins.model import Answered
from bot.core.context import Context
from bot.core.conversation import Ask, Nothing, Say
from bot.core.inputs import Choice, PeoplePicker, Ticks
from bot.core.people import Person
from bot.core.storage import Work
from bot.time_outs.model import TimeOut, TimeOutState
from tests.bot.time_outs.ward import Ward, form_in
from tests.wording import phrase
from tests.world import text_of


async def make_episode(ward: Ward, user: str, state: EpisodeState = EpisodeState.WRITTEN) -> str:
    made: list[str] = []

    async def make(work: Work) -> None:
        person = await work.of(Person).get(ward.who(user))
        assert person is not None
        words = ward.world.wording.words("en", "UTC")
        context = Context(work, words, ward.world.directory.lines())
        episode = await episode_without_event(context, person)
        await work.save(replace(episode, state=state))
        made.append(episode.reference)

    await ward.write(make)
    return made[0]


# ---- who will see what ----


@pytest.mark.branch("3.1")
async def test_before_asking_the_clinician_sees_who_will_see_what(ward: Ward) -> None:
    shown = text_of(await ward.world.command("sam", "/support break"))
    assert phrase("time_out.ask.list_first") in shown
    assert phrase("time_out.ask.sees") in shown
    assert phrase("time_out.ask.yes_sees") in shown
    assert phrase("time_out.ask.lead_then_next") in shown
    assert phrase("time_out.ask.not_meal") in shown
    assert ward.world.everything_posted() == []


async def test_a_break_is_asked_for_in_two_taps(ward: Ward) -> None:
    answer = await ward.ask()
    assert isinstance(answer, Nothing)
    assert phrase("time_out.mine.asked", minutes=15) in ward.reads("sam")
    assert f"by {ward.at(3)}" in ward.reads("sam")


@pytest.mark.branch("3.2")
async def test_the_cover_card_is_neutral_and_goes_to_the_cover_list_alone(ward: Ward) -> None:
    await ward.ask(minutes="10")
    for user in ("fay", "gil"):
        assert phrase("time_out.cover_card.text", minutes=10) in ward.reads(user)
        assert phrase("time_out.cover_card.text") in ward.reads(user)
        assert ward.actions(user) == ["time_out.cover", "time_out.soon", "time_out.pass"]
        for hint in ("Sam", "Rivera", "ICU", "icu", "nurse", "break"):
            assert hint not in ward.reads(user)
    for user in ("lena", "cole", "theo", "kit"):
        assert ward.messages(user) == 0


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("break", "15"),
        ("break 10", "10"),
        ("break 20", "20"),
        ("break 90", "15"),
        ("break x", "15"),
    ],
)
async def test_the_minutes_typed_are_chosen_beforehand_if_they_can_be(
    ward: Ward, typed: str, chosen: str
) -> None:
    form = form_in(await ward.world.command("sam", f"/support {typed}"))
    minutes = next(i for i in form.inputs if isinstance(i, Choice))
    assert minutes.chosen == chosen
    assert [option.value for option in minutes.options] == ["10", "15", "20"]
    assert "x" not in form.subject
    assert "90" not in form.subject


async def test_minutes_that_are_no_choice_are_refused(ward: Ward) -> None:
    answer = await ward.ask(minutes="600")
    assert form_in(answer).inputs[0].fault
    assert await ward.all_of(TimeOut) == []


# ---- from the first note ----


async def test_a_break_from_the_first_note_counts_as_an_answer(ward: Ward) -> None:
    ward.listen(Answered)
    episode = await make_episode(ward, "sam")
    form = await ward.world.press("sam", "check_in.break", episode)
    assert ward.told == []
    await ward.world.submit("sam", form, minutes="15")
    assert ward.told == [Answered(episode)]
    assert (await ward.the()).episode == episode


async def test_a_note_that_has_ended_still_opens_a_break(ward: Ward) -> None:
    form = await ward.world.press("sam", "check_in.break", "0" * 32)
    await ward.world.submit("sam", form, minutes="15")
    assert (await ward.the()).episode is None


async def test_somebody_elses_note_is_not_answered_by_a_break(ward: Ward) -> None:
    ward.listen(Answered)
    episode = await make_episode(ward, "theo")
    form = await ward.world.press("sam", "check_in.break", episode)
    await ward.world.submit("sam", form, minutes="15")
    assert ward.told == []
    assert (await ward.the()).episode is None


# ---- one break a person ----


async def test_the_same_form_sent_twice_asks_once(ward: Ward) -> None:
    form = await ward.world.command("sam", "/support break")
    await ward.world.submit("sam", form, minutes="15")
    await ward.world.submit("sam", form, minutes="15")
    await ward.world.settle()
    assert len(await ward.all_of(TimeOut)) == 1
    assert ward.messages("fay") == 1


async def test_a_second_break_is_not_begun_while_one_is_open(ward: Ward) -> None:
    early = await ward.world.command("sam", "/support break")
    await ward.ask()
    answer = await ward.world.submit("sam", early, minutes="20")
    assert phrase("time_out.ask.open") in text_of(answer)
    pressed = await ward.world.press("sam", "check_in.break")
    assert isinstance(pressed, Ask)
    assert pressed.form.inputs == ()
    assert (await ward.the()).minutes == 15


async def test_the_command_shows_how_an_open_break_stands(ward: Ward) -> None:
    await ward.ask()
    answer = await ward.world.command("sam", "/support break")
    assert isinstance(answer, Say)
    assert phrase("time_out.mine.asked", minutes=15) in text_of(answer)


async def test_two_people_can_each_have_a_break(ward: Ward) -> None:
    await ward.ask("sam")
    await ward.ask("theo")
    assert len(await ward.all_of(TimeOut)) == 2


# ---- whom to ask ----


async def test_who_asks_is_never_asked(ward: Ward) -> None:
    await ward.unit_is(cover=(ward.who("sam"), ward.who("fay")))
    await ward.ask()
    assert phrase("time_out.cover_card.preview") not in ward.everything_read("sam")
    assert phrase("time_out.cover_card.preview") in ward.reads("fay")


async def test_who_has_left_is_not_asked(ward: Ward) -> None:
    await ward.person_is("fay", active=False)
    await ward.ask()
    assert ward.messages("fay") == 0
    assert ward.messages("gil") == 1


@pytest.mark.branch("3.7")
async def test_one_may_ask_a_single_person(ward: Ward) -> None:
    await ward.ask(person="theo")
    assert phrase("time_out.cover_card.preview") in ward.reads("theo")
    assert "Sam" not in ward.everything_read("theo")
    assert phrase("time_out.mine.asked_alone") in ward.reads("sam")
    await ward.wait(29)
    for user in ("fay", "gil", "lena", "cole"):
        assert ward.messages(user) == 0


@pytest.mark.parametrize(
    ("picked", "fault"),
    [("sam", phrase("time_out.ask.person_is_you")), ("nora", phrase("time_out.ask.person_away"))],
)
async def test_a_person_who_cannot_be_asked_is_refused(ward: Ward, picked: str, fault: str) -> None:
    await ward.person_is("nora", active=False)
    form = form_in(await ward.ask(minutes="20", person=picked))
    picker = next(i for i in form.inputs if isinstance(i, PeoplePicker))
    minutes = next(i for i in form.inputs if isinstance(i, Choice))
    assert fault in picker.fault
    assert picker.picked == (picked,)
    assert minutes.chosen == "20"
    assert await ward.all_of(TimeOut) == []


async def test_a_co_worker_the_programme_does_not_know_can_be_picked(ward: Ward) -> None:
    await ward.ask(person="newcomer")
    assert phrase("time_out.cover_card.preview") in ward.reads("newcomer")


@pytest.mark.branch("3.8")
async def test_one_may_leave_the_lead_out(ward: Ward) -> None:
    form = form_in(await ward.world.command("sam", "/support break"))
    ticks = next(i for i in form.inputs if isinstance(i, Ticks))
    assert [option.label for option in ticks.options] == [phrase("time_out.ask.leave_lead_out")]
    await ward.ask(lead="leave_out")
    await ward.wait(3)
    assert ward.messages("cole") == 1
    assert "unit lead" not in ward.reads("sam")
    await ward.wait(27)
    assert ward.messages("lena") == 0


async def test_a_lead_left_out_is_not_asked_as_part_of_the_cover_list_either(ward: Ward) -> None:
    await ward.unit_is(cover=(ward.who("lena"), ward.who("fay")))
    await ward.ask(lead="leave_out")
    await ward.wait(30)
    assert ward.messages("lena") == 0
    assert ward.messages("fay") > 0


async def test_leaving_out_the_only_one_there_is_to_ask_is_said_at_once(ward: Ward) -> None:
    await ward.unit_is(cover=(), next_in_line=())
    form = form_in(await ward.ask(lead="leave_out"))
    ticks = next(i for i in form.inputs if isinstance(i, Ticks))
    assert phrase("time_out.ask.nobody_left") in ticks.fault
    assert ticks.ticked == ("leave_out",)
    assert await ward.all_of(TimeOut) == []


async def test_nobody_reads_that_there_is_no_cover_list_while_there_is_one(ward: Ward) -> None:
    await ward.unit_is(cover=(ward.who("sam"),))
    form = await ward.world.command("sam", "/support break")
    assert "I have no one to ask on a cover list right now." in text_of(form)
    assert "has no cover list" not in text_of(form)


async def test_a_unit_without_a_cover_list_asks_its_lead_first_and_says_so(ward: Ward) -> None:
    await ward.unit_is(cover=())
    form = await ward.world.command("sam", "/support break")
    assert phrase("time_out.ask.no_list") in text_of(form)
    assert phrase("time_out.ask.first_lead_then_next") in text_of(form)
    await ward.ask()
    assert ward.messages("lena") == 1
    assert ward.messages("cole") == 0
    await ward.wait(3)
    assert ward.messages("cole") == 1


@pytest.mark.parametrize("unit", ["surgery", "", "closed-long-ago"])
async def test_where_there_is_no_list_at_all_one_person_can_be_picked(
    ward: Ward, unit: str
) -> None:
    await ward.person_is("sam", unit=unit)
    form = await ward.world.command("sam", "/support break")
    assert phrase("time_out.ask.nobody") in text_of(form)
    refused = form_in(await ward.world.submit("sam", form, minutes="15"))
    assert phrase("support_requests.hand_off.nobody_picked") in text_of(refused)
    await ward.ask(person="theo")
    assert ward.messages("theo") == 1


async def test_a_list_of_people_who_all_left_counts_as_none(ward: Ward) -> None:
    for user in ("fay", "gil", "lena", "cole"):
        await ward.person_is(user, active=False)
    assert phrase("time_out.ask.nobody") in text_of(
        await ward.world.command("sam", "/support break")
    )


async def test_somebody_nobody_knows_yet_can_ask_one_person(ward: Ward) -> None:
    form = await ward.world.command("stranger", "/support break")
    assert phrase("time_out.ask.nobody") in text_of(form)
    await ward.world.submit("stranger", form, minutes="15", person="theo")
    await ward.world.settle()
    assert phrase("time_out.mine.asked_alone") in ward.reads("stranger")
    assert ward.messages("theo") == 1


async def test_whoever_sleeps_after_a_night_is_not_asked_for_cover(ward: Ward) -> None:
    # It is nine in the morning, and these two have worked all night.
    await ward.person_is("hugo", unit="icu")
    await ward.unit_is(cover=(ward.who("nora"), ward.who("fay")), leads=(ward.who("hugo"),))
    await ward.ask()
    await ward.wait(12)
    assert ward.messages("fay") > 0
    assert (ward.messages("nora"), ward.messages("hugo")) == (0, 0)


async def test_at_night_whoever_works_then_is_asked_and_not_those_at_home(ward: Ward) -> None:
    await ward.unit_is(cover=(ward.who("nora"), ward.who("fay")))
    await ward.world.pass_time(timedelta(hours=17))  # 02:00
    await ward.ask()
    await ward.wait(12)
    assert ward.messages("nora") > 0
    assert ward.messages("fay") == 0


async def test_whoever_was_asked_in_the_evening_is_not_asked_again_in_their_night(
    ward: Ward,
) -> None:
    await ward.unit_is(cover=(ward.who("nora"), ward.who("fay")))
    await ward.world.pass_time(timedelta(hours=11, minutes=55))  # 20:55
    await ward.ask()
    assert (ward.messages("nora"), ward.messages("fay")) == (1, 1)
    await ward.wait(25)
    assert ward.messages("nora") > 1
    assert ward.messages("fay") == 1
    await ward.say_yes("fay")  # whose card still stands
    assert (await ward.the()).state is TimeOutState.COVERED


async def test_whoever_has_no_known_shift_is_asked_at_any_hour(ward: Ward) -> None:
    await ward.person_is("fay", shift="")
    await ward.unit_is(cover=(ward.who("fay"),))
    await ward.world.pass_time(timedelta(hours=17))  # 02:00
    await ward.ask()
    assert ward.messages("fay") > 0
