"""The worker's loop: woken by the ticker, by commits, and at least every five seconds."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable

from bot.core.errors import StorageDown

LONGEST_WAIT_S = 5.0
STUCK_AFTER_S = 300.0
"""Nothing that a duty does at one go takes nearly this long."""
log = logging.getLogger(__name__)

Duty = Callable[[], Awaitable[int]]
"""Work to do at each wake-up; returns how much it did, 0 if nothing is left."""


class WorkLoop:
    """Runs its duties whenever it is woken; ``stop`` lets the current ones finish."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        """``seconds`` tells how long a duty hangs."""
        self._seconds = seconds
        self._duties: list[Duty] = []
        self._slow: list[Duty] = []
        self._beside: dict[Duty, asyncio.Task[None]] = {}
        self._wake = asyncio.Event()
        self._stopping = False
        self._moved_s: float | None = None
        self.passes = 0

    @property
    def is_alive(self) -> bool:
        """Whether no duty hangs; also true before the loop runs."""
        return self._moved_s is None or self._seconds() - self._moved_s < STUCK_AFTER_S

    def add(self, *duties: Duty) -> None:
        """Add duties, to be run in this order at each wake-up."""
        self._duties.extend(duties)

    def add_slow(self, *duties: Duty) -> None:
        """Add duties that run beside the others, and are cancelled at the end.

        Asking a platform about thousands of people takes minutes, and a request for help must not
        wait for that. A wake-up starts those that are not running.
        """
        self._slow.extend(duties)

    def wake(self) -> None:
        """Run the duties now, as something may be due."""
        self._wake.set()

    def stop(self) -> None:
        """Finish the current duties and leave the loop."""
        self._stopping = True
        self._wake.set()

    async def run(self) -> None:
        """Run the duties until ``stop``."""
        try:
            while not self._stopping:
                self._wake.clear()
                self._begin_slow()
                for duty in self._duties:
                    await self._do(duty)
                self.passes += 1
                await self._wait()
        finally:
            await self._break_off()

    def _begin_slow(self) -> None:
        for duty in self._slow:
            task = self._beside.get(duty)
            if task is None or task.done():
                self._beside[duty] = asyncio.create_task(self._do(duty))

    async def _break_off(self) -> None:
        for task in self._beside.values():
            task.cancel()
        await asyncio.gather(*self._beside.values(), return_exceptions=True)

    async def _do(self, duty: Duty) -> None:
        try:
            more = True
            while more and not self._stopping:
                more = bool(await duty())
                self._moved_s = self._seconds()
        except StorageDown:
            log.exception("storage_down")
        except Exception:
            # A failing duty must not stop the others.
            log.exception("duty_failed")

    async def _wait(self) -> None:
        try:
            async with asyncio.timeout(LONGEST_WAIT_S):
                await self._wake.wait()
        except TimeoutError:
            return
