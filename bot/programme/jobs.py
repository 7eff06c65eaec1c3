"""The daily reminder that notes are paused."""

from datetime import timedelta

from bot.core.context import Context
from bot.core.job_kinds import Done, JobKind, NotNow, OnUnknown, Step
from bot.core.jobs import Job, Recipient
from bot.core.names import JobName
from bot.programme.configuration import current, paused
from bot.programme.list_status import forget_lists
from bot.programme.names import REMIND_OF_PAUSE
from bot.programme.scheduled_shifts import forget_stints
from bot.programme.screens import PAUSED, STILL_PAUSED


async def remind(context: Context, job: Job) -> Step:
    """Tell every coordinator that notes are still paused, once a day until they are not."""
    if not await paused(context.work):
        return Done()
    programme = await current(context.work)
    for person in sorted({each for area in programme.areas for each in area.coordinators}):
        key = f"{job.key}:{context.now.date()}:{person}"
        to = Recipient.person(person)
        await context.post(STILL_PAUSED, PAUSED, to, key, repeat=False)
    return NotNow(context.now + timedelta(days=1))


async def tidy(context: Context, job: Job) -> Step:
    """Erase shifts that are past, and what stood of lists that nobody names any more."""
    await forget_stints(context.work)
    await forget_lists(context.work, await current(context.work))
    return Done()


TIDY_LISTS = JobName("programme.tidy_lists")
TIDY = JobKind(TIDY_LISTS, tidy)
REMIND = JobKind(REMIND_OF_PAUSE, remind, on_unknown=OnUnknown.DROP)
