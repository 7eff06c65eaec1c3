"""Every screen of every feature as what Teams is sent, in every language there is."""

import json
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from adapters.catalogue import load_catalogues
from adapters.teams.opening import phrases_in
from adapters.teams.render import (
    AGAIN,
    again_message,
    card_dialog,
    card_json,
    form_dialog,
    home_json,
)
from adapters.wording import load_wording
from bot.core.notices import notice_card, notice_form
from bot.core.screens import Card, Form
from tests.messages.drawn import LINES, name_of
from tests.samples import Sample
from tests.teams_api.cards import Kind
from tests.world import ZONE

Json = dict[str, Any]
ROOT = Path(__file__).parents[3]
SCHEMA = ROOT.parent / "shared" / "data" / "adaptive-card-1.5.json"
PARTS = ("body", "actions")
EMPTY = {"type": "AdaptiveCard", "version": "1.5"}
LANGUAGES = sorted(load_catalogues())


@dataclass(frozen=True)
class Drawn:
    """A card as Teams gets it, and what it was drawn from."""

    name: str
    kind: Kind
    card: Json
    sample: Sample

    @property
    def text(self) -> str:
        """Its JSON, as it is sent."""
        return json.dumps(self.card)


@cache
def samples(language: str) -> tuple[Sample, ...]:
    """Every sample of every feature in a language."""
    words = load_wording().words(language, ZONE)
    found = [
        Sample("card", notice_card(words, LINES, words("core.trouble"))),
        Sample("form", notice_form(words, LINES, words("core.gone"))),
    ]
    for path in sorted(ROOT.glob("tests/bot/*/samples.py")):
        found += import_module(f"tests.bot.{path.parent.name}.samples").samples(words, LINES)
    return tuple(found)


@cache
def cards(language: str) -> tuple[Drawn, ...]:
    """All of them, drawn on every surface they may be on, with the frame's own card."""
    phrases = phrases_in(load_wording().words(language, ZONE))
    again = again_message(AGAIN, '["support", ["break"], []]', phrases).card
    found = [Drawn(f"{language}-again", "message", again, NO_SAMPLE)]
    for number, sample in enumerate(samples(language)):
        name = f"{language}-{number}-{name_of(sample.screen)}"
        if isinstance(sample.screen, Form):
            dialog = form_dialog(sample.screen, phrases)
            found.append(Drawn(name, "dialog", content(dialog), sample))
            continue
        draw = home_json if sample.kind == "page" else _in_a_channel
        found.append(Drawn(name, "message", draw(sample.screen), sample))
        if sample.kind != "page":
            dialog = card_dialog(sample.screen, phrases)
            found.append(Drawn(f"{name}-dialog", "dialog", content(dialog), sample))
    return tuple(found)


def whole(language: str) -> list[tuple[str, Json]]:
    """Every card once, with where it was seen first."""
    found: dict[str, tuple[str, Json]] = {}
    for one in cards(language):
        found.setdefault(one.text, (one.name, one.card))
    return list(found.values())


@cache
def pieces(language: str) -> list[tuple[str, Json]]:
    """What stands in the cards, each element and action once, as a card by itself.

    A schema says of a card what it says of each of them, and most cards are made of the same.
    """
    found: dict[str, tuple[str, Json]] = {}
    for one in cards(language):
        frame = {k: v for k, v in one.card.items() if k not in PARTS}
        alone = [{**EMPTY, part: [each]} for part in PARTS for each in one.card.get(part, ())]
        for card in (frame, *alone):
            found.setdefault(json.dumps(card), (one.name, card))
    return list(found.values())


def _in_a_channel(card: Card) -> Json:
    return card_json(card, ("29:1", "29:2"))


def content(dialog: Json) -> Json:
    """The card of a dialog."""
    found: Json = dialog["task"]["value"]["card"]["content"]
    return found


NO_SAMPLE = Sample("card", notice_card(load_wording().words("en", ZONE), LINES, "Again."))
