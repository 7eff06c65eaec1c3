"""HR's file of staff, dropped into ``<folder>/roster/``.

It is imported completely or not at all, unless the playbook lets faulty lines be left out. A file
imported completely is deleted, because it lists the whole staff. One with faults is moved to
``faulty`` with a list of its faults and remedies, and erased there after a week.
"""

import asyncio
import logging
from pathlib import Path

from adapters.intake.dropped_files import MOST_FAULTS, RESTS_FOR_S, DroppedFiles, contents
from adapters.intake.hr_file import read_in
from adapters.intake.hr_table import LARGEST
from bot.core.clock import Clock
from bot.core.errors import Conflict, StorageDown
from bot.core.storage import Storage, in_one_work
from bot.programme import HR, Fault, HrPlan, current, import_records, note_fault
from bot.programme.model.external_sources import HR_PLACE

WHO = "roster folder"
log = logging.getLogger(__name__)


class HrFolder(DroppedFiles):
    """Imports HR's file as soon as it is complete."""

    def __init__(
        self, folder: Path, storage: Storage, clock: Clock, rests_for_s: float = RESTS_FOR_S
    ) -> None:
        super().__init__(folder / HR_PLACE, clock, rests_for_s)
        self._storage = storage

    async def _take_files(self) -> None:
        for path in await self._complete_files(self._folder):
            await self._file(path)

    async def _file(self, path: Path) -> None:
        try:
            raw = await asyncio.to_thread(contents, path, LARGEST)
            plan = await self._import(raw)
        except OSError:
            # Another process took it, or it cannot be read: try again in the next round.
            log.warning("roster_file_not_read")
            return
        except (StorageDown, Conflict):
            log.warning("intake_not_now")
            return
        # The list may be cut: what kept a line or the file out goes before what is only remarked.
        faults = sorted(plan.faults, key=lambda fault: fault.warning and not fault.left_out)
        if plan.is_sound and plan.left_out:
            head = "Everything but some lines was taken."
            reasons = sum(fault.left_out for fault in faults)
            await self._move_aside(path, faults, head, most=max(MOST_FAULTS, reasons))
            log.warning("roster_lines_left_out", extra={"count": plan.left_out})
            return
        if plan.is_sound:
            await asyncio.to_thread(path.unlink, missing_ok=True)
            log.info("roster_file_taken", extra={"count": len(plan.steps)})
            return
        await in_one_work(self._storage, lambda work: note_fault(work, HR, "faulty"))
        await self._move_aside(path, faults)
        log.warning("roster_file_faulty", extra={"count": len(plan.faults)})

    async def _import(self, raw: bytes | None) -> HrPlan:
        if raw is None:
            remedy = "export the named columns alone"
            return HrPlan(faults=(Fault(1, "the file has more than 32 MiB", remedy),))
        programme = await in_one_work(self._storage, current, reads_only=True)
        # A file of a hundred thousand lines takes seconds, in which the worker goes on.
        read = await asyncio.to_thread(read_in, programme, raw)
        return await in_one_work(self._storage, lambda work: import_records(work, read, WHO))
