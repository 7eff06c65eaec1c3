"""How records become tables, and how the queue finds its way in a long one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

import pytest
from sqlalchemy import Select, insert, text, update
from sqlalchemy.dialects import sqlite

from adapters.database.jobs import DatabaseJobQueue, due_jobs, earliest_pending, ended_leases
from adapters.database.tables import TABLES, UNIQUE, table_for
from adapters.database.types import Choice
from adapters.database.unit_of_work import DatabaseStorage
from bot.core.jobs import Job, JobState, Urgency
from bot.core.people import Person
from bot.core.records import Field, Record
from bot.core.seen import Seen
from bot.core.storage import new_reference
from tests.contract.storage_suite import NOON, a_job, put


def test_every_kind_of_record_has_a_table_and_says_what_is_unique() -> None:
    assert set(TABLES) == set(UNIQUE)
    assert UNIQUE[Job] == (("key",),)
    for kind, table in TABLES.items():
        assert [column.name for column in table.primary_key] == ["reference"], kind


def test_only_optional_fields_may_be_unset() -> None:
    unset = {column.name for column in TABLES[Person].c if column.nullable}
    assert unset == {"email_mark", "employee_index", "manager", "stints_from", "stints_until"}


def test_a_field_that_no_column_can_hold_is_refused() -> None:
    class Odd(Record):
        weights: Field[dict[str, float]]

    with pytest.raises(TypeError, match="weights"):
        table_for(Odd)
    assert Odd not in TABLES


async def test_a_kind_without_a_table_is_refused(storage: DatabaseStorage) -> None:
    class Unknown(Record):
        pass

    async with storage.work() as work:
        with pytest.raises(LookupError, match="Unknown"):
            work.of(Unknown)


def test_a_value_that_is_no_choice_is_refused() -> None:
    class Colour(StrEnum):
        RED = "red"

    choice = Choice(Colour)
    assert choice.process_result_value("red", sqlite.dialect()) is Colour.RED
    with pytest.raises(ValueError, match="blue"):
        choice.process_result_value("blue", sqlite.dialect())


async def test_a_class_of_jobs_that_only_a_newer_version_knows_stops_no_older_worker(
    storage: DatabaseStorage,
) -> None:
    newer, ours = a_job("newer", urgency=Urgency.NOTE), a_job("ours")
    for job in (newer, ours):
        await put(storage, job)
    async with storage.sessions.writing() as session:
        await session.run(text("UPDATE job SET urgency = '2-newer' WHERE key = 'newer'"))
        ended = NOON - timedelta(days=1)
        await session.run(update(TABLES[Job]).values(state=JobState.LEASED, lease_until=ended))
    queue = DatabaseJobQueue(storage)
    assert {job.key for job in await queue.run_out(10)} == {"newer", "ours"}
    async with storage.work() as work:
        for job in await work.of(Job).find():
            await work.save(replace(job, state=JobState.PENDING, lease_until=None))
    # It is the newer worker's to do, and what it is stays as it was written.
    assert [job.key for job in await queue.lease(NOON, 10, timedelta(minutes=1))] == ["ours"]
    async with storage.sessions.reading() as session:
        kept = await session.run(text("SELECT urgency FROM job WHERE key = 'newer'"))
        assert kept.scalar_one() == "2-newer"


async def test_moments_have_one_width_on_sqlite(on_sqlite: DatabaseStorage) -> None:
    for moment in (NOON, NOON + timedelta(microseconds=1), datetime(1, 1, 1, tzinfo=UTC)):
        await put(on_sqlite, Seen(reference=new_reference(), at=moment))
    async with on_sqlite.sessions.reading() as session:
        widths = (await session.run(text("SELECT DISTINCT length(at) FROM seen"))).scalars().all()
    assert widths == [len("2026-03-14T12:00:00.000000+00:00")]


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        (due_jobs(Urgency.CARE, NOON, 10), "ix_job_state_urgency_due_at_reference"),
        (earliest_pending(), "ix_job_state_urgency_due_at_reference"),
        (ended_leases(NOON, 10), "ix_job_state_lease_until"),
    ],
    ids=["due_jobs", "earliest_pending", "ended_leases"],
)
async def test_the_queue_finds_its_way_by_an_index(
    storage: DatabaseStorage, statement: Select[Any], index: str
) -> None:
    plan = await plan_of(storage, statement)
    assert index in plan
    assert "Seq Scan" not in plan
    assert "SCAN job" not in plan


async def test_leasing_reads_in_order_and_stops_at_what_is_not_due(
    storage: DatabaseStorage,
) -> None:
    plan = await plan_of(storage, due_jobs(Urgency.CARE, NOON, 10))
    assert "Sort" not in plan
    assert "TEMP B-TREE" not in plan
    # All three conditions are where the walk begins and ends, none a filter along the way.
    assert "Filter" not in plan
    if not storage.sessions.on_postgresql:
        assert "(state=? AND urgency=? AND due_at<?)" in plan


async def plan_of(storage: DatabaseStorage, statement: Select[Any]) -> str:
    """How the database carries out a statement where a thousand jobs wait for tomorrow.

    As many are being sent, with a lease that ends tomorrow.
    """
    dialect = storage.sessions.database.dialect
    compiled = statement.compile(dialect=dialect, compile_kwargs={"literal_binds": True})
    explain = "EXPLAIN" if storage.sessions.on_postgresql else "EXPLAIN QUERY PLAN"
    tomorrow = NOON + timedelta(days=1)
    waiting = [vars(a_job(f"waiting {number}", due_at=tomorrow)) for number in range(1000)]
    sending = [
        vars(a_job(f"sending {number}", state=JobState.SENDING, lease_until=tomorrow))
        for number in range(1000)
    ]
    async with storage.sessions.writing() as session:
        await session.run(insert(TABLES[Job]).values(waiting))
        await session.run(insert(TABLES[Job]).values(sending))
        await session.run(text("ANALYZE"))
        lines = (await session.run(text(f"{explain} {compiled}"))).all()
    return "\n".join(str(tuple(line)) for line in lines)
