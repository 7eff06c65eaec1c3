"""Recognises a restored or copied database, keeps the deployment's mark, and ends a hold.

The deployment writes a mark that grows every minute, to the database first and then to the ledger
of every machine. A database with an older mark than the ledger was restored. A database whose
identity the ledger does not know is a copy, unless it was alive here a moment ago.
"""

import asyncio
import hashlib
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from sqlalchemy import select

from adapters.database.engines import database_url
from adapters.database.ledger import ErasureLedger
from adapters.database.ledger_file import Contents
from adapters.database.tables import ERASURES
from adapters.database.unit_of_work import DatabaseStorage
from bot.core.deployment import (
    CURRENT,
    DeploymentState,
    HoldReason,
    hold,
    marked,
    release,
    state_of,
)
from bot.core.jobs import Job, JobState
from bot.core.processes import ANNOUNCED_EVERY, alive
from bot.core.storage import Work, in_one_work, new_reference

MARKED_EVERY = timedelta(minutes=1)
JUST_NOW = timedelta(minutes=10)
"""A database whose mark is this recent counts as running, not as restored."""
STALE = timedelta(days=1)
_LOOKS = 8


class LedgerFault(StrEnum):
    """What can be wrong with the ledger of this machine."""

    MISSING = "missing"
    """The file is not there, although the deployment ran before."""
    UNWRITABLE = "unwritable"
    UNKNOWN = "unknown"
    """The file does not know this deployment."""
    INCOMPLETE = "incomplete"
    """The database has erasures that the file has not."""
    AHEAD = "ahead"
    """The file has erasures that the database has not: the database is older."""
    OLD = "old"
    """The file was not written for as long as the deployment ran."""


@dataclass(frozen=True)
class LedgerFinding:
    """One thing that is wrong with the ledger, and since how long or how often."""

    fault: LedgerFault
    count: int = 0
    """Erasures for ``INCOMPLETE`` and ``AHEAD``; seconds for ``OLD``."""


@dataclass(frozen=True)
class Waiting:
    """What would be carried out after a release, by screen or kind of job."""

    due: Mapping[str, int]
    stale: Mapping[str, int]
    """Those of ``due`` that have been due for more than a day."""
    oldest: datetime | None


def place_of(url: str) -> str:
    """A digest of where a database is: host and name, or the file on this machine."""
    parsed = database_url(url)
    if parsed.get_backend_name() == "postgresql":
        where = f"{parsed.host or parsed.query.get('host')}:{parsed.port}/{parsed.database}"
    else:
        file = Path(parsed.database or "").resolve()
        where = f"{file}:{file.stat().st_ino if file.exists() else 0}"
    return hashlib.sha256(where.encode()).hexdigest()[:32]


class Standing:
    """This process's part in the deployment: its ledger, and the mark."""

    def __init__(
        self,
        storage: DatabaseStorage,
        ledger: ErasureLedger,
        place: str,
        look_every: timedelta = 2 * ANNOUNCED_EVERY / _LOOKS,
    ) -> None:
        """Read nothing yet. At a start, other processes are looked for every ``look_every``."""
        self._look_every = look_every
        self._storage = storage
        self._ledger = ledger
        self._place = place
        self._next = 0.0

    async def begin(self) -> HoldReason | None:
        """Recognise the deployment when a serving process starts; returns why it is held.

        The first start gives it an identity. Raises ``OSError`` if the ledger cannot be read.
        """
        known = await self._ledger.contents()
        reason = await self.recognised()
        if reason is HoldReason.UNKNOWN and await self._is_alive_elsewhere():
            # Another machine joins a running deployment.
            reason = None

        async def note(work: Work) -> HoldReason | None:
            state = await state_of(work)
            if state is None:
                now = int(work.now.timestamp())
                mark = max(now, *known.marks.values()) if known.marks else now
                state = DeploymentState(
                    reference=CURRENT,
                    identity=new_reference(),
                    mark=mark,
                    marked_at=work.now,
                    place=self._place,
                )
                await work.add(state)
            elif reason is None and state.held is None:
                # Each start makes a mark: a backup from before it is recognised.
                await work.save(marked(state, work.now, self._place))
            if reason is not None:
                await hold(work, reason)
            state = await state_of(work)
            return state.held if state else None

        return await in_one_work(self._storage, note)

    async def recognised(self) -> HoldReason | None:
        """Why this database is or would be held; changes nothing."""
        known = await self._ledger.contents()
        async with self._storage.reading() as work:
            return await _reason(work, known, self._place)

    async def keep(self) -> None:
        """Once a minute: write the mark, and what this machine's ledger lacks.

        Notices a database that was restored under a running process. Raises ``OSError`` if the
        ledger cannot be written.
        """
        if time.monotonic() < self._next:
            return
        # Also after a failure: a ledger that cannot be written is not tried every second.
        self._next = time.monotonic() + MARKED_EVERY.total_seconds()
        known = await self._ledger.contents()

        async def write(work: Work) -> DeploymentState | None:
            state = await state_of(work)
            if state is None or state.held is not None:
                return state
            if known.marks.get(state.identity, 0) > state.mark:
                await hold(work, HoldReason.OLDER)
                return None
            if not timedelta() <= work.now - state.marked_at < MARKED_EVERY:
                return await work.save(marked(state, work.now, self._place))
            return state

        state = await in_one_work(self._storage, write)
        await self._ledger.catch_up(self._storage)
        if state is not None and state.held is None:
            await self._ledger.write_mark(state.identity, state.mark)

    async def release(self) -> None:
        """End the hold, and write the deployment's mark to this machine's ledger."""
        known = await self._ledger.contents()

        async def write(work: Work) -> DeploymentState | None:
            await release(work, max(known.marks.values(), default=0))
            return await state_of(work)

        state = await in_one_work(self._storage, write)
        if state is not None:
            await self._ledger.catch_up(self._storage)
            await self._ledger.write_mark(state.identity, state.mark)

    async def findings(self) -> list[LedgerFinding]:
        """What is wrong with the ledger of this machine, compared with the database."""
        path = self._ledger.path
        known = await self._ledger.contents()
        async with self._storage.reading() as work:
            state = await state_of(work)
            settled = work.now - JUST_NOW
        missing, ahead = await self._compared(known, settled)
        found = []
        exists, writable = await asyncio.to_thread(_access, path)
        if not writable:
            found.append(LedgerFinding(LedgerFault.UNWRITABLE))
        if state is not None and not exists:
            return [*found, LedgerFinding(LedgerFault.MISSING)]
        if state is not None and state.identity not in known.marks:
            found.append(LedgerFinding(LedgerFault.UNKNOWN))
        elif state is not None:
            behind = state.mark - known.marks[state.identity]
            if behind > JUST_NOW.total_seconds():
                found.append(LedgerFinding(LedgerFault.OLD, behind))
        if missing:
            found.append(LedgerFinding(LedgerFault.INCOMPLETE, missing))
        if ahead:
            found.append(LedgerFinding(LedgerFault.AHEAD, ahead))
        return found

    async def _compared(self, known: Contents, settled: datetime) -> tuple[int, int]:
        """How many erasures only the database has, and how many only the file has."""
        async with self._storage.sessions.reading() as session:
            rows = (await session.run(select(ERASURES.c.reference, ERASURES.c.at))).all()
        there = {row.reference for row in rows}
        missing = sum(row.reference not in known.erased and row.at <= settled for row in rows)
        return missing, len(known.erased.keys() - there)

    async def _is_alive_elsewhere(self) -> bool:
        """Whether another process announces itself just now; a copy of its row does not move."""

        async def seen() -> dict[str, datetime]:
            async with self._storage.reading() as work:
                return {each.reference: each.seen_at for each in await alive(work)}

        before = await seen()
        for _ in range(_LOOKS if before else 0):
            await asyncio.sleep(self._look_every.total_seconds())
            if any(before.get(reference, at) < at for reference, at in (await seen()).items()):
                return True
        return False


async def _reason(work: Work, known: Contents, place: str) -> HoldReason | None:
    state = await state_of(work)
    if state is None:
        # This database is from before marks were kept, and the ledger has some.
        is_used = bool(await work.of(Job).find(limit=1))
        return HoldReason.OLDER if known.marks and is_used else None
    if state.held is not None:
        return state.held
    mark = known.marks.get(state.identity)
    if mark is not None:
        return HoldReason.OLDER if mark > state.mark else None
    just_now = abs(work.now - state.marked_at) < JUST_NOW
    return None if state.place == place and just_now else HoldReason.UNKNOWN


def _access(path: Path) -> tuple[bool, bool]:
    """Whether the file is there, and whether it can be written."""
    exists = path.exists()
    return exists, os.access(path if exists else path.parent, os.W_OK)


async def waiting(storage: DatabaseStorage, sweeps: frozenset[str]) -> Waiting:
    """What waits and is due now, without the housekeeping ``sweeps``."""
    due: dict[str, int] = {}
    stale: dict[str, int] = {}
    oldest: datetime | None = None
    async with storage.reading() as work:
        found = await work.of(Job).find(
            Job.state.one_of((JobState.PENDING, JobState.LEASED, JobState.SENDING)),
            Job.due_at.at_most(work.now),
            order_by=Job.due_at,
        )
        for job in found:
            if job.kind in sweeps:
                continue
            oldest = oldest or job.due_at
            name = job.screen or job.kind
            due[name] = due.get(name, 0) + 1
            if work.now - job.due_at > STALE:
                stale[name] = stale.get(name, 0) + 1
    return Waiting(due, stale, oldest)
