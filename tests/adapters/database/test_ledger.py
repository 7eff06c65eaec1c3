"""The erasure ledger, and what it does after a restore."""

import asyncio
import json
import shutil
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from adapters.database.ledger import ErasureLedger, Replayed
from adapters.database.sealing import Keyring
from adapters.database.tables import ERASURES, VAULT, VAULT_KEYS
from adapters.database.unit_of_work import DatabaseStorage
from tests.clock import SimulatedClock
from tests.contract.storage_suite import NOON, opened, sealed
from tests.sealed import sealed_text

TABLES = (VAULT, VAULT_KEYS)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the ledger is."""
    return tmp_path / "ledger" / "erasures.jsonl"


@pytest.fixture
def ledger(path: Path) -> ErasureLedger:
    """A ledger without a file."""
    path.parent.mkdir()
    return ErasureLedger(path)


async def test_what_is_erased_is_written_once_and_says_no_more_than_references(
    storage: DatabaseStorage, ledger: ErasureLedger, path: Path
) -> None:
    await sealed(storage, "owner", "name", "Ada")
    for owner in ("owner", "owner", "never sealed"):
        await erase(storage, owner)
    assert await ledger.write_pending(storage) == 1
    assert await ledger.write_pending(storage) == 0
    (line,) = lines(path)
    said = json.loads(line)
    assert said == {"at": NOON.isoformat(), "owner": "owner", "key": said["key"]}
    assert not others_may_read(path)


async def test_more_than_a_batch_is_written_and_replayed(
    storage: DatabaseStorage, path: Path
) -> None:
    path.parent.mkdir()
    ledger = ErasureLedger(path, batch=10)
    async with storage.work() as work:
        for number in range(25):
            await work.vault.seal(sealed_text(str(number), "name"), "Ada")
    backup = await copy(storage)
    async with storage.work() as work:
        for number in range(25):
            await work.vault.erase(str(number))
    assert await ledger.write_pending(storage) == 25
    assert len(lines(path)) == 25
    await restore(storage, backup)
    assert await ledger.replay(storage) == Replayed(erased=25, unreadable=0)


async def test_a_restored_backup_gives_nobody_back_who_was_erased(
    storage: DatabaseStorage, ledger: ErasureLedger
) -> None:
    await sealed(storage, "gone", "name", "Ada")
    await sealed(storage, "stays", "name", "Eve")
    backup = await copy(storage)
    await erase(storage, "gone")
    await ledger.write_pending(storage)
    await restore(storage, backup)
    assert await opened(storage, "gone", "name") == "Ada"
    assert await ledger.replay(storage) == Replayed(erased=1, unreadable=0)
    assert await opened(storage, "gone", "name") is None
    assert await opened(storage, "stays", "name") == "Eve"
    assert await ledger.replay(storage) == Replayed(erased=0, unreadable=0)


async def test_a_restored_file_gives_nobody_back_who_was_erased(
    on_sqlite: DatabaseStorage,
    ledger: ErasureLedger,
    tmp_path: Path,
    keyring: Keyring,
    clock: SimulatedClock,
) -> None:
    await sealed(on_sqlite, "gone", "name", "Ada")
    await on_sqlite.tidy()
    shutil.copy(tmp_path / "support-timeout.db", tmp_path / "backup.db")
    await erase(on_sqlite, "gone")
    await ledger.write_pending(on_sqlite)
    restored = DatabaseStorage(f"sqlite:///{tmp_path / 'backup.db'}", keyring, clock)
    assert await opened(restored, "gone", "name") == "Ada"
    assert (await ledger.replay(restored)).erased == 1
    assert await opened(restored, "gone", "name") is None
    await restored.close()


async def test_an_owner_keeps_what_was_sealed_after_the_erasure(
    storage: DatabaseStorage, ledger: ErasureLedger
) -> None:
    await sealed(storage, "owner", "name", "Ada")
    await erase(storage, "owner")
    await sealed(storage, "owner", "name", "Eve")
    await ledger.write_pending(storage)
    assert await ledger.replay(storage) == Replayed(erased=0, unreadable=0)
    assert await opened(storage, "owner", "name") == "Eve"


async def test_a_line_cut_short_by_a_crash_spoils_no_other(
    storage: DatabaseStorage, ledger: ErasureLedger, path: Path
) -> None:
    cut_short(path)
    await sealed(storage, "owner", "name", "Ada")
    backup = await copy(storage)
    await erase(storage, "owner")
    assert await ledger.write_pending(storage) == 1
    await restore(storage, backup)
    assert await ledger.replay(storage) == Replayed(erased=1, unreadable=1)


async def test_several_processes_may_write_at_once(
    storage: DatabaseStorage, path: Path, ledger: ErasureLedger
) -> None:
    async with storage.work() as work:
        for number in range(20):
            await work.vault.seal(sealed_text(str(number), "name"), "Ada")
    backup = await copy(storage)
    async with storage.work() as work:
        for number in range(20):
            await work.vault.erase(str(number))
    await asyncio.gather(*(ErasureLedger(path).write_pending(storage) for _ in range(3)))
    await restore(storage, backup)
    assert await ledger.replay(storage) == Replayed(erased=20, unreadable=0)


async def test_without_a_file_there_is_nothing_to_replay(
    storage: DatabaseStorage, ledger: ErasureLedger
) -> None:
    assert await ledger.replay(storage) == Replayed(erased=0, unreadable=0)


def lines(path: Path) -> list[str]:
    """What the file says."""
    return path.read_text().splitlines()


def others_may_read(path: Path) -> bool:
    """Whether anybody but the owner may."""
    return path.stat().st_mode & 0o077 != 0


def cut_short(path: Path) -> None:
    """Leave what a crash leaves in the middle of a line."""
    path.write_text('{"at": "2026-03-14T12:00:00+00:00", "own')


async def erase(storage: DatabaseStorage, owner: str) -> None:
    """Erase in a work of its own."""
    async with storage.work() as work:
        await work.vault.erase(owner)


async def copy(storage: DatabaseStorage) -> list[list[dict[str, object]]]:
    """What a backup of the vault's tables holds."""
    async with storage.sessions.reading() as session:
        return [
            [dict(row._mapping) for row in (await session.run(select(table))).all()]
            for table in TABLES
        ]


async def restore(storage: DatabaseStorage, backup: list[list[dict[str, object]]]) -> None:
    """Put a backup back in place of what is there."""
    async with storage.sessions.writing() as session:
        for table, rows in zip(TABLES, backup, strict=True):
            await session.run(table.delete())
            for row in rows:
                await session.run(insert(table).values(row))
        await session.run(ERASURES.delete())
