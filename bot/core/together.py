"""Runs what several tasks want to write at about the same time in one unit of work.

A commit waits for the disk, and a unit of work begins and ends with a round trip. What a batch of
jobs decides, and what came back from its sends, is therefore committed together.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bot.core.errors import StorageDown
from bot.core.storage import Storage, Work, in_one_work

T = TypeVar("T")
A = TypeVar("A")

MOST = 20
"""How many share a unit of work: a longer one would hold up presses."""


ReadAhead = Callable[[Work, Sequence[A]], Awaitable[None]]
"""Reads at once what is to be read for each of some jobs, messages, or the like."""


@dataclass
class _Waiting:
    do: Callable[[Work], Awaitable[Any]]
    about: Any
    ahead: ReadAhead[Any]
    result: "asyncio.Future[Any]" = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )


async def nothing_ahead(work: Work, some: Sequence[object]) -> None:
    """Read nothing ahead."""


class Together:
    """A queue in front of a storage, emptied by one task while there is something in it.

    What was asked for first is done first, and its task goes on first.
    """

    def __init__(
        self, storage: Storage, *, reads_only: bool = False, lets_in_late: bool = False
    ) -> None:
        """Do nothing yet; with ``reads_only`` the units of work only read.

        With ``lets_in_late``, who comes while a unit of work is being opened has a place in it.
        Such a one may see the rows as they were a round trip before it came, and so must not build
        on what it has just seen committed by another unit of work.
        """
        self._storage = storage
        self._reads_only = reads_only
        self._lets_in_late = lets_in_late
        self._waiting: list[_Waiting] = []
        self._emptying: asyncio.Task[None] | None = None

    async def run(
        self,
        do: Callable[[Work], Awaitable[T]],
        about: A | None = None,
        ahead: ReadAhead[A] = nothing_ahead,
    ) -> T:
        """Run ``do`` in a unit of work with whatever else waits now; commit before returning.

        ``ahead`` reads before that what is needed for ``about`` and for others of the batch; it is
        not called if nothing else waits. All may be run again from the start, as with
        ``in_one_work``. If ``do`` raises, each of the batch is run again by itself, and this raises
        what its own ``do`` raised.
        """
        mine = _Waiting(do, about, ahead)
        self._waiting.append(mine)
        if self._emptying is None or self._emptying.done():
            self._emptying = asyncio.create_task(self._empty())
        result: T = await mine.result
        return result

    async def _empty(self) -> None:
        while some := self._next(MOST):
            await self._commit(some)

    def _next(self, most: int) -> list[_Waiting]:
        """Those who are next in the queue, without who was cancelled meanwhile."""
        waiting = [each for each in self._waiting if not each.result.done()]
        some, self._waiting = waiting[:most], waiting[most:]
        return some

    async def _commit(self, some: list[_Waiting], *, alone: bool = False) -> None:
        async def run(work: Work) -> list[object]:
            if self._lets_in_late and not alone:
                some.extend(self._next(MOST - len(some)))
            return await _results(work, some)

        try:
            results = await in_one_work(self._storage, run, reads_only=self._reads_only)
        except StorageDown as down:
            _end(some, down)
        except Exception as fault:  # noqa: BLE001 - it is raised where it belongs
            if len(some) == 1:
                _end(some, fault)
            else:
                # One of them failed, and took the others back with it.
                for each in some:
                    await self._commit([each], alone=True)
        else:
            for each, result in zip(some, results, strict=True):
                if not each.result.done():
                    each.result.set_result(result)


async def _results(work: Work, some: Sequence[_Waiting]) -> list[object]:
    for ahead in {each.ahead for each in some} if len(some) > 1 else ():
        await ahead(work, [each.about for each in some if each.ahead is ahead])
    return [await each.do(work) for each in some]


def _end(some: list[_Waiting], fault: Exception) -> None:
    for each in some:
        if not each.result.done():
            each.result.set_exception(fault)
