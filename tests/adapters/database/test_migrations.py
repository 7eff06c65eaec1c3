"""The migrations: complete, alone, and all or nothing."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Connection, column, inspect, table, text

from adapters.database import migrations
from adapters.database.migrations.check import missing
from adapters.database.sealing import Keyring
from adapters.database.tables import KEPT, METADATA, TABLES
from adapters.database.types import Moment, Words
from adapters.database.unit_of_work import DatabaseStorage
from adapters.faults import NotReady
from bot.adverse_events.last_said import NEVER_STATED, LastSaid, Says, Stated
from bot.core.people import Person
from bot.core.records import Record, column_names
from bot.core.scheduled_shifts import ScheduledShift
from bot.core.seen import Seen, Shape
from bot.programme.stored.codec import from_json
from tests.adapters.database.conftest import KINDS
from tests.adapters.database.engines import AnyConnection, AnyEngine, engine_on
from tests.programs import start
from tests.world import START

START_OF_SHIFT = datetime(2026, 3, 2, 12, tzinfo=UTC)
END_OF_SHIFT = datetime(2026, 3, 3, tzinfo=UTC)
UNIT = {"key": "a", "name": "A", "area": "main", "zone": "UTC"}
MIGRATE = """
import asyncio, sys
from adapters.database.migrations import migrate
asyncio.run(migrate(sys.argv[1]))
"""


@pytest.fixture(params=KINDS)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without a table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'new.db'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
async def engine(empty_url: str) -> AsyncIterator[AnyEngine]:
    """An engine on that database."""
    made = engine_on(empty_url)
    yield made
    await made.dispose()


async def test_each_change_of_a_table_that_processes_keep_changes_its_stamp(
    empty_url: str, engine: AnyEngine
) -> None:
    await migrations.migrate(empty_url)
    asked = (
        "SELECT tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
        if empty_url.startswith("sqlite")
        else "SELECT event_object_table, event_manipulation FROM information_schema.triggers"
    )
    async with engine.connect() as connection:
        found = (await connection.execute(text(asked))).all()
    told = {
        (name, change)
        for name, says in (tuple(map(str, row)) for row in found)
        for change in ("INSERT", "UPDATE", "DELETE")
        if change in says.split(" ON ")[0]
    }
    kept = {TABLES[kind].name for kind in KEPT}
    assert told >= {(name, each) for name in kept for each in ("INSERT", "UPDATE", "DELETE")}


async def test_the_migrations_make_what_the_tables_declare(
    empty_url: str, engine: AnyEngine
) -> None:
    await migrations.migrate(empty_url)
    async with engine.connect() as connection:
        difference = await connection.run_sync(missing)
    assert not difference, f"python -m adapters.database.migrations.check says:\n{difference}"


async def test_a_difference_is_seen(empty_url: str, engine: AnyEngine) -> None:
    await migrations.migrate(empty_url)
    async with engine.begin() as connection:
        await connection.execute(text("DROP INDEX ix_seen_at"))
        await connection.execute(text("ALTER TABLE seen DROP COLUMN at"))
        await connection.execute(text("ALTER TABLE seen ADD COLUMN at INTEGER NOT NULL DEFAULT 0"))
        await connection.execute(text("ALTER TABLE job DROP COLUMN detail"))
    async with engine.connect() as connection:
        difference = await connection.run_sync(missing)
    assert "ix_seen_at" in difference
    assert "Column('detail', Word()" in difference
    assert "type_=Moment()" in difference


async def test_migrating_again_changes_nothing(empty_url: str) -> None:
    await migrations.migrate(empty_url)
    await migrations.migrate(empty_url)


async def test_a_migration_that_fails_leaves_nothing(engine: AnyEngine) -> None:
    async def fail_at_the_end() -> None:
        async with engine.begin() as connection:
            await connection.run_sync(migrations._upgrade)
            raise LookupError("on purpose")

    with pytest.raises(LookupError, match="on purpose"):
        await fail_at_the_end()
    async with engine.connect() as connection:
        assert await connection.run_sync(lambda sync: inspect(sync).get_table_names()) == []


async def test_a_schema_from_before_the_first_edition_is_left_alone_and_says_what_to_do(
    empty_url: str, engine: AnyEngine
) -> None:
    await migrations.migrate(empty_url)
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '0010'"))
    with pytest.raises(NotReady, match=r"schema 0010.*\n.*migrate of an edition that knows both"):
        await migrations.migrate(empty_url)
    async with engine.connect() as connection:
        found = await connection.execute(text("SELECT version_num FROM alembic_version"))
    assert found.scalar() == "0010"


async def test_several_processes_may_migrate_at_once(empty_url: str, engine: AnyEngine) -> None:
    processes = [
        await start(sys.executable, "-c", MIGRATE, empty_url, stderr=asyncio.subprocess.PIPE)
        for _ in range(4)
    ]
    said = [(await process.communicate())[1] for process in processes]
    assert [process.returncode for process in processes] == [0] * 4, said
    async with engine.connect() as connection:
        names = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    assert set(names) == {*METADATA.tables, "alembic_version"}


async def test_a_storage_is_ready_when_its_schema_is_this_programs_or_newer(
    empty_url: str, keyring: Keyring, engine: AnyEngine
) -> None:
    storage = DatabaseStorage(empty_url, keyring)
    assert not await storage.is_ready()
    await migrations.migrate(empty_url)
    assert await storage.is_ready()
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = 'from later'"))
    assert await storage.is_ready()
    async with engine.begin() as connection:
        await connection.execute(text("DELETE FROM alembic_version"))
    assert not await storage.is_ready()
    await storage.close()


async def test_nobody_but_its_owner_may_read_the_file(tmp_path: Path) -> None:
    await migrations.migrate(f"sqlite:///{tmp_path / 'new.db'}")
    assert (tmp_path / "new.db").stat().st_mode & 0o077 == 0


def upgrade_to(connection: Connection, revision: str) -> None:
    config = migrations._config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


async def test_units_groups_of_older_programmes_are_put_together(
    empty_url: str, engine: AnyEngine
) -> None:
    older = {"slack_group": "T1:S1", "teams_team": ""}
    programme = {"name": "H", "zone": "UTC", "units": [{**UNIT, **older}, {**UNIT, "key": "b"}]}
    async with engine.begin() as connection:
        await connection.run_sync(upgrade_to, "0011")
        row = {"reference": "current", "revision": 1, "version": 1, "applied_at": START}
        row |= {"document": json.dumps(programme), "paused": False}
        columns = [column(name, Moment() if name == "applied_at" else None) for name in row]
        await connection.execute(table("configuration", *columns).insert().values(row))
    await migrations.migrate(empty_url)
    async with engine.connect() as connection:
        document = (await connection.execute(text("SELECT document FROM configuration"))).scalar()
    first, second = from_json(str(document)).units
    assert (first.groups, second.groups) == ({"slack": "T1:S1"}, {})
    # The program before this one goes on reading what it wrote.
    assert json.loads(str(document))["units"][0]["slack_group"] == "T1:S1"


def row_of(record: Record, **older: object) -> dict[str, object]:
    """A record as an older program wrote it."""
    names = column_names(type(record))
    return {names[name]: value for name, value in vars(record).items()} | older


async def write(connection: AnyConnection, name: str, row: dict[str, object]) -> None:
    moments = {key for key, value in row.items() if isinstance(value, datetime)}
    texts = {key for key, value in row.items() if isinstance(value, tuple)}
    columns = [
        column(key, Moment() if key in moments else Words() if key in texts else None)
        for key in row
    ]
    await connection.execute(table(name, *columns).insert().values(row))


async def test_what_stood_inside_other_values_gets_columns_of_its_own(
    empty_url: str, keyring: Keyring, engine: AnyEngine
) -> None:
    shift = ("2026-03-02T12:00 2026-03-03T00:00 rota -",)
    people = {"own": "es-x-own", "app": "es-MX"}
    answers = {"form": "ask:request.ask", "card": "say:request.kind/eap", "none": "nothing:"}
    async with engine.begin() as connection:
        await connection.run_sync(upgrade_to, "0013")
        for reference, locale in people.items():
            row = row_of(Person(reference=reference, locale=locale), stints=shift)
            for later in ("locale_chosen", "employee_index", "former", "level", "dedicated_to"):
                del row[later]
            await write(connection, "person", row)
        for reference, screen in answers.items():
            row = row_of(Seen(reference=reference, at=START, screen=screen, subject="eap:"))
            del row["shape"]
            await write(connection, "seen", row)
        stated = "2026-03-02T12:00:00.000000 2026-03-02T12:00:00.000000 1"
        said = LastSaid(reference="said", erase_at=START, person=Says.DIED, died=True)
        row = row_of(said, person_order=stated, stay_order="")
        del row["same_as"]
        await write(connection, "last_said", row)
    await migrations.migrate(empty_url)

    storage = DatabaseStorage(empty_url, keyring)
    async with storage.reading() as work:
        found = await work.of(Person).find(order_by=Person.reference)
        seen = await work.of(Seen).find(order_by=Seen.reference)
        [last] = await work.of(LastSaid).find()
    await storage.close()
    assert [(each.locale, each.locale_chosen) for each in found] == [("es-MX", False), ("es", True)]
    assert {each.scheduled_shifts for each in found} == {
        (ScheduledShift(START_OF_SHIFT, END_OF_SHIFT, "rota"),)
    }
    assert [(each.reference, each.shape, each.screen) for each in seen] == [
        ("card", Shape.SAY, "request.kind/eap"),
        ("form", Shape.ASK, "request.ask"),
        ("none", Shape.NOTHING, ""),
    ]
    assert last.person_stated == Stated(START_OF_SHIFT, START_OF_SHIFT, 1)
    assert last.stay_stated == NEVER_STATED


async def test_who_works_where_is_known_of_those_who_were_there_and_of_those_an_older_program_adds(
    empty_url: str, keyring: Keyring, engine: AnyEngine
) -> None:
    lent = (ScheduledShift(START_OF_SHIFT, END_OF_SHIFT, "rota", "lab"),)
    before = Person(reference="before", unit="er", units=("icu",), scheduled_shifts=lent)
    async with engine.begin() as connection:
        await connection.run_sync(upgrade_to, "0036")
        await write(connection, "person", row_of(before, stints=tuple(map(str, lent))))
    await migrations.migrate(empty_url)
    async with engine.begin() as connection:
        await write(connection, "person", row_of(Person(reference="later", unit="lab")))
        await connection.execute(text("UPDATE person SET unit = 'hall' WHERE unit = 'er'"))
    storage = DatabaseStorage(empty_url, keyring)
    async with storage.reading() as work:
        found = {
            unit: [
                person.reference
                for person in await work.of(Person).find(Person.works_in.has_one_of((unit,)))
            ]
            for unit in ("er", "hall", "icu", "lab")
        }
    await storage.close()
    assert found == {"er": [], "hall": ["before"], "icu": ["before"], "lab": ["before", "later"]}
