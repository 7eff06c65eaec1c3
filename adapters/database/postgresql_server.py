"""A PostgreSQL server: its connections and transactions, by asyncpg alone."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any, Protocol, cast

import asyncpg
from sqlalchemy import URL

from adapters.database.engines import with_tls
from adapters.database.statements import POSTGRESQL, Compiled, RawRow
from bot.core.errors import Conflict

SERIALIZABLE = "BEGIN ISOLATION LEVEL SERIALIZABLE"
SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
NEWEST = "BEGIN ISOLATION LEVEL READ COMMITTED"
CHANNEL = "support_time_out"
"""Where a process that committed what is due tells the others so, without a word of what."""
_COMMIT = {False: "COMMIT", True: f"NOTIFY {CHANNEL}; COMMIT"}
"""One round trip either way; the server tells nobody of a transaction that it rolls back."""

_driver: Any = asyncpg
"""The driver, which has no types."""

_STATEMENTS_KEPT = 500
_CLOSES_WITHIN_S = 5.0


class Connection(Protocol):
    """What is used of a connection of the driver's pool."""

    async def execute(self, sql: str, *arguments: object) -> str:
        """Run a statement; returns the command with how many rows it changed."""

    async def fetch(self, sql: str, *arguments: object) -> list[RawRow]:
        """Run a statement that returns rows."""

    async def executemany(self, sql: str, rows: Sequence[Sequence[object]]) -> None:
        """Run a statement for each row of values."""

    async def prepare(self, sql: str) -> Any:  # noqa: ANN401 - as ``_driver``
        """Prepare a statement."""

    def is_closed(self) -> bool:
        """Whether it is closed."""

    def is_in_transaction(self) -> bool:
        """Whether it is in a transaction."""

    def terminate(self) -> None:
        """Close it without a word to the server."""


class PostgresqlDatabase:
    """Connections to one database: at most ``most``, and one that listens."""

    dialect = POSTGRESQL

    def __init__(
        self,
        url: URL,
        most: int,
        *,
        connect_seconds: float,
        statement_seconds: float,
        pool_wait: float,
    ) -> None:
        """Connect to nothing yet."""
        url, tls = with_tls(url)
        _, given = POSTGRESQL.create_connect_args(url)
        kept = given.pop("prepared_statement_cache_size", _STATEMENTS_KEPT)
        self._arguments: dict[str, Any] = {
            "statement_cache_size": int(given.pop("statement_cache_size", kept)),
            **given,
            **tls,
            "timeout": connect_seconds,
            "command_timeout": statement_seconds,
            "server_settings": {
                "application_name": "support-time-out",
                "idle_in_transaction_session_timeout": "30s",
            },
        }
        self._most = most
        self._pool_wait = pool_wait
        self._pool: Any = None
        self._closed = False

    async def writing(self) -> "PostgresqlTransaction":
        """Open a serializable transaction. Raises the driver's errors, and ``TimeoutError``."""
        return await self._open(SERIALIZABLE)

    async def reading(self) -> "PostgresqlTransaction":
        """Open a transaction on one snapshot, which never has to be repeated."""
        return await self._open(SNAPSHOT)

    async def leasing(self) -> "PostgresqlTransaction":
        """Open a transaction that sees the newest rows: SKIP LOCKED must not see a snapshot."""
        return await self._open(NEWEST)

    @asynccontextmanager
    async def listening(
        self, hear: Callable[[], None], lose: Callable[[], None]
    ) -> AsyncIterator[None]:
        """Listen on a connection of its own; ``hear`` and ``lose`` may be called in the block.

        Raises the driver's errors.
        """
        connection = await _driver.connect(**self._arguments)
        try:
            connection.add_termination_listener(lambda _: lose())
            await connection.add_listener(CHANNEL, lambda *_: hear())
            yield
        finally:
            await asyncio.shield(_closed(connection))

    async def tidy(self, tables: Sequence[str]) -> None:
        """Vacuum these tables."""
        connection = await self._taken()
        try:
            for table in tables:
                await connection.execute(f'VACUUM "{table}"')
        finally:
            await self.give_back(connection)

    async def replaced(self, lost: Connection) -> Connection:
        """A new connection in place of one that the server ended; the others are replaced, too."""
        await self.give_back(lost)
        await self.connect_anew()
        return await self._taken()

    async def _open(self, begins_with: str) -> "PostgresqlTransaction":
        return PostgresqlTransaction(self, await self._taken(), begins_with)

    async def _taken(self) -> Connection:
        async with asyncio.timeout(self._pool_wait):
            pool = await self._ready()
            return cast("Connection", await pool.acquire())

    async def give_back(self, connection: Connection) -> None:
        """Keep a connection for the next transaction."""
        if self._pool is not None:
            await self._pool.release(connection)

    async def connect_anew(self) -> None:
        """Replace every open connection before its next use."""
        if self._pool is not None:
            await self._pool.expire_connections()

    async def close(self) -> None:
        """Close all connections."""
        self._closed = True
        if self._pool is None:
            return
        try:
            async with asyncio.timeout(_CLOSES_WITHIN_S):
                await self._pool.close()
        except TimeoutError:
            # An abandoned task still holds a connection.
            self._pool.terminate()

    async def _ready(self) -> Any:  # noqa: ANN401 - as ``_driver``
        if self._closed:
            message = "the connections to the server were closed"
            raise _driver.InterfaceError(message)
        if self._pool is None:
            # The pool connects when the first connection is asked for.
            self._pool = _driver.create_pool(
                min_size=0, max_size=self._most, reset=_nothing_to_reset, **self._arguments
            )
        return await self._pool


async def _closed(connection: Any) -> None:  # noqa: ANN401 - as ``_driver``
    """Close a connection of our own, without a word if the server does not answer."""
    try:
        await connection.close(timeout=_CLOSES_WITHIN_S)
    except (OSError, _driver.PostgresError, _driver.InterfaceError):
        connection.terminate()


async def _nothing_to_reset(connection: object) -> None:
    """Reset nothing, which saves a round trip: transactions leave nothing in their session."""


class PostgresqlTransaction:
    """One transaction on a connection."""

    def __init__(
        self, server: PostgresqlDatabase, connection: Connection, begins_with: str
    ) -> None:
        self._server = server
        self._connection = connection
        self._begins_with = begins_with

    async def begin(self) -> None:
        """Begin, on a new connection if the server has ended this one since it was used."""
        try:
            await self._connection.execute(self._begins_with)
        except (OSError, _driver.PostgresError, _driver.InterfaceError):
            if not _is_gone(self._connection):
                raise
            # Nothing was sent before, so that nothing can happen twice.
            self._connection = await self._server.replaced(self._connection)
            await self._connection.execute(self._begins_with)

    async def fetch(self, made: Compiled, arguments: Sequence[object]) -> list[RawRow]:
        """Run a statement that returns rows."""
        return await self._connection.fetch(made.sql, *arguments)

    async def change(self, made: Compiled, arguments: Sequence[object]) -> int:
        """Run a statement that changes rows; returns how many."""
        status = await self._connection.execute(made.sql, *arguments)
        count = status.rpartition(" ")[2]
        return int(count) if count.isdecimal() else 0

    async def change_many(self, made: Compiled, rows: Sequence[Sequence[object]]) -> int:
        """Run a statement for each of these rows of values, without waiting for each answer.

        Returns 0: the driver does not say how many rows were changed.
        """
        await self._connection.executemany(made.sql, rows)
        return 0

    async def run(
        self, made: Compiled, arguments: Sequence[object]
    ) -> tuple[Sequence[str], list[RawRow], int]:
        """Run any statement; returns the names of its columns, its rows and how many changed."""
        if made.returns_rows is False:
            return (), [], await self.change(made, arguments)
        prepared = await self._connection.prepare(made.sql)
        rows: list[RawRow] = await prepared.fetch(*arguments)
        return [each.name for each in prepared.get_attributes()], rows, len(rows)

    async def commit(self, *, tells: bool) -> None:
        """Commit. Raises ``Conflict`` where a statement had failed: the server rolls back then."""
        if await self._connection.execute(_COMMIT[tells]) != "COMMIT":
            message = "a statement of this transaction failed"
            raise Conflict(message)

    async def end(self, *, lost: bool) -> None:
        """Roll back what was not committed, and give the connection back.

        A connection that is ``lost`` is dropped: a rollback would wait for the server, too.
        """
        connection = self._connection
        try:
            if lost and not _is_gone(connection):
                connection.terminate()
            elif not _is_gone(connection) and connection.is_in_transaction():
                await connection.execute("ROLLBACK")
        finally:
            await self._server.give_back(connection)


def _is_gone(connection: Connection) -> bool:
    """Whether the connection is closed; the pool takes such a one out of its proxy."""
    try:
        return connection.is_closed()
    except _driver.InterfaceError:
        return True
