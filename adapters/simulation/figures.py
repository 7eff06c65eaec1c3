"""The figures of one run: what became of those who asked, by the hour in which they did."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from adapters.simulation.days import Played
from adapters.simulation.diary import Talk
from adapters.simulation.hospital import Hospital
from bot.core.clock import in_zone
from bot.duty.rota import is_for
from bot.duty.turns import Turn, without
from bot.programme import Window, service_windows
from bot.programme.model import FIRST_KIND, Area

HOURS = 24
AN_HOUR = timedelta(hours=1)
A_WEEK = timedelta(weeks=1)
A_MINUTE = timedelta(minutes=1)


@dataclass
class Hour:
    """What became of those who asked to talk in one hour of the day."""

    asked: int = 0
    promised: int = 0
    """To how many a time was named by when somebody says yes."""
    kept: int = 0
    """To how many of these somebody said yes by then."""
    taken: int = 0
    talked: int = 0
    told: int = 0
    """How many read that nobody had said yes yet."""
    waits: list[float] = field(default_factory=list)
    """The minutes until somebody said yes, of those to whom somebody did."""
    staffed: float = 0.0
    """The share of the days on which a supporter was on duty; the mean of the areas."""


@dataclass(frozen=True)
class Figures:
    """The figures of one run."""

    days: float
    hours: tuple[Hour, ...]
    events: int
    others: int
    """How many asked to talk with somebody else than a supporter of the first kind."""
    first_messages: int
    breaks: int
    covered: int
    loads: tuple[float, ...]
    """The talks in four weeks of each supporter, the fewest first; nobody is named."""
    talk_hours: float
    """The hours in a week that all supporters together talked."""
    gap_hours: float
    """The service hours in a week, in all areas together, in which nobody was on duty."""
    messages: int
    ended_early: bool = False


def figures_of(played: Played, first_messages: int, *, ended_early: bool) -> Figures:
    """The figures of a run that was played."""
    hospital, diary = played.hospital, played.diary
    span = Window(played.started_at, played.ended_at)
    weeks = (span.ends - span.starts) / A_WEEK
    talks = [talk for talk in diary.talks.values() if talk.kind == FIRST_KIND]
    hours = tuple(Hour(staffed=share) for share in _staffed(hospital, span))
    zone = hospital.programme.zone
    for talk in talks:
        _count(hours[in_zone(talk.asked_at, zone).hour], talk)
    counted = Counter(talk.taken_by for talk in talks if talk.is_answered)
    takers = [each.user for each in hospital.everybody if FIRST_KIND in each.takes]
    talked = sum((talk.lasted for talk in talks), timedelta())
    return Figures(
        days=weeks * 7,
        hours=hours,
        events=diary.happened,
        others=len(diary.talks) - len(talks),
        first_messages=first_messages,
        breaks=len(diary.breaks),
        covered=sum(each.covered_at is not None for each in diary.breaks.values()),
        loads=tuple(sorted(4 * counted[user] / weeks for user in takers)) if weeks else (),
        talk_hours=talked / AN_HOUR / weeks if weeks else 0.0,
        gap_hours=_gaps(hospital, span) / AN_HOUR / weeks if weeks else 0.0,
        messages=hospital.mailbox.posted,
        ended_early=ended_early,
    )


def _count(hour: Hour, talk: Talk) -> None:
    hour.asked += 1
    hour.talked += talk.is_answered
    hour.told += talk.told_at is not None
    if talk.taken_at is not None:
        hour.taken += 1
        hour.waits.append((talk.taken_at - talk.asked_at) / A_MINUTE)
    if talk.yes_by is not None:
        hour.promised += 1
        hour.kept += talk.taken_at is not None and talk.taken_at <= talk.yes_by


def _turns(hospital: Hospital, area: Area) -> list[Turn]:
    takers = frozenset(hospital.programme.takers(area, FIRST_KIND))
    return [turn for turn in hospital.turns.all if is_for(turn, area, FIRST_KIND, takers)]


def _staffed(hospital: Hospital, span: Window) -> list[float]:
    """For each hour of the day, the share of its halves in which a supporter was on duty."""
    zone, areas = hospital.programme.zone, hospital.programme.areas
    there, all_of_them = [0] * HOURS, [0] * HOURS
    for area in areas:
        windows = sorted(
            (turn.window for turn in _turns(hospital, area)), key=lambda each: each.starts
        )
        for at in _half_hours(span):
            hour = in_zone(at, zone).hour
            all_of_them[hour] += 1
            there[hour] += any(at in window for window in _near(windows, at))
    return [
        share / whole if whole else 0.0 for share, whole in zip(there, all_of_them, strict=True)
    ]


def _half_hours(span: Window) -> Iterable[datetime]:
    """The middle of each half hour."""
    at = span.starts + AN_HOUR / 4
    while at < span.ends:
        yield at
        at += AN_HOUR / 2


def _near(windows: list[Window], at: datetime) -> list[Window]:
    """Those that may have a moment in them, of windows in order of their start."""
    low = bisect_right(windows, at, key=lambda each: each.starts)
    return windows[max(0, low - 20) : low]


def _gaps(hospital: Hospital, span: Window) -> timedelta:
    """How long in service hours nobody was on duty, in all areas together."""
    found = timedelta()
    for area in hospital.programme.areas:
        windows = [turn.window for turn in _turns(hospital, area)]
        there = hospital.programme.within(area.key)
        for hours in service_windows(there, FIRST_KIND, span):
            found += sum((gap.ends - gap.starts for gap in without(hours, windows)), timedelta())
    return found
