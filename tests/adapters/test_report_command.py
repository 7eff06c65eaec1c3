"""``report`` on the command line, on a database of its own."""

import base64
import csv
import json
import secrets
from pathlib import Path

import pytest

from adapters.__main__ import main
from tests.adapters.test_playbook_commands import SMALL
from tests.wording import phrase


@pytest.fixture
def applied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> pytest.CaptureFixture[str]:
    """A database with a playbook, and what the commands print after that."""
    monkeypatch.setenv("SUPPORT_KEYS", base64.b64encode(secrets.token_bytes(32)).decode())
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path / 'support.db'}")
    monkeypatch.setenv("SUPPORT_LEDGER", str(tmp_path / "erasures.log"))
    book = tmp_path / "book.toml"
    book.write_text(SMALL, "utf-8")
    assert main(["migrate"]) == 0
    assert main(["playbook", "apply", str(book)]) == 0
    capsys.readouterr()
    return capsys


def test_it_prints_a_page_in_each_shape(applied: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "2026Q3"]) == 0
    assert phrase("reports.when.nothing") in applied.readouterr().out
    assert main(["report", "2026", "--csv"]) == 0
    (header,) = csv.reader(applied.readouterr().out.splitlines())
    assert header[0] == "period"
    assert main(["report", "--json"]) == 0
    assert json.loads(applied.readouterr().out)["parts"]


def test_it_writes_the_page_for_a_board_and_a_picture_of_each_chart(
    applied: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    page, folder = tmp_path / "board.pdf", tmp_path / "charts"
    assert main(["report", "2026Q3", "--pdf", str(page), "--language", "es"]) == 0
    assert f"{page} is written." in applied.readouterr().out
    assert page.read_bytes().startswith(b"%PDF-")
    # Nothing is published, so nothing is drawn.
    assert main(["report", "2026Q3", "--pictures", str(folder)]) == 0
    assert list(folder.iterdir()) == []
    assert phrase("reports.when.nothing") in applied.readouterr().out


def test_letters_that_cannot_be_printed_are_named(
    applied: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    book = tmp_path / "odd.toml"
    odd = SMALL.replace('name = "', 'name = "\U000f0001 ', 1)
    book.write_text(odd, "utf-8")
    assert main(["playbook", "apply", str(book)]) == 0
    assert main(["report", "2026Q3", "--pdf", str(tmp_path / "board.pdf")]) == 1
    assert "f0001" in applied.readouterr().err
    assert not (tmp_path / "board.pdf").exists()


def test_what_is_no_period_is_refused_with_examples(applied: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "october"]) == 1
    assert phrase("reports.when.unknown") in applied.readouterr().err
