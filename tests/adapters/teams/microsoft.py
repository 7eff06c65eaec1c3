"""Microsoft's ``adaptivecards`` in a headless browser: what it draws, and what it complains of."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page

from tests.adapters.practice.browser import open_page

Json = dict[str, Any]
MODULES = Path(__file__).with_name("microsoft") / "node_modules"
SCRIPTS = (
    MODULES / "markdown-it" / "dist" / "markdown-it.min.js",
    MODULES / "adaptivecards" / "dist" / "adaptivecards.min.js",
)
SCHEMAS = MODULES / "@microsoft" / "app-manifest" / "build" / "json-schemas" / "teams"
"""Microsoft's schemas of manifests, a folder a version."""
MISSING = "No packages of Microsoft here. Run: npm ci --prefix tests/adapters/teams/microsoft"
WIDTH = 480
"""About what a chat leaves to a card."""

DRAW = """
(text) => {
  const given = JSON.parse(text);
  const config = new AdaptiveCards.HostConfig(given.config);
  const room = document.getElementById("home");
  room.replaceChildren();
  // Everything is drawn before anything is measured: the page is laid out once.
  const drawn = given.cards.map((json) => {
    const card = new AdaptiveCards.AdaptiveCard();
    card.hostConfig = config;
    const context = new AdaptiveCards.SerializationContext();
    card.parse(json, context);
    const complaints = [];
    for (let i = 0; i < context.eventCount; i++) {
      const one = context.getEventAt(i);
      complaints.push(`${AdaptiveCards.ValidationPhase[one.phase]}: ${one.message}`);
    }
    const found = card.validateProperties();
    for (const one of found.validationEvents) complaints.push(`Properties: ${one.message}`);
    const home = document.createElement("section");
    home.append(card.render());
    room.append(home);
    return { complaints, home };
  });
  return drawn.map(({ complaints, home }) => {
    const right = home.getBoundingClientRect().right + 1;
    return {
      complaints,
      text: home.innerText,
      overflows: [...home.querySelectorAll("*")].filter(
        (one) => one.getBoundingClientRect().right > right
      ).length,
      markup: home.querySelectorAll(
        'em, strong, a:not([href^="tel:"]):not([href^="sms:"]), code, h1, h2, h3,' +
        'img:not([src^="data:image/png"])').length,
    };
  });
}
"""


@dataclass(frozen=True)
class Theme:
    """Teams' colours of one theme, as near as its published tokens say."""

    name: str
    page: str
    text: str
    subtle: str
    attention: str
    good: str
    border: str
    button: str

    def config(self) -> Json:
        """What hosts tell ``adaptivecards`` about themselves."""
        colours = {
            "default": {"default": self.text, "subtle": self.subtle},
            "accent": {"default": self.good, "subtle": self.good},
            "attention": {"default": self.attention, "subtle": self.attention},
            "good": {"default": self.good, "subtle": self.good},
            "warning": {"default": self.attention, "subtle": self.attention},
        }
        style = {"backgroundColor": self.page, "foregroundColors": colours}
        return {
            "fontFamily": "Segoe UI, system-ui, sans-serif",
            "fontSizes": {"small": 12, "default": 14, "medium": 14, "large": 18, "extraLarge": 24},
            "fontWeights": {"lighter": 400, "default": 400, "bolder": 600},
            "spacing": {"small": 8, "default": 12, "medium": 16, "large": 20, "padding": 16},
            "separator": {"lineThickness": 1, "lineColor": self.border},
            "supportsInteractivity": True,
            "containerStyles": {"default": style, "emphasis": style},
            "actions": {
                "maxActions": 6,
                "buttonSpacing": 8,
                "actionsOrientation": "horizontal",
                "actionAlignment": "left",
                "showCard": {"actionMode": "inline", "style": "default"},
            },
            "inputs": {
                "label": {"requiredInputs": {"suffix": " *"}},
                "errorMessage": {"color": "attention"},
            },
        }

    @property
    def style(self) -> str:
        """The rest of a theme, which is the host's style sheet."""
        return f"""
        * {{ box-sizing: border-box; }}
        body {{ background: {self.page}; color: {self.text}; margin: 16px; }}
        .ac-actionSet {{ flex-wrap: wrap; row-gap: 8px; }}
        section {{ border: 1px solid {self.border}; border-radius: 8px; width: {WIDTH}px; }}
        #home {{ column-gap: 16px; column-width: {WIDTH}px; }}
        section {{ break-inside: avoid; margin-bottom: 16px; }}
        .ac-pushButton {{ font: 600 14px Segoe UI, system-ui, sans-serif; padding: 6px 12px;
            border: 1px solid {self.border}; border-radius: 4px; min-height: 32px;
            background: {self.page}; color: {self.text}; white-space: normal; }}
        .ac-pushButton.style-positive {{ background: {self.button}; color: {self.page}; }}
        .ac-pushButton.style-destructive {{ color: {self.attention};
            border-color: {self.attention}; }}
        .ac-input {{ font: 14px Segoe UI, system-ui, sans-serif; padding: 4px 8px;
            background: {self.page}; color: {self.text}; border: 1px solid {self.border}; }}
        """


LIGHT = Theme("light", "#ffffff", "#242424", "#616161", "#c50f1f", "#13a10e", "#d1d1d1", "#5b5fc7")
DARK = Theme("dark", "#292929", "#ffffff", "#adadad", "#dc626d", "#6bb700", "#666666", "#9299f7")
CONTRAST = Theme(
    "contrast", "#000000", "#ffffff", "#ffffff", "#ffff01", "#3ff23f", "#ffffff", "#1aebff"
)
THEMES = (LIGHT, DARK, CONTRAST)


@dataclass
class Drawing:
    """What became of a card."""

    complaints: list[str]
    text: str
    overflows: int
    markup: int


@dataclass
class Canvas:
    """A page with Microsoft's package on it; ``errors`` is what the browser itself said."""

    page: Page
    theme: Theme
    errors: list[str] = field(default_factory=list)

    async def draw(self, card: Json) -> Drawing:
        """Draw a card in place of those before."""
        return (await self.draw_all([card]))[0]

    async def draw_all(self, cards: list[Json]) -> list[Drawing]:
        """Draw cards beneath one another, in place of those before."""
        given = {"cards": cards, "config": self.theme.config()}
        # As one text: playwright takes longer over a thousand cards than the browser does.
        found = await self.page.evaluate(DRAW, json.dumps(given))
        return [Drawing(**one) for one in found]

    async def shoot(self, path: Path) -> None:
        """Keep a picture of what is drawn."""
        await self.page.screenshot(path=str(path), full_page=True)


@asynccontextmanager
async def canvas(browser: Browser, theme: Theme, columns: int = 1) -> AsyncIterator[Canvas]:
    """A page in a theme, with so many columns as wide as a card is in a chat."""
    wide = 32 + columns * (WIDTH + 18)
    page = await open_page(browser, viewport={"width": wide, "height": 900})
    found = Canvas(page, theme)
    page.on("pageerror", lambda error: found.errors.append(str(error)))
    page.on("console", lambda message: found.errors.append(message.text))
    body = '<main id="home"></main>'
    await page.set_content(f"<!doctype html><style>{theme.style}</style>{body}")
    for script in SCRIPTS:
        await page.add_script_tag(path=str(script))
    try:
        yield found
    finally:
        await page.close()
