"""Every card drawn by Microsoft's own package, in a real browser, without a complaint of it."""

import json
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from adapters.teams.render import card_json
from bot.core.names import Screen
from bot.core.screens import Card, Text
from tests.adapters.teams.drawn import LANGUAGES, pieces, whole
from tests.adapters.teams.microsoft import LIGHT, MISSING, SCRIPTS, Canvas, canvas
from tests.adapters.teams.test_cards import bare
from tests.messages.drawn import none

pytestmark = [pytest.mark.optional, pytest.mark.asyncio(loop_scope="session")]
PEOPLE = "Properties: An Input.ChoiceSet must have at least one choice defined."
"""Said of Teams' own people picker, whose choices its client fetches, and of nothing else."""


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser) -> AsyncIterator[Canvas]:
    if not all(script.exists() for script in SCRIPTS):
        pytest.skip(MISSING)
    async with canvas(browser, LIGHT) as page:
        yield page


@pytest.mark.parametrize("language", LANGUAGES)
async def test_microsoft_draws_every_screen_without_a_complaint(
    page: Canvas, language: str
) -> None:
    # Whole in English; in the others, which are built alike, each thing that stands in them.
    there = whole(language) if language == "en" else pieces(language)
    found = []
    drawings = await page.draw_all([card for _, card in there])
    for (name, card), drawing in zip(there, drawings, strict=True):
        picks = "choices.data" in json.dumps(card)
        said = [what for what in drawing.complaints if not (picks and what == PEOPLE)]
        found += [f"{name}: {what}" for what in said]
        if drawing.overflows:
            found.append(f"{name}: wider than a chat")
        if drawing.markup:
            found.append(f"{name}: something in it became markup")
    none(found + page.errors)


async def test_microsoft_complains_of_what_is_no_card(page: Canvas) -> None:
    card = {"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "Paragraph"}]}
    drawing = await page.draw(card)
    assert drawing.complaints


async def test_what_somebody_is_called_is_drawn_as_it_is_written(page: Canvas) -> None:
    names = ("Sam *_<@U1>& Rivera", "=SUM(A1)", "<b>Sam</b> `R`", "1. Sam", "# Sam", "{{DATE(2)}}")
    more = ("سام ريفيرا", "- Sam", "[Sam](https://x.example.org)", "Sam &amp; Co", "Zoë 🌿")
    for name in (*names, *more, "\u202eSam", "שרה \u200fלוי", "Sam-" * 75):
        drawing = await page.draw(card_json(Card(Screen("a.b"), "s", "A note.", (Text(name),))))
        assert bare(drawing.text) == bare(name)
        assert drawing.markup == 0
