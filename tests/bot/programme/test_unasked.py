"""A pause holds back everything that nobody asked for, whatever feature it is of."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.adverse_events.model import DEFAULT_TRIGGER
from bot.core.screens import Card
from tests.bot.adverse_events.reporting_kit import Hospital, hospital

HOUR = timedelta(hours=1)


@pytest.fixture(name="hospital")
async def _paused_hospital() -> Hospital:
    place = await hospital()
    await place.world.press("kit", "programme.pause")
    return place


def shown(place: Hospital, screen: str) -> list[Card]:
    return [card for card in place.world.everything_posted() if card.screen == screen]


async def goes_when_resumed(place: Hospital, screen: str) -> None:
    await place.world.pass_time(3 * HOUR)
    assert shown(place, screen) == []
    await place.world.command("kit", "/support-admin resume all")
    await place.world.pass_time(HOUR)
    assert len(shown(place, screen)) == 1


@pytest.mark.branch("60.3")
async def test_the_guide_of_a_unit_lead_waits(hospital: Hospital) -> None:
    await hospital.source()
    await goes_when_resumed(hospital, "unit_lead.guide")


async def test_an_open_offer_waits(hospital: Hospital) -> None:
    unit, *others = (await hospital.programme()).units
    units = (replace(unit, channels={"practice": "#icu"}), *others)
    ambient = replace(DEFAULT_TRIGGER, ambient=True)
    await hospital.change_programme(units=units, triggers=(ambient,))
    await hospital.source()
    await goes_when_resumed(hospital, "check_in.ambient")


async def test_a_colleagues_note_waits(hospital: Hospital) -> None:
    form = await hospital.world.command("nora", "/support colleague")
    await hospital.world.submit("nora", form, who="sam")
    await goes_when_resumed(hospital, "colleague.hello")


@pytest.mark.branch("60.4")
async def test_what_people_ask_for_goes_on(hospital: Hospital) -> None:
    await hospital.world.press("sam", "check_in.peer")
    await hospital.world.settle()
    assert len(shown(hospital, "request.claim_card")) == 1
