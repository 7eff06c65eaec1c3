"""Remembers each person's language and zone, so screens without the database can use them."""

import asyncio

from cachetools import LRUCache

from bot.core.conversation import Incoming
from bot.core.errors import BotError
from bot.core.people import Account, person_with
from bot.core.storage import Storage, Work, in_one_work
from bot.core.texts import Wording, Words

MOST = 5000
LOOK_S = 0.3
"""How long, in seconds, a person in need waits until their language is looked up."""


class Readers:
    """The language and zone of recent users, in memory only."""

    def __init__(self, wording: Wording, storage: Storage) -> None:
        self._wording = wording
        self._storage = storage
        self._known: LRUCache[Account, tuple[str, str]] = LRUCache(MOST)

    def words(self, incoming: Incoming) -> Words:
        """Return the words for a sender, in their remembered language or else their app's."""
        locale, zone = self._known.get(incoming.account, ("", ""))
        return self._wording.words(locale or incoming.locale, zone or incoming.zone or "UTC")

    def remember(self, account: Account, locale: str, zone: str) -> None:
        """Remember what an account's owner reads."""
        self._known[account] = (locale, zone)

    async def recall(self, incoming: Incoming) -> Words:
        """Return the words for a sender, after a quick look-up if they are not remembered."""
        account = incoming.account

        async def look(work: Work) -> None:
            if (person := await person_with(work, account)) is not None:
                self.remember(account, person.locale, person.zone)

        if account not in self._known:
            try:
                async with asyncio.timeout(LOOK_S):
                    await in_one_work(self._storage, look, reads_only=True)
            except (BotError, TimeoutError):
                # The screen must not wait: it uses the language of the app.
                pass
        return self.words(incoming)
