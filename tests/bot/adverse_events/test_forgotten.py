"""Who was forgotten is on no list of a report for which nothing was sent yet."""

from datetime import timedelta

import pytest

from bot.adverse_events.model import ReportState
from bot.adverse_events.names import NOBODY
from bot.core.retention import HeldBack, set_hold
from bot.core.storage import Work, in_one_work
from tests.bot.adverse_events.reporting_kit import Hospital
from tests.bot.adverse_events.test_brake import flood
from tests.wording import phrase
from tests.world import text_of

HOUR = timedelta(hours=1)


@pytest.mark.parametrize("waits", [0, 5])
async def test_who_was_forgotten_is_on_no_list_for_which_nothing_was_sent(
    hospital: Hospital, waits: int
) -> None:
    await flood(hospital, waits)
    await hospital.source(emails=("sam@example.org", "rosa@example.org"))
    report = (await hospital.reports())[-1]
    assert report.state is (ReportState.BRAKED if waits else ReportState.HELD)
    await hospital.world.press("sam", "privacy.forget")
    await hospital.world.settle()
    async with hospital.world.storage.reading() as work:
        assert await work.vault.open(report.listed) == (hospital.world.people["rosa"],)
    if waits:
        await hospital.world.press_in("kit", "adverse_event.brake_let_go")
    await hospital.world.pass_time(3 * HOUR)
    assert (hospital.notes("sam"), hospital.notes("rosa")) == (0, 1)


async def test_another_report_of_the_event_does_not_write_to_who_was_forgotten(
    hospital: Hospital,
) -> None:
    await hospital.source()
    await hospital.world.press("sam", "privacy.forget")
    await hospital.source()
    await hospital.world.pass_time(3 * HOUR)
    assert hospital.notes("sam") == 0
    assert not [each for each in hospital.world.sees("lena").log if each.screen == NOBODY]


@pytest.mark.parametrize("waits", [0, 5])
async def test_under_a_legal_hold_no_message_goes_and_the_name_stays_sealed_until_it_ends(
    hospital: Hospital, waits: int
) -> None:
    await flood(hospital, waits, emails=("rosa@example.org",))
    await hospital.source()
    report = (await hospital.reports())[-1]

    async def hold(work: Work) -> None:
        await set_hold(work, report.area)

    await in_one_work(hospital.world.storage, hold)
    answer = await hospital.world.press("sam", "privacy.forget")
    assert phrase("privacy.forgotten.held_until") in text_of(answer)
    kept = await held_back(hospital)
    assert list(kept.values()) == [hospital.world.people["sam"]]
    if waits:
        await hospital.world.press_in("kit", "adverse_event.brake_let_go")
    await hospital.world.pass_time(3 * HOUR)
    assert hospital.notes("sam") == 0
    await hospital.world.press("vera", "privacy.lift", report.area)
    async with hospital.world.storage.reading() as work:
        assert await work.vault.open_all(kept) == {}


async def held_back(hospital: Hospital) -> dict[str, str]:
    """The names that a hold keeps, by their owners."""
    async with hospital.world.storage.reading() as work:
        owners = [each.reference for each in await work.of(HeldBack).find()]
        found = await work.vault.open_all(owners)
    return {owner: each["person"] for owner, each in found.items()}
