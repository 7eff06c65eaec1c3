"""Handing a request to one colleague: whom to ask, and what the one who is asked sees. Pure.

Whom one can ask is read in a dialog; the card names neither who asks nor whom it is for.
"""

from collections.abc import Sequence

from bot.core.inputs import Choice
from bot.core.inputs import Option as Pick
from bot.core.limits import LONGEST_LABEL, MOST_OPTIONS
from bot.core.lines import Lines
from bot.core.names import Dialog, Screen
from bot.core.screens import Button, Card, Form, Small, Text, Weight
from bot.core.texts import Words
from bot.requests.model import Origin, RequestMode, SupportRequest
from bot.requests.names import HAND_OFF, HANDED_CARD, REQUEST_CLAIM, REQUEST_NOT_ME
from bot.requests.screens import request_card

HAND_OFF_ASK = Screen("request.hand_off_ask")
HANDED_ON = Dialog("request.handed_on")
WHO = "colleague"


def hand_off_form(words: Words, request: SupportRequest, colleagues: Sequence[Pick]) -> Form:
    """Whom to ask; without anybody, how it goes on."""
    if not colleagues:
        return Form(
            name=HAND_OFF,
            subject=request.this_round,
            title=words("support_requests.hand_off.title"),
            close=words("core.close"),
            parts=(Text(words("support_requests.hand_off.nobody")),),
        )
    label = words("support_requests.hand_off.who")
    if request.origin is Origin.CALL:
        what = words("support_requests.calls.hand_off")
    else:
        what = words("support_requests.hand_off.what")
    if request.mode is RequestMode.ANY:
        then = words("support_requests.hand_off.any")
    else:
        then = words("support_requests.hand_off.who_first")
    return Form(
        name=HAND_OFF,
        subject=request.this_round,
        title=words("support_requests.hand_off.title"),
        close=words("core.close"),
        parts=(Text(what), Text(then)),
        inputs=(Choice(WHO, label, tuple(colleagues)[:MOST_OPTIONS]),),
        submit=words("support_requests.hand_off.send"),
    )


def colleague(words: Words, reference: str, name: str, *, on_duty: bool) -> Pick:
    """One colleague to pick; whether they are on duty stands beside the name."""
    label = words("support_requests.hand_off.on_duty", name=name) if on_duty else name
    return Pick(reference, label[:LONGEST_LABEL])


def hand_off_ask_card(words: Words, lines: Lines, request: SupportRequest) -> Card:
    """The way to the dialog, where a name was not typed with the code."""
    label, reference = words("support_requests.button.hand_off"), request.reference
    text = Text(words("support_requests.hand_off.ask", code=request.code))
    button = Button(HAND_OFF, label, reference, opens_form=True)
    return request_card(words, lines, HAND_OFF_ASK, reference, text, buttons=(button,))


def handed_card(
    words: Words, lines: Lines, request: SupportRequest, until: str, *, mine: bool
) -> Card:
    """A colleague cannot do it after all, and asks whether the reader would take it over."""
    preview, reference = words("support_requests.claim.preview"), request.reference
    if not mine:
        over = Text(words("support_requests.hand_off.over"))
        return request_card(words, lines, HANDED_CARD, reference, over, preview=preview)
    take = words("support_requests.button.take")
    return request_card(
        words,
        lines,
        HANDED_CARD,
        reference,
        Text(words("support_requests.hand_off.asked", time=until)),
        Small(words("support_requests.claim.code", code=request.code)),
        preview=preview,
        buttons=(
            Button(REQUEST_CLAIM, take, reference, Weight.MAIN, opens_form=True),
            Button(REQUEST_NOT_ME, words("support_requests.button.pass"), request.this_round),
        ),
    )
