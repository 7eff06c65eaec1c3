"""Three worker processes on one PostgreSQL, and one of them is killed while it sends."""

import asyncio
import base64
import secrets
import sys
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.database.jobs import DatabaseJobQueue
from adapters.database.migrations import migrate
from adapters.database.sealing import Keyring
from adapters.database.unit_of_work import DatabaseStorage
from bot.core.jobs import Job, JobState
from bot.core.storage import Storage, Work, in_one_work
from bot.follow_ups.model import Stage
from bot.follow_ups.names import FOLLOW_UP_NOTE, FOLLOW_UP_THREE_DAYS
from tests.bot.adverse_events.reporting_kit import Hospital
from tests.clock import SimulatedClock
from tests.forks import fork
from tests.process.pausing import AT_ONCE
from tests.some import some
from tests.world import START, World

PEOPLE = 24
THREE_DAYS_LATER = START + timedelta(days=3, hours=3)
KILLED, OTHERS = "first", ("second", "third")
ROOT = Path(__file__).parents[2]
PROGRAM = Path(__file__).with_name("pausing.py")
pytestmark = [pytest.mark.postgres, pytest.mark.long]


class Receiver:
    """Counts what arrives for whom. The second call of ``KILLED`` is never answered."""

    def __init__(self) -> None:
        self.got: Counter[str] = Counter()
        self.by: Counter[str] = Counter()
        self.port = 0
        self._changed = asyncio.Condition()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        screen, user, worker = (await reader.readline()).decode().split()
        self.got[f"{screen} {user}"] += 1
        self.by[worker] += 1
        async with self._changed:
            self._changed.notify_all()
        if worker == KILLED and self.by[worker] == 2:
            await reader.read()
        else:
            writer.write(b"ok\n")
            await writer.drain()
        writer.close()

    async def called_by(self, worker: str, times: int) -> None:
        """Return as soon as a worker has made so many calls."""
        async with self._changed:
            await self._changed.wait_for(lambda: self.by[worker] >= times)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    server = await asyncio.start_server(receiver.serve, "127.0.0.1", 0)
    receiver.port = server.sockets[0].getsockname()[1]
    yield receiver
    server.close()


async def _with_follow_ups(url: str, key: bytes) -> World:
    """Everybody answered a first note on Monday, and is to get a later one on Thursday."""
    await migrate(url)
    clock = SimulatedClock(START)
    storage = DatabaseStorage(url, Keyring([key]), clock)
    world = await World.make(storage, DatabaseJobQueue(storage), clock)
    async with storage.work() as work:
        for n in range(PEOPLE):
            await world.add_person(work, f"Nurse{n} Near", "nurse", "icu")
    await Hospital(world).source(emails=tuple(f"nurse{n}@example.org" for n in range(PEOPLE)))
    await world.pass_time(timedelta(hours=2))
    for n in range(PEOPLE):
        await world.press_in(f"nurse{n}", "check_in.more")
    return world


async def _worker(url: str, key: bytes, port: int, name: str) -> asyncio.subprocess.Process:
    return await fork(
        sys.executable,
        str(PROGRAM),
        url,
        base64.b64encode(key).decode(),
        "127.0.0.1",
        str(port),
        THREE_DAYS_LATER.isoformat(),
        name,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"},
    )


async def _follow_ups(storage: Storage, *states: JobState) -> list[Job]:
    async with storage.reading() as work:
        return await work.of(Job).find(
            Job.kind.is_(FOLLOW_UP_NOTE),
            Job.detail.is_(Stage.THREE_DAYS),
            Job.state.one_of(states or tuple(JobState)),
        )


async def _end_leases(storage: Storage, tokens: set[str | None]) -> None:
    """Let the minute pass after which a killed worker's jobs are taken up by others."""

    async def end(work: Work) -> None:
        theirs = await work.of(Job).find(Job.lease_token.one_of(tuple(tokens)))
        for job in some(theirs):
            assert job.lease_until
            await work.save(replace(job, lease_until=job.lease_until - timedelta(minutes=5)))

    await in_one_work(storage, end)


async def test_of_three_workers_one_is_killed_and_only_its_unanswered_call_is_in_doubt(
    postgres_url: str, receiver: Receiver
) -> None:
    key = secrets.token_bytes(32)
    storage = (await _with_follow_ups(postgres_url, key)).storage
    assert isinstance(storage, DatabaseStorage)
    killed = await _worker(postgres_url, key, receiver.port, KILLED)
    await receiver.called_by(KILLED, 2)
    while not await _follow_ups(storage, JobState.SENT):
        """The first call was answered; wait until that is written."""
    in_hand = await _follow_ups(storage, JobState.LEASED, JobState.SENDING)
    # Nobody else runs yet, so these are its own: one call is open, the others wait for it.
    assert Counter(job.state for job in some(in_hand)) == {
        JobState.SENDING: 1,
        JobState.LEASED: AT_ONCE - 2,
    }
    others = [await _worker(postgres_url, key, receiver.port, name) for name in OTHERS]
    for name in OTHERS:
        await receiver.called_by(name, 2)
    killed.kill()
    await killed.wait()
    await _end_leases(storage, {job.lease_token for job in in_hand})
    assert [await one.wait() for one in others] == [0, 0]

    assert receiver.got == {f"{FOLLOW_UP_THREE_DAYS} nurse{n}": 1 for n in range(PEOPLE)}
    ended = Counter(job.state for job in await _follow_ups(storage))
    assert ended == {JobState.SENT: PEOPLE - 1, JobState.UNKNOWN: 1}
    (open_call,) = [job.reference for job in in_hand if job.state is JobState.SENDING]
    assert [job.reference for job in await _follow_ups(storage, JobState.UNKNOWN)] == [open_call]
    await storage.close()
