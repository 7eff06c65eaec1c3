"""``Storage`` on SQLite and PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial
from typing import Any, TypeVar, cast

from sqlalchemy import func, literal, select

from adapters.clock import SystemClock
from adapters.database import migrations
from adapters.database.reachability import Cause, cause_of
from adapters.database.repositories import TableRecords
from adapters.database.sealing import Keyring
from adapters.database.sessions import Session, Sessions
from adapters.database.statements import Shape
from adapters.database.tables import STAMPS, TABLES, VAULT, VAULT_KEYS
from adapters.database.types import Moment
from adapters.database.vault import (
    TableVault,
    find_lookup_key,
    keys_by_id,
    make_lookup_key,
    refuse_unknown_keys,
    rewrap_batch,
    rewrap_lookup_key,
)
from bot.core.clock import Clock
from bot.core.errors import Conflict, StorageDown
from bot.core.jobs import Job, JobState, Urgency
from bot.core.observations import ENDED, Observation, Topic
from bot.core.records import Condition, Record
from bot.core.storage import Work, in_one_work, new_reference

R = TypeVar("R", bound=Record)
Result = TypeVar("Result")

_TRIES = 10
_STAMPS = Shape(select(STAMPS.c.name, STAMPS.c.stamp))
# The time and all stamps in one statement, as nearly every unit of work needs both.
_ONE_ROW = select(literal(1)).subquery()
_OPENING = Shape(
    select(func.now(type_=Moment()), STAMPS.c.name, STAMPS.c.stamp).join_from(
        _ONE_ROW, STAMPS, literal(value=True), isouter=True
    )
)
Stamps = Mapping[str, str]
"""The stamps by the name of the table."""
_UNCHANGED = ""
"""The stamp of a table without changes since stamps were introduced."""
Kept = dict[type[Record], tuple[str, Mapping[str, Any]]]
"""The records of each kind in ``KEPT``, by reference, and the stamp they were read under."""
PROBE_BYTES = 16 * 1024
"""More than the free space in any page, so that the change needs new room on the disk."""


class DatabaseWork:
    """``Work`` in one transaction."""

    def __init__(
        self,
        session: Session,
        now: datetime,
        vault: TableVault,
        kept: Kept,
        stamps: Stamps | None,
        *,
        new: set[str],
        reads_only: bool,
    ) -> None:
        self._session = session
        self._new = new
        self._kept = kept
        self._stamps = stamps
        self.now = now
        self.vault = vault
        self.reads_only = reads_only
        self._records: dict[type[Record], TableRecords[Any]] = {}

    def of(self, kind: type[R]) -> TableRecords[R]:
        """The records of a kind; always the same object, so that each is read and written once."""
        if kind not in self._records:
            self._records[kind] = TableRecords(
                self._session,
                kind,
                reads_only=self.reads_only,
                new=self._new,
                all_kept=self._all_kept,
            )
        return self._records[kind]

    async def _all_kept(self, kind: type[R]) -> Mapping[str, R]:
        """The records of a kind in ``KEPT``: those that this process keeps, if they are right."""
        name = TABLES[kind].name
        if self._stamps is None:
            self._stamps = await _stamps(self._session)
        kept = self._kept.get(kind)
        if kept is None or kept[0] != self._stamps.get(name, _UNCHANGED):
            # Under a stamp of this moment: this unit of work may have changed some of them.
            stamp = (await _stamps(self._session)).get(name, _UNCHANGED)
            kept = self._kept[kind] = stamp, await self.of(kind).read_all()
        return kept[1]

    async def add(self, record: Record) -> bool:
        """Add a record unless a unique value of it is taken."""
        is_added = await self.of(type(record)).add(record)
        if is_added:
            self._wake_for(record)
        return is_added

    async def save(self, record: R) -> R:
        """Save a record; it is written if the database still has its revision."""
        saved = await self.of(type(record)).save(record)
        self._wake_for(saved)
        return saved

    async def remove(self, record: Record) -> None:
        """Remove a record, if it is there."""
        await self.of(type(record)).remove(record)

    async def remove_some(self, kind: type[R], *where: Condition[R], limit: int) -> int:
        """Remove up to ``limit`` records that match, in one statement; returns how many."""
        return await self.of(kind).remove_some(*where, limit=limit)

    def _wake_for(self, record: Record) -> None:
        """Have other processes woken for a job that is due.

        An answer is given by the process that took the press, which wakes itself.
        """
        if (
            isinstance(record, Job)
            and record.state is JobState.PENDING
            and record.due_at <= self.now
            and record.urgency is not Urgency.ANSWER
        ):
            self._session.wake_others()

    async def flush(self) -> None:
        """Write what was changed; raises ``Conflict`` if another did that meanwhile."""
        for records in self._records.values():
            await records.flush()
        await self.vault.flush()


class DatabaseStorage:
    """``Storage`` over one database, whose schema ``migrations.migrate`` has brought to head.

    The first unit of work reads or creates the key of the blind indexes; it raises
    ``VaultError`` if that fails.
    """

    def __init__(
        self, url: str, keyring: Keyring, clock: Clock | None = None, pool_size: int = 10
    ) -> None:
        """Prepare to connect to ``url``, and to seal with keys that ``keyring`` wraps.

        Without ``clock``, ``now`` is the database's time on PostgreSQL and the host's on SQLite.
        ``pool_size`` limits the concurrent transactions on PostgreSQL.
        """
        self.sessions = Sessions(url, pool_size)
        self._url = url
        self._keyring = keyring
        self._clock = clock
        if clock is None and not self.sessions.on_postgresql:
            self._clock = SystemClock()
        self._lookup_key: bytes | None = None
        self._key_lock = asyncio.Lock()
        self._kept: Kept = {}

    @asynccontextmanager
    async def work(self) -> AsyncIterator[DatabaseWork]:
        """A serializable unit of work; on SQLite one runs after the other."""
        lookup_key = await self._find_lookup_key()
        async with self.sessions.writing() as session:
            work = await self._work(session, lookup_key, reads_only=False)
            yield work
            await work.flush()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[DatabaseWork]:
        """A unit of work on one snapshot."""
        lookup_key = await self._find_lookup_key()
        async with self.sessions.reading() as session:
            yield await self._work(session, lookup_key, reads_only=True)

    @property
    def refused_write(self) -> Cause | None:
        """Why the database refused a change of this process within the last two minutes."""
        fault = self.sessions.refused_write
        return cause_of(fault) if fault is not None else None

    async def try_to_write(self) -> None:
        """Make a change and take it back. Raises ``StorageDown`` if the database refuses it."""
        reference = new_reference()

        async def make(work: Work) -> Observation:
            probe = Observation(
                reference=reference,
                process=ENDED,
                topic=Topic.EXAMINED,
                last_at=work.now,
                detail=" " * PROBE_BYTES,
            )
            await work.add(probe)
            return probe

        probe = await in_one_work(self, make)
        await in_one_work(self, lambda work: work.remove(probe))

    async def is_ready(self) -> bool:
        """Whether the database answers and its schema is up to date."""
        try:
            async with self.sessions.reading() as session:
                return await migrations.is_current(session)
        except StorageDown:
            return False

    async def rewrap(self, batch: int = 500) -> int:
        """Wrap every key with the first deployment key; returns how many were changed.

        This works in transactions of ``batch`` keys, while the service runs. Afterwards the other
        deployment keys can be removed. Raises ``VaultError`` if one that is needed is not given.
        """
        done = await self.repeatedly(partial(rewrap_lookup_key, keyring=self._keyring))
        wrap_some = partial(rewrap_batch, keyring=self._keyring, batch=batch)
        while some := await self.repeatedly(wrap_some):
            done += some
        async with self.sessions.reading() as session:
            await refuse_unknown_keys(session, self._keyring)
        return done

    async def keys_by_id(self) -> Mapping[str, int]:
        """How many keys each deployment key wraps, by its id; the look-up key counts as one."""
        async with self.sessions.reading() as session:
            return await keys_by_id(session)

    async def keys_nobody_opens(self) -> Mapping[str, int]:
        """How many keys need a deployment key that was not given, by its id."""
        found = await self.keys_by_id()
        return {key: count for key, count in found.items() if key not in self._keyring.ids}

    async def repeatedly(self, do: Callable[[Session], Awaitable[Result]]) -> Result:
        """Run a transaction, again if it conflicts with another; raises ``Conflict`` in the end."""
        for _ in range(_TRIES - 1):
            try:
                async with self.sessions.writing() as session:
                    return await do(session)
            except Conflict:
                continue
        async with self.sessions.writing() as session:
            return await do(session)

    async def tidy(self) -> None:
        """Have the database release the bytes of erased values; call this regularly."""
        await self.sessions.tidy(VAULT, VAULT_KEYS)

    async def close(self) -> None:
        """Close every connection."""
        await self.sessions.close()

    async def _work(self, session: Session, lookup_key: bytes, *, reads_only: bool) -> DatabaseWork:
        stamps: Stamps | None = None
        if self._clock is None:
            rows = await session.fetch(_OPENING)
            now, stamps = rows[0][0], {name: stamp for _, name, stamp in rows}
        else:
            now = self._clock.now()
        new = set[str]()
        vault = TableVault(session, self._keyring, lookup_key, now, new=new, reads_only=reads_only)
        return DatabaseWork(session, now, vault, self._kept, stamps, new=new, reads_only=reads_only)

    async def _find_lookup_key(self) -> bytes:
        if self._lookup_key is None:
            async with self._key_lock:
                async with self.sessions.reading() as session:
                    key = await find_lookup_key(session, self._keyring)
                if key is None:
                    key = await self.repeatedly(partial(make_lookup_key, keyring=self._keyring))
                self._lookup_key = key
        return self._lookup_key


async def _stamps(session: Session) -> Stamps:
    return dict(cast("list[tuple[str, str]]", await session.fetch(_STAMPS)))
