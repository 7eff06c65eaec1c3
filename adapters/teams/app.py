"""Teams' one route: passes what Teams delivers to the bot, and the bot's answer back.

The response waits for the bot, so an action is committed before Teams gets it. The response
holds the answer to a press or a dialog; the answer to typed words is posted after it.
"""

import asyncio
import logging
from typing import assert_never

from aiohttp import web

from adapters.limits import unlimited
from adapters.teams import parse
from adapters.teams.address import HOME, Place, address_of
from adapters.teams.bodies import as_sent
from adapters.teams.clients import Tenants
from adapters.teams.members import Members
from adapters.teams.messenger import TeamsMessenger
from adapters.teams.parse import Action, Origin, Surface, Unreadable
from adapters.teams.render import (
    AGAIN,
    CLOSE,
    KEEP,
    REFRESH,
    InLanguage,
    Json,
    Phrases,
    card_body,
    card_dialog,
    form_dialog,
    say_body,
    words_dialog,
)
from adapters.teams.replies import Replies
from adapters.teams.typed import Grammar, Typed
from adapters.teams.verification import Verification
from bot.core.commands import SUPPORT
from bot.core.conversation import (
    Answer,
    Ask,
    Bot,
    Command,
    Nothing,
    Press,
    Replace,
    Say,
    Submission,
)
from bot.core.errors import BotError

ROUTE = "/api/messages"
ADDED = "add"
"""A new installation. An upgrade of the app ("add-upgrade") posts nothing."""
UNREADABLE = {
    "statusCode": 400,
    "type": "application/vnd.microsoft.error",
    "value": {"code": "BadRequest", "message": "It cannot be read."},
}
log = logging.getLogger(__name__)


class TeamsApp:
    """Handles and answers everything that Teams delivers."""

    def __init__(
        self,
        verification: Verification,
        tenants: Tenants,
        messenger: TeamsMessenger,
        members: Members,
        replies: Replies,
        phrases: InLanguage,
        grammar: Grammar,
    ) -> None:
        """``verification`` decides which requests are Teams'."""
        self.bot: Bot | None = None
        self._verification = verification
        self._tenants = tenants
        self._messenger = messenger
        self._members = members
        self._replies = replies
        self._phrases = phrases
        self._grammar = grammar

    def add_routes(self, app: web.Application, bot: Bot) -> None:
        """Add the route for all deliveries, which go to ``bot``."""
        self.bot = bot
        app.router.add_post(ROUTE, self._messages)

    @unlimited
    async def _messages(self, request: web.Request) -> web.Response:
        activity = await self._verification.read(request)
        kind = activity.get("type")
        try:
            origin = parse.origin_of(activity)
            await self._tenants.heard_from(origin.tenant, str(activity.get("serviceUrl") or ""))
            in_chat = origin.surface is Surface.CHAT
            if in_chat:
                self._messenger.remember(origin.account, origin.conversation)
            if kind == "invoke":
                found = await self._invoked(activity, origin)
                return web.Response() if found is None else _answered(found)
            if kind == "message":
                await self._written(activity, origin)
            elif kind == "installationUpdate" and activity.get("action") == ADDED and in_chat:
                await self._show_home(activity, origin)
        except Unreadable as fault:
            log.warning("teams_delivery_unreadable", extra={"error": str(fault)})
            if kind == "invoke":
                return _answered(UNREADABLE)
        return web.Response()

    # ---- typed words ----

    async def _written(self, activity: Json, origin: Origin) -> None:
        recipient = activity.get("recipient")
        bot = str(recipient.get("id") or "") if isinstance(recipient, dict) else ""
        if not isinstance(activity.get("text", ""), str) or activity.get("value") is not None:
            raise Unreadable("no words")
        if origin.surface is Surface.CHANNEL and not parse.mentions(activity, bot):
            return  # The message is not for the app, so it is not read.
        typed = self._grammar.read(activity, bot)
        if typed.name == HOME and origin.surface is Surface.CHAT:
            await self._show_home(activity, origin)
            return
        if typed.name == HOME:
            typed = Typed(SUPPORT)
        people = await self._accounts(origin, typed.users)
        asked = parse.command(activity, origin, typed.name, typed.words, people)
        self._replies.after(origin, asked, await self._handle(asked))

    async def _show_home(self, activity: Json, origin: Origin) -> None:
        """Post a new home card at the end of the chat; a job committed here draws it."""
        here = address_of(origin.tenant, origin.conversation)
        try:
            await self._messenger.forget_home(here)
        except BotError:
            log.warning("home_not_forgotten")
        asked = parse.home(activity, origin)
        self._replies.after(origin, asked, await self._handle(asked))

    async def _accounts(self, origin: Origin, users: tuple[str, ...]) -> tuple[str, ...]:
        """The object ids of mentioned people, whom Teams names by another id."""
        if not users:
            return ()
        members = await self._members.of(Place(origin.tenant, origin.conversation))
        known = {one.user: one.account for one in members or ()}
        # An unknown person keeps their place, so that the others keep theirs.
        return tuple(known.get(user, user) for user in users)

    # ---- buttons and dialogs ----

    async def _invoked(self, activity: Json, origin: Origin) -> Json | None:
        action = parse.action_of(activity)
        match activity.get("name"):
            case "adaptiveCard/action":
                return await self._pressed(activity, origin, action)
            case "task/fetch":
                return await self._fetched(activity, origin, action)
            case "task/submit":
                return await self._submitted(activity, origin, action)
            case _:
                raise Unreadable("an invoke we do not have")

    async def _pressed(self, activity: Json, origin: Origin, action: Action) -> Json:
        """The response changes the card for its presser; a job or a reply for everybody else."""
        phrases = self._phrases(origin.locale)
        if action.name == KEEP:
            return say_body(phrases.kept)
        answer = await self._handle(parse.press(activity, origin, action))
        elsewhere = phrases.below if origin.surface is Surface.CHAT else phrases.sent
        match answer:
            case Replace(card=card, planned=planned):
                if not planned and not action.on_home and action.name != REFRESH:
                    self._replies.redraw(origin, card)
                return card_body(card)
            case Say(card=card):
                self._replies.say(origin, card)
                return say_body(elsewhere)
            case Ask():
                log.error("form_button_not_drawn_as_one")
                self._replies.offer(origin, action.name, action.value)
                return say_body(elsewhere)
            case Nothing():
                return say_body("" if action.name == REFRESH else phrases.done)
            case _:
                assert_never(answer)

    async def _fetched(self, activity: Json, origin: Origin, action: Action) -> Json:
        read = parse.again if action.name == AGAIN else parse.press
        answer = await self._handle(read(activity, origin, action))
        if isinstance(answer, Replace) and not answer.planned and not action.on_home:
            self._replies.redraw(origin, answer.card)
        phrases = self._phrases(origin.locale)
        return _in_dialog(answer, phrases) or words_dialog(phrases.done)

    async def _submitted(self, activity: Json, origin: Origin, action: Action) -> Json | None:
        if action.name in {CLOSE, KEEP}:
            return None
        read = parse.submission if action.form else parse.press
        answer = await self._handle(read(activity, origin, action))
        return _in_dialog(answer, self._phrases(origin.locale))

    async def _handle(self, incoming: Command | Press | Submission) -> Answer:
        if self.bot is None:
            raise RuntimeError("routes are added before anything is delivered")
        # Teams hangs up after some seconds; the shield lets the bot finish anyway.
        return await asyncio.shield(self.bot.handle(incoming))


def _answered(found: Json) -> web.Response:
    return web.Response(body=as_sent(found), content_type="application/json", charset="utf-8")


def _in_dialog(answer: Answer, phrases: Phrases) -> Json | None:
    """The response that shows an answer in a dialog; ``None`` closes the dialog."""
    match answer:
        case Ask(form=form):
            return form_dialog(form, phrases)
        case Say(card=card) | Replace(card=card):
            return card_dialog(card, phrases)
        case Nothing():
            return None
        case _:
            assert_never(answer)
