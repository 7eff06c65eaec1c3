"""Measures the program on both databases: ``make bench``."""

import asyncio
import platform
import sqlite3
import time
from importlib.metadata import version

from adapters.gc_tuning import keep_for_good
from bench.house import house
from bench.intake import receiving
from bench.jobs import firing, firing_at_once, storing, waking
from bench.playbook import applying
from bench.presses import claiming, pressing
from bench.sides import KINDS, Ground
from bench.slack import slack_pressing
from bench.teams import teams_sending

LIBRARIES = (
    "aiohttp",
    "APScheduler",
    "asyncpg",
    "botbuilder-core",
    "hl7",
    "procrastinate",
    "slack-bolt",
    "SQLAlchemy",
)


async def main() -> None:
    """Measure everything, one after the other."""
    begun = time.perf_counter()
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {libraries}")
    keep_for_good()  # as each process of the service does
    async with Ground() as ground:
        for measure in (
            storing,
            waking,
            firing,
            firing_at_once,
            pressing,
            slack_pressing,
            applying,
            receiving,
        ):
            for kind in KINDS:
                await measure(ground, kind)
        await claiming(ground)
        for kind in KINDS:
            await house(ground, kind)
        await teams_sending(ground)
    print(f"\n{time.perf_counter() - begun:.0f} s in all")


if __name__ == "__main__":
    asyncio.run(main())
