"""Charts in Slack: a file that only its reader sees, in place of words, and deleted afterwards."""

import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import ClientSession

from adapters.clock import SystemClock
from adapters.slack.opening import open_slack
from adapters.slack.settings import SlackSettings
from adapters.wording import load_wording
from bot.core.charts import Chart
from bot.core.context import Context
from bot.core.errors import NotDrawn
from bot.core.jobs import Recipient
from bot.core.pictures import Artist
from bot.core.posted_pictures import PostedPicture
from bot.core.storage import Work, in_one_work
from bot.reports.names import DIGEST
from tests.bot.reports.books import counted_in, published
from tests.contract.slack_stage import SlackStage, served, slack_id, slack_stage
from tests.contract.stage import Shown, memory_ground
from tests.slack_api.client import SIGNING_SECRET, SlackClient
from tests.slack_api.server import BOT_TOKEN
from tests.slack_api.state import File, Message
from tests.wording import phrase
from tests.world import lines

KIT = slack_id("kit")
APRIL_5 = datetime(2026, 4, 5, 16, tzinfo=UTC)
MONTH = {"events": {"all": 2}, "messages_sent": {"in_time": 6, "late": 1}}
PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13)
BACK = f"report.look={phrase('reports.chart.back')}"


async def draw(chart: Chart) -> bytes:
    return PNG + chart.name.encode()


async def no_wait(seconds: float) -> None:
    assert 0 < seconds <= 3, "its reader has the words meanwhile"


async def draw_none(chart: Chart) -> bytes:
    raise NotDrawn("no letters")


@asynccontextmanager
async def with_charts(artist: Artist = draw) -> AsyncIterator[SlackStage]:
    """The sample hospital in Slack, with a published quarter, and an artist."""
    async with slack_stage(memory_ground()) as stage:
        options = SlackSettings(SIGNING_SECRET, BOT_TOKEN, api_url=stage.slack.base_url)
        wording, storage = load_wording(), stage.world.storage
        async with open_slack(
            *(options, wording.words("en", "UTC"), SystemClock(), storage, wording),
            artist=artist,
            sleep=no_wait,
        ) as ours:
            stage.ours = ours
            async with served(ours, stage.world.bot) as url, ClientSession() as session:
                stage.client = SlackClient(stage.slack, url, session)
                months = {f"2026-0{m}": {k: dict(v) for k, v in MONTH.items()} for m in (1, 2, 3)}
                await counted_in(stage.world, months)
                await published(stage.world, APRIL_5)
                yield stage


@pytest.fixture
async def stage() -> AsyncIterator[SlackStage]:
    async with with_charts() as stage:
        yield stage


async def first_chart(stage: SlackStage) -> Shown:
    kit = stage.person("kit")
    page = await kit.types("/support-admin report 2026Q1")
    return await kit.presses("report.chart", page)


def picture_in(message: Message) -> dict[str, object]:
    (found,) = [block for block in message.blocks if block["type"] == "image"]
    return found


def with_pictures(stage: SlackStage) -> list[Message]:
    messages = stage.slack.messages(KIT)
    return [m for m in messages if any(block["type"] == "image" for block in m.blocks)]


def files(stage: SlackStage) -> list[File]:
    return [file for file in stage.slack.state.files.values() if not file.deleted]


async def noted(stage: SlackStage) -> int:
    async with stage.world.storage.reading() as work:
        return await work.of(PostedPicture).count()


async def test_a_chart_is_a_picture_in_the_readers_own_conversation_with_its_numbers_in_words(
    stage: SlackStage,
) -> None:
    await first_chart(stage)
    (message,) = with_pictures(stage)
    (file,) = files(stage)
    assert picture_in(message)["slack_file"] == {"id": file.id}
    assert "Jan: 2; Feb: 2; Mar: 2" in str(picture_in(message)["alt_text"])
    assert file.content.startswith(PNG)
    assert file.seen_by == {message.channel}, "nobody but its reader sees it"
    ephemerals = [m for m in stage.slack.state.ephemerals if not m.deleted]
    assert ephemerals == [], "the words above it went away"


async def test_slack_is_given_nothing_but_the_picture_of_published_numbers(
    stage: SlackStage,
) -> None:
    await first_chart(stage)
    (asked,) = stage.slack.called("files.getUploadURLExternal")
    (ended,) = stage.slack.called("files.completeUploadExternal")
    assert asked.args["filename"] == "chart.png"
    assert "channel_id" not in ended.args
    assert "kit" not in f"{asked.args} {ended.args}".casefold()


async def test_the_next_chart_takes_its_place_and_the_file_before_is_deleted(
    stage: SlackStage,
) -> None:
    await first_chart(stage)
    (before,) = files(stage)
    kit = stage.person("kit")
    await kit.presses("report.chart")
    (message,) = with_pictures(stage)
    (after,) = files(stage)
    assert before.deleted
    assert picture_in(message)["slack_file"] == {"id": after.id}
    await kit.presses(BACK)
    assert with_pictures(stage) == []
    assert files(stage) == []
    assert await noted(stage) == 0


async def test_from_the_monthly_message_a_chart_comes_below_it_and_the_message_stays_words(
    stage: SlackStage,
) -> None:
    async def post(work: Work) -> None:
        context = Context(work, load_wording().words("en", "UTC"), lines())
        to = Recipient.person(stage.world.people["kit"])
        await context.post(DIGEST, "2026-03", to, "digest")

    await in_one_work(stage.world.storage, post)
    await stage.pass_time(timedelta(hours=1))
    kit = stage.person("kit")
    await kit.presses("report.look")
    chart = await kit.presses("report.chart")
    assert phrase("reports.chart.back") in chart.text
    (picture,) = with_pictures(stage)
    (digest, *_) = stage.slack.messages(KIT)
    assert picture.ts != digest.ts
    assert len(files(stage)) == 1


async def test_a_chart_that_nobody_presses_on_goes_after_a_day_with_its_file(
    stage: SlackStage,
) -> None:
    await first_chart(stage)
    roster = stage.ours.roster(stage.world.storage)
    await roster.keep()
    assert len(files(stage)) == 1
    await stage.pass_time(timedelta(days=1))
    await stage.ours.roster(stage.world.storage).keep()
    assert files(stage) == []
    assert with_pictures(stage) == []
    assert await noted(stage) == 0


async def test_a_picture_that_slack_still_examines_is_tried_again(stage: SlackStage) -> None:
    stage.slack.state.examined_after = 4
    await first_chart(stage)
    assert len(with_pictures(stage)) == 1


async def test_a_picture_that_is_examined_for_too_long_stays_words_and_leaves_no_file(
    stage: SlackStage,
) -> None:
    stage.slack.state.examined_after = 100
    chart = await first_chart(stage)
    assert "Jan: 2; Feb: 2; Mar: 2" in chart.text
    assert with_pictures(stage) == []
    assert files(stage) == []
    assert await noted(stage) == 0


@pytest.mark.parametrize(
    "method",
    ["files.getUploadURLExternal", "upload", "files.completeUploadExternal", "chat.postMessage"],
)
async def test_whatever_slack_refuses_the_chart_is_there_in_words(
    stage: SlackStage, method: str
) -> None:
    stage.slack.fail_next(method, "internal_error")
    chart = await first_chart(stage)
    assert "Jan: 2; Feb: 2; Mar: 2" in chart.text
    assert with_pictures(stage) == []
    assert await noted(stage) == 0


async def test_without_the_permission_a_chart_is_words_and_nothing_is_sent(
    stage: SlackStage,
) -> None:
    stage.slack.state.teams["T1"].scopes -= {"files:write"}
    chart = await first_chart(stage)
    assert "Jan: 2; Feb: 2; Mar: 2" in chart.text
    assert files(stage) == []
    assert await noted(stage) == 0


async def test_a_chart_that_cannot_be_drawn_is_words_and_nothing_is_sent() -> None:
    async with with_charts(draw_none) as stage:
        chart = await first_chart(stage)
        assert "Jan: 2; Feb: 2; Mar: 2" in chart.text
        assert stage.slack.called("files.getUploadURLExternal") == []


async def test_a_file_that_could_not_be_deleted_is_deleted_later(stage: SlackStage) -> None:
    await first_chart(stage)
    stage.slack.fail_next("files.delete", "internal_error")
    await stage.person("kit").presses(BACK)
    assert len(files(stage)) == 1
    await stage.pass_time(timedelta(days=1))
    await stage.ours.roster(stage.world.storage).keep()
    assert files(stage) == []


async def test_a_file_of_an_app_that_was_taken_away_is_let_go_after_a_month(
    stage: SlackStage,
) -> None:
    await first_chart(stage)
    stage.slack.revoke()
    await stage.pass_time(timedelta(days=30))
    await stage.ours.roster(stage.world.storage).keep()
    assert await noted(stage) == 0
