"""Socket Mode: the same listeners with nothing coming in from outside."""

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import ClassVar

import pytest
from aiohttp import ClientSession, web

from adapters.clock import SystemClock
from adapters.http import make_app
from adapters.outbound import Outbound
from adapters.slack.opening import open_slack
from adapters.slack.settings import SlackSettings
from adapters.slack.socket import listening
from adapters.wording import load_wording
from bot.duty.model import Duty
from tests.contract.slack_stage import SlackStage, slack_id, slack_stage
from tests.contract.stage import memory_ground
from tests.slack_api.client import SlackClient
from tests.slack_api.server import APP_TOKEN, BOT_TOKEN
from tests.wording import phrase

SAM, PAT = slack_id("sam"), slack_id("pat")


@pytest.fixture
async def stage() -> AsyncIterator[SlackStage]:
    async with slack_stage(memory_ground()) as stage:
        # A connection a minute is Slack's rate; the SDK waits a real minute when it is refused.
        stage.slack.rates.enforced = False
        yield stage


async def duties(stage: SlackStage) -> list[Duty]:
    async with stage.world.storage.reading() as work:
        return await work.of(Duty).find()


@asynccontextmanager
async def connected(
    stage: SlackStage, within: float = 60.0, outbound: Outbound | None = None
) -> AsyncIterator[None]:
    client, bolt = stage.ours.clients.with_token(APP_TOKEN), stage.ours.app.bolt
    async with listening(bolt, client, APP_TOKEN, every=0.02, within=within, outbound=outbound):
        await stage.slack.socket.connected.wait()
        yield


async def test_a_command_is_answered_over_the_socket(stage: SlackStage) -> None:
    async with connected(stage):
        payload = stage.client.command_payload(SAM, "/support", "crisis")
        answer = await stage.slack.socket.send("slash_commands", payload)
    assert "988" in str(answer["payload"]["blocks"])
    assert answer["payload"]["response_type"] == "ephemeral"


async def test_a_form_is_opened_and_sent_over_the_socket(stage: SlackStage) -> None:
    async with connected(stage):
        payload = stage.client.command_payload(SAM, "/support", "break")
        await stage.slack.socket.send("slash_commands", payload)
        view = stage.slack.state.top(SAM)
        assert view is not None
        sent = stage.client.submission_payload(SAM, view)
        answer = await stage.slack.socket.send("interactive", sent)
    assert answer["envelope_id"]
    await stage.settle()
    assert any(
        phrase("time_out.mine.asked", minutes=15) in str(m.blocks)
        for m in stage.slack.messages(SAM)
    )


async def test_a_lost_connection_is_made_again(stage: SlackStage) -> None:
    async with connected(stage):
        first = stage.slack.socket.connections[-1]
        await stage.slack.socket.drop()
        await stage.slack.socket.connected.wait()
        assert first not in stage.slack.socket.connections
        payload = stage.client.command_payload(SAM, "/support", "crisis")
        answer = await stage.slack.socket.send("slash_commands", payload)
    assert "988" in str(answer["payload"])


async def test_a_connection_that_breaks_without_a_word_is_made_again(stage: SlackStage) -> None:
    async with connected(stage):
        stage.slack.socket.cut()
        # The SDK would look in ten seconds; the watchdog looks by itself.
        await stage.slack.socket.connected.wait()
        payload = stage.client.command_payload(SAM, "/support", "crisis")
        answer = await stage.slack.socket.send("slash_commands", payload)
    assert "988" in str(answer["payload"])


@pytest.mark.parametrize("how", ["503", "invalid_auth", "reset_before"])
async def test_a_slack_that_opens_no_socket_is_asked_again(stage: SlackStage, how: str) -> None:
    stage.slack.fail_next("apps.connections.open", how, 2)
    async with connected(stage, within=0.2):
        payload = stage.client.command_payload(SAM, "/support", "crisis")
        answer = await stage.slack.socket.send("slash_commands", payload)
    assert "988" in str(answer["payload"])
    outcomes = [call.outcome for call in stage.slack.called("apps.connections.open")]
    assert outcomes[:2] == [how, how]


class UnreadableAtFirst(Outbound):
    """Authorities in a file that somebody replaces just now."""

    failed: ClassVar[list[bool]] = []

    def trust(self) -> ssl.SSLContext:
        if not self.failed:
            self.failed.append(True)
            raise FileNotFoundError
        return super().trust()


async def test_a_client_that_cannot_be_made_is_made_later(stage: SlackStage) -> None:
    async with connected(stage, outbound=UnreadableAtFirst()):
        payload = stage.client.command_payload(SAM, "/support", "crisis")
        answer = await stage.slack.socket.send("slash_commands", payload)
    assert "988" in str(answer["payload"])
    assert UnreadableAtFirst.failed


async def test_an_address_that_did_not_work_is_not_tried_for_ever(stage: SlackStage) -> None:
    stage.slack.socket.refuse_next = 1
    # The SDK goes back to the same address, whose ticket is spent.
    async with connected(stage, within=0.5):
        payload = stage.client.command_payload(SAM, "/support", "crisis")
        answer = await stage.slack.socket.send("slash_commands", payload)
    assert "988" in str(answer["payload"])


async def test_before_slack_closes_a_connection_there_is_another(stage: SlackStage) -> None:
    async with connected(stage):
        first = stage.slack.socket.connections[-1]
        await stage.slack.socket.ask_to_reconnect()
        await stage.slack.until(lambda: len(stage.slack.called("apps.connections.open")) == 2)
        await stage.slack.socket.elsewhere(first)
        payload = stage.client.command_payload(SAM, "/support", "crisis")
        answer = await stage.slack.socket.send("slash_commands", payload)
    assert "988" in str(answer["payload"])


async def test_what_could_not_be_committed_is_said_and_done_once_when_it_comes_again(
    stage: SlackStage,
) -> None:
    async with connected(stage):
        await stage.fill_channels()
        payload = stage.client.command_payload(PAT, "/support", "duty on until 18:00")
        stage.crash.crash_next = True
        failed = await stage.slack.socket.send("slash_commands", payload)
        assert await duties(stage) == []
        again = await stage.slack.socket.send("slash_commands", payload)
        await stage.slack.socket.send("slash_commands", payload)
    assert stage.world.wording.words("en", "UTC")("core.trouble") in str(failed["payload"])
    assert phrase("support_requests.hand_off.on_duty") in str(again["payload"])
    assert len(await duties(stage)) == 1


async def test_another_workspace_is_refused_over_the_socket_as_well(stage: SlackStage) -> None:
    async with connected(stage):
        await stage.fill_channels()
        payload = stage.client.command_payload(PAT, "/support", "duty on until 18:00")
        refused = await stage.slack.socket.deliver("slash_commands", {**payload, "team_id": "T9"})
        crisis = stage.client.command_payload(SAM, "/support", "crisis")
        await stage.slack.socket.send("slash_commands", crisis)
        assert not refused.done()
    assert await duties(stage) == []


async def test_without_a_secret_there_is_no_door_where_anybody_could_sign(
    stage: SlackStage,
) -> None:
    options = SlackSettings("", BOT_TOKEN, APP_TOKEN, api_url=stage.slack.base_url)
    words, app = load_wording().words("en", "UTC"), make_app()
    async with (
        open_slack(options, words, SystemClock()) as ours,
        ClientSession() as session,
        ours.serving(app, stage.world.bot),
    ):
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
        forged = SlackClient(stage.slack, url, session, secret="")
        sent = await forged.post(await stage.client.opens_home(SAM))
        await runner.cleanup()
    assert sent.status in {404, 405}
