"""Housekeeping: a duty that has ended is forgotten, as is that of who no longer supports."""

from bot.context import Context
from bot.job_kinds import Done, Step
from bot.jobs import Job
from bot.people import Person
from bot.programme import current
from bot.programme.model import Option
from bot.supporters.model import Duty, areas_of

TIDY = "supporters.tidy"


async def tidy(context: Context, job: Job) -> Step:
    """Remove the rows that put nobody on duty any more."""
    programme = await current(context.work)
    for duty in await context.work.of(Duty).find():
        person = await context.work.of(Person).get(duty.reference)
        here = person is not None and person.active
        takes = here and any(areas_of(programme, duty.reference, option) for option in Option)
        if not duty.lasts_at(context.now) or not takes:
            await context.work.of(Duty).remove(duty)
    return Done()
