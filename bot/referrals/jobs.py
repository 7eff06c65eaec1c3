"""Erases a note after a week, and the date of a person's last note after a month."""

from bot.core.context import Context
from bot.core.job_kinds import Done, Step
from bot.core.jobs import Job
from bot.core.names import JobName
from bot.core.portions import remove_old
from bot.referrals.handlers import erase
from bot.referrals.model import ONE_IN, ColleagueNote, LastColleagueNote

TIDY = JobName("colleague.tidy")


async def erase_note(context: Context, job: Job) -> Step:
    """Erase a note after its week."""
    note = await context.need(ColleagueNote, job.subject)
    await erase(context, note)
    return Done()


async def tidy(context: Context, job: Job) -> Step:
    """Remove the date of a last note once the person may get another."""
    old = LastColleagueNote.at.at_most(context.now - ONE_IN)
    return await remove_old(context.work, job, LastColleagueNote, old)
