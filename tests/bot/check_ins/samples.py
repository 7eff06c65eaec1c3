"""Every screen and form of the check-in, drawn in every state it can be in."""

from dataclasses import replace

from bot.adverse_events import Audience
from bot.adverse_events.model import ReportState
from bot.check_ins.screens import (
    ambient_card,
    closed_card,
    menu_card,
    note_card,
    preview_form,
    what_we_keep_form,
    where_form,
)
from bot.core.lines import Lines
from bot.core.texts import Words
from bot.programme.model import Calls
from tests.bot.adverse_events.samples import ICU, REFERENCE, report
from tests.samples import Sample

SIGNED = "Robin Vale, for the peer supporters"
"""The one name that is posted: the hospital's own text, with its owner's consent."""


def audience(state: ReportState = ReportState.DRAFT) -> Audience:
    return Audience(
        report=report(state),
        unit=ICU,
        names=("Ada *_<@U1>&", "Bo Quist", "\u202eSam"),
        unreachable=("Bo Quist",),
        nameless=1,
        by_actor=True,
    )


def samples(words: Words, lines: Lines) -> list[Sample]:
    """One or more of each."""
    crowd = replace(audience(), names=tuple(f"Person {n} Longname" for n in range(2000)))
    notes = [
        note_card(words, lines, REFERENCE, "Sam Rivera", soon_after=False),
        note_card(words, lines, REFERENCE, "", soon_after=False),
        note_card(words, lines, REFERENCE, "Sam", soon_after=True),
        note_card(words, lines, REFERENCE, "Sam", soon_after=False, signed=SIGNED),
        note_card(words, lines, REFERENCE, "Sam", soon_after=True, signed=SIGNED),
    ]
    cards = [
        closed_card(words, lines, REFERENCE),
        menu_card(words, lines, REFERENCE),
        menu_card(words, lines, ""),
    ]
    forms = [
        what_we_keep_form(words, lines),
        where_form(words, lines, "Risk office, extension 4400"),
        where_form(words, lines, ""),
        preview_form(words, lines, audience()),
        preview_form(words, lines, audience(ReportState.HELD)),
        preview_form(words, lines, crowd),
        *(
            preview_form(words, lines, replace(audience(state), calls=calls), asks_for_calls=True)
            for state in (ReportState.DRAFT, ReportState.HELD)
            for calls in Calls
        ),
    ]
    return [
        Sample("channel", ambient_card(words, lines)),
        *(Sample("note", card) for card in notes),
        *(Sample("card", card) for card in cards),
        *(Sample("form", form) for form in forms),
    ]
