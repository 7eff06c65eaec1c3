"""How many reports of a source go by themselves, and what is stored about those that wait.

The rule stands here alone. A report waits if its source has already made as many in the last hour,
or in the last day, as the limit of that time allows. The limit is three times the source's own
busiest hour (or day) of the last sixty days, never fewer than a few, and never more than a
hospital with so many units can have. A playbook may set its own with ``most_an_hour``.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from bot.adverse_events.model import CLOSES_AFTER, ReportState
from bot.core.packed import Packed
from bot.core.records import Field, Record, stored

TIMES_THE_BUSIEST = 3
"""A hard night may be three times the hardest so far; a bulk update is hundreds of times."""

HISTORY = CLOSES_AFTER
"""How far back the busiest hour and day are looked for: as long as reports are stored."""

WENT = (ReportState.HELD, ReportState.RELEASED, ReportState.LIMITED)
"""Reports that were taken for real. Only these are history: a dismissed flood is none."""

WAITS = (ReportState.BRAKED, ReportState.LET_GO)
CAME = (*WENT, *WAITS, ReportState.LEFT_OUT, ReportState.RAN_OUT, ReportState.WITHDRAWN)


@dataclass(frozen=True)
class Window:
    """A stretch of time with a limit."""

    lasts: timedelta
    fewest: int
    """So many always go by themselves. The worst hour of a large hospital has three deaths."""
    per_unit: int
    """Beside the fewest, the most that a hospital can have in each unit that the playbook names."""
    counts: tuple[ReportState, ...]
    """The states of reports that count against the limit."""


AN_HOUR = Window(timedelta(hours=1), fewest=5, per_unit=1, counts=CAME)
"""Dismissed reports count, too: the rest of a bulk update is still coming in."""

A_DAY = Window(timedelta(days=1), fewest=15, per_unit=3, counts=(*WENT, *WAITS))
"""For a slow flood. Dismissed reports do not count, or the day's real ones would wait as well."""

WINDOWS = (AN_HOUR, A_DAY)

ALLOWED_FOR = timedelta(days=1)
"""How long the limit is higher after a coordinator let reports go: it is a hard night."""

REMINDERS = (
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
)
"""When those who can decide are reminded, counted from the first report that waits.

After these, once a day. Nothing goes by itself: a message that comes days late, or by mistake to
hundreds of people, does harm. The reports wait until somebody decides, or until their own time is
over, sixty days after they came.
"""

ONCE_A_DAY = timedelta(days=1)

AT_NIGHT_TOO = 3
"""So many reminders come at any hour, and page; the others wait for their reader's day."""


class Brake(Record):
    """How the reports of one source stand that wait in one area. It names no person."""

    source: Field[str]
    area: Field[str]
    erase_at: Field[datetime]
    since: Field[datetime | None] = stored(default=None)
    """Since when reports wait; ``None`` if none does."""
    round: Field[int] = stored(default=0)
    """How often reports began to wait."""
    reminded: Field[int] = stored(default=0)
    """How many reminders went out in this round."""
    let_go: Field[int] = stored(default=0)
    """How many reports of this round a coordinator let go."""
    left_out: Field[int] = stored(default=0)
    """For how many reports of this round a coordinator wanted no messages."""
    allows: Field[int] = stored(default=0)
    """How many reports of the source go in an hour or a day, until ``allowed_until``."""
    allowed_until: Field[datetime | None] = stored(default=None)


@dataclass(frozen=True)
class BrakeSpeaks(Packed):
    """The subject of a page, and of a reminder: another one each time it is said."""

    between: ClassVar[str] = "-"
    brake: str
    round: int
    number: int
    """0 when reports began to wait, then the number of the reminder."""


@dataclass(frozen=True)
class BrakeAsks(Packed):
    """The subject of a button or form that decides: only about reports that it counted."""

    between: ClassVar[str] = "-"
    brake: str
    until: datetime | None = None
    """When the newest of these came; unset for all that wait."""


def limit(window: Window, units: int, busiest: int, own: int = 0) -> int:
    """The most reports in this window that go by themselves.

    ``own`` is the playbook's limit for an hour, or 0; a day may have three times as many.
    """
    if own:
        return own * window.fewest // AN_HOUR.fewest
    most = window.fewest + window.per_unit * units
    return min(max(window.fewest, TIMES_THE_BUSIEST * busiest), most)


def busiest(moments: Sequence[datetime], lasts: timedelta) -> int:
    """The most of these moments, which are sorted, within any stretch that lasts so long."""
    return max(
        (bisect_left(moments, moment + lasts) - at for at, moment in enumerate(moments)), default=0
    )


def next_reminder(now: datetime, since: datetime, reminded: int) -> datetime:
    """When the next reminder is due, after so many: always ahead, and once a day after the first.

    ``since`` moves on when somebody decides about the first of those that wait.
    """
    due = since + REMINDERS[reminded] if reminded < len(REMINDERS) else now
    return due if due > now else now + ONCE_A_DAY


def reminders_by(now: datetime, since: datetime, reminded: int) -> int:
    """How many reminders have come with the one that comes now, after so many.

    Those that an outage held up come as one. It pages if one of them would have.
    """
    missed = sum(since + after <= now for after in REMINDERS)
    if reminded < AT_NIGHT_TOO:
        missed = min(missed, AT_NIGHT_TOO)
    return max(reminded + 1, missed)


def last_page(reminded: int) -> int:
    """The number of the newest page of a round, after so many reminders."""
    return min(reminded, AT_NIGHT_TOO)
