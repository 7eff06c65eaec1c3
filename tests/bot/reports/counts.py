"""Reads what was counted, whether it still waits or lies sealed in a tally."""

from bot.core.storage import Work
from bot.reports.counting import index_of
from bot.reports.model import PendingCount, Tally
from bot.reports.table import ONE, By, Table


async def how_many(work: Work, month: str, table: Table, cell: str = ONE) -> int:
    """How often something was counted in a cell of a table in a month, and not yet published."""
    of_cells = table.by is By.CELLS
    what = index_of(work, table, cell if of_cells else "")
    waiting = await work.of(PendingCount).find(
        PendingCount.month.is_(month), PendingCount.what.is_(what)
    )
    count = sum(of_cells or cell in {row.area, row.kind} for row in waiting)
    tally = await work.of(Tally).get(month[:4])
    counts = await work.vault.open(tally.counts) if tally else None
    return count + (counts or {}).get(month, {}).get(table.name, {}).get(cell, 0)


async def counts_of_tables(work: Work, month: str, *tables: Table) -> dict[str, int]:
    """What was counted in these tables' cells in a month, as ``table:cell``, without noughts."""
    return {
        f"{table.name}:{cell}": many
        for table in tables
        for cell in table.cells
        if (many := await how_many(work, month, table, cell))
    }
