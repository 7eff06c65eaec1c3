"""How soon requests were answered, from counts alone, by support kind and part of the day.

A count refers to nobody: no area, no month, no request. Counts are written together, about a week
after the requests ended, and a time is told only once enough talks stand behind it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.core.clock import in_zone
from bot.core.records import Field, Record, stored
from bot.core.storage import Work
from bot.programme.model import Programme

BOUNDS: Final = (10, 20, 30, 45, 60, 90, 120, 180, 240, 480)
"""The longest wait, in minutes, of each bucket."""
LONGER: Final = 0
"""The bucket of everything that took longer, or never came."""
SHARE: Final = 0.8
"""How many of the talks came at least as soon as the time that is told."""
DAY_FROM, EVENING_FROM, NIGHT_FROM = 7, 15, 23


class PartOfDay(StrEnum):
    """When somebody asked, on the programme's clock: from 7, from 15, from 23 o'clock."""

    DAY = "day"
    EVENING = "evening"
    NIGHT = "night"


class Wait(StrEnum):
    """What somebody waited for, from asking on."""

    YES = "yes"
    CALL = "call"


class ResponseCount(Record):
    """How many requests of a kind, asked in a part of the day, were answered within a time."""

    kind: Field[str]
    part: Field[PartOfDay]
    wait: Field[Wait]
    minutes: Field[int]
    """One of ``BOUNDS``, or ``LONGER``."""
    count: Field[int] = stored(default=0)


@dataclass(frozen=True)
class Answered:
    """How long one request waited; an unset wait is not counted."""

    kind: str
    asked_at: datetime
    waits: tuple[tuple[Wait, timedelta | None], ...]
    """``None`` stands for a wait that ended without an answer."""


@dataclass(frozen=True)
class UsualTimes:
    """The times within which most requests were answered."""

    yes: timedelta
    call: timedelta


async def count_answered(work: Work, zone: str, answered: Iterable[Answered]) -> None:
    """Add these requests to the counts, all at once."""
    more: Counter[tuple[str, PartOfDay, Wait, int]] = Counter()
    for each in answered:
        for wait, lasted in each.waits:
            more[each.kind, part_of_day(each.asked_at, zone), wait, _bucket(lasted)] += 1
    for (kind, part, wait, minutes), count in more.items():
        reference = f"{kind}:{part}:{wait}:{minutes}"
        there = await work.of(ResponseCount).get(reference)
        if there is not None:
            await work.save(replace(there, count=there.count + count))
            continue
        await work.add(
            ResponseCount(
                reference=reference, kind=kind, part=part, wait=wait, minutes=minutes, count=count
            )
        )


async def usual_times(
    work: Work, programme: Programme, kind: str, asked_at: datetime
) -> UsualTimes | None:
    """Return how soon requests of a kind, asked at this time of the day, were mostly answered.

    ``None`` unless enough of them were counted, and most of them were answered in a known time.
    """
    # Every kind's at once: a card shows several.
    part = ResponseCount.part.is_(part_of_day(asked_at, programme.zone))
    rows = [row for row in await work.of(ResponseCount).find(part) if row.kind == kind]
    yes, call = (
        _most([row for row in rows if row.wait is wait], programme.smallest_count) for wait in Wait
    )
    return UsualTimes(yes, call) if yes is not None and call is not None else None


async def rounded_waits(
    work: Work, wait: Wait, step: int
) -> tuple[tuple[timedelta | None, int], ...]:
    """Return how many requests were answered within each bound, of all kinds together.

    Each bound counts those of the shorter ones too; the last one, ``None``, counts all. Numbers
    are rounded down to multiples of ``step``.
    """
    counts: Counter[int] = Counter()
    for row in await work.of(ResponseCount).find(ResponseCount.wait.is_(wait)):
        counts[row.minutes] += row.count
    so_far, found = 0, list[tuple[timedelta | None, int]]()
    for bound in BOUNDS:
        so_far += counts[bound]
        found.append((timedelta(minutes=bound), so_far // step * step))
    return (*found, (None, counts.total() // step * step))


def part_of_day(moment: datetime, zone: str) -> PartOfDay:
    """Return the part of the day on a zone's clock."""
    hour = in_zone(moment, zone).hour
    if DAY_FROM <= hour < EVENING_FROM:
        return PartOfDay.DAY
    return PartOfDay.EVENING if EVENING_FROM <= hour < NIGHT_FROM else PartOfDay.NIGHT


def _bucket(lasted: timedelta | None) -> int:
    if lasted is None:
        return LONGER
    return next((bound for bound in BOUNDS if lasted <= timedelta(minutes=bound)), LONGER)


def _most(rows: Iterable[ResponseCount], fewest: int) -> timedelta | None:
    counts = Counter({row.minutes: row.count for row in rows})
    total, so_far = counts.total(), 0
    if total < fewest:
        return None
    for bound in BOUNDS:
        so_far += counts[bound]
        if so_far >= SHARE * total:
            return timedelta(minutes=bound)
    return None
