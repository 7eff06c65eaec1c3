"""Every screen and form of setting up."""

from datetime import UTC, datetime

from bot.core.lines import Lines
from bot.core.pages import PageOf, page_of
from bot.core.people import Account
from bot.core.texts import Words
from bot.programme.model import LATER_NOTES, Area, Unit
from bot.setup.audit_log import Entry, log_form
from bot.setup.channel_tests import test_failed_card, test_post_card, test_unknown_card
from bot.setup.later_notes import Kept, Scope, edit_form, notes_card, of_form
from bot.setup.model import RoleAssignment, Taker
from bot.setup.role_screens import (
    Places,
    add_form,
    changed_card,
    remove_form,
    remove_who_form,
    role_labels,
)
from bot.setup.screens import all_steps_card, step_card
from bot.setup.setup_steps import SetupStep, StepStatus
from tests.samples import Sample
from tests.world import SOCIAL_WORK, kinds, takers

SPOT = "5b" * 16

AT = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)
MAIN = Area("main", "Main campus", supports=takers(peer=("a", "b")))
ICU = Unit("icu", "ICU", "main", "UTC")
PLACES = Places((MAIN,), (ICU,), (*kinds("")[:3], SOCIAL_WORK))
DONE = [StepStatus(step) for step in SetupStep]
OPEN = [
    StepStatus(SetupStep.CHANNEL, ("claims",), in_playbook=True),
    StepStatus(SetupStep.SUPPORTERS, ("Main campus",), "takes:peer/main"),
    StepStatus(SetupStep.ON_CALL, ("Main campus",), "on_call/main"),
    StepStatus(SetupStep.COVERAGE, ("chaplains (Main campus)",)),
    StepStatus(SetupStep.LINES, ("Lifeline", "EAP"), "988"),
    StepStatus(SetupStep.COUNSEL, ("peer", "chaplain"), in_playbook=True),
    StepStatus(SetupStep.LEADS, ("ICU", "Surgery"), "lead/icu"),
    StepStatus(SetupStep.COVER, tuple(f"Unit {n}" for n in range(9)), "cover/icu"),
    StepStatus(SetupStep.TRIGGERS, ("ICU",)),
    StepStatus(SetupStep.ANNOUNCE, ("announcements",), in_playbook=True),
]


def samples(words: Words, lines: Lines) -> list[Sample]:
    """One or more of each."""
    return [*_steps(words), *_people(words), *_notes(words), *_log(words)]


def _steps(words: Words) -> list[Sample]:
    others = [
        StepStatus(SetupStep.LINES, ("crisis",), in_playbook=True),
        StepStatus(SetupStep.CHANNEL, ("Peers", "Chaplains")),
        StepStatus(SetupStep.CHANNEL, ("Peers",), is_under_way=True),
        StepStatus(SetupStep.ANNOUNCE, ("announcements",)),
    ]

    def with_one(other: StepStatus) -> list[StepStatus]:
        return [other if each.step is other.step else each for each in OPEN]

    tenants = (("practice", "practice"), ("slack", "T0123"), ("teams", "a-tenant"))
    on = [Account(platform, tenant, "") for platform, tenant in tenants]
    cards = [
        all_steps_card(words, DONE),
        all_steps_card(words, OPEN),
        all_steps_card(words, OPEN, open_messages=True),
        *(step_card(words, OPEN, step, on[0]) for step in SetupStep),
        *(step_card(words, with_one(each), each.step, there) for each in others for there in on),
        step_card(words, OPEN, SetupStep.CHANNEL, on[1]),
        step_card(words, OPEN, SetupStep.CHANNEL, on[2]),
        step_card(words, DONE, SetupStep.LINES, on[0]),
    ]
    told = (test_failed_card(words, "peers", SPOT), test_unknown_card(words, "peers", SPOT))
    posted = test_post_card(words)
    return [*(Sample("card", card) for card in (*cards, *told)), Sample("channel", posted)]


def _people(words: Words) -> list[Sample]:
    names = [("a" * 32, "Pat Okafor"), ("b" * 32, "")]
    taker = RoleAssignment(Taker(), "main")
    return [
        Sample("form", add_form(words, PLACES, None)),
        Sample("form", add_form(words, PLACES, RoleAssignment.parse("lead/icu"))),
        Sample("form", remove_form(words, PLACES, RoleAssignment.parse("takes:social_work/main"))),
        # As a button that an older version drew says it.
        Sample("form", remove_form(words, PLACES, RoleAssignment.parse("supporter/main"))),
        Sample("form", remove_who_form(words, taker, "Chaplain", MAIN, names)),
        Sample("card", changed_card(words, taker, "Social work", MAIN, 2)),
        *(
            Sample("card", changed_card(words, RoleAssignment(role, place.key), label, place, 1))
            for role, label in role_labels(words).items()
            for place in ((ICU,) if role.is_of_a_unit else (MAIN,))
        ),
    ]


def _notes(words: Words) -> list[Sample]:
    return [
        Sample("card", notes_card(words, kept(words))),
        Sample("card", notes_card(words, kept(words)[:1])),
        Sample("form", of_form(words, kept(words))),
        Sample("form", edit_form(words, kept(words)[0])),
    ]


def _log(words: Words) -> list[Sample]:
    rows = [
        Entry(AT, "Kit Laszlo", "trigger near-miss live"),
        Entry(AT, "", "playbook applied, version 3"),
    ]
    return [
        Sample("form", log_form(words, page_of(rows, 1, PageOf("30", 2)), 30, whole=True)),
        Sample("form", log_form(words, page_of(rows, 2, PageOf("1")), 1, whole=False)),
        Sample("form", log_form(words, page_of([], 2, PageOf("7")), 7, whole=True)),
    ]


def kept(words: Words) -> list[Kept]:
    """What is kept in several places; that for all is called by a text of ours."""
    return [
        Kept(Scope.parse("all"), words("setup.notes.everywhere"), LATER_NOTES, own=True, mine=True),
        Kept(Scope.parse("area/main"), "Main campus", ("1w",), own=True, mine=True),
        Kept(Scope.parse("trigger/near-miss"), "near-miss", ("72h",), own=True, mine=True),
    ]
