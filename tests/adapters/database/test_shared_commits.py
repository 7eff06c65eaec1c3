"""Units of work that stand in line for an SQLite file share a commit, and nothing else."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from adapters.database import sqlite_connections
from adapters.database.sealing import Keyring
from adapters.database.sqlite_file import SqliteDatabase
from adapters.database.unit_of_work import DatabaseStorage
from bot.core.errors import Conflict, StorageDown
from bot.core.observations import ENDED, Observation, Topic
from bot.core.storage import Work, in_one_work
from bot.duty.model import Duty
from tests.adapters.database.databases import fresh_sqlite
from tests.disks import no_file_larger_than

SINCE = datetime(2026, 3, 2, tzinfo=UTC)
MANY = 10
LONG_S = 3600.0
MUCH = " " * 4_000_000
"""Several times as much as a database without a row."""


class Broken(Exception):
    """A handler's fault."""


class File:
    """A storage on an SQLite file, and what its connection that writes was told."""

    def __init__(self, url: str) -> None:
        self.said: list[str] = []
        self.writer: sqlite3.Connection | None = None
        self.storage = DatabaseStorage(url, Keyring([b"k" * 32]))
        database = self.storage.sessions.database
        assert isinstance(database, SqliteDatabase)
        database.prepare(self._watch)

    def _watch(self, connection: sqlite3.Connection) -> None:
        (reads_only,) = connection.execute("PRAGMA query_only").fetchone()
        if not reads_only:
            self.writer = connection
            connection.set_trace_callback(self.said.append)

    async def names(self) -> list[str]:
        async with self.storage.reading() as work:
            return [each.reference for each in await work.of(Duty).find()]


@pytest.fixture
async def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[File]:
    """A file whose first unit of work, which makes a key, is over."""
    monkeypatch.setattr(sqlite_connections, "TOGETHER_S", LONG_S)
    file = File(await fresh_sqlite(tmp_path))
    async with file.storage.work():
        pass
    file.said.clear()
    yield file
    await file.storage.close()


async def add(work: Work, name: str) -> None:
    await work.add(Duty(reference=name, since=SINCE))


async def begin(file: File, name: str) -> None:
    async with file.storage.work() as work:
        await add(work, name)


async def one_after_another(file: File, *doing: Coroutine[Any, Any, None]) -> list[Any]:
    """How each ends, if all of them stand in line for the file at the same time."""
    started: list[asyncio.Task[None]] = []

    async def hold() -> None:
        async with file.storage.work():
            started.extend(map(asyncio.create_task, doing))
            await asyncio.sleep(0)

    await asyncio.gather(hold(), return_exceptions=True)
    return await asyncio.gather(*started, return_exceptions=True)


async def test_those_who_stand_in_line_share_one_commit(file: File) -> None:
    names = [f"duty-{number}" for number in range(MANY)]
    assert await one_after_another(file, *(begin(file, name) for name in names)) == [None] * MANY
    assert file.said.count("COMMIT") == 1
    assert await file.names() == names


async def test_whatever_is_committed_is_on_the_disk_and_what_is_erased_is_overwritten(
    file: File,
) -> None:
    await begin(file, "first")
    assert file.writer is not None
    (synchronous,) = file.writer.execute("PRAGMA synchronous").fetchone()
    (secure_delete,) = file.writer.execute("PRAGMA secure_delete").fetchone()
    full = 2
    assert (synchronous, secure_delete) == (full, 1)


async def test_whoever_is_alone_commits_without_a_savepoint(file: File) -> None:
    await begin(file, "first")
    await begin(file, "second")
    assert file.said.count("COMMIT") == 2
    assert not [each for each in file.said if "SAVEPOINT" in each]


async def test_no_more_share_a_commit_than_may_wait_for_it(file: File) -> None:
    # With whoever is in front of them.
    many = 2 * sqlite_connections.MOST_TOGETHER - 1
    await one_after_another(file, *(begin(file, f"duty-{number}") for number in range(many)))
    assert file.said.count("COMMIT") == 2
    assert len(await file.names()) == many


async def test_nobody_waits_long_for_those_behind(
    file: File, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_connections, "TOGETHER_S", 0)
    await one_after_another(file, *(begin(file, f"duty-{number}") for number in range(MANY)))
    # Whoever leaves the transaction open does so to one other.
    assert file.said.count("COMMIT") >= MANY / 2
    assert len(await file.names()) == MANY


async def test_one_that_fails_takes_nothing_of_the_others_back(file: File) -> None:
    async def fail() -> None:
        async with file.storage.work() as work:
            await add(work, "of one that fails")
            # It is written, and taken back.
            assert await work.of(Duty).count(Duty.reference.is_("before")) == 1
            await work.flush()
            raise Broken

    results = await one_after_another(file, begin(file, "before"), fail(), begin(file, "after"))
    assert [type(each) for each in results] == [type(None), Broken, type(None)]
    assert await file.names() == ["after", "before"]
    assert file.said.count("COMMIT") == 1


async def test_if_the_last_in_line_fails_the_others_are_committed_all_the_same(file: File) -> None:
    async def fail() -> None:
        async with file.storage.work():
            raise Broken

    first, last = await one_after_another(file, begin(file, "first"), fail())
    assert first is None
    assert isinstance(last, Broken)
    assert await file.names() == ["first"]


async def test_nobody_is_answered_before_the_commit(file: File) -> None:
    answered = []

    async def answer() -> None:
        await begin(file, "first")
        answered.append("first")

    async def look() -> None:
        async with file.storage.work() as work:
            assert await work.of(Duty).get("first") is not None
            # On a connection that reads, as anybody else has.
            assert await asyncio.create_task(file.names()) == []
            assert answered == []

    assert await one_after_another(file, answer(), look()) == [None, None]
    assert answered == ["first"]
    assert await file.names() == ["first"]


async def test_if_the_commit_fails_it_fails_for_all_and_nothing_is_kept(file: File) -> None:
    assert file.writer
    file.writer.execute("CREATE TEMP TABLE room (name TEXT PRIMARY KEY)")
    file.writer.execute(
        "CREATE TEMP TABLE bed (room REFERENCES room (name) DEFERRABLE INITIALLY DEFERRED)"
    )

    async def spoil() -> None:
        async with file.storage.sessions.writing() as session:
            await session.run(text("INSERT INTO temp.bed VALUES ('nowhere')"))

    results = await one_after_another(file, begin(file, "before"), spoil(), begin(file, "after"))
    assert [type(each) for each in results] == [Conflict] * 3
    assert await file.names() == []
    await begin(file, "later")
    assert await file.names() == ["later"]


async def test_where_one_finds_the_disk_full_the_others_begin_anew_and_succeed(file: File) -> None:
    assert file.writer
    (pages,) = file.writer.execute("PRAGMA page_count").fetchone()
    file.writer.execute(f"PRAGMA max_page_count = {pages + 1}")

    async def much(work: Work) -> None:
        observation = Observation(
            reference="much", process=ENDED, topic=Topic.EXAMINED, last_at=SINCE, detail=MUCH
        )
        await work.add(observation)

    async def one(name: str) -> None:
        await in_one_work(file.storage, lambda work: add(work, name))

    results = await one_after_another(
        file, one("before"), in_one_work(file.storage, much), one("after")
    )
    assert [type(each) for each in results] == [type(None), StorageDown, type(None)]
    # They had been in one transaction, which the database took back.
    said = [each.partition(" (")[0] for each in file.said]
    assert said.index("RELEASE one_of_many") < said.index("INSERT INTO observations")
    assert said.index("INSERT INTO observations") < said.index("COMMIT")
    assert await file.names() == ["after", "before"]


async def test_after_a_commit_that_failed_for_all_each_commits_alone(file: File) -> None:
    writer = file.writer
    assert writer
    (path,) = (row[2] for row in writer.execute("PRAGMA database_list") if row[1] == "main")
    writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    async def much(work: Work) -> None:
        observation = Observation(
            reference="much", process=ENDED, topic=Topic.EXAMINED, last_at=SINCE, detail=MUCH
        )
        await work.add(observation)

    async def one(name: str) -> None:
        await in_one_work(file.storage, lambda work: add(work, name))

    with no_file_larger_than(max(Path(path).stat().st_size, len(MUCH) // 2)):
        results = await one_after_another(
            file, one("before"), in_one_work(file.storage, much), one("after")
        )
    assert [type(each) for each in results] == [type(None), StorageDown, type(None)]
    assert await file.names() == ["after", "before"]
    assert file.writer is not writer
    file.said.clear()
    await one_after_another(file, begin(file, "later"), begin(file, "last"))
    assert file.said.count("COMMIT") == 1


async def test_whoever_is_cancelled_while_it_waits_for_the_commit_holds_nobody_up(
    file: File,
) -> None:
    waiting: list[asyncio.Task[Any] | None] = []

    async def first() -> None:
        waiting.append(asyncio.current_task())
        await begin(file, "first")

    async def second() -> None:
        async with file.storage.work() as work:
            assert waiting[0]
            waiting[0].cancel()
            await add(work, "second")

    results = await one_after_another(file, first(), second(), begin(file, "third"))
    assert [type(each) for each in results] == [asyncio.CancelledError, type(None), type(None)]
    assert await file.names() == ["first", "second", "third"]


async def test_what_was_left_open_to_somebody_who_gives_up_is_committed(file: File) -> None:
    waits = asyncio.Event()
    behind: list[asyncio.Task[None]] = []

    async def leave_to_them() -> None:
        async with file.storage.work() as work:
            await waits.wait()
            await add(work, "first")
            behind[0].cancel()

    first = asyncio.create_task(leave_to_them())
    await asyncio.sleep(0)
    behind.append(asyncio.create_task(begin(file, "second")))
    await asyncio.sleep(0)
    waits.set()
    await first
    with pytest.raises(asyncio.CancelledError):
        await behind[0]
    assert await file.names() == ["first"]
    await begin(file, "third")
    assert await file.names() == ["first", "third"]


async def test_tidying_waits_until_a_shared_commit_is_over(file: File) -> None:
    doing = begin(file, "first"), begin(file, "second"), file.storage.tidy()
    assert await one_after_another(file, *doing) == [None] * 3
    assert await file.names() == ["first", "second"]
    assert file.said.index("PRAGMA wal_checkpoint(TRUNCATE)") > file.said.index("COMMIT")


async def test_a_storage_that_closes_meanwhile_commits_what_was_begun(file: File) -> None:
    async def close() -> None:
        async with file.storage.work() as work:
            await add(work, "second")
            await file.storage.close()

    assert await one_after_another(file, begin(file, "first"), close()) == [None, None]
    assert file.said.count("COMMIT") == 1
