"""Faults of the database: it takes nothing, it is away, or an older copy is in its place."""

import asyncio
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from functools import partial
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from tests.chaos.house import DAY, MINUTE, House
from tests.chaos.week import Fault, Scene
from tests.world import START, World

READ_ONLY = {"write_refused": "make it writable"}


class NothingWritten(Fault):
    """Nothing can be written any more: SQLite's disk is full, or the database is a read-only copy.

    On PostgreSQL it is read-only in either case.
    """

    def __init__(self, name: str, pragma: str, expects: Mapping[str, str]) -> None:
        """``pragma`` has SQLite refuse what is written."""
        self.name, self._pragma, self.expects = name, pragma, expects

    def expected(self, scene: Scene) -> Mapping[str, str]:
        """PostgreSQL says in either case that it is a copy for reading."""
        return READ_ONLY if scene.house.on_postgresql else self.expects

    async def breaks(self, scene: Scene) -> None:
        """Let the database take no changes."""
        house = scene.house
        if house.on_postgresql:
            await _on_server(house, "ALTER DATABASE {name} SET default_transaction_read_only = on")
            await _on_server(house, END_CONNECTIONS)
        else:
            await _reconnect(house)
            # Pages that were given back would be taken first.
            await asyncio.to_thread(_vacuum, _file_of(house))
            house.pragmas.append(self._pragma)

    async def mends(self, scene: Scene) -> None:
        """Let it take them."""
        house = scene.house
        if house.on_postgresql:
            await _on_server(house, "ALTER DATABASE {name} RESET default_transaction_read_only")
            await _on_server(house, END_CONNECTIONS)
        else:
            house.pragmas.pop()
            await _reconnect(house)


class ConnectionsDropped(Fault):
    """Every connection is cut while a message is on its way."""

    name = "connections dropped"
    lasts = 5 * MINUTE

    async def breaks(self, scene: Scene) -> None:
        """Cut them in the middle of the next message."""
        scene.house.wire.in_the_middle = lambda: _cut(scene.house)

    async def mends(self, scene: Scene) -> None:
        """Need nothing."""


class DatabaseDown(Fault):
    """The database is away, from the middle of a message on."""

    name = "database down"
    expects: Mapping[str, str] = {"database": "DATABASE_URL"}
    is_readable = False

    async def breaks(self, scene: Scene) -> None:
        """Take it away while the next message is on its way."""
        scene.house.wire.in_the_middle = lambda: self._away(scene.house)

    def can_be_noticed(self, scene: Scene) -> bool:
        """Whether that message came."""
        return scene.house.wire.in_the_middle is None

    async def _away(self, house: House) -> None:
        await _cut(house)
        if house.on_postgresql:
            await _on_server(house, 'ALTER DATABASE {name} RENAME TO "away"')
        else:
            path = _file_of(house)
            path.rename(path.with_suffix(".away"))
            path.mkdir()

    async def mends(self, scene: Scene) -> None:
        """Bring it back."""
        house = scene.house
        if house.wire.in_the_middle is not None:
            house.wire.in_the_middle = None
            return
        if house.on_postgresql:
            await _on_server(house, 'ALTER DATABASE "away" RENAME TO {name}')
        else:
            path = _file_of(house)
            path.rmdir()
            path.with_suffix(".away").rename(path)


class Restored(Fault):
    """A copy from the day before is put in the place of the database, and confirmed at night."""

    name = "yesterday's copy restored"
    expects: Mapping[str, str] = {"held": "support-timeout release"}

    def prepares(self, scene: Scene) -> None:
        """Plan the copy, on Monday evening."""
        scene.traffic.plan(START + self.begins - DAY, partial(self._copies, scene))

    async def _copies(self, scene: Scene, _: World) -> bool:
        house = scene.house
        await house.stop()
        self._copied_at = house.now
        if house.on_postgresql:
            self._copy = _name_of(house) + "_copy"
            await _on_server(house, f'CREATE DATABASE "{self._copy}" TEMPLATE {{name}}')
        else:
            shutil.copy(_file_of(house), house.folder / "copy.db")
        await house.start()
        return True

    async def breaks(self, scene: Scene) -> None:
        """Put it in its place."""
        house = scene.house
        await house.stop()
        if house.on_postgresql:
            await _on_server(house, "DROP DATABASE {name} WITH (FORCE)")
            await _on_server(house, f'ALTER DATABASE "{self._copy}" RENAME TO {{name}}')
        else:
            for beside in house.folder.glob(f"{_file_of(house).name}-*"):
                beside.unlink()
            shutil.copy(house.folder / "copy.db", _file_of(house))
        await house.start()
        scene.ledger.restored = (self._copied_at, house.now)
        self._before = len(house.wire.arrived)

    async def mends(self, scene: Scene) -> None:
        """Confirm it. Nothing was sent until now."""
        house = scene.house
        assert len(house.wire.arrived) == self._before
        await house.processes[0].parts.standing.release()


END_CONNECTIONS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = '{bare}' AND pid <> pg_backend_pid()"
)


async def _on_server(house: House, sql: str) -> None:
    """Run a statement beside the database, as its administrator does."""
    name = _name_of(house)
    admin = create_async_engine(
        house.url.replace(f"/{name}?", "/postgres?"), isolation_level="AUTOCOMMIT"
    )
    try:
        async with admin.connect() as connection:
            await connection.execute(text(sql.format(name=f'"{name}"', bare=name)))
    finally:
        await admin.dispose()


async def _cut(house: House) -> None:
    if house.on_postgresql:
        await _on_server(house, END_CONNECTIONS)
    else:
        await _reconnect(house)


async def _reconnect(house: House) -> None:
    """Give up the connections to SQLite, so that the next ones are made anew."""
    for each in house.processes:
        await each.storage.sessions.database.connect_anew()


def _vacuum(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("VACUUM")


def _name_of(house: House) -> str:
    return house.url.partition("?")[0].rpartition("/")[2]


def _file_of(house: House) -> Path:
    return Path(house.url.removeprefix("sqlite+aiosqlite:///"))
