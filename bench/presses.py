"""Presses: a signed press over HTTP, and fifty who take one request at once."""

import json
import time
from functools import partial
from itertools import count
from typing import Any

from aiohttp import ClientSession, web

from adapters.clock import SystemClock
from adapters.database.jobs import DatabaseJobQueue
from adapters.practice.app import Practice, add_routes
from adapters.practice.messenger import PracticeMessenger
from adapters.practice.signing import SIGNATURE, TIMESTAMP, is_signed, sign
from adapters.practice.workspace import Workspace
from bench.sides import KINDS, Do, Ground, Side, Slice, check, side_by_side, timed
from bot.core.conversation import Answer
from bot.core.screens import Form
from tests.bot.requests.contention import nobody_else_wins
from tests.bot.requests.hospital import episode_of
from tests.clock import SimulatedClock
from tests.world import START, World

KEY = "practice-key"


async def pressing(ground: Ground, kind: str) -> None:
    """Send signed presses to the practice route, and to a handler that only checks their HMAC."""
    clock = SimulatedClock(START)
    storage = await ground.storage(kind, clock)
    workspace = Workspace(clock.now)
    world = World(storage, DatabaseJobQueue(storage), clock, PracticeMessenger(workspace))
    await world.fill()
    episode = await episode_of(world, "sam")
    ours, floor = web.Application(), web.Application()
    # Only the route of presses is measured, so the page's other callables are missing.
    asks: dict[str, Any] = dict.fromkeys(("people", "peek", "clock", "turn"))
    add_routes(ours, Practice(bot=world.bot, workspace=workspace, key=KEY, **asks))
    floor.router.add_post("/practice/act", _only_check)
    address, bare_address = await _served(ground, ours), await _served(ground, floor)
    session = await ground.enter_async_context(ClientSession())
    writes = _press(session, address, "check_in.more", episode)
    await writes()  # the answer posts a card, on which all further presses are made
    opens = _press(session, address, "check_in.what_we_keep", "")
    checks = _press(session, bare_address, "check_in.more", episode)
    for at_once in (1, 16):
        sides: dict[str, Side] = {
            "ours, a press that writes": partial(timed, writes, 60, at_once),
            "ours, a press that opens a dialog": partial(timed, opens, 60, at_once),
            "bare handler, HMAC only": partial(timed, checks, 300, at_once),
        }
        await side_by_side(f"Signed presses, {at_once} at once, {kind}", 5, sides)


async def _only_check(request: web.Request) -> web.Response:
    if not is_signed(KEY, request.headers, await request.read()):
        raise web.HTTPUnauthorized
    return web.json_response({})


async def _served(ground: Ground, app: web.Application) -> str:
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    ground.push_async_callback(runner.cleanup)
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return f"http://127.0.0.1:{runner.addresses[0][1]}/practice/act"


def _press(session: ClientSession, address: str, action: str, subject: str) -> Do:
    numbers = count()
    pressed = {"kind": "press", "user": "sam", "conversation": "@sam", "message": "m1"}
    pressed |= {"action": action, "value": f"1:{subject}"}

    async def press() -> None:
        body = json.dumps({**pressed, "id": f"{action}-{next(numbers)}"}).encode()
        timestamp = str(int(SystemClock().now().timestamp()))
        headers = {TIMESTAMP: timestamp, SIGNATURE: sign(KEY, timestamp, body)}
        async with session.post(address, data=body, headers=headers) as response:
            await response.read()
            check(response.status == 200)

    return press


class TimedWorld(World):
    """The sample hospital, which records how long each form took."""

    each: tuple[float, ...] = ()

    async def submit(
        self, user: str, form: Form | Answer, **values: str | tuple[str, ...] | list[str]
    ) -> Answer:
        begun = time.perf_counter()
        answer = await super().submit(user, form, **values)
        self.each = (*self.each, time.perf_counter() - begun)
        return answer


async def claiming(ground: Ground) -> None:
    """Fifty supporters take one request at once; one of them must get it."""

    async def claim(kind: str) -> Slice:
        clock = SimulatedClock(START)
        storage = await ground.storage(kind, clock)
        world = TimedWorld(storage, DatabaseJobQueue(storage), clock)
        await world.fill()
        await nobody_else_wins(world, 50)
        return Slice(50, max(world.each), world.each)

    sides: dict[str, Side] = {kind: partial(claim, kind) for kind in KINDS}
    await side_by_side("50 claimers at once, one winner", 3, sides)
