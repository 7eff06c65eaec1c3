"""Takes over the counts that the program before this one kept in the clear.

It knew three buckets of waits. Those that its ladder called late are in the last one here.
"""

from collections import defaultdict
from collections.abc import Iterable

from bot.core.storage import Work
from bot.reports import declarations as tables
from bot.reports.declarations import LONGER
from bot.reports.model import Counted, Counter, Months
from bot.reports.table import ONE, Table

_ALIKE: dict[Counted, tuple[tuple[Table, str], ...]] = {
    Counted.CLAIMED_IN_10: ((tables.TO_CLAIM, "10"), (tables.IN_TIME, "yes")),
    Counted.CLAIMED_IN_30: ((tables.TO_CLAIM, "30"), (tables.IN_TIME, "yes")),
    Counted.CLAIMED_LATER: ((tables.TO_CLAIM, LONGER), (tables.IN_TIME, "no")),
    Counted.NEVER_CLAIMED: ((tables.TO_CLAIM, LONGER), (tables.IN_TIME, "no")),
    Counted.LASTED_15: ((tables.LENGTHS, "up_to_15"),),
    Counted.LASTED_30: ((tables.LENGTHS, "up_to_30"),),
    Counted.LASTED_60: ((tables.LENGTHS, "up_to_60"),),
    Counted.LASTED_LONGER: ((tables.LENGTHS, "longer"),),
    Counted.BY_PHONE: ((tables.WAYS, "phone"),),
    Counted.IN_PERSON: ((tables.WAYS, "in_person"),),
    Counted.BY_VIDEO: ((tables.WAYS, "video"),),
    Counted.BY_MESSAGES: ((tables.WAYS, "messages"),),
    Counted.ABOUT_HARD_EVENT: ((tables.REASONS, "hard_event"),),
    Counted.ABOUT_WORK: ((tables.REASONS, "work"),),
    Counted.ABOUT_THREAT: ((tables.REASONS, "threat"),),
    Counted.ABOUT_LIFE: ((tables.REASONS, "life"),),
    Counted.ABOUT_OTHER: ((tables.REASONS, "other"),),
    Counted.SOON_ENOUGH: ((tables.SOON_ENOUGH, "yes"),),
    Counted.NOT_SOON_ENOUGH: ((tables.SOON_ENOUGH, "no"),),
    Counted.HELPED: ((tables.HELPED, "yes"),),
    Counted.NOT_HELPED: ((tables.HELPED, "no"),),
    Counted.CALLS_TALKED: ((tables.CALLS, "talked"),),
    Counted.CALLS_NOT_TALKED: ((tables.CALLS, "not_talked"),),
    Counted.CALLS_HELPED: ((tables.CALLS_HELPED, "yes"),),
    Counted.CALLS_NOT_HELPED: ((tables.CALLS_HELPED, "no"),),
    Counted.BREAKS_COVERED: ((tables.BREAKS, ONE), (tables.BREAK_RESULTS, "covered")),
    Counted.BREAKS_NOT_COVERED: ((tables.BREAKS, ONE), (tables.BREAK_RESULTS, "not_covered")),
}
"""Where each old count belongs. Those that are not here were of no declared table's things."""
_TALKS = (Counted.TALKS_DONE, Counted.TALKS_WITHDRAWN)


async def take_over(work: Work) -> Months:
    """Return the old counts in the declared tables' cells, and remove their rows."""
    found: defaultdict[str, defaultdict[str, defaultdict[str, int]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(int))
    )
    for row in await work.of(Counter).find():
        for table, cell in _cells_of(row):
            found[row.month][table.name][cell] += row.count
        await work.remove(row)
    return {
        month: {table: dict(cells) for table, cells in by_table.items()}
        for month, by_table in found.items()
    }


def _cells_of(row: Counter) -> Iterable[tuple[Table, str]]:
    if row.name not in _TALKS:
        return _ALIKE.get(row.name, ())
    return (
        (tables.REQUESTS, ONE),
        (tables.REQUESTS_BY_AREA, row.area),
        (tables.REQUESTS_BY_KIND, row.kind),
    )
