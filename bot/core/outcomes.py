"""Writes how an attempt at a job ended, and lets the kind of job react in the same unit of work."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

from bot.core.context import Context, Directory
from bot.core.errors import LeaseLost, StorageDown
from bot.core.job_kinds import After
from bot.core.jobs import Job, JobState, Reason
from bot.core.leases import finish, ours, pause_after, put_back, release_card
from bot.core.messages import FRESH_FOR
from bot.core.results import Delivered, Expired, Faulted, Gone, Result, Waits
from bot.core.routes import Registry
from bot.core.storage import Work
from bot.core.texts import Wording
from bot.core.together import Together

DECISION_PAUSE = timedelta(minutes=5)
"""The longest pause after a decision that failed: somebody may be waiting for it."""
Write = Callable[[Work, Job], Awaitable[After | None]]
"""Writes how an attempt ended; returns the reaction of the kind of job, if it has one."""
log = logging.getLogger(__name__)


class Outcomes:
    """Records how attempts end. Every write checks first that the lease is still ours."""

    def __init__(
        self, together: Together, registry: Registry, wording: Wording, directory: Directory
    ) -> None:
        """Keep what the records and the reactions need; commit with what else ``together`` has."""
        self._together = together
        self._registry = registry
        self._wording = wording
        self._directory = directory

    async def context(self, work: Work, job: Job) -> Context:
        """Make the context of a job's own decisions, which have no reader."""
        language, zone = await self._directory.language(work), await self._directory.zone(work)
        return Context(
            work,
            self._wording.words(language, zone),
            self._directory.lines(),
            job=job.reference,
            is_late=work.now > job.meant_for + FRESH_FOR,
        )

    async def commit(self, job: Job, write: Write) -> None:
        """Commit what ``write`` does, then the reaction it returns. Raises only ``StorageDown``.

        A job of which not even that can be written is left: its lease runs out, and another
        process, perhaps a newer one, takes it up.
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
                await self._together.run(write_and_react)
            except (LeaseLost, StorageDown):
                raise
            except Exception:
                log.exception("reaction_failed", extra={"job": job.reference, "kind": job.kind})
                await self._together.run(write_only)
        except LeaseLost:
            log.warning("lease_lost", extra={"job": job.reference})
        except StorageDown:
            raise
        except Exception:
            # The lease runs out, and the job is then tried once more.
            log.exception("outcome_not_recorded", extra={"job": job.reference})

    async def react(self, work: Work, job: Job, after: After | None) -> None:
        """Let the kind of job react to an outcome that ``end`` has written in this work."""
        if after is not None:
            context = await self.context(work, job)
            await after(context, job)
            await self._registry.settle(context)

    async def end(self, work: Work, job: Job, result: Result) -> After | None:
        """Write a result; returns the kind's reaction, or ``None`` if the job still waits."""
        match result:
            case Delivered():
                return await self._finish(work, job, JobState.SENT)
            case Waits(reason=Reason.UNKNOWN):
                return await self._end_unknown(work, job)
            case Waits():
                await self.wait(work, job, result)
                return None
            case Faulted(code=code):
                log.error("payload_faulty", extra={"job": job.reference, "error": code})
                await self.wait(work, job, Waits(Reason.FAULT, code=code))
                return None
            case Gone():
                return await self._finish(work, job, JobState.DEAD, Reason.GONE)
            case Expired() if job.repeats:
                # The first attempt may have arrived.
                return await self._finish(work, job, JobState.UNKNOWN, Reason.UNKNOWN)
            case Expired():
                return await self._finish(work, job, JobState.DEAD, Reason.EXPIRED)

    async def _finish(
        self, work: Work, job: Job, state: JobState, reason: Reason = Reason.NONE
    ) -> After | None:
        if state is JobState.DEAD:
            log.warning(
                "not_delivered",
                extra={"job": job.reference, "kind": job.kind, "reason": str(reason)},
            )
        await finish(work, job, state, reason)
        kind = self._registry.jobs.get(job.kind)
        return kind.reaction_to(state) if kind else None

    async def wait(self, work: Work, job: Job, result: Waits) -> None:
        """Return a job to the queue, with what it waits for."""
        if result.reason is Reason.REFUSED:
            log.error("refusal_unknown", extra={"job": job.reference, "error": result.code})
        pause = result.pause
        if pause is None:
            pause = pause_after(job.attempts)
            job = replace(job, attempts=job.attempts + 1)
        job = replace(job, code=result.code)
        await put_back(work, job, work.now + pause, result.reason)

    async def _end_unknown(self, work: Work, job: Job) -> After | None:
        """Repeat a message of unknown outcome at most once; a redraw may be repeated freely."""
        if not job.screen:
            await self.wait(work, job, Waits(Reason.UNKNOWN))
            return None
        pause = self._registry.terms(job.screen).repeats_after
        if pause is not None and job.repeats == 0:
            again = replace(job, repeats=1)
            await put_back(work, again, work.now + pause, Reason.UNKNOWN)
            return None
        return await self._finish(work, job, JobState.UNKNOWN, Reason.UNKNOWN)

    async def put_back(self, job: Job) -> None:
        """Commit that a job waits again, as if it had not been taken."""

        async def write(work: Work, mine: Job) -> None:
            await release_card(work, mine)
            await put_back(work, mine, work.now, mine.reason)

        await self.commit(job, write)

    async def record(self, job: Job, result: Result) -> None:
        """Commit how a send ended."""

        async def write(work: Work, mine: Job) -> After | None:
            await release_card(work, mine)
            return await self.end(work, mine, result)

        await self.commit(job, write)

    async def record_failure(self, job: Job) -> None:
        """Commit that a fault of ours stopped a job, which is tried again until its last hour.

        Raises nothing: with the database down, the lease runs out and the job comes back.
        """

        async def write(work: Work, mine: Job) -> None:
            await release_card(work, mine)
            pause = pause_after(mine.attempts, DECISION_PAUSE)
            mine = replace(mine, attempts=mine.attempts + 1)
            await put_back(work, mine, work.now + pause, Reason.FAULT)

        try:
            await self.commit(job, write)
        except StorageDown:
            log.exception("failure_not_recorded", extra={"job": job.reference})
