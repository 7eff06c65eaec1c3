"""Shifts, service hours and ladders: when things happen."""

from dataclasses import dataclass
from datetime import time, timedelta


@dataclass(frozen=True)
class Shift:
    """A shift on the unit's own clock; one that ends before it starts ends the next day."""

    key: str
    starts: time
    ends: time


@dataclass(frozen=True)
class ServiceHours:
    """When requests are answered: days (``mon`` …) and wall times in the programme's zone.

    On ``holidays`` (``YYYY-MM-DD``) the hours do not begin.
    """

    days: tuple[str, ...]
    starts: time
    ends: time
    holidays: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ladder:
    """How long a request may wait for each step (defaults: 10, 20 and 30 minutes).

    ``confirm`` is how long a claim may go without the person having been reached,
    ``offer`` how long a slot is held for "show me who first".
    """

    remind_first: timedelta = timedelta(minutes=10)
    remind_second: timedelta = timedelta(minutes=20)
    on_call: timedelta = timedelta(minutes=30)
    confirm: timedelta = timedelta(hours=4)
    offer: timedelta = timedelta(hours=2)


BY_DAY = ServiceHours(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), time(8), time(20))
"""The service hours of a playbook that names none."""
USUAL_LADDER = Ladder()
"""The ladder of a playbook that names none."""
