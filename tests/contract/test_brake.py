"""A hospital's system reports far more than it ever did: who decides, on every platform."""

from datetime import timedelta

import pytest

from bot.adverse_events.model import ReportState
from tests.bot.adverse_events.reporting_kit import Hospital
from tests.contract.stage import Ability, Shown, Stage
from tests.wording import phrase

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
NOTE = phrase("check_in.note.why")


async def flood(stage: Stage) -> Hospital:
    """Nine deaths in an hour: five of the ICU, then three of Surgery and one of the ICU."""
    hospital = Hospital(stage.world)
    happened = hospital.now - 20 * MINUTE
    for unit in ("icu",) * 5 + ("surgery",) * 3 + ("icu",):
        who = "sam" if unit == "icu" else "rosa"
        await hospital.source(unit=unit, occurred_at=happened, emails=(f"{who}@example.org",))
    await stage.pass_time(2 * MINUTE)
    return hospital


async def states(hospital: Hospital) -> dict[ReportState, int]:
    found = [report.state for report in await hospital.reports()]
    return {state: found.count(state) for state in set(found)}


async def question(stage: Stage, user: str = "kit") -> Shown:
    """What somebody who decides reads of it now."""
    messages = await stage.person(user).reads()
    return [each for each in messages if "Incident reports" in each.text][-1]


@pytest.mark.branch("70.1")
async def test_coordinators_and_on_call_see_how_many_since_when_and_where_and_let_all_go(
    stage: Stage,
) -> None:
    hospital = await flood(stage)
    for user in ("kit", "oda"):
        shown = await question(stage, user)
        assert "4 reports from Incident reports have been waiting for you since" in shown.text
        assert "Surgery: 3" in shown.text
        assert "ICU: 1" in shown.text
        assert not [name for name in ("Sam", "Rosa", "Theo") if name in shown.text]
    await stage.person("kit").presses("adverse_event.brake_let_go")
    await stage.pass_time(MINUTE)
    assert await states(hospital) == {ReportState.HELD: 9}
    after = (await stage.person("oda").reads())[-1]
    assert phrase("adverse_event.brake.goes", count=4) in after.text
    await stage.pass_time(3 * HOUR)
    for user in ("sam", "rosa"):
        assert sum(NOTE in each.text for each in await stage.person(user).reads()) == 1


@pytest.mark.branch("70.2")
async def test_some_go_by_their_unit_and_none_of_the_rest(stage: Stage) -> None:
    hospital = await flood(stage)
    kit = stage.person("kit")
    form = await kit.presses("adverse_event.brake_some")
    left = await kit.sends(form, unit="surgery", hours="all", goes="let_go")
    assert "1 report from Incident reports" in left.text
    await stage.pass_time(MINUTE)
    assert await states(hospital) == {ReportState.HELD: 8, ReportState.BRAKED: 1}
    await kit.presses("adverse_event.brake_leave_out")
    await stage.pass_time(MINUTE)
    assert await states(hospital) == {ReportState.HELD: 8, ReportState.LEFT_OUT: 1}


@pytest.mark.branch("70.3")
async def test_nobody_decides_nothing_goes_and_they_are_reminded(stage: Stage) -> None:
    hospital = await flood(stage)
    await stage.pass_time(20 * MINUTE)
    again = (await stage.person("kit").reads())[-1]
    assert phrase("adverse_event.brake.still") in again.text
    await stage.pass_time(30 * HOUR)
    assert (await states(hospital))[ReportState.BRAKED] == 4


@pytest.mark.branch("70.4")
@pytest.mark.needs(Ability.PAGES)
async def test_home_says_what_waits_and_opens_it(stage: Stage) -> None:
    await flood(stage)
    kit = stage.person("kit")
    home = await kit.opens_home()
    assert "4 reports from Incident reports have been waiting for you since" in home.text
    shown = await kit.presses("adverse_event.brake", home)
    assert "adverse_event.brake_let_go" in shown.buttons
    assert "been waiting for you since" not in (await stage.person("pat").opens_home()).text
