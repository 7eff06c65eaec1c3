"""Databases for tests: migrated, and without a row."""

from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from adapters.database.migrations import migrate
from tests.postgres import Postgres

EMPTY = """
DO $$
DECLARE name text;
BEGIN
    FOR name IN SELECT tablename FROM pg_tables
        WHERE schemaname = 'public' AND tablename <> 'alembic_version'
    LOOP EXECUTE format('DELETE FROM %I', name);
    END LOOP;
END $$
"""

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
    engine = create_async_engine(url)
    try:
        async with engine.begin() as connection:
            await connection.execute(text(EMPTY))
    finally:
        await engine.dispose()
    _spare.setdefault(server, []).append(url)
