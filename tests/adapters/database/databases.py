"""Databases for tests: migrated, and without a row."""

from pathlib import Path

import asyncpg
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

_migrated: list[bytes] = []
_spare: dict[Postgres, list[str]] = {}


async def fresh_sqlite(folder: Path) -> str:
    """The address of a migrated file in a folder: to copy one takes no time, to migrate some."""
    path = folder / "support-timeout.db"
    url = f"sqlite+aiosqlite:///{path}"
    if _migrated:
        path.write_bytes(_migrated[0])
    else:
        await migrate(url)
        _migrated.append(path.read_bytes())
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
    where = server.connection(url)
    connection = await asyncpg.connect(  # type: ignore[no-untyped-call]
        host=where["PGHOST"], user=where["PGUSER"], database=where["PGDATABASE"]
    )
    try:
        await connection.execute(EMPTY)
    finally:
        await connection.close()
    _spare.setdefault(server, []).append(url)


async def clear_text(url: str) -> str:
    """Everything that lies in a database in the clear, as text."""
    if url.startswith("sqlite"):
        path = Path(url.removeprefix("sqlite+aiosqlite:///"))
        files = [path, *path.parent.glob(f"{path.name}-*")]
        return "".join(file.read_bytes().decode("latin-1") for file in files)
    engine = create_async_engine(url)
    async with engine.connect() as connection:
        tables = await connection.execute(
            text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        )
        rows = [
            str(row)
            for table in tables.scalars().all()
            for row in await connection.execute(text(f'SELECT t::text FROM "{table}" t'))  # noqa: S608
        ]
    await engine.dispose()
    return "\n".join(rows)
