"""A small Bot Connector behind a real socket: it enforces what Teams enforces, fails as told.

``FakeTeams`` is the platform; ``tests.teams_api.client`` holds the people at their clients.

Failures: ``fail_next(method, how)`` with ``how`` one of ``FAULTS``, a code of ``STATUS``
(``ConversationNotFound``, ``BotNotInConversationRoster`` …), or one of ``SPELLINGS``.
``reset_after`` and ``timeout_after`` do the work first: the message hangs there, and the caller
does not know.
``method`` is the name of one of ``Verbs``.
"""

import asyncio
import json
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any, Self

from aiohttp import web

from tests.faults import Faults
from tests.teams_api.connector import STATUS, ConnectorError, Verbs
from tests.teams_api.issuer import TENANT, Issuer
from tests.teams_api.limits import Rates
from tests.teams_api.spellings import SPELLINGS
from tests.teams_api.state import (
    BOT,
    CHANNEL,
    Call,
    Conversation,
    Json,
    Message,
    MovableClock,
    State,
    User,
    aad_of,
)

FAULTS = (
    "401",
    "429",
    "412",
    "500",
    "502",
    "503",
    "504",
    "html",
    "timeout_before",
    "timeout_after",
    "reset_before",
    "reset_after",
)
HTML = "<html><head><title>502 Bad Gateway</title></head><body>…</body></html>"
METHODS = ("create", "post", "update", "delete", "members", "paged", "member", "team", "channels")
PREFIX = "/amer/v3"
"""Real service URLs have a path of their own before the verbs'."""
Route = Callable[[web.Request], Awaitable[web.StreamResponse]]


class FakeTeams:
    """Teams' side: tenants, people, conversations, and the Bot Connector on loopback.

    ``latency`` is how long each call takes, in seconds; ``retry_after`` is what a 429 says, and
    ``None`` makes it say nothing, as Teams often does. ``peak`` is how many calls came at once.
    """

    def __init__(self, issuer: Issuer, now: Callable[[], float] | None = None) -> None:
        """Start empty; ``now`` is its clock, its own one that a test moves unless given."""
        self.clock = MovableClock()
        self.issuer = issuer
        self.state = State(now or self.clock)
        self.verbs = Verbs(self.state)
        self.rates = Rates(self.state.now)
        self.retry_after: int | None = 30
        self.latency = 0.0
        self.origin = ""
        self.tokens: Counter[str] = Counter()
        self.peak = 0
        self._inside = 0
        self._faults = Faults()
        self._never = asyncio.Event()
        self._called = asyncio.Condition()
        self._runner: web.AppRunner | None = None

    # ---- its life ----

    async def start(self) -> Self:
        """Listen on a port of loopback."""
        app = web.Application(client_max_size=2 * 1024 * 1024)
        place = f"{PREFIX}/conversations"
        for verb, path, method in (
            ("POST", place, "create"),
            ("POST", place + "/{conversation}/activities", "post"),
            ("POST", place + "/{conversation}/activities/{message}", "post"),
            ("PUT", place + "/{conversation}/activities/{message}", "update"),
            ("DELETE", place + "/{conversation}/activities/{message}", "delete"),
            ("GET", place + "/{conversation}/members", "members"),
            ("GET", place + "/{conversation}/pagedmembers", "paged"),
            ("GET", place + "/{conversation}/members/{member}", "member"),
            ("GET", PREFIX + "/teams/{team}", "team"),
            ("GET", PREFIX + "/teams/{team}/conversations", "channels"),
        ):
            app.router.add_route(verb, path, self._route(method))
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.origin = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def stop(self) -> None:
        """Let go of whoever still waits, and close."""
        self._never.set()
        if self._runner:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        """Start."""
        return await self.start()

    async def __aexit__(self, *_: object) -> None:
        """Stop."""
        await self.stop()

    @property
    def service_url(self) -> str:
        """The ``serviceUrl`` of what Teams delivers."""
        return f"{self.origin}{PREFIX.removesuffix('v3')}"

    @property
    def host(self) -> str:
        """The host and port of it, which ``TEAMS_SERVICE_HOSTS`` is to name."""
        return self.origin.removeprefix("http://")

    # ---- what there is ----

    def add_user(self, name: str, tenant: str = TENANT, **more: Any) -> User:
        """Somebody in a tenant, with the app unless told otherwise: ``first@example.org``."""
        first = name.split(maxsplit=1)[0].casefold()
        more.setdefault("email", f"{first}@example.org")
        aad = aad_of(f"{first}@{tenant}")
        user = User(aad, f"29:1{aad.replace('-', '')}", tenant, name, **more)
        self.state.users[user.id] = user
        return user

    def add_channel(
        self,
        name: str,
        members: tuple[str, ...] = (),
        *,
        tenant: str = TENANT,
        team: str = "",
        bot: bool = True,
    ) -> Conversation:
        """A channel of a team of its own, or of one that is there, with these members in it."""
        channel = f"19:{name}@thread.tacv2"
        team = team or channel
        inside = {*members, BOT}
        made = Conversation(channel, tenant, CHANNEL, "", team, name, inside, has_bot=bot)
        self.state.conversations[channel] = made
        self.state.teams.setdefault(team, []).append(channel)
        return made

    # ---- what may be looked at ----

    @property
    def calls(self) -> list[Call]:
        """Every call, in order."""
        return self.state.calls

    def called(self, method: str) -> list[Call]:
        """The calls of one method."""
        return [call for call in self.calls if call.method == method]

    def messages(self, place: User | Conversation | str) -> list[Message]:
        """What hangs in a conversation, or in somebody's own with the app, oldest first."""
        if isinstance(place, str):
            user = self.state.user(place)
            place = user or self.state.conversations[place]
        if isinstance(place, User):
            place = self.state.personal(place)
        return [message for message in place.messages.values() if not message.deleted]

    async def until(self, happened: Callable[[], bool]) -> None:
        """Return as soon as something is so; looked at after each call."""
        async with self._called:
            await self._called.wait_for(happened)

    async def _say_called(self) -> None:
        async with self._called:
            self._called.notify_all()

    # ---- what may go wrong ----

    def fail_next(self, method: str, how: str, times: int = 1, about: str = "") -> None:
        """Let the next calls of a method fail in this way.

        With ``about``, only those in which it stands: a conversation's id spares the others.
        """
        assert method in METHODS, method
        assert how in {*FAULTS, *STATUS, *SPELLINGS}, how
        self._faults.add(method, how, times, about)

    def heal(self) -> None:
        """Nothing fails any more."""
        self._faults.heal()

    @contextmanager
    def failing(self, method: str, how: str) -> Iterator[None]:
        """Let every call of a method fail, as long as the block runs."""
        self.fail_next(method, how, 100_000)
        try:
            yield
        finally:
            self._faults.heal(method)

    # ---- the connector ----

    def _route(self, method: str) -> Route:
        async def answer(request: web.Request) -> web.StreamResponse:
            self._inside += 1
            self.peak = max(self.peak, self._inside)
            try:
                if self.latency:
                    await asyncio.sleep(self.latency)
                return await self._answer(method, request)
            finally:
                self._inside -= 1

        return answer

    async def _answer(self, method: str, request: web.Request) -> web.StreamResponse:
        where = request.match_info.get("conversation", request.match_info.get("team", ""))
        call = Call(method, where, await _body(request), self.state.now())
        self.calls.append(call)
        how = self._faults.take(method, f"{where} {call.body}")
        if how and not how.endswith("_after"):
            call.outcome = how
            await self._say_called()
            return await self._failed(how, request)
        bearer = request.headers.get("Authorization", "")
        self.tokens[bearer] += 1
        if not self.issuer.accepts(bearer):
            call.outcome = "401"
            return _unauthorised()
        try:
            status, found = self._do(call, request)
        except ConnectorError as refused:
            call.outcome = refused.code
            return web.json_response(refused.body, status=refused.status)
        except _TooMany as many:
            call.outcome = "429"
            return _limited(many.seconds)
        finally:
            await self._say_called()
        if how:
            call.outcome = how
            return await self._failed(how, request)
        return web.json_response(found, status=status)

    def _do(self, call: Call, request: web.Request) -> tuple[int, Any]:
        at = {**request.match_info, **request.query}
        place = self.state.conversations.get(call.conversation.partition(";")[0])
        tenant = place.tenant if place else TENANT
        written = call.conversation if call.method in ("post", "update") else ""
        if wait := self.rates.wait(tenant, written):
            raise _TooMany(wait)
        verbs, body = self.verbs, call.body
        does: dict[str, Callable[[], Any]] = {
            "create": lambda: verbs.create(body),
            "post": lambda: verbs.post(at["conversation"], body),
            "update": lambda: verbs.update(at["conversation"], at["message"], body),
            "delete": lambda: verbs.delete(at["conversation"], at["message"]),
            "members": lambda: verbs.members(at["conversation"]),
            "paged": lambda: verbs.paged(
                at["conversation"], int(at.get("pageSize", 0)), at.get("continuationToken", "")
            ),
            "member": lambda: verbs.member(at["conversation"], at["member"]),
            "team": lambda: verbs.team(at["team"]),
            "channels": lambda: verbs.channels(at["team"]),
        }
        status = 201 if call.method in ("create", "post") else 200
        return status, does[call.method]()

    async def _failed(self, how: str, request: web.Request) -> web.StreamResponse:
        match how:
            case "401":
                return _unauthorised()
            case "429":
                return _limited(self.retry_after)
            case "500" | "504":
                return web.json_response({"error": {"code": "ServiceError"}}, status=int(how))
            case "502" | "503":
                return web.Response(status=int(how), text=HTML, content_type="text/html")
            case "html":
                return web.Response(status=200, text=HTML, content_type="text/html")
            case "reset_before" | "reset_after":
                if request.transport:
                    request.transport.abort()
                return web.Response()
            case "timeout_before" | "timeout_after":
                await self._never.wait()
                return web.Response(status=500)
            case code:
                return _refusal(code)


def _refusal(code: str) -> web.Response:
    if code in SPELLINGS:
        status, text = SPELLINGS[code]
        return web.Response(status=status, text=text, content_type="application/json")
    refused = ConnectorError("PreconditionFailed" if code == "412" else code)
    return web.json_response(refused.body, status=refused.status)


class _TooMany(Exception):
    """More than the rates allow."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def _limited(retry_after: int | None) -> web.Response:
    body = {"error": {"code": "TooManyRequests", "message": "Too many requests."}}
    headers = {"Retry-After": str(retry_after)} if retry_after is not None else {}
    return web.json_response(body, status=429, headers=headers)


def _unauthorised() -> web.Response:
    body = {"message": "Authorization has been denied for this request."}
    return web.json_response(body, status=401)


async def _body(request: web.Request) -> Json:
    text = await request.text()
    found = json.loads(text) if text else {}
    return found if isinstance(found, dict) else {"": found}
