"""Adds up what was counted every hour, and publishes once a day what has closed."""

from bot.core.context import Context
from bot.core.job_kinds import Done, Step
from bot.core.jobs import Job
from bot.core.names import JobName
from bot.reports.counting import add_up
from bot.reports.publishing import publish_due

FOLD = JobName("report.fold")
PUBLISH = JobName("report.publish")


async def fold(context: Context, job: Job) -> Step:
    """Add what waits to the sealed tallies."""
    await add_up(context.work)
    return Done()


async def publish(context: Context, job: Job) -> Step:
    """Publish the tables of periods that have closed."""
    await publish_due(context.work)
    return Done()
