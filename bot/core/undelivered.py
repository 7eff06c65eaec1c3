"""Messages that ended undelivered, those that wait for something, and how to try one again."""

from dataclasses import replace

from bot.core.context import REDRAW
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


def is_message(job: Job) -> bool:
    """Whether a job posts a message; a card that somebody deleted is none, and is hung anew."""
    return job.kind != REDRAW


async def undelivered(work: Work) -> list[Job]:
    """Return the jobs whose message was not delivered, or perhaps not; the oldest first."""
    ended = Job.state.one_of(ENDED)
    found = await work.of(Job).find(ended, order_by=Job.due_at, limit=MOST_LISTED)
    return [job for job in found if is_message(job)]


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
