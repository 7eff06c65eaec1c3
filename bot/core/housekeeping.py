"""Periodic work: sweeps, the auditor, and the removal of old rows."""

import logging
from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from bot.core.context import Context
from bot.core.deployment import leap_is_new
from bot.core.health import Cause, Check, Finding, Mender
from bot.core.job_kinds import HOWEVER_LATE, Done, JobKind, Step
from bot.core.jobs import OPEN, Job, JobState, schedule
from bot.core.names import JobName
from bot.core.observations import put_together
from bot.core.process_health import CHECKS as PROCESSES
from bot.core.routes import Feature, Registry, Sweep
from bot.core.seen import Seen, ShownCard, forget_shown
from bot.core.sending_health import checks as sending_checks
from bot.core.storage import Storage, Work, in_one_work

AUDIT = JobName("core.audit")
TIDY = JobName("core.tidy")
SEEN_FOR = timedelta(hours=48)
UNREAD_FOR = timedelta(days=30)
"""How long a closed message about nothing that is kept can still be opened."""
SWEEPS_KEPT_FOR = timedelta(days=2)
JOBS_KEPT_FOR = timedelta(days=90)
"""Longer than any key can be used again, which is at most sixty days."""
FINISHED = (JobState.DONE, JobState.CANCELLED)
ENDED = (*FINISHED, JobState.SENT, JobState.UNKNOWN, JobState.DEAD)
MOST_AT_ONCE = 1000
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
OVERDUE = Cause(
    "work_overdue", Mender.MAKERS, "health.found.overdue", "health.mend.overdue", broken=True
)
log = logging.getLogger(__name__)


async def plan_sweeps(storage: Storage, registry: Registry) -> int:
    """Write a job for each sweep that has none in its present period; returns how many.

    It runs every second, so it opens a writing work only if a job is missing.
    """

    async def missing(work: Work) -> dict[str, Sweep]:
        keys = {
            f"sweep:{sweep.kind}:{(work.now - EPOCH) // sweep.every}": sweep
            for sweep in registry.sweeps
        }
        there = await work.of(Job).find(Job.key.one_of(tuple(keys)))
        return {key: keys[key] for key in keys.keys() - {job.key for job in there}}

    async def plan(work: Work) -> int:
        sweeps = await missing(work)
        for key, sweep in sweeps.items():
            await schedule(work, sweep.kind, key, work.now)
        return len(sweeps)

    if await in_one_work(storage, missing, reads_only=True):
        return await in_one_work(storage, plan)
    return 0


async def overdue(context: Context, registry: Registry) -> dict[str, int]:
    """Return, by audit, how many things lack a next step; all zero when all is well."""
    return {audit.name: len(await audit.find(context)) for audit in registry.audits}


def core(registry_of: "list[Registry]", final: Collection[str]) -> Feature:
    """Make the core's own jobs; ``registry_of`` is filled once the registry exists.

    The kinds of job in ``final`` wait after a leap of the clock.
    """

    async def audit(context: Context, job: Job) -> Step:
        if await leap_is_new(context.work):
            # What seems to be overdue may only be so by a wrong clock.
            return Done()
        for one in registry_of[0].audits:
            for reference in await one.find(context):
                log.error("audit_mended", extra={"audit": one.name, "subject": reference})
                await one.mend(context, reference)
        await registry_of[0].settle(context)
        return Done()

    async def find(context: Context) -> list[Finding]:
        if await leap_is_new(context.work):
            return []
        late = await overdue(context, registry_of[0])
        return [
            OVERDUE.said(context.words, count=count, detail=name)
            for name, count in late.items()
            if count
        ]

    return Feature(
        checks=(*sending_checks(final), *PROCESSES, Check("audits", find, (OVERDUE,))),
        jobs=(JobKind(AUDIT, audit, HOWEVER_LATE), JobKind(TIDY, _tidy, HOWEVER_LATE)),
        sweeps=(Sweep(AUDIT, timedelta(minutes=1)), Sweep(TIDY, timedelta(hours=1))),
    )


async def _tidy(context: Context, job: Job) -> Step:
    """Remove rows that recognise repeats, once no repeat can come; put old counts together."""
    await put_together(context.work)
    for seen in await context.work.of(Seen).find(Seen.at.at_most(context.now - SEEN_FOR)):
        await context.work.remove(seen)
    for shown in await context.work.of(ShownCard).find(
        ShownCard.subject.is_(""), ShownCard.at.at_most(context.now - SEEN_FOR)
    ):
        if shown.is_to_be_read and shown.at > context.now - UNREAD_FOR:
            continue
        # Its last redraw failed because the conversation is gone.
        waiting = await context.work.of(Job).count(
            Job.subject.is_(shown.reference), Job.state.one_of(OPEN)
        )
        if not waiting:
            await forget_shown(context.work, shown)
    jobs = context.work.of(Job)
    for done in await jobs.find(
        Job.state.one_of(FINISHED), Job.due_at.at_most(context.now - SWEEPS_KEPT_FOR)
    ):
        if done.key.startswith("sweep:"):
            await context.work.remove(done)
    old = context.now - JOBS_KEPT_FOR
    for ended in await jobs.find(
        Job.state.one_of(ENDED), Job.due_at.at_most(old), order_by=Job.due_at, limit=MOST_AT_ONCE
    ):
        await context.work.remove(ended)
    return Done()
