"""Takes the pictures of the practice page that README and the docs show: ``make pictures``.

Each is taken in a hospital of its own. Where pngquant is installed they come out small; the moving
picture needs img2webp.
"""

import asyncio
import json
import shutil
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, expect

from adapters.practice.beats import BEATS, BEFORE
from adapters.practice.scenarios import FIRST, SCENARIOS, Scenario
from tests import programs
from tests.adapters.practice.browser import Scheme, Visitor, chromium, visitor
from tests.adapters.practice.rooms import Open, open_room
from tests.wording import phrase

DOCS = Path(__file__).parents[3] / "docs"
WIDE = (1440, 900)
NARROW = (390, 844)
LAST = len(BEFORE) + len(BEATS) - 1
A_WORD_MS, PAUSE_MS = 190, 900
MOVING = "story.webp"
"""The whole story, one frame a step."""
MOVING_SIZE = (1000, 660)
Shows = Callable[[Visitor, Open], Awaitable[None]]


@dataclass(frozen=True)
class Picture:
    """A picture: its file, and how the page comes to show it."""

    name: str
    shows: Shows
    size: tuple[int, int] = WIDE
    scheme: Scheme = "light"
    scenario: Scenario = FIRST


async def _opening(sees: Visitor, opened: Open) -> None:
    await sees.opens(opened.url)


def _stage(step: int, skin: str) -> Shows:
    """The stage at a step, in a skin."""

    async def show(sees: Visitor, opened: Open) -> None:
        body = json.dumps({"go": "to", "step": step}).encode()
        assert (await opened.post("/practice/film", body)).status == 200
        await sees.page.emulate_media(reduced_motion="reduce")
        await sees.opens(f"{opened.url}/#story")
        await sees.page.click(f'#skins [data-skin="{skin}"]')
        await expect(sees.page.locator("body")).to_have_attribute("data-step", str(step))

    return show


async def _training(sees: Visitor, opened: Open) -> None:
    await sees.opens(f"{opened.url}/play?as=pat")
    await sees.page.click("#ready")
    await expect(sees.marked).to_have_text(phrase("support_requests.button.take"))


async def _parts(sees: Visitor, opened: Open) -> None:
    await sees.opens(f"{opened.url}/play?mode=parts")


async def _coordinator(sees: Visitor, opened: Open, words: str) -> None:
    """Somebody who coordinates types a command at their phone."""
    await sees.opens(f"{opened.url}/play?mode=free")
    await sees.plays("kit")
    await sees.page.fill("#words", f"/support-admin {words}")
    await sees.page.keyboard.press("Enter")
    await sees.answered()


async def _trigger(sees: Visitor, opened: Open) -> None:
    await _coordinator(sees, opened, "trigger add")
    await sees.dialog.locator("select").first.select_option("near_miss")
    await sees.dialog.locator("[type=submit]").click()
    await expect(sees.dialog.locator("input[type=checkbox]").first).to_be_visible()


async def _dry_run(sees: Visitor, opened: Open) -> None:
    await _trigger(sees, opened)
    await sees.dialog.locator("input[type=checkbox]").first.check()
    await sees.dialog.locator("[type=submit]").click()
    await expect(sees.dialog.locator("input[type=date]").first).to_be_visible()
    await sees.dialog.locator("[type=submit]").click()
    await sees.presses("trigger.test")
    await expect(sees.dialog.locator("input[type=time]")).to_be_visible()
    await sees.dialog.locator("[type=submit]").click()
    await expect(sees.dialog).to_contain_text("Nothing was sent")


READS, CLAIMS, KNOWS = 2, 15, 17
"""The steps at which Sam reads the message, the peers see the request, and Pat sees the contact."""
PICTURES = (
    Picture("opening.png", _opening),
    Picture("opening-dark.png", _opening, scheme="dark"),
    Picture("opening-phone.png", _opening, NARROW),
    Picture("stage-slack.png", _stage(READS, "slack")),
    Picture("stage-teams-dark.png", _stage(READS, "teams"), scheme="dark"),
    Picture("stage-contact-teams.png", _stage(KNOWS, "teams")),
    Picture("stage-end-slack-dark.png", _stage(LAST, "slack"), scheme="dark"),
    Picture("phone-slack.png", _stage(READS, "slack"), NARROW),
    Picture("phone-slack-dark.png", _stage(KNOWS, "slack"), NARROW, "dark"),
    Picture("phone-teams.png", _stage(READS, "teams"), NARROW),
    Picture("phone-teams-dark.png", _stage(KNOWS, "teams"), NARROW, "dark"),
    Picture("rehearsal.png", _training, (1280, 760)),
    Picture("rehearsal-parts-dark.png", _parts, (960, 760), "dark", SCENARIOS["night"]),
    Picture("coordinator-trigger.png", _trigger, (640, 900)),
    Picture("coordinator-dry-run.png", _dry_run, (640, 900)),
)


async def take() -> None:
    """Take all of them, and the moving one."""
    DOCS.mkdir(exist_ok=True)
    path = Path(shutil.which("chromium") or "chromium")
    async with chromium(path) as browser:
        for one in PICTURES:
            with tempfile.TemporaryDirectory() as folder:
                async with (
                    open_room(Path(folder), scenario=one.scenario) as opened,
                    visitor(browser, one.size, one.scheme) as sees,
                ):
                    await one.shows(sees, opened)
                    await sees.page.evaluate("document.fonts.ready")
                    await sees.page.mouse.move(0, 0)
                    await sees.page.screenshot(path=DOCS / one.name)
            await _make_small(DOCS / one.name)
        await _move(browser)


async def _make_small(picture: Path) -> None:
    if tool := shutil.which("pngquant"):
        options = ("--force", "--skip-if-larger", "--output", str(picture), str(picture))
        await (await programs.start(tool, *options)).wait()


async def _move(browser: Browser) -> None:
    """Take the story step by step, and put the steps into one moving picture."""
    tool = shutil.which("img2webp")
    if tool is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        async with (
            open_room(Path(folder)) as opened,
            visitor(browser, MOVING_SIZE) as sees,
        ):
            await _stage(LAST, "slack")(sees, opened)
            await sees.page.locator("#line").focus()
            await sees.page.keyboard.press("Home")
            arguments: list[str] = ["-loop", "0", "-lossy", "-q", "45"]
            for step in range(LAST + 1):
                await expect(sees.page.locator("body")).to_have_attribute("data-step", str(step))
                words = await sees.page.inner_text("#title") + await sees.page.inner_text("#text")
                file = Path(folder) / f"{step:02}.png"
                await sees.page.screenshot(path=file)
                shown_ms = PAUSE_MS + len(words.split()) * A_WORD_MS
                arguments += ["-d", str(shown_ms), str(file)]
                await sees.page.keyboard.press("ArrowRight")
        await (await programs.start(tool, *arguments, "-o", str(DOCS / MOVING))).wait()


if __name__ == "__main__":
    asyncio.run(take())
