"""Slack's side in a process of its own: it presses, and takes what the app sends afterwards.

What it works does not count as the app's.
"""

import asyncio
import json
import multiprocessing
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from multiprocessing.connection import Connection
from typing import Any
from urllib.parse import urlencode

from aiohttp import ClientSession, web

from adapters.clock import SystemClock
from bench.sides import TICK_S, Slice, check, tick, timed
from tests.slack_api.client import FORM, SIGNING_SECRET, signed

TEAM = "T1"
ANSWER = {
    "ok": True,
    "ts": "1.000001",
    "channel": "D1",
    "team_id": TEAM,
    "user_id": "UBOT",
    "user": {"id": "USAM", "team_id": TEAM, "tz": "America/New_York", "profile": {}},
}
"""To whatever Slack is asked: what ``auth.test``, ``chat.postMessage``, ``users.info`` answer."""
REFUSED = "what is measured did not do its work"


@dataclass(frozen=True)
class Presses:
    """What is to be sent to an address: so many payloads, so many of them at once."""

    address: str
    payloads: tuple[dict[str, Any], ...]
    """As Slack's documentation has them, without what only this process knows."""
    at_once: int = 1


class Presser:
    """The process, as the one that measures sees it."""

    def __init__(self, pipe: Connection, port: int) -> None:
        """Speak to a process that listens."""
        self._pipe = pipe
        self.api_url = f"http://127.0.0.1:{port}/api/"

    async def sends(self, presses: Presses) -> Slice:
        """Send them; how long each took there, and how long the loop stood still here."""
        stalls = [0.0]
        ticking = asyncio.create_task(tick(stalls))
        self._pipe.send(presses)
        found: Slice | None = await asyncio.to_thread(self._pipe.recv)
        await asyncio.sleep(TICK_S)
        ticking.cancel()
        if found is None:
            raise RuntimeError(REFUSED)
        return Slice(found.count, found.seconds, found.each, max(stalls))


@asynccontextmanager
async def presser() -> AsyncIterator[Presser]:
    """Start the process; it ends with the block."""
    spawning = multiprocessing.get_context("spawn")
    here, there = spawning.Pipe()
    process = spawning.Process(target=_run, args=(there,), daemon=True)
    process.start()
    try:
        yield Presser(here, await asyncio.to_thread(here.recv))
    finally:
        process.terminate()
        process.join()


def _run(pipe: Connection) -> None:
    asyncio.run(_serve(pipe))


async def _serve(pipe: Connection) -> None:
    async def takes(request: web.Request) -> web.Response:
        await request.read()
        return web.json_response(ANSWER)

    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", takes)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    pipe.send(port)
    numbers = count(1)
    async with ClientSession() as session:
        while True:
            presses: Presses = await asyncio.to_thread(pipe.recv)
            waiting = iter(presses.payloads)

            async def press() -> None:
                url = f"http://127.0.0.1:{port}/answers/{next(numbers)}"
                body = _body({**next(waiting), "response_url": url})  # noqa: B023 - awaited below
                timestamp = str(int(SystemClock().now().timestamp()))
                headers = {
                    "Content-Type": FORM,
                    "X-Slack-Request-Timestamp": timestamp,
                    "X-Slack-Signature": signed(SIGNING_SECRET, timestamp, body),
                }
                async with session.post(presses.address, data=body, headers=headers) as answer:  # noqa: B023
                    await answer.read()
                    check(answer.status == 200)

            try:
                pipe.send(await timed(press, len(presses.payloads), presses.at_once))
            except RuntimeError:
                pipe.send(None)


def _body(payload: dict[str, Any]) -> bytes:
    fields = payload if "command" in payload else {"payload": json.dumps(payload)}
    return urlencode(fields).encode()


def pressed(user: str, action: str, subject: str, number: int) -> dict[str, Any]:
    """Somebody presses a button of a message."""
    return {
        "type": "block_actions",
        "team": {"id": TEAM, "domain": "sample"},
        "user": {"id": user, "team_id": TEAM},
        "container": {
            "type": "message",
            "message_ts": "1.000001",
            "channel_id": f"D{user}",
            "is_ephemeral": False,
        },
        "channel": {"id": f"D{user}", "name": "directmessage"},
        "trigger_id": f"{action}-{number}",
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


def typed(user: str, words: str, number: int) -> dict[str, Any]:
    """Somebody types ``/support`` and words."""
    return {
        "command": "/support",
        "text": words,
        "team_id": TEAM,
        "user_id": user,
        "channel_id": f"D{user}",
        "trigger_id": f"typed-{number}",
    }
