"""Says why a database cannot be used, and what to do about it: the one place that knows.

Start, ``doctor`` and every command ask here, so that all of them give the same cause.
"""

import errno
import shutil
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError

from adapters.database.engines import database_url
from adapters.database.migrations import Schema, schema_of
from adapters.database.sessions import Sessions
from bot.core.errors import BotError

LEAST_TO_OPEN = 64 * 1024


class Cause(StrEnum):
    """Why a database cannot be used, or not as it should be."""

    PASSWORD = "password"  # noqa: S105 - a cause
    ROLE = "role"
    NOT_ALLOWED = "not allowed"
    """The server's ``pg_hba.conf`` refuses this user from this machine."""
    TLS_REQUIRED = "TLS required"
    """The server takes no connection without TLS."""
    TLS_REFUSED = "TLS refused"
    """The server has no TLS, and the address asks for it."""
    CERTIFICATE = "certificate"
    DATABASE = "database"
    HOST = "host"
    NOTHING_LISTENS = "nothing listens"
    NO_ANSWER = "no answer"
    STARTING = "starting"
    FULL = "full"
    """All connections of the server are taken."""
    PRIVILEGE = "privilege"
    FILE = "file"
    DISK = "disk"
    """No room is left."""
    NOT_A_DATABASE = "not a database"
    NO_SCHEMA = "no schema"
    OLDER_SCHEMA = "older schema"
    NEWER_SCHEMA = "newer schema"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Trouble:
    """Why a database cannot be used, and the remedy."""

    cause: Cause
    what: str
    mend: str

    @property
    def stops(self) -> bool:
        """Whether the program cannot run like this; with a newer schema it can."""
        return self.cause is not Cause.NEWER_SCHEMA

    @property
    def is_of_schema(self) -> bool:
        """Whether the database can be reached, and only its schema is not this program's."""
        return self.cause in {Cause.NO_SCHEMA, Cause.OLDER_SCHEMA, Cause.NEWER_SCHEMA}

    def __str__(self) -> str:
        return f"{self.what}\n  {self.mend}"


async def trouble_with(url: str) -> Trouble | None:
    """Connect to the database and look at its schema; ``None`` if all is well. Raises nothing."""
    parsed = database_url(url)
    on_sqlite = parsed.get_backend_name() == "sqlite"
    if on_sqlite and (missing := _missing(Path(parsed.database or ""))):
        return _trouble(missing, parsed)
    sessions = Sessions(url, 1)
    try:
        async with sessions.reading() as session:
            schema = await schema_of(session)
    except BotError as error:
        cause = cause_of(error)
        if cause is Cause.NOT_ALLOWED and parsed.query.get("sslmode") in {"disable", "allow"}:
            # The server says the same whether a line is missing or only one for plain connections.
            cause = Cause.TLS_REQUIRED
        if cause is Cause.FILE and on_sqlite and _is_full(Path(parsed.database or "")):
            # SQLite makes a file of its own beside the database, also to read.
            cause = Cause.DISK
        return _trouble(cause, parsed)
    finally:
        await sessions.close()
    return None if schema is Schema.CURRENT else _trouble(_OF_SCHEMA[schema], parsed)


def _missing(file: Path) -> Cause | None:
    """The cause if there is no such file: to connect would create it."""
    if file.exists():
        return None
    return Cause.NO_SCHEMA if file.resolve().parent.is_dir() else Cause.FILE


def _is_full(file: Path) -> bool:
    """Whether there is no room for what SQLite makes beside a file to open it."""
    try:
        return shutil.disk_usage(file.resolve().parent).free < LEAST_TO_OPEN
    except OSError:
        return False


_OF_SCHEMA = {
    Schema.MISSING: Cause.NO_SCHEMA,
    Schema.OLDER: Cause.OLDER_SCHEMA,
    Schema.NEWER: Cause.NEWER_SCHEMA,
}

_OF_SQLSTATE = {
    "28P01": Cause.PASSWORD,
    "28000": Cause.NOT_ALLOWED,
    "3D000": Cause.DATABASE,
    "42P01": Cause.NO_SCHEMA,
    "3F000": Cause.NO_SCHEMA,
    "42501": Cause.PRIVILEGE,
    "53100": Cause.DISK,
    "53300": Cause.FULL,
    "57P03": Cause.STARTING,
}
# cantopen, perm, readonly, ioerr, auth; corrupt, notadb; full
_OF_SQLITE = (
    dict.fromkeys((14, 3, 8, 10, 23), Cause.FILE)
    | dict.fromkeys((11, 26), Cause.NOT_A_DATABASE)
    | {13: Cause.DISK}
)


def cause_of(error: BaseException) -> Cause:
    """The cause that an exception of SQLAlchemy, a driver or the operating system tells of."""
    for each in _chain(error):
        found = _of_driver(each) or _of_system(each)
        if found is not None:
            return found
    return Cause.UNKNOWN


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The exception and those that led to it; drivers and SQLAlchemy wrap them."""
    at: BaseException | None = error
    while at is not None:
        yield at
        if isinstance(at, DBAPIError) and isinstance(at.orig, BaseException):
            yield at.orig
        at = at.__cause__ or at.__context__


def _of_driver(error: BaseException) -> Cause | None:
    state: str = getattr(error, "sqlstate", None) or ""
    text = str(error)
    if state.startswith("28") and "role" in text and "does not exist" in text:
        return Cause.ROLE
    if state in _OF_SQLSTATE:
        return _OF_SQLSTATE[state]
    code: int = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    if code == 1 and "no such table" in text:
        return Cause.NO_SCHEMA
    return _OF_SQLITE.get(code)


def _of_system(error: BaseException) -> Cause | None:
    text = str(error)
    if isinstance(error, ssl.SSLError):
        return Cause.CERTIFICATE
    if isinstance(error, socket.gaierror):
        return Cause.HOST
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return Cause.DISK
    if isinstance(error, ConnectionError) and "rejected SSL" in text:
        return Cause.TLS_REFUSED
    if isinstance(error, TimeoutError):
        return Cause.NO_ANSWER
    # A name with several addresses gives one error about all of them, without a number.
    if isinstance(error, ConnectionRefusedError | FileNotFoundError) or (
        isinstance(error, OSError) and f"[Errno {errno.ECONNREFUSED}]" in text
    ):
        return Cause.NOTHING_LISTENS
    if isinstance(error, OSError) and error.errno in {errno.EHOSTUNREACH, errno.ENETUNREACH}:
        return Cause.NO_ANSWER
    return None


_TEXTS = {
    Cause.PASSWORD: (
        "PostgreSQL refuses the password of {user}.",
        "Mend the user or the password in DATABASE_URL; write a special character in it as %40.",
    ),
    Cause.ROLE: (
        "PostgreSQL has no role {user}.",
        "Create it, or mend the user in DATABASE_URL.",
    ),
    Cause.NOT_ALLOWED: (
        "PostgreSQL at {host} refuses {user} from this machine.",
        "Add a line for it to pg_hba.conf there; if that asks for TLS (hostssl), switch TLS on.",
    ),
    Cause.TLS_REQUIRED: (
        "PostgreSQL at {host} refuses {user} from this machine without TLS.",
        "Set sslmode=verify-full in DATABASE_URL, or allow plain connections in pg_hba.conf.",
    ),
    Cause.TLS_REFUSED: (
        "PostgreSQL at {host} has no TLS, and DATABASE_URL asks for it.",
        "Switch TLS on at the server, or set sslmode=disable in your own network.",
    ),
    Cause.CERTIFICATE: (
        "The certificate of PostgreSQL at {host} is not accepted.",
        "Name your authority's file with sslrootcert=, and the host as its certificate does.",
    ),
    Cause.DATABASE: (
        "PostgreSQL at {host} has no database {database}.",
        "Create it, or mend the name in DATABASE_URL.",
    ),
    Cause.HOST: (
        "The name {host} cannot be found.",
        "Mend the host in DATABASE_URL, or the name server of this machine.",
    ),
    Cause.NOTHING_LISTENS: (
        "Nothing listens at {host}.",
        "Start PostgreSQL there, or mend host and port in DATABASE_URL.",
    ),
    Cause.NO_ANSWER: (
        "{host} does not answer.",
        "See that the machine runs, and that no firewall is between.",
    ),
    Cause.STARTING: (
        "PostgreSQL at {host} is starting or stopping.",
        "Wait a moment and start again.",
    ),
    Cause.FULL: (
        "All connections of PostgreSQL at {host} are taken.",
        "Raise max_connections there, or run fewer processes; each takes up to ten.",
    ),
    Cause.PRIVILEGE: (
        "{user} may not read the tables of {database}.",
        "Run support-timeout migrate as this user, or make this user their owner.",
    ),
    Cause.FILE: (
        "{file} cannot be opened.",
        "Make its folder, and let this user write there.",
    ),
    Cause.DISK: (
        "The disk of the database is full.",
        "Make room there; it goes on by itself.",
    ),
    Cause.NOT_A_DATABASE: (
        "{file} is not an SQLite database, or is damaged.",
        "Name another file in DATABASE_URL, or put a backup in its place.",
    ),
    Cause.NO_SCHEMA: (
        "The database is there, but has no tables of this program.",
        "Run: support-timeout migrate",
    ),
    Cause.OLDER_SCHEMA: (
        "The database's schema is older than this program.",
        "Run: support-timeout migrate",
    ),
    Cause.NEWER_SCHEMA: (
        "The database's schema is newer than this program.",
        "It works during an upgrade; start the newer program here, too.",
    ),
    Cause.UNKNOWN: (
        "The database does not answer as it should.",
        "See its own log, and mend DATABASE_URL.",
    ),
}


def _trouble(cause: Cause, url: URL) -> Trouble:
    what, mend = _TEXTS[cause]
    names = {
        "user": url.username or "this user",
        "host": _host_in(url),
        "database": url.database or "",
        "file": url.database or "",
    }
    return Trouble(cause, what.format(**names), mend)


def _host_in(url: URL) -> str:
    host = url.host or str(url.query.get("host", "localhost"))
    return f"{host}:{url.port}" if url.port else host
