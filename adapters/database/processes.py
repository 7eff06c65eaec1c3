"""Announces this process in the table of processes."""

import time
from dataclasses import replace
from datetime import timedelta

from adapters.clock import SystemClock
from adapters.database.unit_of_work import DatabaseStorage
from bot.core.clock import Clock
from bot.core.platforms import note_open
from bot.core.processes import ANNOUNCED_EVERY, KEPT_FOR, Announcement, Process
from bot.core.storage import Work, in_one_work, new_reference


class Presence:
    """Keeps this process's row fresh."""

    def __init__(
        self, storage: DatabaseStorage, announcement: Announcement, host: Clock | None = None
    ) -> None:
        """Announce nothing yet. ``host`` is the clock of this machine."""
        self._host: Clock = host or SystemClock()
        self._storage = storage
        self._announcement = announcement
        self._reference = new_reference()
        self._next = 0.0

    async def keep(self) -> None:
        """Announce this process, at most every 15 seconds; remove rows of those long gone."""
        if time.monotonic() < self._next:
            return
        await in_one_work(self._storage, self._announce)
        self._next = time.monotonic() + ANNOUNCED_EVERY.total_seconds()

    async def leave(self) -> None:
        """Remove this process's row."""

        async def remove(work: Work) -> None:
            row = await work.of(Process).get(self._reference)
            if row is not None:
                await work.remove(row)

        await in_one_work(self._storage, remove)

    async def _announce(self, work: Work) -> None:
        rows = work.of(Process)
        for gone in await rows.find(Process.seen_at.at_most(work.now - KEPT_FOR)):
            if gone.reference != self._reference:
                await work.remove(gone)
        await note_open(work, *self._announcement.platforms)
        ahead = (self._host.now() - work.now) // timedelta(milliseconds=1)
        known = await rows.get(self._reference)
        if known is not None:
            await work.save(replace(known, seen_at=work.now, clock_offset=ahead))
            return
        said = self._announcement
        row = Process(
            reference=self._reference,
            kind=said.kind,
            started_at=work.now,
            seen_at=work.now,
            version=said.version,
            platforms=said.platforms,
            key_id=said.key_id,
            works=said.works,
            clock_offset=ahead,
        )
        await work.add(row)
