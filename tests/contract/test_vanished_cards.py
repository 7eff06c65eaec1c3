"""Cards of requests that vanish from their channel, on Slack and on Teams."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.context import want_redraw
from bot.core.seen import ShownCard
from bot.core.storage import Work, in_one_work
from bot.programme.stored.configuration import current, put
from tests.contract.conftest import on
from tests.contract.matching import asks, tries
from tests.contract.slack_stage import SlackStage
from tests.contract.stage import Stage
from tests.contract.teams_stage import TeamsStage, channel_id
from tests.teams_api.issuer import TENANT
from tests.wording import phrase

ONLY_ON = [on(each, "memory", each) for each in ("slack", "teams")]
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
FIRST_LEVEL = timedelta(minutes=11)
PEERS = {"slack": "C1", "teams": channel_id("peers")}
ELSEWHERE = {"slack": "C3", "teams": channel_id("social")}
TENANTS = {"slack": "T1", "teams": TENANT}
WAITS = "request.claim"
MOVED = phrase("support_requests.moved.text")
TAKEN = phrase("support_requests.taken")


def hanging(stage: Stage, channels: Mapping[str, str] = PEERS) -> list[str]:
    """What hangs in a channel now, each card as one text."""
    channel = channels[stage.world.home.platform]
    if isinstance(stage, SlackStage):
        return [str(message.blocks) for message in stage.slack.messages(channel)]
    assert isinstance(stage, TeamsStage)
    return [str(message.card) for message in stage.teams.messages(channel)]


def posted(stage: Stage) -> int:
    """How many cards ever came into the supporters' channel."""
    channel = PEERS[stage.world.home.platform]
    if isinstance(stage, SlackStage):
        return len(stage.slack.state.channels[channel].messages)
    assert isinstance(stage, TeamsStage)
    return len(stage.teams.state.conversations[channel].messages)


def delete_all(stage: Stage) -> None:
    """Somebody deletes what hangs in the supporters' channel."""
    channel = PEERS[stage.world.home.platform]
    if isinstance(stage, SlackStage):
        for posted_there in stage.slack.messages(channel):
            posted_there.deleted = True
        return
    assert isinstance(stage, TeamsStage)
    for message in stage.teams.messages(channel):
        message.deleted = True


def close_channel(stage: Stage, *, closed: bool = True) -> None:
    """Somebody archives or deletes the supporters' channel, or brings it back."""
    channel = PEERS[stage.world.home.platform]
    if isinstance(stage, SlackStage):
        stage.slack.state.channels[channel].archived = closed
        return
    assert isinstance(stage, TeamsStage)
    stage.teams.state.conversations[channel].gone = closed


def lose_posts(stage: Stage, channels: Mapping[str, str], times: int = 2) -> None:
    """The next posts into a channel end with nobody knowing how."""
    channel = channels[stage.world.home.platform]
    if isinstance(stage, SlackStage):
        stage.slack.fail_next("chat.postMessage", "503", times, about=channel)
        return
    assert isinstance(stage, TeamsStage)
    stage.teams.fail_next("post", "503", times, about=channel)


async def claims_go_to(stage: Stage, channels: Mapping[str, str] | None) -> None:
    """The playbook names another channel for claims, or none."""
    platform = stage.world.home.platform

    async def write(work: Work) -> None:
        programme = await current(work)
        others = {key: value for key, value in programme.channels.items() if key != "claims"}
        if channels:
            others["claims"] = {platform: f"{TENANTS[platform]}:{channels[platform]}"}
        await put(work, replace(programme, channels=others))

    await in_one_work(stage.world.storage, write)


async def redraw_all(stage: Stage) -> None:
    async def write(work: Work) -> None:
        for shown in await work.of(ShownCard).find():
            await want_redraw(work, shown)

    await in_one_work(stage.world.storage, write)


async def test_a_card_that_was_deleted_hangs_again_and_can_be_taken(stage: Stage) -> None:
    await asks(stage)
    delete_all(stage)
    assert hanging(stage) == []
    await stage.pass_time(FIRST_LEVEL)
    (card,) = hanging(stage)
    assert WAITS in card
    await stage.person("pat").sends(await tries(stage, "pat"))
    await stage.pass_time(MINUTE)
    (card,) = hanging(stage)
    assert TAKEN in card


async def test_what_deletes_every_card_at_once_gets_one_in_ten_minutes_at_most(
    stage: Stage,
) -> None:
    await asks(stage)
    for _ in range(60):
        delete_all(stage)
        await redraw_all(stage)
        await stage.pass_time(MINUTE)
    assert 4 <= posted(stage) <= 7
    await stage.pass_time(11 * MINUTE)
    assert len(hanging(stage)) == 1, "it goes on for as long as somebody waits"


async def test_an_archived_channel_raises_hands_and_the_card_hangs_when_it_is_back(
    stage: Stage,
) -> None:
    await stage.person("pat").types("/support duty on")
    await asks(stage)
    await stage.pass_time(FIRST_LEVEL)
    before = len(await stage.person("kit").reads())
    close_channel(stage)
    await redraw_all(stage)
    await stage.pass_time(MINUTE)
    told = await stage.person("kit").reads()
    assert len(told) == before + 1, "the coordinator learns at once that somebody waits"
    delete_all(stage)
    close_channel(stage, closed=False)
    await stage.pass_time(FIRST_LEVEL)
    (card,) = hanging(stage)
    assert WAITS in card


async def test_a_replaced_channel_has_the_open_cards_and_the_old_one_says_so(
    stage: Stage,
) -> None:
    await asks(stage)
    await claims_go_to(stage, ELSEWHERE)
    await stage.pass_time(2 * MINUTE)
    (there,), (here,) = hanging(stage, ELSEWHERE), hanging(stage)
    assert WAITS in there
    assert WAITS not in here
    assert MOVED in here


async def test_the_old_card_stays_until_the_new_channel_has_one(stage: Stage) -> None:
    await asks(stage)
    lose_posts(stage, ELSEWHERE)
    await claims_go_to(stage, ELSEWHERE)
    await stage.pass_time(5 * MINUTE)
    (here,) = hanging(stage)
    assert WAITS in here
    await stage.pass_time(13 * MINUTE)
    assert len(hanging(stage, ELSEWHERE)) == 1
    assert MOVED in hanging(stage)[0]


async def test_a_channel_configured_later_gets_the_cards_that_wait(stage: Stage) -> None:
    await claims_go_to(stage, None)
    await asks(stage)
    assert hanging(stage) == []
    await claims_go_to(stage, PEERS)
    await stage.pass_time(2 * MINUTE)
    (card,) = hanging(stage)
    assert WAITS in card


async def test_a_card_whose_sending_ended_unknown_hangs_at_last(stage: Stage) -> None:
    lose_posts(stage, PEERS)
    await asks(stage)
    await stage.pass_time(5 * MINUTE)
    assert hanging(stage) == []
    await stage.pass_time(11 * MINUTE)
    (card,) = hanging(stage)
    assert WAITS in card
    await stage.pass_time(HOUR)
    assert len(hanging(stage)) == 1


async def test_a_request_that_is_given_back_hangs_again_if_its_card_was_deleted(
    stage: Stage,
) -> None:
    await asks(stage)
    await stage.person("pat").sends(await tries(stage, "pat"))
    delete_all(stage)
    await redraw_all(stage)
    await stage.pass_time(MINUTE)
    assert hanging(stage) == [], "nobody needs the card of a request that is taken"
    await stage.pass_time(FIRST_LEVEL)
    await stage.person("pat").types("/support release")
    await stage.person("pat").presses("request.release")
    await stage.pass_time(MINUTE)
    (card,) = hanging(stage)
    assert WAITS in card


@pytest.mark.one_stage("slack")
async def test_a_redraw_that_was_given_up_for_other_reasons_leaves_the_card_alone(
    stage: Stage,
) -> None:
    assert isinstance(stage, SlackStage)
    await asks(stage)
    with stage.slack.failing("chat.update", "token_revoked", about=PEERS["slack"]):
        await redraw_all(stage)
        await stage.pass_time(4 * timedelta(days=1))
    assert len(hanging(stage)) == 1
    assert posted(stage) == 1
