"""Draws the screens of this feature from the present state, the first time and on every redraw.

A card that hangs somewhere is drawn for ever: after the end, with nobody left to ask for, it
still says that it is closed. Dialogs with a name or a contact are drawn for their reader only.
"""

from datetime import timedelta

from bot.core.context import Context
from bot.core.errors import SubjectGone
from bot.core.people import Employment, name_of, person_behind
from bot.core.screens import Card, Form
from bot.programme import current_in, is_open, one_of, opening
from bot.programme.model import Programme, SupportKind
from bot.requests import screens
from bot.requests.eligibility import preferences_of
from bot.requests.model import HELD, Back, RequestState, SupportRequest
from bot.requests.queries import (
    answering_for,
    area_of,
    nobody_may_take,
    on_call_for,
    own_request,
    request_of,
)
from bot.requests.screens import Outlook
from bot.requests.wish_texts import kept_line


async def status(context: Context, subject: str) -> Card:
    """Where one's request stands."""
    request = await request_of(context, subject)
    outlook = await _outlook(context, request)
    return screens.status_card(context.words, context.lines, request, outlook)


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
    if request.state is not RequestState.OPEN:
        return Outlook(context.now, kind=programme.kind(key))
    area = await area_of(context.work, request)
    target = context.now + programme.ladder_for(key).on_call
    kept = is_open(programme, context.now, key) and is_open(programme, target, key)
    back = await context.work.vault.open(request.back)
    wishes = await preferences_of(context.work, request)
    told_of_it = await answering_for(context.work, request)
    others = [
        one_of(context.words, each)
        for each in programme.offered(area, await _employment(context, request))
        if each.key != key
    ]
    return Outlook(
        now=context.now,
        minutes=int(programme.ladder_for(key).on_call / timedelta(minutes=1)),
        opens_at=None if kept else opening(programme, max(context.now, target), key),
        back=Back(back) if back else None,
        on_call=bool(await on_call_for(context.work, request)),
        coordinated=bool(area and set(area.coordinators) & set(told_of_it)),
        alone=area is not None and not told_of_it,
        nobody_may=await nobody_may_take(context.work, request),
        others=tuple(dict.fromkeys(others)),
        can_call=can_call(programme, key),
        kept=kept_line(context.words, request, wishes, context.now),
        kind=programme.kind(key),
    )


async def _employment(context: Context, request: SupportRequest) -> Employment:
    """How whoever asked is employed: other kinds may be open to some only."""
    person = await person_behind(context.work, request.person)
    return person.employment if person else Employment.EMPLOYEE


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
