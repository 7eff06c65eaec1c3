"""Periodic work: sweeps, the auditor, and the removal of old rows."""

import logging
from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from bot.core.context import Context
from bot.core.deployment import leap_is_new
from bot.core.health import Cause, Check, Finding, Mender
from bot.core.job_kinds import HOWEVER_LATE, Done, JobKind, Step
from bot.core.jobs import OPEN, Job, JobState, Urgency, schedule
from bot.core.last_audit import LATE_AFTER, last_audit, note_audit
from bot.core.names import JobName
from bot.core.observations import put_together
from bot.core.portions import AT_ONCE, go_on
from bot.core.process_health import CHECKS as PROCESSES
from bot.core.processes import alive
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
ENDED = (
    JobState.DONE,
    JobState.CANCELLED,
    JobState.SENT,
    JobState.UNKNOWN,
    JobState.DEAD,
)
SWEEP_KEYS = "sweep:"
"""How the keys of periodic jobs begin."""
LAST = "\U0010ffff"
"""The last character there is: a prefix and this end the range of the keys with that prefix."""
GOING_ON = "rest"
"""The detail of a job that goes on tidying."""
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
OVERDUE = Cause(
    "work_overdue", Mender.MAKERS, "health.found.overdue", "health.mend.overdue", broken=True
)
AUDIT_LATE = Cause(
    "audit_late", Mender.MAKERS, "health.found.audit_late", "health.mend.audit_late", broken=True
)
log = logging.getLogger(__name__)


async def plan_sweeps(storage: Storage, registry: Registry) -> int:
    """Write a job for each sweep that has none in its present period; returns how many.

    It runs every second, so it opens a writing work only if a job is missing.
    """

    async def missing(work: Work) -> dict[str, Sweep]:
        keys = {
            f"{SWEEP_KEYS}{sweep.kind}:{(work.now - EPOCH) // sweep.every}": sweep
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


async def _find_overdue(context: Context) -> list[Finding]:
    """What the last audit found, and whether audits have stopped although a worker runs."""
    last = await last_audit(context.work)
    if last is None or await leap_is_new(context.work):
        return []
    found = [
        OVERDUE.said(context.words, count=each.count, detail=each.audit) for each in last.found
    ]
    age = context.now - last.at
    if age > LATE_AFTER and any(each.works for each in await alive(context.work)):
        found.append(AUDIT_LATE.said(context.words, minutes=age // timedelta(minutes=1)))
    return found


def core(registry_of: "list[Registry]", final: Collection[str]) -> Feature:
    """Make the core's own jobs; ``registry_of`` is filled once the registry exists.

    The kinds of job in ``final`` wait after a leap of the clock.
    """

    async def audit(context: Context, job: Job) -> Step:
        if await leap_is_new(context.work):
            # What seems to be overdue may only be so by a wrong clock. Audits go on all the same.
            await note_audit(context.work, {})
            return Done()
        found = {}
        for one in registry_of[0].audits:
            references = await one.find(context)
            found[one.name] = len(references)
            for reference in references:
                log.error("audit_mended", extra={"audit": one.name, "subject": reference})
                await one.mend(context, reference)
        await registry_of[0].settle(context)
        await note_audit(context.work, found)
        return Done()

    return Feature(
        checks=(
            *sending_checks(final),
            *PROCESSES,
            Check("audits", _find_overdue, (OVERDUE, AUDIT_LATE)),
        ),
        jobs=(JobKind(AUDIT, audit, HOWEVER_LATE), JobKind(TIDY, _tidy, HOWEVER_LATE)),
        sweeps=(Sweep(AUDIT, timedelta(minutes=1)), Sweep(TIDY, timedelta(hours=1))),
    )


async def _tidy(context: Context, job: Job) -> Step:
    """Remove rows that recognise repeats, once no repeat can come; put old counts together.

    One job removes some of them, and another goes on.
    """
    work = context.work
    if not job.detail:
        await put_together(work)
        await _forget_lost_cards(work)
    # Whatever became of them: the sweep of a later period does the same. A condition on the state
    # would have SQLite look through all the jobs that ended.
    sweeps = (
        Job.key.at_least(SWEEP_KEYS),
        Job.key.at_most(f"{SWEEP_KEYS}{LAST}"),
        Job.due_at.at_most(work.now - SWEEPS_KEPT_FOR),
    )
    ended = (
        Job.state.one_of(ENDED),
        Job.urgency.one_of(Urgency),  # the queue's index goes on with it
        Job.due_at.at_most(work.now - JOBS_KEPT_FOR),
    )
    left = AT_ONCE
    left -= await work.remove_some(Seen, Seen.at.at_most(work.now - SEEN_FOR), limit=left)
    left -= await work.remove_some(Job, *sweeps, limit=left)
    left -= await work.remove_some(Job, *ended, limit=left)
    if not left:
        await go_on(work, job, GOING_ON)
    return Done()


async def _forget_lost_cards(work: Work) -> None:
    """Forget cards about nothing that is kept, once nothing will draw them any more.

    Most are forgotten when their last redraw is sent. These are left where that failed, because
    the conversation is gone, and where a closed message was not opened in ``UNREAD_FOR``.
    """
    for shown in await work.of(ShownCard).find(
        ShownCard.subject.is_(""), ShownCard.at.at_most(work.now - SEEN_FOR)
    ):
        if shown.is_to_be_read and shown.at > work.now - UNREAD_FOR:
            continue
        waiting = await work.of(Job).count(Job.subject.is_(shown.reference), Job.state.one_of(OPEN))
        if not waiting:
            await forget_shown(work, shown)
