"""HR's file of people, dropped at night into ``<folder>/roster/``.

It is taken whole or not at all. What was taken is deleted, for nobody's list of staff should lie
about; what could not be is moved to ``faulty``, with every fault and its remedy beside it, and
erased there after a week.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from pathlib import Path

from adapters.intake.dropped import RESTS_FOR_S, Dropped, contents, move_aside
from adapters.intake.hr_file import LARGEST, import_file
from bot.core.clock import Clock
from bot.core.errors import Conflict, StorageDown
from bot.core.storage import Storage, in_one_work
from bot.programme import HR, Fault, HrPlan, note_fault
from bot.programme.external_sources import HR_PLACE

EVERY_S = 30.0
WHO = "roster folder"
log = logging.getLogger(__name__)


class HrFolder:
    """Looks for HR's file now and then; any number of processes may."""

    def __init__(
        self,
        folder: Path,
        storage: Storage,
        clock: Clock,
        ticks: Callable[[], float] = time.monotonic,
        rests_for_s: float = RESTS_FOR_S,
    ) -> None:
        """``ticks`` are seconds that never go back."""
        self._folder = folder / HR_PLACE
        self._storage = storage
        self._clock = clock
        self._ticks = ticks
        self._dropped = Dropped(ticks, rests_for_s)
        self._next = ticks()

    async def sweep(self) -> int:
        """A duty of the worker: take the files that lie there."""
        if self._ticks() < self._next:
            return 0
        self._next = self._ticks() + EVERY_S
        for path in await asyncio.to_thread(self._dropped.ripe, self._folder):
            await self._file(path)
        await asyncio.to_thread(self._forget)
        return 0

    def _forget(self) -> None:
        try:
            self._dropped.forget(self._folder)
        except OSError:
            log.warning("intake_file_not_erased")

    async def _file(self, path: Path) -> None:
        try:
            raw = await asyncio.to_thread(contents, path, LARGEST)
            plan = await self._taken(raw)
        except OSError:
            # Another process was faster, or it may not be read: said again at the next round.
            log.warning("roster_file_not_read")
            return
        except (StorageDown, Conflict):
            log.warning("intake_not_now")
            return
        if plan.is_sound:
            await asyncio.to_thread(path.unlink, missing_ok=True)
            log.info("roster_file_taken", extra={"count": len(plan.steps)})
            return
        await in_one_work(self._storage, lambda work: note_fault(work, HR, "faulty"))
        stamp = f"{self._clock.now():%Y%m%dT%H%M%SZ}"
        await asyncio.to_thread(move_aside, path, "faulty", plan.faults, stamp)
        log.warning("roster_file_faulty", extra={"count": len(plan.faults)})

    async def _taken(self, raw: bytes | None) -> HrPlan:
        if raw is None:
            remedy = "export the named columns alone"
            return HrPlan(faults=(Fault(1, "the file has more than 32 MiB", remedy),))
        return await in_one_work(self._storage, lambda work: import_file(work, raw, WHO))
