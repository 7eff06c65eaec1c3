"""Transactions on a database."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import (
    AbstractAsyncContextManager,
    AsyncExitStack,
    asynccontextmanager,
    contextmanager,
    nullcontext,
)
from functools import lru_cache
from typing import Protocol

from sqlalchemy import URL, Dialect, Executable, Table, bindparam, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from adapters.database.engines import database_url
from adapters.database.faults import named
from adapters.database.nesting_guard import alone
from adapters.database.statements import (
    POSTGRESQL,
    Compiled,
    RawRow,
    Rows,
    Shape,
    compiled,
)
from adapters.database.turns import Turns
from bot.core.errors import BotError, Conflict, StorageDown

_CONNECT_SECONDS = 5
_STATEMENT_SECONDS = 10
_POOL_WAIT_SECONDS = 10
_REFUSED_FOR_SECONDS = 120.0
_READERS = 5
SIDE_BY_SIDE = 4
"""How many units of work of one process write at the same time on PostgreSQL. Sixteen presses at
once are 1.4 times as fast as with one; eight gain little more, and undo each other more often."""
AT_REFERENCE, AT_REVISION = "at_reference", "at_revision"
"""The values that say which record an update changes, and which revision it must have."""

Hears = Callable[[str], None]
"""Is told each statement before it is run."""

Told = Callable[[], None]
"""Is called on the event loop, and must only set an ``asyncio.Event`` or the like."""

Open = Callable[[], Awaitable["Transaction"]]


class Transaction(Protocol):
    """One transaction of a driver, on a connection of its own. Raises the driver's errors."""

    async def begin(self) -> None:
        """Begin."""

    async def fetch(self, made: Compiled, arguments: Sequence[object]) -> list[RawRow]:
        """Run a statement that returns rows."""

    async def change(self, made: Compiled, arguments: Sequence[object]) -> int:
        """Run a statement that changes rows; returns how many."""

    async def change_many(self, made: Compiled, rows: Sequence[Sequence[object]]) -> int:
        """Run a statement for each of these rows of values.

        Returns how many rows it changed, or 0 where the database does not say.
        """

    async def run(
        self, made: Compiled, arguments: Sequence[object]
    ) -> tuple[Sequence[str], list[RawRow], int]:
        """Run any statement; returns the names of its columns, its rows and how many changed."""

    async def commit(self, *, tells: bool) -> None:
        """Commit; ``tells`` wakes the workers of other processes."""

    async def end(self, *, lost: bool) -> None:
        """Roll back what was not committed, and give the connection back, or drop a lost one."""


class Session:
    """One transaction; translates the drivers' exceptions."""

    def __init__(
        self, transaction: Transaction, dialect: Dialect, hears: Hears | None = None
    ) -> None:
        self._transaction = transaction
        self._dialect = dialect
        self._hears = hears
        self._fault: BotError | None = None
        self._tells = False

    @property
    def on_postgresql(self) -> bool:
        """Whether the database is PostgreSQL rather than SQLite."""
        return self._dialect is POSTGRESQL

    async def begin(self) -> None:
        """Begin the transaction; on SQLite this waits for the only writer."""
        with self._watched("BEGIN"):
            await self._transaction.begin()

    async def fetch(self, shape: Shape, values: Mapping[str, object] | None = None) -> list[RawRow]:
        """The rows of a statement. Raises ``Conflict`` (also after a fault) or ``StorageDown``."""
        made = shape.on(self._dialect)
        with self._watched(made.sql):
            return made.rows(await self._transaction.fetch(made, made.arguments(values)))

    async def change(self, shape: Shape, values: Mapping[str, object] | None = None) -> int:
        """Run a statement without rows; returns how many it changed. Raises as ``fetch`` does."""
        made = shape.on(self._dialect)
        with self._watched(made.sql):
            return await self._transaction.change(made, made.arguments(values))

    async def run(self, statement: Executable, values: Mapping[str, object] | None = None) -> Rows:
        """Run a statement that is rare: its text is made anew. Raises as ``fetch`` does."""
        made = compiled(statement, self._dialect, values)
        with self._watched(made.sql):
            names, rows, count = await self._transaction.run(made, made.arguments(values))
        return Rows(made.names or names, made.rows(rows), count)

    async def insert(self, table: Table, values: Mapping[str, object]) -> bool:
        """Insert a row; ``False`` if one of its unique values is taken."""
        return await self.change(_insert(table, tuple(values), self.on_postgresql), values) == 1

    async def insert_new(self, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
        """Insert rows of the same columns; ``Conflict`` if a unique value is taken."""
        if rows:
            await self._change_all(_insert_new(table, tuple(rows[0])), rows)

    async def upsert(self, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
        """Insert rows of the same columns, or replace those with the same primary key."""
        if rows:
            await self._change_all(_upsert(table, tuple(rows[0]), self.on_postgresql), rows)

    async def update(
        self, table: Table, names: tuple[str, ...], rows: Sequence[Mapping[str, object]]
    ) -> int:
        """Change these columns of several records; returns how many had the revision that is given.

        Each row has, beside the new values, ``AT_REFERENCE`` and ``AT_REVISION``.
        """
        if len(rows) > 1 and self.on_postgresql:
            listed = {name: [row[name] for row in rows] for name in rows[0]}
            return await self.change(_update_many(table, names), listed)
        return await self._change_all(_update(table, names), rows)

    async def _change_all(self, shape: Shape, rows: Sequence[Mapping[str, object]]) -> int:
        made = shape.on(self._dialect)
        with self._watched(made.sql):
            if len(rows) == 1:
                return await self._transaction.change(made, made.arguments(rows[0]))
            return await self._transaction.change_many(made, [made.arguments(row) for row in rows])

    def wake_others(self) -> None:
        """Have the workers of other processes woken by the commit."""
        self._tells = True

    async def commit(self) -> None:
        """Commit; raises ``Conflict`` if a statement failed, even if the caller ignored that.

        PostgreSQL would silently roll back instead of committing.
        """
        with self._watched("COMMIT"):
            await self._transaction.commit(tells=self._tells)

    async def end(self) -> None:
        """Roll back what was not committed and give the connection back."""
        with named():
            await self._transaction.end(lost=isinstance(self._fault, StorageDown))

    @contextmanager
    def _watched(self, sql: str) -> Iterator[None]:
        if self._fault is not None:
            raise Conflict("a statement of this unit of work failed") from self._fault
        self._tell(sql)
        try:
            with named():
                yield
        except BotError as fault:
            self._fault = fault
            raise

    def _tell(self, sql: str) -> None:
        if self._hears is not None:
            self._hears(sql)


class Database(Protocol):
    """The connections to one database, for three kinds of transaction."""

    dialect: Dialect

    async def writing(self) -> Transaction:
        """Open a serializable transaction."""

    async def reading(self) -> Transaction:
        """Open a read-only transaction on one snapshot."""

    async def leasing(self) -> Transaction:
        """Open a transaction that sees the newest rows, where others may be locked."""

    def listening(self, hear: Told, lose: Told) -> AbstractAsyncContextManager[None]:
        """Call ``hear`` for what other processes tell, until ``lose`` says that nothing comes."""

    async def connect_anew(self) -> None:
        """Replace every open connection before its next use."""

    async def tidy(self, tables: Sequence[str]) -> None:
        """Overwrite or release what was deleted from these tables."""

    async def close(self) -> None:
        """Close all connections; those in use close when they are given back."""


class Sessions:
    """Opens transactions on one database, of three kinds: writing, reading and leasing."""

    def __init__(self, url: str, pool_size: int = 10) -> None:
        """Prepare to connect to ``url``.

        Raises ``ValueError`` if this is neither PostgreSQL nor an SQLite file.
        """
        parsed = database_url(url)
        self.on_postgresql = parsed.get_backend_name() == "postgresql"
        self.database = (
            _on_postgresql(parsed, pool_size) if self.on_postgresql else _on_sqlite(parsed)
        )
        self.hears: Hears | None = None
        self.turns = Turns(SIDE_BY_SIDE) if self.on_postgresql else None
        self._refused: tuple[float, StorageDown | None] = 0.0, None

    def writing(self) -> AbstractAsyncContextManager[Session]:
        """A serializable transaction; a few of one process run side by side on PostgreSQL."""
        return self._transaction(self.database.writing, self.turns, writes=True)

    def reading(self) -> AbstractAsyncContextManager[Session]:
        """A read-only transaction on one snapshot."""
        return self._transaction(self.database.reading)

    def leasing(self) -> AbstractAsyncContextManager[Session]:
        """A transaction that skips the rows that others have locked."""
        return self._transaction(self.database.leasing, writes=True)

    @asynccontextmanager
    async def listening(self, hear: Told, lose: Told) -> AsyncIterator[None]:
        """Call ``hear`` when another process commits what is due, and ``lose`` once none comes.

        Raises ``StorageDown``. On SQLite nothing comes, since no other process serves the file.
        """
        with named():
            async with self.database.listening(hear, lose):
                yield

    @property
    def refused_write(self) -> StorageDown | None:
        """Why the database refused a change within the last two minutes.

        Smaller changes may have been taken since: a full disk refuses only what needs room.
        """
        at_s, fault = self._refused
        return fault if fault and time.monotonic() - at_s < _REFUSED_FOR_SECONDS else None

    async def tidy(self, *tables: Table) -> None:
        """Have the database overwrite or release what was deleted from ``tables``.

        On SQLite this empties the write-ahead log into the file, where deleted values are zeros;
        while there are readers, a later call does it. On PostgreSQL it is a vacuum.
        """
        with alone(), named():
            await self.database.tidy([table.name for table in tables])

    async def close(self) -> None:
        """Close all connections; those in use close when they are given back."""
        await self.database.close()

    @asynccontextmanager
    async def _transaction(
        self, opened: Open, turns: Turns | None = None, *, writes: bool = False
    ) -> AsyncIterator[Session]:
        # Refuse a nested transaction before waiting for a turn, which the outer one has.
        with alone():
            async with _turn(turns) if turns else nullcontext():
                with named():
                    transaction = await opened()
                session = Session(transaction, self.database.dialect, self.hears)
                try:
                    await session.begin()
                    yield session
                    await session.commit()
                except StorageDown as fault:
                    if writes:
                        self._refused = time.monotonic(), fault
                    raise
                finally:
                    # A task that is cancelled here still gives its connection back.
                    await asyncio.shield(session.end())


@asynccontextmanager
async def _turn(turns: Turns) -> AsyncIterator[None]:
    """Have a turn; raises ``StorageDown`` after waiting as long as for a connection."""
    async with AsyncExitStack() as stack:
        with named():
            await stack.enter_async_context(turns.turn(_POOL_WAIT_SECONDS))
        yield


@lru_cache(maxsize=512)
def _insert(table: Table, given: tuple[str, ...], on_postgresql: bool) -> Shape:  # noqa: FBT001
    insert = postgresql.insert if on_postgresql else sqlite.insert
    return Shape(insert(table).on_conflict_do_nothing(), given)


@lru_cache(maxsize=512)
def _insert_new(table: Table, given: tuple[str, ...]) -> Shape:
    return Shape(insert(table), given)


@lru_cache(maxsize=512)
def _upsert(table: Table, given: tuple[str, ...], on_postgresql: bool) -> Shape:  # noqa: FBT001
    put = (postgresql.insert if on_postgresql else sqlite.insert)(table)
    keys = [column.key for column in table.primary_key]
    replaced = {name: put.excluded[name] for name in given if name not in keys}
    return Shape(put.on_conflict_do_update(index_elements=keys, set_=replaced), given)


@lru_cache(maxsize=2048)
def _update(table: Table, names: tuple[str, ...]) -> Shape:
    here = table.c.reference == bindparam(AT_REFERENCE)
    unchanged = table.c.revision == bindparam(AT_REVISION)
    values = {name: bindparam(name, type_=table.c[name].type) for name in names}
    return Shape(update(table).where(here, unchanged).values(values))


@lru_cache(maxsize=2048)
def _update_many(table: Table, names: tuple[str, ...]) -> Shape:
    """The update for PostgreSQL, where each value is a list with one element for each record."""
    types = {name: table.c[name].type for name in names}
    types |= {AT_REFERENCE: table.c.reference.type, AT_REVISION: table.c.revision.type}
    lists = (
        func.unnest(bindparam(name, type_=postgresql.ARRAY(kind, dimensions=1))).label(name)
        for name, kind in types.items()
    )
    rows = select(*lists).subquery()
    here = table.c.reference == rows.c[AT_REFERENCE]
    unchanged = table.c.revision == rows.c[AT_REVISION]
    values = {name: rows.c[name] for name in names}
    return Shape(update(table).where(here, unchanged).values(values))


def _on_sqlite(url: URL) -> Database:
    from adapters.database.sqlite_file import SqliteDatabase  # noqa: PLC0415 - only this driver

    return SqliteDatabase(url, _READERS, pool_wait=_POOL_WAIT_SECONDS)


def _on_postgresql(url: URL, pool_size: int) -> Database:
    from adapters.database.postgresql_server import PostgresqlDatabase  # noqa: PLC0415 - as above

    return PostgresqlDatabase(
        url,
        pool_size,
        connect_seconds=_CONNECT_SECONDS,
        statement_seconds=_STATEMENT_SECONDS,
        pool_wait=_POOL_WAIT_SECONDS,
    )
