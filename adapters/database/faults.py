"""Translates the drivers' exceptions into those that the bot catches."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.core.errors import BotError, Conflict, StorageDown

# serialization failure, deadlock, lock not available
_POSTGRESQL_CONFLICT = {"40001", "40P01", "55P03"}
# connection, authorization, no such database, resources, operator intervention, system, internal,
# and a transaction that the server ended because it was idle
# 25006: it takes no writes, as a standby does after a failover
_POSTGRESQL_DOWN = ("08", "28", "3D", "53", "57", "58", "XX", "25006", "25P03")
_POSTGRESQL_NO_TABLE = {"42P01", "42703"}

# SQLite's primary result codes: busy, locked
_SQLITE_CONFLICT = {5, 6}
# perm, readonly, interrupt, ioerr, corrupt, full, cantopen, protocol, auth, notadb
_SQLITE_DOWN = {3, 8, 9, 10, 11, 13, 14, 15, 23, 26}


@contextmanager
def named() -> Iterator[None]:
    """Raise ``Conflict`` and ``StorageDown`` in place of the driver's own errors."""
    try:
        yield
    except (StatementError, PoolTimeoutError, OSError) as error:
        raise _named(error) from error


def _named(error: Exception) -> Exception:
    if isinstance(error, DBAPIError):
        return _of_driver(error) or error
    if isinstance(error, StatementError):
        # The column type refused a value before anything was sent.
        return error.orig if isinstance(error.orig, Exception) else error
    return StorageDown(f"the database cannot be reached: {type(error).__name__}")


def _of_driver(error: DBAPIError) -> BotError | None:
    state: str = getattr(error.orig, "sqlstate", None) or ""
    code: int = (getattr(error.orig, "sqlite_errorcode", None) or 0) & 0xFF
    if isinstance(error, IntegrityError):
        return Conflict("a unique value is taken")
    if state in _POSTGRESQL_CONFLICT or code in _SQLITE_CONFLICT:
        return Conflict("another unit of work touched the same rows")
    if state in _POSTGRESQL_NO_TABLE or (code == 1 and "no such" in str(error.orig)):
        return StorageDown(f"the schema is not up to date, migrate it first: {error.orig}")
    if error.connection_invalidated or state.startswith(_POSTGRESQL_DOWN) or code in _SQLITE_DOWN:
        return StorageDown(f"the database does not answer: {error.orig}")
    if not state and not code and "clos" in str(error.orig):
        # The drivers report a connection lost during a statement without a code.
        return StorageDown(f"the connection to the database is gone: {error.orig}")
    return None
