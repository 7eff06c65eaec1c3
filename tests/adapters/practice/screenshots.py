"""Takes the pictures of the practice page that README shows.

Run it again after the page has changed: ``python -m tests.adapters.practice.screenshots``.
"""

import asyncio
import shutil
import tempfile
from pathlib import Path

from playwright.async_api import expect

from tests.adapters.practice.browser import Visitor, chromium, visitor
from tests.adapters.practice.rooms import open_room

DOCS = Path(__file__).parents[3] / "docs"
WIDE = (1280, 880)
NARROW = (390, 920)


async def take() -> None:
    """Play the beginning of the story and take the three pictures."""
    DOCS.mkdir(exist_ok=True)
    path = Path(shutil.which("chromium") or "chromium")
    with tempfile.TemporaryDirectory() as folder:
        async with (
            open_room(Path(folder)) as opened,
            chromium(path) as browser,
            visitor(browser, WIDE) as wide,
            visitor(browser, NARROW) as narrow,
        ):
            await wide.opens(opened.url)
            await _picture(wide, "practice-start.png")
            await narrow.opens(opened.url)
            await narrow.marked.click()
            await expect(narrow.marked).to_have_text("Talk with someone")
            await narrow.page.evaluate("document.querySelector('.panes').scrollIntoView()")
            await _picture(narrow, "practice-narrow.png")
            await wide.marked.click()
            await wide.presses("check_in.talk")
            await wide.presses("check_in.peer")
            await expect(wide.marked).to_have_text("I can take this")
            await _picture(wide, "practice-peers.png")


async def _picture(sees: Visitor, name: str) -> None:
    await sees.page.mouse.move(0, 0)
    await sees.page.screenshot(path=DOCS / name)


if __name__ == "__main__":
    asyncio.run(take())
