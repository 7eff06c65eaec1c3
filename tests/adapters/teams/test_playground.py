"""A few words and presses in Microsoft's own local Teams, where somebody has installed it.

Its licence is for evaluation, so it is neither kept nor asked for: whoever accepts it says

    npm install --no-save --ignore-scripts --prefix tests/adapters/teams/microsoft \
        @microsoft/m365agentsplayground@0.2.28

It has no dialogs and asks for no card anew. While the test runs, it listens to anybody.
"""

import asyncio
import base64
import secrets
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientError, ClientSession, web
from playwright.async_api import Page, expect

from adapters.database.migrations import migrate
from adapters.http import make_app
from adapters.settings import load
from adapters.wiring import deployed, working
from adapters.wording import load_wording
from tests.adapters.practice.browser import chromium, open_page
from tests.adapters.teams.microsoft import MODULES
from tests.patience import PATIENCE_S
from tests.programs import start
from tests.wording import phrase

pytestmark = [pytest.mark.optional, pytest.mark.browser]
MISSING = (
    "No Microsoft 365 Agents Playground here, which is optional: test_playground.py says how"
    " to get it."
)
SECRET = "I could not save her"


def _playground() -> str:
    """Its command; skips where there is none."""
    here = MODULES / ".bin" / "agentsplayground"
    found = str(here) if here.exists() else shutil.which("agentsplayground")
    if not found:
        pytest.skip(MISSING)
    return found


def _free_port() -> int:
    with socket.socket() as given:
        given.bind(("127.0.0.1", 0))
        return int(given.getsockname()[1])


@asynccontextmanager
async def _ours(folder: Path, teams: str) -> AsyncIterator[str]:
    """A whole deployment in development, with an empty database; the address of its route."""
    settings = load(
        {
            "DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'support.db'}",
            "SUPPORT_KEYS": base64.b64encode(secrets.token_bytes(32)).decode(),
            "SUPPORT_LEDGER": str(folder / "erasures.log"),
            "TEAMS_DEV_UNAUTHENTICATED": "1",
            "TEAMS_SERVICE_HOSTS": teams,
        }
    )
    await migrate(settings.database_url)
    async with deployed(settings, {}, talking=True) as parts, working(parts.loop):
        ours = parts.platforms.opened["teams"]
        app = make_app(parts)
        async with ours.serving(app, parts.bot):
            runner = web.AppRunner(app, access_log=None)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            yield f"http://127.0.0.1:{runner.addresses[0][1]}/api/messages"
            await runner.cleanup()


@asynccontextmanager
async def _theirs(command: str, folder: Path, port: int, app: str) -> AsyncIterator[None]:
    """The playground, told to speak to our route; ended with the block."""
    process = await start(
        *(command, "-e", app, "-c", "msteams", "-p", str(port), "--disable-telemetry"),
        *("--su", f"http://127.0.0.1:{port}/_connector"),
        cwd=folder,
        env={
            "PATH": str(Path(shutil.which("node") or "node").parent),
            "TEAMSAPPTESTER_BROWSER": "none",
            "SEND_INSTALLATION_ACTIVITY": "true",
        },
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(PATIENCE_S):
            await _answers(f"http://127.0.0.1:{port}/_debug/ping")
        yield
    finally:
        process.terminate()
        await process.wait()


async def _answers(url: str) -> None:
    async with ClientSession() as session:
        while True:
            try:
                async with session.get(url) as response:
                    if await response.text() == "pong":
                        return
            except ClientError:
                await asyncio.sleep(0.1)


@pytest.fixture
async def page(tmp_path: Path, chromium_path: Path) -> AsyncIterator[Page]:
    command, port = _playground(), _free_port()
    async with (
        _ours(tmp_path, f"127.0.0.1:{port}") as app,
        _theirs(command, tmp_path, port, app),
        chromium(chromium_path) as browser,
    ):
        page = await open_page(browser)
        await page.goto(f"http://127.0.0.1:{port}/")
        yield page


async def _types(page: Page, text: str) -> None:
    await page.get_by_role("textbox").click()
    await page.keyboard.type(text)
    await page.keyboard.press("Enter")


async def test_somebody_in_microsofts_own_client_finds_home_types_and_presses(page: Page) -> None:
    words = load_wording().words("en", "UTC")
    # Installing the app shows Home.
    await expect(page.get_by_role("button", name="Ask for a break")).to_be_visible()
    # A bare word is a command.
    await _types(page, "talk peer")
    who_first = page.get_by_role("button", name="Show me who first")
    await expect(who_first).to_be_visible()
    # A press is answered.
    await page.get_by_role("button", name=phrase("home.settings_button")).click()
    await expect(page.get_by_text(words("home.settings.on"))).to_be_visible()
    # What is no command gets one answer, and is not repeated in it.
    await _types(page, SECRET)
    await expect(page.get_by_text(words("home.free_text.text"))).to_be_visible()
    await expect(page.locator(".ac-adaptiveCard", has_text=SECRET)).to_have_count(0)
