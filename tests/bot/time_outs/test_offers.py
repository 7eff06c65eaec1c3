"""Breaks that a lead offers: to all at once, with cover found first, and no trace of a no."""

import re
from datetime import timedelta
from typing import TypeVar, cast

import pytest

from bot.core.conversation import Replace
from bot.core.errors import InstallationBroken
from bot.core.inputs import Choice
from bot.core.jobs import Job
from bot.core.records import Record
from bot.core.seen import Seen, ShownCard
from bot.time_outs.model import TimeOut, TimeOutState
from bot.time_outs.offers.model import arranged_to_show
from bot.unit_leads.model import LeadGuide
from tests.bot.adverse_events.reporting_kit import Hospital
from tests.bot.time_outs.ward import Ward, form_in
from tests.fakes import MemoryStorage
from tests.some import some
from tests.wording import phrase
from tests.world import text_of

THERE = ("sam", "theo", "rosa", "nora")
ON_SHIFT = ("sam", "theo", "rosa")
OFFER = phrase("time_out.offer.text")
R = TypeVar("R", bound=Record)


async def reported(ward: Ward, people: tuple[str, ...] = THERE, by: str = "lena") -> None:
    """Something was reported, and the hold-off is over: the lead has the guide."""
    await Hospital(ward.world).report(by, people=people)
    await ward.wait(6)


async def offers(ward: Ward, by: str = "lena") -> str:
    """The lead offers breaks; what their dialog says then."""
    form = await ward.world.command(by, "/support-admin offer breaks")
    assert form_in(form).submit
    answer = await ward.world.submit(by, form)
    await ward.world.settle()
    return text_of(answer)


def offered_to(ward: Ward) -> set[str]:
    """Everybody who ever had an offer."""
    users = ward.world.people
    return {user for user in users if any(OFFER in text_of(c) for c in ward.world.sees(user).log)}


async def says_yes(ward: Ward, user: str) -> str:
    return text_of(await ward.press(user, "time_out.accept"))


def rows(ward: Ward, kind: type[R]) -> list[R]:
    storage = ward.world.storage
    assert isinstance(storage, MemoryStorage)
    return cast("list[R]", list(storage.state.records.get(kind, {}).values()))


async def waiting(ward: Ward) -> list[bool]:
    """Whether each open yes still waits its turn, in the order of asking."""
    async with ward.world.storage.reading() as work:
        found = await work.of(TimeOut).find(
            TimeOut.state.is_(TimeOutState.ASKED), order_by=TimeOut.asked_at
        )
    return sorted(each.queued for each in found)


# ---- to whom ----


@pytest.mark.branch("3.12")
async def test_a_lead_offers_breaks_to_all_who_were_there_and_are_on_shift(ward: Ward) -> None:
    await reported(ward)
    form = await ward.world.press_in("lena", "time_out.offer_breaks")
    assert phrase("time_out.offering.private") in text_of(form)
    assert offered_to(ward) == set()
    await ward.world.submit("lena", form)
    await ward.world.settle()
    assert offered_to(ward) == set(ON_SHIFT)
    for user in ON_SHIFT:
        assert ward.actions(user) == ["time_out.accept", "time_out.decline"]
        assert phrase("time_out.ask.sees") in ward.reads(user)
        assert phrase("time_out.ask.yes_sees") in ward.reads(user)
    assert phrase("unit_lead.guide.breaks_offered") in ward.everything_read("lena")


@pytest.mark.parametrize("people", [("sam",), ("nora",), ("sam", "nora"), ("sam", "lena")])
async def test_an_offer_to_one_person_is_refused_and_says_why(
    ward: Ward, people: tuple[str, ...]
) -> None:
    await reported(ward, people)
    form = await ward.world.press_in("lena", "time_out.offer_breaks")
    assert phrase("time_out.offering.too_few") in text_of(form)
    assert phrase("time_out.offering.in_person") in text_of(form)
    assert form_in(form).submit == ""
    await ward.world.submit("lena", form)
    await ward.world.settle()
    assert offered_to(ward) == set()


async def test_a_lead_is_offered_one_by_a_coordinator(ward: Ward) -> None:
    await reported(ward, ("sam", "lena"))
    await offers(ward, by="kit")
    assert offered_to(ward) == {"sam", "lena"}


async def test_who_wants_no_messages_or_has_a_break_already_is_not_offered_one(ward: Ward) -> None:
    await reported(ward, ("sam", "theo", "rosa", "cole", "lena"))
    await ward.world.command("theo", "/support stop")
    await ward.ask("rosa")
    await offers(ward, by="kit")
    assert offered_to(ward) == {"sam", "cole", "lena"}


async def test_who_said_no_thanks_to_the_first_note_is_not_offered_one(ward: Ward) -> None:
    await reported(ward)
    await ward.wait(60)
    await ward.press("sam", "check_in.no_thanks")
    await offers(ward)
    assert offered_to(ward) == {"theo", "rosa"}


@pytest.mark.parametrize("how", ["no", "stop", "snooze", "break"])
async def test_the_dialog_does_not_tell_a_lead_who_said_no_or_asked(ward: Ward, how: str) -> None:
    """Of two who were there one can be offered none; that must look as if both could."""
    await reported(ward, ("sam", "theo"))
    await ward.wait(60)
    before = text_of(await ward.world.press_in("lena", "time_out.offer_breaks"))
    if how == "no":
        await ward.press("sam", "check_in.no_thanks")
    elif how == "break":
        await ward.ask("sam")
    else:
        await ward.world.command("sam", f"/support {how}" + (" 2d" if how == "snooze" else ""))
    form = await ward.world.press_in("lena", "time_out.offer_breaks")
    assert text_of(form) == before
    answer = await ward.world.submit("lena", form)
    at = ward.world.wording.words("en", "America/Denver").day_and_time(ward.world.clock.now())
    assert phrase("time_out.offering.offered", at=at) in text_of(answer)
    await ward.world.settle()
    assert offered_to(ward) == set()
    assert phrase("unit_lead.guide.breaks_offered") in ward.everything_read("lena")


async def test_nor_does_it_when_one_of_them_is_off_shift(ward: Ward) -> None:
    await reported(ward, ("sam", "nora"))
    await ward.wait(60)
    before = text_of(await ward.world.press_in("lena", "time_out.offer_breaks"))
    await ward.press("sam", "check_in.no_thanks")
    assert text_of(await ward.world.press_in("lena", "time_out.offer_breaks")) == before


async def test_nobody_else_can_offer_breaks(ward: Ward) -> None:
    await reported(ward)
    (guide,) = rows(ward, LeadGuide)
    answer = await ward.world.press("sam", "time_out.offer_breaks", guide.reference)
    assert phrase("core.gone") in text_of(answer)
    refused = await ward.world.command("sam", "/support-admin offer breaks")
    assert phrase("core.not_yours") in text_of(refused)


async def test_without_a_report_there_is_nobody_to_offer_breaks_to(ward: Ward) -> None:
    answer = await ward.world.command("lena", "/support-admin offer breaks")
    assert phrase("time_out.offering.no_event") in text_of(answer)


async def test_of_several_reports_a_lead_chooses_one(ward: Ward) -> None:
    await reported(ward, ("sam", "theo"))
    await ward.wait(300)
    await Hospital(ward.world).report(
        people=("rosa", "cole"), kind="violence_or_threat", time="13:30"
    )
    await ward.wait(6)
    form = await ward.world.command("lena", "/support-admin offer breaks")
    (choice,) = form_in(form).inputs
    assert isinstance(choice, Choice)
    second = next(each for each in rows(ward, LeadGuide) if each.reference != choice.chosen)
    await ward.world.submit("lena", form, event=second.reference)
    await ward.world.settle()
    assert offered_to(ward) == {"sam", "theo"}


async def test_breaks_are_offered_once_a_shift(ward: Ward) -> None:
    await reported(ward)
    form = await ward.world.press_in("lena", "time_out.offer_breaks")
    for user in ("lena", "cole"):
        answer = await ward.world.submit(user, form)
        assert phrase("time_out.offering.once") in text_of(answer)
    await ward.world.settle()
    assert [ward.messages(user) for user in ON_SHIFT] == [1, 1, 1]


async def test_while_notes_are_paused_nothing_is_offered_and_that_is_said(ward: Ward) -> None:
    await reported(ward)
    form = await ward.world.press_in("lena", "time_out.offer_breaks")
    await ward.world.command("kit", "/support-admin pause all")
    await ward.world.press("kit", "programme.pause", "")
    answer = await ward.world.submit("lena", form)
    assert phrase("time_out.offering.paused") in text_of(answer)
    await ward.world.settle()
    assert offered_to(ward) == set()


async def test_an_offer_that_comes_late_reaches_nobody_after_their_shift(ward: Ward) -> None:
    await reported(ward)
    await ward.wait(585)  # 18:50; the shift ends at 19:00
    ward.world.platform.fail = {user: [InstallationBroken("down")] * 99 for user in ON_SHIFT}
    await offers(ward)
    await ward.wait(12)
    ward.world.platform.fail.clear()
    await ward.world.pass_time(timedelta(hours=14))
    assert offered_to(ward) == set()


# ---- a yes ----


@pytest.mark.branch("3.13")
async def test_who_says_yes_hears_first_that_cover_is_coming(ward: Ward) -> None:
    await reported(ward)
    await offers(ward)
    before = ward.messages("sam")
    assert phrase("time_out.mine.matching", time=ward.at(45)) in await says_yes(ward, "sam")
    assert phrase("time_out.cover_card.text", minutes=15) in ward.reads("fay")
    assert "Sam" not in ward.everything_read("fay")
    await ward.wait(12)
    assert ward.messages("sam") == before
    assert phrase("time_out.cover_card.preview") in ward.reads("cole")
    await ward.say_yes("cole")
    assert ward.messages("sam") == before + 1
    assert phrase("time_out.mine.covered_now") in ward.reads("sam")
    await ward.press("sam", "time_out.begin")
    assert (await ward.the()).state is TimeOutState.RUNNING


async def test_cover_is_found_for_one_after_the_other(ward: Ward) -> None:
    await reported(ward)
    await offers(ward)
    for user in ON_SHIFT:
        await says_yes(ward, user)
        await ward.wait(0.5)
    assert (ward.messages("fay"), ward.messages("gil")) == (1, 1)
    await ward.say_yes("fay")
    assert phrase("time_out.mine.covered_now") in ward.reads("sam")
    assert ward.messages("gil") == 2
    await ward.say_yes("gil")
    assert phrase("time_out.mine.covered_now") in ward.reads("theo")
    assert phrase("time_out.mine.matching") in ward.reads("rosa")


async def test_a_long_search_does_not_use_up_the_time_of_those_who_wait(ward: Ward) -> None:
    await reported(ward)
    await offers(ward)
    for user in ON_SHIFT:
        await says_yes(ward, user)
        await ward.wait(0.1)
    await ward.wait(9)
    assert await waiting(ward) == [False, True, True]
    await ward.wait(2)
    assert await waiting(ward) == [False, False, True]
    await ward.wait(10)
    assert await waiting(ward) == [False, False, False]
    for cover in ("cole", "fay", "gil"):
        await ward.say_yes(cover)
    for user in ON_SHIFT:
        assert phrase("time_out.mine.covered_now") in ward.reads(user)


async def test_nobody_gets_a_card_for_a_break_whose_time_is_over(ward: Ward) -> None:
    six = ("sam", "theo", "rosa", "cole", "lena", "gil")
    await reported(ward, six)
    await offers(ward, by="kit")
    for user in six:
        await says_yes(ward, user)
        await ward.wait(0.1)
    await ward.wait(42.5)
    assert (await waiting(ward)).count(True) == 1
    await ward.say_yes("fay")
    await ward.wait(2)
    assert (await waiting(ward)).count(True) == 1
    before = ward.messages("fay")
    await ward.wait(3)
    assert ward.messages("fay") == before
    assert phrase("time_out.mine.no_cover") in ward.everything_read("gil")


async def test_when_the_first_no_longer_needs_it_the_next_is_looked_after(ward: Ward) -> None:
    await reported(ward)
    await offers(ward)
    await says_yes(ward, "sam")
    await says_yes(ward, "theo")
    await ward.press("sam", "time_out.cancel")
    await ward.say_yes("gil")
    assert phrase("time_out.mine.covered_now") in ward.reads("theo")


async def test_if_nobody_can_cover_each_is_told_at_the_promised_time_at_the_latest(
    ward: Ward,
) -> None:
    await reported(ward)
    await offers(ward)
    for user in ON_SHIFT:
        await says_yes(ward, user)
    assert await ward.without_next_step() == 0
    await ward.wait(46)
    for user in ON_SHIFT:
        assert ward.everything_read(user).count(phrase("time_out.mine.no_cover")) == 1
        assert phrase("time_out.mine.none_yet") not in ward.everything_read(user)


async def test_a_time_out_that_waits_its_turn_is_mended_without_being_ended(ward: Ward) -> None:
    await reported(ward)
    await offers(ward)
    await says_yes(ward, "sam")
    await says_yes(ward, "theo")
    await ward.lose_steps()
    assert await ward.without_next_step() == 2
    await ward.wait(1)
    assert await ward.without_next_step() == 0
    assert phrase("time_out.mine.matching") in ward.reads("theo")


async def test_a_cover_that_falls_through_is_told_and_asking_goes_on(ward: Ward) -> None:
    await reported(ward)
    await offers(ward)
    await says_yes(ward, "sam")
    await ward.say_yes("fay")
    await ward.press("fay", "time_out.cannot")
    assert phrase("time_out.mine.fell_through") in ward.reads("sam")
    await ward.wait(3)
    assert phrase("time_out.mine.none_yet") in ward.reads("sam")


async def test_pressing_yes_twice_is_one_yes(ward: Ward) -> None:
    await reported(ward)
    await offers(ward)
    button = ward.card("sam").buttons[0]
    for _ in range(2):
        answer = await ward.world.press("sam", button.action, button.subject)
        assert phrase("time_out.mine.matching") in text_of(answer)
    await ward.world.settle()
    assert len(await ward.all_of(TimeOut)) == 1
    assert ward.messages("fay") == 1


async def test_somebody_elses_offer_cannot_be_taken(ward: Ward) -> None:
    await reported(ward)
    await offers(ward)
    button = ward.card("sam").buttons[0]
    for user in ("theo", "gil", "stranger"):
        answer = await ward.world.press(user, button.action, button.subject)
        assert phrase("time_out.offer.closed") in text_of(answer)
    assert await ward.all_of(TimeOut) == []


# ---- a no, and silence ----


@pytest.mark.branch("3.14")
async def test_a_no_is_kept_nowhere_and_shown_to_nobody(ward: Ward) -> None:
    await reported(ward)
    await offers(ward)
    lead, cards = ward.everything_read("lena"), len(rows(ward, ShownCard))
    subject = ward.card("sam").subject
    answer = await ward.press("sam", "time_out.decline")
    assert isinstance(answer, Replace)
    assert phrase("time_out.offer.closed") in text_of(answer)
    await ward.wait(1)
    assert len(rows(ward, ShownCard)) == cards - 1
    assert not [each for each in rows(ward, Seen) if each.subject == subject]
    assert not [
        each for kind in (Seen, Job) for each in rows(ward, kind) if "decline" in repr(each)
    ]
    assert await ward.all_of(TimeOut) == []
    assert ward.everything_read("lena") == lead
    assert ward.messages("fay") == 0


async def test_what_is_left_of_a_yes_does_not_lead_to_the_list_of_who_was_there(ward: Ward) -> None:
    await reported(ward)
    await offers(ward)
    subject = ward.card("sam").subject
    await says_yes(ward, "sam")
    reference = (await ward.the()).reference
    both = [
        row
        for kind in (TimeOut, ShownCard, Job, Seen)
        for row in rows(ward, kind)
        if subject in repr(row) and (reference in repr(row) or kind is TimeOut)
    ]
    assert both == []
    assert not [each for each in rows(ward, ShownCard) if subject in repr(each)]


async def test_after_an_hour_the_offer_is_over_and_soon_nothing_says_who_was_silent(
    ward: Ward,
) -> None:
    await reported(ward, ("sam", "theo", "rosa"))
    await offers(ward)
    subject = ward.card("theo").subject
    offer = list(ward.world.sees("theo").messages)[-1]
    await ward.press("sam", "time_out.decline")
    await ward.wait(61)
    over = ward.world.sees("theo").messages[offer]
    assert phrase("time_out.offer.closed") in text_of(over)
    assert [button.action for button in over.buttons] == ["time_out.ask"]
    late = await ward.world.press("theo", "time_out.accept", subject)
    assert phrase("time_out.offer.closed") in text_of(late)
    assert await ward.all_of(TimeOut) == []
    await ward.wait(16)
    left = [*rows(ward, ShownCard), *rows(ward, Job)]
    assert not [row for row in left if re.search(r"time_out\.offer['\"]", repr(row))]


async def test_who_is_forgotten_while_cover_is_looked_for_leaves_nothing(ward: Ward) -> None:
    await reported(ward)
    await offers(ward)
    await says_yes(ward, "sam")
    reference = (await ward.the()).reference
    await ward.world.command("sam", "/support forget")
    await ward.world.press("sam", "privacy.forget", "")
    await ward.wait(15)
    assert await ward.all_of(TimeOut) == []
    storage = ward.world.storage
    assert isinstance(storage, MemoryStorage)
    assert reference not in storage.state.sealed


# ---- what the lead sees ----


async def test_a_lead_reads_no_number_on_a_small_team(ward: Ward) -> None:
    await reported(ward)
    before = await offers(ward)
    for user in ON_SHIFT:
        await says_yes(ward, user)
        shown = text_of(await ward.world.command("lena", "/support-admin offer breaks"))
        assert shown == before


@pytest.mark.parametrize(
    ("arranged", "offered", "shown"),
    [
        (0, 40, None),
        (4, 40, None),
        (5, 40, 5),
        (9, 40, 5),
        (10, 40, 10),
        (5, 9, None),
        (5, 10, 5),
        (7, 10, None),
        (10, 10, None),
    ],
)
def test_a_number_is_shown_only_where_several_said_yes_and_several_did_not(
    arranged: int, offered: int, shown: int | None
) -> None:
    assert arranged_to_show(arranged, offered) == shown


async def test_the_offer_names_nobody_but_its_reader(ward: Ward) -> None:
    await reported(ward)
    await offers(ward)
    for user in ON_SHIFT:
        assert f"Hi {user.capitalize()}." in ward.reads(user)
    for card in some(ward.world.everything_posted()):
        for surname in ("Rivera", "Brandt", "Lind", "Ortiz"):
            assert surname not in text_of(card)
