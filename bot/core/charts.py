"""Charts as frozen data, without anything of a platform or of what draws them."""

from dataclasses import dataclass
from enum import StrEnum


class ChartKind(StrEnum):
    """How a chart is drawn."""

    BARS = "bars"
    """A bar for each thing."""
    COLUMNS = "columns"
    """A column for each period, in order."""
    SHARES = "shares"
    """How much of each whole."""
    WAITS = "waits"
    """For each wait the time by which half was done, and that by which nine in ten were."""


@dataclass(frozen=True)
class Mark:
    """One thing that a chart draws."""

    label: str
    text: str
    """What is written beside it: its number in words, or that it is not shown."""
    value: int | None
    """A count, a percentage, or minutes; ``None`` is not drawn."""
    end: int | None = None
    """Of a wait: the minutes within which nine in ten were done."""
    runs_on: bool = False
    """Of a wait: whether nine in ten took longer than any time that is told."""


@dataclass(frozen=True)
class Chart:
    """One chart, and what it says in words."""

    name: str
    kind: ChartKind
    title: str
    unit: str
    """What the numbers count, for the scale."""
    marks: tuple[Mark, ...]
    made: str
    """How its numbers were made, and what they cannot say."""
    alt: str
    """All that it shows, in words."""
    only_of: str = ""
    """Which periods it is of, where these are not the whole page and no label says so."""
    ticks: tuple[tuple[int, str], ...] = ()
    """The marks of a scale of waits, in minutes and in words."""
