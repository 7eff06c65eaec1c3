"""Whose the guide is, and when it is gone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.unit_leads.model import LeadGuide
from tests.bot.adverse_events.reporting_kit import Hospital
from tests.wording import phrase
from tests.world import text_of

SOON = timedelta(minutes=6)


async def guides(hospital: Hospital) -> list[LeadGuide]:
    async with hospital.world.storage.reading() as work:
        return await work.of(LeadGuide).find()


@pytest.mark.branch("21.10")
async def test_nobody_else_can_press_what_is_the_leads(hospital: Hospital) -> None:
    await hospital.source()
    await hospital.world.pass_time(SOON)
    (guide,) = await guides(hospital)
    for action in ("unit_lead.ask_group", "unit_lead.hand_on"):
        answer = await hospital.world.press("sam", action, guide.reference)
        assert phrase("core.gone") in text_of(answer)
    assert await guides(hospital) == [guide]


async def test_the_group_button_of_an_older_guide_goes_on_working(hospital: Hospital) -> None:
    await hospital.source()
    await hospital.world.pass_time(SOON)
    (guide,) = await guides(hospital)
    answer = await hospital.world.press("lena", "unit_lead.ask_group", guide.reference)
    assert phrase("unit_lead.guide.group_asked") in text_of(answer)
    assert (await guides(hospital))[0].group_asked


async def test_the_dialog_about_the_team_opens_after_its_event_is_gone(hospital: Hospital) -> None:
    answer = await hospital.world.press("lena", "unit_lead.pause", "7a" * 16)
    assert phrase("unit_lead.pause.minute") in text_of(answer)
    assert phrase("unit_lead.guide.group_asked") not in text_of(answer)


async def test_two_reports_of_one_event_are_one_guide(hospital: Hospital) -> None:
    await hospital.source(emails=("sam@example.org",))
    await hospital.source(emails=("rosa@example.org",))
    await hospital.world.pass_time(timedelta(hours=1))
    cards = [card for card in hospital.world.sees("lena").log if card.screen == "unit_lead.guide"]
    assert len(cards) == 1


async def test_a_lead_reads_nothing_new_whatever_somebody_answers(hospital: Hospital) -> None:
    world, everybody = hospital.world, ("sam", "rosa", "theo")
    await hospital.source(emails=tuple(f"{user}@example.org" for user in everybody))
    await world.pass_time(timedelta(hours=2))
    read = [text_of(card) for card in world.sees("lena").log]
    assert read
    answers = ("check_in.more", "check_in.talk", "check_in.no_thanks")
    for user, answer in zip(everybody, answers, strict=True):
        await world.press_in(user, answer)
        await world.settle()
    await world.press_in("rosa", "check_in.peer")
    await world.settle()
    assert [text_of(card) for card in world.sees("lena").log] == read


async def test_a_unit_without_leads_tells_the_next_in_line(hospital: Hospital) -> None:
    units = (await hospital.programme()).units
    await hospital.change_programme(units=tuple(replace(unit, leads=()) for unit in units))
    await hospital.source(emails=("sam@example.org",))
    await hospital.world.pass_time(SOON)
    assert any(card.screen == "unit_lead.guide" for card in hospital.world.sees("cole").log)


async def test_the_guide_goes_with_its_event(hospital: Hospital) -> None:
    await hospital.source()
    await hospital.world.pass_time(timedelta(days=63))
    assert await guides(hospital) == []
