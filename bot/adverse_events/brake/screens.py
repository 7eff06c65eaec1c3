"""The cards about reports that wait at a brake: counts, units and hours, and nobody's name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.adverse_events.brake.decisions import ALL
from bot.adverse_events.model import ReportState
from bot.adverse_events.names import (
    BRAKE,
    BRAKE_LEAVE_OUT,
    BRAKE_LET_GO,
    BRAKE_PAGE,
    BRAKE_PAGE_MAIL,
    BRAKE_SOME,
)
from bot.core.inputs import Choice, options_labelled, options_named
from bot.core.lines import Lines
from bot.core.names import Screen
from bot.core.notices import with_line
from bot.core.screens import Button, Card, Confirm, Form, Items, Part, Small, Text, Weight
from bot.core.texts import Words

MOST_UNITS = 6


@dataclass(frozen=True)
class Waiting:
    """What waits at a brake, and what was decided about the rest of the same round."""

    brake: str
    source: str
    """The name of the system."""
    count: int = 0
    since: datetime | None = None
    units: Mapping[str, int] | None = None
    """How many reports wait in each unit, by its name, the most first."""
    first: datetime | None = None
    last: datetime | None = None
    """When the first and the last of them happened."""
    let_go: int = 0
    left_out: int = 0
    asks: str = ""
    """The subject of the buttons, which decide about the reports counted here."""


def brake_card(words: Words, lines: Lines, screen: Screen, waiting: Waiting) -> Card:
    """Ask a coordinator about reports that wait, or say what was decided."""
    asks = waiting.count > 0
    parts = _asked(words, screen, waiting) if asks else _decided(words, waiting)
    return Card(
        screen,
        waiting.brake,
        words("adverse_event.preview_asks" if asks else "adverse_event.preview"),
        (*parts, *with_line(words, lines)),
        _buttons(words, waiting) if asks else (),
    )


def _asked(words: Words, screen: Screen, waiting: Waiting) -> tuple[Part, ...]:
    count, since = waiting.count, words.day_and_time(waiting.since) if waiting.since else ""
    text = words("adverse_event.brake.text", count=count, source=waiting.source, since=since)
    first_asked = screen == BRAKE
    why = words("adverse_event.brake.why" if first_asked else "adverse_event.brake.still")
    parts: list[Part] = [Text(text), Text(why), Items(tuple(_units(words, waiting.units or {})))]
    if waiting.first and waiting.last:
        first, last = words.day_and_time(waiting.first), words.day_and_time(waiting.last)
        if first == last:
            parts.append(Text(words("adverse_event.brake.at", first=first)))
        else:
            parts.append(Text(words("adverse_event.brake.between", first=first, last=last)))
    if waiting.let_go or waiting.left_out:
        parts += _decided(words, waiting)
    return (*parts, *((Small(words("adverse_event.brake.others")),) if first_asked else ()))


def _units(words: Words, units: Mapping[str, int]) -> list[str]:
    listed = list(units.items())
    shown = [
        words("adverse_event.brake.unit", unit=unit, count=count)
        for unit, count in listed[:MOST_UNITS]
    ]
    left = sum(count for _, count in listed[MOST_UNITS:])
    return [*shown, *([words("adverse_event.brake.elsewhere", count=left)] if left else [])]


def _decided(words: Words, waiting: Waiting) -> tuple[Part, ...]:
    told = []
    if waiting.let_go:
        told.append(words("adverse_event.brake.goes", count=waiting.let_go))
    if waiting.left_out:
        told.append(words("adverse_event.brake.left_out", count=waiting.left_out))
    return (Text(" ".join(told) or words("adverse_event.brake.nothing")),)


def _buttons(words: Words, waiting: Waiting) -> tuple[Button, ...]:
    count, not_yet = waiting.count, words("adverse_event.brake.not_yet")
    go = Confirm(
        words("adverse_event.brake.let_go_title", count=count),
        words("adverse_event.brake.let_go_text", count=count),
        words("adverse_event.brake.let_go_yes"),
        not_yet,
    )
    none = Confirm(
        words("adverse_event.brake.leave_out_title", count=count),
        words("adverse_event.brake.leave_out_text", count=count),
        words("adverse_event.brake.leave_out_yes"),
        not_yet,
    )
    return (
        Button(
            BRAKE_LET_GO,
            words("adverse_event.brake.let_go"),
            waiting.asks,
            Weight.MAIN,
            confirm=go,
        ),
        Button(BRAKE_SOME, words("adverse_event.brake.some"), waiting.asks, opens_form=True),
        Button(BRAKE_LEAVE_OUT, words("adverse_event.brake.leave_out"), waiting.asks, confirm=none),
    )


def some_form(
    words: Words, asks: str, units: Mapping[str, tuple[str, int]], hours: Mapping[int, int]
) -> Form:
    """Choose reports by their unit, and by the hours in which it happened.

    ``units`` are names and counts by the unit's key; ``hours`` counts by the number of last hours.
    """
    named = [
        (key, words("adverse_event.brake.unit", unit=name, count=count))
        for key, (name, count) in units.items()
    ]
    lately = [
        (
            str(last),
            words(
                "adverse_event.brake.lately",
                within=words("adverse_event.brake.within", count=last),
                count=count,
            ),
        )
        for last, count in hours.items()
    ]
    return Form(
        name=BRAKE_SOME,
        subject=asks,
        title=words("adverse_event.brake.some_title"),
        close=words("adverse_event.form.close"),
        submit=words("adverse_event.brake.some_submit"),
        parts=(Text(words("adverse_event.brake.some_text")),),
        inputs=(
            Choice(
                "unit",
                words("adverse_event.brake.which_unit"),
                options_named([(ALL, words("adverse_event.brake.all_units")), *named]),
                chosen=ALL,
            ),
            Choice(
                "hours",
                words("adverse_event.brake.which_hours"),
                options_named([(ALL, words("adverse_event.brake.all_hours")), *lately]),
                chosen=ALL,
            ),
            _what_becomes_of_them(words),
        ),
    )


def _what_becomes_of_them(words: Words) -> Choice:
    return Choice(
        "goes",
        words("adverse_event.brake.what"),
        options_labelled(
            {
                ReportState.LET_GO: words("adverse_event.brake.send"),
                ReportState.LEFT_OUT: words("adverse_event.brake.leave_out"),
            }
        ),
    )


def page_card(words: Words, subject: str, *, by_mail: bool) -> Card:
    """That reports wait: nothing else may leave the building."""
    text = words("adverse_event.brake.page")
    return Card(BRAKE_PAGE_MAIL if by_mail else BRAKE_PAGE, subject, text, (Text(text),))
