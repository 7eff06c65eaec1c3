"""Adds one to a count, and adds up the rows of a count."""

from collections import defaultdict
from dataclasses import replace

from bot.core.clock import in_zone
from bot.core.context import Context
from bot.core.job_kinds import Done, Step
from bot.core.jobs import Job
from bot.core.storage import new_reference
from bot.programme import current
from bot.reports.model import Counted, Counter


async def add_one(context: Context, area: str, name: Counted, kind: str = "") -> None:
    """Count one more, in the present month of the programme's time zone."""
    zone = (await current(context.work)).zone
    month = f"{in_zone(context.now, zone):%Y-%m}"
    await context.work.add(
        Counter(reference=new_reference(), month=month, area=area, name=name, kind=kind)
    )


async def fold(context: Context, job: Job) -> Step:
    """Add up the rows of each month, area, name and kind into one, which loses their order."""
    groups: dict[str, list[Counter]] = defaultdict(list)
    for row in await context.work.of(Counter).find():
        # A row without a kind keeps the reference it had before kinds were counted.
        of_kind = f":{row.kind}" if row.kind else ""
        groups[f"{row.month}:{row.area}:{row.name}{of_kind}"].append(row)
    for reference, rows in groups.items():
        fresh = [row for row in rows if row.reference != reference]
        if not fresh:
            continue
        more = sum(row.count for row in fresh)
        total = next((row for row in rows if row.reference == reference), None)
        if total is None:
            total = replace(fresh[0], reference=reference, count=more, revision=0)
            await context.work.add(total)
        else:
            await context.work.save(replace(total, count=total.count + more))
        for row in fresh:
            await context.work.remove(row)
    return Done()
