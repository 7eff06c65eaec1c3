"""Every screen and form of setting up."""

from datetime import UTC, datetime

from bot.core.lines import Lines
from bot.core.texts import Words
from bot.programme.model import LATER_NOTES, Area, Unit
from bot.setup.audit_log import Entry, log_form
from bot.setup.later_notes import Kept, edit_form, notes_card, of_form
from bot.setup.model import Held, Takes
from bot.setup.role_screens import (
    Places,
    add_form,
    changed_card,
    remove_form,
    remove_who_form,
    seats,
)
from bot.setup.screens import There, all_steps_card, step_card
from bot.setup.setup_steps import Standing, Step
from tests.samples import Sample
from tests.world import SOCIAL_WORK, kinds, takers

AT = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)
MAIN = Area("main", "Main campus", supports=takers(peer=("a", "b")))
ICU = Unit("icu", "ICU", "main", "UTC")
PLACES = Places((MAIN,), (ICU,), (*kinds("")[:3], SOCIAL_WORK))
DONE = [Standing(step) for step in Step]
OPEN = [
    Standing(Step.CHANNEL, ("claims",), in_playbook=True),
    Standing(Step.SUPPORTERS, ("Main campus",), "takes:peer/main"),
    Standing(Step.ON_CALL, ("Main campus",), "on_call/main"),
    Standing(Step.LINES, ("Lifeline", "EAP"), "988"),
    Standing(Step.COUNSEL, ("peer", "chaplain"), in_playbook=True),
    Standing(Step.LEADS, ("ICU", "Surgery"), "lead/icu"),
    Standing(Step.COVER, tuple(f"Unit {n}" for n in range(9)), "cover/icu"),
    Standing(Step.TRIGGERS, ("ICU",)),
    Standing(Step.ANNOUNCE, ("announcements",), in_playbook=True),
]
KEPT = [
    Kept("all", "Everywhere", LATER_NOTES, own=True, mine=True),
    Kept("area/main", "Main campus", ("1w",), own=True, mine=True),
    Kept("trigger/near-miss", "near-miss", ("72h",), own=True, mine=True),
]


def samples(words: Words, lines: Lines) -> list[Sample]:
    """One or more of each."""
    return [*_steps(words), *_people(words), *_notes(words), *_log(words)]


def _steps(words: Words) -> list[Sample]:
    others = [
        Standing(Step.LINES, ("crisis",), in_playbook=True),
        Standing(Step.ANNOUNCE, ("announcements",)),
    ]
    mixed = [next((o for o in others if o.step is each.step), each) for each in OPEN]
    on = [There("practice", "practice"), There("slack", "T0123"), There("teams", "a-tenant")]
    cards = [
        all_steps_card(words, DONE),
        all_steps_card(words, OPEN),
        *(step_card(words, OPEN, step, on[0]) for step in Step),
        *(step_card(words, mixed, each.step, there) for each in others for there in on),
        step_card(words, OPEN, Step.CHANNEL, on[1]),
        step_card(words, OPEN, Step.CHANNEL, on[2]),
        step_card(words, DONE, Step.LINES, on[0]),
    ]
    return [Sample("card", card) for card in cards]


def _people(words: Words) -> list[Sample]:
    names = [("a" * 32, "Pat Okafor"), ("b" * 32, "")]
    return [
        Sample("form", add_form(words, PLACES, "")),
        Sample("form", add_form(words, PLACES, "lead/icu")),
        Sample("form", remove_form(words, PLACES, "takes:social_work/main")),
        # As a button that an older version drew says it.
        Sample("form", remove_form(words, PLACES, "supporter/main")),
        Sample("form", remove_who_form(words, Held(Takes(), "main"), "Chaplain", MAIN, names)),
        Sample("card", changed_card(words, Held(Takes(), "main"), "Social work", MAIN, 2)),
        *(
            Sample("card", changed_card(words, Held(seat, place.key), label, place, 1))
            for seat, label in seats(words).items()
            for place in ((ICU,) if seat.is_of_a_unit else (MAIN,))
        ),
    ]


def _notes(words: Words) -> list[Sample]:
    return [
        Sample("card", notes_card(words, KEPT)),
        Sample("card", notes_card(words, KEPT[:1])),
        Sample("form", of_form(words, KEPT)),
        Sample("form", edit_form(words, KEPT[0])),
    ]


def _log(words: Words) -> list[Sample]:
    rows = [
        Entry(AT, "Kit Laszlo", "trigger near-miss live"),
        Entry(AT, "", "playbook applied, version 3"),
    ]
    return [
        Sample("form", log_form(words, rows, 30, more=2, whole=True)),
        Sample("form", log_form(words, rows, 1, more=1, whole=False)),
        Sample("form", log_form(words, [], 7, more=0, whole=True)),
    ]
