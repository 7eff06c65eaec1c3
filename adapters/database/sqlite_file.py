"""An SQLite file: its connections, and transactions that never hold up the event loop.

A statement of a unit of work takes some hundredths of a millisecond, so it runs where it is. What
waits for the disk or reads a lot runs in a thread: to connect, to commit, and every statement
that is run rarely.
"""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Any, TypeVar

from sqlalchemy import URL

from adapters.database.faults import SQLITE_BUSY, sqlite_code
from adapters.database.sqlite_connections import NONE, Connections, Group, Taken
from adapters.database.statements import SQLITE, Compiled, RawRow
from bot.core.errors import Conflict

T = TypeVar("T")

BUSY_SECONDS = 5.0
"""How long another process may hold the file before a transaction gives up."""
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.001, 0.05
_PORTION = 500
"""How many rows are read before other tasks may run."""
_FEW_ROWS = 100
"""Up to this many rows are written on the event loop, which is faster than a thread."""
_WRITES = ("BEGIN IMMEDIATE",)
# A snapshot begins with the first read.
_READS = ("BEGIN", "SELECT 1 FROM sqlite_master LIMIT 1")


class SqliteDatabase:
    """One file, with one connection that writes and some that read."""

    dialect = SQLITE

    def __init__(self, url: URL, readers: int, *, pool_wait: float) -> None:
        """Connect to nothing yet. A transaction waits ``pool_wait`` seconds for a connection."""
        path = url.database or ""
        self._writer = Connections(
            path, 1, pool_wait=pool_wait, busy_seconds=BUSY_SECONDS, reads_only=False
        )
        self._readers = Connections(
            path, readers, pool_wait=pool_wait, busy_seconds=BUSY_SECONDS, reads_only=True
        )

    async def writing(self) -> "SqliteTransaction":
        """Open the transaction that writes. Raises the driver's errors, and ``TimeoutError``."""
        return SqliteTransaction(self._writer, await self._writer.open())

    async def reading(self) -> "SqliteTransaction":
        """Open a transaction on one snapshot."""
        return SqliteTransaction(self._readers, await self._readers.open())

    leasing = writing

    def listening(self, *_: Callable[[], None]) -> AbstractAsyncContextManager[None]:
        """Hear nothing: no other process serves the file."""
        return nullcontext()

    async def tidy(self, tables: Sequence[str]) -> None:
        """Empty the write-ahead log into the file."""
        del tables
        transaction = SqliteTransaction(self._writer, await self._writer.open(joins=False))
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


class SqliteTransaction:
    """One transaction on a connection."""

    def __init__(self, connections: Connections, taken: Taken) -> None:
        self._connections = connections
        self._taken = taken
        self._connection = taken.connection
        self._elsewhere: asyncio.Future[Any] | None = None
        self._is_left_open = False
        """Whether others go on in this transaction, which is theirs to commit and to end."""

    async def begin(self) -> None:
        """Begin, and wait for a process that holds the file."""
        if self._taken.group is not None:
            self._connection.execute("SAVEPOINT one_of_many")
            return
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
        """Commit; what was written is on the disk afterwards. Nobody else is there to be told.

        Whoever stands in line shares the commit. Raises ``Conflict`` if that failed.
        """
        del tells
        if self._connections.reads_only:
            self._connection.execute("COMMIT")
            return
        group = self._taken.group
        if group is not None:
            self._connection.execute("RELEASE one_of_many")
            group.size += 1
        elif self._connections.is_waited_for and self._connections.shares:
            group = self._connections.leave_open(self._taken)
        else:
            await self._in_a_thread(lambda: self._connection.execute("COMMIT"))
            self._connections.shares = True
            return
        self._is_left_open = True
        self._connections.pass_on(group)
        fault = await asyncio.shield(group.ended)
        if fault is not None:
            raise Conflict("a commit for several units of work failed") from fault

    async def checkpoint(self) -> None:
        """Empty the write-ahead log into the file; this is no part of a transaction."""
        await self._in_a_thread(
            lambda: self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        )

    async def end(self, *, lost: bool) -> None:
        """Roll back what was not committed, and give the connection back, or close a lost one."""
        if self._is_left_open:
            return
        if self._elsewhere is not None and not self._elsewhere.done():
            # The task was cancelled, and the thread still uses the connection.
            await asyncio.wait([self._elsewhere])
        if self._taken.group is not None:
            self._leave(self._taken.group, lost=lost)
            return
        try:
            self._roll_back()
        finally:
            generation = NONE if lost else self._taken.generation
            self._connections.take_back(self._connection, generation)

    def _leave(self, group: Group, *, lost: bool) -> None:
        """Take back what this unit of work did, and nothing of the others."""
        try:
            if not lost:
                # This fails where the database has taken everything back by itself.
                self._connection.execute("ROLLBACK TO one_of_many")
                self._connection.execute("RELEASE one_of_many")
        except sqlite3.Error:
            lost = True
        if lost:
            self._connections.break_up(group, lost=lost)
        else:
            self._connections.pass_on(group)

    def _roll_back(self) -> None:
        """Roll back, where the database has not already done so."""
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    async def _in_a_thread(self, do: Callable[[], T]) -> T:
        doing = self._connections.in_a_thread(do)
        self._elsewhere = doing
        return await asyncio.shield(doing)
