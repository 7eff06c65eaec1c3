"""Drawn examples of handing a request on, of saying when it suits, and of the end of a talk."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from bot.lines import Lines
from bot.programme.model import Option
from bot.screens import Text
from bot.support_requests import (
    assigning,
    handing_screens,
    screens,
    slip_screens,
    suiting_screens,
    supporter_screens,
)
from bot.support_requests.model import Door, RequestState, SupportRequest
from bot.support_requests.screens import Outlook
from bot.texts import Words
from tests.samples import Sample

NOW = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)
HANDED = SupportRequest(
    reference="r1",
    area="main",
    door=Door.ANY,
    asked_at=NOW - timedelta(minutes=25),
    code="K7QM",
    care="c1",
    state=RequestState.HANDED,
    next_step_at=NOW + timedelta(minutes=30),
)
LATER = replace(HANDED, state=RequestState.CLAIMED, suits_at=NOW + timedelta(hours=26))
DAYS = [((NOW + timedelta(days=n)).date(), NOW + timedelta(days=n)) for n in range(7)]


def handing_samples(words: Words, lines: Lines) -> list[Sample]:
    picks = [
        handing_screens.colleague(words, f"p{n}", name, on_duty=n == 0)
        for n, name in enumerate(("Quinn Mayer", "Uma Castell", "x" * 90))
    ]
    forms = [
        handing_screens.hand_off_form(words, HANDED, picks),
        handing_screens.hand_off_form(words, replace(HANDED, door=Door.WHO_FIRST), picks),
        handing_screens.hand_off_form(words, HANDED, ()),
        handing_screens.handed_on_form(words, "r1"),
        suiting_screens.suits_form(words, LATER, DAYS, None),
        suiting_screens.suits_form(words, LATER, DAYS, time(15)),
        suiting_screens.noted_form(words, "r1"),
        slip_screens.describe_form(words, "s1"),
        slip_screens.thanks_form(words),
    ]
    forms += [
        assigning.which_form(words, [("r1", "K7QM"), ("r2", "M3PA")]),
        assigning.which_form(words, []),
        assigning.assign_form(words, HANDED, [("p1", "Quinn Mayer"), ("p2", "")]),
        assigning.assign_form(words, HANDED, []),
        replace(
            assigning.which_form(words, []),
            name=assigning.ASSIGNED,
            parts=(Text(words("support_requests.assign.asked")),),
        ),
    ]
    left = [
        supporter_screens.held_card(words, lines, request, NOW, mine=False, handed=True)
        for request in (HANDED, replace(HANDED, state=RequestState.DONE))
    ]
    return [
        *(Sample("form", form) for form in forms),
        *(Sample("card", card) for card in left),
        Sample("card", slip_screens.done_card(words, lines, "s1", asks=True)),
        Sample("card", slip_screens.done_card(words, lines, "s1", asks=False)),
        Sample("card", handing_screens.hand_off_ask_card(words, lines, HANDED)),
        Sample("note", handing_screens.handed_card(words, lines, HANDED, "2:45 PM", mine=True)),
        Sample("card", handing_screens.handed_card(words, lines, HANDED, "2:45 PM", mine=False)),
        Sample("note", suiting_screens.suits_card(words, lines, LATER, NOW, mine=True)),
        Sample("card", suiting_screens.suits_card(words, lines, LATER, NOW, mine=False)),
        *(
            Sample(
                "note",
                screens.status_card(words, lines, replace(LATER, option=option), Outlook(NOW)),
            )
            for option in Option
        ),
    ]
