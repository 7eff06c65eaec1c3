"""A database that was restored or copied: real processes hold it until somebody confirms."""

import asyncio
import json
import secrets
import shutil
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import ClientSession

from adapters.database.sealing import Keyring
from adapters.database.tables import VAULT_KEYS
from adapters.database.unit_of_work import DatabaseStorage
from adapters.settings import load
from bot.core.deployment import state_of
from bot.core.jobs import Job, JobState, schedule
from bot.core.processes import Process, ProcessKind
from bot.core.storage import in_one_work, new_reference
from bot.requests.next_step import LADDER
from tests.postgres import Postgres
from tests.process.test_commands import Shell, new_key
from tests.process.test_many_processes import ended, until
from tests.some import some
from tests.wording import phrase


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    shell = Shell(tmp_path)
    shell.settings["SUPPORT_PLAYBOOK"] = shell.hospital
    return shell


def storage_of(shell: Shell) -> DatabaseStorage:
    return DatabaseStorage(load(shell.settings).database_url, keyring_of(shell))


def keyring_of(shell: Shell) -> Keyring:
    return Keyring([key for key in load(shell.settings).keys if isinstance(key, bytes)])


async def runs(shell: Shell, kind: str = "web") -> None:
    """Let a process start and end in order."""
    process = await shell.start(kind)
    await until(process, "working")
    assert await ended(process) == 0


async def leave_a_message(shell: Shell) -> None:
    """Write a job that was due two days ago, about a request that is gone.

    No platform is on here, so a process carries out what decides, and sends nothing.
    """
    storage = storage_of(shell)
    async with storage.work() as work:
        long_ago = work.now - timedelta(days=2)
        await schedule(work, LADDER, "a message", long_ago, subject=new_reference())
    await storage.close()


async def state_of_message(shell: Shell) -> JobState:
    storage = storage_of(shell)
    async with storage.reading() as work:
        (job,) = await work.of(Job).find(Job.key.is_("a message"))
    await storage.close()
    return job.state


async def looks_again() -> AsyncIterator[None]:
    while True:
        yield
        await asyncio.sleep(0.05)


async def carries_it_out(shell: Shell, kind: str = "web") -> None:
    """Let a process run until the message is pending no more."""
    process = await shell.start(kind)
    await until(process, "working")
    async for _ in looks_again():
        if await state_of_message(shell) is not JobState.PENDING:
            break
    assert await ended(process) == 0


async def is_held(shell: Shell) -> bool:
    storage = storage_of(shell)
    state = await in_one_work(storage, state_of, reads_only=True)
    await storage.close()
    return state is not None and state.held is not None


async def looks_at(shell: Shell) -> set[str]:
    """Start the web process until it is seen to do nothing; what ``/health`` finds."""
    process = await shell.start("web")
    assert process.stderr
    port = 0
    while not port:
        line = (await process.stderr.readline()).decode()
        assert line, "it ended before it listened"
        if line.startswith("{") and (said := json.loads(line))["event"] == "listening":
            port = said["port"]
    async with ClientSession() as http, http.get(f"http://127.0.0.1:{port}/health") as answer:
        found = {one["cause"] for one in (await answer.json())["findings"]}
    assert await ended(process) == 0
    return found


async def test_a_restored_file_is_held_until_somebody_confirms(shell: Shell) -> None:
    await runs(shell)
    await leave_a_message(shell)
    database, backup = shell.folder / "support.db", shell.folder / "backup.db"
    shutil.copy(database, backup)
    await carries_it_out(shell)
    for file in shell.folder.glob("support.db-*"):
        file.unlink()
    shutil.copy(backup, database)
    code, said = await shell.run("doctor")
    assert code == 1
    assert "support-timeout release" in said

    assert "held" in await looks_at(shell)
    assert await state_of_message(shell) is JobState.PENDING
    code, said = await shell.run("doctor")
    assert code == 1
    assert phrase("programme.finding.held") in said

    code, said = await shell.run("release")
    assert code == 1
    assert "1 request.ladder, 1 of them due for more than a day" in said
    assert await is_held(shell)
    code, said = await shell.run("release", "--yes")
    assert code == 0
    assert "held" not in await looks_at(shell)
    await carries_it_out(shell)
    assert "Nothing is held." in (await shell.run("release"))[1]


@pytest.mark.postgres
async def test_a_copy_on_a_machine_that_does_not_know_it_is_held_each_time(
    shell: Shell, postgres: Postgres, postgres_url: str
) -> None:
    shell.settings["DATABASE_URL"] = postgres_url
    await shell.run("migrate")
    await runs(shell, "worker")
    await leave_a_message(shell)
    copies = [postgres.create(postgres_url) for _ in range(2)]
    shell.settings["SUPPORT_LEDGER"] = str(shell.folder / "of-the-test-machine.log")
    for copy in some(copies):
        shell.settings["DATABASE_URL"] = copy
        await runs(shell, "worker")
        assert await is_held(shell)
        assert await state_of_message(shell) is JobState.PENDING
        assert (await shell.run("release", "--yes"))[0] == 0
        await carries_it_out(shell, "worker")
    for copy in copies:
        postgres.drop(copy)


async def test_neither_a_fresh_install_nor_a_ledger_lost_just_now_is_held(shell: Shell) -> None:
    await runs(shell)
    assert not await is_held(shell)
    ledger = Path(shell.settings["SUPPORT_LEDGER"])
    ledger.unlink()
    code, said = await shell.run("doctor")
    assert code == 1
    assert "The erasure ledger is not where SUPPORT_LEDGER says." in said
    await runs(shell)
    assert not await is_held(shell)
    code, said = await shell.run("doctor", "--json")
    # Nothing runs now, and that is all.
    assert {one["cause"] for one in json.loads(said)} == {"no_worker"}


async def test_a_process_is_announced_while_it_runs(shell: Shell) -> None:
    process = await shell.start("web")
    await until(process, "working")
    storage = storage_of(shell)
    async with storage.reading() as work:
        (row,) = await work.of(Process).find()
    assert row.kind is ProcessKind.WEB
    assert row.version
    assert row.key_id == keyring_of(shell).first
    assert await ended(process) == 0
    async with storage.reading() as work:
        assert await work.of(Process).find() == []
    await storage.close()


async def test_no_key_is_wrapped_anew_while_a_process_writes_with_the_old_one(
    shell: Shell,
) -> None:
    old, new = shell.settings["SUPPORT_KEYS"], new_key()
    process = await shell.start("web")
    await until(process, "working")
    of_old = keyring_of(shell).first
    shell.settings["SUPPORT_KEYS"] = f"{new},{old}"
    code, said = await shell.run("rewrap", "--wait", "0")
    assert code == 1
    assert f"web ({of_old})" in said
    assert "may be taken away" not in said
    storage = storage_of(shell)
    assert list(await storage.keys_by_id()) == [of_old]
    assert await ended(process) == 0

    code, said = await shell.run("rewrap", "--wait", "0")
    assert code == 0
    assert "may be taken away" in said
    # A process of an older version does not announce itself, and writes with the old key.
    shell.settings["SUPPORT_KEYS"] = old
    await seal_somebody(keyring_of(shell), storage)
    shell.settings["SUPPORT_KEYS"] = new
    code, said = await shell.run("doctor")
    assert code == 1
    assert f"1 key needs {of_old}" in said
    process = await shell.start("web")
    assert "keys_nobody_opens" in await until(process, "working")
    assert await ended(process) == 0
    await storage.close()


async def seal_somebody(old: Keyring, storage: DatabaseStorage) -> None:
    wrapped = old.wrap(secrets.token_bytes(32), VAULT_KEYS.name, "somebody", "a key")
    row = {
        "owner": "somebody",
        "reference": "a key",
        "wrapped": wrapped.sealed,
        "key_id": wrapped.key_id,
    }
    async with storage.sessions.writing() as session:
        await session.insert(VAULT_KEYS, row)
