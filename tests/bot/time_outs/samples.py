"""Every card and dialog of a time-out, in every state it can be in."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.core.lines import Lines
from bot.core.texts import Words
from bot.programme.model import Unit
from bot.time_outs import forms, screens
from bot.time_outs.model import (
    ARRIVAL,
    MOST_EXTENSIONS,
    SOON,
    Askable,
    Outcome,
    TimeOut,
    TimeOutState,
)
from bot.time_outs.names import COVER
from bot.time_outs.offers import screens as offer_screens
from bot.time_outs.screens import Look
from tests.samples import Sample

NOW = datetime(2026, 3, 2, 21, 30, tzinfo=UTC)
REF = "0" * 32
ASKED = TimeOut(
    reference=REF,
    unit="icu",
    minutes=15,
    asked_at=NOW,
    episode="1" * 32,
    next_word_at=NOW + timedelta(minutes=3),
)
ALONE = replace(ASKED, alone=True, singles=1)
COVERED = replace(ASKED, state=TimeOutState.COVERED, round=1, arrives_at=NOW)
RUNNING = replace(
    COVERED,
    state=TimeOutState.RUNNING,
    ends_at=NOW + timedelta(minutes=15),
)
UP = replace(RUNNING, ends_at=NOW)
OVER = [replace(ASKED, state=TimeOutState.OVER, outcome=outcome) for outcome in Outcome]
SOME = ("p",)
ODD_NAME = "Zoë *_<@U1>& \u202eO'Neil-Ångström =1+1 " + "very " * 50 + "long"


def samples(words: Words, lines: Lines) -> list[Sample]:
    return [
        *_asker(words, lines),
        *_those_asked(words, lines),
        *_dialogs(words),
        *_offers(words, lines),
    ]


def _offers(words: Words, lines: Lines) -> Iterator[Sample]:
    for able in (Askable(SOME, SOME, SOME, SOME, house_first=True), Askable(leads=SOME)):
        for name in ("Sam Rivera", ""):
            yield Sample("note", offer_screens.offer_card(words, lines, REF, name, able))
    yield Sample("form", offer_screens.offering_form(words, REF))
    yield Sample(
        "form", offer_screens.which_event_form(words, [(REF, "ICU", NOW), ("1" * 32, "ED", NOW)])
    )
    for arranged in (None, 5):
        yield Sample("form", offer_screens.offered_form(words, REF, NOW, arranged))
    yield Sample("form", offer_screens.too_few_form(words, REF))
    yield Sample("form", offer_screens.paused_form(words, REF))
    yield Sample("form", offer_screens.no_event_form(words))


def _asker(words: Words, lines: Lines) -> Iterator[Sample]:
    late = replace(COVERED, level=1, arrives_at=NOW - ARRIVAL)
    asked = [
        ASKED,
        replace(ASKED, offer=REF),
        replace(ASKED, round=1),
        replace(ASKED, level=1),
        replace(ASKED, level=1, lead_asked=True),
        replace(ASKED, level=4, lead_asked=True, next_asked=True, singles=1, round=1),
        ALONE,
        replace(ALONE, round=1),
        replace(ALONE, level=1),
    ]
    later = [
        COVERED,
        replace(COVERED, arrives_at=NOW + SOON),
        late,
        RUNNING,
        UP,
        replace(UP, extensions=MOST_EXTENSIONS),
    ]
    for time_out in [*asked, *later]:
        for look in (Look(NOW), Look(NOW, list_open=True, nameless=True)):
            yield Sample("note", screens.mine(words, lines, time_out, look))
    for time_out in OVER:
        # After the end nothing comes any more: there is nothing left to opt out of.
        yield Sample("card", screens.mine(words, lines, time_out, Look(NOW)))
    yield Sample("card", screens.older(words, ASKED))
    yield Sample("card", screens.older(words, OVER[0]))


def _those_asked(words: Words, lines: Lines) -> Iterator[Sample]:
    for time_out in (ASKED, COVERED, RUNNING, *OVER):
        for look in (Look(NOW), Look(NOW, yours=True)):
            yield Sample("channel", screens.cover_card(words, lines, time_out, look))
            yield Sample("channel", screens.passed(words, lines, time_out, look))
    promised = [
        COVERED,
        replace(COVERED, arrives_at=NOW + SOON),
        replace(COVERED, level=1, arrives_at=NOW - ARRIVAL),
    ]
    for time_out in promised:
        yield Sample("note", screens.covering(words, lines, time_out, Look(NOW, yours=True)))
    for time_out in (RUNNING, replace(RUNNING, extensions=1), UP, *OVER):
        yield Sample("card", screens.covering(words, lines, time_out, Look(NOW, yours=True)))
    yield Sample("card", screens.covering(words, lines, COVERED, Look(NOW)))


def _dialogs(words: Words) -> Iterator[Sample]:
    for cover in ((), SOME):
        for leads in ((), SOME):
            for next_in_line in ((), SOME):
                able = Askable(cover, leads, next_in_line)
                yield Sample("form", forms.ask_form(words, "", 15, able))
                if able:
                    yield Sample("form", forms.ask_list_form(words, ALONE, able))
    places = (Unit("icu", "ICU", "main", "UTC"), Unit("float", "Float pool", "main", "UTC"))
    for house_first in (True, False):
        able = Askable(SOME, SOME, SOME, SOME, house_first)
        yield Sample("form", forms.ask_form(words, "", 15, able, places))
        yield Sample("form", forms.ask_form(words, "", 15, Askable(house=SOME)))
    yield Sample("form", forms.open_already(words, ""))
    yield Sample("form", forms.ask_one_form(words, ASKED))
    yield Sample("form", forms.cover_form(words, ASKED, None))
    yield Sample("form", forms.cover_form(words, ASKED, NOW + SOON))
    for look in (Look(NOW), Look(NOW, yours=True)):
        text = screens.settled_text(words, COVERED, look)
        yield Sample("form", forms.settled_form(words, COVER, REF, text))
    for time_out in (COVERED, replace(COVERED, arrives_at=NOW + SOON), RUNNING):
        for name in ("", "Fay Odum", ODD_NAME):
            yield Sample("form", forms.who_covers(words, time_out, name, NOW))
            for unit in ("", "ICU"):
                asker = forms.Asker(name, unit)
                yield Sample("form", forms.who_asks(words, time_out, asker, NOW))
