"""Every screen and form of the check-in, drawn in every state it can be in."""

from dataclasses import replace
from datetime import timedelta

from bot.adverse_events import Audience
from bot.adverse_events.model import ReportState
from bot.check_ins.screens import (
    ambient_card,
    closed_card,
    menu_card,
    note_card,
    options_card,
    preview_form,
    what_we_keep_form,
    where_form,
)
from bot.core.lines import Lines
from bot.core.texts import Words
from bot.programme import Disclosure, disclosure_of
from bot.programme.model import Programme
from tests.bot.adverse_events.samples import ICU, REFERENCE, report
from tests.samples import Sample
from tests.world import START, ZONE, kinds

HALF_A_DAY = timedelta(hours=12)


def audience(state: ReportState = ReportState.DRAFT) -> Audience:
    return Audience(
        report=report(state),
        unit=ICU,
        names=("Ada *_<@U1>&", "Bo Quist", "\u202eSam"),
        unreachable=("Bo Quist",),
        nameless=1,
        by_actor=True,
    )


def tolds(words: Words) -> list[Disclosure]:
    """What a peer keeps private: in the hospital's words, by day and at night, and in ours."""
    programme = Programme("h", ZONE, supports=kinds(""))
    told = [disclosure_of(programme, "peer", hour, words) for hour in (START, START + HALF_A_DAY)]
    return [*told, disclosure_of(Programme("h", ZONE), "peer", START, words)]


def samples(words: Words, lines: Lines) -> list[Sample]:
    """One or more of each."""
    crowd = replace(audience(), names=tuple(f"Person {n} Longname" for n in range(2000)))
    notes = [
        note_card(words, lines, REFERENCE, "Sam Rivera", soon_after=False),
        note_card(words, lines, REFERENCE, "", soon_after=False),
        note_card(words, lines, REFERENCE, "Sam", soon_after=True),
    ]
    cards = [
        closed_card(words, lines, REFERENCE),
        *(
            options_card(words, lines, episode, told, others=others)
            for episode in (REFERENCE, "")
            for told in tolds(words)
            for others in (True, False)
        ),
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
    ]
    return [
        Sample("channel", ambient_card(words, lines)),
        *(Sample("note", card) for card in notes),
        *(Sample("card", card) for card in cards),
        *(Sample("form", form) for form in forms),
    ]
