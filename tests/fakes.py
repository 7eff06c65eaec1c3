"""Storage in memory, with the guarantees of the databases and none of their set-up."""

import asyncio
import hashlib
import hmac
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any, Generic, TypeVar

from adapters.clock import SystemClock, in_utc
from adapters.database.nesting_guard import alone
from adapters.database.repositories import moments_in_utc
from adapters.database.tables import UNIQUE
from bot.core.clock import Clock
from bot.core.errors import Conflict, ReadsOnly, StorageDown
from bot.core.jobs import Job, JobState, Urgency
from bot.core.records import Column, Condition, Openable, Record, SealedValue
from bot.core.storage import new_reference
from tests.memory_table import Table

R = TypeVar("R", bound=Record)
T = TypeVar("T")


@dataclass
class State:
    """Everything that is stored, for tests to read."""

    records: dict[type[Record], dict[str, Record]] = field(default_factory=dict)
    sealed: dict[str, dict[str, str]] = field(default_factory=dict)
    erased: list[str] = field(default_factory=list)


@dataclass
class Kept:
    """What is committed; it is replaced, never changed, so that readers keep their snapshot."""

    tables: dict[type[Record], Table[Any]] = field(default_factory=dict)
    sealed: dict[str, dict[str, str]] = field(default_factory=dict)
    erased: list[str] = field(default_factory=list)
    readers: int = 0

    def copy(self) -> "Kept":
        """A copy that can change apart: what lies in it is replaced, never changed."""
        return Kept(
            {kind: Table(table.rows) for kind, table in self.tables.items()},
            dict(self.sealed),
            list(self.erased),
        )


class MemoryStorage:
    """``Storage`` and ``JobQueue`` in memory, over one look-up key that lasts as long as it."""

    def __init__(self, clock: Clock, real: Clock | None = None) -> None:
        """Start empty. ``clock`` is programme time; leases run on ``real``, the host's clock."""
        self.clock = clock
        self.real: Clock = real or SystemClock()
        self._kept = Kept()
        self._shown: State | None = None
        self.lookup_key = new_reference().encode()
        self.down = False
        """Set this, and the database stops answering."""
        self._one_writer = asyncio.Lock()

    @property
    def state(self) -> State:
        """What is stored now; the same object until something is committed."""
        if self._shown is None:
            tables, sealed = self._kept.tables, self._kept.sealed
            records = {kind: dict(table.rows) for kind, table in tables.items()}
            self._shown = State(records, dict(sealed), list(self._kept.erased))
        return self._shown

    @asynccontextmanager
    async def work(self) -> AsyncIterator["MemoryWork"]:
        """A unit of work; they run one after the other."""
        with alone():
            self._answers()
            async with self._one_writer:
                work = MemoryWork(self.clock.now(), self._kept, self.lookup_key)
                yield work
                if self._kept.readers:
                    # Readers keep the snapshot with which they began.
                    self._kept = self._kept.copy()
                work.put_into(self._kept)
                self._shown = None

    @asynccontextmanager
    async def reading(self) -> AsyncIterator["MemoryWork"]:
        """A unit of work on what is committed now; it never waits."""
        with alone():
            self._answers()
            kept = self._kept
            kept.readers += 1
            try:
                yield MemoryWork(self.clock.now(), kept, self.lookup_key, reads_only=True)
            finally:
                kept.readers -= 1

    def _answers(self) -> None:
        if self.down:
            raise StorageDown

    async def lease(
        self,
        now: datetime,
        limit: int,
        lease_for: timedelta,
        urgencies: tuple[Urgency, ...] = (),
        platforms: tuple[str, ...] = (),
    ) -> list[Job]:
        """Take up to ``limit`` due pending jobs."""
        async with self.work() as work:
            due = await work.of(Job).find(
                Job.state.is_(JobState.PENDING),
                Job.due_at.at_most(now),
                Job.urgency.one_of(urgencies or tuple(Urgency)),
                Job.platform.one_of(("", *platforms)),
                order_by=Job.due_at,
            )
            due.sort(key=lambda job: job.urgency.rank)
            return [
                await work.of(Job).save(
                    replace(
                        job,
                        state=JobState.LEASED,
                        lease_token=new_reference(),
                        lease_until=self.real.now() + lease_for,
                    )
                )
                for job in due[:limit]
            ]

    async def run_out(self, limit: int) -> list[Job]:
        """Jobs whose lease has ended in real time."""
        async with self.reading() as work:
            return await work.of(Job).find(
                Job.state.one_of((JobState.LEASED, JobState.SENDING)),
                Job.lease_until.at_most(self.real.now()),
                order_by=Job.lease_until,
                limit=limit,
            )

    async def leased(self, limit: int) -> list[Job]:
        """Jobs that are leased or being sent."""
        async with self.reading() as work:
            return await work.of(Job).find(
                Job.state.one_of((JobState.LEASED, JobState.SENDING)), limit=limit
            )

    async def next_due(self) -> datetime | None:
        """When the earliest pending job is due."""
        async with self.reading() as work:
            first = await work.of(Job).find(
                Job.state.is_(JobState.PENDING), order_by=Job.due_at, limit=1
            )
            return first[0].due_at if first else None


class MemoryWork:
    """``Work`` on what is kept: its own changes lie beside it until it is committed."""

    def __init__(
        self, now: datetime, kept: Kept, lookup_key: bytes, *, reads_only: bool = False
    ) -> None:
        """Work on ``kept``, with this work's own changes."""
        self.now = now
        self.kept = kept
        self.reads_only = reads_only
        self.lookup_key = lookup_key
        self.changed: dict[type[Record], Table[Any]] = {}
        self.removed: dict[type[Record], set[str]] = {}
        self.sealed: dict[str, dict[str, str] | None] = {}
        self.erased: list[str] = []
        self.vault = MemoryVault(self)

    def of(self, kind: type[R]) -> "MemoryRecords[R]":
        """The records of a kind; ``LookupError`` for one without a table."""
        if kind not in UNIQUE:
            message = f"{kind.__name__} has no line in adapters/database/tables.py"
            raise LookupError(message)
        return MemoryRecords(self, kind)

    async def add(self, record: Record) -> bool:
        """Add a record unless a unique value of it is taken."""
        return await self.of(type(record)).add(record)

    async def save(self, record: R) -> R:
        """Keep the record if it is still at its revision."""
        return await self.of(type(record)).save(record)

    async def remove(self, record: Record) -> None:
        """Remove a record, if it is there."""
        await self.of(type(record)).remove(record)

    async def remove_some(self, kind: type[R], *where: Condition[R], limit: int) -> int:
        """Remove the first records that match; returns how many."""
        self.writes()
        records = self.of(kind)
        some = await records.find(*where, limit=limit)
        for record in some:
            await records.remove(record)
        return len(some)

    def writes(self) -> None:
        """Raise if this work only reads."""
        if self.reads_only:
            message = "this unit of work only reads"
            raise ReadsOnly(message)

    def put_into(self, kept: Kept) -> None:
        """Commit: all of what this work has changed, at once."""
        for kind, changed in self.changed.items():
            if not changed.rows and not self.removed[kind]:
                continue
            table = kept.tables.setdefault(kind, Table())
            for reference in self.removed[kind]:
                table.drop(reference)
            for row in changed.rows.values():
                table.put(row)
        for owner, parts in self.sealed.items():
            if parts is None:
                kept.sealed.pop(owner, None)
            else:
                kept.sealed[owner] = parts
        kept.erased += self.erased


class MemoryRecords(Generic[R]):
    """``Records`` of one kind."""

    def __init__(self, work: MemoryWork, kind: type[R]) -> None:
        """Use the rows of a kind, as the work sees them."""
        self._work = work
        self._kind = kind
        if kind not in work.changed:
            work.changed[kind], work.removed[kind] = Table(), set()
        self._kept: Table[R] = work.kept.tables.get(kind) or Table()
        self._changed: Table[R] = work.changed[kind]
        self._removed: set[str] = work.removed[kind]

    async def get(self, reference: str) -> R | None:
        """The record with this reference, or ``None``."""
        if reference in self._removed:
            return None
        return self._changed.rows.get(reference) or self._kept.rows.get(reference)

    async def add(self, record: R) -> bool:
        """Add a record unless a unique value of it is taken."""
        self._work.writes()
        record = moments_in_utc(record)
        if await self.get(record.reference) is not None or self._clashes(record):
            return False
        self._put(record)
        return True

    async def save(self, record: R) -> R:
        """Keep the record if it is still at its revision."""
        self._work.writes()
        stored = await self.get(record.reference)
        after = moments_in_utc(replace(record, revision=record.revision + 1))
        if stored is None or stored.revision != record.revision:
            message = f"{self._kind.__name__} {record.reference} was changed meanwhile"
            raise Conflict(message)
        if self._clashes(after, stored):
            message = f"{self._kind.__name__} {record.reference}: a unique value is taken"
            raise Conflict(message)
        self._put(after)
        return after

    async def remove(self, record: R) -> None:
        """Remove a record, if it is there."""
        self._work.writes()
        self._changed.drop(record.reference)
        self._removed.add(record.reference)

    async def find(
        self,
        *where: Condition[R],
        order_by: Column[R, Any] | None = None,
        limit: int | None = None,
    ) -> list[R]:
        """The records that match, in order."""
        where = tuple(_in_utc(condition) for condition in where)
        kept = self._kept.candidates(where)
        if self._removed or self._changed.rows:
            kept = [row for row in kept if not self._is_changed(row.reference)]
        found = [*kept, *self._changed.candidates(where)]
        for condition in where:
            found = [row for row in found if condition.holds(row)]
        # What is unset comes last, on the databases as well.
        found.sort(key=lambda row: row.reference)
        first = order_by.name if order_by else "reference"
        placed = [row for row in found if getattr(row, first) is not None]
        unset = [row for row in found if getattr(row, first) is None]
        return (sorted(placed, key=attrgetter(first)) + unset)[:limit]

    async def count(self, *where: Condition[R]) -> int:
        """How many records match."""
        return len(await self.find(*where))

    def _clashes(self, record: R, before: R | None = None) -> bool:
        """Whether another record has one of the unique values; ``before`` is this record so far."""
        for names in UNIQUE[self._kind]:
            mine = [getattr(record, name) for name in names]
            if None in mine or (before and mine == [getattr(before, name) for name in names]):
                continue
            values = tuple(mine)
            others = [
                *(r for r in self._kept.holders(names, values) if not self._is_changed(r)),
                *self._changed.holders(names, values),
            ]
            if any(other != record.reference for other in others):
                return True
        return False

    def _is_changed(self, reference: str) -> bool:
        return reference in self._removed or reference in self._changed.rows

    def _put(self, record: R) -> None:
        self._removed.discard(record.reference)
        self._changed.put(record)


class MemoryVault:
    """``Vault`` in the clear: what erasing and blind indexes mean, without the sealing."""

    def __init__(self, work: MemoryWork) -> None:
        """Use the state of a work."""
        self._work = work

    async def seal(self, value: SealedValue[T], content: T) -> None:
        """Keep a value."""
        self._work.writes()
        known = self._of(value.owner) or {}
        self._work.sealed[value.owner] = {**known, value.name: value.codec.write(content)}

    async def clear(self, value: SealedValue[Any]) -> None:
        """Forget a value."""
        self._work.writes()
        known = self._of(value.owner)
        if known is not None:
            left = {name: text for name, text in known.items() if name != value.name}
            self._work.sealed[value.owner] = left

    async def open(self, value: Openable[T]) -> T | None:
        """The value, or ``None``."""
        text = (self._of(value.owner) or {}).get(value.name)
        return None if text is None else value.read(text)

    async def open_all(self, owners: Iterable[str]) -> dict[str, dict[str, str]]:
        """Everything of these owners."""
        found = {owner: dict(self._of(owner) or {}) for owner in owners}
        return {owner: parts for owner, parts in found.items() if parts}

    async def erase(self, owner: str) -> None:
        """Forget everything of an owner."""
        self._work.writes()
        if self._of(owner) is not None:
            self._work.sealed[owner] = None
            self._work.erased.append(owner)

    def _of(self, owner: str) -> dict[str, str] | None:
        if owner in self._work.sealed:
            return self._work.sealed[owner]
        return self._work.kept.sealed.get(owner)

    def blind_index(self, purpose: str, *values: str) -> str:
        """A keyed look-up value."""
        said = "".join(f"{len(value)}:{value}" for value in (purpose, *values))
        digest = hmac.new(
            self._work.lookup_key, said.encode(errors="surrogatepass"), hashlib.sha256
        )
        return digest.hexdigest()[:32]


def _in_utc(condition: Condition[R]) -> Condition[R]:
    """The condition with its moments in UTC, as they are stored; naive ones are refused."""
    match condition.value:
        case datetime() as moment:
            return replace(condition, value=in_utc(moment))
        case tuple() as several:
            moments = [in_utc(each) if isinstance(each, datetime) else each for each in several]
            return replace(condition, value=tuple(moments))
        case _:
            return condition
