"""Draws what supporters, people on call and coordinators see of requests."""

from bot.core.context import Context
from bot.core.errors import SubjectGone
from bot.core.names import Screen
from bot.core.pages import PageOf
from bot.core.people import Person, accounts_of, name_of, person_behind
from bot.core.screens import Card, Fact, Form
from bot.programme import current, current_in
from bot.requests import screens
from bot.requests.anonymity import card_says, still_wanted
from bot.requests.calls.totals import totals_of_areas, totals_text
from bot.requests.claims import contact_screens, list_screens
from bot.requests.claims import screens as supporter_screens
from bot.requests.claims.screens import Tried
from bot.requests.eligibility import preferences_of
from bot.requests.escalation import FIRST
from bot.requests.hanging import hangs_in_channel
from bot.requests.model import (
    LIVE,
    WITH_CONTACT,
    Origin,
    Reach,
    RequestState,
    SupportRequest,
)
from bot.requests.names import HELD_CARD, SAID_YES
from bot.requests.paging import page_answered_at, pages_now
from bot.requests.promises import promise_of
from bot.requests.queries import (
    claimable,
    held_by,
    holds,
    is_handed_to,
    may_support,
    on_duty_for,
    request_of,
    told_of,
    truly_reminded,
)
from bot.requests.views import can_call, kind_of
from bot.requests.wish_texts import wish_facts


async def claim_card(context: Context, subject: str) -> Card:
    """The card in the supporters' channel, or with the person on call."""
    request = await request_of(context, subject)
    kind, wishes = await kind_of(context, request), await _wishes(context, request)
    times = await _times(context, request) or await _within(context, request)
    return supporter_screens.claim_card(context.words, request, kind, wishes, times)


async def moved(context: Context, subject: str) -> Card:
    """What is left of the card in a channel that was replaced by another."""
    return supporter_screens.moved_card(context.words, await request_of(context, subject))


async def _wishes(context: Context, request: SupportRequest) -> tuple[Fact, ...]:
    """What a supporter reads of preferences: as much as was once decided for the card."""
    work = context.work
    asker = await person_behind(work, request.person)
    if asker is None:
        return ()
    if request.origin is Origin.CALL and request.reach is Reach.ANY:
        # They were not asked how they would like to be reached.
        return ()
    wishes = await preferences_of(work, request)
    says = still_wanted(await card_says(work, request), asker, wishes)
    return wish_facts(context.words, request.reach, wishes, says)


async def reminder(context: Context, subject: str) -> Card:
    """The pointer for a supporter on duty."""
    request = await request_of(context, subject)
    kind = await kind_of(context, request)
    here = {person.reference for person in await on_duty_for(context.work, request)}
    # A coordinator may pick somebody who is not on duty.
    on_duty = context.person is None or context.person.reference in here
    again = on_duty and request.level > FIRST
    return supporter_screens.reminder_card(
        context.words,
        context.lines,
        request,
        kind,
        waited=_waited(context, request) if again else "",
        on_duty=on_duty,
        wishes=await _wishes(context, request),
        times=await _times(context, request) or await _within(context, request),
    )


async def _within(context: Context, request: SupportRequest) -> tuple[Fact, ...]:
    confirm = (await current_in(context.work, request.area)).ladder_for(request.option).confirm
    return supporter_screens.within_facts(context.words, list_screens.age(context.words, confirm))


async def _times(context: Context, request: SupportRequest) -> tuple[Fact, ...]:
    promise = await promise_of(context.work, request)
    return supporter_screens.times_facts(context.words, promise, context.now)


def _waited(context: Context, request: SupportRequest) -> str:
    return list_screens.age(context.words, context.now - request.asked_at)


async def needs_someone(context: Context, subject: str) -> Card:
    """That a request waits."""
    request = await request_of(context, subject)
    programme = await current_in(context.work, request.area)
    return supporter_screens.needs_someone_card(
        context.words,
        context.lines,
        request,
        programme.kind(request.option),
        context.now,
        waited=_waited(context, request),
        can_call=can_call(programme, request.option),
        takes=context.person is not None
        and await may_support(context.work, request, context.person),
        answered_at=await page_answered_at(context.work, request),
    )


async def tried(context: Context, subject: str) -> Form:
    """What was tried for a request that waits."""
    request = await request_of(context, subject)
    if request.state is not RequestState.OPEN:
        raise SubjectGone
    found = Tried(
        asked=len(await truly_reminded(context.work, request)),
        told=len(await told_of(context.work, request)),
        in_channel=await hangs_in_channel(context.work, request),
        pages=tuple(await pages_now(context.work, request)),
    )
    return supporter_screens.tried_form(context.words, request, found, context.now)


async def take(context: Context, subject: str) -> Form:
    """What to expect, before taking it."""
    request = await request_of(context, subject)
    handed = await is_handed_to(context.work, request, context.person)
    if request.state is not RequestState.OPEN and not handed:
        raise SubjectGone
    confirm = (await current_in(context.work, request.area)).ladder_for(request.option).confirm
    by = screens.when(context.words, context.now + confirm, context.now)
    wishes, times = await _wishes(context, request), await _times(context, request)
    return supporter_screens.take_form(context.words, context.lines, request, by, wishes, times)


async def contact(context: Context, subject: str) -> Form:
    """The contact, for whoever holds the request and nobody else."""
    request = await request_of(context, subject)
    if not await holds(context.work, request, context.person):
        raise SubjectGone
    if request.state not in WITH_CONTACT:
        return contact_screens.offered_form(context.words, request, context.now)
    person = await person_behind(context.work, request.person)
    if person is None:
        raise SubjectGone
    await context.work.vault.open_all((person.reference, context.actor.reference))
    name = await name_of(context.work, person.reference)
    # The number typed for this talk comes before the one on the staff list.
    typed = await context.work.vault.open(request.number)
    phone = typed or await context.work.vault.open(person.phone) or ""
    account = await _called_here(context, person, name)
    wishes = await _wishes(context, request)
    if request.suits_at is not None:
        at = screens.when(context.words, request.suits_at, context.now)
        suits = context.words("support_requests.suits.wish", time=at)
        wishes = (*wishes, Fact(context.words("support_requests.facts.suits"), suits))
    calls_by = (await promise_of(context.work, request)).calls_by
    by = screens.when(context.words, calls_by, context.now) if calls_by else ""
    me = await name_of(context.work, context.actor.reference)
    return contact_screens.contact_form(
        context.words, request, name, phone, account, wishes, by, me
    )


async def _called_here(context: Context, person: Person, name: str) -> str:
    """What somebody is called where the contact is looked at; empty if they are not there."""
    here = context.account
    for one in await accounts_of(context.work, person):
        if here and (one.platform, one.tenant) == (here.platform, here.tenant):
            return name or one.user
    return ""


async def held(context: Context, subject: str) -> Card:
    """What a supporter holds."""
    return await _held(context, subject, HELD_CARD)


async def said_yes(context: Context, subject: str) -> Card:
    """That the person said yes to this supporter."""
    return await _held(context, subject, SAID_YES)


async def after_contact(context: Context, subject: str) -> Card:
    """What came of a button in the contact's dialog."""
    request = await request_of(context, subject)
    return supporter_screens.after_contact_card(
        context.words,
        context.lines,
        request,
        context.now,
        mine=await holds(context.work, request, context.person),
        promise=await promise_of(context.work, request),
    )


async def _held(context: Context, subject: str, screen: Screen) -> Card:
    request = await request_of(context, subject)
    mine = await holds(context.work, request, context.person)
    return supporter_screens.held_card(
        context.words,
        context.lines,
        request,
        context.now,
        mine=mine,
        promise=await promise_of(context.work, request),
        screen=screen,
        handed=not mine and await _handed_on(context, request),
    )


async def _handed_on(context: Context, request: SupportRequest) -> bool:
    """Whether the reader, when they held it last, asked a colleague to take it over."""
    me, vault = context.person.reference if context.person else "", context.work.vault
    for round_ in range(request.round, -1, -1):
        if await vault.open(request.supporter(round_)) == me:
            return await vault.open(request.handed(round_ + 1)) is not None
    return False


async def returned(context: Context, subject: str) -> Card:
    """That a request has left its supporter."""
    request = await request_of(context, subject)
    return supporter_screens.returned_card(context.words, context.lines, request)


async def queue(context: Context, subject: str) -> Card:
    """The open requests of the reader's areas."""
    requests, place = await claimable(context), PageOf.of_subject(subject)
    return list_screens.queue_card(context.words, requests, context.now, place)


async def mine(context: Context, subject: str) -> Card:
    """What the reader holds."""
    found = await held_by(context.work, context.actor)
    return list_screens.mine_card(context.words, found)


async def overview(context: Context, subject: str) -> Card:
    """What is not ended in the areas the reader coordinates."""
    programme = await current(context.work)
    keys = tuple(area.key for area in programme.run_by(context.actor.reference))
    found = await context.work.of(SupportRequest).find(
        SupportRequest.area.one_of(keys),
        SupportRequest.state.one_of(LIVE),
        order_by=SupportRequest.asked_at,
    )
    asked = [request for request in found if request.origin is Origin.OWN]
    # Each with its state would tell of one person how their call ended.
    calls = ""
    if len(asked) < len(found):
        calls = totals_text(context.words, await totals_of_areas(context.work, keys))
    waits = any(request.state is RequestState.OPEN for request in found)
    place = PageOf.of_subject(subject)
    return list_screens.overview_card(
        context.words, asked, programme, context.now, place, calls=calls, waits=waits
    )
