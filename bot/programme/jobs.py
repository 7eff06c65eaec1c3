"""The daily reminder of a pause, and the daily tidying of lists and shifts."""

from datetime import timedelta

from bot.core.context import Context
from bot.core.job_kinds import HOWEVER_LATE, Done, JobKind, NotNow, Step
from bot.core.jobs import Job, Recipient
from bot.core.names import JobName
from bot.core.portions import go_on
from bot.programme.names import REMIND_OF_PAUSE
from bot.programme.rosters.hr_import import end_doubts
from bot.programme.rosters.list_status import forget_lists
from bot.programme.rosters.scheduled_shifts import forget_scheduled_shifts
from bot.programme.screens import PAUSED, STILL_PAUSED
from bot.programme.stored.configuration import current, paused


async def remind(context: Context, job: Job) -> Step:
    """Remind every coordinator once a day while notes are paused."""
    if not await paused(context.work):
        return Done()
    programme = await current(context.work)
    for person in sorted({each for area in programme.areas for each in area.coordinators}):
        key = f"{job.key}:{context.now.date()}:{person}"
        to = Recipient.person(person)
        await context.post(STILL_PAUSED, PAUSED, to, key)
    return NotNow(context.now + timedelta(days=1))


async def tidy(context: Context, job: Job) -> Step:
    """Erase past shifts and the status of lists that the playbook no longer names.

    Who stayed because they might only have a new name leaves if the days for that are over.
    """
    if not job.detail:
        await end_doubts(context.work)
        await forget_lists(context.work, await current(context.work))
    rest = await forget_scheduled_shifts(context.work, job.detail)
    if rest:
        await go_on(context.work, job, rest)
    return Done()


TIDY_LISTS = JobName("programme.tidy_lists")
TIDY = JobKind(TIDY_LISTS, tidy, HOWEVER_LATE)
REMIND = JobKind(REMIND_OF_PAUSE, remind, HOWEVER_LATE)
