"""The erasure ledger: a file outside the database that records which keys were deleted.

Restoring a backup brings deleted keys back. ``replay`` deletes them again before anything is
opened, so the ledger must be kept apart from the backups. It contains only references and times.
"""

import asyncio
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Row, delete, select, update

from adapters.database.sessions import Session
from adapters.database.tables import ERASURES, VAULT, VAULT_KEYS
from adapters.database.unit_of_work import DatabaseStorage


@dataclass(frozen=True)
class Replayed:
    """What a replay did."""

    erased: int
    """How many keys were deleted again."""
    unreadable: int
    """Incomplete lines, left by a crash during a write; their erasures were written again."""


class ErasureLedger:
    """An append-only file: one line for each key that was deleted."""

    def __init__(self, path: Path, batch: int = 500) -> None:
        """Keep the ledger at ``path``, and handle ``batch`` keys in one transaction.

        The file is created with the first line.
        """
        self._path = path
        self._batch = batch

    async def write_pending(self, storage: DatabaseStorage) -> int:
        """Write the new erasures from the database to the file; returns how many.

        The file is synced before the rows are marked as written. After a crash in between, the
        lines are written again, which does no harm.
        """
        written = 0
        while True:
            async with storage.sessions.reading() as session:
                pending = await session.run(
                    select(ERASURES).where(ERASURES.c.written.is_(False)).limit(self._batch)
                )
                rows = pending.all()
            if not rows:
                return written
            await asyncio.to_thread(self._append, [_line(row) for row in rows])
            references = [row.reference for row in rows]
            await storage.repeatedly(partial(_mark_written, references=references))
            written += len(rows)

    async def replay(self, storage: DatabaseStorage) -> Replayed:
        """Delete the keys in the ledger that are in the database, with the values they sealed.

        Call this at each start. An owner's newer key is kept, as the ledger names keys.
        """
        keys, unreadable = await asyncio.to_thread(self._read)
        erased = 0
        for start in range(0, len(keys), self._batch):
            batch = keys[start : start + self._batch]
            erased += await storage.repeatedly(partial(_erase, keys=batch))
        return Replayed(erased, unreadable)

    def _append(self, lines: list[str]) -> None:
        fresh = not self._path.exists()
        descriptor = os.open(self._path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            text = "".join(lines).encode()
            # One write, because several processes may append at once. End a line that a crash cut
            # short first, so that it does not spoil the next one.
            if not _ends_a_line(descriptor):
                text = b"\n" + text
            while text:
                text = text[os.write(descriptor, text) :]
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if fresh:
            _sync_folder(self._path.parent)

    def _read(self) -> tuple[list[str], int]:
        try:
            lines = self._path.read_bytes().splitlines()
        except FileNotFoundError:
            return [], 0
        keys: dict[str, None] = {}
        unreadable = 0
        for line in lines:
            try:
                keys[str(json.loads(line)["key"])] = None
            except (ValueError, KeyError, TypeError):
                unreadable += 1
        return list(keys), unreadable


def _line(row: Row[Any]) -> str:
    return json.dumps({"at": row.at.isoformat(), "owner": row.owner, "key": row.reference}) + "\n"


def _ends_a_line(descriptor: int) -> bool:
    size = os.fstat(descriptor).st_size
    return size == 0 or os.pread(descriptor, 1, size - 1) == b"\n"


def _sync_folder(folder: Path) -> None:
    """Make the new file's directory entry durable, too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


async def _mark_written(session: Session, references: Sequence[str]) -> None:
    await session.run(
        update(ERASURES).where(ERASURES.c.reference.in_(references)).values(written=True)
    )


async def _erase(session: Session, keys: Sequence[str]) -> int:
    deleted = await session.run(
        delete(VAULT_KEYS).where(VAULT_KEYS.c.reference.in_(keys)).returning(VAULT_KEYS.c.owner)
    )
    owners = deleted.scalars().all()
    await session.run(delete(VAULT).where(VAULT.c.owner.in_(owners)))
    return len(owners)
