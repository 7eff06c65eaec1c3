"""Bolt on our HTTP server: passes what Slack delivers to the bot, and its answer back.

Because of ``process_before_response`` the response waits for the listener. An action is committed
before Slack gets the acknowledgement; what runs after it may be lost.
"""

import asyncio
import contextlib
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TypeVar, assert_never

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse

from adapters.clock import SystemClock
from adapters.limits import unlimited
from adapters.refusals import Reason, Refusals
from adapters.slack import parse
from adapters.slack.clients import Installations, Json
from adapters.slack.parse import AGAIN, Leaver, Origin, Removal, Unreadable, again_value
from adapters.slack.render import CARD, Drawing, InLanguage, again_json
from adapters.slack.replies import Replies
from adapters.slack.verification import payload_of, read_signed, refuse
from bot.core.clock import Clock
from bot.core.conversation import (
    Answer,
    Ask,
    Bot,
    Command,
    Nothing,
    Press,
    Profile,
    Replace,
    Say,
    Submission,
)
from bot.core.people import Account
from bot.core.screens import Form

Came = TypeVar("Came", Command, Press, Submission, Press | Command)
Read = TypeVar("Read")
SHAPES = (AttributeError, LookupError, TypeError, ValueError)
"""The exceptions that reading an unexpected body raises."""
NOT_READ = "The body is not what Slack sends."
LookUp = Callable[[Account], Awaitable[Profile | None]]
MET_WITHIN_S = 0.5
"""The time to look up a profile, because a trigger expires after three seconds."""
ANY = re.compile(r".*", re.DOTALL)
log = logging.getLogger(__name__)
QUIET = logging.getLogger("slack_bolt")
"""Bolt logs unhandled deliveries with the ids in them, so only its errors are logged."""
QUIET.setLevel(logging.ERROR)


def _read(parse_it: Callable[..., Read], *given: object) -> Read:
    """Parse a body. Raises ``Unreadable`` if it is not what Slack sends."""
    try:
        return parse_it(*given)
    except Unreadable:
        raise
    except SHAPES as fault:
        raise Unreadable("an unexpected shape") from fault


class SlackApp:
    """Slack's routes and listeners; Socket Mode uses the listeners without the routes."""

    def __init__(
        self,
        installations: Installations,
        replies: Replies,
        phrases: InLanguage,
        secret: str,
        commands: Mapping[str, str],
        clock: Clock | None = None,
        look_up: LookUp | None = None,
        refusals: Refusals | None = None,
    ) -> None:
        """``commands`` maps a typed command (``/support``) to the bot's name for it.

        ``clock`` tells the age of signatures (default: the host's). ``look_up`` finds a person's
        language and zone, which Slack's deliveries do not contain. ``refusals`` counts what is
        refused.
        """
        self._refusals = refusals or Refusals(clock or SystemClock())
        self.bot: Bot | None = None
        self.leavers: Callable[[Leaver], Awaitable[None]] | None = None
        """What is done about people whose account was closed."""
        self._installations = installations
        self._replies = replies
        self._phrases = phrases
        self._secret = secret
        self._commands = dict(commands)
        self._drawing = Drawing(commands)
        self._clock = clock or SystemClock()
        self._look_up = look_up
        self.bolt = self._bolt()

    def add_routes(self, app: web.Application) -> None:
        """Listen at ``/slack/events`` for events, commands and presses.

        Without a secret there is no such route, because anybody could sign.
        """
        if self._secret:
            app.router.add_post("/slack/events", self._events)

    def _bolt(self) -> AsyncApp:
        # Every option is explicit, because bolt also reads SLACK_ environment variables.
        bolt = AsyncApp(
            logger=QUIET,
            signing_secret=self._secret,
            authorize=self._authorizing(),
            process_before_response=True,
            request_verification_enabled=bool(self._secret),
        )
        command = partial(parse.command, names=self._commands)
        bolt.command(ANY)(self._listener(command, self._command))
        bolt.action(ANY)(self._listener(parse.press, self._press))
        bolt.view(CARD)(self._close_card)
        bolt.view(ANY)(self._listener(parse.submission, self._submission))
        bolt.view_closed(ANY)(self._other)
        bolt.shortcut(ANY)(self._listener(parse.shortcut, self._press))
        bolt.event("app_home_opened")(self._listener(parse.home_opened, self._home))
        for event in ("tokens_revoked", "app_uninstalled"):
            bolt.event(event)(self._listener(parse.removal, self._removed))
        bolt.event("user_change")(self._listener(parse.leaver, self._left))
        bolt.event(ANY)(self._other)
        bolt.error(self._failed)
        return bolt

    def _authorizing(self) -> Callable[..., Awaitable[AuthorizeResult]]:
        """A function that finds the installation of a delivery without calling Slack."""

        # A plain function, because bolt looks at the names of the arguments.
        async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
            found = await self._installations.find(enterprise_id or "", team_id or "")
            if found is None:
                raise Unreadable("the app is not installed there")
            return AuthorizeResult(
                enterprise_id=enterprise_id,
                team_id=team_id,
                bot_token=found.token,
                bot_user_id=found.bot or None,
            )

        return authorize

    @unlimited
    async def _events(self, request: web.Request) -> web.Response:
        now = self._clock.now().timestamp()
        body = await read_signed(request, self._secret, now, self._refusals)
        payload = payload_of(request.content_type, body)
        if payload.get("type") == "app_rate_limited":
            # Slack held events back; this notice is not an event itself.
            log.warning("slack_events_held_back")
            return web.Response()
        if payload.get("type") != "url_verification" and "ssl_check" not in payload:
            try:
                enterprise, team = _read(parse.team_of, payload)
            except Unreadable as fault:
                raise web.HTTPBadRequest(text=NOT_READ) from fault
            if await self._installations.find(enterprise, team) is None:
                refuse(self._refusals, Reason.TENANT)
                raise web.HTTPForbidden(text="This workspace is not one of ours.")
        try:
            asked = AsyncBoltRequest(
                body=body, query=request.query_string, headers=dict(request.headers)
            )
            return await to_aiohttp_response(await self.bolt.async_dispatch(asked))
        except SHAPES as fault:
            # Bolt itself may fail on an odd body, even while it reports one.
            log.warning("slack_delivery_odd", extra={"error": type(fault).__name__})
            raise web.HTTPBadRequest(text=NOT_READ) from fault

    async def _failed(self, error: Exception) -> BoltResponse:
        """The response to a failure in bolt: 400 for an unexpected body, 500 for our own fault."""
        odd = isinstance(error, SHAPES)
        log.error("slack_delivery_failed", exc_info=error)
        return BoltResponse(status=400 if odd else 500, body=NOT_READ if odd else "")

    # ---- what is delivered ----

    def _listener(
        self,
        parse_it: Callable[[Json], Read | None],
        handle: Callable[[AsyncAck, Read], Awaitable[None]],
    ) -> Callable[..., Awaitable[None]]:
        """A listener that parses a body and handles the result; ``None`` is only acknowledged."""

        # Bolt looks at the names of the arguments.
        async def listen(ack: AsyncAck, body: Json) -> None:
            try:
                found = _read(parse_it, body)
            except Unreadable as fault:
                log.warning("slack_delivery_unreadable", exc_info=fault)
                found = None
            await (ack() if found is None else handle(ack, found))

        return listen

    async def _command(self, ack: AsyncAck, found: tuple[Command, Origin]) -> None:
        typed, origin = await self._met(*found)
        answer = await self._handle(typed)
        match answer:
            case Say(card=card) | Replace(card=card):
                await ack(response_type="ephemeral", **self._drawing.message(card))
            case Ask(form=form):
                if await self._replies.ask(origin, form):
                    await ack()
                else:
                    again = again_json(AGAIN, again_value(typed), self._phrases(origin.locale))
                    await ack(response_type="ephemeral", **again)
            case Nothing():
                await ack()
            case _:
                assert_never(answer)

    async def _press(self, ack: AsyncAck, found: tuple[Press | Command, Origin]) -> None:
        """Handle a button or a shortcut."""
        pressed, origin = await self._met(*found)
        answer = await self._handle(pressed)
        if not isinstance(answer, Ask):
            self._replies.after(origin, answer)
        elif not await self._replies.ask(origin, answer.form):
            self._replies.offer(origin, pressed)
        elif origin.offered:
            self._replies.take_back(origin)
        await ack()

    async def _submission(self, ack: AsyncAck, found: tuple[Submission, Origin]) -> None:
        sent, origin = await self._met(*found)
        answer = await self._handle(sent)
        match answer:
            case Ask(form=form):
                await ack(**self._asked_again(sent, form))
            case Say(card=card) | Replace(card=card):
                shown = self._drawing.card_modal(card, self._phrases(origin.locale))
                await ack(response_action="update", view=shown)
            case Nothing():
                await ack(response_action="clear")
            case _:
                assert_never(answer)

    def _asked_again(self, sent: Submission, form: Form) -> Json:
        """Show faults beside the inputs, which keeps the entered values; or show another form."""
        faults = self._drawing.faults(form)
        if faults and form.name == sent.form:
            return {"response_action": "errors", "errors": faults}
        return {"response_action": "update", "view": self._drawing.form(form)}

    async def _close_card(self, ack: AsyncAck) -> None:
        await ack(response_action="clear")

    async def _home(self, ack: AsyncAck, found: tuple[Command, Origin]) -> None:
        opened, origin = await self._met(*found)
        answer = await self._handle(opened)
        await ack()
        if isinstance(answer, Replace):
            self._replies.draw_home(origin, answer.card)

    async def _removed(self, ack: AsyncAck, removal: Removal) -> None:
        """Slack sends two events for one removal, in any order; each of them is enough."""
        await self._installations.forget(removal.enterprise, removal.team, removal.at)
        log.warning("slack_app_taken_away")
        await ack()

    async def _left(self, ack: AsyncAck, leaver: Leaver) -> None:
        """Somebody's account was closed: nothing more is sent there, from now on."""
        if self.leavers is not None:
            await self.leavers(leaver)
        await ack()

    async def _other(self, ack: AsyncAck) -> None:
        """Acknowledge an event that needs no action."""
        await ack()

    async def _met(self, incoming: Came, origin: Origin) -> tuple[Came, Origin]:
        """The action and origin, with the language and zone of their person if they are known."""
        profile = None
        if self._look_up is not None:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(MET_WITHIN_S):
                    profile = await self._look_up(incoming.account)
        if profile is None:
            return incoming, origin
        known = replace(incoming, locale=profile.locale, zone=profile.zone)
        return known, replace(origin, locale=profile.locale)

    async def _handle(self, incoming: Command | Press | Submission) -> Answer:
        if self.bot is None:
            raise RuntimeError("routes are added before anything is delivered")
        # Slack hangs up after three seconds; the shield lets the bot finish anyway.
        return await asyncio.shield(self.bot.handle(incoming))
