"""Adds up what was counted every hour, and publishes once a day what has closed."""

from bot.core.context import Context
from bot.core.job_kinds import Done, Step
from bot.core.jobs import Job, Recipient
from bot.core.names import JobName
from bot.programme import current
from bot.programme.model import Length
from bot.reports.counting import add_up
from bot.reports.names import DIGEST
from bot.reports.publishing import publish_due

FOLD = JobName("report.fold")
PUBLISH = JobName("report.publish")


async def fold(context: Context, job: Job) -> Step:
    """Add what waits to the sealed tallies."""
    await add_up(context.work)
    return Done()


async def publish(context: Context, job: Job) -> Step:
    """Publish the tables of periods that have closed, and tell coordinators of the last month."""
    months = [period for period in await publish_due(context.work) if period.length is Length.MONTH]
    if not months:
        return Done()
    newest = str(max(months, key=lambda period: period.months))
    programme = await current(context.work)
    for person in sorted({each for area in programme.areas for each in area.coordinators}):
        to = Recipient.person(person)
        await context.post(DIGEST, newest, to, f"report-digest:{newest}:{person}")
    return Done()
