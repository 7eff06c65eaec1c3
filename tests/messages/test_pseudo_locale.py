"""A language that is longer by two fifths still fits on every platform, and is heard everywhere."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from adapters.practice.render import card_json as practice_card
from adapters.practice.render import form_json as practice_form
from adapters.slack.opening import phrases_in as slack_phrases
from adapters.slack.render import Drawing
from adapters.teams.opening import phrases_in as teams_phrases
from adapters.teams.render import card_dialog, card_json, form_dialog, home_json
from bot.core.screens import Card, Form
from tests.adapters.teams.drawn import content
from tests.messages import drawn, pseudo
from tests.samples import Sample
from tests.slack_api.blocks import faults_of_message, faults_of_view
from tests.teams_api.cards import faults_of_card

Json = dict[str, Any]
SHOWN = {
    "slack": {"text", "accessibility_label"},
    "teams": {"text", "title", "label", "placeholder", "errorMessage", "summary"},
    "practice": {"text", "label", "title", "close", "submit", "preview", "items"},
}
"""Where each platform's JSON has what a person reads."""


@cache
def samples() -> tuple[Sample, ...]:
    return tuple(s for found in drawn.drawn_with(pseudo.pseudo_words()).values() for s in found)


def on_slack(sample: Sample) -> Iterator[tuple[Json, list[str]]]:
    screen, drawing = sample.screen, Drawing()
    if isinstance(screen, Form):
        modal = drawing.form(screen)
        yield modal, faults_of_view(modal)
    elif sample.kind == "page":
        home = drawing.home(screen)
        yield home, faults_of_view(home, kind="home")
    else:
        message = drawing.message(screen)
        yield message, faults_of_message(message["blocks"])
        modal = drawing.card_modal(screen, slack_phrases(pseudo.pseudo_words()))
        yield modal, faults_of_view(modal)


def on_teams(sample: Sample) -> Iterator[tuple[Json, list[str]]]:
    screen, phrases = sample.screen, teams_phrases(pseudo.pseudo_words())
    if isinstance(screen, Form):
        dialog = content(form_dialog(screen, phrases))
        yield dialog, faults_of_card(dialog, "dialog")
        return
    message = home_json(screen) if sample.kind == "page" else card_json(screen)
    yield message, faults_of_card(message)
    if sample.kind != "page":
        dialog = content(card_dialog(screen, phrases))
        yield dialog, faults_of_card(dialog, "dialog")


def on_practice(sample: Sample) -> Iterator[tuple[Json, list[str]]]:
    screen = sample.screen
    yield (practice_card(screen) if isinstance(screen, Card) else practice_form(screen)), []


PLATFORMS = {"slack": on_slack, "teams": on_teams, "practice": on_practice}


def shown(found: Any, keys: set[str], *, here: bool = False) -> Iterator[str]:
    """Everything that a person reads in what a platform is sent."""
    if isinstance(found, str):
        if here:
            yield found
    elif isinstance(found, list):
        for each in found:
            yield from shown(each, keys, here=here)
    elif isinstance(found, dict):
        for key, each in found.items():
            yield from shown(each, keys, here=key in keys)


@cache
def english_texts() -> frozenset[str]:
    """Every English text without values, as it would be seen."""
    return frozenset(
        form.plain
        for key, message in drawn.english().items()
        for form in message.forms.values()
        if not form.placeholders
        and re.search(r"[aeiou]", form.plain, re.IGNORECASE)
        # A line of the playbook is shown as it is to be written.
        and ".line." not in key
        and not key.endswith(".channel")
    )


def untranslated(text: str) -> list[str]:
    """The English texts that stand in one that has no accents at all."""
    if pseudo.ACCENTED & set(text) or not re.search(r"[aeiouAEIOU]", text):
        return []
    return [text] if text.strip() in english_texts() else []


@pytest.mark.parametrize("platform", sorted(PLATFORMS))
def test_a_longer_language_fits(platform: str) -> None:
    drawn.none(
        [
            f"{drawn.name_of(sample.screen)}: {fault}"
            for sample in samples()
            for _, faults in PLATFORMS[platform](sample)
            for fault in faults
        ]
    )


@pytest.mark.parametrize("platform", sorted(PLATFORMS))
def test_no_screen_shows_a_text_that_is_not_translated(platform: str) -> None:
    drawn.none(
        [
            f"{drawn.name_of(sample.screen)}: {text}"
            for sample in samples()
            for sent, _ in PLATFORMS[platform](sample)
            for line in shown(sent, SHOWN[platform])
            for text in untranslated(line)
        ]
    )


def test_the_made_up_language_is_longer_and_marked() -> None:
    words, english = pseudo.pseudo_words(), drawn.words()
    key = "check_in.where.text"
    said = words(key)
    assert said.startswith("[")
    assert said.endswith("]")
    assert len(said) >= len(english(key)) * 1.39
    assert untranslated(said) == []
    assert untranslated(english(key)) == [english(key)]
