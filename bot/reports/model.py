"""Records of the counts: what waits to be added up, the sealed tallies, and what was published.

No row of them refers to a person, an episode or a request, and none holds a moment at which
something was counted. A number stands in the clear only once it was published.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.core.packed import Packed
from bot.core.records import Codec, Field, Record, Sealed, stored
from bot.programme.model import Length

Cells = dict[str, int]
Months = dict[str, dict[str, Cells]]
"""Counts by month, by table, and by cell."""

_STEP = 8192
"""Sealed tallies grow by this many characters at once, so that their length tells little."""


def _write(months: Months) -> str:
    text = json.dumps(months, separators=(",", ":"))
    return text + " " * (-len(text) % _STEP)


def _read(text: str) -> Months:
    found: Months = json.loads(text)
    return found


class PendingCount(Record):
    """One more in one cell of one table, until the next time that counts are added up.

    ``what`` is a blind index of the table and the cell, so that the row does not say which. An
    area or a support kind stands beside it, never both.
    """

    month: Field[str]
    """Such as ``2026-05``, in the programme's time zone."""
    what: Field[str]
    area: Field[str] = stored(default="")
    kind: Field[str] = stored(default="")


class Tally(Record):
    """The counts of one year (its reference) that are still to be published; all are sealed.

    A published table's counts are taken out, and with the year's last table the key is erased.
    """

    shortest: Field[Length]
    """The shortest period of tables about people in this year; it never changes."""

    counts = Sealed(Codec(_write, _read))


@dataclass(frozen=True)
class Gap(Packed):
    """A time in which nothing was added up."""

    between = "/"

    since: datetime
    until: datetime


@dataclass(frozen=True)
class Since(Packed):
    """Since when a table is counted: a later program may declare more."""

    between = "/"

    table: str
    at: datetime


class CountingState(Record):
    """When counting began, and when it stopped for longer; one row, ``current``."""

    began_at: Field[datetime]
    added_at: Field[datetime]
    """When counts were last added up."""
    gaps: Field[tuple[Gap, ...]] = stored(default=())
    """Each time in which nothing was added up for more than a day."""
    tables: Field[tuple[Since, ...]] = stored(default=())
    """Every declared table. One that a program in between did not know begins anew."""

    def since(self, table: str) -> datetime | None:
        """Return since when a table is counted; ``None`` before it is."""
        return next((each.at for each in self.tables if each.table == table), None)


class PublishedTable(Record):
    """One table of one period as it was published. It is never published again.

    The reference is ``period:table``.
    """

    period: Field[str]
    name: Field[str]
    k: Field[int]
    """The smallest number that was shown; 0 for a table of work done."""
    content: Field[str]
    """A ``Content`` as JSON."""


class Withheld(StrEnum):
    """Why a table of a period shows nothing."""

    SMALL = "small"
    """Too little was counted in too many of its cells."""
    GAP = "gap"
    """The service was away, or restored from a copy, as the period ended."""


@dataclass(frozen=True)
class Content:
    """What a published table shows; ``None`` stands for a number that is not shown."""

    cells: Mapping[str, int | None]
    names: Mapping[str, str]
    """The hospital's names of its areas or support kinds at that time (``row_texts.names_of``)."""
    times: Mapping[str, str]
    """For a table of times: the bucket by ``half`` and ``nine_tenths``."""
    withheld: Withheld | None = None

    def __str__(self) -> str:
        """The JSON that ``parse`` reads."""
        return json.dumps(
            {
                "cells": dict(self.cells),
                "names": dict(self.names),
                "times": dict(self.times),
                "withheld": self.withheld,
            },
            separators=(",", ":"),
        )

    @classmethod
    def parse(cls, text: str) -> "Content":
        """Read what ``str`` wrote."""
        found = json.loads(text)
        withheld = Withheld(found["withheld"]) if found["withheld"] else None
        return cls(found["cells"], found["names"], found["times"], withheld)


class Counted(StrEnum):
    """What the program before this one counted, each in a row of its own (``Counter``)."""

    FIRST_NOTES = "first_notes"
    ANSWERED = "answered"
    CLOSED = "closed"
    TALKS_DONE = "talks_done"
    TALKS_WITHDRAWN = "talks_withdrawn"
    CLAIMED_IN_10 = "claimed_in_10_minutes"
    CLAIMED_IN_30 = "claimed_in_30_minutes"
    CLAIMED_LATER = "claimed_later"
    NEVER_CLAIMED = "never_claimed"
    LASTED_15 = "talks_up_to_15_minutes"
    LASTED_30 = "talks_up_to_30_minutes"
    LASTED_60 = "talks_up_to_60_minutes"
    LASTED_LONGER = "talks_over_60_minutes"
    BY_PHONE = "talks_by_phone"
    IN_PERSON = "talks_in_person"
    BY_VIDEO = "talks_by_video"
    BY_MESSAGES = "talks_by_messages"
    ABOUT_HARD_EVENT = "talks_about_a_hard_event"
    ABOUT_WORK = "talks_about_work"
    ABOUT_THREAT = "talks_about_a_threat"
    ABOUT_LIFE = "talks_about_life"
    ABOUT_OTHER = "talks_about_something_else"
    NEEDS_MORE = "talks_that_need_more"
    SOON_ENOUGH = "talks_soon_enough"
    NOT_SOON_ENOUGH = "talks_not_soon_enough"
    HELPED = "talks_that_helped"
    NOT_HELPED = "talks_that_did_not_help"
    CALLS_TALKED = "calls_with_a_talk"
    CALLS_NOT_TALKED = "calls_without_a_talk"
    CALLS_HELPED = "calls_that_helped"
    CALLS_NOT_HELPED = "calls_that_did_not_help"
    BREAKS_COVERED = "breaks_covered"
    BREAKS_NOT_COVERED = "breaks_not_covered"


class Counter(Record):
    """A count of the program before this one, in the clear; it is taken over and removed."""

    month: Field[str]
    area: Field[str]
    name: Field[Counted]
    count: Field[int] = stored(default=1)
    kind: Field[str] = stored(default="")
