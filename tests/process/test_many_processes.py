"""Several real processes of a deployment at once: playbook, SQLite file, and who gives way."""

import asyncio
import json
import signal
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from tests.process.test_commands import Shell
from tests.some import some

FIVE = ("web", "web", "worker", "worker", "worker")


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


async def until(process: asyncio.subprocess.Process, event: str) -> list[str]:
    """Read a process's log until it says this; returns the events before. Fails if it ends."""
    assert process.stderr
    events: list[str] = []
    while event not in events:
        line = (await process.stderr.readline()).decode()
        assert line, f"it ended before {event}: {events}"
        events.append(json.loads(line)["event"] if line.startswith("{") else line)
    return events


async def ended(process: asyncio.subprocess.Process) -> int | None:
    process.send_signal(signal.SIGTERM)
    await process.communicate()
    return process.returncode


@pytest.mark.postgres
async def test_of_five_that_start_with_a_new_playbook_one_applies_it_and_none_dies(
    shell: Shell, postgres_url: str
) -> None:
    shell.settings["DATABASE_URL"] = postgres_url
    assert (await shell.run("migrate"))[0] == 0
    shell.settings["SUPPORT_PLAYBOOK"] = shell.hospital
    engine = create_async_engine(postgres_url)
    async with engine.begin() as connection:
        # As if a sixth were in the middle of a playbook that takes longer than a statement may.
        await connection.execute(text("SELECT pg_advisory_xact_lock(7306352802)"))
        processes = [await shell.start(kind) for kind in FIVE]
        for process in processes:
            await until(process, "waiting_for_another_process")
    await engine.dispose()
    for process in processes:
        await until(process, "working")
    out = []
    for process in some(processes):
        process.send_signal(signal.SIGTERM)
        said, _ = await process.communicate()
        assert process.returncode == 0
        out.append(said.decode())
    assert sum("Applied as version 1" in said for said in out) == 1
    assert sum("has not changed since" in said for said in out) == len(FIVE) - 1


async def test_a_second_process_that_serves_one_sqlite_file_is_refused(shell: Shell) -> None:
    first = await shell.start("web")
    await until(first, "working")
    for kind in ("web", "worker"):
        code, said = await shell.run(kind)
        assert code == 1
        assert "only one may" in said
        assert "Traceback" not in said
    code, said = await shell.run("playbook", "apply", shell.hospital)
    assert code == 0, said
    for words in (("migrate",), ("doctor",), ("playbook", "export")):
        code, said = await shell.run(*words)
        assert code == 0, said
    first.send_signal(signal.SIGKILL)
    await first.communicate()
    second = await shell.start("web")
    await until(second, "working")
    assert await ended(second) == 0
