"""APScheduler, used only to wake the worker regularly; the jobs themselves are in the database.

Its defaults that drop late jobs are changed here. Nothing depends on it: the worker also wakes
by itself every few seconds.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger


@contextmanager
def ticking(wake: Callable[[], None], seconds: float = 1.0) -> Iterator[None]:
    """Call ``wake`` every ``seconds`` while the block runs.

    ``wake`` must only set an ``asyncio.Event`` or the like: a scheduler that is shut down
    cancels what it runs.
    """
    scheduler = AsyncIOScheduler(timezone="UTC")

    async def tick() -> None:
        # APScheduler runs a coroutine on the event loop, and a plain function in a thread.
        wake()

    scheduler.add_job(
        tick, IntervalTrigger(seconds=seconds), misfire_grace_time=None, coalesce=True
    )
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
