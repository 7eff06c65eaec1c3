"""APScheduler as the clock and no more: it wakes the worker, and the database holds the truth.

Its defaults drop a job that is one second late and stop an interval when the host's clock is
set back, so both are set otherwise here; and nothing that matters hangs on it, since the worker
also looks by itself every few seconds.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger


@contextmanager
def ticking(wake: Callable[[], None], seconds: float = 1.0) -> Iterator[None]:
    """Call ``wake`` every so many seconds for as long as the block runs.

    ``wake`` must only set an ``asyncio.Event`` or the like: a scheduler that is shut down
    cancels what it runs.
    """
    scheduler = AsyncIOScheduler(timezone="UTC")

    async def tick() -> None:
        # As a coroutine it runs on the event loop itself, not in a thread beside it.
        wake()

    scheduler.add_job(
        tick, IntervalTrigger(seconds=seconds), misfire_grace_time=None, coalesce=True
    )
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
