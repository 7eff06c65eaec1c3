"""Drawn examples of handing a request on, of saying when it suits, and of the end of a talk."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from bot.core.lines import Lines
from bot.core.notices import noted_form
from bot.core.screens import Text
from bot.core.texts import Words
from bot.requests import screens
from bot.requests.callbacks import screens as callback_screens
from bot.requests.claims import assignment as assignment_handlers
from bot.requests.claims import screens as supporter_screens
from bot.requests.feedback import screens as feedback_screens
from bot.requests.handoffs import screens as handoff_screens
from bot.requests.model import AskerToken, RequestMode, RequestState, SupportRequest
from bot.requests.screens import Outlook
from tests.samples import Sample
from tests.world import kinds

NOW = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)
HANDED = SupportRequest(
    reference="r1",
    area="main",
    mode=RequestMode.ANY,
    asked_at=NOW - timedelta(minutes=25),
    code="K7QM",
    episode="c1",
    state=RequestState.HANDED,
    next_step_at=NOW + timedelta(minutes=30),
)
LATER = replace(HANDED, state=RequestState.CLAIMED, suits_at=NOW + timedelta(hours=26))
TOKEN = AskerToken(reference="0" * 32, area="main", erase_at=NOW + timedelta(days=7))
DAYS = [((NOW + timedelta(days=n)).date(), NOW + timedelta(days=n)) for n in range(7)]


def handing_samples(words: Words, lines: Lines) -> list[Sample]:
    picks = [
        handoff_screens.colleague(words, f"p{n}", name, on_duty=n == 0)
        for n, name in enumerate(("Quinn Mayer", "Uma Castell", "x" * 90))
    ]
    forms = [
        handoff_screens.hand_off_form(words, HANDED, picks),
        handoff_screens.hand_off_form(words, replace(HANDED, mode=RequestMode.WHO_FIRST), picks),
        handoff_screens.hand_off_form(words, HANDED, ()),
        noted_form(words, handoff_screens.HANDED_ON, "r1", words("support_requests.hand_off.sent")),
        callback_screens.suits_form(words, LATER, DAYS, None),
        callback_screens.suits_form(words, LATER, DAYS, time(15)),
        noted_form(
            words, callback_screens.SUITS_NOTED, "r1", words("support_requests.suits.noted")
        ),
        feedback_screens.describe_form(words, "s1"),
        noted_form(words, feedback_screens.THANKS, "", words("support_requests.describe.counted")),
    ]
    forms += [
        assignment_handlers.which_form(words, [("r1", "K7QM"), ("r2", "M3PA")]),
        assignment_handlers.which_form(words, []),
        assignment_handlers.assign_form(words, HANDED, [("p1", "Quinn Mayer"), ("p2", "")]),
        assignment_handlers.assign_form(words, HANDED, []),
        replace(
            assignment_handlers.which_form(words, []),
            name=assignment_handlers.ASSIGNED,
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
        Sample("card", feedback_screens.done_card(words, lines, "s1", asks=True)),
        *(
            Sample("card", feedback_screens.closed_talk_card(words, lines, token))
            for token in (None, TOKEN, replace(TOKEN, soon_said=True))
        ),
        Sample("card", feedback_screens.done_card(words, lines, "s1", asks=False)),
        Sample("card", handoff_screens.hand_off_ask_card(words, lines, HANDED)),
        Sample("note", handoff_screens.handed_card(words, lines, HANDED, "2:45 PM", mine=True)),
        Sample("card", handoff_screens.handed_card(words, lines, HANDED, "2:45 PM", mine=False)),
        Sample("note", callback_screens.suits_card(words, lines, LATER, NOW, mine=True)),
        Sample("card", callback_screens.suits_card(words, lines, LATER, NOW, mine=False)),
        *(
            Sample(
                "note",
                screens.status_card(words, lines, LATER, Outlook(NOW, kind=kind)),
            )
            for kind in kinds("")
        ),
    ]
