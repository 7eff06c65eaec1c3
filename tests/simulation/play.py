"""Plays a simulation of the sample hospital and looks at it with the invariants."""

import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.packaged import text_of
from adapters.simulation.days import Played, play
from adapters.simulation.deployment import Setting, simulated_hospital
from adapters.simulation.rates import Rates
from tests.simulation.habits import USUAL, rates_of, take_up
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


class _Errors(logging.Handler):
    """Keeps whatever is logged as an error or worse, with an exception or without."""

    def __init__(self) -> None:
        """Have seen nothing."""
        super().__init__(logging.ERROR)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it."""
        error = record.exc_info[1] if record.exc_info else None
        said = f"{record.name}: {record.getMessage()}"
        self.seen.append(said if error is None else f"{said}: {error!r}")


@contextmanager
def errors_logged() -> Iterator[list[str]]:
    """What is logged as an error within the block."""
    errors = _Errors()
    logging.getLogger().addHandler(errors)
    try:
        yield errors.seen
    finally:
        logging.getLogger().removeHandler(errors)


async def look(
    days: int,
    seed: int,
    then: timedelta = UNTIL_ALL_IS_OVER,
    rates: Rates | None = None,
    habit: str = USUAL,
) -> Looked:
    """Play some days in the sample hospital, and what follows from them."""
    sample = text_of("adapters.practice", "hospital.toml")
    with tempfile.TemporaryDirectory(prefix="simulation-") as folder, errors_logged() as errors:
        setting = Setting(START, seed, rates or rates_of(habit))
        async with simulated_hospital(Path(folder), sample, setting) as hospital:
            take_up(hospital, habit)
            invariants = Invariants(hospital, errors)
            played = await play(hospital, days, then, invariants.watch)
            grave = await invariants.grave(played)
            return Looked(played, invariants, grave, invariants.found(played))
