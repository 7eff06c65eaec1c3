"""The screens of reviewers: which event, which team, and whether it needs support."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.adverse_events import kinds
from bot.core.inputs import (
    Choice,
    DayInput,
    Input,
    Option,
    PeoplePicker,
    TimeInput,
    options_labelled,
    options_named,
)
from bot.core.names import Screen
from bot.core.notices import Notice
from bot.core.screens import Form, Small, Text
from bot.core.texts import Words, texts_of
from bot.programme.model import Kind, Unit
from bot.referrals.names import REVIEW, REVIEW_ASK

NEW = "new"
"""The option, and the subject, of an event that nobody has reported yet."""
STARTED = Notice(Screen("review.started"), "review.started", "adverse_event.preview")
NOT_NEEDED = Notice(Screen("review.not_needed"), "review.not_needed", "adverse_event.preview")


class Need(StrEnum):
    """The answer to whether the team needs support."""

    SHIFT = "shift"
    PICKED = "picked"
    NO = "no"


@dataclass(frozen=True)
class EventInWords:
    """An event in the reader's words."""

    reference: str
    what: str
    where: str
    when: str
    offered: bool
    """Whether messages have gone out for it."""


def which_form(words: Words, events: Sequence[EventInWords]) -> Form:
    """Ask which event is reviewed: a recent one, or one that is not here yet."""
    options = [(each.reference, _about(words, each)) for each in events]
    new = Option(NEW, words("review.which.new"))
    return Form(
        name=REVIEW,
        subject="",
        title=words("review.title"),
        close=words("core.close"),
        submit=words("adverse_event.form.next"),
        parts=(Text(words("review.which.text")),),
        inputs=(
            Choice(
                "event",
                words("review.which.label"),
                (*options_named(options), new),
                chosen="" if events else NEW,
            ),
        ),
    )


def _about(words: Words, event: EventInWords) -> str:
    return words("adverse_event.about", what=event.what, where=event.where, when=event.when)


def ask_form(words: Words, event: EventInWords) -> Form:
    """Ask whether the team of an event needs support."""
    state = words("review.ask.offered") if event.offered else words("review.ask.soon")
    return _form(words, event.reference, (Small(_about(words, event)), Text(state)), ())


def new_form(words: Words, units: Sequence[Unit], local: datetime, ordered: Sequence[Kind]) -> Form:
    """Ask about an event that is not here yet, and whether its team needs support."""
    labels = kinds(words)
    places = sorted(units, key=lambda unit: unit.name.casefold())
    inputs = (
        Choice(
            "unit",
            words("review.ask.team"),
            options_named((unit.key, unit.name) for unit in places),
            chosen=places[0].key if len(places) == 1 else "",
        ),
        DayInput("day", words("adverse_event.form.day"), local.date()),
        TimeInput("time", words("adverse_event.form.time"), local.time()),
        Choice(
            "kind",
            words("adverse_event.form.kind"),
            options_labelled({kind: labels[kind] for kind in ordered}),
        ),
    )
    return _form(words, NEW, (), inputs)


def _form(
    words: Words, subject: str, parts: tuple[Small | Text, ...], inputs: tuple[Input, ...]
) -> Form:
    return Form(
        name=REVIEW_ASK,
        subject=subject,
        title=words("review.title"),
        close=words("core.close"),
        submit=words("review.ask.send"),
        parts=(*parts, Text(words("review.ask.text"))),
        inputs=(
            *inputs,
            Choice(
                "need",
                words("review.ask.need"),
                options_labelled(texts_of(words, "review.need", Need)),
            ),
            PeoplePicker("people", words("review.ask.people"), optional=True),
        ),
    )
