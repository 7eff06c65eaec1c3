"""Plays the month with several seeds and writes its numbers for the docs: ``make month``.

If anybody was left alone or a promise broken, or if a message came twice or by night although it
could have waited, it ends with 1 and writes nothing.
"""

import asyncio
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from adapters.simulation.deployment import PER_UNIT
from adapters.simulation.events import KINDS, WAITS
from adapters.simulation.rates import ASSUMED, Rates
from tests.simulation.habits import HABITS, USUAL
from tests.simulation.numbers import numbers_of
from tests.simulation.play import look

DAYS = 30
SEEDS = (1, 2)
PLACE = Path(__file__).parents[2] / "docs" / "development" / "simulated-month.md"
HEAD = """# What does a simulated month look like?

Written by `make month`, which takes some minutes. It plays {days} days in the sample hospital with
the program as it ships: its worker, its database, the playbook of
`adapters/practice/hospital.toml` with its rota, nights and weekends, and more people in each unit.
Only the clock and the messenger are made up. Then it lets time pass until all has come to its end.

Every run must hold, or the command fails and writes nothing (`tests/simulation/invariants.py`):

- Whoever asked to talk talked with somebody, or read that nobody had taken it, or ended it.
- Every time that a person reads on a card was kept, or another word came by then.
- None came after its reader wanted no more.
- Afterwards nothing leads to anybody any more, but for a wish to get no messages.
- No job was given up, and no error was logged.
- No message came twice, none stands there twice, and none came by night that could have waited.

Not played are milestones, offered breaks, group sessions, hand-offs, drills, and what people wish
of a talk. `make test` plays three days. One run: `.venv/bin/python -m tests.simulation.month 7`.

In the same month everybody may press everything twice (`make month HABIT=twice`), answer hours
late (`HABIT=late`), or type what can be typed (`HABIT=words`); the same must hold then.

## The numbers

| | {seeds} |
|---|{rules}|
"""
RATES = """
## How do people behave in it?

Rates with a source are from the literature; the others are assumed, and a hospital knows better.
They are in `adapters/simulation/rates.py`.

| rate | value | source |
|---|---|---|
"""
ASSUMED_TOO = """
## What else is assumed?

{per_unit} people are added to each unit that has shifts. Between an event and its report lie
{least} to {most} minutes. Of a hundred events so many are of each kind; medication events were 4 %
of the calls to RISE (Edrees 2016).

| kind of event | harm | of a hundred |
|---|---|---|
{kinds}"""


@dataclass(frozen=True)
class Summary:
    """The numbers of one run, and what was wrong with it."""

    lines: dict[str, str]
    grave: list[str]
    found: list[str]


def played(seed: int, habit: str = USUAL) -> Summary:
    """Play the month with one seed, in which everybody behaves by a habit."""
    looked = asyncio.run(look(DAYS, seed, habit=habit))
    promises = looked.invariants.promises
    lines = [
        *numbers_of(looked.played),
        ("times named to people", str(promises.named)),
        ("of these given anew in time", str(promises.renewed)),
        ("of these broken without a word", str(len(promises.broken))),
    ]
    return Summary(dict(lines), looked.grave, looked.found)


def page(seeds: tuple[int, ...], found: list[Summary]) -> str:
    """The page with the numbers of these runs."""
    names = dict.fromkeys(name for each in found for name in each.lines)
    rows = [
        f"| {name} | {' | '.join(each.lines.get(name, '0') for each in found)} |" for name in names
    ]
    head = HEAD.format(
        days=DAYS,
        seeds=" | ".join(f"seed {seed}" for seed in seeds),
        rules="|".join("---" for _ in seeds),
    )
    return head + "\n".join(rows) + "\n" + RATES + rates_table() + assumed()


def rates_table() -> str:
    """The rates of people's behaviour, with their sources."""
    return "".join(
        f"| {rate.what} | {rate.value:g} | {'' if rate.source == ASSUMED else rate.source} |\n"
        for rate in Rates().all()
    )


def assumed() -> str:
    """What the simulation assumes beside the rates."""
    of_all = sum(share for *_, share in KINDS)
    kinds = "".join(
        f"| {kind.replace('_', ' ')} | {harm} | {100 * share / of_all:.0f} |\n"
        for kind, harm, share in KINDS
    )
    return ASSUMED_TOO.format(per_unit=PER_UNIT, least=WAITS[0], most=WAITS[1], kinds=kinds)


def main(arguments: list[str]) -> int:
    """Play, and write the page if all is well and all seeds were played as people usually are."""
    habits = [each for each in arguments if each in HABITS] or [USUAL]
    habit, is_usual = habits[0], habits[0] == USUAL
    seeds = tuple(int(each) for each in arguments if each not in HABITS) or SEEDS
    with ProcessPoolExecutor(len(seeds)) as processes:
        found = list(processes.map(played, seeds, [habit] * len(seeds)))
    for seed, each in zip(seeds, found, strict=True):
        sys.stdout.write(f"seed {seed}: {len(each.grave)} grave, {len(each.found)} found\n")
        sys.stdout.writelines(f"  {what}\n" for what in (*each.grave, *each.found))
    is_well = not any(each.grave or each.found for each in found)
    if is_well and is_usual and seeds == SEEDS:
        PLACE.write_text(page(seeds, found), "utf-8")
    else:
        sys.stdout.write(page(seeds, found))
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
