"""Counts when something closes, and adds up what was counted, once an hour and sealed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.clock import in_zone
from bot.core.context import Context
from bot.core.storage import Work, new_reference
from bot.programme import current
from bot.programme.model import Length, Programme
from bot.reports.declarations import ALL, LOAD, TRAINED
from bot.reports.first_edition import take_over
from bot.reports.model import Counter, CountingState, Gap, Months, PendingCount, Since, Tally
from bot.reports.periods import Period
from bot.reports.snapshots import duty_now, load_now, trained_now
from bot.reports.table import ONE, By, Table

CURRENT = "current"
A_GAP = timedelta(days=1)
"""Counts are added up every hour; a service that did not for so long was away, or restored."""


@dataclass(frozen=True)
class Count:
    """One more in one cell of a declared table."""

    table: Table
    cell: str = ONE
    """One of the table's cells, or the key of an area or a support kind."""

    def __post_init__(self) -> None:
        if self.table.by is By.CELLS and self.cell not in self.table.cells:
            raise ValueError(f"the table {self.table.name} declares no cell {self.cell!r}")


async def count(context: Context, *counts: Count) -> None:
    """Count these in the present month of the programme's time zone.

    Each is a row of its own, so that two hundred messages at once never wait for one row. It has
    no moment, and no column joins the counts of one closing. PostgreSQL itself marks, until they
    are added up and its own cleaning, which rows one transaction wrote, and in which order.
    """
    await count_in(context, month_at(context.now, (await current(context.work)).zone), *counts)


async def count_in(context: Context, month: str, *counts: Count) -> None:
    """Count these in a month that was fixed before, such as that in which a survey ends."""
    rows = [_pending(context.work, month, each) for each in counts]
    for row in sorted(rows, key=lambda row: row.reference):
        await context.work.add(row)


def month_at(now: datetime, zone: str) -> str:
    """Return the month of a moment on a zone's clock, such as ``2026-05``."""
    return f"{in_zone(now, zone):%Y-%m}"


def _pending(work: Work, month: str, count: Count) -> PendingCount:
    by = count.table.by
    return PendingCount(
        reference=new_reference(),
        month=month,
        what=index_of(work, count.table, count.cell if by is By.CELLS else ""),
        area=count.cell if by is By.AREA else "",
        kind=count.cell if by is By.SUPPORT_KIND else "",
    )


def index_of(work: Work, table: Table, cell: str) -> str:
    """Return the blind index under which a cell of a table waits."""
    return work.vault.blind_index("count", table.name, cell)


async def add_up(work: Work) -> None:
    """Add what waits to the sealed tallies, and note whether counting had stopped.

    Rows and tallies change in one transaction, so nothing is lost or counted twice.
    """
    programme = await current(work)
    month = month_at(work.now, programme.zone)
    more = await _waiting(work)
    _add_all(more, await take_over(work))
    _add_all(more, {month: await duty_now(work, programme)})
    for year in sorted({each[:4] for each in more}):
        tally = await tally_of(work, programme, year)
        counts = await counts_of(work, tally)
        _add_all(counts, {each: more[each] for each in more if each.startswith(year)})
        if month.startswith(year):
            counts.setdefault(month, {})[TRAINED.name] = await trained_now(work, programme)
            if month == _last_month(month, LOAD.length(tally.shortest)):
                counts[month][LOAD.name] = await load_now(work, programme)
        await work.vault.seal(tally.counts, counts)
    await _note_that_it_counts(work)


def _last_month(month: str, length: Length) -> str:
    """Return the last month of the period that holds a month."""
    return Period.of_month(month, length).months[-1]


def _add_all(counts: Months, more: Months) -> None:
    for month, tables in more.items():
        for table, cells in tables.items():
            for cell, number in cells.items():
                _add(counts, month, table, cell, number)


def _add(counts: Months, month: str, table: str, cell: str, number: int) -> None:
    cells = counts.setdefault(month, {}).setdefault(table, {})
    cells[cell] = cells.get(cell, 0) + number


async def _waiting(work: Work) -> Months:
    """What waits to be added up; the rows are removed."""
    pairs = {
        index_of(work, table, cell): (table, cell)
        for table in ALL
        for cell in (table.cells if table.by is By.CELLS else ("",))
    }
    found: Months = {}
    for row in await work.of(PendingCount).find():
        # What a newer program declares, and this one does not, waits for that program.
        if row.what in pairs:
            table, cell = pairs[row.what]
            _add(found, row.month, table.name, cell or row.area or row.kind, 1)
            await work.remove(row)
    return found


async def tally_of(work: Work, programme: Programme, year: str) -> Tally:
    """Return the tally of a year; a new one keeps the schedule that the playbook has now."""
    found = await work.of(Tally).get(year)
    if found is None:
        found = Tally(reference=year, shortest=programme.reports.shortest)
        await work.add(found)
    return found


async def counts_of(work: Work, tally: Tally) -> Months:
    """Open the counts of a year that are still to be published."""
    return await work.vault.open(tally.counts) or {}


async def _note_that_it_counts(work: Work) -> None:
    state = await work.of(CountingState).get(CURRENT)
    if state is None:
        state = CountingState(reference=CURRENT, began_at=work.now, added_at=work.now)
        await work.add(replace(state, tables=_counted_by(state, work.now)))
        return
    gaps = state.gaps
    if work.now - state.added_at > A_GAP:
        gaps = (*gaps, Gap(state.added_at, work.now))
    added_at, tables = max(state.added_at, work.now), _counted_by(state, work.now)
    await work.save(replace(state, added_at=added_at, gaps=gaps, tables=tables))


def _counted_by(state: CountingState, now: datetime) -> tuple[Since, ...]:
    """Every declared table with the moment since which it is counted."""
    return tuple(Since(table.name, state.since(table.name) or now) for table in ALL)


async def move_area(work: Work, old: str, new: str) -> None:
    """Move what was counted for an area to another key; where that has counts, both are added.

    What was published stays as it was.
    """
    for row in await work.of(PendingCount).find(PendingCount.area.is_(old)):
        await work.save(replace(row, area=new))
    for counter in await work.of(Counter).find(Counter.area.is_(old)):
        await work.save(replace(counter, area=new))
    for tally in await work.of(Tally).find():
        counts = await counts_of(work, tally)
        for cells in _of_areas(counts):
            if old in cells:
                cells[new] = cells.get(new, 0) + cells.pop(old)
        await work.vault.seal(tally.counts, counts)


def _of_areas(counts: Months) -> Iterable[dict[str, int]]:
    names = {table.name for table in ALL if table.by is By.AREA}
    return [
        cells for tables in counts.values() for table, cells in tables.items() if table in names
    ]
