"""Brings a database's schema up to date, and says whether it is.

Migrations are written by hand in ``versions`` and run on both databases; ``check`` says where
they and ``tables.py`` differ. A migration keeps working for the program one version older: what
is no longer used is dropped by a later one, and a new column has a default in the database.
The first one, 0011, is the schema of the first edition; an older one is refused.
"""

import asyncio
import time
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import URL, column, select, table, text

from adapters.database.engines import database_url, patient_engine, sqlite_engine
from adapters.database.faults import named
from adapters.database.sessions import Session
from adapters.database.statements import Shape
from adapters.faults import NotReady
from bot.core.errors import Conflict

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection

_HERE = Path(__file__).parent
_VERSION = Shape(select(table("alembic_version", column("version_num")).c.version_num))
_FIRST = "0011"
_TOO_OLD = (
    "The database has the schema {found}, from before the first edition ({first}).\n"
    "  Run support-timeout migrate of an edition that knows both, and then this one's."
)

# Any number that nobody else locks in the same database.
_ADVISORY_LOCK = 7_306_352_801
_WAIT_SECONDS = 60
_RETRY_SECONDS = 0.05


async def migrate(url: str) -> None:
    """Bring the schema to head in one transaction; several processes may call it at once.

    The first one migrates, the others wait for it and find nothing to do. Raises
    ``StorageDown`` if the database does not answer, ``Conflict`` if another process holds it
    for longer than a minute, ``NotReady`` if its schema is older than the first edition's.
    """
    give_up = time.monotonic() + _WAIT_SECONDS
    while not await _migrated(url):
        # SQLite waits for a writer, but not while another process makes the new file a
        # write-ahead one.
        if time.monotonic() > give_up:
            message = "another process has been migrating for too long"
            raise Conflict(message)
        await asyncio.sleep(_RETRY_SECONDS)


class Schema(StrEnum):
    """How a database's schema relates to this program."""

    MISSING = "missing"
    OLDER = "older"
    CURRENT = "current"
    NEWER = "newer"
    """A migration leaves the program before it working, and during a deployment both run."""


async def is_current(session: Session) -> bool:
    """Whether this program works with the schema: it is at the program's head, or newer."""
    return await schema_of(session) in {Schema.CURRENT, Schema.NEWER}


async def schema_of(session: Session) -> Schema:
    """How the schema relates to this program. Raises ``StorageDown`` without a version table."""
    rows = await session.fetch(_VERSION)
    found = str(rows[0][0]) if rows else None
    head, known = _revisions()
    if found is None:
        return Schema.MISSING
    if found == head:
        return Schema.CURRENT
    return Schema.OLDER if found in known or found < _FIRST else Schema.NEWER


async def _migrated(url: str) -> bool:
    parsed = database_url(url)
    try:
        with named():
            if parsed.get_backend_name() == "sqlite":
                await asyncio.to_thread(_migrate_file, parsed)
            else:
                await _migrate_server(parsed)
    except Conflict:
        return False
    else:
        return True


def _migrate_file(url: URL) -> None:
    # Made here, so that nobody but its owner may read it.
    Path(url.database or "").touch(mode=0o600)
    with sqlite_engine(url, busy_seconds=_WAIT_SECONDS).begin() as connection:
        _upgrade(connection)


async def _migrate_server(url: URL) -> None:
    engine = patient_engine(url)
    try:
        async with engine.begin() as connection:
            lock = text("SELECT pg_advisory_xact_lock(:number)")
            await connection.execute(lock, {"number": _ADVISORY_LOCK})
            await connection.run_sync(_upgrade)
    finally:
        await engine.dispose()


def _upgrade(connection: "Connection") -> None:
    # In the transaction that ``connection`` is in.
    from alembic import command, migration  # noqa: PLC0415 - slow, and needed only to migrate

    found = migration.MigrationContext.configure(connection).get_current_revision()
    if found is not None and found < _FIRST:
        raise NotReady(_TOO_OLD.format(found=found, first=_FIRST))
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


@cache
def _revisions() -> tuple[str | None, frozenset[str]]:
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - see ``_upgrade``

    scripts = ScriptDirectory.from_config(_config())
    return scripts.get_current_head(), frozenset(each.revision for each in scripts.walk_revisions())


def _config() -> "Config":
    from alembic.config import Config  # noqa: PLC0415 - see ``_upgrade``

    config = Config()
    # ``%`` starts an interpolation there, and may well be in a path.
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
