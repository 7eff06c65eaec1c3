"""The same installation against a Slack that somebody else wrote (the npm package ``emulate``)."""

import asyncio
import re
import secrets
import shutil
import socket
from collections.abc import AsyncIterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from aiohttp import ClientConnectorError, ClientSession, web

from adapters.clock import SystemClock
from adapters.database.sealing import Keyring
from adapters.database.unit_of_work import DatabaseStorage
from adapters.http import make_app
from adapters.slack.manifest import SCOPES
from adapters.slack.opening import open_slack
from adapters.slack.settings import SlackSettings
from adapters.wording import load_wording
from bot.core.installations import grants
from bot.core.storage import in_one_work
from tests.adapters.database.databases import fresh_sqlite
from tests.adapters.slack.test_installing import Silent
from tests.programs import start

FOLDER = Path(__file__).with_name("emulate")
PROGRAM = FOLDER / "node_modules" / "emulate" / "dist" / "index.js"
MISSING = "No emulate here. Run: npm ci --prefix tests/adapters/slack/emulate"
SEED = """
slack:
  strict_scopes: true
  team: {{name: Sample hospital, domain: sample}}
  users: [{{name: kit, real_name: Kit Laszlo, email: kit@example.org}}]
  oauth_apps:
    - client_id: "1.1"
      client_secret: client-secret
      app_id: A000000001
      name: Peer Support
      redirect_uris: ["{redirect}"]
      scopes: [{scopes}]
"""
pytestmark = pytest.mark.optional


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture
async def ours(tmp_path: Path) -> AsyncIterator[tuple[str, str, DatabaseStorage]]:
    """Our address, the other Slack's, and where we keep things."""
    node = shutil.which("node")
    if node is None or not PROGRAM.exists():
        pytest.skip(MISSING)
    mine, theirs = free_port(), free_port()
    base, slack = f"http://127.0.0.1:{mine}", f"http://localhost:{theirs}"
    seed = SEED.format(
        redirect=f"{base}/slack/oauth_redirect", scopes=", ".join(f'"{s}"' for s in SCOPES)
    )
    (tmp_path / "seed.yaml").write_text(seed)
    process = await start(
        node,
        str(PROGRAM),
        "start",
        "-s",
        "slack",
        "-p",
        str(theirs),
        "--seed",
        "seed.yaml",
        cwd=tmp_path,
        stdout=asyncio.subprocess.DEVNULL,
    )
    storage = DatabaseStorage(
        await fresh_sqlite(tmp_path), Keyring([secrets.token_bytes(32)]), SystemClock()
    )
    try:
        await answering(slack, process)
        team = await team_of(slack)
        options = SlackSettings(
            "secret",
            client_id="1.1",
            client_secret="client-secret",
            allowed_teams=frozenset({team}),
            api_url=f"{slack}/api/",
        )
        words = load_wording().words("en", "UTC")
        async with open_slack(options, words, SystemClock(), storage) as opened:
            app = make_app()
            async with opened.serving(app, Silent()):
                runner = web.AppRunner(app, access_log=None)
                await runner.setup()
                await web.TCPSite(runner, "127.0.0.1", mine).start()
                yield base, team, storage
                await runner.cleanup()
    finally:
        process.terminate()
        await process.wait()
        await storage.close()


async def answering(slack: str, process: asyncio.subprocess.Process) -> None:
    """Return when it listens."""
    async with ClientSession() as session:
        while process.returncode is None:
            try:
                async with session.get(slack):
                    return
            except ClientConnectorError:
                await asyncio.sleep(0.02)
    pytest.fail(f"it ended with {process.returncode}")


async def team_of(slack: str) -> str:
    """The id it gave its workspace."""
    async with ClientSession() as session:
        headers = {"Authorization": "Bearer test_token_admin"}
        async with session.post(f"{slack}/api/auth.test", headers=headers) as answer:
            return str((await answer.json())["team_id"])


async def test_another_slack_installs_us_as_well(
    ours: tuple[str, str, DatabaseStorage],
) -> None:
    base, team, storage = ours
    async with ClientSession() as browser:
        async with browser.get(f"{base}/slack/install") as page:
            text = await page.text()
            cookie = page.headers["Set-Cookie"].split(";")[0]
        (link,) = re.findall(r'href="(http[^"]+/oauth/v2/authorize[^"]+)"', text)
        # Slack itself takes the app's one redirect URL when none is named; this one wants it said.
        redirect = urlencode({"redirect_uri": f"{base}/slack/oauth_redirect"})
        async with browser.get(f"{unescape(link)}&{redirect}") as consent:
            form = await consent.text()
            assert consent.status == 200, form[-600:]
        fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form))
        (action,) = set(re.findall(r'action="([^"]+)"', form))
        at = f"{urlsplit(unescape(link)).scheme}://{urlsplit(unescape(link)).netloc}{action}"
        sent = {name: unescape(value) for name, value in fields.items()}
        async with browser.post(at, data=sent, allow_redirects=False) as agreed:
            assert agreed.status == 302, (await agreed.text())[-600:]
            back = parse_qs(urlsplit(agreed.headers["Location"]).query)
        query = urlencode({"code": back["code"][0], "state": back["state"][0]})
        there = f"{base}/slack/oauth_redirect?{query}"
        async with browser.get(there, headers={"Cookie": cookie}) as done:
            assert done.status == 200, await done.text()
    (grant,) = await in_one_work(storage, lambda work: grants(work, "slack"), reads_only=True)
    assert grant.workspace == team
    assert grant.token.startswith("xoxb-")
