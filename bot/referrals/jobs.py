"""What goes by itself: a note after a week, the mark after a month."""

from bot.core.context import Context
from bot.core.job_kinds import Done, Dropped, Step
from bot.core.jobs import Job
from bot.core.names import JobName
from bot.referrals.handlers import erase
from bot.referrals.model import ONE_IN, ColleagueNote, LastColleagueNote

TIDY = JobName("colleague.tidy")


async def erase_note(context: Context, job: Job) -> Step:
    """Forget a note whose time is over."""
    note = await context.work.of(ColleagueNote).get(job.subject)
    if note is None:
        return Dropped()
    await erase(context, note)
    return Done()


async def tidy(context: Context, job: Job) -> Step:
    """Forget that somebody had one, once the next may come."""
    old = context.now - ONE_IN
    for last in await context.work.of(LastColleagueNote).find(LastColleagueNote.at.at_most(old)):
        await context.work.of(LastColleagueNote).remove(last)
    return Done()
