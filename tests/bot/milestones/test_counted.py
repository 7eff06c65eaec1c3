"""A message about a milestone counts once, when it has arrived."""

from datetime import timedelta

from bot.core.errors import PlatformBusy
from bot.reports.declarations import MILESTONE_MESSAGES
from tests.bot.adverse_events.reporting_kit import Hospital
from tests.bot.milestones.plans import AFTER, BEFORE, DAY, HOUR, plan, screens
from tests.bot.reports.counts import how_many


async def counted(hospital: Hospital) -> int:
    async with hospital.world.storage.reading() as work:
        return await how_many(work, "2026-03", MILESTONE_MESSAGES)


async def test_one_that_a_busy_platform_took_at_the_fourth_attempt_counts_once(
    hospital: Hospital,
) -> None:
    await plan(hospital)
    busy = [PlatformBusy(timedelta(minutes=1)) for _ in range(3)]
    hospital.world.platform.fail["sam"] = [*busy]
    await hospital.world.pass_time(5 * DAY)
    assert hospital.world.platform.fail["sam"] == []
    assert screens(hospital, "sam") == [BEFORE]
    assert await counted(hospital) == 1


async def test_one_that_waits_while_its_reader_rests_counts_only_once_it_is_there(
    hospital: Hospital,
) -> None:
    await plan(hospital)
    hospital.world.platform.rests["sam"] = timedelta(hours=1)
    await hospital.world.pass_time(4 * DAY + 3 * HOUR)
    assert screens(hospital, "sam") == []
    assert await counted(hospital) == 0
    hospital.world.platform.rests.clear()
    await hospital.world.pass_time(DAY)
    assert screens(hospital, "sam") != []
    assert await counted(hospital) == len(screens(hospital, "sam"))


async def test_both_are_counted(hospital: Hospital) -> None:
    await plan(hospital)
    await hospital.world.pass_time(9 * DAY)
    assert screens(hospital, "sam") == [BEFORE, AFTER]
    assert await counted(hospital) == 2
