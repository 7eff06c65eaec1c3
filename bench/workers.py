"""Workers side by side on PostgreSQL, in processes of their own: ``python -m bench.workers``."""

import asyncio
import base64
import random
import secrets
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path

from adapters.database.sealing import Keyring
from adapters.database.unit_of_work import DatabaseStorage
from bench.sides import Ground, Side, Slice, check, side_by_side
from bot.core.jobs import OPEN, Job, Recipient, schedule
from bot.core.names import CORE_POST
from bot.core.people import Account, Person, add_account
from bot.core.storage import Work, in_one_work, new_reference
from bot.duty.model import Duty
from tests.adapters.database.databases import fresh_postgresql
from tests.programs import start
from tests.toys import LIT

ROOT = Path(__file__).parents[1]
PEOPLE = 200
JOBS = 800
WORKERS = (4, 2, 1)
PACES_MS = (0, 100)
Program = asyncio.subprocess.Process


class Bench:
    """A database with people who are to get lamps, and the workers on it."""

    def __init__(self, url: str, key: bytes) -> None:
        self.url = url
        self.key = key
        self.storage = DatabaseStorage(url, Keyring([key]))
        self._people: list[str] = []

    async def settle_in(self, work: Work) -> None:
        """Give everybody an account and a lamp."""
        self._people = [new_reference() for _ in range(PEOPLE)]
        for number, reference in enumerate(self._people):
            person = Person(reference=reference)
            await work.add(person)
            await add_account(work, person, Account("practice", "practice", f"user{number}"))
            await work.add(Duty(reference=reference, since=work.now))

    async def due(self, count: int, work: Work) -> None:
        """Plan so many posts, due now, each to somebody else than the one before."""
        for number in range(count):
            person = self._people[number % PEOPLE]
            to = Recipient.person(person)
            await schedule(
                work, CORE_POST, new_reference(), work.now, subject=person, screen=LIT, recipient=to
            )

    @asynccontextmanager
    async def worker(self, pace_ms: int, port: int = 0) -> AsyncIterator[Program]:
        """A worker that is ready."""
        process = await start(
            sys.executable,
            "-m",
            "bench.one_worker",
            self.url,
            base64.b64encode(self.key).decode(),
            "127.0.0.1",
            str(port),
            str(pace_ms),
            cwd=ROOT,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        check(await said(process) == "ready")
        try:
            yield process
        finally:
            if process.stdin:
                process.stdin.close()
            await process.wait()


async def said(process: Program) -> str:
    """The next line that a worker prints."""
    if process.stdout is None:
        return ""
    return (await process.stdout.readline()).decode().strip()


def tell(process: Program, line: str) -> None:
    """Say something to a worker."""
    if process.stdin is not None:
        process.stdin.write(f"{line}\n".encode())


async def prepared(ground: Ground) -> Bench:
    """A fresh database on PostgreSQL with its people."""
    bench = Bench(await fresh_postgresql(ground.server), secrets.token_bytes(32))
    ground.push_async_callback(bench.storage.close)
    await in_one_work(bench.storage, bench.settle_in)
    return bench


async def adding_up(ground: Ground) -> None:
    """Work off 800 due messages with one, two and four workers."""
    for pace_ms in PACES_MS:
        bench = await prepared(ground)
        sides: dict[str, Side] = {
            f"{count} worker{'s' if count > 1 else ''}": partial(_worked_off, bench, count, pace_ms)
            for count in WORKERS
        }
        await side_by_side(f"{JOBS} messages, the platform takes {pace_ms} ms", 3, sides)


async def _worked_off(bench: Bench, count: int, pace_ms: int) -> Slice:
    async with AsyncExitStack() as stack:
        workers = [await stack.enter_async_context(bench.worker(pace_ms)) for _ in range(count)]
        await in_one_work(bench.storage, partial(bench.due, JOBS))
        begun = time.perf_counter()
        for each in workers:
            tell(each, "all")
        posts = await _posts(workers)
        seconds = time.perf_counter() - begun
    async with bench.storage.reading() as work:
        check(posts == JOBS)
        check(not await work.of(Job).count(Job.state.one_of(OPEN)))
    return Slice(JOBS, seconds)


async def _posts(processes: Sequence[Program]) -> int:
    return sum(int(one) for one in await asyncio.gather(*map(said, processes)))


async def hearing_of(ground: Ground) -> None:
    """How long it takes from a commit in one process to the message by another that was idle."""
    bench = await prepared(ground)
    arrived: asyncio.Queue[float] = asyncio.Queue()

    async def receive(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        while await reader.readline():
            arrived.put_nowait(time.perf_counter())

    server = await asyncio.start_server(receive, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]

    async def wake(times: int) -> Slice:
        each = []
        for _ in range(times):
            await asyncio.sleep(random.uniform(0.2, 1.2))
            begun = time.perf_counter()
            await in_one_work(bench.storage, partial(bench.due, 1))
            each.append(await arrived.get() - begun)
        return Slice(times, sum(each), tuple(each))

    async with bench.worker(0, port) as process:
        tell(process, "listen")
        await side_by_side(
            "From a commit to another process's message",
            4,
            {"a worker that was idle": partial(wake, 8)},
        )
    server.close()


async def main() -> None:
    """Measure both."""
    async with Ground() as ground:
        await hearing_of(ground)
        await adding_up(ground)


if __name__ == "__main__":
    asyncio.run(main())
