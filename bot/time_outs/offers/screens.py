"""The card that offers a break, and the dialog in which a unit lead offers breaks."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.check_ins import greeting
from bot.core.inputs import Choice, options_named
from bot.core.lines import Lines
from bot.core.messages import Message, at_once
from bot.core.names import Screen
from bot.core.notices import Notice, NoticeButton, with_line
from bot.core.screens import Button, Card, Form, Text
from bot.core.texts import Words
from bot.time_outs.forms import who_sees_what
from bot.time_outs.model import USUAL_MINUTES, Askable
from bot.time_outs.names import ASK, TIME_OUT_ACCEPT, TIME_OUT_DECLINE
from bot.unit_leads.names import OFFER_BREAKS

OFFER = Message("time_out.offer", at_once(timedelta(minutes=30)))
OFFER_CLOSED = Notice(
    Screen("time_out.offer_closed"),
    "time_out.offer.closed",
    "time_out.mine.preview",
    (NoticeButton(ASK, "time_out.offer.ask", opens_form=True),),
)
"""What a card becomes after "No, thanks" and after the offer's end.

It is one screen for both, so that nothing kept of it says that somebody declined.
"""


def offer_card(words: Words, lines: Lines, episode: str, name: str, askable: Askable) -> Card:
    """Offer a break, and say before the press who will see what."""
    offer = words("time_out.offer.text", minutes=USUAL_MINUTES)
    return Card(
        OFFER,
        episode,
        words("time_out.mine.preview"),
        (
            Text(f"{greeting(words, name)} {offer}"),
            Text(" ".join([words("time_out.offer.if_yes"), *who_sees_what(words, askable)])),
            Text(words("time_out.offer.if_no")),
            *with_line(words, lines),
        ),
        (
            Button(TIME_OUT_ACCEPT, words("time_out.offer.yes"), episode),
            Button(TIME_OUT_DECLINE, words("time_out.offer.no"), episode),
        ),
    )


# ---- the lead's dialog ----


def _dialog(words: Words, subject: str, *texts: str, submit: str = "") -> Form:
    return Form(
        name=OFFER_BREAKS,
        subject=subject,
        title=words("time_out.offering.title"),
        close=words("core.close"),
        parts=tuple(Text(text) for text in texts),
        submit=submit,
    )


def offering_form(words: Words, event: str) -> Form:
    """Say what an offer does and what the lead will not see, before it is made."""
    return _dialog(
        words,
        event,
        words("time_out.offering.who", minutes=USUAL_MINUTES),
        words("time_out.offering.cover"),
        words("time_out.offering.private"),
        submit=words("time_out.offering.send"),
    )


def which_event_form(words: Words, events: Sequence[tuple[str, str, datetime]]) -> Form:
    """Ask after which event, each with its reference, the name of its unit and its time."""
    options = options_named(
        (event, words("time_out.offering.event", unit=unit, at=words.day_and_time(at)))
        for event, unit, at in events
    )
    label = words("time_out.offering.which")
    return Form(
        name=OFFER_BREAKS,
        subject="",
        title=words("time_out.offering.title"),
        close=words("core.close"),
        parts=(
            Text(words("time_out.offering.who", minutes=USUAL_MINUTES)),
            Text(words("time_out.offering.cover")),
            Text(words("time_out.offering.private")),
        ),
        inputs=(Choice("event", label, options, chosen=options[0].value),),
        submit=words("time_out.offering.send"),
    )


def offered_form(words: Words, event: str, at: datetime, arranged: int | None) -> Form:
    """Say that breaks were offered, and how many are arranged where that tells of nobody."""
    if arranged is None:
        how_many = words("time_out.offering.arranged")
    else:
        how_many = words("time_out.offering.arranged_at_least", count=arranged)
    offered = words("time_out.offering.offered", at=words.day_and_time(at))
    return _dialog(words, event, offered, how_many, words("time_out.offering.once"))


def too_few_form(words: Words, event: str) -> Form:
    """Refuse an offer that would single somebody out, and name what helps as well."""
    too_few = words("time_out.offering.too_few")
    return _dialog(words, event, too_few, words("time_out.offering.in_person"))


def paused_form(words: Words, event: str) -> Form:
    """Refuse an offer while all notes are paused."""
    paused = words("time_out.offering.paused")
    return _dialog(words, event, paused, words("time_out.offering.in_person"))


def no_event_form(words: Words) -> Form:
    """Say that nothing was reported after which breaks could be offered."""
    none = words("time_out.offering.no_event")
    return _dialog(words, "", none, words("time_out.offering.in_person"))
