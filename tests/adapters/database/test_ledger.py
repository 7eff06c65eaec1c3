"""The erasure ledger, and what it does after a restore."""

import asyncio
import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Select, Table, insert, select

from adapters.database.deployments import Standing
from adapters.database.ledger import ErasureLedger, Replayed
from adapters.database.ledger_file import LedgerFile
from adapters.database.sealing import Keyring
from adapters.database.tables import ERASURES, TABLES, VAULT, VAULT_KEYS
from adapters.database.unit_of_work import DatabaseStorage
from bot.adverse_events.model import Episode, EpisodeState
from bot.check_ins.model import NoteWishes
from bot.check_ins.note_wishes import kept_wishes, wishes_of
from bot.privacy.model import Forgotten
from bot.referrals.model import ColleagueNote
from bot.requests.model import RequestMode, SupportRequest
from tests.clock import SimulatedClock
from tests.contract.storage_suite import NOON, opened, sealed
from tests.sealed import sealed_text

VAULT_TABLES = (VAULT, VAULT_KEYS)
EVERYTHING = (*VAULT_TABLES, *TABLES.values())


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


async def test_a_restore_brings_no_blind_index_back_of_somebody_erased(
    storage: DatabaseStorage, ledger: ErasureLedger
) -> None:
    await keep_records(storage)
    backup = await copy(storage, EVERYTHING)
    async with storage.work() as work:
        for owner in ("gone", "asked", "note"):
            await work.vault.erase(owner)
    await ledger.write_pending(storage)
    await restore(storage, backup, EVERYTHING)
    assert (await ledger.replay(storage)).erased == 3
    async with storage.reading() as work:
        episode = await work.of(Episode).get("gone")
        request = await work.of(SupportRequest).get("asked")
        other = await work.of(Episode).get("stays")
        assert await work.of(ColleagueNote).get("note") is None
    assert episode
    assert (episode.whose, episode.state) == (None, EpisodeState.ENDED)
    assert episode.audience_index == "coded gone"
    assert request
    assert request.whose is None
    assert other
    assert other.whose == "mark of stays"


async def test_a_backup_without_the_keys_brings_no_blind_index_back_either(
    storage: DatabaseStorage, ledger: ErasureLedger
) -> None:
    await keep_records(storage)
    without_keys = tuple(table for table in EVERYTHING if table is not VAULT_KEYS)
    backup = await copy(storage, without_keys)
    async with storage.work() as work:
        await work.vault.erase("gone")
    await ledger.write_pending(storage)
    await restore(storage, backup, without_keys)
    assert await ledger.replay(storage) == Replayed(erased=0, unreadable=0)
    async with storage.work() as work:
        episode = await work.of(Episode).get("gone")
        assert episode
        assert episode.whose is None
        # What is written after the replay is no concern of the ledger.
        await work.save(replace(episode, whose="mark of somebody new"))
    await ledger.replay(storage)
    async with storage.reading() as work:
        episode = await work.of(Episode).get("gone")
    assert episode
    assert episode.whose == "mark of somebody new"


async def test_no_wish_comes_back_that_is_older_than_the_ledger(
    storage: DatabaseStorage, ledger: ErasureLedger
) -> None:
    async with storage.work() as work:
        for index in ("stopped later", "resumed later"):
            await work.add(NoteWishes(reference=index, stopped=index == "resumed later"))
    backup = await copy(storage, EVERYTHING)
    await wish(storage, "stopped later", stopped=True)
    await wish(storage, "resumed later", stopped=False)
    async with storage.work() as work:
        new = NoteWishes(
            reference="new",
            quiet_until=NOON,
            own_notes_stopped=True,
            after_talk_stopped=True,
            surveys_stopped=True,
        )
        await work.add(new)
    await ledger.catch_up(storage)
    await restore(storage, backup, EVERYTHING)
    assert (await ledger.replay(storage)).wishes == 3
    async with storage.reading() as work:
        found = {each.reference: each for each in await work.of(NoteWishes).find()}
    assert found["stopped later"].stopped
    assert not found["resumed later"].stopped
    assert replace(found["new"], revision=0) == new

    await wish(storage, "stopped later", stopped=False)
    assert (await ledger.replay(storage)).wishes == 0
    async with storage.reading() as work:
        again = await work.of(NoteWishes).get("stopped later")
    assert again
    assert not again.stopped


async def test_a_stop_after_a_wish_that_was_tidied_away_outlives_a_start_and_a_restore(
    storage: DatabaseStorage, ledger: ErasureLedger, clock: SimulatedClock
) -> None:
    async def wishes(*, stopped: bool) -> None:
        async with storage.work() as work:
            await work.save(replace(await kept_wishes(work, "ada"), stopped=stopped))
        await ledger.catch_up(storage)

    async def is_stopped() -> bool:
        async with storage.reading() as work:
            return (await wishes_of(work, "ada")).stopped

    await wishes(stopped=True)
    await wishes(stopped=False)
    async with storage.work() as work:
        # As the hourly sweep does with wishes that stop nothing.
        await work.remove(await wishes_of(work, "ada"))
    backup = await copy(storage, EVERYTHING)
    clock.advance(timedelta(hours=2))
    await wishes(stopped=True)
    await ledger.replay(storage)
    assert await is_stopped()
    await restore(storage, backup, EVERYTHING)
    await ledger.replay(storage)
    assert await is_stopped()


async def test_a_restored_database_is_told_who_was_forgotten_since(
    storage: DatabaseStorage, ledger: ErasureLedger, clock: SimulatedClock
) -> None:
    standing = Standing(storage, ledger, "here")
    await standing.begin()
    backup = await copy(storage, EVERYTHING)
    clock.advance(timedelta(hours=1))
    forgotten = Forgotten(reference="row", whose="mark of somebody", at=clock.now())
    async with storage.work() as work:
        await work.add(forgotten)
    await standing.keep()
    assert (await ledger.replay(storage)).forgotten == ()
    await restore(storage, backup, EVERYTHING)
    assert (await ledger.replay(storage)).forgotten == (forgotten,)
    async with storage.work() as work:
        await work.add(forgotten)
    assert (await ledger.replay(storage)).forgotten == ()
    # Tidied away in a database that lives on, it is not taken for a restore.
    clock.advance(timedelta(days=90))
    await standing.release()
    async with storage.work() as work:
        await work.remove(forgotten)
    assert (await ledger.replay(storage)).forgotten == ()


async def test_a_mark_is_written_over_the_last_one_and_read_by_all(path: Path) -> None:
    path.parent.mkdir()
    one, two = LedgerFile(path), LedgerFile(path)
    one.write_mark("a" * 32, 5)
    size = path.stat().st_size
    for mark in range(6, 20):
        (one if mark % 2 else two).write_mark("a" * 32, mark)
        assert one.read().marks == two.read().marks == {"a" * 32: mark}
    assert path.stat().st_size == size
    one.write_mark("a" * 32, 7)
    assert LedgerFile(path).read().marks == {"a" * 32: 19}
    one.append([{"key": "k", "owner": "o", "at": NOON.isoformat()}])
    two.write_mark("a" * 32, 20)
    one.write_mark("b" * 32, 1)
    for file in (one, two, LedgerFile(path)):
        said = file.read()
        assert said.marks == {"a" * 32: 20, "b" * 32: 1}
        assert list(said.erased) == ["k"]
        assert said.unreadable == 0


async def keep_records(storage: DatabaseStorage) -> None:
    """Two people on lists, one of whom asked for a talk and got a colleague's note."""
    async with storage.work() as work:
        for reference in ("gone", "stays"):
            await work.add(
                Episode(
                    reference=reference,
                    event="event",
                    area="main",
                    audience_index=f"coded {reference}",
                    begun_at=NOON,
                    whose=f"mark of {reference}",
                )
            )
        await work.add(
            SupportRequest(
                reference="asked",
                area="main",
                mode=RequestMode.ANY,
                asked_at=NOON,
                code="C",
                episode="gone",
                whose="mark of gone",
            )
        )
        await work.add(ColleagueNote(reference="note", at=NOON, whose="mark of gone"))
        for owner in ("gone", "stays", "asked", "note"):
            await work.vault.seal(sealed_text(owner, "person"), "Ada")


async def wish(storage: DatabaseStorage, index: str, *, stopped: bool) -> None:
    """Change a wish about notes."""
    async with storage.work() as work:
        before = await work.of(NoteWishes).get(index)
        assert before
        await work.save(replace(before, stopped=stopped))


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


async def copy(
    storage: DatabaseStorage, tables: Sequence[Table] = VAULT_TABLES
) -> list[list[dict[str, object]]]:
    """What a backup of these tables holds."""
    async with storage.sessions.reading() as session:
        return [
            [dict(row._mapping) for row in (await session.run(_whole(table))).all()]
            for table in tables
        ]


def _whole(table: Table) -> Select[Any]:
    return select(*(column.label(column.key) for column in table.c))


async def restore(
    storage: DatabaseStorage,
    backup: list[list[dict[str, object]]],
    tables: Sequence[Table] = VAULT_TABLES,
) -> None:
    """Put a backup back in place of what is there."""
    async with storage.sessions.writing() as session:
        for table, rows in zip(tables, backup, strict=True):
            await session.run(table.delete())
            for row in rows:
                await session.run(insert(table).values(row))
        await session.run(ERASURES.delete())
