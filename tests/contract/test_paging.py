"""Somebody is paged when nobody takes a request: what each of them reads, on every platform."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from adapters.paging.answers import PageAnswers
from adapters.paging.messenger import PagingMessenger
from adapters.settings import PagingSettings
from bot.core.context import Context
from bot.core.storage import Work, in_one_work
from bot.programme.model import PAGING, Paging
from bot.requests import answer_page
from tests.adapters.paging.servers import PagingSystem, paging_system, saying
from tests.bot.adverse_events.reporting_kit import Hospital
from tests.contract.matching import NOW, asks, status_of
from tests.contract.stage import Shown, Stage
from tests.contract.test_branch_10_odd_hours import programme_is
from tests.wording import phrase
from tests.world import lines

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
async def system(stage: Stage) -> AsyncIterator[PagingSystem]:
    """The hospital's paging system, on a real socket."""
    async with paging_system() as found:
        settings = PagingSettings(url=found.url, keys=(b"p" * 32,))
        paging = PagingMessenger(settings, stage.world.clock)
        stage.world.add_messenger(PAGING, paging)
        await programme_is(stage, paging=Paging(webhook=True))
        yield found
        await paging.close()


async def tried(stage: Stage) -> Shown:
    """What the coordinator reads of what was tried."""
    return await stage.person("kit").presses("request.tried_so_far")


async def somebody_answers(stage: Stage, system: PagingSystem) -> None:
    async def note(work: Work) -> None:
        context = Context(work, stage.world.wording.words("en", "UTC"), lines())
        assert await answer_page(context, system.pages[-1]["delivery"])

    await in_one_work(stage.world.storage, note)
    await stage.pass_time(NOW)


# It is Monday, 09:00, and nobody is on duty: the third level comes at 09:10.


@pytest.mark.branch("67.31")
async def test_who_waits_and_the_coordinator_read_when_somebody_was_paged(
    stage: Stage, system: PagingSystem
) -> None:
    await asks(stage)
    await stage.pass_time(10 * MINUTE)
    (page,) = system.pages
    assert phrase("support_requests.page.text", code=page["message"][-5:-1]) == page["message"]
    assert "Sam" not in system.bodies[0].decode()
    read = (await status_of(stage)).text
    assert phrase("support_requests.page.sent", time="9:10 AM") in read
    found = await tried(stage)
    assert phrase("support_requests.tried.page.sent", time="9:10 AM") in found.text
    assert "Sam" not in found.text


@pytest.mark.branch("67.32")
async def test_both_read_that_somebody_answered_and_nobody_is_paged_again(
    stage: Stage, system: PagingSystem
) -> None:
    await asks(stage)
    await stage.pass_time(15 * MINUTE)
    await somebody_answers(stage, system)
    told = phrase("support_requests.page.answered", time="9:15 AM")
    assert told in (await status_of(stage)).text
    cards = [m for m in await stage.person("kit").reads() if "request.tried_so_far" in m.buttons]
    assert told in cards[-1].text
    assert told in (await tried(stage)).text
    await stage.pass_time(120 * MINUTE)
    assert len(system.pages) == 1


@pytest.mark.branch("67.33")
async def test_nobody_reads_of_a_page_that_may_not_have_arrived_as_if_it_had(
    stage: Stage, system: PagingSystem
) -> None:
    system.answers = [saying(500), saying(500)]
    await asks(stage)
    await stage.pass_time(20 * MINUTE)
    first, second = system.pages
    assert first == second
    assert phrase("support_requests.page.sent") not in (await status_of(stage)).text
    found = await tried(stage)
    assert phrase("support_requests.tried.page.unknown", time="9:10 AM") in found.text


async def test_a_source_that_reports_far_too_much_pages_whoever_is_on_call(
    stage: Stage, system: PagingSystem
) -> None:
    hospital = Hospital(stage.world)
    for _ in range(7):
        await hospital.source()
    await stage.pass_time(NOW)
    (page,) = system.pages
    assert page["message"] == phrase("adverse_event.brake.page")
    world = stage.world
    answers = PageAnswers(
        world.storage, world.registry, world.wording, world.directory, world._wake
    )
    assert await answers.take(page["delivery"])
    await stage.person("kit").presses("adverse_event.brake_leave_out")
    await stage.pass_time(2 * HOUR)
    assert len(system.pages) == 1
