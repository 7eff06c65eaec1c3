"""Storage in memory, with the guarantees of the databases and none of their set-up."""

import asyncio
import hashlib
import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from typing import Any, Generic, TypeVar, cast

from adapters.clock import SystemClock, in_utc
from adapters.database.alone import alone
from adapters.database.tables import UNIQUE
from bot.clock import Clock
from bot.errors import Conflict, ReadsOnly, StorageDown
from bot.jobs import Job, JobState, Urgency
from bot.storage import AnyOf, AtLeast, AtMost, Record, new_reference

R = TypeVar("R", bound=Record)


@dataclass
class State:
    """Everything that is stored; a work changes a copy, and committing puts it in place."""

    records: dict[type[Record], dict[str, Record]] = field(default_factory=dict)
    sealed: dict[str, dict[str, str]] = field(default_factory=dict)
    erased: list[str] = field(default_factory=list)

    def copy(self) -> "State":
        """A copy that can change apart: what lies in it is replaced, never changed."""
        return State(
            {kind: dict(rows) for kind, rows in self.records.items()},
            dict(self.sealed),
            list(self.erased),
        )


class MemoryStorage:
    """``Storage`` and ``JobQueue`` in memory, over one look-up key that lasts as long as it."""

    def __init__(self, clock: Clock, real: Clock | None = None) -> None:
        """Start empty. ``clock`` is programme time; leases run on ``real``, the host's clock."""
        self.clock = clock
        self.real: Clock = real or SystemClock()
        self.state = State()
        self.lookup_key = new_reference().encode()
        self.down = False
        """Set it, and the database does not answer any more."""
        self._one_writer = asyncio.Lock()

    @asynccontextmanager
    async def work(self) -> AsyncIterator["MemoryWork"]:
        """A unit of work; they run one after the other."""
        with alone():
            self._answers()
            async with self._one_writer:
                work = MemoryWork(self.clock.now(), self.state.copy(), self.lookup_key)
                yield work
                self.state = work.state

    @asynccontextmanager
    async def reading(self) -> AsyncIterator["MemoryWork"]:
        """A unit of work on what is committed now, which waits for nobody."""
        with alone():
            self._answers()
            yield MemoryWork(self.clock.now(), self.state, self.lookup_key, reads_only=True)

    def _answers(self) -> None:
        if self.down:
            raise StorageDown

    async def lease(
        self, now: datetime, limit: int, lease_for: timedelta, urgencies: tuple[Urgency, ...] = ()
    ) -> list[Job]:
        """Take up to ``limit`` due pending jobs."""
        async with self.work() as work:
            due = await work.of(Job).find(
                order_by="due_at",
                state=JobState.PENDING,
                due_at=AtMost(now),
                urgency=AnyOf(urgencies or tuple(Urgency)),
            )
            due.sort(key=lambda job: job.urgency)
            return [
                await work.of(Job).change(
                    job,
                    state=JobState.LEASED,
                    lease_token=new_reference(),
                    lease_until=self.real.now() + lease_for,
                )
                for job in due[:limit]
            ]

    async def run_out(self, limit: int) -> list[Job]:
        """Jobs whose lease has ended in real time."""
        async with self.reading() as work:
            return await work.of(Job).find(
                order_by="lease_until",
                limit=limit,
                state=AnyOf.these(JobState.LEASED, JobState.SENDING),
                lease_until=AtMost(self.real.now()),
            )

    async def next_due(self) -> datetime | None:
        """When the earliest pending job is due."""
        async with self.reading() as work:
            first = await work.of(Job).find(order_by="due_at", limit=1, state=JobState.PENDING)
            return first[0].due_at if first else None


class MemoryWork:
    """``Work`` on one state."""

    def __init__(
        self, now: datetime, state: State, lookup_key: bytes, *, reads_only: bool = False
    ) -> None:
        """Work on ``state``, which is a copy of its own unless it only reads."""
        self.now = now
        self.state = state
        self.reads_only = reads_only
        self.lookup_key = lookup_key
        self.vault = MemoryVault(self)

    def of(self, kind: type[R]) -> "MemoryRecords[R]":
        """The records of a kind; ``LookupError`` for one without a table."""
        if kind not in UNIQUE:
            message = f"{kind.__name__} has no line in adapters/database/tables.py"
            raise LookupError(message)
        return MemoryRecords(self, kind)

    def writes(self) -> None:
        """Refuse to go on if this work only reads."""
        if self.reads_only:
            message = "this unit of work only reads"
            raise ReadsOnly(message)


class MemoryRecords(Generic[R]):
    """``Records`` of one kind."""

    def __init__(self, work: MemoryWork, kind: type[R]) -> None:
        """Look at the kind's rows in the work's state."""
        self._work = work
        self._kind = kind

    @property
    def _rows(self) -> dict[str, R]:
        if self._work.reads_only:
            return cast("dict[str, R]", self._work.state.records.get(self._kind, {}))
        return cast("dict[str, R]", self._work.state.records.setdefault(self._kind, {}))

    async def get(self, reference: str) -> R | None:
        """The record with this reference, or ``None``."""
        return self._rows.get(reference)

    async def add(self, record: R) -> bool:
        """Add a record unless a unique value of it is taken."""
        self._work.writes()
        record = _in_utc(record)
        if record.reference in self._rows or self._clashes(record):
            return False
        self._rows[record.reference] = record
        return True

    async def change(self, record: R, **changes: object) -> R:
        """Write ``changes`` if the record is still at its revision."""
        self._work.writes()
        stored = self._rows.get(record.reference)
        after = _in_utc(replace(record, revision=record.revision + 1, **cast("Any", changes)))
        if stored is None or stored.revision != record.revision:
            message = f"{self._kind.__name__} {record.reference} was changed meanwhile"
            raise Conflict(message)
        if self._clashes(after, stored):
            message = f"{self._kind.__name__} {record.reference}: a unique value is taken"
            raise Conflict(message)
        self._rows[record.reference] = after
        return after

    async def remove(self, record: R) -> None:
        """Remove a record, if it is there."""
        self._work.writes()
        self._rows.pop(record.reference, None)

    async def find(
        self, *, order_by: str = "reference", limit: int | None = None, **where: object
    ) -> list[R]:
        """The records that match, in order."""
        found = list(self._rows.values())
        for name, wanted in where.items():
            looked_for = _comparable(wanted)
            found = [row for row in found if _matches(getattr(row, name), looked_for)]
        # What is unset comes last, on the databases as well.
        found.sort(key=lambda row: row.reference)
        placed = [row for row in found if getattr(row, order_by) is not None]
        unset = [row for row in found if getattr(row, order_by) is None]
        return (sorted(placed, key=attrgetter(order_by)) + unset)[:limit]

    async def count(self, **where: object) -> int:
        """How many records match."""
        return len(await self.find(**cast("Any", where)))

    def _clashes(self, record: R, before: R | None = None) -> bool:
        """Whether a unique value is another's; ``before`` is the record as it has its own."""
        for names in UNIQUE[self._kind]:
            mine = [getattr(record, name) for name in names]
            if None in mine or (before and mine == [getattr(before, name) for name in names]):
                continue
            first, *rest = names
            for row in self._rows.values():
                same = getattr(row, first) == mine[0] and row.reference != record.reference
                if same and mine[1:] == [getattr(row, name) for name in rest]:
                    return True
        return False


class MemoryVault:
    """``Vault`` in the clear: what erasing and marks mean, without the sealing."""

    def __init__(self, work: MemoryWork) -> None:
        """Look at the work's state."""
        self._work = work

    async def seal(self, owner: str, part: str, value: str) -> None:
        """Keep a value."""
        self._work.writes()
        sealed = self._work.state.sealed
        sealed[owner] = {**sealed.get(owner, {}), part: value}

    async def open(self, owner: str, part: str) -> str | None:
        """The value, or ``None``."""
        return self._work.state.sealed.get(owner, {}).get(part)

    async def erase(self, owner: str) -> None:
        """Forget everything of an owner."""
        self._work.writes()
        if self._work.state.sealed.pop(owner, None) is not None:
            self._work.state.erased.append(owner)

    def mark(self, purpose: str, *values: str) -> str:
        """A keyed look-up value."""
        said = "".join(f"{len(value)}:{value}" for value in (purpose, *values))
        digest = hmac.new(
            self._work.lookup_key, said.encode(errors="surrogatepass"), hashlib.sha256
        )
        return digest.hexdigest()[:32]


def _matches(value: Any, wanted: object) -> bool:
    match wanted:
        case AnyOf(values):
            return value in values
        case AtMost(bound):
            return value is not None and bool(value <= bound)
        case AtLeast(bound):
            return value is not None and bool(value >= bound)
        case _:
            return bool(value == wanted)


def _comparable(wanted: object) -> Any:
    """What is looked for, with its moments in UTC as they are stored."""
    match wanted:
        case AnyOf(values):
            return AnyOf(tuple(_comparable(each) for each in values))
        case AtMost(bound) | AtLeast(bound):
            return type(wanted)(_comparable(bound))
        case datetime():
            return in_utc(wanted)
        case _:
            return wanted


def _in_utc(record: R) -> R:
    """The record with its moments in UTC, as a database gives them back; naive ones refused."""
    moments = {
        each.name: in_utc(value)
        for each in fields(record)
        if isinstance(value := getattr(record, each.name), datetime) and value.tzinfo is not UTC
    }
    return replace(record, **cast("Any", moments)) if moments else record
