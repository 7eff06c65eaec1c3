"""Shifts, service hours, and the waits of the escalation levels."""

from dataclasses import dataclass
from datetime import time, timedelta


@dataclass(frozen=True)
class Shift:
    """A shift on the unit's clock; if it ends before it starts, it ends the next day."""

    key: str
    starts: time
    ends: time


@dataclass(frozen=True)
class ServiceHours:
    """When requests are answered, in wall times of the programme's zone."""

    days: tuple[str, ...]
    """The days on which the hours begin, as ``mon`` to ``sun``."""
    starts: time
    ends: time
    """If this is before ``starts``, the hours end the next day."""
    holidays: tuple[str, ...] = ()
    """Days (``YYYY-MM-DD``) on which the hours do not begin."""


@dataclass(frozen=True)
class Ladder:
    """How long a request waits for each escalation level, counted from when it was asked."""

    remind_first: timedelta = timedelta(minutes=10)
    remind_second: timedelta = timedelta(minutes=20)
    on_call: timedelta = timedelta(minutes=30)
    confirm: timedelta = timedelta(hours=4)
    """How long a supporter may hold a claim without having reached the person."""
    offer: timedelta = timedelta(hours=2)
    """How long a request is held while the person decides whether they want this supporter."""


@dataclass(frozen=True)
class OffDutyRules:
    """Whether and how often supporters who allow it are asked although they are off duty."""

    allowed: bool = True
    a_week: int = 2
    """How many requests one of them is asked for in seven days, at most."""


BY_DAY = ServiceHours(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), time(8), time(20))
"""The service hours if the playbook names none."""
USUAL_LADDER = Ladder()
"""The escalation levels if the playbook names none."""
