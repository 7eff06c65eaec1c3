"""``/support-admin roster`` on every platform: who is on which list, in counts and as of when."""

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.intake.hr_file import import_file
from bot.core.storage import Work, in_one_work
from bot.programme import Calendar, claim_list, current, note_fault, put
from bot.programme.rosters.list_status import list_of_calendar
from tests.contract.stage import Stage
from tests.wording import phrase
from tests.world import ZONE

CALENDAR = Calendar("icu-rota", "https://rota.example/icu.ics", ZONE, unit="icu")
STAFF = ("ida@example.org,Ida Berg,ICU", "bo@example.org,Bo Lind,Surgery")


async def configured(stage: Stage, *calendars: Calendar) -> None:
    async def name(work: Work) -> None:
        await put(work, replace(await current(work), calendars=calendars))

    await in_one_work(stage.world.storage, name)


async def taken(stage: Stage, *lines: str) -> None:
    raw = "\n".join(["email,name,unit", *lines, ""]).encode()
    await in_one_work(stage.world.storage, lambda work: import_file(work, raw, "test"))


@pytest.mark.branch("64.20")
async def test_a_coordinator_sees_counts_by_unit_as_of_when_and_no_name(stage: Stage) -> None:
    await configured(stage, CALENDAR)
    await taken(stage, *STAFF)
    kit = stage.person("kit")
    shown = await kit.types("/support-admin roster show")
    assert phrase("roster.missing", count=2) in shown.text
    assert phrase("programme.people.lost", title="ICU", people=7, missing=1) in shown.text
    units = await kit.presses("roster.units", shown)
    assert phrase("programme.people.reached", title="Float pool", people=2) in units.text
    assert phrase("roster.elsewhere", count=2) in units.text
    lists = await kit.presses("roster.lists", shown)
    assert phrase("roster.row.as_of", name="HR's file") in lists.text
    assert phrase("roster.row.never", name="Calendar icu-rota") in lists.text
    for name in ("Ida", "Berg", "Sam", "Rivera"):
        assert name not in shown.text + units.text + lists.text


@pytest.mark.branch("64.21")
async def test_a_list_that_was_not_read_in_time_is_told_where_a_coordinator_looks(
    stage: Stage,
) -> None:
    await configured(stage, CALENDAR)
    name = list_of_calendar("icu-rota")
    storage = stage.world.storage
    await in_one_work(storage, lambda work: note_fault(work, name, "unreachable"))
    kit = stage.person("kit")
    shown = await kit.types("/support-admin roster")
    assert "Calendar icu-rota: not read yet. It could not be reached." in shown.text
    doctor = await kit.types("/support-admin doctor")
    assert "Not read in time: Calendar icu-rota." in doctor.text


@pytest.mark.branch("64.22")
async def test_lists_are_read_again_when_a_coordinator_asks(stage: Stage) -> None:
    await configured(stage, CALENDAR)
    name, storage = list_of_calendar("icu-rota"), stage.world.storage

    async def due() -> bool:
        every = timedelta(hours=1)
        return await in_one_work(storage, lambda work: claim_list(work, name, every))

    assert [await due(), await due()] == [True, False]
    kit = stage.person("kit")
    shown = await kit.types("/support-admin roster show")
    await kit.presses("roster.sync", shown)
    await stage.pass_time(timedelta())
    assert await due()
    said = await kit.types("/support-admin roster sync")
    assert phrase("roster.synced", count=1) in said.text


async def test_hrs_file_never_comes_by_chat(stage: Stage) -> None:
    said = await stage.person("kit").types("/support-admin roster import")
    assert phrase("roster.import.take") in said.text


@pytest.mark.parametrize("words", ["show", "sync", "import"])
async def test_rosters_are_for_coordinators(stage: Stage, words: str) -> None:
    said = await stage.person("sam").types(f"/support-admin roster {words}")
    assert phrase("core.not_yours") in said.text
