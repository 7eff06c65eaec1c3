"""Drawn examples of a chaplain's, the EAP's and an outside peer's screens, in every state."""

from itertools import product

from bot.core.lines import Lines
from bot.core.people import Employment
from bot.core.screens import Form
from bot.core.texts import Words
from bot.programme import told_of
from bot.programme.model import OUTSIDE, Option, Programme
from bot.requests import option_screens as screens
from bot.requests.model import Reach
from bot.requests.option_screens import Shown
from tests.samples import Sample
from tests.world import EAP_LINE, START, ZONE, options

KEYS = (Option.CHAPLAIN, Option.EAP, OUTSIDE)
CARE = "c1"


def option_samples(words: Words, lines: Lines) -> list[Sample]:
    """One or more of each."""
    cards = [
        screens.others_card(words, lines, episode, keys, noted=bool(episode))
        for episode, keys in product((CARE, ""), (KEYS, KEYS[:1], ()))
    ]
    cards += [screens.chaplain_card(words, lines, each) for each in _shown(words, Option.CHAPLAIN)]
    cards += [screens.eap_card(words, lines, each) for each in _shown(words, Option.EAP)]
    cards += [screens.outside_card(words, lines, each) for each in _shown(words, OUTSIDE)]
    cards.append(screens.enough_card(words, lines, "r1"))
    offers = [
        screens.step_up_card(words, lines, "r1", episode, keys)
        for episode, keys in product((CARE, ""), (KEYS[:2], KEYS[:1]))
    ]
    return [
        *(Sample("card", card) for card in cards),
        *(Sample("note", card) for card in offers),
        *(Sample("form", form) for form in _forms(words, lines)),
    ]


def _shown(words: Words, key: str) -> list[Shown]:
    said = options("")
    programme = Programme("h", ZONE, options=said)
    told = told_of(programme, key, START, words)
    found = [
        Shown(episode, told, said[key], line, can_ask, asked)
        for episode, line, can_ask, asked in product(
            (CARE, ""), (EAP_LINE, None), (True, False), (True, False)
        )
    ]
    return [*found, Shown("", told, said[key], EAP_LINE, is_for=False)]


def _forms(words: Words, lines: Lines) -> list[Form]:
    said = options("")
    forms = [
        screens.ask_form(words, lines, f"{option}:{CARE}", option, near=near, peer=peer)
        for option, near, peer in product(
            (Option.CHAPLAIN, Option.EAP), (True, False), (True, False)
        )
    ]
    forms += [
        screens.call_form(words, Option.CHAPLAIN, said["chaplain"], None),
        screens.call_form(words, Option.EAP, said["eap"], EAP_LINE),
        screens.escalate_form(words, "r1:0", (Option.CHAPLAIN, Option.EAP)),
        screens.sent_form(words, "r1:0"),
        screens.asked_form(words, "r1"),
        screens.kept_form(words, "r1"),
    ]
    return forms + [
        screens.reach_form(words, lines, "r1", reach, number)
        for reach, number in product(Reach, ("", "555 0100"))
    ]


def every_employment(words: Words) -> list[str]:
    """Whom an option is for, in every combination's words."""
    return [screens.for_whom(words, tuple(Employment)[:n]) for n in range(len(Employment) + 1)]
