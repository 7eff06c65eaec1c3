"""Milestones: days that may bring an event back, and when the messages about them go out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.programme.model import Programme

A_DAY = timedelta(days=1)
AT = time(10)
"""The earliest time of a message's day, in its reader's time zone."""
TOO_LATE = time(20)
"""From this hour of the last day before it, no message goes out before a milestone."""
SATURDAY = 5
BACK = timedelta(days=3)
"""How long ago the day of a milestone may be; its message after it still goes out."""
BEFORE_ERASURE = timedelta(days=5)
"""How long before its names are erased the day of a milestone must be at the latest."""


class Stage(StrEnum):
    """Which of the two messages about a milestone."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True)
class MilestoneMessageGoes:
    """A fact: somebody gets a message about a milestone now, so their other messages wait.

    It comes with each attempt to send one.
    """

    episode: str


@dataclass(frozen=True)
class MilestoneMessageSent:
    """A fact for counting: a message about a milestone has arrived."""


def message_day(stage: Stage, day: date) -> date:
    """Return the day of a message: the working day before the milestone, or the day after it."""
    if stage is Stage.AFTER:
        return day + A_DAY
    before = day - A_DAY
    while before.weekday() >= SATURDAY:
        before -= A_DAY
    return before


def stages_ahead(day: date, local: datetime) -> Iterator[Stage]:
    """Return the messages that can still go out, by the reader's wall clock now."""
    last_day = local.date() == day - A_DAY
    if local.date() < day and not (last_day and local.time() >= TOO_LATE):
        yield Stage.BEFORE
    yield Stage.AFTER


def is_too_late(stage: Stage, day: date, local: datetime) -> bool:
    """Whether a message would arrive after what it is about, or long after it."""
    last = day - A_DAY if stage is Stage.BEFORE else day + BACK + A_DAY
    return local.date() > last


def furthest(programme: Programme, today: date) -> date:
    """Return the last day that can be planned, because names are erased some days later."""
    return today + programme.names_kept - BEFORE_ERASURE
