"""The worker's loop: woken by the ticker, by a commit, and by itself every five seconds."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.errors import StorageDown

LONGEST_WAIT_S = 5.0
log = logging.getLogger(__name__)

Duty = Callable[[], Awaitable[int]]
"""One thing to do at each wake-up; it says how much it did, 0 when nothing is left."""


class WorkLoop:
    """Does its duties whenever it is woken, until it is asked to stop; then it drains."""

    def __init__(self) -> None:
        """Begin without duties."""
        self._duties: list[Duty] = []
        self._wake = asyncio.Event()
        self._stopping = False
        self.passes = 0

    def add(self, *duties: Duty) -> None:
        """More to do at each wake-up, in this order."""
        self._duties.extend(duties)

    def wake(self) -> None:
        """Something may be due."""
        self._wake.set()

    def stop(self) -> None:
        """Finish what is in hand and leave."""
        self._stopping = True
        self._wake.set()

    async def run(self) -> None:
        """Work until ``stop``; what was begun is finished first."""
        while not self._stopping:
            self._wake.clear()
            for duty in self._duties:
                await self._do(duty)
            self.passes += 1
            await self._wait()

    async def _do(self, duty: Duty) -> None:
        try:
            while await duty() and not self._stopping:
                pass
        except StorageDown:
            log.exception("storage_down")
        except Exception:
            # One faulty duty must not keep the others from being done.
            log.exception("duty_failed")

    async def _wait(self) -> None:
        try:
            async with asyncio.timeout(LONGEST_WAIT_S):
                await self._wake.wait()
        except TimeoutError:
            return
