"""Enterprise Grid: people are the organisation's, channels the workspace's."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from tests.contract import test_full_story, test_home
from tests.contract.slack_stage import SlackStage, slack_id, slack_stage
from tests.contract.stage import Ground, memory_ground
from tests.wording import phrase

ORGANISATION = "E1"
NOW = timedelta()


@pytest.fixture
def ground() -> Ground:
    return memory_ground()


@pytest.fixture
async def stage(ground: Ground) -> AsyncIterator[SlackStage]:
    async with slack_stage(ground, ORGANISATION) as stage:
        yield stage


async def test_the_whole_way_in_a_workspace_of_an_organisation(
    stage: SlackStage, ground: Ground
) -> None:
    await test_full_story.test_the_whole_way_from_a_report_to_being_forgotten(stage, ground)


async def test_home_in_a_workspace_of_an_organisation(stage: SlackStage) -> None:
    await test_home.test_a_supporters_home_follows_the_queue(stage)


async def test_who_sits_in_another_workspace_of_the_organisation_is_served_by_none_of_ours(
    stage: SlackStage,
) -> None:
    """The app is in one workspace: what comes from another is refused, though of the same."""
    stage.slack.add_team("T2", "xoxb-other", enterprise=ORGANISATION)
    stage.slack.add_user("UEVE", "Eve", "T2")
    sent = await stage.client.opens_home("UEVE")
    assert sent.status == 403
    assert stage.slack.home("UEVE") is None


async def test_a_card_pressed_in_the_channel_stays_what_it_is(stage: SlackStage) -> None:
    sam, pat = stage.person("sam"), stage.person("pat")
    await sam.types("/support talk peer")
    await sam.presses("check_in.peer")
    await stage.pass_time(NOW)
    await pat.sends(await pat.presses("request.claim"))
    await stage.pass_time(NOW)
    (card,) = stage.slack.messages("C1")
    assert phrase("support_requests.taken") in str(card.blocks)
    assert slack_id("sam") not in str(card)
