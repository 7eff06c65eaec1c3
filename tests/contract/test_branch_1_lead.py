"""Tier 1: the unit lead is told, before anybody, how to be with their people."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.context import Context, View
from bot.core.screens import Card
from bot.core.storage import Work, in_one_work
from bot.programme import current, put
from tests.contract.stage import Shown, Stage
from tests.some import some
from tests.wording import phrase

NOW = timedelta()
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
GUIDE = phrase("unit_lead.guide.text")


async def reports(stage: Stage, kind: str = "resuscitation", user: str = "kit") -> None:
    who = stage.person(user)
    form = await who.types("/support-admin activate")
    then = await who.sends(form, unit="icu", day="2026-03-02", time="07:30", people="sam")
    preview = await who.sends(then, kind=kind, harm="unknown")
    await who.sends(preview)


def noting(sent: list[str], screen: str, view: View) -> View:
    """The same view, which notes that it was drawn."""

    async def noted(context: Context, subject: str) -> Card:
        sent.append(screen)
        return await view(context, subject)

    return noted


async def guides(stage: Stage, user: str) -> list[Shown]:
    return [shown for shown in await stage.person(user).reads() if GUIDE in shown.text]


@pytest.mark.branch("21.1")
async def test_when_the_hold_off_ends_the_lead_is_guided_and_not_before(stage: Stage) -> None:
    await reports(stage)
    await stage.pass_time(4 * MINUTE)
    assert await guides(stage, "lena") == []
    await stage.pass_time(2 * MINUTE)
    (guide,) = await guides(stage, "lena")
    assert phrase("unit_lead.guide.be_there") in guide.text
    assert await guides(stage, "cole") == []


@pytest.mark.branch("21.2")
async def test_it_goes_ahead_of_the_first_notes_and_tells_of_nobody(stage: Stage) -> None:
    sent: list[str] = []
    screens = stage.world.registry.screens
    for screen in ("unit_lead.guide", "check_in.note"):
        screens[screen] = noting(sent, screen, screens[screen])
    await reports(stage)
    await stage.pass_time(120 * MINUTE)
    assert sent.index("unit_lead.guide") < sent.index("check_in.note")
    await stage.person("sam").presses("check_in.more")
    await stage.pass_time(10 * DAY)
    for shown in some(await stage.person("lena").reads()):
        assert "Sam" not in shown.text
        assert "Rivera" not in shown.text


@pytest.mark.branch("21.3")
async def test_a_lead_who_was_part_of_it_hands_it_on_without_a_reason(stage: Stage) -> None:
    await reports(stage)
    await stage.pass_time(6 * MINUTE)
    shown = await stage.person("lena").presses("unit_lead.hand_on")
    await stage.pass_time(NOW)
    (guide,) = await guides(stage, "cole")
    assert "Lena" not in guide.text
    assert "unit_lead.hand_on" not in shown.buttons


@pytest.mark.branch("21.11")
async def test_a_unit_without_leads_tells_the_next_in_line(stage: Stage) -> None:
    async def change(work: Work) -> None:
        programme = await current(work)
        units = tuple(replace(unit, leads=()) for unit in programme.units)
        await put(work, replace(programme, units=units))

    await in_one_work(stage.world.storage, change)
    await reports(stage)
    await stage.pass_time(6 * MINUTE)
    assert len(await guides(stage, "cole")) == 1
    assert await guides(stage, "lena") == []


@pytest.mark.branch("21.4")
async def test_what_helps_to_say_and_what_does_not(stage: Stage) -> None:
    await reports(stage)
    await stage.pass_time(6 * MINUTE)
    shown = await stage.person("lena").presses("unit_lead.say")
    assert phrase("unit_lead.say.hard") in shown.text
    assert phrase("unit_lead.say.at_least") in shown.text


@pytest.mark.branch("21.5")
async def test_a_team_pause_of_a_minute_or_of_five_that_anyone_may_leave(stage: Stage) -> None:
    await reports(stage)
    await stage.pass_time(6 * MINUTE)
    shown = await stage.person("lena").presses("unit_lead.pause")
    assert phrase("unit_lead.pause.minute") in shown.text
    assert phrase("unit_lead.pause.five") in shown.text
    assert phrase("unit_lead.pause.free") in shown.text


@pytest.mark.branch("21.6")
async def test_a_group_session_is_asked_for_once_and_names_nobody(stage: Stage) -> None:
    await reports(stage)
    await stage.pass_time(6 * MINUTE)
    lena = stage.person("lena")
    shown = await lena.sends(await lena.presses("unit_lead.pause"))
    assert phrase("unit_lead.guide.group_asked") in shown.text
    await stage.pass_time(DAY)
    asked = [
        s
        for s in await stage.person("kit").reads()
        if phrase("unit_lead.group.text", unit="ICU") in s.text
    ]
    assert len(asked) == 1
    assert "Lena" not in asked[0].text


@pytest.mark.branch("21.7")
async def test_for_people_without_the_app_there_is_a_card_with_a_number(stage: Stage) -> None:
    await reports(stage)
    await stage.pass_time(6 * MINUTE)
    shown = await stage.person("lena").presses("unit_lead.paper")
    assert phrase("unit_lead.paper.number") in shown.text
    assert phrase("unit_lead.paper.language") in shown.text
