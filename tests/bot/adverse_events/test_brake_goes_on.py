"""A brake over time: its reminders, pages and audits, and whom a report that was let go reaches."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from adapters.paging.messenger import PagingMessenger
from adapters.settings import PagingSettings
from bot.adverse_events.brake.model import next_reminder
from bot.adverse_events.model import ReportState
from bot.adverse_events.names import BRAKE_AGAIN, BRAKE_STILL, PROGRESS, REMIND_BRAKE
from bot.core.jobs import OPEN, Job, JobState
from bot.core.storage import Work, in_one_work
from bot.programme.model import PAGING, Area, Paging, ServiceHours
from tests.adapters.paging.servers import paging_system
from tests.bot.adverse_events.reporting_kit import Hospital, form_of
from tests.bot.adverse_events.test_brake import brake, count_of, flood, reports
from tests.bot.home.test_page import opens, page_of
from tests.some import some
from tests.wording import phrase
from tests.world import text_of

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOUR, DAY, MINUTE = timedelta(hours=1), timedelta(days=1), timedelta(minutes=1)


def count_seen(hospital: Hospital, *screens: str) -> int:
    return sum(each.screen in screens for each in hospital.world.sees("kit").messages.values())


async def lose_jobs(hospital: Hospital, kind: str) -> None:
    """The jobs of a kind are gone, as after a fault."""

    async def lose(work: Work) -> None:
        found = await work.of(Job).find(Job.kind.is_(kind), Job.state.one_of(OPEN))
        for job in some(found):
            await work.save(replace(job, state=JobState.DEAD))

    await in_one_work(hospital.world.storage, lose)


# ---- reminded ----


async def test_reminders_come_once_a_day_also_after_somebody_decided_about_the_first_days(
    hospital: Hospital,
) -> None:
    await flood(hospital)
    await hospital.world.pass_time(6 * DAY)
    form = form_of(await hospital.world.press_in("kit", "adverse_event.brake_some"))
    # Only what came until now is decided about: the next report begins to wait later.
    await reports(hospital, 20)
    await hospital.world.submit("kit", form, unit="all", hours="all", goes="left_out")
    await hospital.world.settle()
    before = count_seen(hospital, BRAKE_STILL)
    await hospital.world.pass_time(3 * DAY)
    assert count_seen(hospital, BRAKE_STILL) - before == 3


async def test_after_an_outage_of_days_one_reminder_comes_and_the_next_a_day_later(
    hospital: Hospital,
) -> None:
    await flood(hospital)
    hospital.world.clock.set(hospital.now + 5 * DAY)
    await hospital.world.settle()
    assert count_seen(hospital, BRAKE_AGAIN, BRAKE_STILL) == 1
    await hospital.world.pass_time(DAY)
    assert count_seen(hospital, BRAKE_AGAIN, BRAKE_STILL) == 2


async def test_after_a_short_outage_the_reminders_go_on_where_they_would_be(
    hospital: Hospital,
) -> None:
    await flood(hospital)
    hospital.world.clock.set(hospital.now + 2 * HOUR)
    await hospital.world.settle()
    found = await brake(hospital)
    assert found.reminded == 2
    assert found.since is not None
    assert next_reminder(hospital.now, found.since, found.reminded) == found.since + 4 * HOUR


async def test_pages_that_waited_for_their_hours_come_as_one(hospital: Hospital) -> None:
    world = hospital.world
    late = ServiceHours(DAYS, time(22), time(6))
    async with paging_system() as system:
        settings = PagingSettings(url=system.url, keys=(b"p" * 32,))
        paging = PagingMessenger(settings, world.clock)
        world.add_messenger(PAGING, paging)
        await hospital.change_programme(paging=Paging(webhook=True, hours=late))
        await flood(hospital)
        await world.pass_time(30 * HOUR)
        await paging.close()
    assert len(system.pages) == 1


# ---- found by the audits ----


@pytest.mark.parametrize("state", [ReportState.LET_GO, ReportState.LEFT_OUT])
async def test_a_decision_whose_job_was_lost_is_found_and_carried_out(
    hospital: Hospital, state: ReportState
) -> None:
    await flood(hospital)
    waiting = [each for each in await hospital.reports() if each.state is ReportState.BRAKED]

    async def decide(work: Work) -> None:
        for report in some(waiting):
            await work.save(replace(report, state=state))

    await in_one_work(hospital.world.storage, decide)
    await hospital.world.pass_time(2 * HOUR)
    assert [each.brake for each in await hospital.reports()] == [None] * 12


async def test_a_reminder_that_was_lost_is_found_and_comes(hospital: Hospital) -> None:
    await flood(hospital)
    await lose_jobs(hospital, REMIND_BRAKE)
    await hospital.world.pass_time(5 * HOUR)
    assert count_seen(hospital, BRAKE_AGAIN) == 3


# ---- let go ----


async def test_a_report_that_was_let_go_counts_from_the_decision_and_is_held_from_its_start(
    hospital: Hospital,
) -> None:
    await flood(hospital)
    await hospital.world.pass_time(3 * HOUR)
    decided = hospital.now
    await hospital.world.press_in("kit", "adverse_event.brake_let_go")
    hospital.world.clock.set(decided + 2 * HOUR)
    await hospital.world.settle()
    gone = [each for each in await hospital.reports() if each.state is ReportState.HELD]
    assert [each.reported_at for each in some(gone)] == [decided] * 7
    assert all(each.hold_until and each.hold_until > hospital.now for each in some(gone))


async def test_coordinators_hear_of_an_address_that_nobody_has_also_after_they_let_it_go(
    hospital: Hospital,
) -> None:
    await flood(hospital, 5)
    await hospital.source(emails=("sam@example.org", "who@example.org"))
    before = count_seen(hospital, PROGRESS)
    await hospital.world.press_in("kit", "adverse_event.brake_let_go")
    await hospital.world.settle()
    assert count_seen(hospital, PROGRESS) == before + 1


@pytest.mark.parametrize(
    "chosen", [{}, {"goes": "released"}, {"goes": "let_go", "hours": "100"}, {"goes": "perhaps"}]
)
async def test_a_form_that_says_nothing_known_decides_nothing(
    hospital: Hospital, chosen: dict[str, str]
) -> None:
    await flood(hospital)
    form = form_of(await hospital.world.press_in("kit", "adverse_event.brake_some"))
    given = {"unit": "all", "hours": "all", **chosen}
    answer = await hospital.world.submit("kit", form, **given)
    assert phrase("core.gone") in text_of(answer)
    assert await count_of(hospital, ReportState.BRAKED) == 7


# ---- home ----


async def test_the_page_of_a_coordinator_elsewhere_follows_if_the_area_has_nobody(
    hospital: Hospital,
) -> None:
    programme = await hospital.programme()
    (main,) = programme.areas
    person = hospital.world.people
    elsewhere = Area("north", "North", coordinators=(person["kit"],))
    await hospital.change_programme(areas=(replace(main, coordinators=(), on_call=()), elsewhere))
    await opens(hospital.world, "kit")
    await flood(hospital)
    assert "wait" in text_of(page_of(hospital.world, "kit"))
