"""Workers killed from outside at seeded random moments; deliveries counted where they arrive."""

import asyncio
import base64
import random
import secrets
import sys
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.database.migrations import migrate
from adapters.database.sealing import Keyring
from adapters.database.unit_of_work import DatabaseStorage
from bot.core.jobs import Job, JobState, Recipient, schedule
from bot.core.names import JobName
from bot.duty.model import Duty
from tests.forks import fork
from tests.process import leases
from tests.some import some
from tests.toys import LIT

LAMPS = 80
KILLS = 3
VICTIM = Path(__file__).with_name("victim.py")
ROOT = Path(__file__).parents[2]


class Receiver:
    """Counts what arrives, by subject, and answers each line a moment later."""

    def __init__(self) -> None:
        self.got: Counter[str] = Counter()
        self.port = 0
        self.enough = asyncio.Event()
        self.wait_for = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = await reader.readline()
        self.got[line.decode().strip()] += 1
        if self.got.total() >= self.wait_for:
            self.enough.set()
        writer.write(b"ok\n")
        await writer.drain()
        writer.close()

    async def count_to(self, number: int) -> None:
        """Return as soon as so many have arrived."""
        self.wait_for = number
        self.enough.clear()
        if self.got.total() < number:
            await self.enough.wait()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    server = await asyncio.start_server(receiver.serve, "127.0.0.1", 0)
    receiver.port = server.sockets[0].getsockname()[1]
    yield receiver
    server.close()


async def _prepare(url: str, key: bytes) -> None:
    await migrate(url)
    storage = DatabaseStorage(url, Keyring([key]))
    async with storage.work() as work:
        for n in range(LAMPS):
            await work.add(Duty(reference=f"lamp{n}", since=work.now))
            to = Recipient.channel("lamps", "practice")
            await schedule(
                work,
                JobName("core.post"),
                f"post:{n}",
                work.now,
                subject=f"lamp{n}",
                screen=LIT,
                recipient=to,
            )
    await storage.close()


async def _victim(url: str, key: bytes, port: int) -> asyncio.subprocess.Process:
    return await fork(
        sys.executable,
        str(VICTIM),
        url,
        base64.b64encode(key).decode(),
        "127.0.0.1",
        str(port),
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"},
    )


async def _some_way_on(receiver: Receiver, chance: random.Random) -> None:
    """A seeded number of deliveries further on: somewhere in the middle of a batch."""
    await receiver.count_to(min(receiver.got.total() + chance.randint(3, 15), LAMPS))


async def _look(url: str, key: bytes, receiver: Receiver) -> None:
    lost = {f"lamp{n}" for n in range(LAMPS)} - set(receiver.got)
    assert lost == set()
    storage = DatabaseStorage(url, Keyring([key]))
    async with storage.reading() as work:
        jobs = await work.of(Job).find(Job.kind.is_("core.post"))
    await storage.close()
    assert {job.state for job in jobs} == {JobState.SENT}
    # Only a note whose outcome nobody could know was repeated, and each repeat was counted.
    for job in some(jobs):
        assert receiver.got[job.subject] <= 1 + job.repeats


async def test_no_note_is_lost_and_only_unknown_ones_repeat_on_sqlite(
    tmp_path: Path, receiver: Receiver
) -> None:
    url, key = f"sqlite+aiosqlite:///{tmp_path / 'killed.db'}", secrets.token_bytes(32)
    chance = random.Random(20260302)
    await _prepare(url, key)
    for _ in range(KILLS):
        victim = await _victim(url, key, receiver.port)
        await _some_way_on(receiver, chance)
        victim.kill()
        await victim.wait()
        await leases.run_out(url, key)
    assert await (await _victim(url, key, receiver.port)).wait() == 0
    await _look(url, key, receiver)


@pytest.mark.postgres
async def test_no_note_is_lost_when_one_worker_of_three_is_killed_on_postgresql(
    postgres_url: str, receiver: Receiver
) -> None:
    key = secrets.token_bytes(32)
    await _prepare(postgres_url, key)
    three = [await _victim(postgres_url, key, receiver.port) for _ in range(3)]
    await _some_way_on(receiver, random.Random(20260303))
    three[0].kill()
    await three[0].wait()
    assert [await one.wait() for one in three[1:]] == [0, 0]
    await _look(postgres_url, key, receiver)
