"""Measures notes through a Bot Connector that takes 100 ms, by our messenger and by aiohttp alone.

The connector runs in a process of its own, so that its work does not count as ours.
"""

import asyncio
import json
import multiprocessing
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from itertools import count
from multiprocessing.connection import Connection

from aiohttp import ClientSession, TCPConnector, web

from adapters.clock import SystemClock
from adapters.sessions import CONNECTIONS
from adapters.teams.address import address_of
from adapters.teams.opening import TIMEOUT, open_teams
from adapters.teams.render import CARD_TYPE, card_json
from adapters.teams.settings import TeamsSettings
from adapters.wording import load_wording
from bench.sides import Do, Ground, Side, check, side_by_side, timed
from bot.core.names import Action, Screen
from bot.core.screens import Button, Card, Text

LATENCY_S = 0.1
SENDS, AT_ONCE, ROUNDS = 200, 30, 5
TENANTS = 10
"""Teams allows 50 messages a second per tenant; with one tenant only our own pace would show."""
CARD = Card(
    Screen("check_in.first_note"),
    "ref",
    "A private note for you.",
    (
        Text("Hi Sam. Something hard may have happened at work."),
        Text("A short break or a talk can help. There is nothing you have to do."),
    ),
    (
        Button(Action("check_in.break"), "A short break", "ref", opens_form=True),
        Button(Action("check_in.talk"), "Talk with someone", "ref"),
        Button(Action("check_in.no_thanks"), "No thanks", "ref"),
    ),
)


async def teams_sending(ground: Ground) -> None:
    """Post notes by our messenger, and the same bodies by aiohttp alone."""
    url = await ground.enter_async_context(_connector())
    host = url.removeprefix("http://").partition("/")[0]
    tenants = [f"00000000-0000-0000-0000-{n:012}" for n in range(TENANTS)]
    options = TeamsSettings(
        app_id="3f0c2e4a-1b6d-4c8e-9f10-2a3b4c5d6e7f",
        password="bench",  # noqa: S106 - nobody's
        tenant=tenants[0],
        allowed_tenants=frozenset(tenants),
        login_url=url.rstrip("/"),
        service_hosts=frozenset({host}),
    )
    words = load_wording().words("en", "UTC")
    teams = await ground.enter_async_context(open_teams(options, words, SystemClock()))
    for tenant in tenants:
        await teams.tenants.heard_from(tenant, url)
    connector = TCPConnector(limit=CONNECTIONS)
    session = await ground.enter_async_context(ClientSession(timeout=TIMEOUT, connector=connector))
    numbers = count()

    async def ours() -> None:
        number = next(numbers)
        where = address_of(tenants[number % TENANTS], f"a:{number}")
        check(bool(await teams.messenger.post(where, CARD)))

    raw = _raw(session, url)
    for warm in (ours, raw):
        await timed(warm, AT_ONCE, AT_ONCE)
    sides: dict[str, Side] = {
        "ours: drawn, paced, signed, one attempt": partial(timed, ours, SENDS, AT_ONCE),
        "aiohttp alone, the same body": partial(timed, raw, SENDS, AT_ONCE),
    }
    title = f"Notes to Teams, {AT_ONCE} at once, connector {LATENCY_S * 1e3:.0f} ms"
    await side_by_side(title, ROUNDS, sides)


def _raw(session: ClientSession, url: str) -> Do:
    attachment = {"contentType": CARD_TYPE, "content": card_json(CARD)}
    body = {"type": "message", "summary": CARD.preview, "attachments": [attachment]}
    data = json.dumps(body).encode()
    headers = {"Authorization": "Bearer bench", "Content-Type": "application/json"}
    numbers = count()

    async def send() -> None:
        at = f"{url}v3/conversations/a:{next(numbers)}/activities"
        async with session.post(at, data=data, headers=headers) as response:
            check(bool((await response.json())["id"]))

    return send


@asynccontextmanager
async def _connector() -> AsyncIterator[str]:
    """The address of a connector in a process of its own."""
    spawning = multiprocessing.get_context("spawn")
    here, there = spawning.Pipe()
    process = spawning.Process(target=_serve, args=(there,), daemon=True)
    process.start()
    try:
        port = await asyncio.to_thread(here.recv)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.join()


def _serve(to: Connection) -> None:
    asyncio.run(_serve_for_ever(to))


async def _serve_for_ever(to: Connection) -> None:
    numbers = count(1)

    async def post(request: web.Request) -> web.Response:
        await request.read()
        await asyncio.sleep(LATENCY_S)
        return web.json_response({"id": str(next(numbers))}, status=201)

    async def token(_: web.Request) -> web.Response:
        return web.json_response({"access_token": "bench", "expires_in": 3600})

    app = web.Application()
    app.router.add_post("/v3/conversations/{conversation}/activities", post)
    app.router.add_post("/{tenant}/oauth2/v2.0/token", token)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    to.send(runner.addresses[0][1])
    await asyncio.Event().wait()
