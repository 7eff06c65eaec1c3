"""Whoever has the database, keys and all, does not read in it who answered a survey."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from adapters.database.jobs import DatabaseJobQueue
from adapters.database.sealing import Keyring
from adapters.database.unit_of_work import DatabaseStorage
from bot.core.context import Context
from bot.core.jobs import Job
from bot.core.storage import Work, in_one_work
from bot.surveys.jobs import invite
from bot.surveys.names import INVITE
from tests.adapters.database.databases import fresh_postgresql, return_postgresql
from tests.bot.surveys.test_surveys import NO, asked, starts
from tests.clock import SimulatedClock
from tests.postgres import Postgres
from tests.some import some
from tests.world import START, World, lines

TABLES = ("survey", "survey_ticket", "survey_answer", "shown_card", "job")
Rows = dict[str, list[dict[str, object]]]


def rows_of(path: Path) -> Rows:
    """What stands in the tables that a survey writes, and who owns anything that is sealed."""
    with closing(sqlite3.connect(path)) as database:
        database.row_factory = sqlite3.Row
        found = {
            table: [dict(row) for row in database.execute(f"SELECT * FROM {table}")]  # noqa: S608
            for table in TABLES
        }
        owners = database.execute("SELECT owner FROM vault UNION SELECT owner FROM vault_keys")
        return {**found, "sealed": [dict(row) for row in owners]}


async def test_nothing_leads_from_an_answer_or_a_ticket_to_anybody(
    on_sqlite: DatabaseStorage, sqlite_url: str, clock: SimulatedClock
) -> None:
    clock.advance(START - clock.now())
    world = await World.make(on_sqlite, DatabaseJobQueue(on_sqlite), clock)
    path = Path(sqlite_url.partition("///")[2])
    await starts(world)
    await world.pass_time(timedelta(days=1))
    assert len(asked(world, "sam")) == 1
    before = rows_of(path)
    tickets = {row["reference"] for row in some(before["survey_ticket"])}
    assert {row["whose"] for row in before["survey_ticket"]} == {None}
    assert not tickets & {row["owner"] for row in some(before["sealed"])}
    assert not tickets & {row["subject"] for row in before["shown_card"]}
    notes = [row for row in before["job"] if row["kind"] == "survey.note"]
    for row in some(notes):
        assert not any(person in str(row) for person in world.people.values())
    await world.press_in("sam", NO)
    after = rows_of(path)
    (answer,) = after["survey_answer"]
    assert set(answer) == {"reference", "revision", "month", "answer"}
    assert len(after["survey_ticket"]) == len(before["survey_ticket"]) - 1
    assert after["job"] == before["job"]


@pytest.fixture
async def on_postgresql(
    postgres: Postgres, keyring: Keyring, clock: SimulatedClock
) -> AsyncIterator[tuple[DatabaseStorage, str]]:
    """A storage on PostgreSQL, and its address."""
    url = await fresh_postgresql(postgres)
    opened = DatabaseStorage(url, keyring, clock)
    yield opened, url
    await opened.close()
    await return_postgresql(postgres, url)


@pytest.mark.postgres
async def test_where_a_ticket_lies_on_disk_does_not_tell_whose_it_is(
    on_postgresql: tuple[DatabaseStorage, str], clock: SimulatedClock
) -> None:
    storage, url = on_postgresql
    clock.advance(START - clock.now())
    world = await World.make(storage, DatabaseJobQueue(storage), clock)
    await world.submit("kit", await world.press("kit", "survey.start"))

    async def plan(work: Work) -> None:
        (job,) = await work.of(Job).find(Job.kind.is_(INVITE))
        await invite(Context(work, world.wording.words("en", "UTC"), lines()), job)

    await in_one_work(storage, plan)
    connection: Any = await asyncpg.connect(  # type: ignore[no-untyped-call]
        url.replace("+asyncpg", "")
    )
    rows = await connection.fetch("SELECT reference, whose FROM survey_ticket ORDER BY ctid")
    await connection.close()
    written = [row["reference"] for row in rows]
    assert len(written) > 10
    assert written == sorted(written), "they lie in the order of their random references"
