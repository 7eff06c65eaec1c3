"""Measures signed presses through Slack's real route, beside slack-bolt and aiohttp alone."""

import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count

from aiohttp import web

from adapters.clock import SystemClock
from adapters.database.jobs import DatabaseJobQueue
from adapters.platforms import COMMANDS
from adapters.slack.opening import open_slack
from adapters.slack.settings import SlackSettings
from adapters.wording import load_wording
from bench.peers import bolt
from bench.presser import Presses, pressed, presser, typed
from bench.sides import Ground, Side, Slice, served, side_by_side
from tests.bot.requests.hospital import episode_of
from tests.clock import SimulatedClock
from tests.contract.slack_stage import HOME, slack_id
from tests.contract.slack_stage import served as served_slack
from tests.slack_api.client import SIGNING_SECRET, signed
from tests.slack_api.server import BOT_TOKEN
from tests.world import START, World

ROUNDS = 5
ROUTE = "/slack/events"


PEOPLE = 300
"""Each of them asks for a peer once."""


async def slack_pressing(ground: Ground, kind: str) -> None:
    """Send signed presses to Slack's route, to slack-bolt, and to a handler that checks their HMAC.

    Both modes of slack-bolt acknowledge and do nothing else. Slack's side is a process of its own.
    """
    slack = await ground.enter_async_context(presser())
    clock = SimulatedClock(START)
    storage = await ground.storage(kind, clock)
    wording = load_wording()
    ours = await ground.enter_async_context(
        open_slack(
            SlackSettings(SIGNING_SECRET, BOT_TOKEN, api_url=slack.api_url),
            wording.words("en", "UTC"),
            SystemClock(),
            wording=wording,
            commands=COMMANDS,
        )
    )
    world = World(storage, DatabaseJobQueue(storage), clock, home=HOME)
    await world.fill()
    async with storage.work() as work:
        for number in range(PEOPLE):
            await world.add_person(work, f"P{number}", "nurse", "icu")
    episode = await episode_of(world, "sam")
    address = await ground.enter_async_context(served_slack(ours, world.bot))
    floor = await ground.enter_async_context(_floor())
    as_it_comes, answers_last = [
        await ground.enter_async_context(
            bolt(ROUTE, SIGNING_SECRET, BOT_TOKEN, slack.api_url, answers_last=each)
        )
        for each in (False, True)
    ]
    numbers = count()

    def writes(address: str, how_many: int, at_once: int) -> Side:
        async def side() -> Slice:
            some = (next(numbers) for _ in range(how_many))
            sent = tuple(pressed(slack_id("sam"), "check_in.more", episode, each) for each in some)
            return await slack.sends(Presses(address, sent, at_once))

        return side

    async def reads() -> Slice:
        some = (next(numbers) for _ in range(100))
        sent = tuple(pressed(slack_id("sam"), "home.help", "", each) for each in some)
        return await slack.sends(Presses(address, sent))

    async def talks() -> Slice:
        some = (next(people) for _ in range(PEOPLE // ROUNDS))
        sent = tuple(typed(slack_id(f"p{each}"), "talk peer", next(numbers)) for each in some)
        return await slack.sends(Presses(address, sent))

    people = iter(range(PEOPLE))
    alone: dict[str, Side] = {
        "ours, /support talk": talks,
        "ours, a press that needs no database": reads,
        "ours, a press that writes": writes(address, 60, 1),
        "slack-bolt, process_before_response": writes(answers_last, 200, 1),
        "bare handler, HMAC only": writes(floor, 300, 1),
        "slack-bolt as it comes, acknowledges": writes(as_it_comes, 60, 1),
    }
    await side_by_side(f"Signed presses from Slack, 1 at once, {kind}", ROUNDS, alone)
    together: dict[str, Side] = {
        "ours, a press that writes": writes(address, 60, 16),
        "slack-bolt as it comes, acknowledges": writes(as_it_comes, 200, 16),
        "bare handler, HMAC only": writes(floor, 300, 16),
        "slack-bolt, process_before_response": writes(answers_last, 200, 16),
    }
    await side_by_side(f"Signed presses from Slack, 16 at once, {kind}", ROUNDS, together)


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
