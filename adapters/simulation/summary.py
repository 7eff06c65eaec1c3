"""Puts the figures of many runs together, as ranges."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from adapters.simulation.figures import HOURS, Figures, Hour

FOUR_WEEKS = 28.0
FEW = 5
"""A share of fewer than this in a run says nothing, so the run is left out of its range."""


@dataclass(frozen=True)
class Range:
    """One figure over all runs."""

    middle: float
    """The value of all runs together."""
    low: float
    high: float
    """The lowest and the highest of single runs."""


@dataclass(frozen=True)
class Row:
    """What became of those who asked in some hours of the day. Shares are of 1."""

    name: str
    asked: Range
    """How many asked in four weeks."""
    promised: Range | None
    """The share to whom a time was named; ``None`` where too few asked for a share."""
    kept: Range | None
    """The share of these to whom somebody said yes by then."""
    told: Range | None
    """The share who read that nobody had said yes yet."""
    talked: Range | None
    """The share who talked with somebody."""
    wait: float | None
    """The minutes until somebody said yes, median of all runs together."""
    staffed: float
    """The share of this time in which a supporter was on duty; the mean of the areas."""


@dataclass(frozen=True)
class Summary:
    """The figures of runs of the same hospital. Numbers are of four weeks."""

    runs: int
    ended_early: int
    """How many of them were ended before their time, and count with what was played."""
    weeks: float
    """How much was played in all."""
    whole: Row
    parts: tuple[Row, ...]
    """The parts of a day."""
    hours: tuple[Row, ...]
    events: Range
    first_messages: Range
    asked: Range
    others: Range
    breaks: Range
    covered: Range
    load: Range
    """The talks of the supporter in the middle."""
    most: Range
    """The talks of the busiest supporter."""
    talk_hours: Range
    """The hours in a week that all supporters talked."""
    gap_hours: Range
    """The service hours in a week without a supporter on duty."""
    messages: Range


PARTS = (("day, 07 to 15", 7, 15), ("evening, 15 to 23", 15, 23), ("night, 23 to 07", 23, 31))


def summary_of(found: Sequence[Figures]) -> Summary:
    """Put runs together. Raises ``ValueError`` if there are none."""

    def number(of: Callable[[Figures], float]) -> Range:
        """A count, by four weeks."""
        single = [of(each) * FOUR_WEEKS / each.days for each in found]
        whole = sum(of(each) for each in found) * FOUR_WEEKS / sum(each.days for each in found)
        return Range(whole, min(single), max(single))

    def state(of: Callable[[Figures], float]) -> Range:
        """A figure that stands by itself."""
        single = [of(each) for each in found]
        return Range(median(single), min(single), max(single))

    return Summary(
        runs=len(found),
        ended_early=sum(each.ended_early for each in found),
        weeks=sum(each.days for each in found) / 7,
        whole=_row(found, "all", range(HOURS)),
        parts=tuple(
            _row(found, name, [at % HOURS for at in range(first, last)])
            for name, first, last in PARTS
        ),
        hours=tuple(_row(found, f"{hour:02}", (hour,)) for hour in range(HOURS)),
        events=number(lambda each: each.events),
        first_messages=number(lambda each: each.first_messages),
        asked=number(lambda each: sum(hour.asked for hour in each.hours)),
        others=number(lambda each: each.others),
        breaks=number(lambda each: each.breaks),
        covered=number(lambda each: each.covered),
        load=state(lambda each: median(each.loads or (0,))),
        most=state(lambda each: max(each.loads, default=0)),
        talk_hours=state(lambda each: each.talk_hours),
        gap_hours=state(lambda each: each.gap_hours),
        messages=number(lambda each: each.messages),
    )


def _row(found: Sequence[Figures], name: str, hours: Sequence[int]) -> Row:
    runs = [_sum([each.hours[hour] for hour in hours]) for each in found]
    whole = _sum(runs)
    asked = [run.asked * FOUR_WEEKS / each.days for run, each in zip(runs, found, strict=True)]
    return Row(
        name,
        Range(whole.asked * FOUR_WEEKS / sum(f.days for f in found), min(asked), max(asked)),
        _share(runs, whole, lambda one: one.promised, lambda one: one.asked),
        _share(runs, whole, lambda one: one.kept, lambda one: one.promised),
        _share(runs, whole, lambda one: one.told, lambda one: one.asked),
        _share(runs, whole, lambda one: one.talked, lambda one: one.asked),
        median(whole.waits) if len(whole.waits) >= FEW else None,
        whole.staffed,
    )


def _sum(hours: Sequence[Hour]) -> Hour:
    return Hour(
        asked=sum(each.asked for each in hours),
        promised=sum(each.promised for each in hours),
        kept=sum(each.kept for each in hours),
        taken=sum(each.taken for each in hours),
        talked=sum(each.talked for each in hours),
        told=sum(each.told for each in hours),
        waits=[wait for each in hours for wait in each.waits],
        staffed=sum(each.staffed for each in hours) / len(hours),
    )


def _share(
    runs: Sequence[Hour], whole: Hour, part: Callable[[Hour], int], of: Callable[[Hour], int]
) -> Range | None:
    """A share of all runs together, and of those runs in which there are enough."""
    if of(whole) < FEW:
        return None
    middle = part(whole) / of(whole)
    single = [part(each) / of(each) for each in runs if of(each) >= FEW]
    if len(single) <= 1:
        return Range(middle, middle, middle)
    return Range(middle, min(single), max(single))
