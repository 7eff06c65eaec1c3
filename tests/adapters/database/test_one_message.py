"""What an HL7 message costs: one unit of work and few statements."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from adapters.database.jobs import DatabaseJobQueue
from adapters.database.unit_of_work import DatabaseStorage
from adapters.intake.mllp import MOST_AHEAD
from tests.adapters.intake.adt_kit import PEER, Adt, Feed, feed_of
from tests.clock import SimulatedClock
from tests.world import START, World

BEGIN = "BEGIN"


@pytest.fixture
async def feed(on_sqlite: DatabaseStorage, clock: SimulatedClock) -> AsyncIterator[Feed]:
    """A feed on a database, of which one message was heard."""
    clock.advance(START - clock.now())
    feed = await feed_of(await World.make(on_sqlite, DatabaseJobQueue(on_sqlite), clock))
    await feed.hear(went_home(feed, "first"))
    yield feed
    on_sqlite.sessions.hears = None


def went_home(feed: Feed, patient: str) -> Adt:
    return feed.died(patient=patient, visit=f"V{patient}", dead=None, died_at=None, disposition="1")


async def statements_for(storage: DatabaseStorage, feed: Feed, *messages: Adt) -> list[str]:
    """What reaches the database for messages that arrive together."""
    statements: list[str] = []
    storage.sessions.hears = lambda sql: statements.append(" ".join(sql.split()))
    answers = await asyncio.gather(
        *(feed.listener.answered(each.bytes(), PEER) for each in messages)
    )
    storage.sessions.hears = None
    assert [b"|AA|" in (each or b"") for each in answers] == [True] * len(messages)
    return statements


async def test_a_message_that_is_stored_is_one_unit_of_work(
    on_sqlite: DatabaseStorage, feed: Feed
) -> None:
    statements = await statements_for(on_sqlite, feed, went_home(feed, "1"))
    assert statements.count(BEGIN) == 1
    # The stamps of small tables, what was said last of this patient, and what is said now.
    assert [each.split()[0] for each in statements] == [
        BEGIN, "SELECT", "SELECT", "INSERT", "COMMIT"
    ]  # fmt: skip


async def test_a_message_that_is_passed_over_only_reads_the_programme(
    on_sqlite: DatabaseStorage, feed: Feed
) -> None:
    statements = await statements_for(on_sqlite, feed, Adt("A01", feed.now))
    assert [each.split()[0] for each in statements] == [BEGIN, "SELECT", "COMMIT"]


async def test_messages_that_arrive_together_need_no_more_statements_than_one(
    on_sqlite: DatabaseStorage, feed: Feed
) -> None:
    many = [went_home(feed, f"{number}") for number in range(MOST_AHEAD)]
    statements = await statements_for(on_sqlite, feed, *many)
    assert len(await feed.said()) == MOST_AHEAD + 1
    assert len(statements) <= 5, [each[:80] for each in statements]
