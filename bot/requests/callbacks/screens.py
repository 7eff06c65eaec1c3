"""When it suits somebody whom a supporter tried to reach in vain. Pure."""

from collections.abc import Sequence
from datetime import date, datetime, time

from bot.core.inputs import Choice, TimeInput
from bot.core.inputs import Option as Pick
from bot.core.lines import Lines
from bot.core.names import Dialog
from bot.core.screens import Button, Card, Form, Text, Weight
from bot.core.texts import Words
from bot.requests.model import SupportRequest
from bot.requests.names import CONTACT, REQUEST_RELEASE, SUITS_CARD
from bot.requests.screens import SUITS, request_card, when

SUITS_NOTED = Dialog("request.suits_noted")
DAY, TIME = "day", "time"


def suits_form(
    words: Words, request: SupportRequest, days: Sequence[tuple[date, datetime]], at: time | None
) -> Form:
    """Asks for a day and a time; ``days`` are the days to choose from, each with its noon."""
    labels = [words("support_requests.suits.today"), words("support_requests.suits.tomorrow")]
    labels += [words.day(noon) for _, noon in days[len(labels) :]]
    picks = tuple(Pick(day.isoformat(), said) for (day, _), said in zip(days, labels, strict=True))
    return Form(
        name=SUITS,
        subject=request.this_round,
        title=words("support_requests.suits.title"),
        close=words("core.close"),
        parts=(Text(words("support_requests.suits.what")),),
        inputs=(
            Choice(DAY, words("support_requests.suits.day"), picks, chosen=picks[0].value),
            TimeInput(TIME, words("support_requests.suits.time"), at),
        ),
        submit=words("support_requests.suits.send"),
    )


def suits_card(
    words: Words, lines: Lines, request: SupportRequest, now: datetime, *, mine: bool
) -> Card:
    """For whoever holds it: when it suits them; once that is over, only that it is."""
    if not mine or request.suits_at is None:
        over = Text(words("support_requests.held.returned"))
        return request_card(words, lines, SUITS_CARD, request.reference, over)
    at = when(words, request.suits_at, now)
    text = Text(words("support_requests.suits.card", code=request.code, time=at))
    see = words("support_requests.button.contact")
    buttons = (
        Button(CONTACT, see, request.reference, Weight.MAIN, opens_form=True),
        Button(REQUEST_RELEASE, words("support_requests.button.release"), request.reference),
    )
    return request_card(words, lines, SUITS_CARD, request.reference, text, buttons=buttons)
