"""Somebody tried to reach the person in vain: they may say when it suits them.

The claim stays with whoever holds it, and its deadline moves with the time that was said.
"""

from datetime import date, datetime, time, timedelta

from bot.core.clock import at_wall_time, in_zone
from bot.core.context import Context
from bot.core.conversation import Press, Submission
from bot.core.errors import FormRefused, SubjectGone
from bot.core.routes import Reply, ask
from bot.core.screens import Card, Form
from bot.requests import transitions
from bot.requests.callbacks import screens
from bot.requests.model import RequestState, SupportRequest
from bot.requests.queries import holds, is_of_now, own_request, request_of
from bot.requests.screens import SUITS

DAYS = 7
NOON = time(12)
A_DAY = timedelta(days=1)


async def opened(context: Context, press: Press, subject: str) -> Reply:
    """Open the dialog."""
    request = await _mine(context, subject)
    return ask(SUITS, request.reference)


async def _mine(context: Context, subject: str) -> SupportRequest:
    request = await own_request(context, subject)
    if request.state is not RequestState.CLAIMED or not is_of_now(request, subject):
        raise SubjectGone
    return request


async def said(context: Context, sent: Submission) -> Reply:
    """Keep the time, tell whoever holds the request, and give them until after it."""
    request = await _mine(context, sent.subject)
    days = {day.isoformat(): day for day, _ in _days(context)}
    try:
        clock = time.fromisoformat(sent.one(screens.TIME))
    except ValueError:
        raise FormRefused({screens.TIME: "support_requests.suits.no_time"}) from None
    day = days.get(sent.one(screens.DAY))
    if day is None:
        raise FormRefused({screens.DAY: "support_requests.suits.no_day"})
    at = at_wall_time(datetime.combine(day, clock), context.actor.zone)
    if at < context.now:
        raise FormRefused({screens.TIME: "support_requests.suits.past"})
    await transitions.agree(context, request, at)
    return ask(screens.SUITS_NOTED, request.reference)


def _days(context: Context) -> list[tuple[date, datetime]]:
    """A week of days on the person's own calendar, each with its noon."""
    zone = context.actor.zone
    today = in_zone(context.now, zone).date()
    days = [today + n * A_DAY for n in range(DAYS)]
    return [(day, at_wall_time(datetime.combine(day, NOON), zone)) for day in days]


async def draw_form(context: Context, subject: str) -> Form:
    """The dialog, with the time that was said before."""
    request = await _mine(context, subject)
    at, zone = request.suits_at, context.actor.zone
    before = in_zone(at, zone).time().replace(second=0, microsecond=0) if at else None
    return screens.suits_form(context.words, request, _days(context), before)


async def draw_card(context: Context, subject: str) -> Card:
    """For whoever holds the request."""
    request = await request_of(context, subject)
    mine = await holds(context.work, request, context.person)
    return screens.suits_card(context.words, context.lines, request, context.now, mine=mine)
