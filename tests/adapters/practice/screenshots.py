"""Takes the pictures of the practice page that README shows.

Run it again after the page has changed: ``python -m tests.adapters.practice.screenshots``. Where
pngquant is installed the pictures come out small enough to keep (under 120 KB each).
"""

import asyncio
import shutil
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from playwright.async_api import expect

from adapters.practice.scenarios import FIRST, SCENARIOS, Scenario
from tests import programs
from tests.adapters.practice.browser import Scheme, Visitor, chromium, visitor
from tests.adapters.practice.rooms import open_room
from tests.wording import phrase

DOCS = Path(__file__).parents[3] / "docs"
WIDE = (1280, 880)
NARROW = (390, 920)
TO_THE_PHONE = "above => scrollTo(0, document.querySelector('.phone').offsetTop - above)"
"""Scrolls so that this much is left above the phone, in pixels."""
Shows = Callable[[Visitor, str], Awaitable[None]]


async def _start(sees: Visitor, url: str) -> None:
    await sees.opens(url)


async def _peers(sees: Visitor, url: str) -> None:
    await sees.opens(url)
    await sees.marked.click()
    await sees.presses("check_in.talk")
    await sees.presses("check_in.peer")
    await expect(sees.marked).to_have_text(phrase("support_requests.button.take"))
    await sees.page.evaluate("scrollTo(0, 0)")


async def _note(sees: Visitor, url: str) -> None:
    await sees.opens(url)
    await sees.marked.click()
    await expect(sees.marked).to_have_text("Talk with someone")
    await sees.page.evaluate(f"({TO_THE_PHONE})(190)")


async def _training(sees: Visitor, url: str) -> None:
    await sees.opens(f"{url}/?as=pat")
    await sees.page.click("#ready")
    await expect(sees.marked).to_have_text(phrase("support_requests.button.take"))


async def _parts(sees: Visitor, url: str) -> None:
    await sees.opens(f"{url}/?mode=parts")


async def _home(sees: Visitor, url: str) -> None:
    await sees.opens(f"{url}/?mode=free")
    await sees.plays("pat")
    await sees.page.click("#home-tab")
    await expect(sees.page.locator(".home")).to_be_visible()
    await sees.page.evaluate(f"({TO_THE_PHONE})(12)")


async def _coordinator(sees: Visitor, url: str, words: str) -> None:
    """Somebody who coordinates types a command at their phone."""
    await sees.opens(f"{url}/?mode=free")
    await sees.plays("kit")
    await sees.page.fill("#words", f"/support-admin {words}")
    await sees.page.keyboard.press("Enter")
    await sees.answered()


async def _trigger(sees: Visitor, url: str) -> None:
    await _coordinator(sees, url, "trigger add")
    await sees.dialog.locator("select").first.select_option("near_miss")
    await sees.dialog.locator("[type=submit]").click()
    await expect(sees.dialog.locator("input[type=checkbox]").first).to_be_visible()


async def _dry_run(sees: Visitor, url: str) -> None:
    await _trigger(sees, url)
    await sees.dialog.locator("input[type=checkbox]").first.check()
    await sees.dialog.locator("[type=submit]").click()
    await expect(sees.dialog.locator("input[type=date]").first).to_be_visible()
    await sees.dialog.locator("[type=submit]").click()
    await sees.presses("trigger.test")
    await expect(sees.dialog.locator("input[type=time]")).to_be_visible()
    await sees.dialog.locator("[type=submit]").click()
    await expect(sees.dialog).to_contain_text("Nothing was sent")


PICTURES: tuple[tuple[str, Scenario, tuple[int, int], Scheme, Shows], ...] = (
    ("practice-start.png", FIRST, WIDE, "light", _start),
    ("practice-peers.png", FIRST, WIDE, "light", _peers),
    ("practice-narrow.png", FIRST, NARROW, "light", _note),
    ("practice-training.png", FIRST, (1280, 720), "light", _training),
    ("practice-parts-dark.png", SCENARIOS["night"], (960, 760), "dark", _parts),
    ("coordinator-trigger.png", FIRST, (640, 900), "light", _trigger),
    ("coordinator-dry-run.png", FIRST, (640, 900), "light", _dry_run),
    ("practice-home-dark.png", FIRST, NARROW, "dark", _home),
)
"""Each picture: its file, the story, the size, light or dark, and how the page comes to show it."""


async def take() -> None:
    """Take all of them, each in a hospital of its own."""
    DOCS.mkdir(exist_ok=True)
    path = Path(shutil.which("chromium") or "chromium")
    async with chromium(path) as browser:
        for name, scenario, size, scheme, shows in PICTURES:
            with tempfile.TemporaryDirectory() as folder:
                async with (
                    open_room(Path(folder), scenario=scenario) as opened,
                    visitor(browser, size, scheme) as sees,
                ):
                    await shows(sees, opened.url)
                    await sees.page.mouse.move(0, 0)
                    await sees.page.screenshot(path=DOCS / name)
            await _make_small(DOCS / name)


async def _make_small(picture: Path) -> None:
    if (tool := shutil.which("pngquant")) is None:
        return
    options = ("--force", "--skip-if-larger", "--output", str(picture), str(picture))
    process = await programs.start(tool, *options)
    await process.wait()


if __name__ == "__main__":
    asyncio.run(take())
