"""Getting to know it before it is needed: a welcome, and a word to everyone."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.storage import Work, in_one_work
from bot.programme import current, put
from bot.programme.model import ANNOUNCEMENTS
from tests.contract.slack_stage import TEAM, SlackStage, slack_id, slack_stage
from tests.contract.stage import memory_ground
from tests.wording import phrase

NOW = timedelta()
EVERYBODY = "C7"


@pytest.fixture
async def stage() -> AsyncIterator[SlackStage]:
    async with slack_stage(memory_ground()) as stage:
        yield stage


async def name_a_channel(stage: SlackStage) -> None:
    async def change(work: Work) -> None:
        programme = await current(work)
        told = {**programme.channels, ANNOUNCEMENTS: {"slack": f"{TEAM}:{EVERYBODY}"}}
        await put(work, replace(programme, channels=told))

    await in_one_work(stage.world.storage, change)


async def test_whoever_opens_home_is_welcomed_once(stage: SlackStage) -> None:
    sam = stage.person("sam")
    for _ in range(3):
        await sam.opens_home()
        await stage.pass_time(timedelta(days=1))
    (welcome,) = stage.slack.messages(slack_id("sam"))
    assert "privacy.stop" in str(welcome.blocks)
    # Looking at the app's other tabs is no opening of Home.
    await stage.client.opens_home(slack_id("nora"), "messages")
    await stage.pass_time(NOW)
    assert stage.slack.messages(slack_id("nora")) == []


async def test_a_coordinator_reads_the_announcement_and_then_it_hangs_where_all_can_read(
    stage: SlackStage,
) -> None:
    stage.slack.add_channel(EVERYBODY, private=False)
    await name_a_channel(stage)
    kit = stage.person("kit")
    before = await kit.types("/support-admin announce")
    assert stage.slack.messages(EVERYBODY) == []
    await kit.presses("home.announce", before)
    await stage.pass_time(NOW)
    (posted,) = stage.slack.messages(EVERYBODY)
    said = "\n".join(block["text"]["text"] for block in posted.blocks if "text" in block)
    assert said
    assert said.splitlines()[0] in before.text
    assert not [block for block in posted.blocks if block["type"] == "actions"]


async def test_where_the_app_is_not_in_the_channel_the_coordinator_is_told(
    stage: SlackStage,
) -> None:
    stage.slack.add_channel(EVERYBODY, private=False, bot=False)
    await name_a_channel(stage)
    kit = stage.person("kit")
    await kit.presses("home.announce", await kit.types("/support-admin announce"))
    await stage.pass_time(NOW)
    assert stage.slack.messages(EVERYBODY) == []
    assert phrase("home.announce.not_posted") in (await kit.reads())[-1].text
