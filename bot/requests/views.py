"""Draws the screens of this feature from the present state, the first time and on every redraw.

A card that hangs somewhere is drawn for ever: after the end, with nobody left to ask for, it
still says that it is closed. Dialogs with a name or a contact are drawn for their reader only.
"""

from datetime import datetime

from bot.core.context import Context
from bot.core.errors import SubjectGone
from bot.core.names import Screen
from bot.core.people import name_of, person_behind
from bot.core.screens import Card, Form
from bot.duty import Availability
from bot.programme import current, current_in, one_of
from bot.programme.model import Programme, SupportKind
from bot.requests import next_step, screens
from bot.requests.call_screens import call_card
from bot.requests.eligibility import events_of, preferences_of
from bot.requests.model import HELD, Back, Origin, RequestState, SupportRequest
from bot.requests.names import CALL_COMING
from bot.requests.open_ways import open_ways
from bot.requests.paging import told_of_pages
from bot.requests.promises import promise_of
from bot.requests.queries import (
    answering_for,
    area_of,
    nobody_may_take,
    on_call_for,
    own_request,
    ready_on_duty,
    request_of,
    told_of,
    willing_off_duty,
)
from bot.requests.screens import Outlook
from bot.requests.watching import watched_from
from bot.requests.wish_texts import kept_line


async def status(context: Context, subject: str) -> Card:
    """Where one's request stands."""
    request = await request_of(context, subject)
    if request.origin is Origin.CALL:
        return await _call(context, request, screens.STATUS)
    outlook = await _outlook(context, request)
    return screens.status_card(context.words, context.lines, request, outlook)


async def call_coming(context: Context, subject: str) -> Card:
    """That a peer will call; where it stands, once its person has asked themselves."""
    request = await request_of(context, subject)
    if request.origin is Origin.CALL:
        return await _call(context, request, CALL_COMING)
    outlook = await _outlook(context, request)
    return screens.status_card(context.words, context.lines, request, outlook, CALL_COMING)


async def _call(context: Context, request: SupportRequest, screen: Screen) -> Card:
    promise = await promise_of(context.work, request)
    return call_card(context.words, context.lines, request, context.now, promise, screen)


async def still_there(context: Context, subject: str) -> Card:
    """The reminder of a held slot."""
    request = await request_of(context, subject)
    outlook = await _outlook(context, request)
    return screens.still_there_card(context.words, context.lines, request, outlook)


async def older(context: Context, subject: str) -> Card:
    """What is left of a card that a newer one has followed."""
    return screens.older_card(context.words, await request_of(context, subject))


async def _outlook(context: Context, request: SupportRequest) -> Outlook:
    programme, key = await current_in(context.work, request.area), request.option
    promise = await promise_of(context.work, request)
    if request.state is not RequestState.OPEN:
        return Outlook(context.now, promise, kind=programme.kind(key))
    area = await area_of(context.work, request)
    staffed = bool(await ready_on_duty(context.work, request))
    someone_there = staffed or bool(await willing_off_duty(context.work, request))
    told_at = next_step.told_at(programme.ladder_for(key), request)
    back = await context.work.vault.open(request.back)
    wishes = await preferences_of(context.work, request)
    told_of_it = await answering_for(context.work, request)
    others = await _others(context, request)
    return Outlook(
        now=context.now,
        promise=promise,
        told_at=told_at,
        staffed=staffed,
        opens_at=None
        if someone_there
        else await _asked_again_at(programme, request, told_at, context),
        ways=tuple(each for each in others if each.awake or each.number),
        back=Back(back) if back else None,
        on_call=bool(await on_call_for(context.work, request)),
        coordinated=bool(area and set(area.coordinators) & await told_of(context.work, request)),
        alone=area is not None and not told_of_it,
        nobody_may=await nobody_may_take(context.work, request),
        others=tuple(dict.fromkeys(one_of(context.words, each.kind) for each in others)),
        can_call=can_call(programme, key),
        kept=kept_line(context.words, request, wishes, context.now),
        kind=programme.kind(key),
        paged=await told_of_pages(context.work, request),
    )


async def _asked_again_at(
    programme: Programme, request: SupportRequest, told_at: datetime | None, context: Context
) -> datetime | None:
    """When a request is watched again, if it is not, or not until its person is told."""
    for moment in (context.now, told_at or context.now):
        at = await watched_from(context.work, programme, moment, request)
        if at != moment:
            return at
    return None


async def _others(context: Context, request: SupportRequest) -> list[Availability]:
    """The other kinds that are open to whoever asked, the soonest first."""
    person = await person_behind(context.work, request.person)
    programme, area = await current(context.work), await area_of(context.work, request)
    events = await events_of(context.work, request)
    found = await open_ways(context.work, programme, area, person, events)
    return [each for each in found if each.kind.key != request.option]


def can_call(programme: Programme, key: str) -> bool:
    """Whether a support kind can be called directly, by the key of the kind."""
    return bool(programme.kind(key).operator or programme.line_of(key))


async def kind_of(context: Context, request: SupportRequest) -> SupportKind:
    """The support kind a request is for, as it is in the request's area."""
    return (await current_in(context.work, request.area)).kind(request.option)


async def who(context: Context, subject: str) -> Form:
    """Who holds one's request."""
    request = await own_request(context, subject)
    supporter = await person_behind(context.work, request.supporter(request.round))
    if request.state not in HELD or supporter is None:
        raise SubjectGone
    name = await name_of(context.work, supporter.reference)
    kind = await kind_of(context, request)
    return screens.who_form(context.words, request, kind, name, supporter.profession)


async def noted(context: Context, subject: str) -> Form:
    """What came of one's choice."""
    request = await own_request(context, subject)
    return screens.noted_form(context.words, request)
