"""A coordinator sees on Home what reached nobody, and has it sent again."""

from datetime import timedelta

import pytest

from bot.core.jobs import Recipient, schedule
from bot.core.names import CORE_POST
from bot.core.storage import Work, in_one_work
from bot.home.names import HOME_ANNOUNCEMENT
from tests.contract.stage import Stage
from tests.wording import phrase

LATE = timedelta(days=2)


async def missed(stage: Stage, user: str) -> None:
    """A message to somebody was still waiting when its last hour passed."""
    world = stage.world

    async def write(work: Work) -> None:
        to = Recipient.person(world.people[user])
        due_at = work.now - LATE
        await schedule(work, CORE_POST, "late", due_at, screen=HOME_ANNOUNCEMENT, recipient=to)

    await in_one_work(world.storage, write)
    await stage.pass_time(timedelta())


@pytest.mark.needs("pages")
async def test_what_reached_nobody_stands_on_the_coordinators_home_and_is_sent_again(
    stage: Stage,
) -> None:
    kit, sam = stage.person("kit"), stage.person("sam")
    await missed(stage, "sam")
    announced = phrase("home.announcement.what")
    assert not [shown for shown in await sam.reads() if announced in shown.text]
    home = await kit.opens_home()
    assert home.labels("programme.undelivered") == (phrase("home.page.undelivered", count=1),)
    listed = await kit.presses("programme.undelivered", home)
    assert phrase("programme.undelivered.too_late") in listed.text
    assert "Sam" not in listed.text
    answer = await kit.sends(listed, which="all")
    assert not answer.faults
    await stage.pass_time(timedelta(minutes=1))
    assert [shown for shown in await sam.reads() if announced in shown.text]
    assert not (await kit.opens_home()).has("programme.undelivered")


@pytest.mark.needs("pages")
async def test_nobody_but_a_coordinator_has_that_list(stage: Stage) -> None:
    await missed(stage, "nora")
    assert not (await stage.person("sam").opens_home()).has("programme.undelivered")
