"""Files in a folder: which of them are whole by now, and where they go when they were read."""

import logging
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from adapters.clock import SystemClock
from bot.core.clock import Clock

RESTS_FOR_S = 30.0
"""A file that was written to less than this ago may still be on its way."""

KEPT_FOR_S = 7 * 24 * 60 * 60.0
"""How long a file stays after it was read: what a hospital dropped here may name patients."""

ASIDE = ("done", "faulty")
MOST_FAULTS = 100
log = logging.getLogger(__name__)


class Dropped:
    """The files of folders, with how long each of them has rested."""

    def __init__(
        self,
        ticks: Callable[[], float] = time.monotonic,
        rests_for_s: float = RESTS_FOR_S,
        host: Clock | None = None,
    ) -> None:
        """``ticks`` are seconds that never go back; ``host`` is the clock of the files."""
        self._ticks = ticks
        self.host = host or SystemClock()
        self.rests_for_s = rests_for_s
        self._sizes: dict[Path, tuple[int, float]] = {}

    def ripe(self, folder: Path) -> list[Path]:
        """The files of a folder whose size has not changed for a while, by name."""
        found = []
        here: dict[Path, tuple[int, float]] = {}
        for path in sorted(folder.glob("*")):
            if path.suffix.casefold() != ".csv" or not path.is_file() or path.is_symlink():
                continue
            size = path.stat().st_size
            known, since = self._sizes.get(path, (-1, 0.0))
            here[path] = (size, since) if size == known else (size, self._ticks())
            if self._ticks() - here[path][1] >= self.rests_for_s:
                found.append(path)
        others = {path: seen for path, seen in self._sizes.items() if path.parent != folder}
        self._sizes = others | here
        return found

    def forget(self, folder: Path) -> None:
        """Erase what was moved aside a week ago. Raises ``OSError``."""
        for aside in ASIDE:
            for path in (folder / aside).glob("*"):
                # The time of the move, not that of the file: renaming leaves the latter as it was.
                if (
                    path.is_file()
                    and self.host.now().timestamp() - path.lstat().st_ctime > KEPT_FOR_S
                ):
                    path.unlink(missing_ok=True)


def contents(path: Path, largest: int) -> bytes | None:
    """What is in a file; ``None`` if it is larger. Raises ``OSError``."""
    if path.stat().st_size > largest:
        return None
    return path.read_bytes()


def move_aside(path: Path, aside: str, faults: Sequence[object], stamp: str) -> None:
    """Move a file to its place, its faults beside it; nothing there is ever written over."""
    folder = path.parent / aside
    folder.mkdir(exist_ok=True)
    target = folder / path.name
    if target.exists():
        target = folder / f"{path.stem}.{stamp}{path.suffix}"
    if faults:
        listed = [*map(str, faults[:MOST_FAULTS]), ""]
        if len(faults) > MOST_FAULTS:
            listed.insert(-1, f"and {len(faults) - MOST_FAULTS} more")
        listed.insert(0, "Nothing of this file was taken.")
        target.with_suffix(".faults.txt").write_text("\n".join(listed), "utf-8")
    try:
        path.rename(target)
    except FileNotFoundError:
        log.info("intake_file_gone")
