"""What supporters and people on call see of one request. No card ever carries a name."""

from datetime import datetime

from bot.core import notices
from bot.core.lines import Lines
from bot.core.names import Dialog, Screen
from bot.core.screens import Button, Card, Form, Items, Part, Small, Text, Weight
from bot.core.texts import Words
from bot.programme import claim_text, one_of
from bot.programme.model import SupportKind
from bot.requests import names
from bot.requests.contact_inputs import call_button
from bot.requests.model import (
    ENDED,
    HELD,
    WITH_CONTACT,
    Reach,
    RequestMode,
    RequestState,
    SupportRequest,
)
from bot.requests.screens import request_card, when

TAKE = Dialog("request.take")


def claim_card(
    words: Words, request: SupportRequest, kind: SupportKind, wishes: tuple[str, ...] = ()
) -> Card:
    """The card in the supporters' channel: no name, unit or event, and neither door.

    ``wishes`` are sentences of what its person would like.
    """
    taken = request.state is not RequestState.OPEN
    text = Text(words("support_requests.taken"))
    asked: tuple[Part, ...] = (
        Text(claim_text(words, kind)),
        *_wishes(wishes),
        _code(words, request),
    )
    return Card(
        screen=names.CLAIM_CARD,
        subject=request.reference,
        preview=words("support_requests.claim.preview"),
        parts=(text,) if taken else asked,
        buttons=() if taken else _take_or_leave(words, request),
    )


def moved_card(words: Words, request: SupportRequest) -> Card:
    """What is left of the card in a channel that was replaced by another."""
    over = request.state in ENDED
    text = words("support_requests.older.done") if over else words("support_requests.moved.text")
    return Card(
        screen=names.MOVED,
        subject=request.reference,
        preview=words("support_requests.moved.preview"),
        parts=(Text(text),),
    )


def reminder_card(words: Words, lines: Lines, request: SupportRequest, kind: SupportKind) -> Card:
    """A private pointer for a supporter on duty."""
    taken = request.state is not RequestState.OPEN
    text = Text(words("support_requests.taken"))
    asked = Text(words("support_requests.reminder", one=one_of(words, kind)))
    return request_card(
        words,
        lines,
        names.REMINDER,
        request.reference,
        *((text,) if taken else (asked, _code(words, request))),
        preview=words("support_requests.claim.preview"),
        buttons=() if taken else _take_or_leave(words, request),
    )


def _take_or_leave(words: Words, request: SupportRequest) -> tuple[Button, ...]:
    take = words("support_requests.button.take")
    return (
        Button(names.REQUEST_CLAIM, take, request.reference, Weight.MAIN, opens_form=True),
        Button(names.REQUEST_PASS, words("support_requests.button.pass"), request.reference),
    )


def _code(words: Words, request: SupportRequest) -> Small:
    return Small(words("support_requests.claim.code", code=request.code))


def needs_someone_card(
    words: Words,
    lines: Lines,
    request: SupportRequest,
    kind: SupportKind,
    now: datetime,
    *,
    can_call: bool = False,
) -> Card:
    """For coordinators and those on call: that a request waits, and nothing else.

    ``can_call``: whoever is waited for can be called or paged; how opens in a dialog.
    """
    buttons: tuple[Button, ...] = ()
    if request.state is RequestState.OPEN:
        since, one = when(words, request.asked_at, now), one_of(words, kind)
        text = words("support_requests.needs_someone.open", code=request.code, time=since, one=one)
        if can_call:
            buttons = (call_button(words, kind),)
    else:
        text = words("support_requests.needs_someone.over", code=request.code)
    preview, reference = words("support_requests.claim.preview"), request.reference
    return request_card(
        words, lines, names.NEEDS_SOMEONE, reference, Text(text), preview=preview, buttons=buttons
    )


def _wishes(wishes: tuple[str, ...]) -> tuple[Items, ...]:
    return (Items(wishes),) if wishes else ()


def take_form(
    words: Words, lines: Lines, request: SupportRequest, hours: int, wishes: tuple[str, ...] = ()
) -> Form:
    """What to expect, before taking it."""
    if request.mode is RequestMode.ANY:
        mode = words("support_requests.take.any")
    else:
        mode = words("support_requests.take.who_first")
    return Form(
        name=TAKE,
        subject=request.reference,
        title=words("support_requests.take.title"),
        close=words("support_requests.button.pass"),
        parts=(
            Text(words("support_requests.take.what")),
            *_wishes(wishes),
            Text(mode),
            Text(words("support_requests.take.confirm", count=hours)),
            Small(words("support_requests.take.safety")),
            *notices.with_line(words, lines),
        ),
        submit=words("support_requests.take.submit"),
    )


def contact_form(
    words: Words,
    request: SupportRequest,
    name: str,
    phone: str,
    account: str,
    wishes: tuple[str, ...] = (),
) -> Form:
    """The contact: a dialog, which leaves nothing behind. Nothing about what happened.

    Nothing can be sent from it: whoever is about to call is not asked to hand it on.
    ``account`` is what they are called in the reader's own app, empty if they are not in it.
    """
    return Form(
        name=names.CONTACT,
        subject=request.reference,
        title=words("support_requests.contact.title"),
        close=words("core.close"),
        parts=(
            Text(name or words("support_requests.contact.no_name")),
            Text(_reach(words, request.reach, phone, account)),
            *_wishes(wishes),
            Text(words("support_requests.contact.how")),
            Small(words("support_requests.take.safety")),
        ),
    )


def _reach(words: Words, reach: Reach, phone: str, account: str) -> str:
    """How they would like to be reached; ``phone`` is the number they typed, or their own."""
    match reach:
        case Reach.APP if account:
            return words("support_requests.contact.in_app", account=account)
        case Reach.APP if phone:
            return words("support_requests.contact.message", number=phone)
        case Reach.IN_PERSON:
            return _meet(words, phone, account)
        case Reach.VIDEO if account:
            return words("support_requests.contact.video", account=account)
        case _ if phone:
            return words("support_requests.contact.phone", number=phone)
        case _ if account:
            return words("support_requests.contact.by_account", account=account)
        case _:
            return words("support_requests.contact.elsewhere")


def _meet(words: Words, phone: str, account: str) -> str:
    if phone:
        return words("support_requests.contact.meet_phone", number=phone)
    if account:
        return words("support_requests.contact.meet_app", account=account)
    return words("support_requests.contact.meet_elsewhere")


def offered_form(words: Words, request: SupportRequest, now: datetime) -> Form:
    """They are asked first; until when the supporter hears."""
    until = when(words, request.next_step_at or now, now)
    return Form(
        name=names.CONTACT,
        subject=request.reference,
        title=words("support_requests.contact.title"),
        close=words("core.close"),
        parts=(Text(words("support_requests.held.offered", time=until)),),
    )


def held_card(
    words: Words,
    lines: Lines,
    request: SupportRequest,
    now: datetime,
    *,
    mine: bool,
    screen: Screen = names.HELD_CARD,
    handed: bool = False,
) -> Card:
    """What a supporter holds, by code; after it left them, only that.

    ``handed``: the reader was the last of those it left, and asked a colleague to take it over.
    """
    if not mine or request.state not in HELD:
        left = Text(_left(words, request, handed=handed))
        return request_card(words, lines, screen, request.reference, left)
    text = Text(_holding(words, request, now, screen))
    buttons = _keep_or_release(words, request, screen)
    return request_card(words, lines, screen, request.reference, text, buttons=buttons)


def _left(words: Words, request: SupportRequest, *, handed: bool) -> str:
    if request.state in ENDED:
        return words("support_requests.held.ended")
    if handed:
        return words("support_requests.held.handed")
    return words("support_requests.held.returned")


def _holding(words: Words, request: SupportRequest, now: datetime, screen: Screen) -> str:
    at = request.next_step_at or now
    due = when(words, at, now)
    if request.state is RequestState.OFFERED:
        return words("support_requests.held.offered", time=due)
    if request.state is RequestState.REACHED:
        return words("support_requests.held.reached", code=request.code, day=words.day(at))
    if screen == names.SAID_YES:
        return words("support_requests.held.said_yes", code=request.code, time=due)
    return words("support_requests.held.claimed", code=request.code, time=due)


def _keep_or_release(words: Words, request: SupportRequest, screen: Screen) -> tuple[Button, ...]:
    reference = request.reference
    see = words("support_requests.button.contact")
    contact = Button(names.CONTACT, see, reference, Weight.MAIN, opens_form=True)
    reached = Button(names.REQUEST_REACHED, words("support_requests.button.reached"), reference)
    tried = Button(names.REQUEST_TRIED, words("support_requests.button.tried"), request.this_try)
    release = Button(names.REQUEST_RELEASE, words("support_requests.button.release"), reference)
    done = Button(names.REQUEST_DONE, words("support_requests.button.done"), reference)
    urgent = Button(names.REQUEST_URGENT, words("support_requests.button.urgent"))
    hand_off = Button(
        names.HAND_OFF, words("support_requests.button.hand_off"), reference, opens_form=True
    )
    if request.state not in WITH_CONTACT:
        return (release, hand_off)
    if request.state is RequestState.REACHED:
        more = words("support_requests.step_up.button")
        offer = Button(names.ESCALATE, more, reference, opens_form=True)
        return (contact, offer, urgent, release, done)
    if screen == names.SAID_YES:
        return (contact, urgent, hand_off, release)
    # Nobody is done before they have talked; somebody may be in danger at any time.
    return (contact, reached, tried, release, urgent)


def returned_card(words: Words, lines: Lines, request: SupportRequest) -> Card:
    """A request has left its supporter, who may have been about to call."""
    text = Text(words("support_requests.returned", code=request.code))
    return request_card(words, lines, names.RETURNED, request.reference, text)
