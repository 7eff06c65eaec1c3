"""Somebody in front of the practice page, in real headless Chromium."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from tests.conftest import CHROMIUM_FLAGS
from tests.patience import PATIENCE_S

# Playwright gives up after five seconds, or thirty: on a busy machine both are too few.
PATIENCE_MS = PATIENCE_S * 1000
expect.set_options(timeout=PATIENCE_MS)

WIDE = (1280, 900)
NARROW = (390, 844)
Scheme = Literal["light", "dark"]
LOOKS: tuple[tuple[tuple[int, int], Scheme], ...] = ((WIDE, "light"), (NARROW, "dark"))
"""What axe looks at: what a colour does depends on no width, and what a width does on no colour."""


@dataclass
class Visitor:
    """Sees the page and presses what is on it; ``complaints`` are what the console said."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    @property
    def go(self) -> Locator:
        """The button of the story's bar."""
        return self.page.locator("#go")

    @property
    def marked(self) -> Locator:
        """The button that is marked as the next one."""
        return self.page.locator(".hint")

    @property
    def dialog(self) -> Locator:
        """The open dialog."""
        return self.page.locator("dialog[open]")

    async def step(self) -> str:
        """The next step, as the bar says it."""
        return await self.page.inner_text("#step")

    async def opens(self, url: str) -> None:
        """Open the page, and wait until it shows the hospital."""
        await self.page.goto(url)
        await self.page.wait_for_selector("body[data-ready]")

    async def plays(self, user: str) -> None:
        """Take up somebody's phone."""
        await self.page.select_option("#who", user)

    async def presses(self, press: str, *, within: str = "#screen") -> None:
        """Press the newest button of an action."""
        await self.page.locator(f'{within} [data-press="{press}"]').last.click()

    async def opens_note(self) -> None:
        """Open what waits on the lock screen, if the phone that was taken up is locked."""
        lock = self.page.locator("#screen .notice")
        await expect(lock.or_(self.page.locator("#screen article")).first).to_be_visible()
        if await lock.count():
            await lock.last.click()

    async def answered(self) -> None:
        """Wait until everything that was pressed has its answer."""
        await self.page.wait_for_selector("body:not([data-waiting])")

    async def closes_dialog(self) -> None:
        """Close the dialog, which says what it had to say."""
        await self.page.keyboard.press("Escape")
        await expect(self.dialog).to_have_count(0)

    async def tabs_to(self, selector: str, *, most: int) -> None:
        """Press Tab until something has the focus."""
        for _ in range(most):
            if await self.page.evaluate("s => document.activeElement.matches(s)", selector):
                return
            await self.page.keyboard.press("Tab")
        raise AssertionError(selector)

    async def goes_on_by_keyboard(self, label: str) -> None:
        """Go to the marked button from the story's bar, and press it; ``label`` stands on it."""
        await expect(self.marked).to_contain_text(label)
        await self.page.keyboard.press("Shift+Tab")
        await self.tabs_to("#go", most=60)
        await self.page.keyboard.press("Enter")
        await expect(self.marked).to_be_focused()
        await self.page.keyboard.press("Enter")
        await self.answered()

    async def faults(self, *rules: str) -> list[str]:
        """What axe finds wrong with the page as it is now, by these of its rules, or by all."""
        # Without this axe describes also each thing that is as it should be, for twice the time.
        options: dict[str, object] = {"resultTypes": ["violations"]}
        if rules:
            options["runOnly"] = list(rules)
        found = await Axe().run(self.page, options=options)
        return [
            f"{one['id']}: {one['help']}: {one['nodes'][0]['html']}"
            for one in found.response["violations"]
        ]


@asynccontextmanager
async def chromium(path: Path) -> AsyncIterator[Browser]:
    """A running browser."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=path, args=list(CHROMIUM_FLAGS), timeout=PATIENCE_MS
        )
        yield browser
        await browser.close()


async def open_page(browser: Browser, **options: Any) -> Page:
    """A new page that waits as long as the tests do. ``options`` are ``new_page``'s."""
    page = await browser.new_page(**options)
    page.set_default_timeout(PATIENCE_MS)
    return page


@asynccontextmanager
async def visitor(
    browser: Browser, size: tuple[int, int] = WIDE, scheme: Scheme = "light"
) -> AsyncIterator[Visitor]:
    """Somebody with a page of their own."""
    width, height = size
    page = await open_page(
        browser, viewport={"width": width, "height": height}, color_scheme=scheme
    )
    found = Visitor(page)
    page.on("console", lambda message: found.complaints.append(message.text))
    page.on("pageerror", lambda error: found.complaints.append(str(error)))
    try:
        yield found
    finally:
        await page.close()
