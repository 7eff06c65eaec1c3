"""Runs what several tasks want to write at about the same time in one unit of work.

A commit waits for the disk, and a unit of work begins and ends with a round trip. What a batch of
jobs decides, and what came back from its sends, is therefore committed together.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bot.core.errors import StorageDown
from bot.core.jobs import Job
from bot.core.read_ahead import rows_of
from bot.core.storage import Storage, Work, in_one_work

T = TypeVar("T")

MOST = 20
"""How many share a unit of work: a longer one would hold up presses."""


ReadAhead = Callable[[Work, Sequence[Job]], Awaitable[None]]
"""Reads at once what is to be read for each of some jobs."""


@dataclass
class _Waiting:
    do: Callable[[Work], Awaitable[Any]]
    job: Job | None
    ahead: ReadAhead
    result: "asyncio.Future[Any]" = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )


class Together:
    """A queue in front of a storage, emptied by one task while there is something in it.

    What was asked for first is done first, and its task goes on first.
    """

    def __init__(self, storage: Storage, *, reads_only: bool = False) -> None:
        """Do nothing yet; with ``reads_only`` the units of work only read."""
        self._storage = storage
        self._reads_only = reads_only
        self._waiting: list[_Waiting] = []
        self._emptying: asyncio.Task[None] | None = None

    async def run(
        self, do: Callable[[Work], Awaitable[T]], job: Job | None = None, ahead: ReadAhead = rows_of
    ) -> T:
        """Run ``do`` in a unit of work with whatever else waits now; commit before returning.

        ``ahead`` reads before that what is needed for ``job`` and for others of the batch; it is
        not called if nothing else waits. All may be run again from the start, as with
        ``in_one_work``. If ``do`` raises, each of the batch is run again by itself, and this raises
        what its own ``do`` raised.
        """
        mine = _Waiting(do, job, ahead)
        self._waiting.append(mine)
        if self._emptying is None or self._emptying.done():
            self._emptying = asyncio.create_task(self._empty())
        result: T = await mine.result
        return result

    async def _empty(self) -> None:
        while self._waiting:
            some, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
            # Who was cancelled meanwhile wants nothing any more.
            await self._commit([each for each in some if not each.result.done()])

    async def _commit(self, some: list[_Waiting]) -> None:
        async def run(work: Work) -> list[object]:
            for ahead in {each.ahead for each in some} if len(some) > 1 else ():
                jobs = [each.job for each in some if each.job and each.ahead is ahead]
                await ahead(work, jobs)
            return [await each.do(work) for each in some]

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
                    await self._commit([each])
        else:
            for each, result in zip(some, results, strict=True):
                if not each.result.done():
                    each.result.set_result(result)


def _end(some: list[_Waiting], fault: Exception) -> None:
    for each in some:
        if not each.result.done():
            each.result.set_exception(fault)
