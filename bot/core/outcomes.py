"""Writes how an attempt at a job ended, and lets the kind of job react in the same unit of work."""

import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.core.context import Context, Directory
from bot.core.errors import Conflict, LeaseLost, StorageDown
from bot.core.job_kinds import After, OnUnknown
from bot.core.jobs import Job, JobState
from bot.core.leases import finish, ours, put_back, release_card, try_again
from bot.core.routes import Registry
from bot.core.storage import Storage, Work, in_one_work
from bot.core.texts import Wording

DECISION_PAUSE = timedelta(minutes=5)
"""The longest pause after a decision that failed: somebody may be waiting for it."""
MOST_ATTEMPTS = 10
Write = Callable[[Work, Job], Awaitable[After | None]]
"""Writes how an attempt ended; returns the reaction of the kind of job, if it has one."""
log = logging.getLogger(__name__)


class Outcomes:
    """Records how attempts end. Every write checks first that the lease is still ours."""

    def __init__(
        self, storage: Storage, registry: Registry, wording: Wording, directory: Directory
    ) -> None:
        """Keep what the records and the reactions need."""
        self._storage = storage
        self._registry = registry
        self._wording = wording
        self._directory = directory

    async def context(self, work: Work) -> Context:
        """Make the context of a job's own decisions, which have no reader."""
        zone = await self._directory.zone(work)
        return Context(work, self._wording.words("en", zone), self._directory.lines())

    async def commit(self, job: Job, write: Write) -> None:
        """Commit what ``write`` does, then the reaction it returns. Raises only ``StorageDown``.

        If the reaction fails, ``write`` is committed without it: a message that was sent must not
        be sent again, and one faulty job must not hold up the others.
        """

        async def write_only(work: Work) -> None:
            await write(work, await ours(work, job))

        async def write_and_react(work: Work) -> None:
            mine = await ours(work, job)
            await self.react(work, mine, await write(work, mine))

        try:
            try:
                await in_one_work(self._storage, write_and_react)
            except (LeaseLost, StorageDown):
                raise
            except Exception:
                log.exception("reaction_failed", extra={"job": job.reference, "kind": job.kind})
                await in_one_work(self._storage, write_only)
        except LeaseLost:
            log.warning("lease_lost", extra={"job": job.reference})
        except Conflict:
            # The lease runs out, and the job is then tried once more.
            log.exception("outcome_not_recorded", extra={"job": job.reference})

    async def react(self, work: Work, job: Job, after: After | None) -> None:
        """Let the kind of job react to an outcome that ``end`` has written in this work."""
        if after is not None:
            context = await self.context(work)
            await after(context, job)
            await self._registry.settle(context)

    async def end(self, work: Work, job: Job, state: JobState, cost: int = 1) -> After | None:
        """Write how a send ended; returns the kind's reaction, ``None`` if it is tried again."""
        kind = self._registry.jobs.get(job.kind)
        if state is JobState.UNKNOWN and kind and kind.on_unknown is OnUnknown.REPEAT:
            if job.attempts + cost < MOST_ATTEMPTS:
                await try_again(work, job, cost)
                return None
            state = JobState.DEAD
        if state is JobState.DEAD:
            log.warning("not_delivered", extra={"job": job.reference, "kind": job.kind})
        await finish(work, job, state)
        return kind.reaction_to(state) if kind else None

    async def put_back(self, job: Job, wait: timedelta = timedelta()) -> None:
        """Commit that a job waits again; this costs no attempt."""

        async def write(work: Work, mine: Job) -> None:
            await release_card(work, mine)
            await put_back(work, mine, work.now + wait)

        await self.commit(job, write)

    async def record(self, job: Job, state: JobState, cost: int = 1) -> None:
        """Commit how a send ended; an unknown outcome costs ``cost`` attempts."""

        async def write(work: Work, mine: Job) -> After | None:
            await release_card(work, mine)
            return await self.end(work, mine, state, cost)

        await self.commit(job, write)

    async def record_failure(self, job: Job) -> None:
        """Commit that a fault of ours stopped a job: try it again, or give up after ten attempts.

        Raises nothing: with the database down, the lease runs out and the job comes back.
        """

        async def write(work: Work, mine: Job) -> After | None:
            await release_card(work, mine)
            if mine.attempts + 1 < MOST_ATTEMPTS:
                longest = DECISION_PAUSE if mine.state is JobState.LEASED else None
                await try_again(work, mine, longest=longest)
                return None
            log.error("job_dead", extra={"job": job.reference, "kind": job.kind})
            return await self.end(work, mine, JobState.DEAD)

        try:
            await self.commit(job, write)
        except StorageDown:
            log.exception("failure_not_recorded", extra={"job": job.reference})
