"""Which trigger an adverse event pulls, whom it reaches, and what it keeps back."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.adverse_events.model import (
    DEFAULT_TRIGGER,
    ReportState,
    trigger_for,
    trigger_or_default,
)
from bot.programme import current
from bot.programme.model import (
    Audience,
    Check,
    Group,
    Harm,
    Kind,
    Offer,
    Programme,
    Trigger,
)
from tests.bot.adverse_events.reporting_kit import Hospital
from tests.sealed import sealed_text
from tests.wording import phrase
from tests.world import text_of

HOUR, FIVE = timedelta(hours=1), timedelta(minutes=5)
DAY = "2026-03-02"


def trigger(kind: str = "*", harm: Harm = Harm.MILD, **more: Any) -> Trigger:
    return Trigger(kind, harm, HOUR, FIVE, **more)


def pulled(*triggers: Trigger, unit: str = "icu", harm: Harm = Harm.SEVERE) -> str | None:
    programme = Programme("Sample", "UTC", triggers=triggers)
    found = trigger_for(programme, Kind.MEDICATION_EVENT, harm, unit, DAY)
    return found.key if found else None


# ---- which one ----


def test_one_of_the_kind_goes_before_one_of_any_kind() -> None:
    assert pulled(trigger(), trigger("medication_event")) == "medication-event-from-mild"


def test_one_that_names_the_unit_goes_before_one_for_all() -> None:
    pilot = trigger(name="pilot", units=("icu",))
    assert pulled(trigger(name="all"), pilot) == "pilot"
    assert pulled(trigger(name="all"), pilot, unit="float") == "all"


def test_only_pilot_units_are_reached_by_one_that_names_them() -> None:
    assert pulled(trigger(units=("float",))) is None


def test_it_works_from_its_first_day_to_its_last() -> None:
    assert pulled(trigger(starts=DAY, ends=DAY)) is not None
    assert pulled(trigger(starts="2026-03-03")) is None
    assert pulled(trigger(ends="2026-03-01")) is None


def test_one_that_is_paused_says_no_and_does_not_give_way_to_another() -> None:
    assert pulled(trigger(), trigger("medication_event", paused=True)) is None


@pytest.mark.parametrize("lacking", list(Check))
def test_nothing_is_sent_before_its_checklist_is_ticked(lacking: Check) -> None:
    checks = tuple(check for check in Check if check is not lacking)
    assert pulled(trigger("medication_event", checks=checks), trigger(harm=Harm.DEATH)) is None


def test_a_first_draft_does_not_switch_off_what_works_without_any() -> None:
    programme = Programme("Sample", "UTC", triggers=(trigger(checks=()),))
    found = trigger_for(programme, Kind.NEAR_MISS, Harm.NONE, "icu", DAY)
    assert found == DEFAULT_TRIGGER


def test_what_a_person_reports_counts_though_its_trigger_is_paused() -> None:
    programme = Programme("Sample", "UTC", triggers=(trigger(paused=True),))
    found = trigger_or_default(programme, Kind.NEAR_MISS, Harm.DEATH, "icu", DAY)
    assert found == DEFAULT_TRIGGER


# ---- whom it reaches ----


async def test_the_shifts_around_it_are_reached_where_a_trigger_says_so(
    hospital: Hospital,
) -> None:
    await hospital.change_programme(triggers=(trigger(audience=Audience.AROUND),))
    await hospital.source(emails=())
    await hospital.world.pass_time(timedelta(days=1))
    assert (hospital.notes("sam"), hospital.notes("nora")) == (1, 1)


async def test_a_group_joins_the_audience_of_every_event(hospital: Hospital) -> None:
    ulla = hospital.world.people["uma"]
    await hospital.change_programme(
        triggers=(trigger(groups=("code",)),),
        groups=(Group("code", "Code team", (ulla,)),),
    )
    preview = await hospital.fill_in()
    assert "Uma" in text_of(preview)
    await hospital.source()
    await hospital.world.pass_time(timedelta(days=1))
    assert (hospital.notes("sam"), hospital.notes("uma")) == (1, 1)


# ---- what it keeps back ----


async def test_somebody_who_had_as_many_notes_as_allowed_in_a_month_gets_no_more(
    hospital: Hospital,
) -> None:
    await hospital.change_programme(triggers=(trigger(per_person=1),))
    await hospital.source(emails=("sam@example.org",))
    await hospital.world.pass_time(timedelta(days=2))
    await hospital.source(emails=("sam@example.org", "rosa@example.org"))
    await hospital.world.pass_time(timedelta(days=2))
    assert (hospital.notes("sam"), hospital.notes("rosa")) == (1, 1)


async def test_a_note_offers_what_its_trigger_offers(hospital: Hospital) -> None:
    await hospital.change_programme(triggers=(trigger(offers=(Offer.TALK,)),))
    await hospital.source()
    await hospital.world.pass_time(timedelta(hours=2))
    actions = [button.action for button in hospital.world.sees("sam").last.buttons]
    assert actions == ["check_in.talk", "check_in.no_thanks", "check_in.more"]


async def test_later_notes_are_those_its_trigger_keeps(hospital: Hospital) -> None:
    await hospital.change_programme(triggers=(trigger(stages=("1w",)),))
    await hospital.source()
    await hospital.world.pass_time(timedelta(hours=2))
    await hospital.world.press_in("sam", "check_in.more")
    await hospital.world.pass_time(timedelta(days=40))
    later = [card for card in hospital.world.sees("sam").log if card.subject and card.buttons]
    screens = [card.screen for card in later if card.screen.startswith("follow_up.")]
    assert screens == ["follow_up.week"]
    last = next(card for card in later if card.screen == "follow_up.week")
    assert phrase("follow_up.removed_on") in text_of(last)


async def test_an_event_knows_which_trigger_it_pulled(hospital: Hospital) -> None:
    one = trigger(name="serious")
    await hospital.change_programme(triggers=(one,))
    await hospital.source()
    (event,) = await hospital.events()
    assert event.trigger == "serious"
    await hospital.change_programme(triggers=(replace(one, delay=3 * HOUR),))
    await hospital.world.pass_time(timedelta(minutes=110))
    assert hospital.notes("sam") == 0
    await hospital.world.pass_time(timedelta(hours=2))
    assert hospital.notes("sam") == 1


# ---- a unit's limit ----


async def over_the_limit(hospital: Hospital) -> None:
    """A second event in a unit whose trigger lets one a week go by itself."""
    await hospital.change_programme(triggers=(trigger(per_unit=1),))
    await hospital.source(emails=("sam@example.org",))
    await hospital.world.pass_time(timedelta(days=1))
    await hospital.source(emails=("rosa@example.org",))


async def test_over_a_units_limit_its_leaders_are_asked_and_nothing_goes_yet(
    hospital: Hospital,
) -> None:
    await over_the_limit(hospital)
    assert phrase("adverse_event.limited.text") in text_of(hospital.world.sees("kit").last)
    assert phrase("adverse_event.limited.text") in text_of(hospital.world.sees("lena").last)
    await hospital.world.pass_time(timedelta(hours=3))
    assert hospital.notes("rosa") == 0


async def test_let_go_it_has_a_hold_off_like_any_other(hospital: Hospital) -> None:
    await over_the_limit(hospital)
    await hospital.world.press_in("kit", "adverse_event.let_go")
    await hospital.world.press_in("lena", "adverse_event.let_go")
    assert (await hospital.reports())[-1].state is ReportState.HELD
    await hospital.world.pass_time(timedelta(hours=3))
    assert hospital.notes("rosa") == 1


async def test_left_out_or_unanswered_it_is_forgotten_with_its_list(hospital: Hospital) -> None:
    await over_the_limit(hospital)
    report = (await hospital.reports())[-1]
    await hospital.world.press_in("kit", "adverse_event.leave_out")
    async with hospital.world.storage.reading() as work:
        assert await work.vault.open(sealed_text(report.people, "people")) is None
    answer = await hospital.world.press("lena", "adverse_event.let_go", report.reference)
    assert phrase("adverse_event.limited.left_out") in text_of(answer)
    await hospital.source(emails=("rosa@example.org",))
    await hospital.world.pass_time(timedelta(days=2))
    assert phrase("adverse_event.limited.ran_out") in text_of(hospital.world.sees("kit").last)
    await hospital.world.pass_time(timedelta(days=61))
    assert await hospital.reports() == []
    assert hospital.notes("rosa") == 0


async def test_only_who_answers_for_the_unit_decides(hospital: Hospital) -> None:
    await over_the_limit(hospital)
    report = (await hospital.reports())[-1]
    answer = await hospital.world.press("sam", "adverse_event.let_go", report.reference)
    assert phrase("core.gone") in text_of(answer)
    assert (await hospital.reports())[-1].state is ReportState.LIMITED


# ---- an open offer ----


async def test_an_expected_death_is_answered_by_one_open_offer_and_no_private_note(
    hospital: Hospital,
) -> None:
    async with hospital.world.storage.reading() as work:
        programme = await current(work)
    units = tuple(replace(u, channels={"practice": "#icu"}) for u in programme.units)
    await hospital.change_programme(units=units, triggers=(trigger(ambient=True),))
    await hospital.source(id="a", emails=())
    await hospital.source(id="b", emails=("sam@example.org",))
    await hospital.world.pass_time(timedelta(days=2))
    (offer,) = hospital.world.sees("#icu").log
    assert phrase("check_in.ambient.offer") in text_of(offer)
    assert hospital.notes("sam") == 0
    assert {c.screen for c in hospital.world.sees("lena").log} == {"unit_lead.guide"}


async def test_who_is_named_by_a_person_gets_a_note_all_the_same(hospital: Hospital) -> None:
    await hospital.change_programme(triggers=(trigger(ambient=True),))
    await hospital.report()
    await hospital.world.pass_time(timedelta(hours=2))
    assert hospital.notes("sam") == 1
