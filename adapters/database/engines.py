"""The address of a database, and SQLAlchemy's engines, which only migrations and tools use."""

from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from adapters.postgresql_address import read_options

CONNECT_SECONDS = 5


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
            return parsed.set(drivername="sqlite+pysqlite")
    raise ValueError("the database must be PostgreSQL or an SQLite file")


def patient_engine(url: URL) -> AsyncEngine:
    """An engine on PostgreSQL without a limit for statements, and without a pool."""
    url, tls = with_tls(url)
    arguments = {**tls, "timeout": CONNECT_SECONDS}
    return create_async_engine(url, poolclass=NullPool, connect_args=arguments)


def with_tls(url: URL) -> tuple[URL, dict[str, Any]]:
    """The URL without the options for TLS, and these as the driver takes them."""
    given = {name: str(value) for name, value in url.query.items()}
    options = read_options(given)
    tls = {} if options.ssl is None else {"ssl": options.ssl}
    return url.set(query=options.kept), tls


def sqlite_engine(url: URL, *, busy_seconds: float) -> Engine:
    """An engine that writes to an SQLite file; each transaction locks it from its beginning."""
    engine = create_engine(
        url, poolclass=NullPool, connect_args={"isolation_level": None, "timeout": busy_seconds}
    )

    def prepare(connection: Any, _: object) -> None:  # noqa: ANN401 - the driver's own
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")

    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    return engine
