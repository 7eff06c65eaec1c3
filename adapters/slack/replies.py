"""Answers that do not fit into the response: shown straight after it, best effort.

What somebody did is committed by then; what is shown here only tells of it. A response URL is a
secret that lives 30 minutes: it is held in memory and nowhere else.
"""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession
from slack_sdk.errors import SlackApiError, SlackClientError

from adapters.slack.clients import Clients
from adapters.slack.parse import AGAIN, Origin, Surface, again_value
from adapters.slack.render import Drawing, InLanguage, again_json
from bot.core.conversation import Answer, Ask, Command, Nothing, Press, Replace, Say
from bot.core.errors import BotError
from bot.core.screens import Card, Form

OPEN_TIMEOUT_S = 1.5
"""A trigger lives three seconds, and some of them are gone by then."""
SLACK_HOST = "hooks.slack.com"
NOT_SHOWN = (SlackApiError, SlackClientError, ClientError, BotError, TimeoutError, ValueError)
log = logging.getLogger(__name__)


class Replies:
    """Shows answers on the surface they belong to, and knows which are still on their way."""

    def __init__(
        self,
        clients: Clients,
        session: ClientSession,
        api: str,
        phrases: InLanguage,
        drawing: Drawing | None = None,
    ) -> None:
        """``api`` is the Web API's address: its host may be answered as well as Slack's own."""
        self._clients = clients
        self._session = session
        self._hosts = {SLACK_HOST, urlsplit(api).netloc}
        self._phrases = phrases
        self._drawing = drawing or Drawing()
        self._on_their_way: set[asyncio.Task[None]] = set()

    async def drain(self) -> None:
        """Return when no answer is on its way any more."""
        while self._on_their_way:
            await asyncio.gather(*self._on_their_way)

    async def ask(self, origin: Origin, form: Form) -> bool:
        """Open a form while the trigger lives; ``False`` if Slack did not open it."""
        try:
            async with asyncio.timeout(OPEN_TIMEOUT_S):
                await self._open(origin, self._drawing.form(form))
        except NOT_SHOWN:
            log.warning("form_not_opened")
            return False
        return True

    def offer(self, origin: Origin, incoming: Press | Command) -> None:
        """A button in place of a form that was not opened: pressing it brings a fresh trigger."""
        if isinstance(incoming, Command):
            action, value = AGAIN, again_value(incoming)
        else:
            action, value = incoming.action, incoming.value
        self._begin(self._offer(origin, again_json(action, value, self._phrases(origin.locale))))

    def take_back(self, origin: Origin) -> None:
        """The form is open now: the button that offered it has nothing to tell any more."""
        self._begin(self._respond(origin, {"delete_original": True}))

    async def _offer(self, origin: Origin, message: dict[str, Any]) -> None:
        if origin.response_url:
            await self._respond(origin, {**message, "replace_original": False})
        else:
            # From Home, a modal or a shortcut there is no URL; their own conversation is left.
            client = await self._clients.of(origin.account.tenant)
            await client.chat_postMessage(channel=origin.account.user, **message)

    def after(self, origin: Origin, answer: Answer) -> None:
        """Show an answer once the response has gone."""
        match answer:
            case Nothing():
                return
            case Replace(planned=True):
                return  # a job that was committed with the press does it
            case Say(card=card):
                self._begin(self._say(origin, card))
            case Replace(card=card):
                self._begin(self._replace(origin, card))
            case Ask():
                return

    def _begin(self, showing: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(self._calmly(showing))
        self._on_their_way.add(task)
        task.add_done_callback(self._on_their_way.discard)

    async def _calmly(self, showing: Coroutine[Any, Any, None]) -> None:
        try:
            await showing
        except NOT_SHOWN:
            # What was done is done, and the next press or opening of Home shows it.
            log.warning("answer_not_shown")
        except Exception:
            log.exception("answer_failed")

    async def _say(self, origin: Origin, card: Card) -> None:
        match origin.surface:
            case Surface.HOME | Surface.SHORTCUT:
                await self._show_above(origin, card)
            case Surface.MODAL:
                await self._redraw_modal(origin, card)
            case Surface.COMMAND | Surface.MESSAGE | Surface.EPHEMERAL:
                await self._whisper(origin, card)

    async def _replace(self, origin: Origin, card: Card) -> None:
        match origin.surface:
            case Surface.HOME:
                await self._draw_home(origin, card)
            case Surface.SHORTCUT:
                await self._show_above(origin, card)
            case Surface.MODAL:
                await self._redraw_modal(origin, card)
            case Surface.COMMAND | Surface.MESSAGE | Surface.EPHEMERAL:
                await self._respond(
                    origin, {**self._drawing.message(card), "replace_original": True}
                )

    async def _show_above(self, origin: Origin, card: Card) -> None:
        """In a modal; where none opens, in a place that leaves as little behind.

        It may be a number to call: somebody who pressed for it is not left with nothing.
        """
        try:
            await self._open(origin, self._drawing.card_modal(card, self._phrases(origin.locale)))
        except NOT_SHOWN:
            log.warning("modal_not_opened")
            if origin.surface is Surface.HOME:
                # Opened again, their page is what it was.
                await self._draw_home(origin, card)
            elif origin.response_url:
                await self._whisper(origin, card)
            else:
                client = await self._clients.of(origin.account.tenant)
                await client.chat_postMessage(
                    channel=origin.account.user, **self._drawing.message(card)
                )

    async def _draw_home(self, origin: Origin, card: Card) -> None:
        client = await self._clients.of(origin.account.tenant)
        await client.views_publish(user_id=origin.account.user, view=self._drawing.home(card))

    async def _whisper(self, origin: Origin, card: Card) -> None:
        """A new message that only they see; where its URL fails, by the other way there is."""
        message = {
            **self._drawing.message(card),
            "replace_original": False,
            "response_type": "ephemeral",
        }
        try:
            await self._respond(origin, message)
        except NOT_SHOWN:
            client = await self._clients.of(origin.account.tenant)
            await client.chat_postEphemeral(
                channel=origin.channel, user=origin.account.user, **self._drawing.message(card)
            )

    async def _respond(self, origin: Origin, message: dict[str, Any]) -> None:
        if urlsplit(origin.response_url).netloc not in self._hosts:
            raise ValueError("a response goes to Slack and nowhere else")
        async with self._session.post(origin.response_url, json=message) as response:
            response.raise_for_status()

    async def _open(self, origin: Origin, view: dict[str, Any]) -> None:
        client = await self._clients.of(origin.account.tenant)
        if origin.surface is Surface.MODAL:
            await client.views_update(view_id=origin.view, view=view)
        else:
            await client.views_open(trigger_id=origin.trigger, view=view)

    async def _redraw_modal(self, origin: Origin, card: Card) -> None:
        client = await self._clients.of(origin.account.tenant)
        modal = self._drawing.card_modal(card, self._phrases(origin.locale))
        await client.views_update(view_id=origin.view, view=modal)
