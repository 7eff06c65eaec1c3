"""HL7 messages: senders that wait for each answer, that do not, and several of them at once.

``python -m bench.intake`` measures it alone.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from itertools import count

import asyncpg
from hl7.mllp import HL7StreamReader, HL7StreamWriter, start_hl7_server

from adapters.database.jobs import DatabaseJobQueue
from adapters.gc_tuning import keep_for_good
from adapters.intake.mllp import ListenAt
from bench.sides import KINDS, Ground, Side, Slice, check, side_by_side, timed
from tests.adapters.intake.adt_kit import Adt, feed_of
from tests.clock import SimulatedClock
from tests.world import START, World

AHEAD = 16
"""How many messages a sender that does not wait has sent and not heard of."""
CONNECTIONS = 8
Commit = Callable[[], Awaitable[object]]


@dataclass
class Line:
    """A connection on which messages are sent and answers counted."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def send(self, *messages: bytes) -> None:
        """Send messages at once, and read all their answers."""
        self.writer.write(b"".join(b"\x0b" + each + b"\x1c\r" for each in messages))
        for _ in messages:
            check(b"|AA|" in await self.reader.readuntil(b"\x1c\r"))


@asynccontextmanager
async def lines(port: int, how_many: int) -> AsyncIterator[list[Line]]:
    """So many connections to one port."""
    found = [
        Line(*await asyncio.open_connection("127.0.0.1", port, limit=2**20))
        for _ in range(how_many)
    ]
    try:
        yield found
    finally:
        for line in found:
            line.writer.close()


async def bare(port_of: "asyncio.Future[int]", commit: Commit) -> None:
    """The library's own server: it parses a message, commits, and acknowledges."""

    async def answer(reader: HL7StreamReader, writer: HL7StreamWriter) -> None:
        try:
            while not writer.is_closing():
                message = await reader.readmessage()
                await commit()
                writer.writemessage(message.create_ack())
                await writer.drain()
        except asyncio.IncompleteReadError:
            writer.close()

    server = await start_hl7_server(answer, "127.0.0.1", 0, encoding="utf-8")
    port_of.set_result(server.sockets[0].getsockname()[1])
    async with server:
        await server.serve_forever()


async def nothing() -> None:
    """Commit nothing."""


INSERT = "INSERT INTO message (text) VALUES ('a number')"
TABLE = "CREATE TABLE message (number INTEGER GENERATED ALWAYS AS IDENTITY, text TEXT)"


async def one_commit(ground: Ground, kind: str) -> Commit:
    """One row by the driver alone, durable as ours are."""
    if kind == "PostgreSQL":
        there = await asyncpg.connect(ground.empty_postgresql().replace("+asyncpg", ""))
        ground.push_async_callback(there.close)
        await there.execute(TABLE)
        return partial(there.execute, INSERT)
    file = sqlite3.connect(
        ground.new_folder() / "log.db", isolation_level=None, check_same_thread=False
    )
    ground.callback(file.close)
    for each in ("journal_mode = WAL", "synchronous = FULL"):
        file.execute(f"PRAGMA {each}")
    file.execute("CREATE TABLE message (number INTEGER PRIMARY KEY, text TEXT)")
    return partial(asyncio.to_thread, file.execute, INSERT)


async def receiving(ground: Ground, kind: str) -> None:
    """Measure our listener on one kind of database beside the library's server."""
    clock = SimulatedClock(START)
    storage = await ground.storage(kind, clock)
    feed = await feed_of(await World.make(storage, DatabaseJobQueue(storage), clock))
    listener = await ground.enter_async_context(feed.listener.listening(ListenAt("127.0.0.1", 0)))
    number = count()
    lives = Adt("A03", START, disposition="01", discharged_at=START - timedelta(minutes=5))

    def stored() -> bytes:
        each = next(number)
        return replace(lives, patient=f"P{each}", visit=f"V{each}").bytes()

    def passed_over() -> bytes:
        return Adt("A01", START, patient=f"P{next(number)}").bytes()

    bare_ports = []
    for commit in (await one_commit(ground, kind), nothing):
        listening: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        serving = asyncio.create_task(bare(listening, commit))
        ground.callback(serving.cancel)
        bare_ports.append(await listening)
    durable, bare_port = bare_ports
    for title, message, port in (
        ("HL7 messages that are stored", stored, durable),
        ("HL7 messages that are passed over", passed_over, bare_port),
    ):
        sides: dict[str, Side] = {
            "8 connections": partial(_sent, listener.port, message, CONNECTIONS, 1),
            "1 connection, 16 messages ahead": partial(_sent, listener.port, message, 1, AHEAD),
            "1 connection, each answer awaited": partial(_sent, listener.port, message, 1, 1),
            "python-hl7's server, each answer awaited": partial(_sent, port, message, 1, 1),
        }
        await side_by_side(f"{title}, {kind}", 5, sides)


async def _sent(port: int, message: Callable[[], bytes], connections: int, ahead: int) -> Slice:
    async with lines(port, connections) as found:
        free = list(found)

        async def send() -> None:
            line = free.pop()
            await line.send(*(message() for _ in range(ahead)))
            free.append(line)

        return await timed(send, 160 // ahead, connections, does=ahead)


async def main() -> None:
    """Measure it on both databases."""
    keep_for_good()  # as each process of the service does
    async with Ground() as ground:
        for kind in KINDS:
            await receiving(ground, kind)


if __name__ == "__main__":
    asyncio.run(main())
