"""What is held about a person, and how long a pause from notes may be."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.supporters import DutyHeld

LONGEST_SNOOZE = timedelta(weeks=26)
_UNITS = {
    "h": timedelta(hours=1),
    "hour": timedelta(hours=1),
    "d": timedelta(days=1),
    "day": timedelta(days=1),
    "w": timedelta(weeks=1),
    "week": timedelta(weeks=1),
}
_DURATION = re.compile(r"([0-9]{1,4})(h|d|w|hours?|days?|weeks?)")


def duration(words: tuple[str, ...]) -> timedelta | None:
    """How long ``12h``, ``3d``, ``2 weeks`` is; ``None`` for anything else, or over 26 weeks."""
    found = _DURATION.fullmatch("".join(words))
    if found is None:
        return None
    number, unit = found.groups()
    length = int(number) * _UNITS.get(unit, _UNITS[unit[0]])
    return length if timedelta() < length <= LONGEST_SNOOZE else None


@dataclass(frozen=True)
class Held:
    """What is held about one person right now, without anybody's name.

    ``lists`` are the days at which the name goes from each list for notes; ``own`` those of
    requests and breaks without a report. ``marks`` counts the coded "do not write again" marks.
    """

    lists: tuple[datetime, ...] = ()
    own: tuple[datetime, ...] = ()
    after_talk: int = 0
    requests: int = 0
    break_asked: bool = False
    covering: bool = False
    talks_held: int = 0
    talks_handed: int = 0
    notes: int = 0
    own_notes: int = 0
    groups: int = 0
    drills: int = 0
    reports: tuple[datetime, ...] = ()
    marks: tuple[datetime, ...] = ()
    first_note_until: datetime | None = None
    stopped: bool = False
    own_notes_stopped: bool = False
    quiet_until: datetime | None = None
    directory: bool = True
    kept_back: bool = False
    """Whether counsel's hold keeps something sealed that would be gone otherwise."""
    duty: DutyHeld = field(default_factory=DutyHeld)


@dataclass(frozen=True)
class Kept:
    """What stays after forgetting: marks until then, wishes, duty, what counsel holds back."""

    marks_until: datetime | None = None
    wishes: bool = False
    kept_back: bool = False
    duty: bool = False
