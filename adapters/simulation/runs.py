"""Plays many runs of a hospital, on all processors, and can be ended before they are over."""

import asyncio
import logging
import multiprocessing
import os
import signal
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from ctypes import Array, c_bool, c_double
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from multiprocessing.sharedctypes import RawArray, RawValue
from pathlib import Path

from adapters.faults import NotReady
from adapters.gc_tuning import keep_for_good
from adapters.simulation.days import play
from adapters.simulation.deployment import Setting, simulated_hospital
from adapters.simulation.events import Mix
from adapters.simulation.figures import Figures, figures_of
from adapters.simulation.mailbox import Shown
from bot.check_ins.names import NOTE

UNTIL_ANSWERED = timedelta(days=3)
"""How long time passes after the last event, so that those who asked last are answered, too."""
IN_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own in it, which goes with the run
LOOKED_EVERY_S = 0.5
DIED = (
    "A process of the simulation was ended from outside, perhaps as memory ran out.\n"
    "  Take fewer people, or fewer weeks."
)


FAILED = (
    "{count} steps of the simulated program failed, so no figure of it can be relied on: {first}.\n"
    "  This is a fault of the program. Please report it, with the command and the playbook."
)


class _Faults(logging.Handler):
    """Counts what is logged as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.count = 0
        self.first = ""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        self.first = self.first or f"{record.getMessage()}, {type(error).__name__}"
        self.count += 1


@contextmanager
def _without_faults() -> Iterator[None]:
    """Raise ``NotReady`` if anything was logged as an error meanwhile."""
    faults = _Faults()
    logging.getLogger().addHandler(faults)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(faults)
    if faults.count:
        raise NotReady(FAILED.format(count=faults.count, first=faults.first))


@dataclass(frozen=True)
class Run:
    """One run: which hospital, and for how long."""

    text: str = field(repr=False)
    """The playbook, which is sound."""
    setting: Setting
    days: int
    mix: Mix = field(default_factory=Mix)


Told = Callable[[float], bool]
"""Hears how many days were played, in all runs together; says whether to go on."""


async def play_run(run: Run, told: Told) -> Figures:
    """Play one run; once ``told`` says no, it ends with what was played.

    Raises ``NotReady`` if a step of the program failed.
    """
    first_messages, start, ended = 0, run.setting.start, False

    async def watch(shown: list[Shown]) -> None:
        nonlocal first_messages
        first_messages += sum(
            each.card.screen == NOTE and each.is_new and not each.is_answer for each in shown
        )

    def goes_on() -> bool:
        nonlocal ended
        ended = not told(min((hospital.now - start) / timedelta(days=1), run.days))
        return not ended

    scratch = IN_MEMORY if os.access(IN_MEMORY, os.W_OK) else None
    with (
        _without_faults(),
        tempfile.TemporaryDirectory(prefix="simulation-", dir=scratch) as folder,
    ):
        async with simulated_hospital(Path(folder), run.text, run.setting) as hospital:
            played = await play(
                hospital, run.days, UNTIL_ANSWERED, watch, mix=run.mix, goes_on=goes_on
            )
            return figures_of(played, first_messages, ended_early=ended)


async def play_runs(runs: Sequence[Run], processes: int, told: Told) -> list[Figures | None]:
    """Play the runs, ``processes`` at a time; ``None`` for those that were not begun.

    ``told`` hears how far they are. Raises ``NotReady`` if a process died.
    """
    days, ended = RawArray(c_double, len(runs)), RawValue(c_bool, False)
    with ProcessPoolExecutor(
        min(processes, len(runs)),
        multiprocessing.get_context("spawn"),
        _begin,
        (days, ended),
    ) as pool:
        futures = [pool.submit(_play_in_process, place, run) for place, run in enumerate(runs)]
        left = {asyncio.wrap_future(each) for each in futures}
        try:
            while left:
                done, left = await asyncio.wait(left, timeout=LOOKED_EVERY_S)
                for each in done:
                    each.exception()
                if not told(sum(days)):
                    ended.value = True
        finally:
            ended.value = True
    return [_result(each) for each in futures]


def _result(future: "Future[Figures | None]") -> Figures | None:
    try:
        return future.result()
    except BrokenProcessPool as fault:
        raise NotReady(DIED) from fault


class _Shared:
    """What this process shares with the one that began it."""

    days: Array[c_double]
    ended: c_bool
    parent: int
    """The process that began this one; nobody waits for the figures once it is gone."""


def _begin(days: Array[c_double], ended: c_bool) -> None:
    """Make ready a process of its own; Ctrl-C ends it by ``ended`` alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.getLogger().setLevel(logging.ERROR)
    keep_for_good()
    _Shared.days, _Shared.ended, _Shared.parent = days, ended, os.getppid()


def _play_in_process(place: int, run: Run) -> Figures | None:
    if not _goes_on():
        return None
    return asyncio.run(play_run(run, partial(_note, place)))


def _note(place: int, days: float) -> bool:
    _Shared.days[place] = days
    return _goes_on()


def _goes_on() -> bool:
    return not _Shared.ended.value and os.getppid() == _Shared.parent
