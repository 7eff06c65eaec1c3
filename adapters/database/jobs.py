"""The worker's job queue, in the same database as everything else."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Row,
    Select,
    func,
    or_,
    select,
    union_all,
    update,
)

from adapters.clock import SystemClock
from adapters.database.sessions import Session
from adapters.database.tables import TABLES
from adapters.database.types import Moment
from adapters.database.unit_of_work import DatabaseStorage
from bot.core.clock import Clock
from bot.core.deployment import DeploymentState, Span, doubtful, planned_before_a_leap
from bot.core.jobs import Job, JobState, Urgency
from bot.core.storage import new_reference

_JOB = TABLES[Job]
_STATE = TABLES[DeploymentState]
_STATE_ROW = select(_STATE.c.held, _STATE.c.marked_at, _STATE.c.leapt_from, _STATE.c.leapt_at)


class DatabaseJobQueue:
    """``JobQueue`` over a ``DatabaseStorage``. While the deployment is held it gives out nothing.

    Leases use the database's clock on PostgreSQL, which all workers share, and the host's clock
    on SQLite.
    """

    def __init__(
        self,
        storage: DatabaseStorage,
        host: Clock | None = None,
        *,
        final: frozenset[str] = frozenset(),
    ) -> None:
        """Lease from ``storage``; ``host`` is the clock of leases on SQLite.

        The kinds in ``final`` erase or close something: while the clock is doubtful they wait, and
        stay due as they were. So does what only a leap of the clock made due.
        """
        self._sessions = storage.sessions
        self._final = final
        self._host: Clock = host or SystemClock()

    async def lease(
        self,
        now: datetime,
        limit: int,
        lease_for: timedelta,
        urgencies: tuple[Urgency, ...] = (),
        platforms: tuple[str, ...] = (),
    ) -> list[Job]:
        """Take up to ``limit`` due pending jobs."""
        leased: list[Job] = []
        async with self._sessions.leasing() as session:
            state = (await session.run(_STATE_ROW)).one_or_none()
            if state is not None and state.held is not None:
                return []
            doubt = state is not None and doubtful(state.marked_at, state.leapt_at, now)
            early = None
            if state is not None:
                early = planned_before_a_leap(
                    state.marked_at, state.leapt_from, state.leapt_at, now
                )
            until = await self._real_now(session) + lease_for
            # One urgency at a time: each is one walk along the index that ends at what is not yet
            # due, however much of that there is.
            for urgency in sorted(urgencies or Urgency, key=lambda each: each.rank):
                if len(leased) >= limit:
                    break
                due = due_jobs(urgency, now, limit - len(leased), platforms)
                if doubt:
                    due = due.where(_JOB.c.kind.not_in(self._final))
                if early is not None:
                    due = due.where(_not_in(early))
                references = (await session.run(due)).scalars().all()
                if references:
                    leased += await self._take(session, list(references), until)
        return leased

    async def run_out(self, limit: int) -> list[Job]:
        """Jobs whose lease has ended in real time."""
        async with self._sessions.reading() as session:
            ended = ended_leases(await self._real_now(session), limit)
            return [_job(row) for row in await session.run(ended)]

    async def next_due(self) -> datetime | None:
        """When the earliest pending job is due."""
        async with self._sessions.reading() as session:
            found = [row.due_at for row in await session.run(earliest_pending())]
        return min((due_at for due_at in found if due_at is not None), default=None)

    async def by_state(self) -> dict[str, int]:
        """How many jobs are in each state, for the metrics."""
        counted = select(_JOB.c.state, func.count().label("jobs")).group_by(_JOB.c.state)
        async with self._sessions.reading() as session:
            return {str(row.state): int(row.jobs) for row in await session.run(counted)}

    async def _take(self, session: Session, references: list[str], until: datetime) -> list[Job]:
        taken = await session.run(
            update(_JOB)
            .where(_JOB.c.reference.in_(references))
            .values(
                state=JobState.LEASED,
                lease_token=new_reference(),
                lease_until=until,
                revision=_JOB.c.revision + 1,
            )
            .returning(_JOB)
        )
        return sorted((_job(row) for row in taken), key=lambda job: (job.due_at, job.reference))

    async def _real_now(self, session: Session) -> datetime:
        if not session.on_postgresql:
            return self._host.now()
        clock: ColumnElement[datetime] = func.clock_timestamp(type_=Moment())
        moment: datetime = (await session.run(select(clock))).scalar_one()
        return moment


def due_jobs(
    urgency: Urgency, now: datetime, limit: int, platforms: tuple[str, ...] = ()
) -> Select[tuple[str]]:
    """Select and lock the references of due pending jobs of one urgency, oldest first.

    Jobs that need a platform other than ``platforms`` are left to other processes.
    """
    return (
        select(_JOB.c.reference)
        .where(
            _JOB.c.state == JobState.PENDING,
            _JOB.c.urgency == urgency,
            _JOB.c.due_at <= now,
            _JOB.c.platform.in_(("", *platforms)),
        )
        .order_by(_JOB.c.due_at, _JOB.c.reference)
        .limit(limit)
        .with_for_update(skip_locked=True)  # ignored by SQLite, which has one writer
    )


def _not_in(span: Span) -> ColumnElement[bool]:
    later = _JOB.c.due_at > span.until
    return later if span.after is None else or_(later, _JOB.c.due_at <= span.after)


def ended_leases(real_now: datetime, limit: int) -> Select[Any]:
    """Select the jobs whose lease has ended, in the order in which they ended."""
    return (
        select(_JOB)
        .where(
            _JOB.c.state.in_([JobState.LEASED, JobState.SENDING]), _JOB.c.lease_until <= real_now
        )
        .order_by(_JOB.c.lease_until, _JOB.c.reference)
        .limit(limit)
    )


def earliest_pending() -> CompoundSelect[tuple[datetime]]:
    """Select when the first pending job of each urgency is due, with one index look-up each."""
    return union_all(
        *(
            select(func.min(_JOB.c.due_at, type_=Moment()).label("due_at")).where(
                _JOB.c.state == JobState.PENDING, _JOB.c.urgency == urgency
            )
            for urgency in Urgency
        )
    )


def _job(row: Row[Any]) -> Job:
    return Job(**row._mapping)  # noqa: SLF001 - a public name
