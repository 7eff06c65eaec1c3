"""Drawn examples of the support kinds' screens in every state, a hospital's own among them."""

from itertools import product

from bot.core.lines import Lines
from bot.core.notices import noted_form
from bot.core.people import Employment
from bot.core.screens import Form
from bot.core.texts import Words
from bot.programme import disclosure_of
from bot.programme.model import Programme, SupportKind
from bot.requests.kinds import screens
from bot.requests.kinds.screens import Shown
from bot.requests.model import Reach
from tests.samples import Sample
from tests.world import EAP_LINE, SOCIAL_WORK, START, ZONE, kinds

ALL = (*kinds(""), SOCIAL_WORK)
CHAPLAIN, EAP, OUTSIDE = ALL[1:4]
CARE = "c1"


def kind_samples(words: Words, lines: Lines) -> list[Sample]:
    """One or more of each."""
    cards = [
        screens.others_card(words, lines, episode, some, noted=bool(episode))
        for episode, some in product((CARE, ""), (ALL[1:], ALL[1:4], ALL[1:2], ()))
    ]
    cards += [screens.which_card(words, lines, ALL[:2], near=True)]
    cards += [screens.which_card(words, lines, ALL, near=False)]
    cards += [
        screens.kind_card(words, lines, each) for kind in ALL[1:] for each in _shown(words, kind)
    ]
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


def _shown(words: Words, kind: SupportKind) -> list[Shown]:
    programme = Programme("h", ZONE, supports=ALL)
    told = disclosure_of(programme, kind.key, START, words)
    found = [
        Shown(episode, kind, told, line, can_ask, asked)
        for episode, line, can_ask, asked in product(
            (CARE, ""), (EAP_LINE, None), (True, False), (True, False)
        )
    ]
    return [*found, Shown("", kind, told, EAP_LINE, is_for=False)]


def _forms(words: Words, lines: Lines) -> list[Form]:
    forms = [
        screens.ask_form(words, lines, f"{kind.key}:{CARE}", kind, near=near, others=others)
        for kind, near, others in product(
            (CHAPLAIN, EAP, SOCIAL_WORK), (True, False), ((), ALL[:1], ALL[:2])
        )
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
        screens.reach_form(words, lines, "r1", reach, number)
        for reach, number in product(Reach, ("", "555 0100"))
    ]


def every_employment(words: Words) -> list[str]:
    """Whom a kind is for, in every combination's words."""
    return [screens.for_whom(words, tuple(Employment)[:n]) for n in range(len(Employment) + 1)]
