"""Drawn examples of the support kinds' screens in every state, a hospital's own among them."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

from bot.core.lines import Lines, LineTopic
from bot.core.notices import noted_form
from bot.core.screens import Card, Form
from bot.core.texts import Words
from bot.duty import Availability
from bot.programme.model import SupportKind
from bot.requests.kinds import screens, ways_screens
from bot.requests.kinds.screens import Reached
from bot.requests.kinds.ways import Way
from bot.requests.model import Reach
from tests.samples import Sample
from tests.world import EAP_LINE, LINE, SOCIAL_WORK, START, kinds

ALL = (*kinds(""), SOCIAL_WORK)
PEER, CHAPLAIN, EAP, OUTSIDE = ALL[:4]
CARE = "c1"
SOON, LATE = timedelta(minutes=30), timedelta(hours=5)
ONE_THING = tuple(
    replace(EAP_LINE, key=topic.value, topic=topic.value, number="555-0190") for topic in LineTopic
)


def kind_samples(words: Words, lines: Lines) -> list[Sample]:
    """One or more of each."""
    cards = [*_choices(words, lines), *_of_one_kind(words, lines)]
    cards += [screens.which_card(words, lines, ALL[:2], near=True)]
    cards += [screens.which_card(words, lines, ALL, near=False)]
    cards.append(screens.enough_card(words, lines, "r1"))
    offers = [
        screens.step_up_card(words, lines, "r1", episode, some)
        for episode, some in product((CARE, ""), (ALL[1:3], ALL[1:2], ALL))
    ]
    return [
        *(Sample("card", card) for card in cards),
        *(Sample("note", card) for card in offers),
        *(Sample("form", form) for form in _forms(words, lines)),
    ]


def availabilities(kind: SupportKind) -> list[Availability]:
    """What can be said of a kind: on duty with and without an end, later, asked or called only."""
    now = Availability(kind, awake=True, says_yes_within=SOON, calls_within=LATE, can_ask=True)
    until = Availability(kind, awake=True, until=START + timedelta(hours=9), can_ask=True)
    return [
        now,
        replace(now, measured=True),
        until,
        replace(until, until=None),
        Availability(kind, opens_at=START + timedelta(hours=9), can_ask=True),
        Availability(kind, opens_at=START + timedelta(days=3), number="555-0100", can_ask=True),
        Availability(kind, number="555-0100"),
        Availability(kind, can_ask=True),
        Availability(kind),
    ]


def ways(kind: SupportKind) -> list[Way]:
    """A kind in every state; the EAP has a line of its own."""
    line = EAP_LINE if kind is EAP else None
    return [Way(can, line, asked=asked) for can in availabilities(kind) for asked in (False, True)]


def _choices(words: Words, lines: Lines) -> list[Card]:
    per_kind = [ways(kind) for kind in ALL]
    cards = [
        ways_screens.ways_card(words, lines, START, episode, some)
        for episode, each in product((CARE, ""), zip(*per_kind, strict=True))
        for some in (each[:4], each[:3], each[:1], (each[4], *each[:3]))
    ]
    lines_of_one_thing = replace(lines, all=(LINE, *ONE_THING))
    for episode, known in product((CARE, ""), (lines, lines_of_one_thing)):
        cards.append(ways_screens.others_card(words, known, START, episode, ()))
        cards.append(ways_screens.others_card(words, known, START, episode, _many()[:1]))
    cards.append(ways_screens.others_card(words, lines, START, CARE, _many()))
    return cards


def _many() -> list[Way]:
    plain = replace(SOCIAL_WORK, languages={})
    return [
        Way(Availability(replace(plain, key=f"kind{n}", name=f"Kind {n}"), can_ask=True))
        for n in range(7)
    ]


def _of_one_kind(words: Words, lines: Lines) -> list[Card]:
    cards = [
        ways_screens.kind_card(words, lines, START, episode, way)
        for kind, episode in product(ALL, (CARE, ""))
        for way in ways(kind)
    ]
    return [*cards, ways_screens.not_for_card(words, lines, "", EAP)]


def _forms(words: Words, lines: Lines) -> list[Form]:
    forms = [
        screens.ask_form(words, lines, f"{kind.key}:{CARE}", kind, line)
        for kind, line in product((CHAPLAIN, EAP, SOCIAL_WORK), (EAP_LINE, None))
    ]
    forms += [
        screens.call_form(words, CHAPLAIN, None),
        screens.call_form(words, EAP, EAP_LINE),
        screens.escalate_form(words, "r1:0", (CHAPLAIN, EAP, SOCIAL_WORK)),
        noted_form(words, screens.SENT, "r1:0", words("support_requests.step_up.sent")),
        noted_form(words, screens.ASKED, "r1", words("support_requests.noted.asked")),
        noted_form(words, screens.KEPT, "r1", words("support_requests.noted.kept")),
    ]
    return forms + [
        screens.reach_form(words, lines, "r1", Reached(reach, number, near), CHAPLAIN)
        for reach, number, near in product(Reach, ("", "555 0100"), (None, False, True))
    ]
