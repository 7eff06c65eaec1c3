"""The page of a program that looks at itself: each line has its words, in each language."""

import base64
import secrets
from pathlib import Path

import pytest

from adapters.__main__ import main
from adapters.commands.self_assessment import MOST_NAMES, values_of, words_in
from bot.setup.self_assessment import BUILT_IN, OUTSIDE, PUBLISHED, Finding, Heading, Item
from tests.adapters.kit.pdf_text import Pdf
from tests.adapters.test_playbook_commands import SMALL
from tests.some import some


@pytest.fixture
def applied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Path:
    """A folder with a database that has a playbook."""
    monkeypatch.setenv("SUPPORT_KEYS", base64.b64encode(secrets.token_bytes(32)).decode())
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path / 'support.db'}")
    monkeypatch.setenv("SUPPORT_LEDGER", str(tmp_path / "erasures.log"))
    book = tmp_path / "book.toml"
    book.write_text(SMALL, "utf-8")
    assert main(["migrate"]) == 0
    assert main(["playbook", "apply", str(book)]) == 0
    capsys.readouterr()
    return tmp_path


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_page_has_every_heading_and_every_line(applied: Path, language: str) -> None:
    page = applied / "page.pdf"
    assert main(["self-assessment", "--output", str(page), "--language", language]) == 0
    said = "".join(" ".join(Pdf(page.read_bytes()).pages()).split())
    words = words_in(language)
    for title in (words["title"], words["source"], *some(words["heading"].values())):
        assert "".join(title.split()) in said
    for item in some(words["item"].values()):
        assert "".join(item["ask"].split()) in said


def test_a_language_there_is_not_says_which_there_are(
    applied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["self-assessment", "--language", "xx"]) == 1
    assert "Use one of: en, es" in capsys.readouterr().err


def test_every_line_has_words_for_what_may_be_said_of_it() -> None:
    english, spanish = words_in("en"), words_in("es")
    assert {name: set(item) for name, item in english["item"].items()} == {
        name: set(item) for name, item in spanish["item"].items()
    }
    assert set(english["heading"]) == set(Heading) == set(spanish["heading"])
    expected = {name: {Finding.THERE} for name in BUILT_IN}
    expected |= {name: {Finding.UNKNOWN} for name in OUTSIDE}
    expected |= {name: {Finding.THERE, Finding.UNKNOWN} for name in PUBLISHED}
    either = {Finding.THERE, Finding.GAP}
    for name, item in some(english["item"].items()):
        assert set(item) - {"ask"} == expected.get(name, either), name


def test_a_long_list_of_gaps_is_cut_and_its_rest_counted() -> None:
    units = tuple(f"Unit {number}" for number in range(1, 10))
    item = Item("leads", Heading.STRUCTURE, Finding.GAP, units, 20)
    parts = values_of(words_in("en"), "Larkspur", (item,))["parts"]
    (row,) = [row for part in parts for row in part["rows"]]
    assert row["says"] == f"Without one: {', '.join(units[:MOST_NAMES])}, and 4 more."


def test_a_gap_with_nothing_to_name_says_that_there_is_none() -> None:
    item = Item("leads", Heading.STRUCTURE, Finding.GAP)
    parts = values_of(words_in("en"), "Larkspur", (item,))["parts"]
    (row,) = [row for part in parts for row in part["rows"]]
    assert row["says"] == "There is none yet."


def test_a_folder_that_is_not_there_is_named_with_the_remedy(
    applied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = applied / "nowhere" / "page.pdf"
    assert main(["self-assessment", "--output", str(page)]) == 1
    told = capsys.readouterr().err
    assert str(page) in told
    assert "Name a file or folder that is there" in told
