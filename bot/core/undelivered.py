"""Messages that ended undelivered, those that wait for something, and how to try one again."""

from dataclasses import replace

from bot.core.jobs import Job, JobState, Reason
from bot.core.storage import Work

HELD_UP_BY = (
    Reason.INSTALLATION,
    Reason.REFUSED,
    Reason.ACCOUNT,
    Reason.PROCESS,
    Reason.FAULT,
    Reason.UNKNOWN,
)
"""What a job waits for that time alone does not bring."""
ENDED = (JobState.DEAD, JobState.UNKNOWN)
MOST_LISTED = 500


async def undelivered(work: Work) -> list[Job]:
    """Return the jobs whose message was not delivered, or perhaps not; the oldest first."""
    return await work.of(Job).find(Job.state.one_of(ENDED), order_by=Job.due_at, limit=MOST_LISTED)


async def count_undelivered(work: Work) -> int:
    """Count the jobs whose message was not delivered, or perhaps not."""
    return await work.of(Job).count(Job.state.one_of(ENDED))


async def held_up(work: Work) -> list[Job]:
    """Return the jobs that wait for something other than their time; the oldest first."""
    return await work.of(Job).find(
        Job.state.is_(JobState.PENDING),
        Job.reason.one_of(HELD_UP_BY),
        order_by=Job.due_at,
        limit=MOST_LISTED,
    )


async def retry(work: Work, reference: str) -> bool:
    """Let a message that ended undelivered be sent again, as if it were due now.

    Its job decides anew whether it still makes sense. Returns ``False`` if there is no such job.
    """
    job = await work.of(Job).get(reference)
    if job is None or job.state not in ENDED:
        return False
    await work.save(
        replace(
            job,
            state=JobState.PENDING,
            due_at=work.now,
            first_due_at=work.now,
            reason=Reason.NONE,
            code="",
            attempts=0,
            repeats=0,
        )
    )
    return True
