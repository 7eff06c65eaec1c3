"""A small Slack behind a real socket: it enforces what Slack enforces, and fails as told.

``FakeSlack`` is the platform; ``tests.slack_api.client`` holds the people at their clients.

Failures: ``fail_next(method, how)`` with ``how`` one of ``FAULTS`` or the name of a Slack error
(``token_revoked``, ``channel_not_found``, ``internal_error`` …). ``reset_after`` and
``timeout_after`` do the work first: the message hangs there, and the caller does not know.
"""

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Self

from aiohttp import BasicAuth, web

from tests.faults import Faults
from tests.slack_api.blocks import faults_of_message
from tests.slack_api.files import FILE_METHODS
from tests.slack_api.limits import Rates
from tests.slack_api.methods import METHODS, Asked, SlackError
from tests.slack_api.socket import SocketMode
from tests.slack_api.state import (
    LEAST_SCOPES,
    URL_LIVES_S,
    URL_USES,
    Call,
    Channel,
    Group,
    Json,
    Message,
    MovableClock,
    ResponseUrl,
    State,
    Team,
    User,
)
from tests.slack_api.views import VIEW_METHODS

FAULTS = (
    "429",
    "500",
    "502",
    "503",
    "timeout_before",
    "timeout_after",
    "reset_before",
    "reset_after",
)
ALL_METHODS = METHODS | VIEW_METHODS | FILE_METHODS
HTML = "<html><head><title>503 Service Unavailable</title></head><body>…</body></html>"
UPLOAD = "upload"
"""The name under which uploads of files fail."""
RESPONSE = "response_url"
"""The name under which response URLs fail."""
BOT_TOKEN = "xoxb-sample"
APP_TOKEN = "xapp-1-A1-1-sample"


class FakeSlack:
    """Slack's side: workspaces, people, channels, and the Web API on loopback."""

    def __init__(self, now: Callable[[], float] | None = None) -> None:
        """Start empty; ``now`` is its clock, its own one that a test moves unless given."""
        self.clock = MovableClock()
        self.state = State(now or self.clock)
        self.rates = Rates(self.state.now)
        self.app_token = APP_TOKEN
        self.codes: dict[str, str] = {}
        self.client = ("1.1", "client-secret")
        self.retry_after = 30
        self.origin = ""
        self.socket = SocketMode(self)
        self._faults = Faults()
        self._never = asyncio.Event()
        self._called = asyncio.Condition()
        self._runner: web.AppRunner | None = None

    # ---- its life ----

    async def start(self) -> Self:
        """Listen on a port of loopback."""
        app = web.Application(client_max_size=2 * 1024 * 1024)
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_post("/response/{tail:.+}", self._response)
        app.router.add_post("/upload/{file}", self._upload)
        app.router.add_get("/link", self.socket.serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.origin = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        self.state.origin = self.origin
        return self

    async def stop(self) -> None:
        """Let go of whoever still waits, and close."""
        self._never.set()
        await self.socket.close()
        if self._runner:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        """Start."""
        return await self.start()

    async def __aexit__(self, *_: object) -> None:
        """Stop."""
        await self.stop()

    @property
    def base_url(self) -> str:
        """What ``SLACK_API_URL`` is to be."""
        return f"{self.origin}/api/"

    # ---- what there is ----

    def add_team(
        self,
        team: str = "T1",
        token: str = BOT_TOKEN,
        scopes: tuple[str, ...] = LEAST_SCOPES,
        enterprise: str = "",
    ) -> Team:
        """A workspace with the app installed in it."""
        bot = f"UBOT{team}"
        self.state.teams[team] = Team(team, token, set(scopes), bot, enterprise)
        self.state.users[bot] = User(bot, team, "Support Time Out", bot=True)
        return self.state.teams[team]

    def add_user(self, user: str, name: str = "", team: str = "T1", **more: Any) -> User:
        """Somebody in a workspace, with a confirmed address ``first@example.org``."""
        name = name or user
        more.setdefault("email", f"{name.split()[0].casefold()}@example.org")
        self.state.users[user] = User(user, team, name, **more)
        self.state.im(self.state.users[user])
        return self.state.users[user]

    def add_channel(
        self,
        channel: str,
        members: tuple[str, ...] = (),
        *,
        team: str = "T1",
        private: bool = True,
        bot: bool = True,
        name: str = "",
    ) -> Channel:
        """A channel, with the app in it unless it is told otherwise."""
        inside = {*members, self.state.teams[team].bot_user} if bot else set(members)
        made = Channel(channel, team, name or channel.lower(), private, inside)
        self.state.channels[channel] = made
        return made

    def add_group(self, group: str, handle: str, users: list[str], team: str = "T1") -> Group:
        """A user group."""
        self.state.groups[group] = Group(group, team, handle, users)
        return self.state.groups[group]

    # ---- what may be looked at ----

    @property
    def calls(self) -> list[Call]:
        """Every call of the Web API and of response URLs, in order."""
        return self.state.calls

    def called(self, method: str) -> list[Call]:
        """The calls of one method."""
        return [call for call in self.calls if call.method == method]

    def messages(self, channel: str) -> list[Message]:
        """What hangs in a channel, or in somebody's direct conversation, oldest first."""
        if channel in self.state.users:
            channel = self.state.im(self.state.users[channel]).id
        return [m for m in self.state.channels[channel].messages.values() if not m.deleted]

    def home(self, user: str) -> Json | None:
        """Somebody's Home as it was published last."""
        found = self.state.homes.get(user)
        return found.payload if found else None

    async def until(self, happened: Callable[[], bool]) -> None:
        """Return as soon as something is so; looked at after each call."""
        async with self._called:
            await self._called.wait_for(happened)

    async def _say_called(self) -> None:
        async with self._called:
            self._called.notify_all()

    # ---- what may go wrong ----

    def fail_next(self, method: str, how: str, times: int = 1, about: str = "") -> None:
        """Let the next calls of a method fail in this way; ``response_url`` is a method, too.

        With ``about``, only those in which it stands: a user's id spares everybody else.
        """
        self._faults.add(method, how, times, about)

    def heal(self) -> None:
        """Nothing fails any more."""
        self._faults.heal()

    @contextmanager
    def failing(self, method: str, how: str, about: str = "") -> Iterator[None]:
        """Let every call of a method fail, as long as the block runs; see ``fail_next``."""
        self.fail_next(method, how, 100_000, about)
        try:
            yield
        finally:
            self._faults.heal(method)

    def revoke(self, team: str = "T1", error: str = "token_revoked") -> None:
        """The token is worth nothing any more."""
        self.state.teams[team].dead = error

    # ---- the Web API ----

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        args, token = await _arguments(request)
        team = next((t for t in self.state.teams.values() if t.token == token), None)
        call = Call(method, args, team.id if team else "", self.state.now())
        self.calls.append(call)
        # Not in all of it: the words of a closed message are letters by chance.
        whose = " ".join(str(args.get(name, "")) for name in ("channel", "user", "users"))
        how = self._faults.take(method, whose)
        if how and not how.endswith("_after"):
            call.outcome = how
            return await self._failed(how, request)
        try:
            found = self._do(call, team, token)
            body = {"ok": True, **found}
            await self._say_called()
        except SlackError as refused:
            call.outcome = refused.error
            body = {"ok": False, "error": refused.error, **refused.more}
            if refused.error == "ratelimited":
                return _limited(refused.more["retry_after"])
        if how:
            call.outcome = how
            return await self._failed(how, request)
        scopes = ",".join(sorted(team.scopes)) if team else ""
        return web.json_response(body, headers={"x-oauth-scopes": scopes})

    def _do(self, call: Call, team: Team | None, token: str) -> Json:
        if call.method == "oauth.v2.access":
            return self._install(call.args)
        if call.method == "apps.connections.open":
            if token != self.app_token:
                raise SlackError("not_allowed_token_type" if team else "invalid_auth")
            self._limit("app", call)
            return {"url": self.socket.url()}
        if not token:
            raise SlackError("not_authed")
        if team is None:
            raise SlackError("invalid_auth")
        if team.dead:
            raise SlackError(team.dead)
        if call.method not in ALL_METHODS:
            raise SlackError("unknown_method", req_method=call.method)
        scope, method = ALL_METHODS[call.method]
        asked = Asked(self.state, team, call.args)
        if scope:
            asked.needs(scope)
        self._limit(team.id, call)
        return method(asked)

    def _limit(self, team: str, call: Call) -> None:
        channel = str(call.args.get("channel", ""))
        if channel in self.state.users:
            channel = self.state.im(self.state.users[channel]).id
        if wait := self.rates.wait(team, call.method, channel):
            raise SlackError("ratelimited", retry_after=wait)

    def _install(self, args: Json) -> Json:
        if (args.get("client_id"), args.get("client_secret")) != self.client:
            raise SlackError("bad_client_secret")
        team = self.state.teams.get(self.codes.pop(str(args.get("code")), ""))
        if team is None:
            raise SlackError("invalid_code")
        enterprise = {"id": team.enterprise, "name": "Org"} if team.enterprise else None
        return {
            "access_token": team.token,
            "token_type": "bot",
            "scope": ",".join(sorted(team.scopes)),
            "bot_user_id": team.bot_user,
            "app_id": "A1",
            "team": None if team.org_wide else {"name": team.name, "id": team.id},
            "enterprise": enterprise,
            "is_enterprise_install": team.org_wide,
            "authed_user": {"id": "UKIT"},
        }

    # ---- files ----

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        """Take a file's bytes at the address that was given for it."""
        file = self.state.files.get(request.match_info["file"])
        content = await request.read()
        if self._faults.take(UPLOAD, "") or file is None or len(content) != file.length:
            return web.Response(status=400, text="file not taken")
        file.content = content
        return web.Response(text=f"OK - {len(content)}")

    # ---- response URLs ----

    def url_of(self, url: ResponseUrl) -> str:
        """The whole address."""
        return f"{self.origin}/response/{url.id}"

    async def _response(self, request: web.Request) -> web.StreamResponse:
        url = self.state.urls.get(request.match_info["tail"])
        args = json.loads(await request.text() or "{}")
        call = Call(RESPONSE, args, url.team if url else "", self.state.now())
        self.calls.append(call)
        how = self._faults.take(RESPONSE, str(args))
        if how and not how.endswith("_after"):
            call.outcome = how
            return await self._failed(how, request)
        refused = self._refuse(url) if url else "invalid_url"
        if refused or url is None:
            call.outcome = refused
            return web.json_response({"ok": False, "error": refused}, status=404)
        blocks = args.get("blocks")
        if blocks and (faults := faults_of_message(blocks)):
            call.outcome = "invalid_blocks"
            more = {"response_metadata": {"messages": faults}}
            return web.json_response({"ok": False, "error": "invalid_blocks", **more}, status=400)
        url.uses += 1
        self._answered(url, args)
        if how:
            call.outcome = how
            return await self._failed(how, request)
        return web.json_response({"ok": True})

    def _refuse(self, url: ResponseUrl) -> str:
        if self.state.now() - url.at > URL_LIVES_S:
            return "expired_url"
        return "used_url" if url.uses >= URL_USES else ""

    def _answered(self, url: ResponseUrl, args: Json) -> None:
        at = url.message
        origin = at and (self.state.find_ephemeral(*at) or self.state.find_message(*at))
        text, blocks = str(args.get("text", "")), list(args.get("blocks") or ())
        if args.get("delete_original") and origin:
            origin.deleted = True
        elif args.get("replace_original") and origin:
            origin.history.append({"text": origin.text, "blocks": origin.blocks})
            origin.text, origin.blocks = text, blocks
        else:
            self.show(url.user, url.channel, text, blocks, args.get("response_type", "ephemeral"))

    def show(
        self, user: str, channel: str, text: str, blocks: list[Json], kind: str = "ephemeral"
    ) -> Message:
        """An answer appears: to one person, or in the channel."""
        message = Message(channel, self.state.ts(), text, blocks)
        if kind == "in_channel":
            self.state.channels[channel].messages[message.ts] = message
            return message
        message = replace(message, only_for=user)
        self.state.ephemerals.append(message)
        return message

    # ---- faults ----

    async def _failed(self, how: str, request: web.Request) -> web.StreamResponse:
        match how:
            case "429":
                return _limited(self.retry_after)
            case "500" | "502":
                return web.Response(status=int(how), text="")
            case "503":
                return web.Response(status=503, text=HTML, content_type="text/html")
            case "reset_before" | "reset_after":
                if request.transport:
                    request.transport.abort()
                return web.Response()
            case "timeout_before" | "timeout_after":
                await self._never.wait()
                return web.Response(status=500)
            case error:
                return web.json_response({"ok": False, "error": error})


def _limited(retry_after: int) -> web.Response:
    body = {"ok": False, "error": "ratelimited"}
    return web.json_response(body, status=429, headers={"Retry-After": str(retry_after)})


async def _arguments(request: web.Request) -> tuple[Json, str]:
    """What a call was given, as JSON, form or query; and its token."""
    if request.content_type == "application/json":
        args: Json = json.loads(await request.text() or "{}")
    else:
        args = {**request.query, **dict((await request.post()).items())}
    bearer = request.headers.get("Authorization", "")
    if bearer.startswith("Basic "):
        given = BasicAuth.decode(bearer)
        args = {**args, "client_id": given.login, "client_secret": given.password}
    token = bearer.removeprefix("Bearer ") if bearer.startswith("Bearer ") else ""
    return args, token or str(args.pop("token", ""))
