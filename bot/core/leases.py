"""Writes to a leased job and to its card. Call ``ours`` first: it proves that the lease is ours."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.context import REDRAW, want_redraw
from bot.core.errors import LeaseLost
from bot.core.jobs import Job, JobState, Reason
from bot.core.seen import ShownCard, forget_shown
from bot.core.storage import Work

PAUSES = (5, 15, 60, 300, 900, 1800, 3600)
"""Seconds before the next attempt, by the number of attempts made."""


async def ours(work: Work, job: Job) -> Job:
    """Return the job as it is now. Raises ``LeaseLost`` if its row has another lease than ours."""
    now = await work.of(Job).get(job.reference)
    if now is None or now.lease_token is None or now.lease_token != job.lease_token:
        raise LeaseLost
    return now


async def finish(work: Work, job: Job, state: JobState, reason: Reason = Reason.NONE) -> None:
    """Write how a job ended, and why if it was not delivered; end its lease."""
    await work.save(replace(job, state=state, reason=reason, lease_token=None, lease_until=None))


async def put_back(work: Work, job: Job, at: datetime, reason: Reason = Reason.NONE) -> None:
    """Return a job to the queue, due at ``at``; ``reason`` is what it waits for."""
    await work.save(
        replace(
            job,
            state=JobState.PENDING,
            due_at=at,
            first_due_at=job.meant_for,
            reason=reason,
            lease_token=None,
            lease_until=None,
        )
    )


def pause_after(attempts: int, longest: timedelta | None = None) -> timedelta:
    """Return the pause before the next attempt, which grows with the attempts made."""
    pause = timedelta(seconds=PAUSES[min(attempts, len(PAUSES) - 1)])
    return pause if longest is None else min(pause, longest)


async def card_of(work: Work, job: Job) -> ShownCard | None:
    """Return the shown card that a job posts or redraws."""
    return await work.of(ShownCard).get(card_reference(job))


def card_reference(job: Job) -> str:
    """Return the reference of the shown card that a job posts or redraws."""
    return job.subject if job.kind == REDRAW else job.reference


async def release_card(work: Work, job: Job) -> None:
    """Let other jobs redraw the card that this job was drawing."""
    shown = await card_of(work, job)
    if shown is not None and shown.redrawing == job.reference:
        await work.save(replace(shown, redrawing=None))


async def note_drawn(work: Work, shown: ShownCard, version: int, *, is_last: bool = False) -> None:
    """Note which version a card shows; if a newer one is wanted, schedule one more redraw.

    A card without a subject is forgotten, as nothing changes what it shows; so is one of a screen
    that is drawn only once (``is_last``).
    """
    shown = await work.save(replace(shown, shown=version, redrawing=None))
    if shown.wanted > version:
        await want_redraw(work, shown)
    elif (is_last or not shown.subject) and not shown.is_to_be_read:
        await forget_shown(work, shown)
