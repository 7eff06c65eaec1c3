"""SQLAlchemy's engines for tests that look at a database from outside."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Protocol, TypeVar, cast

from sqlalchemy import Connection, Engine, Executable, Result

from adapters.database.engines import database_url, patient_engine, sqlite_engine

T = TypeVar("T")


class AnyConnection(Protocol):
    """What these tests use of SQLAlchemy's ``AsyncConnection``."""

    async def execute(self, statement: Executable, values: Any = None) -> Result[Any]:
        """Run a statement."""

    async def run_sync(self, do: Callable[..., T], *args: object) -> T:
        """Call a function with the connection."""


class AnyEngine(Protocol):
    """What these tests use of SQLAlchemy's ``AsyncEngine``."""

    def connect(self) -> AbstractAsyncContextManager[AnyConnection]:
        """Connect; nothing is committed."""

    def begin(self) -> AbstractAsyncContextManager[AnyConnection]:
        """Begin a transaction, and commit it at the end."""

    async def dispose(self) -> None:
        """Close the connections."""


class FileConnection:
    """A connection to an SQLite file."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def execute(self, statement: Executable, values: Any = None) -> Result[Any]:
        """Run a statement, and read what it returns before the connection may close."""
        result = self._connection.execute(statement, values)
        return result.freeze()() if result.returns_rows else result

    async def run_sync(self, do: Callable[..., T], *args: object) -> T:
        """Call a function with the connection."""
        return do(self._connection, *args)


class FileEngine:
    """An engine on an SQLite file."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @asynccontextmanager
    async def connect(self) -> AsyncIterator[FileConnection]:
        """Connect; nothing is committed."""
        with self._engine.connect() as connection:
            yield FileConnection(connection)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[FileConnection]:
        """Begin a transaction, and commit it at the end."""
        with self._engine.begin() as connection:
            yield FileConnection(connection)

    async def dispose(self) -> None:
        """Close the connections."""
        self._engine.dispose()


def engine_on(url: str) -> AnyEngine:
    """An engine on this database."""
    parsed = database_url(url)
    if parsed.get_backend_name() == "sqlite":
        return FileEngine(sqlite_engine(parsed, busy_seconds=60))
    return cast("AnyEngine", patient_engine(parsed))
