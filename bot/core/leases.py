"""A leased job's row, and its card's: every write is behind the fence of ``ours``."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.context import REDRAW, want_redraw
from bot.core.errors import LeaseLost
from bot.core.jobs import Job, JobState
from bot.core.seen import ShownCard, forget_shown
from bot.core.storage import Work

PAUSES = (5, 15, 60, 300, 900, 1800, 3600, 7200, 14400)
"""Seconds before the next attempt, by how many were made."""


async def ours(work: Work, job: Job) -> Job:
    """The job as it is now, if the lease we hold is the one in the row; else ``LeaseLost``."""
    now = await work.of(Job).get(job.reference)
    if now is None or now.lease_token is None or now.lease_token != job.lease_token:
        raise LeaseLost
    return now


async def finish(work: Work, job: Job, state: JobState) -> None:
    """Write how a job ended, and let it go."""
    await work.of(Job).save(replace(job, state=state, lease_token=None, lease_until=None))


async def put_back(work: Work, job: Job, at: datetime) -> None:
    """Give a job back, to be taken again at ``at``."""
    await work.of(Job).save(
        replace(job, state=JobState.PENDING, due_at=at, lease_token=None, lease_until=None)
    )


async def try_again(work: Work, job: Job, cost: int = 1, longest: timedelta | None = None) -> None:
    """Give a job back for another attempt after a pause that grows, ``longest`` at most."""
    pause = timedelta(seconds=PAUSES[min(job.attempts, len(PAUSES) - 1)])
    if longest is not None:
        pause = min(pause, longest)
    job = await work.of(Job).save(replace(job, attempts=job.attempts + cost))
    await put_back(work, job, work.now + pause)


async def let_go(work: Work, job: Job) -> None:
    """The card this job was at may be redrawn by another."""
    owner = job.subject if job.kind == REDRAW else job.reference
    shown = await work.of(ShownCard).get(owner)
    if shown is not None and shown.redrawing == job.reference:
        await work.of(ShownCard).save(replace(shown, redrawing=None))


async def redrawn(work: Work, shown: ShownCard, version: int) -> None:
    """Note which version is shown; if more was wanted meanwhile, ask for one more redraw."""
    shown = await work.of(ShownCard).save(replace(shown, shown=version, redrawing=None))
    if shown.wanted > version:
        await want_redraw(work, shown)
    elif not shown.subject:
        await forget_shown(work, shown)
