"""How long preferences keep others from a request, and what happens when that is over.

A wish is no reason to leave somebody waiting: for the time of two reminders only those who meet
it are asked, then everybody is. Another unit, and people the person would rather not talk with,
are no wishes in this sense; they are kept to always.
"""

from dataclasses import replace
from datetime import timedelta

from bot.core.context import Context
from bot.core.jobs import schedule
from bot.core.storage import Work
from bot.programme import current_in
from bot.requests.eligibility import preferences_of, takers_here, weigh
from bot.requests.model import SupportRequest
from bot.requests.next_step import LOOSEN


async def kept_for(work: Work, request: SupportRequest) -> timedelta:
    """How long preferences are kept to: until those on duty were reminded for the second time."""
    return (await current_in(work, request.area)).ladder_for(request.option).remind_second


async def keep_to(context: Context, request: SupportRequest) -> SupportRequest:
    """Keep to the preferences of an open request from now on, if anybody could meet them.

    Supporters who are there for people in training stay free for these just as long, but only
    while another one is on duty (see ``weigh``): nobody waits for somebody who has not asked.
    """
    work = context.work
    choosy = (await preferences_of(work, request)).choosy
    if not choosy and not await _anybody_dedicated(work, request):
        kept = request.kept_until is not None
        return await work.save(replace(request, kept_until=None)) if kept else request
    until = context.now + await kept_for(work, request)
    request = await work.save(replace(request, kept_until=until))
    if not await _anybody_fits(work, request):
        return await work.save(replace(request, kept_until=context.now))
    key = f"loosen:{request.reference}:{until.timestamp():.0f}"
    await schedule(work, LOOSEN, key, until, subject=request.reference)
    return request


async def _anybody_dedicated(work: Work, request: SupportRequest) -> bool:
    """Whether somebody who takes such requests is there for people in training first."""
    return any(person.dedicated_to for person in await takers_here(work, request))


async def _anybody_fits(work: Work, request: SupportRequest) -> bool:
    for person in await takers_here(work, request):
        if (await weigh(work, request, person)).may_look:
            return True
    return False
