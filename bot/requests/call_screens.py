"""What somebody sees whom a coordinator asked a peer to call. They asked for nothing."""

from dataclasses import replace
from datetime import datetime

from bot.check_ins.names import CHECK_IN_TALK
from bot.core.lines import Lines
from bot.core.names import CRISIS_SHOW, Screen
from bot.core.notices import Notice, NoticeButton
from bot.core.screens import Button, Card, Text, Weight
from bot.core.texts import Words
from bot.requests import names
from bot.requests.model import TRIES_TOLD, RequestState, SupportRequest
from bot.requests.promises import Promise
from bot.requests.screens import SOMEONE_ELSE, SUITS, WHO, request_card, when

NO_CALL = Notice(
    Screen("request.no_call_noted"),
    "support_requests.calls.declined",
    "support_requests.preview",
    (NoticeButton(CRISIS_SHOW, "support_requests.button.crisis"),),
)
"""Confirms that no call comes."""


CALL_TAKEN = Notice(
    Screen("request.call_taken"),
    "support_requests.taken",
    "support_requests.claim.preview",
    has_line=False,
)
"""What cards of a call go on to show, whatever comes of it, once its person has asked."""


def call_card(
    words: Words,
    lines: Lines,
    request: SupportRequest,
    now: datetime,
    promise: Promise,
    screen: Screen,
) -> Card:
    """That a peer will call, and the way to say no; kept true until it is over."""
    text, buttons = Text(_stands(words, request, now, promise)), _choices(words, request)
    return request_card(words, lines, screen, request.reference, text, buttons=buttons)


def no_call_button(words: Words, reference: str) -> Button:
    """The button that says no to a call."""
    return Button(names.REQUEST_NO_CALL, words("support_requests.calls.no_call"), reference)


def _stands(words: Words, request: SupportRequest, now: datetime, promise: Promise) -> str:
    match request.state:
        case RequestState.CLAIMED if request.suits_at is not None:
            return words("support_requests.suits.told", time=when(words, request.suits_at, now))
        case RequestState.CLAIMED if request.tried >= TRIES_TOLD:
            return words("support_requests.calls.tried_twice")
        case RequestState.CLAIMED:
            by = when(words, promise.calls_by or now, now)
            return words("support_requests.calls.taken", time=by)
        case RequestState.REACHED:
            return words("support_requests.calls.in_touch")
        case RequestState.DONE:
            return words("support_requests.calls.done")
        case RequestState.WITHDRAWN:
            return words("support_requests.calls.over")
        case _:
            return words("support_requests.calls.coming")


def _choices(words: Words, request: SupportRequest) -> tuple[Button, ...]:
    reference, this_round = request.reference, request.this_round
    crisis = Button(CRISIS_SHOW, words("support_requests.button.crisis"))
    no_call = no_call_button(words, reference)
    another = Button(SOMEONE_ELSE, words("support_requests.button.someone_else"), this_round)
    how = Button(names.REACH, words("support_requests.reach.button"), reference, opens_form=True)
    see = Button(WHO, words("support_requests.button.who"), reference, Weight.MAIN, opens_form=True)
    suits = Button(
        SUITS, words("support_requests.suits.button"), this_round, Weight.MAIN, opens_form=True
    )
    match request.state:
        case RequestState.CLAIMED if request.tried >= TRIES_TOLD or request.suits_at is not None:
            return (suits, replace(see, weight=Weight.PLAIN), another, no_call, crisis)
        case RequestState.CLAIMED:
            return (no_call, see, another, how, crisis)
        case RequestState.REACHED:
            return (another, crisis)
        case RequestState.DONE | RequestState.WITHDRAWN:
            return (Button(CHECK_IN_TALK, words("support_requests.calls.talk")), crisis)
        case _:
            return (no_call, how, crisis)
