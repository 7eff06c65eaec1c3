"""The contact of a request: a dialog for whoever holds it, with what can come of the call."""

from datetime import datetime

from bot.core.names import Action
from bot.core.people import first_name
from bot.core.screens import Button, Fact, Form, Part, Row, Small, Text
from bot.core.texts import Words
from bot.requests import names
from bot.requests.claims.screens import in_rows
from bot.requests.model import Origin, Reach, RequestState, SupportRequest
from bot.requests.screens import when

# The same as on the card of what one holds, answered in the dialog: the card is not below it.
CONTACT_DONE = Action("request.contact_done")
CONTACT_REACHED = Action("request.contact_reached")
CONTACT_RELEASE = Action("request.contact_release")
CONTACT_TRIED = Action("request.contact_tried")


def contact_form(
    words: Words,
    request: SupportRequest,
    name: str,
    phone: str,
    account: str,
    wishes: tuple[Fact, ...] = (),
    by: str = "",
    me: str = "",
) -> Form:
    """The contact: a dialog, which leaves nothing behind. Nothing about what happened.

    What comes of the call is said here, where the number is. ``account`` is what they are called
    in the reader's own app, empty if they are not in it; ``by`` is by when they were told that
    somebody makes contact; ``me`` is the reader's name.
    """
    parts: list[Part] = [
        Text(name or words("support_requests.contact.no_name")),
        Text(_reach(words, request.reach, phone, account)),
    ]
    if by:
        parts.append(Text(words("support_requests.contact.by", time=by)))
    parts += in_rows(*wishes)
    if request.state is RequestState.REACHED:
        parts.append(Text(words("support_requests.contact.then")))
    else:
        parts += _opening(words, request, name, me)
        parts.append(Text(words("support_requests.contact.how")))
    parts += _rows(words, request)
    parts.append(Small(words("support_requests.contact.safety")))
    return Form(
        name=names.CONTACT,
        subject=request.reference,
        title=words("support_requests.contact.title"),
        close=words("core.close"),
        parts=tuple(parts),
    )


def _opening(words: Words, request: SupportRequest, name: str, me: str) -> tuple[Text, ...]:
    """How the call could begin, where the names of both are known."""
    first, mine = first_name(name), first_name(me)
    if not first or not mine:
        return ()
    if request.origin is Origin.CALL:
        return (Text(words("support_requests.calls.opening", name=first, me=mine)),)
    return (Text(words("support_requests.contact.opening", name=first, me=mine)),)


def _rows(words: Words, request: SupportRequest) -> tuple[Row, ...]:
    """The buttons of the dialog: what came of the call, and below it help for the supporter."""
    reference = request.reference
    release = Button(CONTACT_RELEASE, words("support_requests.button.release"), reference)
    urgent = Button(names.REQUEST_URGENT, words("support_requests.button.urgent"))
    if request.state is RequestState.REACHED:
        done = Button(CONTACT_DONE, words("support_requests.button.done"), reference)
        more = words("support_requests.step_up.button")
        offer = Button(names.ESCALATE, more, reference, opens_form=True)
        return (Row((done, offer, release)), Row((urgent,)))
    reached = Button(CONTACT_REACHED, words("support_requests.button.reached"), reference)
    tried = Button(CONTACT_TRIED, words("support_requests.button.tried"), request.this_try)
    label = words("support_requests.button.hand_off")
    hand_off = Button(names.HAND_OFF, label, reference, opens_form=True)
    return (Row((reached, tried, release)), Row((hand_off, urgent)))


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
