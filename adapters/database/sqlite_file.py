"""An SQLite file: its connections, and transactions that never hold up the event loop.

A statement of a unit of work takes some hundredths of a millisecond, so it runs where it is. What
waits for the disk or reads a lot runs in a thread: to connect, to commit, and every statement
that is run rarely.
"""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Any, TypeVar

from sqlalchemy import URL

from adapters.database.faults import SQLITE_BUSY, sqlite_code
from adapters.database.statements import SQLITE, Compiled, RawRow

T = TypeVar("T")

BUSY_SECONDS = 5.0
"""How long another process may hold the file before a transaction gives up."""
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.001, 0.05
_PORTION = 500
"""How many rows are read before other tasks may run."""
_FEW_ROWS = 100
"""Up to this many rows are written on the event loop, which is faster than a thread."""
_STATEMENTS_KEPT = 512
_NONE = -1
_WRITES = ("BEGIN IMMEDIATE",)
# A snapshot begins with the first read.
_READS = ("BEGIN", "SELECT 1 FROM sqlite_master LIMIT 1")


class SqliteDatabase:
    """One file, with one connection that writes and some that read."""

    dialect = SQLITE

    def __init__(self, url: URL, readers: int, *, pool_wait: float) -> None:
        """Connect to nothing yet. A transaction waits ``pool_wait`` seconds for a connection."""
        path = url.database or ""
        self._writer = _Connections(path, 1, pool_wait, reads_only=False)
        self._readers = _Connections(path, readers, pool_wait, reads_only=True)

    async def writing(self) -> "SqliteTransaction":
        """Open the transaction that writes. Raises the driver's errors, and ``TimeoutError``."""
        return await self._writer.open()

    async def reading(self) -> "SqliteTransaction":
        """Open a transaction on one snapshot."""
        return await self._readers.open()

    leasing = writing

    def listening(self, *_: Callable[[], None]) -> AbstractAsyncContextManager[None]:
        """Hear nothing: no other process serves the file."""
        return nullcontext()

    async def tidy(self, tables: Sequence[str]) -> None:
        """Empty the write-ahead log into the file."""
        del tables
        transaction = await self._writer.open()
        try:
            await transaction.checkpoint()
        finally:
            await asyncio.shield(transaction.end(lost=False))

    async def connect_anew(self) -> None:
        """Replace every open connection before its next use."""
        self._writer.forget()
        self._readers.forget()

    async def close(self) -> None:
        """Close the connections; those in use close when they are given back."""
        self._writer.close()
        self._readers.close()

    def prepare(self, also: Callable[[sqlite3.Connection], None]) -> None:
        """Call this with each new connection."""
        self._writer.also = self._readers.also = also


class _Connections:
    """Connections of one kind to a file, of which ``most`` are in use at once."""

    def __init__(self, path: str, most: int, pool_wait: float, *, reads_only: bool) -> None:
        self.reads_only = reads_only
        self.also: Callable[[sqlite3.Connection], None] | None = None
        self._path = path
        self._pool_wait = pool_wait
        self._free = asyncio.Semaphore(most)
        self._idle: list[sqlite3.Connection] = []
        self._threads = ThreadPoolExecutor(most, thread_name_prefix="sqlite")
        self._generation = 0
        self._in_use = 0
        self._closed = False

    async def open(self) -> "SqliteTransaction":
        async with asyncio.timeout(self._pool_wait):
            await self._free.acquire()
        if self._closed:
            self._free.release()
            message = "the connections to the file were closed"
            raise sqlite3.ProgrammingError(message)
        self._in_use += 1
        try:
            connection = self._idle.pop() if self._idle else await self._connected()
        except BaseException:
            self._in_use -= 1
            self._free.release()
            raise
        return SqliteTransaction(self, connection, self._generation)

    def take_back(self, connection: sqlite3.Connection, generation: int) -> None:
        self._in_use -= 1
        if self._closed or generation != self._generation:
            connection.close()
        else:
            self._idle.append(connection)
        self._free.release()
        self._end_threads()

    def forget(self) -> None:
        self._generation += 1
        while self._idle:
            self._idle.pop().close()

    def close(self) -> None:
        self._closed = True
        self.forget()
        self._end_threads()

    def _end_threads(self) -> None:
        if self._closed and not self._in_use:
            self._threads.shutdown(wait=False)

    def in_a_thread(self, do: Callable[[], T]) -> "asyncio.Future[T]":
        return asyncio.get_running_loop().run_in_executor(self._threads, do)

    async def _connected(self) -> sqlite3.Connection:
        making = self.in_a_thread(self._connect)
        try:
            return await asyncio.shield(making)
        except asyncio.CancelledError:
            making.add_done_callback(_close_unused)
            raise

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._path,
            timeout=BUSY_SECONDS,
            # The driver would begin a transaction only at the first write, after the reads that
            # the write depends on.
            isolation_level=None,
            # One transaction uses it at a time, be it from the loop or from a thread.
            check_same_thread=False,
            cached_statements=_STATEMENTS_KEPT,
        )
        try:
            for pragma in (
                "journal_mode = WAL",
                "synchronous = FULL",
                "foreign_keys = ON",
                "secure_delete = ON",
                f"query_only = {'ON' if self.reads_only else 'OFF'}",
                # From here on the driver never waits, as the event loop would wait with it.
                "busy_timeout = 0",
            ):
                connection.execute(f"PRAGMA {pragma}")
            if self.also is not None:
                self.also(connection)
        except sqlite3.Error:
            connection.close()
            raise
        return connection


def _close_unused(making: "asyncio.Future[sqlite3.Connection]") -> None:
    if not making.cancelled() and making.exception() is None:
        making.result().close()


class SqliteTransaction:
    """One transaction on a connection."""

    def __init__(
        self, connections: _Connections, connection: sqlite3.Connection, generation: int
    ) -> None:
        self._connections = connections
        self._connection = connection
        self._generation = generation
        self._elsewhere: asyncio.Future[Any] | None = None

    async def begin(self) -> None:
        """Begin, and wait for a process that holds the file."""
        give_up = time.monotonic() + BUSY_SECONDS
        pause = _FIRST_PAUSE_S
        while True:
            try:
                for statement in _READS if self._connections.reads_only else _WRITES:
                    self._connection.execute(statement).fetchall()
            except sqlite3.OperationalError as error:
                self._roll_back()
                if sqlite_code(error) != SQLITE_BUSY or time.monotonic() > give_up:
                    raise
            else:
                return
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE_S)

    async def fetch(self, made: Compiled, arguments: Sequence[object]) -> list[RawRow]:
        """Run a statement that returns rows."""
        cursor = self._connection.execute(made.sql, arguments)
        rows: list[RawRow] = cursor.fetchmany(_PORTION)
        at = _PORTION
        while len(rows) == at:
            await asyncio.sleep(0)
            rows += cursor.fetchmany(_PORTION)
            at += _PORTION
        return rows

    async def change(self, made: Compiled, arguments: Sequence[object]) -> int:
        """Run a statement that changes rows; returns how many."""
        return self._connection.execute(made.sql, arguments).rowcount

    async def change_many(self, made: Compiled, rows: Sequence[Sequence[object]]) -> int:
        """Run a statement for each of these rows of values; returns how many rows it changed."""
        if len(rows) <= _FEW_ROWS:
            return self._connection.executemany(made.sql, rows).rowcount
        found = await self._in_a_thread(lambda: self._connection.executemany(made.sql, rows))
        return found.rowcount

    async def run(
        self, made: Compiled, arguments: Sequence[object]
    ) -> tuple[Sequence[str], list[RawRow], int]:
        """Run any statement; returns the names of its columns, its rows and how many changed."""

        def run() -> tuple[Sequence[str], list[RawRow], int]:
            cursor = self._connection.execute(made.sql, arguments)
            rows: list[RawRow] = cursor.fetchall()
            names = [str(each[0]) for each in cursor.description or ()]
            return names, rows, cursor.rowcount

        return await self._in_a_thread(run)

    async def commit(self, *, tells: bool) -> None:
        """Commit; what was written is on the disk afterwards. Nobody else is there to be told."""
        del tells
        if self._connections.reads_only:
            self._connection.execute("COMMIT")
        else:
            await self._in_a_thread(lambda: self._connection.execute("COMMIT"))

    async def checkpoint(self) -> None:
        """Empty the write-ahead log into the file; this is no part of a transaction."""
        await self._in_a_thread(
            lambda: self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        )

    async def end(self, *, lost: bool) -> None:
        """Roll back what was not committed, and give the connection back, or close a lost one."""
        if self._elsewhere is not None and not self._elsewhere.done():
            # The task was cancelled, and the thread still uses the connection.
            await asyncio.wait([self._elsewhere])
        try:
            self._roll_back()
        finally:
            generation = _NONE if lost else self._generation
            self._connections.take_back(self._connection, generation)

    def _roll_back(self) -> None:
        """Roll back, where the database has not already done so."""
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    async def _in_a_thread(self, do: Callable[[], T]) -> T:
        doing = self._connections.in_a_thread(do)
        self._elsewhere = doing
        return await asyncio.shield(doing)
