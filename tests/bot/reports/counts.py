"""Reads a count, however many rows it has."""

from bot.core.storage import Work
from bot.reports.model import Counted, Counter


async def how_many(work: Work, month: str, area: str, name: Counted, kind: str = "") -> int:
    """The count of a month and an area, for one support kind or, without ``kind``, for all."""
    rows = await work.of(Counter).find(
        Counter.month.is_(month), Counter.area.is_(area), Counter.name.is_(name)
    )
    return sum(row.count for row in rows if kind in {"", row.kind})
