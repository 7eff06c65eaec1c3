"""Long housekeeping is done in portions, each a job, so that presses come in between."""

from bot.core.job_kinds import Done, Step
from bot.core.jobs import Job
from bot.core.records import Condition
from bot.core.storage import R, Work, new_reference

AT_ONCE = 500
"""How many records one portion removes."""
_GOES_ON = "+"
"""Between the key of a job and what tells those apart that go on where it ended."""


async def go_on(work: Work, job: Job, detail: str = "") -> None:
    """Write a job that goes on at once where this one ends.

    ``detail`` says where. The job itself is to end as done: a crash before that undoes both.
    """
    begun = job.key.partition(_GOES_ON)[0]
    await work.add(
        Job(
            reference=new_reference(),
            key=f"{begun}{_GOES_ON}{new_reference()}",
            kind=job.kind,
            due_at=work.now,
            first_due_at=job.meant_for,
            subject=job.subject,
            detail=detail,
            urgency=job.urgency,
        )
    )


async def remove_old(
    work: Work, job: Job, kind: type[R], *where: Condition[R], most: int = AT_ONCE
) -> Step:
    """Remove the first records that match; another job removes what is left of them."""
    if await work.remove_some(kind, *where, limit=most) == most:
        await go_on(work, job)
    return Done()
