"""Measures signed presses through Slack's real route, and notes to a Slack behind a socket."""

import hmac
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from itertools import count
from typing import Any
from urllib.parse import urlencode

from aiohttp import ClientSession, web

from adapters.clock import SystemClock
from adapters.database.jobs import DatabaseJobQueue
from bench.peers import bolt
from bench.sides import Do, Ground, Side, check, served, side_by_side, timed
from tests.bot.requests.hospital import episode_of
from tests.clock import SimulatedClock
from tests.contract import stage as contract
from tests.contract.slack_stage import SlackStage, slack_id, slack_stage
from tests.slack_api.client import FORM, SIGNING_SECRET, signed
from tests.slack_api.server import BOT_TOKEN
from tests.world import START

ROUTE = "/slack/events"


async def slack_pressing(ground: Ground, kind: str) -> None:
    """Send signed presses to Slack's route, to slack-bolt, and to a handler that checks their HMAC.

    Both modes of slack-bolt acknowledge and do nothing else.
    """
    clock = SimulatedClock(START)
    storage = await ground.storage(kind, clock)
    on = contract.Ground(storage, DatabaseJobQueue(storage), clock, _nothing)
    stage = await ground.enter_async_context(slack_stage(on))
    stage.slack.rates.enforced = False
    episode = await episode_of(stage.world, "sam")
    session = await ground.enter_async_context(ClientSession())
    floor = await ground.enter_async_context(_floor())
    writes = _press(session, stage, stage.client.url, "check_in.more", episode)
    reads = _press(session, stage, stage.client.url, "home.help", "")
    checks = _press(session, stage, floor, "check_in.more", episode)
    as_it_comes, answers_last = [
        await ground.enter_async_context(
            bolt(ROUTE, SIGNING_SECRET, BOT_TOKEN, stage.slack.base_url, answers_last=each)
        )
        for each in (False, True)
    ]
    comes = _press(session, stage, as_it_comes, "check_in.more", episode)
    last = _press(session, stage, answers_last, "check_in.more", episode)
    for at_once in (1, 16):
        sides: dict[str, Side] = {
            "ours, a press that writes": partial(timed, writes, 60, at_once),
            "ours, a press that needs no database": partial(timed, reads, 100, at_once),
            "slack-bolt as it comes, acknowledges": partial(timed, comes, 60, at_once),
            "slack-bolt, process_before_response": partial(timed, last, 200, at_once),
            "bare handler, HMAC only": partial(timed, checks, 300, at_once),
        }
        await side_by_side(f"Signed presses from Slack, {at_once} at once, {kind}", 5, sides)


async def _nothing() -> str:
    return ""


@asynccontextmanager
async def _floor() -> AsyncIterator[str]:
    """A handler of aiohttp alone: it reads the body, checks the signature and acknowledges."""

    async def only_check(request: web.Request) -> web.Response:
        body = await request.read()
        timestamp = request.headers["X-Slack-Request-Timestamp"]
        made = signed(SIGNING_SECRET, timestamp, body)
        if not hmac.compare_digest(made, request.headers["X-Slack-Signature"]):
            raise web.HTTPUnauthorized
        return web.Response()

    async with served(ROUTE, only_check) as address:
        yield address


def _press(
    session: ClientSession, stage: SlackStage, address: str, action: str, subject: str
) -> Do:
    numbers = count()
    slack, user = stage.slack, slack_id("sam")

    async def press() -> None:
        number = next(numbers)
        payload: dict[str, Any] = {
            "type": "block_actions",
            "team": {"id": "T1", "domain": "sample"},
            "user": {"id": user, "team_id": "T1"},
            "container": {
                "type": "message",
                "message_ts": "1.000001",
                "channel_id": "DSAM",
                "is_ephemeral": False,
            },
            "channel": {"id": "DSAM", "name": "directmessage"},
            "trigger_id": f"{action}-{number}",
            "response_url": slack.url_of(slack.state.new_url(slack.state.users[user], "DSAM")),
            "actions": [
                {
                    "type": "button",
                    "action_id": action,
                    "block_id": "buttons",
                    "value": f"1:{subject}",
                    "action_ts": f"{number}.0",
                }
            ],
        }
        body = urlencode({"payload": json.dumps(payload)}).encode()
        timestamp = str(int(SystemClock().now().timestamp()))
        headers = {
            "Content-Type": FORM,
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signed(SIGNING_SECRET, timestamp, body),
        }
        async with session.post(address, data=body, headers=headers) as response:
            await response.read()
            check(response.status == 200)

    return press
