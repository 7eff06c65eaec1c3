"""A hospital's first quarter of an hour with Slack: what docs/it/slack.md says, in its order."""

import base64
import json
import secrets
import tomllib
from argparse import Namespace
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, web

from adapters.clock import SystemClock
from adapters.commands import administration
from adapters.commands.playbook import apply_chosen
from adapters.http import make_app
from adapters.settings import from_environment
from adapters.wiring import deployed
from tests.adapters.database.databases import fresh_sqlite
from tests.adapters.slack.test_doctor import SECRET
from tests.slack_api.client import SlackClient
from tests.slack_api.server import BOT_TOKEN, FakeSlack

SAMPLE = Path("adapters/practice/hospital.toml")


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack(lambda: SystemClock().now().timestamp()) as slack:
        slack.add_team()
        slack.add_user("UKIT", "Kit Laszlo")
        yield slack


@pytest.fixture
async def here(slack: FakeSlack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What is set before anything is run."""
    await fresh_sqlite(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path / 'support-timeout.db'}")
    monkeypatch.setenv("SUPPORT_KEYS", base64.b64encode(secrets.token_bytes(32)).decode())
    monkeypatch.setenv("SUPPORT_LEDGER", str(tmp_path / "erasures.log"))
    monkeypatch.setenv("SLACK_API_URL", slack.base_url)
    monkeypatch.setenv("SLACK_BOT_TOKEN", BOT_TOKEN)
    monkeypatch.setenv("SLACK_SIGNING_SECRET", SECRET)
    return tmp_path


def playbook(folder: Path, slack_channel: str = "") -> Path:
    """The sample hospital's, with the one line that names the channel in Slack."""
    text = SAMPLE.read_text("utf-8")
    if slack_channel:
        text = text.replace("[channels.claims]", f'[channels.claims]\nslack = "{slack_channel}"')
    path = folder / "our-hospital.toml"
    path.write_text(text, "utf-8")
    return path


async def applied(path: Path) -> None:
    assert await apply_chosen(Namespace(step="apply", file=path, dry_run=False)) == 0


async def doctor(capsys: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, Any]]]:
    capsys.readouterr()
    code = await administration.doctor(Namespace(json=True))
    shown = capsys.readouterr()
    assert shown.err == ""
    found = json.loads(shown.out)
    return code, found["findings"] if isinstance(found, dict) else found


async def test_requests_that_would_show_in_no_channel_are_found(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    await applied(playbook(here))
    code, found = await doctor(capsys)
    assert code == 1
    assert "no_channel" in [one["cause"] for one in found if one["broken"]]


async def test_before_the_first_start_doctor_knows_who_can_be_reached(
    here: Path, slack: FakeSlack, capsys: pytest.CaptureFixture[str]
) -> None:
    slack.add_channel("C1")
    path = playbook(here, "T1:C1")
    await applied(path)
    for number, one in enumerate(tomllib.loads(path.read_text("utf-8"))["people"]):
        slack.add_user(f"U{number}", f"P{number}", email=one["email"])
    code, found = await doctor(capsys)
    # The playbook's other channels are on the practice page, which is off, and its paging is unset.
    causes = {one["cause"] for one in found}
    assert (code, causes) == (1, {"kind_no_channel", "paging_unset"})


async def test_whoever_no_platform_knows_is_counted_with_every_cause_and_not_named(
    here: Path, slack: FakeSlack, capsys: pytest.CaptureFixture[str]
) -> None:
    slack.add_channel("C1")
    path = playbook(here, "T1:C1")
    await applied(path)
    first, *others = tomllib.loads(path.read_text("utf-8"))["people"]
    for number, one in enumerate(others):
        slack.add_user(f"U{number}", f"P{number}", email=one["email"])
    _, found = await doctor(capsys)
    (lost,) = [one for one in found if one["cause"] == "people_lost"]
    assert lost["what"].startswith("1 person")
    for cause in ("the app", "e-mail", "confirmed"):
        assert cause in lost["mend"]
    assert first["name"] not in str(found)


async def test_with_slacks_variables_set_bolt_is_what_we_made_it(
    here: Path, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bolt reads the SLACK_ variables by itself, and changes what kind of app it is."""
    settings = from_environment()
    monkeypatch.setenv("SLACK_CLIENT_ID", "1.1")
    monkeypatch.setenv("SLACK_CLIENT_SECRET", "a-client-secret")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "another-secret")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-another")
    slack.add_user("USAM", "Sam Rivera")
    async with deployed(settings, {}, talking=True) as parts:
        slack_here = parts.platforms.opened["slack"]
        app = make_app(parts)
        async with slack_here.serving(app, parts.bot), ClientSession() as session:
            runner = web.AppRunner(app, access_log=None)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
            client = SlackClient(slack, url, session, SECRET)
            assert (await client.opens_home("USAM")).status == 200
            while await parts.worker.run_due():
                pass
            await runner.cleanup()
    assert slack.home("USAM") is not None
    assert {call.outcome for call in slack.calls} == {"ok"}
