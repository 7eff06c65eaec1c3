"""Counts that name nobody: how often something happened in a month and an area."""

from dataclasses import dataclass
from enum import StrEnum

from bot.storage import Record


class Counted(StrEnum):
    """What is counted, each when it closes."""

    FIRST_NOTES = "first_notes"
    ANSWERED = "answered"
    CLOSED = "closed"
    TALKS_DONE = "talks_done"
    TALKS_WITHDRAWN = "talks_withdrawn"
    CLAIMED_IN_10 = "claimed_in_10_minutes"
    CLAIMED_IN_30 = "claimed_in_30_minutes"
    CLAIMED_LATER = "claimed_later"
    NEVER_CLAIMED = "never_claimed"
    BREAKS_COVERED = "breaks_covered"
    BREAKS_NOT_COVERED = "breaks_not_covered"


@dataclass(frozen=True, kw_only=True)
class Counter(Record):
    """So many of ``name`` in a month (``2026-05``, the programme's calendar) and an area.

    It carries no reference to anybody or anything. Each count is a row of its own at first, so
    that two hundred notes at once never wait for one row; ``fold`` adds the rows up.
    """

    month: str
    area: str
    name: Counted
    count: int = 1


def claimed_within(minutes: int | None) -> Counted:
    """The bucket for how long a request waited to be claimed."""
    if minutes is None:
        return Counted.NEVER_CLAIMED
    if minutes <= 10:  # noqa: PLR2004 - the ladder's first rung
        return Counted.CLAIMED_IN_10
    if minutes <= 30:  # noqa: PLR2004 - the ladder's third rung
        return Counted.CLAIMED_IN_30
    return Counted.CLAIMED_LATER
