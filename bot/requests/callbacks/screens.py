"""When it suits somebody whom a supporter tried to reach in vain. Pure."""

from collections.abc import Sequence
from datetime import date, datetime, time

from bot.core.lines import Lines
from bot.core.names import Dialog
from bot.core.notices import with_line
from bot.core.screens import Button, Card, Choice, Form, Text, TimeInput, Weight
from bot.core.screens import Option as Pick
from bot.core.texts import Words
from bot.requests.model import SupportRequest
from bot.requests.names import CONTACT, REQUEST_RELEASE, SUITS_CARD
from bot.requests.screens import SUITS, when

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


def noted_form(words: Words, subject: str) -> Form:
    """Whoever holds it is told."""
    return Form(
        name=SUITS_NOTED,
        subject=subject,
        title=words("core.notice.title"),
        close=words("core.close"),
        parts=(Text(words("support_requests.suits.noted")),),
    )


def suits_card(
    words: Words, lines: Lines, request: SupportRequest, now: datetime, *, mine: bool
) -> Card:
    """For whoever holds it: when it suits them; once that is over, only that it is."""
    told = mine and request.suits_at is not None
    at = when(words, request.suits_at or now, now)
    text = words("support_requests.suits.card", code=request.code, time=at)
    over = words("support_requests.held.returned")
    see, release = (
        words("support_requests.button.contact"),
        words("support_requests.button.release"),
    )
    buttons = (
        Button(CONTACT, see, request.reference, Weight.MAIN, opens_form=True),
        Button(REQUEST_RELEASE, release, request.reference),
    )
    return Card(
        screen=SUITS_CARD,
        subject=request.reference,
        preview=words("support_requests.preview"),
        parts=(Text(text if told else over), *with_line(words, lines)),
        buttons=buttons if told else (),
    )
