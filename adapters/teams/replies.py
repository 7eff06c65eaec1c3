"""Answers that do not fit into the response: posted straight after it, best effort.

What somebody did is committed by then; what is shown here only tells of it. An answer is for the
one who asked: where they asked in a channel, it goes to their own chat.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

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
"""Where Teams asks to wait no longer than this in all, an answer is tried again."""
log = logging.getLogger(__name__)


class Replies:
    """Posts answers where they belong, and knows which are still on their way."""

    def __init__(
        self,
        messenger: TeamsMessenger,
        phrases: InLanguage,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        """Write by ``messenger``, so that answers keep the pace like everything else."""
        self._messenger = messenger
        self._phrases = phrases
        self._sleep = sleep
        self._on_their_way: set[asyncio.Task[None]] = set()

    async def drain(self) -> None:
        """Return when no answer is on its way any more."""
        while self._on_their_way:
            await asyncio.gather(*self._on_their_way)

    def after(self, origin: Origin, asked: Command, answer: Answer) -> None:
        """Answer typed words, once the response has gone."""
        match answer:
            case Nothing():
                return
            case Say(card=card) | Replace(card=card):
                self.say(origin, card)
            case Ask():
                self.offer(origin, AGAIN, again_value(asked))

    def say(self, origin: Origin, card: Card) -> None:
        """Show a card to this person only."""
        self._begin(self._post(origin, message_of(card)))

    def offer(self, origin: Origin, action: str, value: str) -> None:
        """A button in place of a form that cannot be opened there."""
        message = again_message(action, value, self._phrases(origin.locale))
        self._begin(self._post(origin, message))

    def redraw(self, origin: Origin, card: Card) -> None:
        """Put a card in the place of the message that was pressed, for everybody who sees it.

        Who pressed has it in the response; without this the old one is back at the next look.
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

    def _begin(self, showing: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(self._calmly(showing))
        self._on_their_way.add(task)
        task.add_done_callback(self._on_their_way.discard)

    async def _calmly(self, showing: Coroutine[Any, Any, None]) -> None:
        try:
            await showing
        except FAULTS as fault:
            # What was done is done, and the next word or press shows it.
            log.warning("answer_not_shown", extra={"error": type(fault).__name__})
        except Exception:
            log.exception("answer_failed")
