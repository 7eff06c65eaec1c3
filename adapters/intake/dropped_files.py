"""Files that other systems drop into a folder: which are complete, and what happens afterwards."""

import asyncio
import logging
import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path

from adapters.clock import SystemClock
from bot.core.clock import Clock

EVERY_S = 30.0
"""How often the folder is checked."""

RESTS_FOR_S = 30.0
"""A file whose size changed less than this ago may still be being written."""

KEPT_FOR_S = 7 * 24 * 60 * 60.0
"""How long a file is kept after it was read; it may name patients or staff."""

ASIDE = ("done", "faulty")
MOST_FAULTS = 100
"""How many faults of a file are listed; more are most likely one fault on every line."""

log = logging.getLogger(__name__)


class DroppedFiles(ABC):
    """Checks a folder for new files every 30 seconds; safe to run in several processes.

    ``clock`` is the programme's clock.
    """

    def __init__(self, folder: Path, clock: Clock, rests_for_s: float) -> None:
        self._folder = folder
        self._clock = clock
        self._next = time.monotonic()
        self._sizes: dict[Path, tuple[int, float]] = {}
        self.rests_for_s = rests_for_s
        self.host: Clock = SystemClock()
        """The clock by which the file system stamps its files."""

    async def sweep(self) -> int:
        """A duty of the worker: take the files that are complete."""
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + EVERY_S
            await self._take_files()
        return 0

    @abstractmethod
    async def _take_files(self) -> None:
        """Take every complete file."""

    async def _complete_files(self, folder: Path) -> list[Path]:
        """Find the CSV files whose size has not changed for a while, and erase old ones aside."""
        await asyncio.to_thread(self._erase_old, folder)
        return await asyncio.to_thread(self._complete, folder)

    async def _move_aside(
        self,
        path: Path,
        faults: Sequence[object],
        head: str = "Nothing of this file was taken.",
        most: int = MOST_FAULTS,
    ) -> None:
        """Move a file to ``done``, or to ``faulty`` with its faults in a file beside it.

        Only the first ``most`` faults are listed.
        """
        stamp = f"{self._clock.now():%Y%m%dT%H%M%SZ}"
        listed = [head, *map(str, faults[:most])] if faults else []
        if len(faults) > most:
            listed.append(f"and {len(faults) - most} more")
        await asyncio.to_thread(_move, path, "faulty" if faults else "done", listed, stamp)

    def _complete(self, folder: Path) -> list[Path]:
        found = []
        here: dict[Path, tuple[int, float]] = {}
        for path in sorted(folder.glob("*")):
            if path.suffix.casefold() != ".csv" or not path.is_file() or path.is_symlink():
                continue
            size = path.stat().st_size
            known, since = self._sizes.get(path, (-1, 0.0))
            here[path] = (size, since) if size == known else (size, time.monotonic())
            if time.monotonic() - here[path][1] >= self.rests_for_s:
                found.append(path)
        others = {path: seen for path, seen in self._sizes.items() if path.parent != folder}
        self._sizes = others | here
        return found

    def _erase_old(self, folder: Path) -> None:
        oldest = self.host.now().timestamp() - KEPT_FOR_S
        try:
            for path in (each for aside in ASIDE for each in (folder / aside).glob("*")):
                # ``st_ctime`` is the time of the move; renaming a file leaves ``st_mtime`` alone.
                if path.is_file() and path.lstat().st_ctime < oldest:
                    path.unlink(missing_ok=True)
        except OSError:
            log.warning("intake_file_not_erased")


def contents(path: Path, largest: int) -> bytes | None:
    """Read a file; ``None`` if it is larger than ``largest`` bytes. Raises ``OSError``."""
    return None if path.stat().st_size > largest else path.read_bytes()


def _move(path: Path, aside: str, listed: Sequence[str], stamp: str) -> None:
    """Move a file, and write its faults beside it; never overwrite a file that is there."""
    folder = path.parent / aside
    folder.mkdir(exist_ok=True)
    target = folder / path.name
    if target.exists():
        target = folder / f"{path.stem}.{stamp}{path.suffix}"
    if listed:
        target.with_suffix(".faults.txt").write_text("\n".join([*listed, ""]), "utf-8")
    try:
        path.rename(target)
    except FileNotFoundError:
        log.info("intake_file_gone")
