"""The erasure ledger: what was erased, forgotten and wished for, kept outside the database.

Restoring a backup brings deleted keys back, and undoes wishes about notes. ``replay`` deletes and
writes them again before anything is opened, so the ledger must be kept apart from the backups.

Each machine has a file of its own. The tables have everything, and every process writes to its
file whatever is missing there, so that each file becomes whole.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, select, update

from adapters.database.ledger_file import Contents, LedgerFile
from adapters.database.sessions import Session
from adapters.database.statements import one_of
from adapters.database.tables import ERASURES, TABLES, VAULT, VAULT_KEYS
from adapters.database.unit_of_work import DatabaseStorage
from bot.adverse_events.model import Episode, EpisodeState
from bot.check_ins.model import NoteWishes
from bot.core.deployment import DeploymentState
from bot.privacy.model import Forgotten

LONGEST_WORK = timedelta(minutes=10)
"""The longest time from a transaction's ``now`` to its commit."""
_FORGOTTEN = TABLES[Forgotten]
_WISHES = TABLES[NoteWishes]
_STATE = TABLES[DeploymentState]
_EPISODES = TABLES[Episode]


@dataclass(frozen=True)
class Replayed:
    """What a replay did."""

    erased: int
    """How many keys were deleted again."""
    unreadable: int
    """Incomplete lines, left by a crash during a write; what they told of was written again."""
    wishes: int = 0
    """How many wishes about notes were newer than the database's, and were written again."""
    forgotten: tuple[Forgotten, ...] = ()
    """Those whom the database does not know to have been forgotten; the caller does it."""


class ErasureLedger:
    """An append-only file: one line for each key that was deleted, and for each wish."""

    def __init__(self, path: Path, batch: int = 500) -> None:
        """Keep the ledger at ``path``, and handle ``batch`` keys in one transaction.

        The file is created with the first line.
        """
        self.path = path
        self._file = LedgerFile(path)
        self._batch = batch
        self._caught_up_to: datetime | None = None

    async def contents(self) -> Contents:
        """What the file says now."""
        return await asyncio.to_thread(self._file.read)

    async def write_mark(self, identity: str, mark: int) -> None:
        """Write how far the deployment has come."""
        await asyncio.to_thread(self._file.write_mark, identity, mark)

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
            await self._append([_erasure(row) for row in rows])
            references = [row.reference for row in rows]
            await storage.repeatedly(partial(_mark_written, references=references))
            written += len(rows)

    async def catch_up(self, storage: DatabaseStorage) -> int:
        """Write what the tables have and this file has not; returns how many lines.

        Other machines erase, too, and each has a file of its own. The first time everything is
        compared, then what came since.
        """
        known = await self.contents()
        if not known.erased:
            # A file that vanished is written anew, as a whole.
            self._caught_up_to = None
        async with storage.sessions.reading() as session:
            lines = await self._missing_lines(session, known)
        await self._append(lines)
        return len(lines)

    async def _missing_lines(self, session: Session, known: Contents) -> list[Mapping[str, object]]:
        erased = (await session.run(select(ERASURES).where(self._is_new(ERASURES.c.at)))).all()
        forgotten = (await session.run(select(_FORGOTTEN))).all()
        wishes = (await session.run(select(_WISHES))).all()
        if erased:
            newest = max(row.at for row in erased)
            self._caught_up_to = max(newest, self._caught_up_to or newest)
        return [
            *(_erasure(row) for row in erased if row.reference not in known.erased),
            *(_forgetting(row) for row in forgotten if row.reference not in known.forgotten),
            *(_wish(row) for row in wishes if _is_newer(row, known)),
        ]

    def _is_new(self, at: ColumnElement[datetime]) -> ColumnElement[bool]:
        if self._caught_up_to is None:
            return at.is_not(None)
        return at >= self._caught_up_to - LONGEST_WORK

    async def replay(self, storage: DatabaseStorage) -> Replayed:
        """Delete the keys in the ledger that are in the database, with the values they sealed.

        Where the database does not know of an erasure, it is older: the blind indexes of that
        record go, too, and newer wishes about notes come back. Call this at each start. An
        owner's newer key is kept, as the ledger names keys.
        """
        known = await self.contents()
        keys = list(known.erased)
        erased = 0
        for start in range(0, len(keys), self._batch):
            batch = {key: known.erased[key] for key in keys[start : start + self._batch]}
            erased += await storage.repeatedly(partial(_erase, keys=batch))
        wishes = await storage.repeatedly(partial(_restore_wishes, known=known))
        forgotten = await storage.repeatedly(partial(_not_forgotten, known=known))
        return Replayed(erased, known.unreadable, wishes, forgotten)

    async def _append(self, lines: Sequence[Mapping[str, object]]) -> None:
        if lines:
            await asyncio.to_thread(self._file.append, lines)


def _erasure(row: Row[Any]) -> dict[str, object]:
    return {"at": row.at.isoformat(), "owner": row.owner, "key": row.reference}


def _forgetting(row: Row[Any]) -> dict[str, object]:
    return {"at": row.at.isoformat(), "whose": row.whose, "forgotten": row.reference}


def _wish(row: Row[Any]) -> dict[str, object]:
    return {
        "wishes": row.reference,
        "revision": row.revision,
        "stopped": row.stopped,
        "quiet_until": row.quiet_until.isoformat() if row.quiet_until else None,
        "own_notes_stopped": row.own_notes_stopped,
        "after_talk_stopped": row.after_talk_stopped,
        "surveys_stopped": row.surveys_stopped,
    }


def _is_newer(row: Row[Any], known: Contents) -> bool:
    written = known.wishes.get(row.reference)
    return written is None or int(written["revision"]) < row.revision


async def _mark_written(session: Session, references: Sequence[str]) -> None:
    await session.run(
        update(ERASURES).where(one_of(ERASURES.c.reference, references)).values(written=True)
    )


async def _erase(session: Session, keys: Mapping[str, Mapping[str, Any]]) -> int:
    deleted = await session.run(
        delete(VAULT_KEYS).where(one_of(VAULT_KEYS.c.reference, keys)).returning(VAULT_KEYS.c.owner)
    )
    owners = deleted.scalars().all()
    await session.run(delete(VAULT).where(one_of(VAULT.c.owner, owners)))
    known = select(ERASURES.c.reference).where(one_of(ERASURES.c.reference, keys))
    unknown = keys.keys() - set((await session.run(known)).scalars())
    if unknown:
        await _forget_indexes(session, {str(keys[key]["owner"]) for key in unknown})
    for key in sorted(unknown):
        at = datetime.fromisoformat(str(keys[key]["at"]))
        row = {"reference": key, "owner": keys[key]["owner"], "at": at, "written": True}
        # The other machines' files learn of it from here.
        await session.insert(ERASURES, row)
    return len(owners)


async def _forget_indexes(session: Session, owners: set[str]) -> None:
    """Remove the blind indexes of the people whom these records were about."""
    for table in TABLES.values():
        column = table.c.get("whose")
        if column is None:
            continue
        these = one_of(table.c.reference, owners)
        if not column.nullable:
            # A record that cannot be without its person goes with them.
            await session.run(delete(table).where(these))
        elif table is _EPISODES:
            ended = {"whose": None, "state": EpisodeState.ENDED}
            await session.run(update(table).where(these).values(ended))
        else:
            await session.run(update(table).where(these).values(whose=None))


async def _restore_wishes(session: Session, known: Contents) -> int:
    stored = {row.reference: row.revision for row in await session.run(select(_WISHES))}
    newer = [
        wish
        for index, wish in known.wishes.items()
        if int(wish["revision"]) > stored.get(index, -1)
    ]
    for wish in newer:
        until = wish["quiet_until"]
        row = {
            "reference": wish["wishes"],
            "revision": int(wish["revision"]),
            "stopped": bool(wish["stopped"]),
            "quiet_until": datetime.fromisoformat(until) if until else None,
            "own_notes_stopped": bool(wish["own_notes_stopped"]),
            # A ledger of an older version does not have these.
            "after_talk_stopped": bool(wish.get("after_talk_stopped", False)),
            "surveys_stopped": bool(wish.get("surveys_stopped", False)),
        }
        if not await session.insert(_WISHES, row):
            where = _WISHES.c.reference == wish["wishes"]
            await session.run(update(_WISHES).where(where).values(row))
    return len(newer)


async def _not_forgotten(session: Session, known: Contents) -> tuple[Forgotten, ...]:
    """Who was forgotten since the database's last mark, and is not noted there.

    A row may be missing because it was tidied away long ago; the mark tells the two apart.
    """
    marked = (await session.run(select(_STATE.c.marked_at))).scalar_one_or_none()
    noted = set((await session.run(select(_FORGOTTEN.c.reference))).scalars())
    lines = [
        Forgotten(reference=reference, whose=line["whose"], at=datetime.fromisoformat(line["at"]))
        for reference, line in known.forgotten.items()
        if reference not in noted
    ]
    return tuple(each for each in lines if marked is None or each.at >= marked - LONGEST_WORK)
