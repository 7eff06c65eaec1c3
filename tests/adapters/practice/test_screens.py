"""Every screen and dialog there is, drawn by the page's own code, on a phone."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page

from adapters.practice.render import card_json, form_json
from bot.core.screens import Card
from tests.adapters.practice.browser import NARROW, visitor
from tests.adapters.practice.rooms import open_room
from tests.messages import drawn

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
Json = dict[str, Any]

DRAW = """async ([cards, forms]) => {
    const draw = await import("/practice/draw.js");
    const people = [{ user: "sam", name: "Sam Rivera", profession: "nurse" }];
    const main = document.querySelector("main");
    main.innerHTML = `<h2>All of them</h2><p id="screen" tabindex="0">Below.</p>`;
    for (const card of cards) {
        main.append(draw.message({ id: "m", card, private: false }, "App", "9:10 AM", () => {}));
    }
    for (const form of forms) {
        const dialog = document.createElement("section");
        const does = {send() {}, press() {}, close() {}};
        dialog.append(draw.form(form, "Only Sam sees this.", people, does));
        main.append(dialog);
    }
}"""


@pytest.mark.branch("03.12")
async def test_no_screen_of_any_feature_has_a_fault_or_is_wider_than_a_phone(
    tmp_path: Path, browser: Browser
) -> None:
    cards, forms = fullest("en")
    spanish = fullest("es")
    async with (
        open_room(tmp_path, story=False, loop=False) as opened,
        visitor(browser, NARROW) as sees,
    ):
        await sees.opens(f"{opened.url}/play")
        await sees.page.evaluate(DRAW, [cards, forms])
        assert await sees.page.locator("main > article").count() == len(cards)
        assert await width(sees.page) <= NARROW[0]
        assert await sees.faults() == []
        await sees.page.emulate_media(color_scheme="dark")
        assert await sees.faults("color-contrast") == []
        await sees.page.evaluate(DRAW, spanish)
        assert await width(sees.page) <= NARROW[0]
        assert sees.complaints == []


async def width(page: Page) -> int:
    found: int = await page.evaluate("document.documentElement.scrollWidth")
    return found


def fullest(language: str) -> tuple[list[Json], list[Json]]:
    """Of each screen and each dialog the state that says most."""
    cards: dict[str, Json] = {}
    forms: dict[str, Json] = {}
    for screen in drawn.screens(language):
        if isinstance(screen, Card):
            keep(cards, screen.screen, card_json(screen))
        else:
            keep(forms, screen.name, form_json(screen))
    return list(cards.values()), list(forms.values())


def keep(found: dict[str, Json], name: str, state: Json) -> None:
    if len(json.dumps(state)) > len(json.dumps(found.get(name))):
        found[name] = state
