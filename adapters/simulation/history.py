"""How many events a hospital had: the published numbers of its own report, as ``--csv`` gives them.

Published numbers say nothing of single events, so nothing here can be traced to one.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from io import StringIO

from adapters.simulation.events import KINDS, Mix, Share
from bot.programme.model import Harm, Kind
from bot.reports.periods import Period
from bot.reports.table import Name

NEEDED = ("period", "figure", "cell", "value")
MONTHS = 12
DAYS_A_YEAR = 365
USUAL = {kind: (harm, share) for kind, harm, share in KINDS}


class WrongHistory(ValueError):
    """The file cannot be used; the text says why, and what to do."""


@dataclass(frozen=True)
class History:
    """The events of some months."""

    events: int
    months: int
    by_kind: Mapping[str, int | None] = field(default_factory=dict)
    """By kind; ``None`` where the number is not shown."""
    by_area: Mapping[str, int | None] = field(default_factory=dict)
    """By the key of the area."""

    @property
    def a_day(self) -> float:
        """Events in a day."""
        return self.events * MONTHS / self.months / DAYS_A_YEAR

    def mix(self) -> Mix:
        """The kinds and the areas in these shares.

        What is not shown shares what is left: kinds by what is usual, areas alike.
        """
        usual = {str(kind): share for kind, (_, share) in USUAL.items()}
        kinds = _filled(self.by_kind, self.events, usual)
        shares: list[Share] = [
            (Kind(kind), USUAL.get(Kind(kind), (Harm.MODERATE, 0))[0], share)
            for kind, share in kinds.items()
            if share
        ]
        areas = _filled(self.by_area, self.events, {})
        return Mix(tuple(shares) or KINDS, areas)


def read_history(text: str) -> History:
    """The history in a text. Raises ``WrongHistory``."""
    rows = csv.DictReader(StringIO(text.removeprefix("\ufeff")))
    if not rows.fieldnames or not set(NEEDED) <= set(rows.fieldnames):
        raise WrongHistory(
            "this is not what `support-timeout report PERIOD --csv` writes\n"
            f"  The columns {', '.join(NEEDED)} are needed."
        )
    try:
        found = [row for row in rows if row["figure"] in _FIGURES]
        events = [row for row in found if row["figure"] == Name.EVENTS]
        months = {month for row in events for month in Period.parse(row["period"]).months}
        total = sum(_value(row) or 0 for row in events)
        kinds, areas = (_cells(found, name) for name in (Name.EVENTS_BY_KIND, Name.EVENTS_BY_AREA))
        if unknown := kinds.keys() - {str(kind) for kind in Kind}:
            raise WrongHistory(f"there is no kind of event {min(unknown)}")
    except (ValueError, csv.Error, TypeError) as fault:
        if isinstance(fault, WrongHistory):
            raise
        raise WrongHistory(f"line {rows.line_num} cannot be read: {fault}") from fault
    if not total:
        raise WrongHistory(
            "no event was published in it\n  Take a longer period, or give a number: --per-year N."
        )
    return History(total, len(months), kinds, areas)


_FIGURES = frozenset({Name.EVENTS, Name.EVENTS_BY_KIND, Name.EVENTS_BY_AREA})


def _value(row: Mapping[str, str | None]) -> int | None:
    if row["value"] is None:
        raise ValueError("it has too few columns")
    if not row["value"]:
        return None
    value = int(row["value"])
    if value < 0:
        raise ValueError("a number is below zero")
    return value


def _cells(rows: Iterable[Mapping[str, str]], name: Name) -> dict[str, int | None]:
    """A figure by cell; of one that several periods have, the sum of what is shown."""
    found: dict[str, int | None] = {}
    for row in rows:
        if row["figure"] == name:
            before, value = found.get(row["cell"]), _value(row)
            found[row["cell"]] = value if before is None else before + (value or 0)
    return found


def _filled(
    shown: Mapping[str, int | None], total: int, usual: Mapping[str, float]
) -> dict[str, float]:
    """Shares with what is not shown filled in."""
    hidden = {key: usual.get(key, 1) for key, value in shown.items() if value is None}
    known = {key: float(value) for key, value in shown.items() if value is not None}
    left = max(0.0, total - sum(known.values()))
    of_hidden = sum(hidden.values())
    return known | {key: left * share / of_hidden for key, share in hidden.items()}
