"""Every card and form in every language: within Teams' limits, by the official schema, as meant."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft6Validator
from jsonschema.protocols import Validator

from adapters.teams.opening import phrases_in
from adapters.teams.render import card_json, form_dialog, size_of
from adapters.teams.typed import written_here
from adapters.wording import load_wording
from bot.core.names import Action, Screen
from bot.core.screens import (
    Button,
    Card,
    Confirm,
    Facts,
    Form,
    Heading,
    Part,
    Row,
    Small,
    Text,
    Tiles,
    Weight,
    lines_of,
)
from tests.adapters.teams.drawn import LANGUAGES, SCHEMA, Drawn, cards, pieces, samples
from tests.messages.drawn import none
from tests.some import some
from tests.teams_api.cards import LARGEST_CARD, faults_of_card
from tests.teams_api.reading import read

Json = dict[str, Any]
TEAMS_OWN = ("choices.data", "msteams")
"""What Teams added to the schema: the people picker, and how wide a card is."""
STYLES = ("positive", "destructive", "heading", "expanded", "compact", "Tel")
"""The theme's own looks for buttons and texts, and how inputs are laid out."""
TILES = ("emphasis", "warning")
"""The theme's own grounds for tiles."""

both = pytest.mark.parametrize("language", LANGUAGES)


def everything(found: Any) -> Iterator[Json]:
    """Every object in a card."""
    if isinstance(found, list):
        for one in found:
            yield from everything(one)
    elif isinstance(found, dict):
        yield found
        for one in found.values():
            yield from everything(one)


@pytest.fixture(scope="session")
def schema() -> Validator:
    if not SCHEMA.exists():
        pytest.skip("No official schema of Adaptive Cards beside the checkout (../shared/data).")
    return Draft6Validator(json.loads(SCHEMA.read_text("utf-8")))


def without_teams_own(found: Any) -> Any:
    if isinstance(found, list):
        return [without_teams_own(one) for one in found]
    if not isinstance(found, dict) or "verb" in found:
        return found
    own = {k: v for k, v in found.items() if k not in TEAMS_OWN or found.get("type") is None}
    return {k: v if k == "data" else without_teams_own(v) for k, v in own.items()}


@both
def test_teams_shows_every_screen(language: str) -> None:
    none(
        [f"{c.name}: {fault}" for c in cards(language) for fault in faults_of_card(c.card, c.kind)]
    )


@pytest.mark.optional
@both
def test_every_screen_is_an_adaptive_card_by_the_official_schema(
    schema: Validator, language: str
) -> None:
    none(
        [
            f"{name}: {list(error.absolute_path)} {error.message[:200]}"
            for name, card in pieces(language)
            for error in schema.iter_errors(without_teams_own(card))
        ]
    )


@pytest.mark.optional
def test_the_schema_refuses_what_is_no_card(schema: Validator) -> None:
    for wrong in (
        {"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "TextBlock"}]},
        {"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "Paragraph", "text": "x"}]},
        {"type": "AdaptiveCard", "version": "1.5", "colour": "red"},
    ):
        assert list(schema.iter_errors(wrong)), wrong


def missing_words(one: Drawn) -> Iterator[str]:
    """What the screen says and the card does not."""
    shown = read(one.card).text
    screen = one.sample.screen
    for part in screen.parts:
        yield from (text for text in texts_of(part) if bare(text) not in bare(shown))
    labels = [one.label for one in screen.inputs] if isinstance(screen, Form) else []
    labels += [button.label for button in getattr(screen, "buttons", ())]
    yield from (label for label in labels if bare(label) not in bare(shown))


def texts_of(part: Part) -> list[str]:
    """What a part says; a row of facts needs no colon between its two columns."""
    if isinstance(part, Facts):
        return [f"{fact.label} {fact.value}" for fact in part.facts]
    buttons = part.buttons if isinstance(part, Row | Tiles) else ()
    return [*lines_of(part), *(button.label for button in buttons)]


def bare(text: str) -> str:
    """A text without what is not seen (indexes of direction, kinds of blanks), as it reads here."""
    indexes = dict.fromkeys(
        [0x200B, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)],
    )
    return " ".join(written_here(text).translate(indexes).split())


@both
def test_what_a_screen_says_its_card_says_and_nothing_of_it_is_markup(language: str) -> None:
    none(
        [
            f"{one.name}: {words}"
            for one in cards(language)
            if not one.name.endswith("-again")
            for words in missing_words(one)
        ]
    )


@both
def test_nothing_is_told_by_colour_alone_or_in_a_colour_of_our_own(language: str) -> None:
    for one in some(cards(language)):
        for found in some(everything(one.card)):
            assert "backgroundImage" not in found, one.name
            assert found.get("color", "Default") in ("Default", "Attention"), one.name
            assert found.get("style", "heading") in (*STYLES, *TILES), one.name
            if found.get("style") in TILES:
                # What it underlines is said in words within it.
                assert (
                    len([each for each in everything(found) if each.get("text", "").strip()]) > 1
                ), one.name
            if found.get("color") == "Attention":
                assert found["text"].strip(), one.name


@both
def test_every_required_input_says_so_in_its_label_and_has_an_error_of_its_own(
    language: str,
) -> None:
    required = phrases_in(load_wording().words(language, "UTC")).required
    end = required.rpartition("{label}")[2]
    assert end.strip()
    inputs = {
        f"{one.name} {name}": item
        for one in cards(language)
        for name, item in read(one.card).inputs.items()
    }
    for name, item in some(inputs.items()):
        assert item["label"].strip(), name
        assert item["errorMessage"].strip(), name
        if item["isRequired"]:
            assert item["label"].endswith(end), name


@both
def test_the_largest_card_leaves_room_for_the_message_around_it(language: str) -> None:
    largest = max(cards(language), key=lambda one: size_of(one.card))
    assert size_of(largest.card) < LARGEST_CARD - 1024, largest.name


@pytest.mark.parametrize("letter", ["ש", "字"])
def test_what_fits_in_english_fits_in_letters_that_weigh_more(letter: str) -> None:
    phrases = phrases_in(load_wording().words("en", "UTC"))
    for sample in samples("en"):
        screen = sample.screen
        parts = tuple(in_letters(part, letter) for part in screen.parts)
        if isinstance(screen, Form):
            form_dialog(replace(screen, parts=parts), phrases)
        else:
            card_json(replace(screen, parts=parts), tuple(f"29:{n:0100}" for n in range(60)))


def in_letters(part: Part, letter: str) -> Part:
    """A text with each of its letters replaced; buttons are left alone."""

    def heavier(text: str) -> str:
        return "".join(letter if one.isalpha() else one for one in text)

    match part:
        case Text(text=text, links=links):
            heavy = tuple(replace(link, words=heavier(link.words)) for link in links)
            return replace(part, text=heavier(text), links=heavy)
        case Small(text=text) | Heading(text=text):
            return replace(part, text=heavier(text))
        case _:
            return part


@both
def test_no_verb_and_no_id_holds_a_reference(language: str) -> None:
    for one in some(cards(language)):
        for found in some(everything(one.card)):
            verb = str(found.get("verb", ""))
            assert verb == verb.casefold(), one.name
            assert not any(sign.isdigit() for sign in verb), one.name


def test_a_grave_button_asks_before_it_acts() -> None:

    sure = Confirm("Erase it?", "It cannot be undone.", "Erase", "Keep")
    button = Button(Action("a.b"), "Forget", "s", Weight.GRAVE, confirm=sure)
    (action,) = card_json(Card(Screen("a.b"), "s", "A note.", (Text("x"),), (button,)))["actions"]
    assert (action["type"], action["style"]) == ("Action.ShowCard", "destructive")
    yes, no = action["card"]["actions"]
    assert (yes["title"], yes["verb"], no["title"]) == ("Erase", "a.b", "Keep")
    assert no["verb"] != "a.b"
