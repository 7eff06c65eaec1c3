"""The routes of the practice workspace. It serves loopback only, and refuses anything else."""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from aiohttp import web

from adapters.practice.doing import do
from adapters.practice.parse import Unreadable, parse
from adapters.practice.rehearsal import Rehearsal, transcript_json
from adapters.practice.render import answer_json, card_json
from adapters.practice.signing import is_signed
from adapters.practice.workspace import Message, Workspace
from bot.core.conversation import Answer, Bot, Replace, Say

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
PAGE = {
    "index.html": "text/html",
    "style.css": "text/css",
    "page.js": "text/javascript",
    **dict.fromkeys(
        (
            "act.js",
            "draw.js",
            "guide.js",
            "link.js",
            "panes.js",
            "phone.js",
            "print.js",
            "rows.js",
            "view.js",
        ),
        "text/javascript",
    ),
    "icon.svg": "image/svg+xml",
}
LARGEST_BODY = 64 * 1024
LOOK_AGAIN_S = 1.0
BACK_IN_MS = 300
"""How soon a page looks for the workspace again, such as when another hospital is set up."""
LOOPBACK = ("127.0.0.1", "::1")
LOCAL_NAMES = ("127.0.0.1", "localhost", "[::1]")

Clock = Callable[[str], Awaitable[None]]
"""Does what a clock button says: ``run``, ``pause``, ``next`` or ``day``."""


@dataclass(frozen=True)
class Practice:
    """What the routes work with.

    ``people`` gives who can be played, ``peek`` what the database holds now, ``clock`` how the
    clock stands; all as JSON for the page. ``turn`` does what a clock button says. ``key`` is
    the workspace's signing key, made anew at each start. Without a ``rehearsal`` there are no
    parts to take and no other stories.
    """

    bot: Bot
    workspace: Workspace
    people: Callable[[], Awaitable[list[dict[str, Any]]]]
    peek: Callable[[], Awaitable[dict[str, Any]]]
    clock: Callable[[], Awaitable[dict[str, Any]]]
    turn: Clock
    story: Callable[[], dict[str, Any]]
    key: str
    rehearsal: Rehearsal | None = None


def add_routes(app: web.Application, practice: Practice) -> None:
    """Add the page, its state, its stream and the doors for signed input."""
    app.middlewares.append(_loopback_only)
    doors = _Doors(practice)
    app.router.add_get("/", doors.page)
    app.router.add_get("/practice/state", doors.state)
    app.router.add_get("/practice/events", doors.changes)
    app.router.add_post("/practice/act", doors.act)
    app.router.add_post("/practice/clock", doors.clock)
    app.router.add_post("/practice/read", doors.read)
    app.router.add_get("/practice/transcript", doors.transcript)
    app.router.add_post("/practice/begin", doors.begin)
    app.router.add_post("/practice/ready", doors.ready)
    app.router.add_get("/practice/{name}", doors.page)

    async def close(_: web.Application) -> None:
        # An open page holds a stream open, and the process is not to wait for it.
        practice.workspace.close()

    app.on_shutdown.append(close)


@web.middleware
async def _loopback_only(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Refuse whoever is elsewhere, and names that were made to point here (DNS rebinding)."""
    peer = request.transport.get_extra_info("peername") if request.transport else None
    if peer is None or peer[0] not in LOOPBACK or not _is_local(request.host):
        raise web.HTTPForbidden(text="The practice workspace answers on this machine only.")
    return await handler(request)


def _is_local(host: str) -> bool:
    """Whether a Host header is a name of this machine, with or without a port."""
    name, colon, port = host.rpartition(":")
    if colon and port.isascii() and port.isdigit():
        return name.casefold() in LOCAL_NAMES
    return host.casefold() in LOCAL_NAMES


class _Doors:
    def __init__(self, practice: Practice) -> None:
        self._p = practice

    async def page(self, request: web.Request) -> web.Response:
        """One of the page's files."""
        name = request.match_info.get("name", "index.html")
        if name not in PAGE:
            raise web.HTTPNotFound
        body = files("adapters.practice").joinpath("page", name).read_bytes()
        headers = {"Content-Security-Policy": CSP}
        return web.Response(body=body, content_type=PAGE[name], charset="utf-8", headers=headers)

    async def state(self, request: web.Request) -> web.Response:
        """Everything the page shows; or what one person sees, whose part somebody took."""
        return web.json_response(await self._state(self._part(request)))

    def _part(self, request: web.Request) -> str | None:
        """Whose part the page is opened for, if there is such a part in this story."""
        user = request.query.get("as", "")
        rehearsal = self._p.rehearsal
        part = rehearsal.scenario.part(user) if rehearsal else None
        return part.user if part else None

    async def _state(self, part: str | None = None) -> dict[str, Any]:
        people = await self._p.people()
        shown = self._p.workspace.conversations
        wanted = set(shown) if part is None else {f"home@{part}", *_sees(people, part)}
        return {
            "key": self._p.key,
            "people": people,
            "conversations": {
                name: [_message_json(m) for m in messages.values()]
                for name, messages in shown.items()
                if name in wanted
            },
            "clock": await self._p.clock(),
            "database": None if part else await self._p.peek(),
            **(self._p.rehearsal.json(part) if self._p.rehearsal else {"story": self._p.story()}),
        }

    async def changes(self, request: web.Request) -> web.StreamResponse:
        """The whole state anew whenever something has changed (server-sent events)."""
        part = self._part(request)
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        with contextlib.ExitStack() as stack:
            stack.enter_context(contextlib.suppress(ConnectionError))
            if part is not None and self._p.rehearsal is not None:
                stack.enter_context(self._p.rehearsal.cast.taken(part))
            await self._stream(response, part)
        return response

    async def _stream(self, response: web.StreamResponse, part: str | None) -> None:
        """Write until the page is left or the workspace is closed.

        The worker changes rows that no message tells of, so the state is also looked at each
        second; what is as it was is not sent again.
        """
        before: dict[str, Any] = {}
        async with self._p.workspace.watched() as changed:
            changed.set()
            while not self._p.workspace.closed:
                told = changed.is_set()
                changed.clear()
                state = await self._state(part)
                if told or _without_time(state) != _without_time(before):
                    text = json.dumps(state, separators=(",", ":"))
                    await response.write(f"data: {text}\nretry: {BACK_IN_MS}\n\n".encode())
                    before = state
                else:
                    await response.write(b": still here\n\n")
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(LOOK_AGAIN_S):
                        await changed.wait()

    async def act(self, request: web.Request) -> web.Response:
        """A command, a press or a form, signed."""
        try:
            sent = parse(await self._signed(request))
        except Unreadable as fault:
            raise web.HTTPBadRequest(text=str(fault)) from fault
        answer = await do(self._p.bot, self._p.workspace, sent)
        # Where it hangs goes with it, so that the page need not wait for the stream to draw it.
        hung = _hung(
            self._p.workspace, (sent.conversation, f"@{sent.incoming.account.user}"), answer
        )
        return web.json_response({**answer_json(answer), "hung": hung})

    async def clock(self, request: web.Request) -> web.Response:
        """Run, pause, go to the next thing, or a day on."""
        turn = (await self._signed(request)).decode("ascii", "replace")
        if turn not in {"run", "pause", "next", "day"}:
            raise web.HTTPBadRequest(text="one of run, pause, next, day")
        await self._p.turn(turn)
        stands = await self._p.clock()
        self._p.workspace.changed()
        return web.json_response(stands)

    async def read(self, request: web.Request) -> web.Response:
        """Somebody looks at a conversation."""
        name = (await self._signed(request)).decode("utf-8", "replace")
        self._p.workspace.read(name)
        return web.json_response({})

    async def transcript(self, request: web.Request) -> web.Response:
        """What one person saw: their own conversation, and the channels they are in."""
        user = request.query.get("as", "")
        people = await self._p.people()
        if user not in {one["user"] for one in people}:
            raise web.HTTPNotFound
        return web.json_response(transcript_json(self._p.workspace, _sees(people, user)))

    async def begin(self, request: web.Request) -> web.Response:
        """Begin a story, in a hospital of its own; this one goes."""
        key = (await self._signed(request)).decode("utf-8", "replace")
        if self._p.rehearsal is None or not self._p.rehearsal.begin(key):
            raise web.HTTPBadRequest(text="There is no such story.")
        return web.json_response({})

    async def ready(self, request: web.Request) -> web.Response:
        """Whoever took a part wants to begin."""
        user = (await self._signed(request)).decode("utf-8", "replace")
        if self._p.rehearsal is None or self._p.rehearsal.scenario.part(user) is None:
            raise web.HTTPBadRequest(text="There is no such part.")
        self._p.rehearsal.cast.ready(user)
        return web.json_response({})

    async def _signed(self, request: web.Request) -> bytes:
        if (request.content_length or 0) > LARGEST_BODY:
            raise web.HTTPRequestEntityTooLarge(LARGEST_BODY, request.content_length or 0)
        body = await request.read()
        if len(body) > LARGEST_BODY:
            raise web.HTTPRequestEntityTooLarge(LARGEST_BODY, len(body))
        if not is_signed(self._p.key, request.headers, body):
            raise web.HTTPUnauthorized(text="The signature does not fit.")
        return body


def _hung(
    workspace: Workspace, conversations: tuple[str, ...], answer: Answer
) -> dict[str, Any] | None:
    """The conversation and the message that an answer stands in, if it is a card."""
    if not isinstance(answer, Say | Replace):
        return None
    for name in conversations:
        for message in reversed(workspace.conversations.get(name, {}).values()):
            if message.card == answer.card:
                return {"conversation": name, "message": _message_json(message)}
    return None


def _without_time(state: dict[str, Any]) -> dict[str, Any]:
    """The state but for the time of day, which the page carries on by itself."""
    clock = {name: value for name, value in state.get("clock", {}).items() if name != "now"}
    return {**state, "clock": clock}


def _sees(people: list[dict[str, Any]], user: str) -> list[str]:
    """The conversations that one person can read."""
    theirs = (one.get("channels", ()) for one in people if one["user"] == user)
    return [f"@{user}", *(channel for channels in theirs for channel in channels)]


def _message_json(message: Message) -> dict[str, Any]:
    return {
        "id": message.id,
        "at": message.at.isoformat(),
        "private": message.private,
        "read": message.read,
        "card": card_json(message.card),
    }
