"""Which trigger an adverse event pulls, whom it reaches, and what it keeps back."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.adverse_events.model import DEFAULT_TRIGGER, trigger_for, trigger_or_default
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
    assert actions == ["check_in.talk", "check_in.later", "check_in.no_thanks", "check_in.more"]


async def test_later_notes_are_those_its_trigger_keeps(hospital: Hospital) -> None:
    await hospital.change_programme(triggers=(trigger(stages=("1w",)),))
    await hospital.source()
    await hospital.world.pass_time(timedelta(hours=2))
    await hospital.world.press_in("sam", "check_in.later")
    await hospital.world.pass_time(timedelta(days=40))
    later = [card for card in hospital.world.sees("sam").log if card.subject and card.buttons]
    screens = [card.screen for card in later if card.screen.startswith("follow_up.")]
    assert screens == ["follow_up.day", "follow_up.week"]
    last = next(card for card in later if card.screen == "follow_up.week")
    assert "I will remove your name from our list on" in text_of(last)


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
