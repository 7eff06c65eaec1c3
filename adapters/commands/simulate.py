"""``simulate``: how a playbook would do, over many weeks of a made-up hospital."""

import argparse
import asyncio
import json
import math
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path

from adapters.clock import SystemClock
from adapters.commands.playbook_check import checked, name_of, read_text
from adapters.simulation.deployment import Setting
from adapters.simulation.events import Mix
from adapters.simulation.figures import Figures
from adapters.simulation.history import OWN_NUMBERS, WrongHistory, read_history
from adapters.simulation.page import Found, as_data, as_text
from adapters.simulation.pdf import as_pdf
from adapters.simulation.rates import Rates
from adapters.simulation.runs import Run, play_runs
from adapters.simulation.staff import has_staff
from adapters.simulation.summary import summary_of
from adapters.whole_files import write_all
from bot.core.clock import at_wall_time, in_zone
from bot.programme.model import FIRST_KIND, Programme
from bot.programme.model.rotas import rota_key

WRONG_USE = 2
DAYS_A_YEAR = 365
MOST_A_YEAR = 200_000
TOLD_EVERY_S = 1.0
TENTHS = 10


class _Refused(Exception):
    """What was asked for cannot be played; the text says why, the code is the exit code."""

    def __init__(self, text: str, code: int = WRONG_USE) -> None:
        super().__init__(text)
        self.code = code


async def simulate(chosen: argparse.Namespace) -> int:
    """Play a playbook and print what was found; Ctrl-C ends it with what was played."""
    try:
        rates, mix = _rates(chosen)
        for name in ("runs", "weeks", "per_unit", "processes"):
            least = 0 if name == "per_unit" else 1
            if getattr(chosen, name) < least:
                option = name.replace("_", "-")
                raise _Refused(f"--{option} {getattr(chosen, name)} is too few: {least} at least.")
        text, name = read_text(chosen.playbook), name_of(chosen.playbook)
        playbook = checked(name, text) if text is not None else None
        if playbook is None or text is None:
            return 1
        notes = _notes(playbook.programme)
    except _Refused as refused:
        sys.stderr.write(f"{refused}\n")
        return refused.code
    runs = _planned(chosen, text, playbook.programme, rates, mix)
    with _Progress(sum(run.days for run in runs)).ended_by_ctrl_c() as progress:
        figures = await play_runs(runs, chosen.processes, progress)
    now = _played(figures[::2] if chosen.one_more else figures)
    more = _played(figures[1::2]) if chosen.one_more else []
    if not now:
        sys.stderr.write("Less than a day was played, so there is nothing to say.\n")
        return 130
    found = Found(
        hospital=playbook.programme.name,
        seed=chosen.seed,
        weeks=chosen.weeks,
        zone=playbook.programme.zone,
        now=summary_of(now),
        one_more=summary_of(more) if more else None,
        rates=rates,
        mix=mix,
        per_unit=chosen.per_unit,
        notes=notes,
    )
    sys.stdout.write(as_text(found))
    made: dict[Path, bytes | str] = {}
    if chosen.json is not None:
        data = json.dumps(as_data(found), indent=2, ensure_ascii=False)
        made[chosen.json] = f"{data}\n"
    if chosen.pdf is not None:
        made[chosen.pdf] = await as_pdf(found)
    write_all(made)
    return 130 if progress.ended.is_set() else 0


def _rates(chosen: argparse.Namespace) -> tuple[Rates, Mix]:
    """How often what happens. Raises ``_Refused``."""
    rates, source = Rates(), ""
    if chosen.per_year is not None:
        if not 0 <= chosen.per_year <= MOST_A_YEAR:
            raise _Refused(
                f"--per-year {chosen.per_year:g} cannot be: give events in a year, from 0 to"
                f" {MOST_A_YEAR}."
            )
        a_day, mix, source = chosen.per_year / DAYS_A_YEAR, Mix(), "as you gave it"
    elif chosen.events is not None:
        text = read_text(chosen.events)
        if text is None:
            raise _Refused("", 1)
        try:
            history = read_history(text)
        except WrongHistory as fault:
            raise _Refused(f"{name_of(chosen.events)}: {fault}", 1) from fault
        a_day, mix, source = history.a_day, history.mix(), OWN_NUMBERS
    else:
        return rates, Mix()
    events = replace(rates.events_a_day, value=a_day, source=source)
    return replace(rates, events_a_day=events), mix


def _notes(programme: Programme) -> tuple[str, ...]:
    """What to know of this playbook. Raises ``_Refused`` if nobody would be at work."""
    without = [area for area in programme.areas if not programme.takers(area, FIRST_KIND)]
    if not has_staff(programme):
        raise _Refused(
            "Nobody would be at work: no unit of the playbook has shifts.\n"
            "  Say them once for all units under [shifts].",
            1,
        )
    found = [f"No supporters are named in {area.name}, so nobody answers." for area in without]
    planned = {rota.key for rota in programme.rotas if rota.turns}
    unplanned = [
        area.name
        for area in programme.areas
        if area not in without and rota_key(area.key, FIRST_KIND) not in planned
    ]
    if unplanned:
        where = ", ".join(unplanned)
        found.append(f"The playbook has no turns for {where}: nobody is on duty there.")
    return tuple(found)


def _planned(
    chosen: argparse.Namespace, text: str, programme: Programme, rates: Rates, mix: Mix
) -> list[Run]:
    """The runs, one after the other through the calendar; beside each, one with one more."""
    first, found = _monday(SystemClock().now(), programme.zone), list[Run]()
    for number in range(chosen.runs):
        setting = Setting(
            start=first + number * timedelta(weeks=chosen.weeks),
            seed=chosen.seed + number,
            rates=rates,
            per_unit=chosen.per_unit,
            swept_every=timedelta(days=1),
            keeps=False,
        )
        found.append(Run(text, setting, 7 * chosen.weeks, mix))
        if chosen.one_more:
            found.append(replace(found[-1], setting=replace(setting, one_more=True)))
    return found


def _monday(now: datetime, zone: str) -> datetime:
    """Midnight before the next Monday."""
    today = in_zone(now, zone).date()
    monday = today + timedelta(days=7 - today.weekday())
    return at_wall_time(datetime.combine(monday, time_of_day()), zone)


def _played(figures: Sequence[Figures | None]) -> list[Figures]:
    """The runs of which at least a day was played."""
    return [each for each in figures if each is not None and each.days >= 1]


@dataclass
class _Progress:
    """Says how far it is, on a terminal, and hears Ctrl-C."""

    days: float
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    """Set by Ctrl-C."""
    _began_s: float = field(default_factory=time.monotonic)
    _told_s: float = -math.inf
    _tenths: int = 0

    def __call__(self, days: float) -> bool:
        """Say it: on a terminal once a second, elsewhere a line at each tenth."""
        now_s, done = time.monotonic(), days / self.days
        if sys.stderr.isatty() and now_s - self._told_s >= TOLD_EVERY_S:
            self._told_s = now_s
            sys.stderr.write(f"\r\033[K{self._said(now_s, done)} (Ctrl-C ends it)")
            sys.stderr.flush()
        elif not sys.stderr.isatty() and done * TENTHS >= self._tenths + 1:
            self._tenths = int(done * TENTHS)
            sys.stderr.write(f"{self._said(now_s, done)}\n")
        return not self.ended.is_set()

    def _said(self, now_s: float, done: float) -> str:
        weeks = f"{done:.0%} of {self.days / 7:.0f} weeks"
        if not done:
            return weeks
        left_s = (now_s - self._began_s) * (1 - done) / done
        return f"{weeks}, about {math.ceil(left_s / 60)} min left"

    @contextmanager
    def ended_by_ctrl_c(self) -> Iterator["_Progress"]:
        """Let Ctrl-C end what is played, not this process."""
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGINT, self.ended.set)
        try:
            yield self
        finally:
            loop.remove_signal_handler(signal.SIGINT)
            if sys.stderr.isatty():
                sys.stderr.write("\r\033[K")
