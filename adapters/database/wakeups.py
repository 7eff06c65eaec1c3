"""Wakes a worker as soon as another process has committed what is due, on PostgreSQL.

Nothing depends on it: a worker looks by itself every second. Behind a pooler that lends its
connections by the transaction nothing is ever heard, since the one that listens is lent on.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from adapters.database.sessions import Sessions
from bot.core.errors import BotError

HEARD_WITHIN_S = 5.0
"""Longer than a busy server takes to pass on what it was told."""
_LOOKS_EVERY_S = 60.0
"""How often it is tried whether anything is still heard: a network may drop a quiet connection."""
LISTENS_AGAIN_S = 5.0

log = logging.getLogger(__name__)


class Wakeups:
    """Listens for what other processes commit to the same database; on SQLite for nothing."""

    def __init__(
        self,
        sessions: Sessions,
        wake: Callable[[], None],
        again_s: float = LISTENS_AGAIN_S,
    ) -> None:
        """Listen to nothing yet. ``wake`` only sets an ``asyncio.Event`` or the like."""
        self._sessions = sessions
        self._wake = wake
        self._again_s = again_s
        self._heard = asyncio.Event()
        self._lost = asyncio.Event()
        self._next_s = 0.0
        self._is_told = False

    async def keep(self) -> int:
        """A slow duty: listen until the connection is lost; raises nothing.

        Called again it listens anew, but not within ``again_s``, or a minute if nothing was heard.
        """
        if not self._sessions.on_postgresql or time.monotonic() < self._next_s:
            # Only one process serves an SQLite file.
            return 0
        self._next_s = time.monotonic() + self._again_s
        try:
            async with self.listening():
                # Something may have been committed before this process listened.
                self._wake()
                while await self.is_heard():
                    if await _is_set(self._lost, _LOOKS_EVERY_S):
                        return 0
                if self._lost.is_set():
                    return 0
        except BotError:
            # Other duties tell of a database that does not answer.
            return 0
        self._next_s = time.monotonic() + _LOOKS_EVERY_S
        if not self._is_told:
            # Once is enough for a log: the doctor says it as long as it is so.
            self._is_told = True
            log.warning("wakeups_not_heard")
        return 0

    async def is_heard(self) -> bool:
        """Whether what a transaction tells arrives here. Raises ``StorageDown`` or ``Conflict``."""
        self._heard.clear()
        async with self._sessions.leasing() as session:
            session.wake_others()
        return await _is_set(self._heard, HEARD_WITHIN_S)

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Listen during the block. Raises ``StorageDown``."""
        self._lost.clear()
        async with self._sessions.listening(self._hear, self._lost.set):
            yield

    def _hear(self) -> None:
        self._heard.set()
        self._wake()


async def are_heard(sessions: Sessions) -> bool:
    """Whether processes can wake one another; on SQLite there is only one.

    Raises ``StorageDown`` or ``Conflict``.
    """
    if not sessions.on_postgresql:
        return True
    wakeups = Wakeups(sessions, lambda: None)
    async with wakeups.listening():
        return await wakeups.is_heard()


async def _is_set(event: asyncio.Event, within_s: float) -> bool:
    try:
        async with asyncio.timeout(within_s):
            await event.wait()
    except TimeoutError:
        return False
    return True
