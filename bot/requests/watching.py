"""From when an open request is watched: in service hours, and while somebody can be paged."""

from datetime import datetime

from bot.core.storage import Work
from bot.programme import opening, opening_of
from bot.programme.model import Programme
from bot.requests.model import Page, SupportRequest

MOST_PAGES = 3
"""How many pages of one round go each way, one after the other, while nobody answers one."""


async def watched_from(
    work: Work, programme: Programme, moment: datetime, request: SupportRequest
) -> datetime:
    """The first moment, at or after this one, at which the next level of a request may come.

    ``programme`` is that of the request's area. Hours in which pages may go count as well, until
    the last page was planned or somebody has answered one: at night a page wakes somebody, and a
    chat message does not.
    """
    at = opening(programme, moment, request.option)
    paging = programme.paging
    if paging.hours is None or not await ways_left(work, programme, request):
        return at
    return min(at, opening_of(paging.hours, programme.zone, moment))


async def ways_left(work: Work, programme: Programme, request: SupportRequest) -> list[str]:
    """The ways in which one more page of the present round may be made, now or later.

    Counted are pages and not levels: several levels may come while one page waits for its hours.
    """
    ways = programme.paging.ways
    pages = await pages_of(work, request) if ways else []
    if any(page.answered_at for page in pages):
        return []
    went = [page.way for page in pages]
    return [way for way in ways if went.count(way) < MOST_PAGES]


async def pages_of(work: Work, request: SupportRequest) -> list[Page]:
    """The pages of a request's present round, the first one first."""
    return await work.of(Page).find(
        Page.request.is_(request.reference),
        Page.round.is_(request.round),
        order_by=Page.planned_at,
    )
