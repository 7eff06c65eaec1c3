"""A test run killed from outside leaves no process behind: no server, no browser, no program."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from tests.programs import start

ROOT = Path(__file__).parents[2]
NEVER_ENDS = """
import asyncio
import sys
from pathlib import Path

from tests.adapters.practice.browser import chromium, open_page
from tests.postgres import Postgres
from tests.programs import start

SLEEPS = "import threading; threading.Event().wait()"


async def test_it(postgres: Postgres, chromium_path: Path) -> None:
    await start(sys.executable, "-c", SLEEPS)
    async with chromium(chromium_path) as browser:
        await open_page(browser)
        _, writer = await asyncio.open_connection("127.0.0.1", {port})
        await asyncio.Event().wait()
        writer.close()
"""


def _started_by(process: int) -> dict[int, str]:
    """What a process has started, and what that has started, by number: the command's name."""
    parents, names = {}, {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            number, _, rest = status.read_text().partition(" (")
        except (FileNotFoundError, ProcessLookupError):
            continue  # it has ended meanwhile
        name, _, fields = rest.rpartition(") ")
        parents[int(number)], names[int(number)] = int(fields.split()[1]), name
    found: dict[int, str] = {}
    ends = {process}
    while ends:
        ends = {number for number, parent in parents.items() if parent in ends}
        found |= {number: names[number] for number in ends}
    return found


async def _ends(process: int) -> None:
    """Return as soon as a process has ended."""
    handle = os.pidfd_open(process)
    over = asyncio.Event()
    asyncio.get_running_loop().add_reader(handle, over.set)
    try:
        await over.wait()
    finally:
        asyncio.get_running_loop().remove_reader(handle)
        os.close(handle)


@pytest.mark.browser
@pytest.mark.postgres
@pytest.mark.parametrize("options", [(), ("--numprocesses", "1")], ids=["alone", "with workers"])
async def test_whatever_a_killed_test_run_had_started_ends_with_it(
    tmp_path: Path, options: tuple[str, ...], chromium_path: Path
) -> None:
    ready = asyncio.Event()

    def has_begun(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()
        ready.set()

    server = await asyncio.start_server(has_begun, "127.0.0.1", 0)
    test = tmp_path / "test_never_ends.py"
    test.write_text(NEVER_ENDS.replace("{port}", str(server.sockets[0].getsockname()[1])))
    log = tmp_path / "log"
    with log.open("w") as file:
        run = await start(
            *(sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:cacheprovider"),
            *("--rootdir", str(ROOT), "-c", str(ROOT / "pyproject.toml"), *options, str(test)),
            cwd=ROOT,
            env=dict(os.environ),
            stdout=file,
            stderr=file,
        )
    try:
        waits = [asyncio.ensure_future(one) for one in (ready.wait(), run.wait())]
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        assert ready.is_set(), log.read_text()
        started = _started_by(run.pid)
        names = " ".join(started.values())
        assert all(kind in names for kind in ("postgres", "chrom", "python", "node")), names
        ended = [asyncio.ensure_future(_ends(one)) for one in started]
        await asyncio.sleep(0)  # each holds on to its process from now on
    finally:
        run.kill()
        server.close()
    await asyncio.gather(*waits, *ended)
