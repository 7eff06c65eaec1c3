"""Turns of duty as values, and the arithmetic of weekly patterns and windows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from bot.core.clock import at_wall_time, in_zone
from bot.programme import Window

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
A_DAY = timedelta(days=1)
A_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Turn:
    """A person's turn of duty; both moments are in UTC."""

    person: str
    """The holder's reference."""
    option: str
    """The key of the support kind."""
    area: str
    """Empty for all areas in which the holder takes such requests."""
    starts: datetime
    ends: datetime
    of: str = ""
    """The person who has it by the rota, if somebody else took it."""
    offered: bool = False
    """Whether others may take it."""

    @property
    def window(self) -> Window:
        """The time it covers."""
        return Window(self.starts, self.ends)

    @property
    def name(self) -> str:
        """Identifies it among its holder's turns, without a reference to anybody."""
        return f"{self.option}:{self.area}:{self.starts.timestamp():.0f}"

    @property
    def origin(self) -> tuple[str, str, str, datetime]:
        """Identifies it by its owner in the rota, so it stays the same after a swap."""
        return self.of or self.person, self.option, self.area, self.starts


@dataclass(frozen=True)
class Weekly:
    """A weekly pattern: days, and hours on a zone's clock."""

    days: tuple[str, ...]
    starts: time
    ends: time
    zone: str


def unrolled(weekly: Weekly, within: Window, holidays: Iterable[str] = ()) -> Iterator[Window]:
    """Return a weekly pattern's windows that overlap ``within``, except on holidays.

    When clocks change, a turn keeps its wall times and becomes an hour shorter or longer; one
    within the skipped hour is dropped. In a repeated hour the first pass counts for the end of
    one turn and the start of the next, so that there is no gap between them.
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
    """Return whether two windows have a moment in common."""
    return one.starts < other.ends and other.starts < one.ends


def end_of_run(windows: Iterable[Window], moment: datetime) -> datetime | None:
    """Return the end of the consecutive turns around a moment; ``None`` if there are none.

    Only the given windows count, so rotas without gaps end at the last of them.
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
    """Return the pieces of a window that others do not cover, in order."""
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
