"""Databases for tests: migrated, and without a row."""

from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from adapters.database.migrations import migrate
from adapters.database.tables import METADATA
from tests.postgres import Postgres

_spare: dict[Postgres, list[str]] = {}


async def fresh_sqlite(folder: Path) -> str:
    """The address of a migrated file in a folder."""
    url = f"sqlite+aiosqlite:///{folder / 'support-timeout.db'}"
    await migrate(url)
    return url


async def fresh_postgresql(server: Postgres) -> str:
    """The address of a migrated database on a server.

    One that was given back is used again: to make one takes a second.
    """
    if _spare.get(server):
        return _spare[server].pop()
    url = server.create()
    await migrate(url)
    return url


async def return_postgresql(server: Postgres, url: str) -> None:
    """Empty a database for whoever comes next."""
    emptied = "".join(f"{table.delete()};" for table in METADATA.tables.values())
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        await connection.execute(text(f"DO $$ BEGIN {emptied} END $$"))
    await engine.dispose()
    _spare.setdefault(server, []).append(url)
