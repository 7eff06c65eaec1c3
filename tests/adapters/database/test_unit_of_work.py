"""A unit of work asks the database once, keeps what it may keep, and never holds up the loop."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import delete, select, text

from adapters.database import sqlite_file
from adapters.database.sealing import Keyring
from adapters.database.statements import POSTGRESQL, SQLITE, compiled, one_of
from adapters.database.tables import TABLES
from adapters.database.unit_of_work import DatabaseStorage
from bot.core.errors import Conflict, StorageDown
from bot.core.people import Person
from bot.core.storage import Work, new_reference
from bot.duty.model import Duty
from bot.programme.model import CURRENT, Configuration
from tests.contract.storage_suite import NOON, a_person, get, put
from tests.sealed import sealed_text


@contextmanager
def heard(storage: DatabaseStorage) -> Iterator[list[str]]:
    """The statements that reach the database, without those that begin and end transactions."""
    statements: list[str] = []
    storage.sessions.hears = lambda sql: statements.append(" ".join(sql.split()))
    yield statements
    storage.sessions.hears = None
    statements[:] = [each for each in statements if each not in {"BEGIN", "COMMIT"}]


async def test_what_was_searched_is_not_searched_again_and_stays_true(
    storage: DatabaseStorage,
) -> None:
    person = await put(storage, a_person(unit="icu"))
    with heard(storage) as statements:
        async with storage.work() as work:
            for _ in range(3):
                assert await work.of(Person).find(Person.unit.is_("icu")) == [person]
                assert await work.of(Person).count(Person.unit.is_("icu")) == 1
            moved = await work.save(replace(person, unit="er"))
            assert await work.of(Person).find(Person.unit.is_("icu")) == []
            assert await work.of(Person).find(Person.unit.is_("er")) == [moved]
            await work.remove(moved)
            assert await work.of(Person).find(Person.unit.is_("er")) == []
            assert await work.add(a_person(unit="er"))
            assert await work.of(Person).count(Person.unit.is_("er")) == 1
    searches = [each for each in statements if each.startswith("SELECT person")]
    # One for each unit: what the work changes itself, it knows.
    assert len(searches) == 2


async def test_a_list_that_was_found_can_be_changed_without_changing_what_is_found(
    storage: DatabaseStorage,
) -> None:
    person = await put(storage, a_person())
    async with storage.reading() as work:
        (await work.of(Person).find()).clear()
        assert await work.of(Person).find() == [person]


async def test_of_several_references_only_those_that_are_not_known_are_read(
    storage: DatabaseStorage,
) -> None:
    first, second = [await put(storage, a_person(unit=unit)) for unit in ("icu", "er")]
    these = Person.reference.one_of((first.reference, "nobody", second.reference))
    with heard(storage) as statements:
        async with storage.reading() as work:
            assert await work.of(Person).get(first.reference) == first
            found = await work.of(Person).find(these, order_by=Person.unit)
            assert found == [second, first]
            assert await work.of(Person).find(these, Person.unit.is_("er")) == [second]
            assert await work.of(Person).count(these) == 2
            assert await work.of(Person).get("nobody") is None
            assert await work.of(Person).find(these, order_by=Person.unit, limit=1) == [second]
    assert len([each for each in statements if "FROM person" in each]) == 2


async def test_who_was_not_there_is_there_once_added(storage: DatabaseStorage) -> None:
    person = a_person()
    async with storage.work() as work:
        assert await work.of(Person).get(person.reference) is None
        assert await work.add(person)
        assert await work.of(Person).get(person.reference) == person
        assert await work.of(Person).find(Person.reference.is_(person.reference)) == [person]
    assert await get(storage, person) == person


async def test_what_is_sealed_under_a_reference_used_before_joins_what_is_there(
    storage: DatabaseStorage,
) -> None:
    person = a_person()
    async with storage.work() as work:
        await work.vault.seal(sealed_text(person.reference, "name"), "Ada")
    async with storage.work() as work:
        assert await work.add(person)
        await work.vault.seal(sealed_text(person.reference, "user"), "U1")
    async with storage.reading() as work:
        assert await work.vault.open(sealed_text(person.reference, "name")) == "Ada"
        assert await work.vault.open(sealed_text(person.reference, "user")) == "U1"


async def test_an_owner_is_read_once_and_several_owners_at_once(storage: DatabaseStorage) -> None:
    async with storage.work() as work:
        for owner in ("ada", "bea"):
            await work.vault.seal(sealed_text(owner, "name"), owner.title())
            await work.vault.seal(sealed_text(owner, "user"), f"U-{owner}")
    with heard(storage) as statements:
        async with storage.reading() as work:
            assert await work.vault.open(sealed_text("ada", "name")) == "Ada"
            assert await work.vault.open(sealed_text("ada", "user")) == "U-ada"
            opened = await work.vault.open_all(["ada", "bea", "nobody"])
            assert opened["bea"] == {"name": "Bea", "user": "U-bea"}
            assert opened["ada"] == {"name": "Ada", "user": "U-ada"}
            assert "nobody" not in opened
            assert await work.vault.open(sealed_text("bea", "name")) == "Bea"
    assert len(statements) == 2


async def test_the_programme_is_sent_again_only_when_it_was_changed_by_whatever_process(
    storage: DatabaseStorage, keyring: Keyring
) -> None:
    other = DatabaseStorage(storage._url, keyring)
    before = Configuration(reference=CURRENT, applied_at=NOON, document="one")
    await put(storage, before)

    async def read(by: DatabaseStorage) -> Configuration | None:
        async with by.reading() as work:
            return await work.of(Configuration).get(CURRENT)

    for by in (storage, other):
        assert await read(by) == before
        with heard(by) as statements:
            assert await read(by) == before
        assert not any("configuration.document" in each for each in statements)
    async with other.work() as work:
        found = await work.of(Configuration).get(CURRENT)
        assert found is not None
        changed = await work.save(replace(found, document="two"))
    assert await read(storage) == changed
    async with storage.work() as work:
        await work.remove(changed)
    assert await read(other) is None
    await other.close()


async def test_a_change_by_hand_of_what_is_kept_is_seen_at_once(storage: DatabaseStorage) -> None:
    duty = await put(storage, Duty(reference=new_reference(), since=NOON))
    assert await get(storage, duty) == duty
    async with storage.sessions.writing() as session:
        await session.run(delete(TABLES[Duty]))
    assert await get(storage, duty) is None


async def test_what_is_kept_is_found_with_ones_own_changes(storage: DatabaseStorage) -> None:
    first, second = [
        await put(storage, Duty(reference=new_reference(), since=NOON)) for _ in range(2)
    ]
    third = Duty(reference=new_reference(), since=NOON, until=NOON)
    async with storage.work() as work:
        duties = work.of(Duty)
        first = await work.save(replace(first, until=NOON))
        await work.remove(second)
        await work.add(third)
        assert {each.reference for each in await duties.find()} == {
            first.reference,
            third.reference,
        }
        assert await duties.count(Duty.until.at_most(NOON)) == 2
        assert await duties.find(Duty.reference.one_of((second.reference,))) == []
    async with storage.reading() as work:
        assert await work.of(Duty).count() == 2


async def test_many_changes_are_one_statement_and_one_that_came_before_stops_them(
    storage: DatabaseStorage, keyring: Keyring
) -> None:
    people = [await put(storage, a_person()) for _ in range(20)]
    with heard(storage) as statements:
        async with storage.work() as work:
            people = [await work.save(replace(each, unit="icu")) for each in people]
    assert sum(each.startswith("UPDATE person ") for each in statements) == 1
    other = DatabaseStorage(storage._url, keyring)
    async with other.work() as work:
        await work.save(replace(people[7], unit="er"))
    await other.close()

    async def change_all() -> None:
        async with storage.work() as work:
            for each in people:
                await work.save(replace(each, unit="ward"))

    with pytest.raises(Conflict):
        await change_all()
    async with storage.reading() as work:
        units = [each.unit for each in await work.of(Person).find()]
    assert sorted(units) == ["er", *["icu"] * 19]


async def test_what_is_added_and_changed_at_once_is_one_row_and_one_statement(
    storage: DatabaseStorage,
) -> None:
    await put(storage, a_person())  # and with it the key of all blind indexes
    with heard(storage) as statements:
        async with storage.work() as work:
            for _ in range(5):
                person = a_person()
                assert await work.add(person)
                await work.save(replace(person, unit="icu"))
                await work.vault.seal(sealed_text(person.reference, "name"), "Ada")
    written = [each.split("(")[0].strip() for each in statements if "INTO" in each]
    assert written == ["INSERT INTO person", "INSERT INTO vault_keys", "INSERT INTO vault"]
    assert not any(each.startswith(("UPDATE", "SELECT person")) for each in statements)


async def test_a_change_of_the_programme_that_is_taken_back_is_not_kept(
    storage: DatabaseStorage,
) -> None:
    before = await put(storage, Configuration(reference=CURRENT, applied_at=NOON, document="one"))

    async def change_and_fail() -> None:
        async with storage.work() as work:
            found = await work.of(Configuration).get(CURRENT)
            assert found is not None
            await work.save(replace(found, document="two"))
            raise LookupError("on purpose")

    with pytest.raises(LookupError, match="on purpose"):
        await change_and_fail()
    async with storage.reading() as work:
        assert await work.of(Configuration).get(CURRENT) == before


@pytest.mark.parametrize("many", [0, 1, 3, 5, 33])
async def test_any_number_of_values_can_be_asked_for(storage: DatabaseStorage, many: int) -> None:
    people = [await put(storage, a_person(unit=str(number))) for number in range(many)]
    async with storage.reading() as work:
        units = Person.unit.one_of(str(number) for number in range(many))
        found = await work.of(Person).find(units)
    assert {each.unit for each in found} == {each.unit for each in people}


@pytest.mark.parametrize("dialect", [SQLITE, POSTGRESQL], ids=["sqlite", "postgresql"])
def test_a_list_whose_text_would_differ_each_time_is_refused(dialect: object) -> None:
    table = TABLES[Person]
    with pytest.raises(TypeError, match="one_of"):
        compiled(select(table).where(table.c.unit.in_(["icu"])), dialect)  # type: ignore[arg-type]
    made = compiled(select(table).where(one_of(table.c.unit, ["icu", "er"])), SQLITE)
    assert made.arguments() == ["icu", "er"]


async def test_while_another_process_writes_to_the_file_the_loop_goes_on(
    on_sqlite: DatabaseStorage, tmp_path: Path
) -> None:
    await put(on_sqlite, a_person())
    other = sqlite3.connect(tmp_path / "support-timeout.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waiting = asyncio.create_task(put(on_sqlite, a_person()))
    # Others have their turn again and again, and read what was there.
    for _ in range(20):
        async with on_sqlite.reading() as work:
            assert await work.of(Person).count() == 1
    assert not waiting.done()
    other.execute("COMMIT")
    other.close()
    await waiting
    async with on_sqlite.reading() as work:
        assert await work.of(Person).count() == 2


async def test_a_file_that_stays_busy_is_a_conflict(
    on_sqlite: DatabaseStorage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_file, "BUSY_SECONDS", 0.01)
    person = await put(on_sqlite, a_person())
    other = sqlite3.connect(tmp_path / "support-timeout.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Conflict):
        await on_sqlite.work().__aenter__()
    assert await get(on_sqlite, person) == person
    other.execute("ROLLBACK")
    other.close()
    await put(on_sqlite, a_person())


async def test_a_task_that_is_given_up_while_it_commits_leaves_the_connection_usable(
    storage: DatabaseStorage,
) -> None:
    person = a_person()
    committing = asyncio.Event()
    storage.sessions.hears = lambda sql: committing.set() if sql == "COMMIT" else None

    async def add(work: Work) -> None:
        assert await work.add(person)

    async def in_a_work() -> None:
        async with storage.work() as work:
            await add(work)

    task = asyncio.create_task(in_a_work())
    await committing.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    storage.sessions.hears = None
    # Either all of it was committed or nothing, and the next one goes through.
    assert await get(storage, person) in {person, None}
    await put(storage, a_person())


async def test_a_task_that_is_given_up_during_a_long_statement_leaves_the_connection_usable(
    on_sqlite: DatabaseStorage,
) -> None:
    endless = text(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000)"
        " SELECT count(*) FROM n"
    )
    counting = asyncio.Event()
    on_sqlite.sessions.hears = lambda sql: counting.set() if "RECURSIVE" in sql else None

    async def count() -> None:
        async with on_sqlite.sessions.writing() as session:
            await session.run(endless)

    task = asyncio.create_task(count())
    await counting.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    on_sqlite.sessions.hears = None
    await put(on_sqlite, a_person())


async def test_what_is_in_use_when_the_storage_closes_is_still_committed(
    storage: DatabaseStorage, url: str, keyring: Keyring
) -> None:
    person = a_person()
    async with storage.work() as work:
        assert await work.add(person)
        closing = asyncio.create_task(storage.close())
        # Whatever closing does at once, it has done now.
        for _ in range(5):
            await asyncio.sleep(0)
        await work.save(replace(person, unit="icu"))
    await closing
    with pytest.raises(StorageDown):
        await storage.work().__aenter__()
    again = DatabaseStorage(url, keyring)
    found = await get(again, person)
    assert found is not None
    assert found.unit == "icu"
    await again.close()


async def test_a_failed_statement_that_was_kept_quiet_about_commits_nothing(
    storage: DatabaseStorage,
) -> None:
    person = a_person()

    async def keep_quiet() -> None:
        async with storage.work() as work:
            assert await work.add(person)
            with suppress(Exception):
                # A mistake of ours, and no fault of the database.
                await work._session.run(text("SELECT 1 / 0 FROM person WHERE no_such(1)"))

    with pytest.raises((Conflict, StorageDown)):
        await keep_quiet()
    assert await get(storage, person) is None


@pytest.mark.parametrize("many", [8_192, 8_193, 20_000])
async def test_even_very_many_references_can_be_asked_for(
    storage: DatabaseStorage, many: int
) -> None:
    person = await put(storage, a_person())
    references = [*(str(number) for number in range(many)), person.reference]
    async with storage.reading() as work:
        assert await work.of(Person).find(Person.reference.one_of(references)) == [person]
