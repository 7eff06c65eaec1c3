"""Measures several ways of doing one thing in one run, and prints their ratios."""

import asyncio
import secrets
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Self

from aiohttp import web
from aiohttp.typedefs import Handler

from adapters.database.sealing import Keyring
from adapters.database.unit_of_work import DatabaseStorage
from tests.adapters.database.databases import fresh_postgresql, fresh_sqlite
from tests.clock import SimulatedClock
from tests.postgres import running_postgres

KINDS = ("SQLite", "PostgreSQL")
TICK_S = 0.002


@dataclass(frozen=True)
class Slice:
    """A measured slice of a side: its time, that of each thing, and the loop's longest stall."""

    count: int
    seconds: float
    each: tuple[float, ...] = ()
    stall: float = 0.0


Do = Callable[[], Awaitable[object]]
Side = Callable[[], Awaitable[Slice]]


class Ground(AsyncExitStack):
    """Fresh databases of both kinds; at the end it closes everything entered into it."""

    async def __aenter__(self) -> Self:
        """Start a PostgreSQL server whose commits wait for the disk."""
        await super().__aenter__()
        self._folder = self.enter_context(tempfile.TemporaryDirectory(prefix="support-bench-"))
        self.server = self.enter_context(running_postgres())
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            self.server.run(f"ALTER SYSTEM RESET {setting}")
        self.server.run("SELECT pg_reload_conf()")
        return self

    def new_folder(self) -> Path:
        return Path(tempfile.mkdtemp(dir=self._folder))

    def empty_postgresql(self) -> str:
        """The address of a new database without a table."""
        return self.server.create()

    async def storage(self, kind: str, clock: SimulatedClock | None = None) -> DatabaseStorage:
        """A storage on a new, migrated database without a row."""
        sqlite = kind == "SQLite"
        url = await (fresh_sqlite(self.new_folder()) if sqlite else fresh_postgresql(self.server))
        storage = DatabaseStorage(url, Keyring([secrets.token_bytes(32)]), clock)
        self.push_async_callback(storage.close)
        return storage


@asynccontextmanager
async def served(route: str, handler: Handler) -> AsyncIterator[str]:
    """The address of a handler that aiohttp serves on this machine."""
    app = web.Application()
    app.router.add_post(route, handler)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}{route}"
    finally:
        await runner.cleanup()


async def timed(do: Do, count: int, at_once: int = 1, does: int = 1) -> Slice:
    """Do something ``count`` times, ``at_once`` of them concurrently.

    ``does`` is how many things each of them does.
    """
    each: list[float] = []
    left = iter(range(count))

    async def one_after_another() -> None:
        for _ in left:
            begun = time.perf_counter()
            await do()
            each.append(time.perf_counter() - begun)

    stalls = [0.0]
    ticking = asyncio.create_task(tick(stalls))
    await asyncio.sleep(0)
    begun = time.perf_counter()
    await asyncio.gather(*(one_after_another() for _ in range(at_once)))
    seconds = time.perf_counter() - begun
    await asyncio.sleep(TICK_S)  # one more tick, which sees a stall at the very end
    ticking.cancel()
    return Slice(count * does, seconds, tuple(each) if does == 1 else (), max(stalls))


def check(as_meant: bool) -> None:  # noqa: FBT001 - the question is its argument
    """Raise ``RuntimeError`` if the measured code did not do its work."""
    if not as_meant:
        raise RuntimeError("what is measured did not do its work")


async def side_by_side(title: str, rounds: int, sides: Mapping[str, Side]) -> None:
    """Run a slice of each side in turn, ``rounds`` times, and print the medians.

    Every other round goes backwards, so that no side always follows the same one. Each ratio is the
    median of the rounds' ratios to the last side, so that noise affects both alike.
    """
    found: dict[str, list[Slice]] = {name: [] for name in sides}
    for number in range(rounds):
        for name in list(sides)[:: 1 if number % 2 else -1]:
            found[name].append(await sides[name]())
    print(f"\n{title:46}{'/s':>8}{'ratio':>9}{'p50 ms':>9}{'p99 ms':>9}{'stall ms':>10}")
    *_, beside = found.values()
    for name, slices in found.items():
        rates = [one.count / one.seconds for one in slices]
        ratio = median(r * b.seconds / b.count for r, b in zip(rates, beside, strict=True))
        each = sorted(seconds for one in slices for seconds in one.each)
        shares = _share(each, 0.5) + _share(each, 0.99)
        stall = max(one.stall for one in slices) * 1e3
        print(f"  {name:44}{median(rates):8.0f}{ratio:9.3f}{shares}{stall:10.1f}")


def _share(each: list[float], share: float) -> str:
    return f"{each[int(share * (len(each) - 1))] * 1e3:9.1f}" if each else f"{'–':>9}"


async def tick(stalls: list[float]) -> None:
    """Record, until cancelled, how late the event loop wakes from each short sleep."""
    while True:
        before = time.perf_counter()
        await asyncio.sleep(TICK_S)
        stalls.append(time.perf_counter() - before - TICK_S)
