"""The practice room on a real socket, as ``demo`` opens it, on a clock that stands."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from aiohttp import ClientResponse, ClientSession

from adapters.clock import SystemClock
from adapters.commands.demo import HOST, Room, listening, practice_room, rehearsing
from adapters.practice.scenarios import FIRST, Scenario
from adapters.practice.signing import SIGNATURE, TIMESTAMP, sign

MONDAY = date(2026, 10, 5)
START = FIRST.opens_on(MONDAY)
AT_ONCE_S = 0.02
Json = dict[str, Any]


@dataclass
class Open:
    """An open room, and a way to its doors without a page."""

    room: Room
    url: str
    session: ClientSession
    _ids: list[int] = field(default_factory=lambda: [0])

    async def post(
        self, path: str, body: bytes, *, key: str | None = None, headers: Json | None = None
    ) -> ClientResponse:
        """Post a signed body; ``key`` and ``headers`` let it go wrong."""
        timestamp = str(int(SystemClock().now().timestamp()))
        signature = sign(key or self.room.key, timestamp, body)
        given = {TIMESTAMP: timestamp, SIGNATURE: signature, **(headers or {})}
        async with self.session.post(self.url + path, data=body, headers=given) as response:
            await response.read()
            return response

    async def act(self, **sent: object) -> Json:
        """Do something as the page does; what it is answered with."""
        self._ids[0] += 1
        body = {"id": f"t{self._ids[0]}", "conversation": f"@{sent.get('user')}", **sent}
        response = await self.post("/practice/act", json.dumps(body).encode())
        assert response.status == 200, await response.text()
        answer: Json = await response.json()
        return answer

    async def types(self, user: str, text: str) -> Json:
        """Type a command."""
        return await self.act(kind="command", user=user, text=text)

    async def turn(self, verb: str) -> None:
        """Press a button of the clock."""
        assert (await self.post("/practice/clock", verb.encode())).status == 200

    async def state(self) -> Json:
        """Everything the page shows."""
        async with self.session.get(f"{self.url}/practice/state") as response:
            assert response.status == 200
            state: Json = await response.json()
            return state

    def screens(self, conversation: str) -> list[str]:
        """The screens that hang in a conversation, oldest first."""
        found = self.room.workspace.conversations.get(conversation, {})
        return [message.card.screen for message in found.values()]


@asynccontextmanager
async def open_room(
    folder: Path,
    *,
    story: bool = True,
    loop: bool = True,
    scenario: Scenario = FIRST,
    language: str = "en",
) -> AsyncIterator[Open]:
    """A room in which a story has begun, in a hospital of that language.

    ``loop``: the worker's own loop runs beside it, and those whose part nobody took play.
    """
    opens = scenario.opens_on(MONDAY)
    async with (
        practice_room(
            folder, opens - scenario.before, running=False, scenario=scenario, language=language
        ) as room,
        listening(room.app, 0) as port,
        ClientSession() as session,
    ):
        if story:
            await scenario.begin(room, opens)
        opened = Open(room, f"http://{HOST}:{port}", session)
        if loop:
            async with rehearsing(room, AT_ONCE_S):
                yield opened
        else:
            yield opened
