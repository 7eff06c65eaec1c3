"""The first message may carry the name of a peer lead, as the playbook says for an area."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.screens import Card
from tests.bot.adverse_events.reporting_kit import Hospital, form_of
from tests.world import text_of

TWO_HOURS = timedelta(hours=2)
PAT = "Pat Okafor, for the peer supporters"


async def signed_by(hospital: Hospital, user: str) -> None:
    (area,) = (await hospital.programme()).areas
    await hospital.change_programme(areas=(replace(area, signed_by=hospital.world.people[user]),))


def first_note(hospital: Hospital, user: str) -> Card:
    return next(card for card in hospital.world.sees(user).log if card.screen == "check_in.note")


async def test_without_a_name_in_the_playbook_nobody_signs(hospital: Hospital) -> None:
    await hospital.source()
    await hospital.world.pass_time(TWO_HOURS)
    assert "Okafor" not in str(first_note(hospital, "sam"))


@pytest.mark.branch("69.1")
async def test_the_name_stands_under_the_first_message_and_in_its_preview(
    hospital: Hospital,
) -> None:
    await signed_by(hospital, "pat")
    preview = form_of(await hospital.fill_in())
    assert text_of(await hospital.fill_in()).count(PAT) == 2, "and under one soon after another"
    await hospital.world.submit("lena", preview)
    await hospital.world.pass_time(TWO_HOURS)
    assert PAT in str(first_note(hospital, "sam"))
    assert [card for card in hospital.world.sees("#peers").log if PAT in str(card)] == []


async def test_a_dry_run_shows_it(hospital: Hospital) -> None:
    await signed_by(hospital, "pat")
    trigger = (await hospital.programme()).triggers[0]
    form = form_of(await hospital.world.press("kit", "trigger.test", trigger.key))
    day = {"day": "2026-03-02", "time": "08:30"}
    assert PAT in text_of(await hospital.world.submit("kit", form, unit="icu", **day))


async def test_nobody_reads_their_own_name(hospital: Hospital) -> None:
    await signed_by(hospital, "sam")
    await hospital.source(emails=("sam@example.org", "theo@example.org"))
    await hospital.world.pass_time(TWO_HOURS)
    assert "Sam Rivera, for" not in str(first_note(hospital, "sam"))
    assert "Sam Rivera, for" in str(first_note(hospital, "theo"))


async def test_who_left_signs_nothing(hospital: Hospital) -> None:
    await signed_by(hospital, "pat")
    await hospital.change_person("pat", active=False)
    await hospital.source()
    await hospital.world.pass_time(TWO_HOURS)
    assert "Okafor" not in str(first_note(hospital, "sam"))
