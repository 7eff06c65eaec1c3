"""A sender that does not wait: what arrives together is committed together, answered in order."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from adapters.intake.faults import BadField
from adapters.intake.mllp import MOST_AHEAD, ListenAt
from tests.adapters.intake.adt_kit import Feed, feed_of
from tests.fakes import MemoryStorage, MemoryWork
from tests.patience import PATIENCE_S
from tests.world import World


class Counting(MemoryStorage):
    """Counts the commits of messages."""

    commits = 0

    @asynccontextmanager
    async def work(self) -> AsyncIterator[MemoryWork]:
        async with super().work() as work:
            yield work
            self.commits += 1


@pytest.fixture
async def feed() -> Feed:
    world = await World.make()
    assert isinstance(world.storage, MemoryStorage)
    world.storage.__class__ = Counting
    return await feed_of(world)


def commits(feed: Feed) -> int:
    assert isinstance(feed.world.storage, Counting)
    return feed.world.storage.commits


async def sent(feed: Feed, *messages: bytes) -> list[str]:
    """Send all at once and close our side; the code and the control id of each answer."""
    async with feed.listener.listening(ListenAt("127.0.0.1", 0)) as listener:
        reader, writer = await asyncio.open_connection("127.0.0.1", listener.port)
        writer.write(b"".join(b"\x0b" + each + b"\x1c\r" for each in messages))
        writer.write_eof()
        async with asyncio.timeout(PATIENCE_S):
            said = (await reader.read()).decode()
        writer.close()
    return [" ".join(part.split("|")[1:3]).strip() for part in said.split("\rMSA")[1:]]


async def test_what_arrives_together_shares_commits_and_is_answered_in_order(feed: Feed) -> None:
    count, before = 3 * MOST_AHEAD, commits(feed)
    died = [feed.died(patient=f"{n}", control=f"C{n}").bytes() for n in range(count)]
    assert [each.split("\r")[0] for each in await sent(feed, *died)] == [
        f"AA C{n}" for n in range(count)
    ]
    assert len(await feed.reports()) == count
    assert commits(feed) - before <= count // 4


async def test_a_faulty_message_costs_those_beside_it_nothing(feed: Feed) -> None:
    messages = [
        feed.died(patient="1", control="C1"),
        feed.died(patient="2", control="C2", ward="9NOWHERE"),
        feed.died(patient="3", control="C3", dead="N", disposition="01"),
        feed.died(patient="4", control="C4"),
    ]
    blocks = [each.bytes() for each in messages]
    answers = await sent(feed, *blocks[:2], b"no message", *blocks[2:])
    assert [each.split("\r")[0].split()[0] for each in answers] == ["AA", "AE", "AR", "AA", "AA"]
    assert len(await feed.reports()) == 2
    assert len(await feed.unread()) == 2


async def test_of_one_patient_the_order_on_the_line_counts(feed: Feed) -> None:
    first = feed.died(control="C1", disposition=None)
    later = replace(first, trigger="A08", dead="N", sent_at=feed.ago(-0.1), control="C2")
    await sent(feed, first.bytes(), later.bytes())
    assert [state.value for state in await feed.states()] == ["withdrawn"]


async def test_an_answer_that_cannot_be_made_ends_the_connection_and_not_the_feed(
    feed: Feed, caplog: pytest.LogCaptureFixture
) -> None:
    async def fails(source: str, fault: BadField) -> None:
        raise LookupError(f"{source} {fault}")

    feed.into.unread = fails  # type: ignore[method-assign]
    async with feed.listener.listening(ListenAt("127.0.0.1", 0)) as listener:
        reader, writer = await asyncio.open_connection("127.0.0.1", listener.port)
        blocks = [b"no message", *(feed.died(patient=f"{n}").bytes() for n in range(40))]
        writer.write(b"".join(b"\x0b" + each + b"\x1c\r" for each in blocks))
        async with asyncio.timeout(PATIENCE_S):
            with contextlib.suppress(ConnectionResetError):
                assert await reader.read() == b""
        writer.close()
        assert await sent_to(listener.port, feed) == MOST_AHEAD
    assert "hl7_connection_failed" in caplog.text


async def test_what_was_read_before_the_sender_vanished_is_kept_once(feed: Feed) -> None:
    async with feed.listener.listening(ListenAt("127.0.0.1", 0)) as listener:
        _, writer = await asyncio.open_connection("127.0.0.1", listener.port)
        writer.write(
            b"".join(
                b"\x0b" + feed.died(patient=f"{n}").bytes() + b"\x1c\r" for n in range(MOST_AHEAD)
            )
        )
        await writer.drain()
        writer.transport.abort()
        answers = await sent_to(listener.port, feed)
    assert answers == MOST_AHEAD
    assert len(await feed.reports()) == MOST_AHEAD


async def sent_to(port: int, feed: Feed) -> int:
    """The same again on a new connection; how many are answered."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    messages = [feed.died(patient=f"{n}").bytes() for n in range(MOST_AHEAD)]
    writer.write(b"".join(b"\x0b" + each + b"\x1c\r" for each in messages))
    writer.write_eof()
    async with asyncio.timeout(PATIENCE_S):
        said = await reader.read()
    writer.close()
    return said.count(b"MSA|AA")
