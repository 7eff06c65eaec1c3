"""What is asked about a unit reads the people of that unit, however many work elsewhere."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.database.jobs import DatabaseJobQueue
from adapters.database.sealing import Keyring
from adapters.database.unit_of_work import DatabaseStorage
from bot.core.conversation import Ask
from bot.core.people import Person
from bot.core.storage import Work, in_one_work, new_reference
from bot.programme import keep_scheduled_shifts
from bot.programme.model import Area, Harm, Trigger
from bot.programme.model.external_sources import Calendar
from bot.programme.rosters.scheduled_shifts import scheduled_shift_window
from bot.requests.model import SupportRequest
from bot.requests.wishes import CardSays
from tests.adapters.database.databases import fresh_sqlite
from tests.adapters.database.rows_read import rows_read
from tests.bot.adverse_events.reporting_kit import Hospital
from tests.bot.requests.hospital import ask_for_peer
from tests.clock import SimulatedClock
from tests.world import START, ZONE, World

Step = Callable[[Hospital], Awaitable[object]]
HOUR = timedelta(hours=1)
EVERYONE = ("everyone",)
NORTH = "north-hall"


async def nothing(hospital: Hospital) -> None:
    """Begin with the hospital as it is."""


async def reported(hospital: Hospital) -> None:
    await hospital.report(people=("sam",), everyone=EVERYONE)


async def goes_out(hospital: Hospital) -> None:
    await hospital.world.pass_time(timedelta(minutes=6))


async def gone_out(hospital: Hospital) -> None:
    await reported(hospital)
    await goes_out(hospital)


async def preview(hospital: Hospital) -> None:
    assert isinstance(await hospital.fill_in(people=("sam",), everyone=EVERYONE), Ask)


async def undoes(hospital: Hospital) -> None:
    await hospital.world.press_in("lena", "adverse_event.undo")


async def offers_breaks(hospital: Hospital) -> None:
    assert isinstance(await hospital.world.command("lena", "/support-admin offer breaks"), Ask)


async def asks_with_wishes(hospital: Hospital) -> None:
    request = await ask_for_peer(hospital.world)
    form = await hospital.world.press("sam", "request.preferences", request)
    await hospital.world.submit("sam", form, profession="same")
    async with hospital.world.storage.reading() as work:
        says = await work.vault.open(SupportRequest.card_says.of(request))
    assert says == CardSays(profession="nurse")


async def checks_a_trigger(hospital: Hospital) -> None:
    assert isinstance(await hospital.world.press("kit", "trigger.checks", "death"), Ask)


async def adds_a_supporter(hospital: Hospital) -> None:
    await hospital.world.command("kit", "/support-admin people add supporter @theo")


async def a_calendar_is_read(hospital: Hospital) -> None:
    calendar = Calendar("rota", "webcal://rota", ZONE, unit="icu")
    window = scheduled_shift_window(hospital.now)
    await keep_scheduled_shifts(hospital.world.storage, calendar, (), window)


STEPS: dict[str, tuple[Step, Step]] = {
    "the preview of a report": (nothing, preview),
    "a report is released and its notes go": (reported, goes_out),
    "a report is undone": (reported, undoes),
    "a lead offers breaks": (gone_out, offers_breaks),
    "a request with wishes": (nothing, asks_with_wishes),
    "the checks of a trigger": (nothing, checks_a_trigger),
    "a role is given": (nothing, adds_a_supporter),
    "a calendar is read": (nothing, a_calendar_is_read),
}


async def with_others(hospital: Hospital, count: int) -> None:
    """Let so many people work at another hospital of the same house."""

    async def add(work: Work) -> None:
        for _ in range(count):
            await work.add(Person(reference=new_reference(), unit=NORTH, shift="day", zone=ZONE))

    await in_one_work(hospital.world.storage, add)
    programme = await hospital.programme()
    (icu,) = (unit for unit in programme.units if unit.key == "icu")
    north = Area("north", "North", coordinators=programme.areas[0].coordinators)
    await hospital.change_programme(
        areas=(*programme.areas, north),
        units=(*programme.units, replace(icu, key=NORTH, name="Hall", area="north")),
        triggers=(Trigger("unexpected_death", Harm.DEATH, HOUR, HOUR, "death", ("icu",)),),
    )


async def people_read(
    storage: DatabaseStorage, clock: SimulatedClock, others: int, before: Step, step: Step
) -> int:
    hospital = Hospital(await World.make(storage, DatabaseJobQueue(storage), clock))
    await with_others(hospital, others)
    await before(hospital)
    with rows_read(storage) as rows:
        await step(hospital)
    return rows["person"]


@pytest.mark.parametrize("name", STEPS)
async def test_people_of_other_hospitals_are_not_read(
    name: str, tmp_path: Path, keyring: Keyring
) -> None:
    read = []
    for others in (10, 300):
        (folder := tmp_path / str(others)).mkdir()
        clock = SimulatedClock(START)
        storage = DatabaseStorage(await fresh_sqlite(folder), keyring, clock)
        read.append(await people_read(storage, clock, others, *STEPS[name]))
        await storage.close()
    # In which order things due at one moment are done differs, and with it a row or two.
    assert read[1] < read[0] + 50
