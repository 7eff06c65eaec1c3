"""Database engines and transactions."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    CursorResult,
    Executable,
    NullPool,
    Table,
    event,
    make_url,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import (
    AsyncConnection,
    AsyncEngine,
    AsyncTransaction,
    create_async_engine,
)

from adapters.database.faults import named
from adapters.database.nesting_guard import alone
from adapters.postgresql_address import read_options
from bot.core.errors import BotError, Conflict, StorageDown

_CONNECT_SECONDS = 5
_STATEMENT_SECONDS = 10
_POOL_WAIT_SECONDS = 10
_BUSY_MILLISECONDS = 5000
_REFUSED_FOR_SECONDS = 120.0
_READERS = 5

# SQLAlchemy's own AUTOCOMMIT would hand the driver's transactions back to the driver afterwards.
_BEGINS = "support_begins"


class Session:
    """One transaction; translates the drivers' exceptions."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._transaction: AsyncTransaction | None = None
        self._fault: BotError | None = None

    @property
    def on_postgresql(self) -> bool:
        """Whether the database is PostgreSQL rather than SQLite."""
        return self._connection.dialect.name == "postgresql"

    async def begin(self) -> None:
        """Begin the transaction; on SQLite this waits for the only writer."""
        with named():
            self._transaction = await self._connection.begin()

    async def run(
        self, statement: Executable, values: Mapping[str, object] | None = None
    ) -> CursorResult[Any]:
        """Execute a statement. Raises ``Conflict`` (also after a fault) or ``StorageDown``."""
        self._refuse_after_a_fault()
        try:
            with named():
                return await self._connection.execute(statement, values)
        except BotError as fault:
            self._fault = fault
            raise

    async def insert(self, table: Table, values: Mapping[str, object]) -> bool:
        """Insert a row; ``False`` if one of its unique values is taken."""
        insert = postgresql.insert if self.on_postgresql else sqlite.insert
        # The values are passed separately: building a statement for each row took twice as long.
        result = await self.run(insert(table).on_conflict_do_nothing(), values)
        return result.rowcount == 1

    async def commit(self) -> None:
        """Commit; raises ``Conflict`` if a statement failed, even if the caller ignored that.

        PostgreSQL would silently roll back instead of committing.
        """
        self._refuse_after_a_fault()
        with named():
            await self._connection.commit()

    def _refuse_after_a_fault(self) -> None:
        if self._fault is not None:
            raise Conflict("a statement of this unit of work failed") from self._fault

    async def end(self) -> None:
        """Roll back what was not committed and give the connection back."""
        with named():
            if isinstance(self._fault, StorageDown):
                # A rollback would wait for the database, too.
                await self._connection.invalidate()
            await self._connection.close()


class Sessions:
    """Opens transactions on one database, of three kinds: writing, reading and leasing."""

    def __init__(self, url: str, pool_size: int = 10) -> None:
        """Create the engines for ``url`` without connecting.

        Raises ``ValueError`` if this is neither PostgreSQL nor an SQLite file.
        """
        parsed = database_url(url)
        self.on_postgresql = parsed.get_backend_name() == "postgresql"
        self._turn = asyncio.Lock()
        self._refused: tuple[float, StorageDown | None] = 0.0, None
        if self.on_postgresql:
            engine = _postgresql(parsed, pool_size)
            self._engines = [engine]
            self._writer = engine.execution_options(isolation_level="SERIALIZABLE")
            # Reading needs only a snapshot, and never has to be repeated.
            self._reader = engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            # SKIP LOCKED must see the newest rows, not a snapshot.
            self._leaser = engine.execution_options(isolation_level="READ COMMITTED")
            self._without_transactions = engine.execution_options(isolation_level="AUTOCOMMIT")
        else:
            self._writer = self._leaser = sqlite_engine(parsed)
            self._reader = sqlite_engine(parsed, reads_only=True)
            self._engines = [self._writer, self._reader]
            self._without_transactions = self._writer.execution_options(**{_BEGINS: False})

    def writing(self) -> AbstractAsyncContextManager[Session]:
        """A serializable transaction; those of one process run one after the other.

        Concurrent ones would mostly conflict: PostgreSQL locks small tables as a whole, and
        twenty at once were measured to be slower than one at a time.
        """
        return self._noting(_transaction(self._writer, self._turn))

    def reading(self) -> AbstractAsyncContextManager[Session]:
        """A read-only transaction on one snapshot."""
        return _transaction(self._reader)

    def leasing(self) -> AbstractAsyncContextManager[Session]:
        """A transaction that skips the rows that others have locked."""
        return self._noting(_transaction(self._leaser))

    @property
    def refused_write(self) -> StorageDown | None:
        """Why the database refused a change within the last two minutes.

        Smaller changes may have been taken since: a full disk refuses only what needs room.
        """
        at_s, fault = self._refused
        return fault if fault and time.monotonic() - at_s < _REFUSED_FOR_SECONDS else None

    @asynccontextmanager
    async def _noting(
        self, transaction: AbstractAsyncContextManager[Session]
    ) -> AsyncIterator[Session]:
        try:
            async with transaction as session:
                yield session
        except StorageDown as fault:
            self._refused = time.monotonic(), fault
            raise

    async def tidy(self, *tables: Table) -> None:
        """Have the database overwrite or release what was deleted from ``tables``.

        On SQLite this empties the write-ahead log into the file, where deleted values are zeros;
        while there are readers, a later call does it. On PostgreSQL it is a vacuum.
        """
        with alone(), named():
            async with self._without_transactions.connect() as connection:
                if self.on_postgresql:
                    for table in tables:
                        await connection.exec_driver_sql(f"VACUUM {table.name}")
                else:
                    await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    async def close(self) -> None:
        """Close all connections; those in use close when they are returned."""
        for engine in self._engines:
            await engine.dispose()


def database_url(url: str) -> URL:
    """The URL with the driver that this package uses.

    Raises ``ValueError`` for another database, and for SQLite in memory, where the reader and
    the writer would see different databases.
    """
    parsed = make_url(url)
    match parsed.get_backend_name():
        case "postgresql":
            return parsed.set(drivername="postgresql+asyncpg")
        case "sqlite" if parsed.database and ":memory:" not in parsed.database:
            return parsed.set(drivername="sqlite+aiosqlite")
    raise ValueError("the database must be PostgreSQL or an SQLite file")


def _postgresql(url: URL, pool_size: int) -> AsyncEngine:
    url, tls = _with_tls(url)
    return create_async_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=_POOL_WAIT_SECONDS,
        pool_pre_ping=True,  # so that the first transaction after a server restart succeeds
        connect_args={
            **tls,
            "timeout": _CONNECT_SECONDS,
            "command_timeout": _STATEMENT_SECONDS,
            "server_settings": {
                "application_name": "support-time-out",
                "idle_in_transaction_session_timeout": "30s",
            },
        },
    )


def patient_engine(url: URL) -> AsyncEngine:
    """An engine on PostgreSQL without a limit for statements, and without a pool."""
    url, tls = _with_tls(url)
    arguments = {**tls, "timeout": _CONNECT_SECONDS}
    return create_async_engine(url, poolclass=NullPool, connect_args=arguments)


def _with_tls(url: URL) -> tuple[URL, dict[str, Any]]:
    """The URL without the options for TLS, and these as the driver takes them."""
    given = {name: str(value) for name, value in url.query.items()}
    options = read_options(given)
    tls = {} if options.ssl is None else {"ssl": options.ssl}
    return url.set(query=options.kept), tls


def sqlite_engine(
    url: URL, *, reads_only: bool = False, busy_milliseconds: int = _BUSY_MILLISECONDS
) -> AsyncEngine:
    """A read-only engine, or one that writes through a single connection."""
    engine = create_async_engine(
        url,
        pool_size=_READERS if reads_only else 1,
        max_overflow=0,
        pool_timeout=_POOL_WAIT_SECONDS,
        # The driver would begin a transaction only at the first write, after the reads that the
        # write depends on.
        connect_args={"isolation_level": None},
    )

    def prepare(connection: sqlite3.Connection, _: object) -> None:
        try:
            cursor = connection.cursor()
            for pragma in (
                f"busy_timeout = {busy_milliseconds}",
                "journal_mode = WAL",
                "synchronous = FULL",
                "foreign_keys = ON",
                "secure_delete = ON",
                f"query_only = {'ON' if reads_only else 'OFF'}",
            ):
                cursor.execute(f"PRAGMA {pragma}")
            cursor.close()
        except sqlite3.Error:
            # Nothing else would close it, and its thread would outlive the event loop.
            connection.close()
            raise

    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get(_BEGINS, True):
            connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")

    event.listen(engine.sync_engine, "connect", prepare)
    event.listen(engine.sync_engine, "begin", begin)
    return engine


@asynccontextmanager
async def _transaction(
    engine: AsyncEngine, turn: asyncio.Lock | None = None
) -> AsyncIterator[Session]:
    # Refuse a nested transaction before waiting for the lock, which the outer one holds.
    with alone():
        async with _held(turn) if turn else nullcontext():
            with named():
                connection = await engine.connect()
            session = Session(connection)
            try:
                await session.begin()
                yield session
                await session.commit()
            finally:
                # A task that is cancelled here still gives its connection back.
                await asyncio.shield(session.end())


@asynccontextmanager
async def _held(turn: asyncio.Lock) -> AsyncIterator[None]:
    """Hold a turn; ``StorageDown`` for whoever waits for it as long as for a connection."""
    with named():
        async with asyncio.timeout(_POOL_WAIT_SECONDS):
            await turn.acquire()
    try:
        yield
    finally:
        turn.release()
