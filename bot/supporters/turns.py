"""Turns of duty: from what comes round in a week to moments. Values only, no records."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.core.clock import at_wall_time, in_zone
from bot.programme import Window

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
A_DAY = timedelta(days=1)
A_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Turn:
    """Somebody's turn of duty, by reference; both moments in UTC.

    ``area`` is empty where it is for all areas in which they take such requests. ``of`` is whose
    it was by the rota; ``offered``: whoever likes may take it.
    """

    person: str
    option: str
    area: str
    starts: datetime
    ends: datetime
    of: str = ""
    offered: bool = False

    @property
    def window(self) -> Window:
        """From when to when."""
        return Window(self.starts, self.ends)

    @property
    def name(self) -> str:
        """What tells it from the other turns of the same person: no reference to anybody."""
        return f"{self.option}:{self.area}:{self.starts.timestamp():.0f}"

    @property
    def origin(self) -> tuple[str, str, str, datetime]:
        """Whose it is by the rota, for what, and when: the same whoever holds it."""
        return self.of or self.person, self.option, self.area, self.starts


@dataclass(frozen=True)
class Weekly:
    """What comes round: on these days, from when to when on a zone's clock."""

    days: tuple[str, ...]
    starts: time
    ends: time
    zone: str


def unrolled(weekly: Weekly, within: Window, holidays: Iterable[str] = ()) -> Iterator[Window]:
    """The windows of a week that overlap a span of time; none begins on a holiday.

    When clocks change, a turn keeps its wall times and is an hour shorter or longer; one that
    lies in the hour that is left out is none. In an hour that comes twice, the first counts for
    the end of one turn and for the start of the next, so that nothing lies between them.
    """
    day = in_zone(within.starts, weekly.zone).date() - A_DAY
    last = in_zone(within.ends, weekly.zone).date()
    skipped = frozenset(holidays)
    while day <= last:
        if DAYS[day.weekday()] in weekly.days and day.isoformat() not in skipped:
            ends_on = day if weekly.ends > weekly.starts else day + A_DAY
            window = Window(
                at_wall_time(datetime.combine(day, weekly.starts), weekly.zone),
                at_wall_time(datetime.combine(ends_on, weekly.ends), weekly.zone),
            )
            if window.starts < window.ends and overlap(window, within):
                yield window
        day += A_DAY


def overlap(one: Window, other: Window) -> bool:
    """Whether two windows have a moment in common."""
    return one.starts < other.ends and other.starts < one.ends


def end_of_run(windows: Iterable[Window], moment: datetime) -> datetime | None:
    """When the turns that a moment lies in end, one after the other; ``None`` if it lies in none.

    Rotas that follow one upon the other for ever are looked through for a while only.
    """
    in_order = sorted(windows, key=lambda each: each.starts)
    ends = max((each.ends for each in in_order if moment in each), default=None)
    if ends is None:
        return None
    for each in in_order:
        if each.starts <= ends < each.ends:
            ends = each.ends
    return ends


def without(whole: Window, covered: Iterable[Window]) -> list[Window]:
    """What is left of a window where others do not cover it, in order."""
    left, at = [], whole.starts
    for each in sorted(covered, key=lambda each: each.starts):
        if each.starts > at:
            left.append(Window(at, min(each.starts, whole.ends)))
        at = max(at, each.ends)
        if at >= whole.ends:
            break
    if at < whole.ends:
        left.append(Window(at, whole.ends))
    return [each for each in left if each.starts < each.ends]
