"""Socket Mode's side of the stand-in: a WebSocket that hands out envelopes and gathers answers."""

import asyncio
import itertools
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

if TYPE_CHECKING:
    from tests.slack_api.server import FakeSlack

Json = dict[str, Any]


class SocketMode:
    """The app's connections; ``send`` delivers over the newest and returns its answer."""

    def __init__(self, slack: "FakeSlack") -> None:
        """Start without a connection."""
        self._slack = slack
        self._numbers: Iterator[int] = itertools.count(1)
        self._answers: dict[str, asyncio.Future[Json]] = {}
        self.tickets: set[str] = set()
        self.connections: list[web.WebSocketResponse] = []
        self.connected = asyncio.Event()
        self.refuse_next = 0
        """So many connections fail on their way, with the ticket spent."""

    def url(self) -> str:
        """Where to connect to, once."""
        ticket = f"ticket{next(self._numbers)}"
        self.tickets.add(ticket)
        return f"{self._slack.origin.replace('http', 'ws', 1)}/link?ticket={ticket}"

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Say hello, then read what is acknowledged."""
        if request.query.get("ticket") not in self.tickets:
            raise web.HTTPForbidden
        self.tickets.discard(request.query["ticket"])
        if self.refuse_next:
            self.refuse_next -= 1
            raise web.HTTPBadGateway
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.connections.append(socket)
        hello = {"type": "hello", "num_connections": len(self.connections)}
        hello |= {"connection_info": {"app_id": "A1"}}
        await socket.send_str(json.dumps(hello))
        self.connected.set()
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                self._acknowledged(json.loads(message.data))
        self._gone(socket)
        return socket

    def _gone(self, socket: web.WebSocketResponse) -> None:
        if socket in self.connections:
            self.connections.remove(socket)
        if not self.connections:
            self.connected.clear()

    async def drop(self) -> None:
        """Lose every connection at once."""
        for socket in list(self.connections):
            self._gone(socket)
            await socket.close()

    def cut(self) -> None:
        """Every connection breaks without a word, as when a firewall forgets it."""
        for socket in list(self.connections):
            self._gone(socket)
            if socket._req is not None and socket._req.transport is not None:
                socket._req.transport.abort()

    def _acknowledged(self, answer: Json) -> None:
        waiting = self._answers.pop(answer.get("envelope_id", ""), None)
        if waiting and not waiting.done():
            waiting.set_result(answer)

    async def send(self, kind: str, payload: Json) -> Json:
        """Deliver an envelope (``slash_commands``, ``interactive``, ``events_api``)."""
        return await (await self.deliver(kind, payload))

    async def deliver(self, kind: str, payload: Json) -> asyncio.Future[Json]:
        """Deliver an envelope, and wait for no answer: it is there when it is there."""
        name = f"envelope{next(self._numbers)}"
        answer = self._answers[name] = asyncio.get_running_loop().create_future()
        envelope = {"envelope_id": name, "type": kind, "accepts_response_payload": True}
        await self.connections[-1].send_str(json.dumps({**envelope, "payload": payload}))
        return answer

    async def elsewhere(self, before: web.WebSocketResponse) -> None:
        """Return when the newest connection is another one."""
        while not self.connections or self.connections[-1] is before:
            self.connected.clear()
            await self.connected.wait()

    async def ask_to_reconnect(self) -> None:
        """What Slack says some seconds before it closes a connection."""
        await self.connections[-1].send_str(
            json.dumps({"type": "disconnect", "reason": "refresh_requested"})
        )

    async def close(self) -> None:
        """Let nobody wait any more."""
        await self.drop()
