"""Who reads which words: remembered, so that a screen without the database is in them as well."""

import asyncio

from cachetools import LRUCache

from bot.core.conversation import Incoming
from bot.core.errors import BotError
from bot.core.people import Account, person_with
from bot.core.storage import Storage, Work, in_one_work
from bot.core.texts import Wording, Words

MOST = 5000
LOOK_S = 0.3
"""How long somebody in need waits for the language they read."""


class Readers:
    """The words of those who were here lately; nothing of it outlasts the process."""

    def __init__(self, wording: Wording, storage: Storage) -> None:
        """Nobody was here yet."""
        self._wording = wording
        self._storage = storage
        self._known: LRUCache[Account, tuple[str, str]] = LRUCache(MOST)

    def words(self, incoming: Incoming) -> Words:
        """The words for whoever speaks: of the person if they were here, else of their app."""
        locale, zone = self._known.get(incoming.account, ("", ""))
        return self._wording.words(locale or incoming.locale, zone or incoming.zone or "UTC")

    def remember(self, account: Account, locale: str, zone: str) -> None:
        """Somebody reads this."""
        self._known[account] = (locale, zone)

    async def recall(self, incoming: Incoming) -> Words:
        """The words for whoever speaks; whom nobody remembers is looked up, if that is quick."""
        account = incoming.account

        async def look(work: Work) -> None:
            if (person := await person_with(work, account)) is not None:
                self.remember(account, person.locale, person.zone)

        if account not in self._known:
            try:
                async with asyncio.timeout(LOOK_S):
                    await in_one_work(self._storage, look, reads_only=True)
            except (BotError, TimeoutError):
                # Whatever it is, the screen goes out now, in the language of the app.
                return self.words(incoming)
        return self.words(incoming)
