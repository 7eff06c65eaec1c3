"""Drawn examples of the screens of calls for which nobody asked, in every state."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

from bot.core.lines import Lines
from bot.core.texts import Words
from bot.programme.model import DEFAULT_KINDS, FIRST_KIND, Programme
from bot.requests.call_screens import call_card
from bot.requests.calls.totals import Totals, calls_form, totals_text
from bot.requests.claims import contact_screens, list_screens
from bot.requests.claims import screens as supporter_screens
from bot.requests.claims.assignment import assign_form
from bot.requests.feedback.screens import closed_talk_card
from bot.requests.handoffs.screens import colleague, hand_off_form
from bot.requests.model import (
    AskerToken,
    Origin,
    Page,
    RequestMode,
    RequestState,
    SupportRequest,
)
from bot.requests.names import CALL_COMING
from bot.requests.paging import page_card
from bot.requests.promises import NOTHING_PROMISED, Promise
from bot.requests.screens import STATUS
from tests.samples import Sample

NOW = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)
SOON = NOW + timedelta(minutes=40)
CALL = SupportRequest(
    reference="r1",
    area="main",
    mode=RequestMode.ANY,
    asked_at=NOW - timedelta(minutes=25),
    code="K7QM",
    episode="c1",
    next_step_at=NOW + timedelta(hours=2),
    origin=Origin.CALL,
)
CLAIMED = replace(CALL, state=RequestState.CLAIMED)
STATES = tuple(state for state in RequestState if state is not RequestState.OFFERED)
PEER = DEFAULT_KINDS[FIRST_KIND]


def call_samples(words: Words, lines: Lines) -> list[Sample]:
    """One or more of each."""
    age = list_screens.age(words, timedelta(hours=2))
    return [
        *_of_the_person(words, lines),
        *_of_peers(words, lines, age),
        Sample("form", calls_form(words, "p1", Totals(5, 2))),
        Sample("form", calls_form(words, "p1", Totals(1, 1))),
        Sample("form", assign_form(words, CALL, [("u1", "Pat Okafor")])),
        Sample(
            "form",
            hand_off_form(words, CLAIMED, [colleague(words, "u1", "Quinn Mayer", on_duty=True)]),
        ),
        Sample("channel", page_card(words, _page(), CALL)),
        Sample(
            "card",
            list_screens.overview_card(
                words,
                [],
                Programme("h", "UTC"),
                NOW,
                calls=totals_text(words, Totals(12, 3)),
                waits=True,
            ),
        ),
    ]


def _page() -> Page:
    return Page(reference="p1", request="r1", round=0, way="webhook", planned_at=NOW)


def _of_the_person(words: Words, lines: Lines) -> list[Sample]:
    states = [replace(CALL, state=state) for state in STATES]
    states += [replace(CLAIMED, tried=2), replace(CLAIMED, suits_at=SOON)]
    shown = [
        call_card(words, lines, request, NOW, promise, screen)
        for request, promise, screen in product(
            states, (NOTHING_PROMISED, Promise(calls_by=SOON)), (STATUS, CALL_COMING)
        )
    ]
    token = AskerToken(
        reference="0" * 32, area="main", erase_at=NOW, origin=Origin.CALL, soon_said=True
    )
    shown.append(closed_talk_card(words, lines, token))
    return [Sample("card", card) for card in shown]


def _of_peers(words: Words, lines: Lines, age: str) -> list[Sample]:
    shown = [
        Sample("channel", supporter_screens.claim_card(words, replace(CALL, state=state), PEER))
        for state in STATES
    ]
    for waited, on_duty in (("", True), ("", False), (age, True)):
        card = supporter_screens.reminder_card(
            words, lines, CALL, PEER, waited=waited, on_duty=on_duty
        )
        shown.append(Sample("note", card))
    for level in (3, 6):
        waiting = replace(CALL, level=level)
        card = supporter_screens.needs_someone_card(words, lines, waiting, PEER, NOW, waited=age)
        shown.append(Sample("channel", card))
    for tried in (0, 1, 2):
        again = replace(CLAIMED, tried=tried)
        card = supporter_screens.held_card(words, lines, again, NOW, mine=True)
        shown.append(Sample("note", card))
    shown.append(Sample("card", list_screens.queue_card(words, [CALL], NOW)))
    forms = (
        supporter_screens.take_form(words, lines, CALL, words.time(SOON)),
        contact_screens.contact_form(words, CLAIMED, "Sam Rivera", "555 0100", "sam", me="Pat"),
    )
    return [*shown, *(Sample("form", form) for form in forms)]
