"""The erasure ledger: a file beside the database that remembers whose key was deleted.

A restored backup brings deleted keys back. The ledger, which is kept apart from the backups,
says which ones: ``replay`` deletes them again before anybody can open anything. It holds
references and times and nothing else.
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
    """What a replay did: keys deleted again, and lines that say nothing.

    A crash in the middle of writing leaves one such line; its erasure was written again.
    """

    erased: int
    unreadable: int


class ErasureLedger:
    """An append-only file: one line for each key that was deleted."""

    def __init__(self, path: Path, batch: int = 500) -> None:
        """Keep the ledger at ``path``; the file is made with the first line.

        ``batch`` is how many keys are dealt with in one transaction.
        """
        self._path = path
        self._batch = batch

    async def write_pending(self, storage: DatabaseStorage) -> int:
        """Move what was erased since the last time from the database to the file; how many.

        The file is on the disk before the rows are marked: a crash between the two writes the
        lines again, which replays to the same.
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
        """Delete every key in the ledger that is there all the same, with what it sealed.

        To be called at each start. An owner who has been given a new key since keeps it: the
        ledger names keys as well as owners.
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
            # One write: several processes may append at once. A line that a crash cut short is
            # ended first, so that it spoils no other.
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
    said = {"at": row.at.isoformat(), "owner": row.owner, "key": row.reference}
    return json.dumps(said) + "\n"


def _ends_a_line(descriptor: int) -> bool:
    size = os.fstat(descriptor).st_size
    return size == 0 or os.pread(descriptor, 1, size - 1) == b"\n"


def _sync_folder(folder: Path) -> None:
    """Make the file's name last as well as what is in it."""
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
