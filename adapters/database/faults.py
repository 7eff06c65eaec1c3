"""Translates the drivers' exceptions into those that the bot catches."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from bot.core.errors import BotError, Conflict, StorageDown

# a unique value is taken, and other rules of the schema
_POSTGRESQL_TAKEN = "23"
# serialization failure, deadlock, lock not available
# 0A000: a statement was prepared before a migration changed its table
# 25P02: an earlier statement failed, and its error was ignored
_POSTGRESQL_CONFLICT = {"40001", "40P01", "55P03", "0A000", "25P02"}
# connection, authorization, no such database, resources, operator intervention, system, internal,
# and a transaction that the server ended because it was idle
# 25006: it accepts no writes, like a standby after a failover
# 42501: this user may not use the tables
_POSTGRESQL_DOWN = ("08", "28", "3D", "53", "57", "58", "XX", "25006", "25P03", "42501")
_POSTGRESQL_NO_TABLE = {"42P01", "42703"}

# SQLite's primary result codes: busy, locked
_SQLITE_CONFLICT = {5, 6}
# perm, readonly, interrupt, ioerr, corrupt, full, cantopen, protocol, auth, notadb
_SQLITE_DOWN = {3, 8, 9, 10, 11, 13, 14, 15, 23, 26}
SQLITE_BUSY = 5


@contextmanager
def named() -> Iterator[None]:
    """Raise ``Conflict`` and ``StorageDown`` in place of the driver's own errors."""
    try:
        yield
    except Exception as error:
        found = _meaning(error)
        if found is None:
            raise
        raise found from error


def sqlite_code(error: BaseException) -> int:
    """SQLite's primary result code of an error; 0 for any other error."""
    return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF


def _meaning(error: Exception) -> BotError | None:
    """What an error means to the bot; ``None`` for one that is no fault of the database."""
    if isinstance(error, BotError):
        return None
    if isinstance(error, DBAPIError):
        # From SQLAlchemy, which migrations and tools use.
        if error.connection_invalidated:
            return StorageDown(f"the database does not answer: {error.orig}")
        return _meaning(error.orig) if isinstance(error.orig, Exception) else None
    if isinstance(error, OSError):
        return StorageDown(f"the database cannot be reached: {type(error).__name__}")
    return _of_driver(error)


def _of_driver(error: Exception) -> BotError | None:
    state: str = getattr(error, "sqlstate", None) or ""
    code = sqlite_code(error)
    if state.startswith(_POSTGRESQL_TAKEN) or isinstance(error, sqlite3.IntegrityError):
        return Conflict("a unique value is taken")
    if state in _POSTGRESQL_CONFLICT or code in _SQLITE_CONFLICT:
        return Conflict("another unit of work touched the same rows")
    if state in _POSTGRESQL_NO_TABLE or (code == 1 and "no such" in str(error)):
        return StorageDown(f"the schema is not up to date, migrate it first: {error}")
    if state.startswith(_POSTGRESQL_DOWN) or code in _SQLITE_DOWN:
        return StorageDown(f"the database does not answer: {error}")
    if not state and not code and _means_lost(error):
        # The drivers report a connection lost during a statement without a code.
        return StorageDown(f"the connection to the database is gone: {error}")
    return None


def _means_lost(error: Exception) -> bool:
    driver = type(error).__module__.partition(".")[0]
    if driver == "asyncpg":
        # A value of a wrong type is a ``ValueError`` as well; all else means a lost connection.
        names = {each.__name__ for each in type(error).__mro__}
        refused = isinstance(error, ValueError)
        return bool(names & {"InterfaceError", "InternalClientError"}) and not refused
    return driver == "sqlite3" and "clos" in str(error)
