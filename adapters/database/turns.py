"""How many units of work of one process write at the same time on PostgreSQL.

Serializable transactions undo each other, all the more the more there are at once. A few side by
side get more done than one after the other, as long as whoever was undone is not undone again by
those who came after it.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast
from weakref import WeakSet

from bot.core.errors import Conflict


class Turns:
    """Lets a few write side by side, and alone whoever was undone the last time."""

    def __init__(self, side_by_side: int) -> None:
        """Let so many in at once."""
        self._most = side_by_side
        self._door = asyncio.Lock()
        self._free = asyncio.Semaphore(side_by_side)
        self._undone: WeakSet[asyncio.Task[object]] = WeakSet()

    @asynccontextmanager
    async def turn(self, within_s: float) -> AsyncIterator[None]:
        """Have a turn, in the order of asking; ``TimeoutError`` if none came within that time.

        A task whose last turn ended in ``Conflict`` has this one alone.
        """
        task = cast("asyncio.Task[object]", asyncio.current_task())
        taken = await self._taken(self._most if task in self._undone else 1, within_s)
        self._undone.discard(task)
        try:
            yield
        except Conflict:
            self._undone.add(task)
            raise
        finally:
            self._give_back(taken)

    async def _taken(self, wanted: int, within_s: float) -> int:
        taken = 0
        try:
            # Whoever wants to be alone keeps the door until the others have left.
            async with asyncio.timeout(within_s), self._door:
                while taken < wanted:
                    await self._free.acquire()
                    taken += 1
        except BaseException:
            self._give_back(taken)
            raise
        return taken

    def _give_back(self, taken: int) -> None:
        for _ in range(taken):
            self._free.release()
