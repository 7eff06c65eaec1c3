"""``make rounds N=60 SEED=1``: rounds of kills on SQLite, and as many on PostgreSQL.

Ends with 1 if anything was lost, came twice for no reason, or had two claimers, or if more than
twice as many outcomes are counted as unknown as there truly were.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from pathlib import Path

from tests.adapters.database.databases import fresh_postgresql, fresh_sqlite
from tests.postgres import running_postgres
from tests.rounds.round import Outcome, play

NUMBERS = ("kills", "pauses", "cut", "refused", "arrived", "twice", "claimed")
Opens = Callable[[Path], Awaitable[str]]


async def rounds(opens: Opens, workers: int, seeds: range) -> list[Outcome]:
    """Play a round for each seed."""
    found = []
    for seed in seeds:
        with tempfile.TemporaryDirectory(prefix="round-") as folder:
            begun = time.monotonic()
            outcome = await play(await opens(Path(folder)), Path(folder), seed, workers)
            found.append(outcome)
            took = time.monotonic() - begun
            sys.stdout.write(f"  seed {seed}: {took:.0f} s, {outcome}\n")
            sys.stdout.flush()
    return found


def is_well(name: str, found: list[Outcome]) -> bool:
    """Say what the rounds on one database came to."""
    said = ", ".join(
        f"{number} {sum(getattr(each, number) for each in found)}" for number in NUMBERS
    )
    true = sum(each.true_unknown for each in found)
    counted = sum(each.counted_unknown for each in found)
    wrong = [what for each in found for what in each.wrong]
    sys.stdout.write(f"{name}, {len(found)} rounds: {said}, unknown {true}, counted {counted}\n")
    sys.stdout.writelines(f"  WRONG: {what}\n" for what in wrong)
    return not wrong and counted <= 2 * max(true, 1)


def main(arguments: list[str]) -> int:
    """``[N [SEED [sqlite|postgresql]]]``."""
    number, seed, only = (*arguments, *("1", "1", "")[len(arguments) :])
    seeds, well = range(int(seed), int(seed) + int(number)), True
    if only != "postgresql":
        well &= is_well("SQLite", asyncio.run(rounds(fresh_sqlite, 1, seeds)))
    if only != "sqlite":
        with ExitStack() as stack:
            server = stack.enter_context(running_postgres())

            async def opens(_: Path) -> str:
                return await fresh_postgresql(server)

            well &= is_well("PostgreSQL", asyncio.run(rounds(opens, 3, seeds)))
    return not well


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
