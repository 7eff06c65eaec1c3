"""Nobody says yes: more people are asked, and the asker hears the truth when it was promised."""

from datetime import timedelta

import pytest

from bot.core.clock import in_zone
from bot.core.conversation import Say
from bot.core.errors import InstallationBroken
from bot.core.jobs import schedule
from bot.core.names import JobName
from bot.core.platforms import note_open
from bot.core.storage import Work
from bot.core.worker import Worker
from bot.time_outs.model import TimeOut
from tests.bot.time_outs.ward import MINUTE, Ward
from tests.wording import phrase
from tests.world import text_of


@pytest.mark.branch("3.10")
async def test_nobody_in_three_minutes_asks_the_lead_and_tells_the_truth(ward: Ward) -> None:
    await ward.ask()
    await ward.wait(2.9)
    assert ward.messages("lena") == 0
    assert ward.messages("sam") == 1
    await ward.wait(0.1)
    assert phrase("time_out.cover_card.preview") in ward.reads("lena")
    assert phrase("time_out.mine.none_yet") in ward.reads("sam")
    assert phrase("time_out.mine.lead_too") in ward.reads("sam")
    assert "next in line" not in ward.reads("sam")
    assert phrase("time_out.mine.keep_asking", time=ward.at(7)) in ward.reads("sam")
    assert ward.actions("sam") == ["time_out.ask_one", "time_out.talk", "time_out.cancel"]


async def test_then_the_next_in_line_is_asked_and_the_card_says_so(ward: Ward) -> None:
    await ward.ask()
    await ward.wait(5.9)
    assert ward.messages("cole") == 0
    await ward.wait(0.1)
    assert phrase("time_out.cover_card.preview") in ward.reads("cole")
    assert phrase("time_out.mine.next_too") in ward.reads("sam")
    assert phrase("time_out.mine.keep_asking", time=ward.at(4)) in ward.reads("sam")
    assert ward.messages("sam") == 2


async def test_who_was_asked_stays_on_the_card_when_their_night_has_begun(ward: Ward) -> None:
    # Both work by day; their night begins at 21:00.
    await ward.world.pass_time(timedelta(hours=11, minutes=47))  # 20:47
    await ward.ask()
    await ward.wait(10)
    assert phrase("time_out.mine.lead_too") in ward.reads("sam")
    assert phrase("time_out.mine.next_too") in ward.reads("sam")
    await ward.wait(10)
    assert phrase("time_out.mine.lead_too") in ward.reads("sam")
    assert phrase("time_out.mine.next_too") in ward.reads("sam")


async def test_every_word_comes_at_the_time_it_was_promised_for(ward: Ward) -> None:
    await ward.ask()
    await ward.wait(3)
    for minutes in (7, 10, 10):
        assert phrase("time_out.mine.keep_asking", time=ward.at(minutes)) in ward.reads("sam")
        before = ward.messages("sam")
        await ward.wait(minutes - 0.1)
        assert ward.messages("sam") == before
        await ward.wait(0.1)
        assert ward.messages("sam") == before + 1


async def test_who_was_asked_and_did_not_answer_is_asked_again(ward: Ward) -> None:
    await ward.ask()
    await ward.wait(9)
    assert ward.messages("fay") == 1
    await ward.wait(1)
    assert ward.messages("fay") == 2
    await ward.wait(10)
    assert ward.messages("fay") == 3
    live = [card for card in ward.world.sees("fay").messages.values() if card.buttons]
    assert len(live) == 1


async def test_after_thirty_minutes_it_ends_honestly(ward: Ward) -> None:
    await ward.ask()
    await ward.wait(30)
    assert phrase("time_out.mine.no_cover") in ward.reads("sam")
    assert ward.actions("sam") == ["time_out.ask", "time_out.talk"]
    for user in ("fay", "gil", "lena", "cole"):
        assert phrase("core.gone") in ward.reads(user)
        assert ward.actions(user) == []
    time_out = await ward.the()
    assert await ward.sealed(time_out.reference, "person") is None
    assert time_out.whose is None


async def test_after_it_ended_one_can_ask_again_and_talk(ward: Ward) -> None:
    await ward.ask()
    await ward.wait(30)
    assert phrase("supports.peer.about") in text_of(
        await ward.world.press_in("sam", "time_out.talk")
    )
    form = await ward.world.press_in("sam", "time_out.ask")
    await ward.world.submit("sam", form, minutes="10")
    await ward.world.settle()
    assert phrase("time_out.mine.asked", minutes=10) in ward.reads("sam")


async def test_where_the_lead_asks_the_next_in_line_is_asked_in_their_place(ward: Ward) -> None:
    await ward.ask("lena")
    await ward.wait(3)
    assert ward.messages("cole") == 1
    assert phrase("time_out.cover_card.preview") not in ward.everything_read("lena")
    assert "unit lead" not in ward.reads("lena")
    assert phrase("time_out.mine.next_too") in ward.reads("lena")


async def test_a_unit_with_a_cover_list_and_nobody_else_keeps_asking_it(ward: Ward) -> None:
    await ward.unit_is(leads=(), next_in_line=())
    form = await ward.world.command("sam", "/support break")
    assert "unit lead" not in text_of(form)
    assert "next in line" not in text_of(form)
    await ward.ask()
    await ward.wait(3)
    assert phrase("time_out.mine.none_yet") in ward.reads("sam")
    assert "unit lead" not in ward.reads("sam")
    await ward.wait(27)
    assert phrase("time_out.mine.no_cover") in ward.reads("sam")


async def test_after_a_short_outage_the_steps_do_not_come_all_at_once(ward: Ward) -> None:
    await ward.ask()
    ward.world.clock.set(ward.world.clock.now() + timedelta(minutes=30))
    await ward.world.settle()
    assert ward.messages("sam") == 2
    assert ward.messages("lena") == 1
    assert ward.messages("cole") == 0
    assert f"tell you at {ward.at(7)}" in ward.reads("sam")


@pytest.mark.parametrize("away", [timedelta(hours=6), timedelta(hours=10), timedelta(days=3)])
async def test_after_a_long_outage_nobody_is_asked_and_the_asker_is_told_by_day(
    ward: Ward, away: timedelta
) -> None:
    asked_at = ward.world.clock.now()
    await ward.ask()
    before = {user: ward.messages(user) for user in ("cole", "theo", "lena")}
    ward.world.clock.set(asked_at + away)
    await ward.world.settle()
    while ward.messages("sam") == 1:
        await ward.world.pass_time(timedelta(minutes=30))
    assert 8 <= in_zone(ward.world.clock.now(), "America/Denver").hour < 21
    assert {user: ward.messages(user) for user in before} == before
    assert phrase("time_out.mine.too_late", at="@").split("@")[1] in ward.reads("sam")
    await ward.world.pass_time(timedelta(days=4))
    assert ward.messages("sam") == 2


async def test_while_the_platform_refuses_us_all_the_asker_is_told_later_by_day(
    ward: Ward,
) -> None:
    refused = [InstallationBroken("token_revoked")] * 1000
    ward.world.platform.fail = {
        user: list(refused) for user in ("sam", "lena", "cole", "fay", "gil")
    }
    await ward.ask()
    await ward.world.pass_time(timedelta(hours=3))
    assert ward.messages("sam") == 0
    ward.world.platform.fail.clear()
    await ward.world.pass_time(timedelta(days=1))
    assert ward.messages("sam") == 1
    assert phrase("time_out.mine.too_late", at="@").split("@")[1] in ward.reads("sam")
    assert [ward.messages(user) for user in ("lena", "cole", "fay", "gil")] == [0, 0, 0, 0]


async def test_while_no_process_has_the_platform_the_asker_is_told_later_by_day(
    ward: Ward,
) -> None:
    world = ward.world
    with_platform = world.worker
    async with world.storage.work() as work:
        await note_open(work, "practice")
    world.worker = Worker(
        world.storage, world.queue, world.registry, world.wording, world.directory, {}
    )
    await ward.ask()
    for _ in range(20):
        world.clock.advance(timedelta(minutes=10))
        await world.settle()
    assert ward.messages("sam") == 0
    world.worker = with_platform
    await world.pass_time(timedelta(days=1))
    assert ward.messages("sam") == 1
    assert phrase("time_out.mine.too_late", at="@").split("@")[1] in ward.reads("sam")


async def test_a_break_that_somebody_covered_is_never_called_one_without_cover(ward: Ward) -> None:
    await ward.ask()
    await ward.say_yes("fay")
    ward.world.platform.fail["sam"] = [InstallationBroken("token_revoked")] * 1000
    await ward.world.pass_time(timedelta(hours=3))
    ward.world.platform.fail.clear()
    await ward.world.pass_time(timedelta(days=1))
    assert phrase("time_out.mine.too_late", at="@").split("@")[1] not in ward.reads("sam")


async def test_a_talk_beside_the_waiting_leaves_the_card_as_it_is(ward: Ward) -> None:
    await ward.ask()
    await ward.wait(3)
    before = ward.card("sam")
    answer = await ward.world.press_in("sam", "time_out.talk")
    assert isinstance(answer, Say)
    assert phrase("supports.peer.about") in text_of(answer)
    assert ward.card("sam") == before


# ---- one more person ----


async def test_one_person_can_be_asked_as_well(ward: Ward) -> None:
    await ward.ask()
    await ward.wait(3)
    form = await ward.world.press_in("sam", "time_out.ask_one")
    assert phrase("time_out.ask_one.text") in text_of(form)
    await ward.world.submit("sam", form, person="theo")
    await ward.world.settle()
    assert phrase("time_out.cover_card.preview") in ward.reads("theo")
    assert phrase("time_out.mine.single_too") in ward.reads("sam")
    assert "Sam Rivera" in text_of(await ward.say_yes("theo"))


async def test_a_person_who_was_asked_already_is_not_asked_twice(ward: Ward) -> None:
    await ward.ask()
    await ward.wait(3)
    form = await ward.world.press_in("sam", "time_out.ask_one")
    answer = await ward.world.submit("sam", form, person="fay")
    assert phrase("time_out.ask.person_asked") in text_of(answer)
    nobody = await ward.world.submit("sam", await ward.world.press_in("sam", "time_out.ask_one"))
    assert phrase("support_requests.hand_off.nobody_picked") in text_of(nobody)
    await ward.world.settle()
    assert ward.messages("fay") == 1


async def test_a_single_person_who_does_not_answer_is_no_dead_end(ward: Ward) -> None:
    await ward.ask(person="theo")
    await ward.wait(3)
    assert phrase("time_out.mine.none_yet_alone") in ward.reads("sam")
    assert phrase("time_out.mine.keep_waiting", time=ward.at(7)) in ward.reads("sam")
    assert ward.actions("sam")[:2] == ["time_out.ask_list", "time_out.ask_one"]
    form = await ward.world.press_in("sam", "time_out.ask_list")
    assert phrase("time_out.ask.list_first") in text_of(form)
    await ward.world.submit("sam", form)
    await ward.world.settle()
    assert ward.messages("fay") == 1
    assert phrase("time_out.mine.asked", minutes=15) in ward.reads("sam")
    await ward.wait(3)
    assert ward.messages("lena") == 1
    assert ward.messages("theo") == 1


async def test_the_lead_can_be_left_out_when_the_list_is_asked_after_all(ward: Ward) -> None:
    await ward.ask(person="theo")
    form = await ward.world.press_in("sam", "time_out.ask_list")
    await ward.world.submit("sam", form, lead="leave_out")
    await ward.wait(29)
    assert ward.messages("lena") == 0
    assert ward.messages("cole") > 0


async def test_asking_the_list_twice_asks_it_once(ward: Ward) -> None:
    await ward.ask(person="theo")
    forms = [await ward.world.press_in("sam", "time_out.ask_list") for _ in range(2)]
    for form in forms:
        await ward.world.submit("sam", form)
    await ward.world.settle()
    assert ward.messages("fay") == 1


async def test_leaving_out_the_only_one_on_the_list_is_said_at_once(ward: Ward) -> None:
    await ward.unit_is(cover=(), next_in_line=())
    await ward.ask(person="theo")
    form = await ward.world.press_in("sam", "time_out.ask_list")
    answer = await ward.world.submit("sam", form, lead="leave_out")
    assert phrase("time_out.ask.nobody_left") in text_of(answer)


async def test_a_single_person_is_reminded_and_then_it_ends_honestly(ward: Ward) -> None:
    await ward.ask(person="theo")
    await ward.wait(30)
    assert ward.messages("theo") == 3
    assert phrase("time_out.mine.no_cover") in ward.reads("sam")


async def test_a_picked_person_who_gives_it_back_leaves_the_choice_to_the_asker(
    ward: Ward,
) -> None:
    await ward.ask(person="theo")
    await ward.say_yes("theo")
    await ward.press("theo", "time_out.cannot")
    assert phrase("time_out.mine.fell_through_alone") in ward.reads("sam")
    assert "time_out.ask_list" in ward.actions("sam")
    assert ward.messages("fay") == 0


async def test_more_people_can_only_be_asked_while_nobody_has_said_yes(ward: Ward) -> None:
    await ward.ask(person="theo")
    form = await ward.world.press_in("sam", "time_out.ask_list")
    await ward.say_yes("theo")
    answer = await ward.world.submit("sam", form)
    assert phrase("core.gone") in text_of(answer)
    await ward.world.settle()
    assert ward.messages("fay") == 0


# ---- the auditor ----


async def test_a_time_out_always_has_a_next_step(ward: Ward) -> None:
    await ward.ask()
    assert await ward.without_next_step() == 0
    for _ in range(30):
        await ward.wait(1)
        assert await ward.without_next_step() == 0
    await ward.begin()
    for _ in range(30):
        assert await ward.without_next_step() == 0
        await ward.wait(1)


async def test_the_auditor_gives_a_time_out_without_a_next_step_one(ward: Ward) -> None:
    await ward.ask()
    await ward.lose_steps()
    assert await ward.without_next_step() == 1
    ward.world.clock.set(ward.world.clock.now() + MINUTE)
    await ward.world.settle()
    assert await ward.without_next_step() == 0
    assert phrase("time_out.mine.none_yet") in ward.reads("sam")
    assert len(await ward.all_of(TimeOut)) == 1


async def test_a_clock_that_was_ahead_leaves_nobody_waiting_for_cover(ward: Ward) -> None:
    right = ward.world.clock.now()
    ward.world.clock.set(right + 24 * 60 * MINUTE)
    await ward.ask()
    ward.world.clock.set(right)
    await ward.world.pass_time(4 * MINUTE)
    assert phrase("time_out.mine.none_yet") in ward.reads("sam")


async def test_a_step_planned_before_somebody_said_yes_does_nothing(ward: Ward) -> None:
    await ward.ask()
    await ward.say_yes("fay")
    before = await ward.the()

    async def an_older_step(work: Work) -> None:
        await schedule(
            work, JobName("time_out.step"), "older", work.now, subject=before.reference, detail="1"
        )

    await ward.write(an_older_step)
    await ward.world.settle()
    assert await ward.the() == before
    assert ward.messages("lena") == 0
