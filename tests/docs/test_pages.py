"""Every page is for somebody, leads to what exists, and says what it is."""

import re
import tomllib
from urllib.parse import urlsplit

from tests.docs.pages import (
    DOCS,
    HISTORY,
    OUTSIDE,
    PAGES,
    ROOT,
    anchors,
    blocks,
    links,
    name,
    paragraphs,
    words_of_code,
)
from tests.some import some

README_BYTES = 6 * 1024
READERS = (
    "clinicians",
    "coordinators",
    "counsel",
    "integrations",
    "it",
    "security",
    "supporters",
    "unit-leads",
)
MADE = frozenset({"messages/REVIEW.md", "tests/adapters/database/released/X.Y.Z/"})
"""Files that a command writes, and git does not keep; and one with a number to be put in."""
_PLACE = re.compile(r"(?:bot|adapters|messages|tests|docs|deploy|bench)/[\w./-]*|Procfile")


def test_the_readme_is_short() -> None:
    assert (ROOT / "README.md").stat().st_size <= README_BYTES


def test_a_page_begins_with_its_reader_and_what_they_can_do_then() -> None:
    for reader in some(READERS):
        for page in some((DOCS / reader).glob("*.md")):
            first = page.read_text("utf-8").split("\n\n", 2)[1].replace("\n", " ")
            assert first.startswith("For "), name(page)
            assert "After reading" in first, name(page)


def test_every_file_that_a_page_names_is_there() -> None:
    named = [(page, word) for page in PAGES if page not in HISTORY for word in words_of_code(page)]
    places = [(page, word) for page, word in named if _PLACE.fullmatch(word) and word not in MADE]
    assert [(name(page), each) for page, each in places if not (ROOT / each).exists()] == []


def test_every_picture_and_page_that_a_page_leads_to_is_there() -> None:
    """The site's builder looks at the links of its own pages, but not at HTML."""
    missing = []
    for page in PAGES:
        for link in map(urlsplit, links(page)):
            if link.scheme:
                continue
            file = (page.parent / link.path).resolve() if link.path else page
            # The builder looks at anchors only where both pages are in the site.
            both_inside = page not in OUTSIDE and file.is_relative_to(DOCS)
            anchor = "" if both_inside else link.fragment
            if not file.exists() or (anchor and anchor not in anchors(file)):
                missing.append((name(page), link.geturl()))
    assert missing == []


def test_every_table_is_read_as_one() -> None:
    assert [
        (name(page), text) for page in PAGES for text in paragraphs(page) if text[0] == "|"
    ] == []


def test_every_piece_of_a_playbook_is_sound_toml() -> None:
    pieces = [b for page in PAGES for b in blocks(page) if b.language == "toml"]
    assert all(tomllib.loads(piece.text) for piece in some(pieces))


def test_the_layers_of_the_architecture_are_those_that_the_linter_keeps() -> None:
    tables = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = tables["tool"]["importlinter"]["contracts"]
    (layers,) = (each["layers"] for each in contracts if each["type"] == "feature_layers")
    (drawn, *_) = blocks(DOCS / "development" / "architecture.md")
    assert re.findall(r"\w+", drawn.text) == re.findall(r"\w+", " ".join(layers))


def test_every_decision_says_why_and_stands_in_the_list() -> None:
    listed = links(DOCS / "decisions" / "index.md")
    for page in some((DOCS / "decisions").glob("0*.md")):
        assert page.name in listed
        parts = re.findall(r"^## (.+)$", page.read_text("utf-8"), re.MULTILINE)
        assert parts == ["Context", "Options", "Decision", "Consequence"], page.name
