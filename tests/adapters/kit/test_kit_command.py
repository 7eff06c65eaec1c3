"""``kit`` on the command line, on a database of its own."""

import base64
import secrets
from pathlib import Path

import pytest

from adapters.__main__ import main
from tests.adapters.test_playbook_commands import SMALL

TEAMS_ID = "3f0c2e4a-1b6d-4c8e-9f10-2a3b4c5d6e7f"
LINE = """
[[lines]]
key = "eap"
name = "Employee assistance"
country = "US"
number = "555-0142"
how = "call"
hours = "day and night"
cost = "free"
source = "HR"
last_verified = 2026-11-01
"""


@pytest.fixture
def applied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> pytest.CaptureFixture[str]:
    """A database with a playbook, and what the commands print after that."""
    monkeypatch.setenv("SUPPORT_KEYS", base64.b64encode(secrets.token_bytes(32)).decode())
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path / 'support.db'}")
    monkeypatch.setenv("SUPPORT_LEDGER", str(tmp_path / "erasures.log"))
    apply(tmp_path, LINE)
    capsys.readouterr()
    return capsys


def apply(folder: Path, lines: str) -> None:
    book = folder / "book.toml"
    book.write_text(f"{SMALL}\n{lines}", "utf-8")
    assert main(["migrate"]) == 0
    assert main(["playbook", "apply", str(book)]) == 0


def test_it_writes_the_languages_asked_for_and_says_what_adds_a_code(
    applied: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "hush")
    folder = tmp_path / "kit"
    assert main(["kit", str(folder), "--languages", "en", "--name", "Staff Line"]) == 0
    said = applied.readouterr().out
    assert "There is no QR code for Slack: set SLACK_APP_ID" in said
    assert {file.name for file in (folder / "en").iterdir()} == {
        "badge-cards.pdf",
        "leaflet.pdf",
        "orientation-slide.pdf",
        "orientation-slide.png",
        "post-chat.txt",
        "post-mail.txt",
        "poster.pdf",
        "screen-saver.pdf",
        "screen-saver.png",
    }
    assert [each.name for each in folder.iterdir()] == ["en"]
    assert "Staff Line" in (folder / "en" / "post-chat.txt").read_text("utf-8")


def test_both_links_stand_in_the_posts(
    applied: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {
        "SLACK_BOT_TOKEN": "xoxb-1",
        "SLACK_SIGNING_SECRET": "hush",
        "SLACK_APP_ID": "A0123ABC",
        "SLACK_TEAM_ID": "T0123ABC",
        "TEAMS_APP_ID": TEAMS_ID,
        "TEAMS_APP_PASSWORD": "secret",
        "TEAMS_TENANT_ID": TEAMS_ID,
    }.items():
        monkeypatch.setenv(name, value)
    assert main(["kit", str(tmp_path / "kit"), "--languages", "es", "--paper", "a4"]) == 0
    post = (tmp_path / "kit" / "es" / "post-chat.txt").read_text("utf-8")
    assert "https://slack.com/app_redirect?app=A0123ABC&team=T0123ABC" in post
    assert f"https://teams.microsoft.com/l/chat/0/0?users=28:{TEAMS_ID}" in post
    assert "no QR code" not in applied.readouterr().out


def test_a_language_there_is_not_says_which_there_are(
    applied: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["kit", str(tmp_path / "kit"), "--languages", "en,xx"]) == 2
    assert "Use one of: ar, de, en" in applied.readouterr().err
    assert not (tmp_path / "kit").exists()


def test_a_kit_needs_a_folder_and_an_area_that_is_there(
    applied: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["kit", str(tmp_path / "book.toml"), "--languages", "en"]) == 1
    assert "is a file" in applied.readouterr().err
    assert main(["kit", str(tmp_path / "kit"), "--area", "moon"]) == 1
    assert 'There is no area "moon".\n  Use one of: main.' in applied.readouterr().err


def test_the_kit_of_an_area_has_its_own_helpline(
    applied: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    apply(tmp_path, f'{LINE}areas = ["main"]\n')
    kit = tmp_path / "kit"
    said = kit / "en" / "post-mail.txt"
    assert main(["kit", str(kit), "--languages", "en"]) == 0
    assert "555-0142" not in said.read_text("utf-8")
    assert main(["kit", str(kit), "--languages", "en", "--area", "main"]) == 0
    assert "555-0142" in said.read_text("utf-8")
