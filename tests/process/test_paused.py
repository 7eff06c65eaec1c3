"""The kill switch: a pause in one process is kept by the workers of others, before each send."""

import asyncio
import base64
import secrets
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.database.jobs import DatabaseJobQueue
from adapters.database.migrations import migrate
from adapters.database.sealing import Keyring
from adapters.database.unit_of_work import DatabaseStorage
from bot.core.jobs import Job, JobState
from bot.programme import paused
from tests.bot.adverse_events.reporting_kit import Hospital
from tests.clock import SimulatedClock
from tests.forks import fork
from tests.world import START, World

PEOPLE = 16
AT_ONCE = 8
ROOT = Path(__file__).parents[2]
PROGRAM = Path(__file__).with_name("pausing.py")
UNDER_WAY = (JobState.SENDING, JobState.SENT)


class Receiver:
    """Keeps which screen arrived for whom; it lets nobody go on before it is told to."""

    def __init__(self) -> None:
        self.got: list[str] = []
        self.port = 0
        self.go_on = asyncio.Event()
        self.half = asyncio.Event()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = await reader.readline()
        self.got.append(line.decode().strip())
        if len(self.got) >= AT_ONCE:
            self.half.set()
        await self.go_on.wait()
        writer.write(b"ok\n")
        await writer.drain()
        writer.close()

    def notes(self) -> list[str]:
        return [line for line in self.got if line.startswith("check_in.note ")]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    server = await asyncio.start_server(receiver.serve, "127.0.0.1", 0)
    receiver.port = server.sockets[0].getsockname()[1]
    yield receiver
    server.close()


async def _released(url: str, key: bytes) -> World:
    """Sixteen first notes are due in an hour."""
    await migrate(url)
    clock = SimulatedClock(START)
    storage = DatabaseStorage(url, Keyring([key]), clock)
    world = await World.make(storage, DatabaseJobQueue(storage), clock)
    async with storage.work() as work:
        for n in range(PEOPLE):
            await world.add_person(work, f"Nurse{n} Near", "nurse", "icu")
    emails = tuple(f"nurse{n}@example.org" for n in range(PEOPLE))
    await Hospital(world).source(emails=emails)
    await world.pass_time(timedelta(minutes=20))
    return world


async def _worker(url: str, key: bytes, port: int) -> asyncio.subprocess.Process:
    return await fork(
        sys.executable,
        str(PROGRAM),
        url,
        base64.b64encode(key).decode(),
        "127.0.0.1",
        str(port),
        (START + timedelta(hours=2)).isoformat(),
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"},
    )


async def _paused_in_the_middle(url: str, receiver: Receiver) -> None:
    key = secrets.token_bytes(32)
    world = await _released(url, key)
    workers = [await _worker(url, key, receiver.port) for _ in range(2)]
    await receiver.half.wait()
    # Pressed here, where no worker runs; what is under way at that moment cannot be called back.
    await world.press("kit", "programme.pause")
    async with world.storage.reading() as work:
        under_way = await work.of(Job).count(
            Job.kind.is_("check_in.first_note"), Job.state.one_of(UNDER_WAY)
        )
        assert await paused(work)
    await world.press("sam", "check_in.peer")
    receiver.go_on.set()
    assert [await one.wait() for one in workers] == [0, 0]
    assert 0 < len(receiver.notes()) == under_way < PEOPLE
    async with world.storage.reading() as work:
        jobs = await work.of(Job).find(
            Job.kind.is_("check_in.first_note"), Job.state.is_(JobState.PENDING)
        )
    # Put off, not lost; and what was asked for meanwhile has gone out.
    assert len(jobs) == PEOPLE - under_way
    assert "request.claim_card #peers" in receiver.got
    await world.storage.close()  # type: ignore[attr-defined]  # a database's storage


@pytest.mark.branch("60.1")
async def test_a_pause_is_kept_by_two_other_processes_at_once_on_sqlite(
    tmp_path: Path, receiver: Receiver
) -> None:
    await _paused_in_the_middle(f"sqlite+aiosqlite:///{tmp_path / 'paused.db'}", receiver)


@pytest.mark.branch("60.2")
@pytest.mark.postgres
async def test_a_pause_is_kept_by_two_other_processes_at_once_on_postgresql(
    postgres_url: str, receiver: Receiver
) -> None:
    await _paused_in_the_middle(postgres_url, receiver)
