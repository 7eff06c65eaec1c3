"""Bolt on our one HTTP server: what Slack delivers goes to the bot, and its answer back.

``process_before_response``: the response waits for the listener, so that what somebody did is
committed before Slack is told that it was taken. Nothing is done after the acknowledgement that
may not be lost.
"""

import asyncio
import contextlib
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import TypeVar, assert_never

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse

from adapters.clock import SystemClock
from adapters.slack import parse
from adapters.slack.clients import Installations, Json
from adapters.slack.door import payload_of, read_signed
from adapters.slack.parse import AGAIN, Origin, Surface, Unreadable, again_value
from adapters.slack.render import CARD, Drawing, InLanguage, again_json
from adapters.slack.replies import Replies
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
"""What becomes of reading a body in which something odd stands."""
NOT_READ = "The body is not what Slack sends."
LookUp = Callable[[Account], Awaitable[Profile | None]]
MET_WITHIN_S = 0.5
"""A trigger lives three seconds: without an answer by then it is the usual language."""
ANY = re.compile(r".*", re.DOTALL)
log = logging.getLogger(__name__)
QUIET = logging.getLogger("slack_bolt")
"""Bolt tells of what nobody listens to, with the ids that stand in it; faults are enough."""
QUIET.setLevel(logging.ERROR)


def _read(parse_it: Callable[..., Read], *given: object) -> Read:
    """Parse a body. Raises ``Unreadable`` where something else stands than Slack sends."""
    try:
        return parse_it(*given)
    except Unreadable:
        raise
    except SHAPES as fault:
        raise Unreadable("something else stands there than Slack sends") from fault


class SlackApp:
    """Slack's door: over HTTP, and in Socket Mode the same listeners without it."""

    def __init__(
        self,
        installations: Installations,
        replies: Replies,
        phrases: InLanguage,
        secret: str,
        commands: Mapping[str, str],
        clock: Clock | None = None,
        look_up: LookUp | None = None,
    ) -> None:
        """``commands`` maps what is typed (``/support``) to the bot's name of it.

        ``clock`` is the one by which signatures grow old; the host's unless given. ``look_up``
        says who somebody is: Slack's deliveries name neither their language nor their zone.
        """
        self.bot: Bot | None = None
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
        """Listen at ``/slack/events`` for events, commands and everything that is pressed.

        Without a secret anybody could sign: then there is no such door.
        """
        if self._secret:
            app.router.add_post("/slack/events", self._events)

    def _bolt(self) -> AsyncApp:
        # Everything by hand: the SLACK_ variables would change what kind of app this is.
        bolt = AsyncApp(
            logger=QUIET,
            signing_secret=self._secret,
            authorize=self._authorizing(),
            process_before_response=True,
            request_verification_enabled=bool(self._secret),
        )
        bolt.command(ANY)(self._command)
        bolt.action(ANY)(self._press)
        bolt.view(ANY)(self._submission)
        bolt.view_closed(ANY)(self._other)
        bolt.shortcut(ANY)(self._shortcut)
        bolt.event("app_home_opened")(self._home)
        bolt.event("tokens_revoked")(self._taken_away)
        bolt.event("app_uninstalled")(self._taken_away)
        bolt.event(ANY)(self._other)
        bolt.error(self._failed)
        return bolt

    def _authorizing(self) -> Callable[..., Awaitable[AuthorizeResult]]:
        """Says which installation a delivery is about; no call is made to find out."""

        # A plain function: bolt looks at the names of its arguments.
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

    async def _events(self, request: web.Request) -> web.Response:
        body = await read_signed(request, self._secret, self._clock.now().timestamp())
        payload = payload_of(request.content_type, body)
        if payload.get("type") == "app_rate_limited":
            # Slack held events back, and says so outside of any.
            log.warning("slack_events_held_back")
            return web.Response()
        if payload.get("type") != "url_verification" and "ssl_check" not in payload:
            try:
                enterprise, team = _read(parse.team_of, payload)
            except Unreadable as fault:
                raise web.HTTPBadRequest(text=NOT_READ) from fault
            if await self._installations.find(enterprise, team) is None:
                raise web.HTTPForbidden(text="This workspace is not one of ours.")
        try:
            asked = AsyncBoltRequest(
                body=body,
                query=request.query_string,
                headers=dict(request.headers),
            )
            return await to_aiohttp_response(await self.bolt.async_dispatch(asked))
        except SHAPES as fault:
            # Bolt reads a body in many places, also where it says that it could not.
            log.warning("slack_delivery_odd", extra={"error": type(fault).__name__})
            raise web.HTTPBadRequest(text=NOT_READ) from fault

    async def _failed(self, error: Exception) -> BoltResponse:
        """What went wrong on the way through bolt: somebody's odd shapes, or a fault of ours."""
        odd = isinstance(error, SHAPES)
        log.error("slack_delivery_failed", exc_info=error)
        return BoltResponse(status=400 if odd else 500, body=NOT_READ if odd else "")

    # ---- what is delivered ----

    async def _command(self, ack: AsyncAck, body: Json) -> None:
        try:
            typed, origin = _read(parse.command, body, self._commands)
        except Unreadable as fault:
            await self._unreadable(ack, fault)
            return
        typed, origin = await self._met(typed, origin)
        answer = await self._handle(typed)
        match answer:
            case Say(card=card) | Replace(card=card):
                await ack(response_type="ephemeral", **self._drawing.message(card))
            case Ask(form=form):
                if await self._replies.ask(origin, form):
                    await ack()
                else:
                    phrases = self._phrases(origin.locale)
                    again = again_json(AGAIN, again_value(typed), phrases)
                    await ack(response_type="ephemeral", **again)
            case Nothing():
                await ack()
            case _:
                assert_never(answer)

    async def _shortcut(self, ack: AsyncAck, body: Json) -> None:
        try:
            chosen, origin = _read(parse.shortcut, body)
        except Unreadable as fault:
            await self._unreadable(ack, fault)
            return
        chosen, origin = await self._met(chosen, origin)
        await self._answer(origin, chosen, await self._handle(chosen))
        await ack()

    async def _press(self, ack: AsyncAck, body: Json) -> None:
        try:
            pressed, origin = _read(parse.press, body)
        except Unreadable as fault:
            await self._unreadable(ack, fault)
            return
        pressed, origin = await self._met(pressed, origin)
        await self._answer(origin, pressed, await self._handle(pressed))
        await ack()

    async def _answer(self, origin: Origin, incoming: Press | Command, answer: Answer) -> None:
        if not isinstance(answer, Ask):
            self._replies.after(origin, answer)
        elif not await self._replies.ask(origin, answer.form):
            self._replies.offer(origin, incoming)
        elif origin.offered:
            self._replies.take_back(origin)

    async def _submission(self, ack: AsyncAck, body: Json) -> None:
        view = body.get("view")
        if isinstance(view, dict) and view.get("callback_id") == CARD:
            await ack(response_action="clear")
            return
        try:
            sent, origin = _read(parse.submission, body)
        except Unreadable as fault:
            await self._unreadable(ack, fault)
            return
        sent, origin = await self._met(sent, origin)
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
        """What is wrong beside each input, which keeps what was typed; or another form."""
        faults = self._drawing.faults(form)
        if faults and form.name == sent.form:
            return {"response_action": "errors", "errors": faults}
        return {"response_action": "update", "view": self._drawing.form(form)}

    async def _home(self, ack: AsyncAck, body: Json) -> None:
        try:
            opened = _read(parse.home_opened, body)
        except Unreadable as fault:
            await self._unreadable(ack, fault)
            return
        if opened is not None:
            opened, _ = await self._met(opened, Origin(Surface.HOME, opened.account))
            await self._handle(opened)
        await ack()

    async def _taken_away(self, ack: AsyncAck, body: Json) -> None:
        """The two come in any order, and either is enough."""
        try:
            gone, wide = _read(parse.is_gone, body), _read(parse.is_org_wide, body)
            at = _read(parse.moment_of, body)
        except Unreadable as fault:
            await self._unreadable(ack, fault)
            return
        if gone:
            enterprise, team = parse.team_of(body)
            # Put in for a whole organisation, it is taken away from all of it, whichever
            # workspace the news comes by.
            await self._installations.forget(enterprise, "" if wide else team, at)
            log.warning("slack_app_taken_away")
        await ack()

    async def _other(self, ack: AsyncAck, body: Json) -> None:
        """Nothing that we act upon."""
        await ack()

    async def _unreadable(self, ack: AsyncAck, fault: Unreadable) -> None:
        log.warning("slack_delivery_unreadable", exc_info=fault)
        await ack()

    async def _met(self, incoming: Came, origin: Origin) -> tuple[Came, Origin]:
        """With the language and the zone of who did it; kept for half a day once they are known."""
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
        # Slack hangs up after three seconds; what was begun is finished all the same.
        return await asyncio.shield(self.bot.handle(incoming))
