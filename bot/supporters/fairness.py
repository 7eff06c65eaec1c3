"""Counts how often people were asked lately, so that those asked least are asked first.

The counts are stored under blind indexes for two weeks.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from bot.core.people import Person
from bot.core.portions import AT_ONCE
from bot.core.storage import Work
from bot.supporters.model import AskedLately

ASKED_FIRST = 3
"""How many of those on duty get the first reminder; all get the second."""
COUNTED_FOR = timedelta(weeks=2)


async def note_asked(work: Work, person: str) -> None:
    """Count that a person (by reference) was asked to take a request, or took one."""
    blind_index = _index(work, person, _week(work))
    there = await work.of(AskedLately).get(blind_index)
    if there is None:
        await work.add(AskedLately(reference=blind_index, count=1, at=work.now))
    else:
        await work.save(replace(there, count=there.count + 1, at=work.now))


async def asked_lately(work: Work, person: Person) -> int:
    """Return how often a person was asked in this week and the one before."""
    count = 0
    for week in (_week(work), _week(work) - 1):
        there = await work.of(AskedLately).get(_index(work, person.reference, week))
        count += there.count if there else 0
    return count


async def all_asked_lately(work: Work, people: Iterable[str]) -> list[int]:
    """Return how often each of these people (by reference) was asked in these two weeks."""
    weeks = (_week(work), _week(work) - 1)
    indexes = [[_index(work, person, week) for week in weeks] for person in people]
    flat = [index for both in indexes for index in both]
    found = await work.of(AskedLately).find(AskedLately.reference.one_of(flat))
    counts = {row.reference: row.count for row in found}
    return [sum(counts.get(index, 0) for index in both) for both in indexes]


async def forget_asked(work: Work, person: str) -> None:
    """Forget how often a person (by reference) was asked."""
    for week in (_week(work), _week(work) - 1, _week(work) - 2):
        there = await work.of(AskedLately).get(_index(work, person, week))
        if there is not None:
            await work.remove(there)


async def is_counted(work: Work, person: str) -> bool:
    """Return whether there are counts for a person (by reference)."""
    indexes = [_index(work, person, _week(work) - back) for back in range(3)]
    return await work.of(AskedLately).count(AskedLately.reference.one_of(indexes)) > 0


async def forget_old_counts(work: Work) -> int:
    """Remove some old counts; returns how many."""
    old = AskedLately.at.at_most(work.now - COUNTED_FOR)
    return await work.remove_some(AskedLately, old, limit=AT_ONCE)


def _week(work: Work) -> int:
    return int(work.now.timestamp() // timedelta(weeks=1).total_seconds())


def _index(work: Work, person: str, week: int) -> str:
    return work.vault.blind_index("asked", person, str(week))
