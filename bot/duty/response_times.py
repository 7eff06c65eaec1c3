"""How soon requests were answered, from counts alone, by support kind and part of the day.

A count refers to nobody: no area, no month, no request. Counts are added up about a week after the
requests ended, and sealed, so that two copies of the database do not show what was added between
them. In the clear stands what people are told: a time, once enough talks stand behind it.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.core.clock import in_zone
from bot.core.records import Codec, Field, Record, Sealed, stored
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
    """The time within which most requests of a kind, asked in a part of the day, were answered.

    A row of the program before this one is a count of one bucket; ``count_answered`` takes it over.
    """

    kind: Field[str]
    part: Field[PartOfDay]
    wait: Field[Wait]
    minutes: Field[int]
    """One of ``BOUNDS``; in an older row also ``LONGER``."""
    count: Field[int] = stored(default=0)
    """How many requests stand behind it at least: the smallest number with which it was told."""


_Key = tuple[str, PartOfDay, Wait, int]
_STEP = 4096
"""The sealed counts grow by this many characters at once, so that their length tells little."""


def _write(counts: "Counter[_Key]") -> str:
    text = json.dumps([[*key, many] for key, many in sorted(counts.items())])
    return text + " " * (-len(text) % _STEP)


def _read(text: str) -> "Counter[_Key]":
    found: Counter[_Key] = Counter()
    for kind, part, wait, minutes, many in json.loads(text):
        found[kind, PartOfDay(part), Wait(wait), minutes] = many
    return found


class ResponseTally(Record):
    """How many requests were answered within which time; one row, and its counts are sealed."""

    counts = Sealed(Codec(_write, _read))


TALLY = "waits"
"""The reference of the only tally."""


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


async def count_answered(work: Work, programme: Programme, answered: Iterable[Answered]) -> None:
    """Add these requests to the sealed counts, and tell the times that follow from all of them."""
    counts = await _counts(work)
    for each in answered:
        for wait, lasted in each.waits:
            part = part_of_day(each.asked_at, programme.zone)
            counts[each.kind, part, wait, _bucket(lasted)] += 1
    await _take_over(work, counts)
    if not counts:
        return
    tally = ResponseTally(reference=TALLY)
    await work.add(tally)
    await work.vault.seal(tally.counts, counts)
    await _tell(work, counts, programme.smallest_count)


async def _counts(work: Work) -> "Counter[_Key]":
    return Counter(await work.vault.open(ResponseTally.counts.of(TALLY)) or {})


async def _take_over(work: Work, counts: "Counter[_Key]") -> None:
    """Add the counts that the program before this one kept in the clear, and remove them."""
    for row in await work.of(ResponseCount).find():
        if row.reference != _reference(row.kind, row.part, row.wait):
            counts[row.kind, row.part, row.wait, row.minutes] += row.count
            await work.remove(row)


def _reference(kind: str, part: PartOfDay, wait: Wait) -> str:
    return f"{kind}:{part}:{wait}"


async def _tell(work: Work, counts: "Counter[_Key]", fewest: int) -> None:
    """Write the times that may be told, in place of those that were."""
    told = {row.reference: row for row in await work.of(ResponseCount).find()}
    for kind, part, wait in sorted({key[:3] for key in counts}):
        of_these = {key[3]: many for key, many in counts.items() if key[:3] == (kind, part, wait)}
        minutes, reference = _most(of_these, fewest), _reference(kind, part, wait)
        before = told.get(reference)
        if minutes is None:
            if before is not None:
                await work.remove(before)
        elif before is None:
            await work.add(
                ResponseCount(
                    reference=reference,
                    kind=kind,
                    part=part,
                    wait=wait,
                    minutes=minutes,
                    count=fewest,
                )
            )
        elif (before.minutes, before.count) != (minutes, fewest):
            await work.save(replace(before, minutes=minutes, count=fewest))


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
        _most(
            {row.minutes: row.count for row in rows if row.wait is wait}, programme.smallest_count
        )
        for wait in Wait
    )
    if yes is None or call is None:
        return None
    return UsualTimes(timedelta(minutes=yes), timedelta(minutes=call))


async def rounded_waits(
    work: Work, wait: Wait, step: int
) -> tuple[tuple[timedelta | None, int], ...]:
    """Return how many requests were answered within each bound, of all kinds together.

    Each bound counts those of the shorter ones too; the last one, ``None``, counts all. Numbers
    are rounded down to multiples of ``step``.
    """
    counts: Counter[int] = Counter()
    for (_, _, of, minutes), many in (await _counts(work)).items():
        counts[minutes] += many if of is wait else 0
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


def _most(counts: Mapping[int, int], fewest: int) -> int | None:
    """The bound within which most were answered; ``None`` with too few, or with none that holds."""
    total, so_far = sum(counts.values()), 0
    if total < fewest:
        return None
    for bound in BOUNDS:
        so_far += counts.get(bound, 0)
        if so_far >= SHARE * total:
            return bound
    return None
