"""A co-worker's death follows a plan that people carry out; the bot sends nothing by itself."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.adverse_events.model import ReportState
from bot.core.screens import Card
from bot.programme.model import Harm, Kind
from tests.bot.adverse_events.reporting_kit import Hospital, form_of
from tests.wording import phrase
from tests.world import text_of

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LOSS = {"kind": "colleague_loss", "harm": "death"}


def cards(hospital: Hospital, user: str, screen: str) -> list[Card]:
    return [card for card in hospital.world.sees(user).log if card.screen == screen]


async def by_a_system(hospital: Hospital) -> None:
    await hospital.source(kind=Kind.COLLEAGUE_LOSS, harm=Harm.DEATH)


async def by_a_person(hospital: Hospital) -> None:
    await hospital.report(**LOSS)


@pytest.mark.branch("69.2")
@pytest.mark.parametrize("reported", [by_a_system, by_a_person])
async def test_nothing_goes_out_by_itself_whoever_reports_it(
    hospital: Hospital, reported: Callable[[Hospital], Awaitable[None]]
) -> None:
    await reported(hospital)
    await hospital.world.pass_time(HOUR)
    for lead in ("kit", "lena"):
        (asked,) = cards(hospital, lead, "adverse_event.limited")
        assert phrase("adverse_event.limited.by_plan") in text_of(asked)
    await hospital.world.pass_time(3 * DAY)
    for user in ("sam", "theo", "rosa", "nora"):
        assert hospital.notes(user) == 0
    assert cards(hospital, "lena", "unit_lead.guide") == []
    assert cards(hospital, "kit", "group.offer") == []
    assert (await hospital.reports())[-1].state is ReportState.WITHDRAWN


async def test_the_reporter_reads_before_and_after_that_nothing_goes_out_yet(
    hospital: Hospital,
) -> None:
    preview = await hospital.fill_in(**LOSS)
    assert phrase("check_in.see.by_plan") in text_of(preview)
    assert phrase("check_in.see.undo") not in text_of(preview)
    await hospital.world.submit("lena", preview)
    await hospital.world.settle()
    (card,) = cards(hospital, "lena", "adverse_event.progress")
    assert phrase("adverse_event.progress.waits") in text_of(card)


async def test_messages_go_once_somebody_says_that_all_were_told(hospital: Hospital) -> None:
    await by_a_person(hospital)
    await hospital.world.pass_time(HOUR)
    asked = hospital.world.sees("kit").last
    (go,) = [button for button in asked.buttons if button.action == "adverse_event.let_go"]
    assert go.confirm is not None
    assert go.confirm.text == phrase("adverse_event.limited.told")
    await hospital.world.press_in("kit", "adverse_event.let_go")
    await hospital.world.settle()
    assert hospital.notes("sam") == 0, "it can still be undone"
    await hospital.world.pass_time(4 * HOUR)
    assert hospital.notes("sam") == 1
    progress = cards(hospital, "lena", "adverse_event.progress")[-1]
    assert phrase("adverse_event.progress.waits") not in text_of(progress)


async def test_the_plan_offers_words_and_numbers_and_its_other_parts_once_messages_go(
    hospital: Hospital,
) -> None:
    await by_a_person(hospital)
    await hospital.world.pass_time(HOUR)
    plan = await hospital.world.press_in("kit", "staff_death.plan")
    text = text_of(plan)
    for step in ("told", "cover", "write", "meet", "later", "not_yet"):
        assert phrase(f"staff_death.{step}") in text
    assert await offered(hospital, "kit") == {"staff_death.words", "crisis.show"}
    await hospital.world.press_in("kit", "adverse_event.let_go")
    await hospital.world.pass_time(4 * HOUR)
    offers = {"staff_death.words", "crisis.show", "time_out.offer_breaks"}
    assert await offered(hospital, "lena") == offers
    assert await offered(hospital, "kit") == {*offers, "group.plan"}


async def offered(hospital: Hospital, user: str) -> set[str]:
    answer = await hospital.world.command(user, "/support-admin plan")
    return {button.action for button in answer.card.buttons}  # type: ignore[union-attr]


async def test_the_words_say_nothing_of_how(hospital: Hospital) -> None:
    shown = text_of(await hospital.world.press("kit", "staff_death.words"))
    assert phrase("staff_death.words.suicide") in shown


async def test_people_a_lead_adds_to_an_event_that_was_decided_need_no_second_word(
    hospital: Hospital,
) -> None:
    await by_a_person(hospital)
    await hospital.world.pass_time(HOUR)
    await hospital.world.press_in("kit", "adverse_event.let_go")
    await hospital.world.pass_time(HOUR)
    (event,) = await hospital.events()
    form = form_of(await hospital.world.press("lena", "adverse_event.pick", event.reference))
    preview = await hospital.world.submit("lena", form, people=("theo",))
    assert phrase("check_in.see.undo") in text_of(preview)
    await hospital.world.submit("lena", preview)
    await hospital.world.pass_time(4 * HOUR)
    assert hospital.notes("theo") == 1


async def test_only_leads_and_coordinators_read_the_plan(hospital: Hospital) -> None:
    answer = await hospital.world.command("sam", "/support-admin plan")
    assert phrase("core.not_yours") in text_of(answer)
