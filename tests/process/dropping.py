"""A process that takes dropped files without waiting for them to rest, as ``FOLDER`` fills.

It says ``committed`` on its output before it moves each file aside, and ``empty`` at the end.
"""

import asyncio
import sys
from pathlib import Path
from typing import Any

from adapters.clock import SystemClock
from adapters.intake.csv_folder import DropFolder
from adapters.settings import from_environment
from adapters.wiring import deployed
from bot.core.processes import ProcessKind


def say(what: str) -> None:
    """Say it at once."""
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


class Loud(DropFolder):
    """Says how far it is."""

    async def _move_aside(self, *args: Any, **more: Any) -> None:
        say("committed")
        await super()._move_aside(*args, **more)


async def main(folder: Path) -> None:
    """Take files until none is left."""
    settings = from_environment()
    async with deployed(settings, {}, only_answers=True, serving=ProcessKind.LISTENER) as parts:
        drop = Loud(folder, parts.intake, SystemClock(), rests_for_s=0.0)
        while list(folder.glob("*/*.csv")):
            # A real one looks every thirty seconds.
            drop._next = 0.0
            await drop.sweep()
    say("empty")


asyncio.run(main(Path(sys.argv[1])))
