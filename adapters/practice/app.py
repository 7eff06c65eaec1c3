"""The HTTP routes of the practice workspace, which only this machine may use."""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from aiohttp import web

from adapters.platforms import APP_NAME
from adapters.practice.bench import page
from adapters.practice.parse import Unreadable, parse
from adapters.practice.rehearsal import Rehearsal, transcript_json
from adapters.practice.render import answer_json, card_json
from adapters.practice.screening import Screening
from adapters.practice.signing import is_signed
from adapters.practice.workspace import Message, Workspace, deliver
from bot.core.conversation import Answer, Bot, Replace, Say
from bot.core.texts import Words

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'"
)
BENCH = ("page", "act", "draw", "guide", "link", "panes", "phone", "print", "rows", "texts", "view")
STAGE = ("stage", "faces", "line", "plates", "reel", "slack", "teams")
PAGE = {
    "look.css": "text/css",
    "stage.css": "text/css",
    "style.css": "text/css",
    "icon.svg": "image/svg+xml",
    "letters.woff2": "font/woff2",
    "letters-OFL.txt": "text/plain",
} | {f"{name}.js": "text/javascript" for name in (*BENCH, *STAGE)}
"""The page's files and their content types."""
LARGEST_BODY = 64 * 1024
LOOK_AGAIN_S = 1.0
BACK_IN_MS = 300
"""How soon a page reconnects, for example after another hospital was set up."""
LOOPBACK = ("127.0.0.1", "::1")
LOCAL_NAMES = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True)
class Practice:
    """What the routes work with; the callables return JSON for the page."""

    bot: Bot
    workspace: Workspace
    people: Callable[[], Awaitable[list[dict[str, Any]]]]
    """The people one can play."""
    peek: Callable[[], Awaitable[dict[str, Any]]]
    """The current content of the database."""
    clock: Callable[[], Awaitable[dict[str, Any]]]
    """The state of the clock."""
    turn: Callable[[str], Awaitable[None]]
    """Presses a clock button: ``run``, ``pause``, ``next`` or ``day``."""
    key: str
    """The workspace's signing key, new at each start."""
    words: Words
    """The words of the hospital's language, in which the page is."""
    rehearsal: Rehearsal | None = None
    """Without it there are no parts to take and no other stories."""
    screening: Screening | None = None
    """Without it there is no film to watch."""


def add_routes(app: web.Application, practice: Practice) -> None:
    """Add the page, its state, its stream and the routes for signed input."""
    app.middlewares.append(_loopback_only)
    routes = _Routes(practice)
    app.router.add_get("/", routes.front)
    app.router.add_get("/play", routes.play)
    app.router.add_get("/practice/state", routes.state)
    app.router.add_get("/practice/events", routes.changes)
    app.router.add_post("/practice/act", routes.act)
    app.router.add_post("/practice/clock", routes.clock)
    app.router.add_post("/practice/read", routes.read)
    app.router.add_get("/practice/transcript", routes.transcript)
    app.router.add_post("/practice/begin", routes.begin)
    app.router.add_post("/practice/ready", routes.ready)
    app.router.add_get("/practice/film", routes.film)
    app.router.add_post("/practice/film", routes.play_film)
    app.router.add_get("/practice/{name}", routes.page)

    async def close(_: web.Application) -> None:
        # Each open page holds a stream; without this the process would wait for it.
        practice.workspace.close()

    app.on_shutdown.append(close)


@web.middleware
async def _loopback_only(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Refuse requests from other machines, and foreign host names (DNS rebinding)."""
    peer = request.transport.get_extra_info("peername") if request.transport else None
    if peer is None or peer[0] not in LOOPBACK or not _is_local(request.host):
        raise web.HTTPForbidden(text="The practice workspace answers on this machine only.")
    return await handler(request)


def _is_local(host: str) -> bool:
    """Whether a Host header names this machine, with or without a port."""
    name, colon, port = host.rpartition(":")
    has_port = colon and port.isascii() and port.isdigit()
    return (name if has_port else host).casefold() in LOCAL_NAMES


class _Routes:
    def __init__(self, practice: Practice) -> None:
        self._p = practice

    async def page(self, request: web.Request) -> web.Response:
        """One of the page's files."""
        name = request.match_info["name"]
        if name not in PAGE:
            raise web.HTTPNotFound
        return _file(name, files("adapters.practice").joinpath("page", name).read_bytes())

    async def play(self, request: web.Request) -> web.Response:
        """The page on which one plays everybody, or takes a part."""
        return _file("play.html", page(self._p.words).encode())

    async def front(self, request: web.Request) -> web.Response:
        """The opening and the stage; older addresses of the other page lead there."""
        if self._p.screening is None or request.query.keys() & {"as", "mode"}:
            raise web.HTTPFound(f"/play?{request.query_string}")
        page = self._p.screening.page(request.query.get("lang", ""))
        return _file("index.html", page.encode())

    async def film(self, request: web.Request) -> web.Response:
        """All frames of the film so far."""
        return web.json_response(await self._screened().json(request.query.get("lang", "")))

    async def play_film(self, request: web.Request) -> web.Response:
        """Go on with the film, or act in it; returns all frames, as they then are."""
        body = await self._signed(request)
        try:
            await self._screened().take(body)
        except Unreadable as fault:
            raise web.HTTPBadRequest(text=str(fault)) from fault
        self._p.workspace.changed()
        return await self.film(request)

    def _screened(self) -> Screening:
        if self._p.screening is None:
            raise web.HTTPNotFound
        return self._p.screening

    async def state(self, request: web.Request) -> web.Response:
        """Everything the page shows, or what one part sees if the page was opened for it."""
        return web.json_response(await self._state(self._part(request)))

    def _part(self, request: web.Request) -> str | None:
        """The user of the part that the page was opened for, if the story has this part."""
        rehearsal = self._p.rehearsal
        part = rehearsal.scenario.part(request.query.get("as", "")) if rehearsal else None
        return part.user if part else None

    async def _state(self, part: str | None = None) -> dict[str, Any]:
        people = await self._p.people()
        shown = self._p.workspace.conversations
        wanted = set(shown) if part is None else {f"home@{part}", *_sees(people, part)}
        return {
            "key": self._p.key,
            "app": APP_NAME,
            "people": people,
            "conversations": {
                name: [_message_json(m) for m in messages.values()]
                for name, messages in shown.items()
                if name in wanted
            },
            "clock": await self._p.clock(),
            "database": None if part else await self._p.peek(),
            **(self._p.rehearsal.json(part) if self._p.rehearsal else {"story": {}}),
        }

    async def changes(self, request: web.Request) -> web.StreamResponse:
        """Send the whole state after each change (server-sent events)."""
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
        """Write states until the page or the workspace closes.

        The worker also changes rows without posting a message, so the state is compared every
        second; an unchanged state is not sent again.
        """
        before: dict[str, Any] = {}
        async with self._p.workspace.watched() as changed:
            changed.set()
            while not self._p.workspace.closed:
                has_changed = changed.is_set()
                changed.clear()
                state = await self._state(part)
                if has_changed or _without_time(state) != _without_time(before):
                    text = json.dumps(state, separators=(",", ":"))
                    await response.write(f"data: {text}\nretry: {BACK_IN_MS}\n\n".encode())
                    before = state
                else:
                    await response.write(b": still here\n\n")
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(LOOK_AGAIN_S):
                        await changed.wait()

    async def act(self, request: web.Request) -> web.Response:
        """Pass a signed command, press or form to the bot."""
        try:
            sent = parse(await self._signed(request))
        except Unreadable as fault:
            raise web.HTTPBadRequest(text=str(fault)) from fault
        answer = await deliver(self._p.bot, self._p.workspace, sent)
        # The response includes the message, so the page can draw it without waiting for the stream.
        places = (sent.conversation, f"@{sent.incoming.account.user}")
        hung = _hung(self._p.workspace, places, answer)
        return web.json_response({**answer_json(answer), "hung": hung})

    async def clock(self, request: web.Request) -> web.Response:
        """Press a clock button: run, pause, go to the next event, or a day ahead."""
        turn = (await self._signed(request)).decode("ascii", "replace")
        if turn not in {"run", "pause", "next", "day"}:
            raise web.HTTPBadRequest(text="one of run, pause, next, day")
        await self._p.turn(turn)
        clock = await self._p.clock()
        self._p.workspace.changed()
        return web.json_response(clock)

    async def read(self, request: web.Request) -> web.Response:
        """Mark a conversation as read."""
        name = (await self._signed(request)).decode("utf-8", "replace")
        self._p.workspace.read(name)
        return web.json_response({})

    async def transcript(self, request: web.Request) -> web.Response:
        """The transcript of one person's own conversation and channels."""
        user = request.query.get("as", "")
        people = await self._p.people()
        if user not in {one["user"] for one in people}:
            raise web.HTTPNotFound
        return web.json_response(transcript_json(self._p.workspace, _sees(people, user)))

    async def begin(self, request: web.Request) -> web.Response:
        """Begin another story in a new hospital, which replaces this one."""
        key = (await self._signed(request)).decode("utf-8", "replace")
        if self._p.rehearsal is None or not self._p.rehearsal.begin(key):
            raise web.HTTPBadRequest(text="There is no such story.")
        return web.json_response({})

    async def ready(self, request: web.Request) -> web.Response:
        """Note that the person who took a part is ready."""
        user = (await self._signed(request)).decode("utf-8", "replace")
        if self._p.rehearsal is None or self._p.rehearsal.scenario.part(user) is None:
            raise web.HTTPBadRequest(text="There is no such part.")
        self._p.rehearsal.cast.ready(user)
        return web.json_response({})

    async def _signed(self, request: web.Request) -> bytes:
        """The body of a signed request. Raises 413 if it is too large, 401 if it is not signed."""
        if (size := request.content_length or 0) > LARGEST_BODY:
            raise web.HTTPRequestEntityTooLarge(LARGEST_BODY, size)
        body = await request.read()
        if len(body) > LARGEST_BODY:
            raise web.HTTPRequestEntityTooLarge(LARGEST_BODY, len(body))
        if not is_signed(self._p.key, request.headers, body):
            raise web.HTTPUnauthorized(text="The signature does not fit.")
        return body


def _file(name: str, body: bytes) -> web.Response:
    headers = {"Content-Security-Policy": CSP}
    kind = PAGE.get(name, "text/html")
    # Only a text has a character set.
    charset = "utf-8" if kind.startswith(("text", "image")) else None
    return web.Response(body=body, content_type=kind, charset=charset, headers=headers)


def _hung(
    workspace: Workspace, conversations: tuple[str, ...], answer: Answer
) -> dict[str, Any] | None:
    """The conversation and message that hold an answer's card, if it has one."""
    if not isinstance(answer, Say | Replace):
        return None
    for name in conversations:
        for message in reversed(workspace.conversations.get(name, {}).values()):
            if message.card == answer.card:
                return {"conversation": name, "message": _message_json(message)}
    return None


def _without_time(state: dict[str, Any]) -> dict[str, Any]:
    """The state without the time of day, which the page computes itself."""
    clock = {name: value for name, value in state.get("clock", {}).items() if name != "now"}
    return {**state, "clock": clock}


def _sees(people: list[dict[str, Any]], user: str) -> list[str]:
    """The names of the conversations that a person can read."""
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
