"""Answers that do not fit into the response: shown directly after it, without a guarantee.

The action is already committed by then. A response URL is a secret for 30 minutes, so it is only
kept in memory.
"""

import asyncio
import logging
from typing import Any
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession
from slack_sdk.errors import SlackApiError, SlackClientError

from adapters.late_answers import LateAnswers
from adapters.slack.clients import Clients, error_of
from adapters.slack.parse import AGAIN, Origin, Surface, again_value
from adapters.slack.pictures import SlackPictures
from adapters.slack.render import Drawing, InLanguage, again_json
from bot.core.conversation import Answer, Ask, Command, Nothing, Press, Replace, Say
from bot.core.errors import BotError
from bot.core.screens import Card, Form

OPEN_TIMEOUT_S = 1.5
"""The time to open a form, because a trigger expires after three seconds."""
SLACK_HOST = "hooks.slack.com"
NOT_SHOWN = (SlackApiError, SlackClientError, ClientError, BotError, TimeoutError, ValueError)
log = logging.getLogger(__name__)


class Replies(LateAnswers):
    """Shows answers on the surface where the person acted."""

    def __init__(
        self,
        clients: Clients,
        session: ClientSession,
        api: str,
        phrases: InLanguage,
        drawing: Drawing | None = None,
        pictures: SlackPictures | None = None,
    ) -> None:
        """``api`` is the Web API's URL; response URLs must be on its host or on Slack's own.

        Without ``pictures`` charts are shown in words alone.
        """
        super().__init__(NOT_SHOWN)
        self._clients = clients
        self._session = session
        self._hosts = {SLACK_HOST, urlsplit(api).netloc}
        self._phrases = phrases
        self._drawing = drawing or Drawing()
        self._pictures = pictures

    async def ask(self, origin: Origin, form: Form) -> bool:
        """Open a form before the trigger expires; return ``False`` if Slack did not open it."""
        try:
            async with asyncio.timeout(OPEN_TIMEOUT_S):
                await self._open(origin, self._drawing.form(form))
        except NOT_SHOWN:
            log.warning("form_not_opened")
            return False
        return True

    def offer(self, origin: Origin, incoming: Press | Command) -> None:
        """Show a button instead of a form that did not open; pressing it gives a new trigger."""
        if isinstance(incoming, Command):
            action, value = AGAIN, again_value(incoming)
        else:
            action, value = incoming.action, incoming.value
        self._begin(self._offer(origin, again_json(action, value, self._phrases(origin.locale))))

    def take_back(self, origin: Origin) -> None:
        """Delete the button that offered a form, because the form is open now."""
        self._begin(self._respond(origin, {"delete_original": True}))

    async def _offer(self, origin: Origin, message: dict[str, Any]) -> None:
        if origin.response_url:
            await self._respond(origin, {**message, "replace_original": False})
        else:
            # Home, modals and shortcuts have no URL, so use the private conversation.
            client = await self._clients.of(origin.account.tenant)
            await client.chat_postMessage(channel=origin.account.user, **message)

    def after(self, origin: Origin, answer: Answer) -> None:
        """Show an answer once the response has gone."""
        match answer:
            case Say(card=card):
                self._begin(self._show_all(origin, card, instead=False))
            case Replace(card=card, planned=True):
                # A job that was committed with the press redraws the card, in words.
                self._begin(self._show_picture(origin, card))
            case Replace(card=card):
                self._begin(self._show_all(origin, card, instead=True))
            case Nothing() | Ask():
                return

    async def _show_all(self, origin: Origin, card: Card, *, instead: bool) -> None:
        await self._show(origin, card, instead=instead)
        await self._show_picture(origin, card)
        if instead and self._pictures is not None:
            # The pressed message shows something else now.
            for reference in origin.pictures:
                await self._pictures.remove(reference)

    async def _show_picture(self, origin: Origin, card: Card) -> None:
        """Show a chart as a picture, after its words, where the app has the permission for it."""
        if self._pictures is None:
            return
        channel = await self._pictures.show(origin, card)
        if channel == origin.channel and origin.surface is Surface.EPHEMERAL:
            # The words stand right above the message that now shows them as a picture.
            await self._respond(origin, {"delete_original": True})

    def draw_home(self, origin: Origin, card: Card) -> None:
        """Draw the home tab that somebody has just opened; a committed job draws it once more.

        If the tab was drawn since they opened it, it is newer than this card and stays.
        """
        self._begin(self._draw_opened(origin, card))

    async def _draw_opened(self, origin: Origin, card: Card) -> None:
        try:
            await self._draw_home(
                origin, card, **({"hash": origin.opened} if origin.opened else {})
            )
        except SlackApiError as fault:
            if error_of(fault) != "hash_conflict":
                raise

    async def _show(self, origin: Origin, card: Card, *, instead: bool) -> None:
        """Show a card where the person acted; ``instead`` replaces the card they pressed."""
        match origin.surface:
            case Surface.HOME if instead:
                await self._draw_home(origin, card)
            case Surface.HOME | Surface.SHORTCUT:
                await self._show_above(origin, card)
            case Surface.MODAL:
                await self._open(origin, self._modal(origin, card))
            case Surface.COMMAND | Surface.MESSAGE | Surface.EPHEMERAL if instead:
                drawn = self._drawing.message(card)
                await self._respond(origin, {**drawn, "replace_original": True})
            case Surface.COMMAND | Surface.MESSAGE | Surface.EPHEMERAL:
                await self._whisper(origin, card)

    async def _show_above(self, origin: Origin, card: Card) -> None:
        """Show a card in a modal, or elsewhere if none opens.

        The card may hold a number to call, so the person must see it in any case.
        """
        try:
            await self._open(origin, self._modal(origin, card))
        except NOT_SHOWN:
            log.warning("modal_not_opened")
            if origin.surface is Surface.HOME:
                # The next opening of the home tab restores it.
                await self._draw_home(origin, card)
            elif origin.response_url:
                await self._whisper(origin, card)
            else:
                client = await self._clients.of(origin.account.tenant)
                drawn = self._drawing.message(card)
                await client.chat_postMessage(channel=origin.account.user, **drawn)

    async def _draw_home(self, origin: Origin, card: Card, **options: str) -> None:
        client = await self._clients.of(origin.account.tenant)
        view = self._drawing.home(card)
        await client.views_publish(user_id=origin.account.user, view=view, **options)

    async def _whisper(self, origin: Origin, card: Card) -> None:
        """Post a message that only this person sees, by the response URL or by a call."""
        drawn = self._drawing.message(card)
        ephemeral = {"replace_original": False, "response_type": "ephemeral"}
        try:
            await self._respond(origin, {**drawn, **ephemeral})
        except NOT_SHOWN:
            client, user = await self._clients.of(origin.account.tenant), origin.account.user
            await client.chat_postEphemeral(channel=origin.channel, user=user, **drawn)

    async def _respond(self, origin: Origin, message: dict[str, Any]) -> None:
        if urlsplit(origin.response_url).netloc not in self._hosts:
            raise ValueError("the response URL is not on a host of Slack")
        async with self._session.post(origin.response_url, json=message) as response:
            response.raise_for_status()

    async def _open(self, origin: Origin, view: dict[str, Any]) -> None:
        client = await self._clients.of(origin.account.tenant)
        if origin.surface is Surface.MODAL:
            await client.views_update(view_id=origin.view, view=view)
        else:
            await client.views_open(trigger_id=origin.trigger, view=view)

    def _modal(self, origin: Origin, card: Card) -> dict[str, Any]:
        return self._drawing.card_modal(card, self._phrases(origin.locale))
