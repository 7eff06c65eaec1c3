"""Who is asked first: whoever was asked least of late. Counts under marks, for two weeks."""

from dataclasses import replace
from datetime import timedelta

from bot.core.people import Person
from bot.core.storage import Work
from bot.supporters.model import AskedLately

ASKED_FIRST = 3
"""How many of those on duty the first reminder goes to; the second goes to all."""
COUNTED_FOR = timedelta(weeks=2)


async def note_asked(work: Work, person: str) -> None:
    """Count that somebody (by reference) was asked to take a request, or took one."""
    mark = _mark(work, person, _week(work))
    there = await work.of(AskedLately).get(mark)
    if there is None:
        await work.of(AskedLately).add(AskedLately(reference=mark, count=1, at=work.now))
    else:
        await work.of(AskedLately).save(replace(there, count=there.count + 1, at=work.now))


async def asked_lately(work: Work, person: Person) -> int:
    """How often somebody was asked in this week and in the one before."""
    count = 0
    for week in (_week(work), _week(work) - 1):
        there = await work.of(AskedLately).get(_mark(work, person.reference, week))
        count += there.count if there else 0
    return count


async def forget_asked(work: Work, person: str) -> None:
    """Forget how often a person (by reference) was asked."""
    for week in (_week(work), _week(work) - 1, _week(work) - 2):
        there = await work.of(AskedLately).get(_mark(work, person, week))
        if there is not None:
            await work.of(AskedLately).remove(there)


async def counted(work: Work, person: str) -> bool:
    """Whether anything is counted about a person (by reference)."""
    marks = [_mark(work, person, _week(work) - back) for back in range(3)]
    return any([await work.of(AskedLately).get(mark) is not None for mark in marks])


async def tidy(work: Work) -> None:
    """Remove counts that are older than what they are for."""
    for old in await work.of(AskedLately).find(AskedLately.at.at_most(work.now - COUNTED_FOR)):
        await work.of(AskedLately).remove(old)


def _week(work: Work) -> int:
    return int(work.now.timestamp() // timedelta(weeks=1).total_seconds())


def _mark(work: Work, person: str, week: int) -> str:
    return work.vault.mark("asked", person, str(week))
