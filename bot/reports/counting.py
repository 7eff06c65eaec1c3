"""Adding one, adding up, and asking how many."""

from collections import defaultdict
from dataclasses import replace

from bot.core.clock import in_zone
from bot.core.context import Context
from bot.core.job_kinds import Done, Step
from bot.core.jobs import Job
from bot.core.storage import Work, new_reference
from bot.programme import current
from bot.reports.model import Counted, Counter


async def add_one(context: Context, area: str, name: Counted, kind: str = "") -> None:
    """Count one more, in the month it is now where the programme is."""
    zone = (await current(context.work)).zone
    month = f"{in_zone(context.now, zone):%Y-%m}"
    await context.work.add(
        Counter(reference=new_reference(), month=month, area=area, name=name, kind=kind)
    )


async def how_many(work: Work, month: str, area: str, name: Counted, kind: str = "") -> int:
    """How many were counted, whether added up yet or not: of one support kind, or of all."""
    rows = await work.of(Counter).find(
        Counter.month.is_(month), Counter.area.is_(area), Counter.name.is_(name)
    )
    return sum(row.count for row in rows if kind in {"", row.kind})


async def fold(context: Context, job: Job) -> Step:
    """Make one row of the rows of each month, area, name and kind; their order is lost."""
    records = context.work.of(Counter)
    groups: dict[str, list[Counter]] = defaultdict(list)
    for row in await records.find():
        # A row without a kind keeps the reference it had before there were kinds.
        of_kind = f":{row.kind}" if row.kind else ""
        groups[f"{row.month}:{row.area}:{row.name}{of_kind}"].append(row)
    for reference, rows in groups.items():
        fresh = [row for row in rows if row.reference != reference]
        if not fresh:
            continue
        total = next((row for row in rows if row.reference == reference), None)
        more = sum(row.count for row in fresh)
        if total is None:
            first = fresh[0]
            await context.work.add(
                Counter(
                    reference=reference,
                    month=first.month,
                    area=first.area,
                    name=first.name,
                    count=more,
                    kind=first.kind,
                )
            )
        else:
            await context.work.save(replace(total, count=total.count + more))
        for row in fresh:
            await context.work.remove(row)
    return Done()
