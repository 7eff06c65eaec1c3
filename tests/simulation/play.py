"""Plays a simulation of the sample hospital and looks at it with the invariants."""

import logging
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.commands.simulation import simulated_hospital
from adapters.packaged import text_of
from adapters.simulation.month import Played, play
from adapters.simulation.rates import Rates
from tests.chaos.house import Watch
from tests.simulation.invariants import Invariants

START = datetime(2026, 11, 2, 14, tzinfo=UTC)
"""A Monday, seven in the morning in Denver."""
UNTIL_ALL_IS_OVER = timedelta(days=75)
"""Names go after sixty days at most, and what ended in these is kept for some more."""


@dataclass
class Looked:
    """A simulation that was played, and what is wrong with it."""

    played: Played
    invariants: Invariants
    grave: list[str]
    found: list[str]


@asynccontextmanager
async def _watching() -> AsyncIterator[Watch]:
    watch = Watch()
    logging.getLogger().addHandler(watch)
    try:
        yield watch
    finally:
        logging.getLogger().removeHandler(watch)


async def look(
    days: int, seed: int, then: timedelta = UNTIL_ALL_IS_OVER, rates: Rates | None = None
) -> Looked:
    """Play some days in the sample hospital, and what follows from them."""
    sample = text_of("adapters.practice", "hospital.toml")
    with tempfile.TemporaryDirectory(prefix="simulation-") as folder:
        async with (
            _watching() as log,
            simulated_hospital(Path(folder), sample, START, seed, rates) as hospital,
        ):
            invariants = Invariants(hospital, log)
            played = await play(hospital, days, then, invariants.watch)
            grave = await invariants.grave(played)
            return Looked(played, invariants, grave, invariants.found(played))
