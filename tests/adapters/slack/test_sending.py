"""Notes on their way through a Slack that fails in every way it can."""

from collections.abc import AsyncIterator
from datetime import timedelta
from itertools import pairwise

import pytest

from bot.check_ins.names import NOTE
from bot.core.jobs import Job, JobState
from tests.contract.reporting import report_by_form
from tests.contract.slack_stage import SlackStage, inside, slack_id, slack_stage
from tests.contract.stage import memory_ground
from tests.some import some

NOW, SAM = timedelta(), slack_id("sam")
OPEN = (JobState.PENDING, JobState.LEASED, JobState.SENDING)
FIRST_NOTE = "check_in.first_note"
HOUR = timedelta(hours=1)


@pytest.fixture
async def stage() -> AsyncIterator[SlackStage]:
    async with slack_stage(memory_ground()) as stage:
        yield stage


async def report(stage: SlackStage, user: str = "sam") -> None:
    lena = stage.person("lena")
    await report_by_form(lena, people=user)


async def first_note(stage: SlackStage) -> Job:
    async with stage.world.storage.reading() as work:
        (job,) = await work.of(Job).find(Job.kind.is_(FIRST_NOTE))
    return job


def hanging(stage: SlackStage) -> int:
    """How many first notes hang closed with Sam."""
    cards = [inside(message.blocks) for message in stage.slack.messages(SAM)]
    return sum(card is not None and card.screen == NOTE for card in cards)


@pytest.mark.parametrize("how", ["429", "token_revoked", "missing_scope", "account_inactive"])
async def test_what_is_not_the_readers_fault_waits_and_costs_nothing(
    stage: SlackStage, how: str
) -> None:
    await report(stage)
    stage.slack.retry_after = 5 * 60
    with stage.slack.failing("chat.postMessage", how):
        await stage.pass_time(3 * HOUR)
        assert hanging(stage) == 0
        job = await first_note(stage)
        assert (job.state, job.attempts) == (JobState.PENDING, 0)
    await stage.pass_time(HOUR)
    assert hanging(stage) == 1
    assert (await first_note(stage)).state is JobState.SENT


async def test_slack_is_not_asked_again_before_it_said_so(stage: SlackStage) -> None:
    await report(stage)
    stage.slack.retry_after = 120
    stage.slack.fail_next("chat.postMessage", "429", 3, about=SAM)
    await stage.pass_time(3 * HOUR)
    calls = [call for call in stage.slack.called("chat.postMessage") if "USAM" in str(call.args)]
    pauses = [b.at - a.at for a, b in pairwise(calls)]
    assert [call.outcome for call in calls] == ["429", "429", "429", "ok"]
    assert all(pause >= 120 for pause in some(pauses))


@pytest.mark.parametrize("how", ["500", "502", "503", "reset_before"])
async def test_a_note_slack_may_have_lost_is_sent_again(stage: SlackStage, how: str) -> None:
    await report(stage)
    stage.slack.fail_next("chat.postMessage", how, about=SAM)
    await stage.pass_time(4 * HOUR)
    assert hanging(stage) == 1
    job = await first_note(stage)
    assert job.state is JobState.SENT
    assert job.repeats == 1, "an outcome that nobody knows is counted"


async def test_a_note_slack_took_in_silence_comes_once_more_an_hour_later_and_never_again(
    stage: SlackStage,
) -> None:
    await report(stage)
    with stage.slack.failing("chat.postMessage", "reset_after"):
        await stage.pass_time(timedelta(hours=14))
    assert hanging(stage) == 2
    assert (await first_note(stage)).state is JobState.UNKNOWN


async def test_a_reader_who_is_gone_is_not_written_to_again(stage: SlackStage) -> None:
    await report(stage)
    stage.slack.fail_next("chat.postMessage", "channel_not_found", about=SAM)
    await stage.pass_time(3 * HOUR)
    assert hanging(stage) == 0
    assert (await first_note(stage)).state is JobState.DEAD
    shown = [m.text for m in await stage.person("lena").reads()]
    assert shown, "whoever reported it is told that somebody could not be reached"


async def test_a_storm_of_refusals_loses_nothing(stage: SlackStage) -> None:
    await report(stage)
    stage.slack.retry_after = 7
    for _ in range(4):
        stage.slack.fail_next("chat.postMessage", "429", 5)
        stage.slack.fail_next("chat.update", "429", 5)
        stage.slack.fail_next("views.publish", "429", 5)
        await stage.pass_time(HOUR)
    await stage.pass_time(3 * HOUR)
    assert hanging(stage) == 1
    async with stage.world.storage.reading() as work:
        overdue = [
            j for j in await work.of(Job).find(Job.state.one_of(OPEN)) if j.due_at < work.now
        ]
        assert overdue == []
        assert await work.of(Job).find(Job.state.is_(JobState.DEAD)) == []


async def test_a_card_that_could_not_be_redrawn_is_redrawn_later(stage: SlackStage) -> None:
    await report(stage)
    await stage.pass_time(3 * HOUR)
    sam = stage.person("sam")
    (note,) = await sam.reads()
    stage.slack.fail_next("chat.update", "503")
    await sam.presses("check_in.no_thanks", on=note)
    (message,) = stage.slack.messages(SAM)
    assert "check_in.break" in str(message.blocks)
    await stage.pass_time(timedelta(minutes=1))
    (message,) = stage.slack.messages(SAM)
    assert "check_in.break" not in str(message.blocks)
    assert "core.close_envelope" in str(message.blocks)


async def test_a_follow_up_waits_while_its_reader_rests(stage: SlackStage) -> None:
    await report(stage)
    await stage.pass_time(3 * HOUR)
    await stage.person("sam").presses("check_in.more")
    rests = stage.world.clock.now() + timedelta(days=5)
    stage.slack.state.users[SAM].rests_until = rests.timestamp()
    await stage.pass_time(timedelta(days=4))
    sam = stage.person("sam")
    assert not any("follow_up.stop" in shown.buttons for shown in await sam.reads())
    await stage.pass_time(timedelta(days=2))
    assert any("follow_up.stop" in shown.buttons for shown in await sam.reads())
