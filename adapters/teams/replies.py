"""Answers that do not fit into the response: posted directly after it, without a guarantee.

The action is already committed by then. An answer is for the person who asked: one to a command
in a channel goes to their own chat.
"""

import asyncio
from collections.abc import Awaitable, Callable

from adapters.late_answers import LateAnswers
from adapters.teams.address import address_of
from adapters.teams.clients import FAULTS
from adapters.teams.messenger import TeamsMessenger
from adapters.teams.parse import Origin, Surface, again_value
from adapters.teams.render import AGAIN, InLanguage, again_message, message_of
from adapters.teams.transport import CardMessage
from bot.core.conversation import Address, Answer, Ask, Command, Nothing, Replace, Say
from bot.core.errors import PlatformBusy
from bot.core.screens import Card

LONGEST_PAUSE_S = 10.0
"""An answer is retried as long as the waits that Teams demands are shorter than this in total."""


class Replies(LateAnswers):
    """Posts answers to the person who asked."""

    def __init__(
        self,
        messenger: TeamsMessenger,
        phrases: InLanguage,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        """Post through ``messenger``, which keeps to the rate limits."""
        super().__init__(FAULTS)
        self._messenger = messenger
        self._phrases = phrases
        self._sleep = sleep

    def after(self, origin: Origin, asked: Command, answer: Answer) -> None:
        """Answer a typed command after the response."""
        match answer:
            case Nothing() | Replace():
                return  # The home page is drawn by its job, which knows its message.
            case Say(card=card):
                self.say(origin, card)
            case Ask():
                self.offer(origin, AGAIN, again_value(asked))

    def say(self, origin: Origin, card: Card) -> None:
        """Show a card to this person only."""
        self._begin(self._post(origin, message_of(card)))

    def offer(self, origin: Origin, action: str, value: str) -> None:
        """Post a button instead of a form, because only a button can open one."""
        message = again_message(action, value, self._phrases(origin.locale))
        self._begin(self._post(origin, message))

    def redraw(self, origin: Origin, card: Card) -> None:
        """Replace the card of the pressed message for everybody.

        The response only replaces it for the person who pressed, and not permanently.
        """
        if origin.message:
            here = address_of(origin.tenant, origin.conversation)
            self._begin(self._messenger.replace(here, origin.message, card))

    async def _post(self, origin: Origin, message: CardMessage) -> None:
        left = LONGEST_PAUSE_S
        while True:
            try:
                await self._messenger.post_message(await self._private(origin), message)
            except PlatformBusy as busy:
                pause = busy.retry_after.total_seconds()
                left -= pause
                if left < 0:
                    raise
                await self._sleep(pause)
            else:
                return

    async def _private(self, origin: Origin) -> Address:
        if origin.surface is Surface.CHAT:
            return address_of(origin.tenant, origin.conversation)
        return await self._messenger.open_direct(origin.account)
