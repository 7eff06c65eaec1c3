"""From when an open request is watched: in service hours, and while somebody can be paged."""

from datetime import datetime

from bot.programme import opening, opening_of
from bot.programme.model import Programme
from bot.requests.model import SupportRequest

MOST_LEVELS_PAGED = 3
"""At how many levels, one after the other, somebody is paged while nobody answers a page."""


def watched_from(programme: Programme, moment: datetime, request: SupportRequest) -> datetime:
    """The first moment, at or after this one, at which the next level of a request may come.

    ``programme`` is that of the request's area. Hours in which pages may go count as well, until
    the last page has gone: at night a page wakes somebody, and a chat message does not.
    """
    at = opening(programme, moment, request.option)
    paging = programme.paging
    if paging.hours is None or not paging.ways or request.level >= last_paged_level(programme):
        return at
    return min(at, opening_of(paging.hours, programme.zone, moment))


def last_paged_level(programme: Programme) -> int:
    """The last escalation level at which somebody is paged."""
    return programme.paging.level + MOST_LEVELS_PAGED - 1
