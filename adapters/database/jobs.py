"""The worker's job queue, in the same database as everything else."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import (
    BindParameter,
    CompoundSelect,
    Integer,
    Select,
    bindparam,
    func,
    not_,
    or_,
    select,
    union_all,
    update,
)

from adapters.clock import SystemClock
from adapters.database.sessions import Session
from adapters.database.statements import RawRow, Shape, one_of, padded, value_name
from adapters.database.tables import TABLES
from adapters.database.types import Moment
from adapters.database.unit_of_work import DatabaseStorage
from bot.core.clock import Clock
from bot.core.deployment import DeploymentState, doubtful, planned_before_a_leap
from bot.core.jobs import Job, JobState, Urgency
from bot.core.storage import new_reference

_JOB = TABLES[Job]
_STATE = TABLES[DeploymentState]
_MARKS = (_STATE.c.held, _STATE.c.marked_at, _STATE.c.leapt_from, _STATE.c.leapt_at)
_STATE_ROW = Shape(select(*_MARKS))
_ANY_TIME = datetime.max.replace(tzinfo=UTC)
_REAL_NOW = Shape(select(func.clock_timestamp(type_=Moment())))


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
            doubt, early = False, None
            for held, marked_at, leapt_from, leapt_at in await session.fetch(_STATE_ROW):
                if held is not None:
                    return []
                doubt = doubtful(marked_at, leapt_at, now)
                early = planned_before_a_leap(marked_at, leapt_from, leapt_at, now)
            final = self._final if doubt else frozenset[str]()
            until = await self._real_now(session) + lease_for
            # One urgency at a time: each is one walk along the index that ends at what is not yet
            # due, however much of that there is.
            for urgency in sorted(urgencies or Urgency, key=lambda each: each.rank):
                if len(leased) >= limit:
                    break
                values = {"urgency": urgency, "now": now, "limit": limit - len(leased)}
                values |= {"after": early.after, "until": early.until} if early else {}
                due = _due(platforms, final, is_early=early is not None)
                references = [str(reference) for (reference,) in await session.fetch(due, values)]
                if references:
                    leased += await self._take(session, references, until)
        return leased

    async def run_out(self, limit: int) -> list[Job]:
        """Jobs whose lease has ended in real time."""
        async with self._sessions.reading() as session:
            values = {"real_now": await self._real_now(session), "limit": limit}
            return [_job(row) for row in await session.fetch(_ENDED, values)]

    async def leased(self, limit: int) -> list[Job]:
        """Jobs that are leased or being sent."""
        async with self._sessions.reading() as session:
            values = {"real_now": _ANY_TIME, "limit": limit}
            return [_job(row) for row in await session.fetch(_ENDED, values)]

    async def next_due(self) -> datetime | None:
        """When the earliest pending job is due."""
        async with self._sessions.reading() as session:
            found = await session.fetch(_EARLIEST)
        return min((due_at for (due_at,) in found if due_at is not None), default=None)

    async def by_state(self) -> dict[str, int]:
        """How many jobs are in each state, for the metrics."""
        counted = select(_JOB.c.state, func.count().label("jobs")).group_by(_JOB.c.state)
        async with self._sessions.reading() as session:
            return {str(row.state): int(row.jobs) for row in await session.run(counted)}

    async def _take(self, session: Session, references: list[str], until: datetime) -> list[Job]:
        # Padding repeats a reference, which changes nothing.
        asked = padded(references)
        values: dict[str, object] = {value_name(at): one for at, one in enumerate(asked)}
        values |= {"lease_token": new_reference(), "lease_until": until}
        taken = await session.fetch(_taking(len(asked)), values)
        return sorted(map(_job, taken), key=lambda job: (job.due_at, job.reference))

    async def _real_now(self, session: Session) -> datetime:
        if not session.on_postgresql:
            return self._host.now()
        ((moment,),) = await session.fetch(_REAL_NOW)
        return cast("datetime", moment)


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
            _JOB.c.urgency == bindparam("urgency", urgency, _JOB.c.urgency.type),
            _JOB.c.due_at <= bindparam("now", now, _JOB.c.due_at.type),
            one_of(_JOB.c.platform, ("", *platforms)),
        )
        .order_by(_JOB.c.due_at, _JOB.c.reference)
        .limit(bindparam("limit", limit, Integer()))
        .with_for_update(skip_locked=True)  # ignored by SQLite, which has one writer
    )


@lru_cache(maxsize=64)
def _due(platforms: tuple[str, ...], final: frozenset[str], *, is_early: bool) -> Shape:
    """``due_jobs``, but none of the kinds in ``final``, and none due in a span after a leap."""
    due = due_jobs(Urgency.CARE, _ANY_TIME, 0, platforms)
    due = due.where(not_(one_of(_JOB.c.kind, sorted(final)))) if final else due
    return Shape(due.where(_NOT_EARLY) if is_early else due)


def _moment(name: str) -> BindParameter[datetime]:
    return bindparam(name, type_=_JOB.c.due_at.type)


# A span without a beginning has everything before its end.
_NOT_EARLY = or_(_JOB.c.due_at > _moment("until"), _JOB.c.due_at <= _moment("after"))


@lru_cache(maxsize=16)
def _taking(most: int) -> Shape:
    some = [bindparam(value_name(number), type_=_JOB.c.reference.type) for number in range(most)]
    return Shape(
        update(_JOB)
        .where(_JOB.c.reference.in_(some))
        .values(
            state=JobState.LEASED,
            lease_token=bindparam("lease_token", type_=_JOB.c.lease_token.type),
            lease_until=bindparam("lease_until", type_=_JOB.c.lease_until.type),
            revision=_JOB.c.revision + 1,
        )
        .returning(*_JOB.c)
    )


def ended_leases(real_now: datetime, limit: int) -> Select[Any]:
    """Select the jobs whose lease has ended, in the order in which they ended."""
    return (
        select(_JOB)
        .where(
            one_of(_JOB.c.state, (JobState.LEASED, JobState.SENDING)),
            _JOB.c.lease_until <= bindparam("real_now", real_now, _JOB.c.lease_until.type),
        )
        .order_by(_JOB.c.lease_until, _JOB.c.reference)
        .limit(bindparam("limit", limit, Integer()))
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


_ENDED = Shape(ended_leases(_ANY_TIME, 0))
_EARLIEST = Shape(earliest_pending())
_NAMES = [str(column.key) for column in _JOB.c]


def _job(row: RawRow) -> Job:
    return Job(**dict(zip(_NAMES, row, strict=True)))
