"""The pages people read, and what stands in them: blocks of code, and words written as code."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
OUTSIDE = tuple(ROOT / name for name in ("README.md", "SECURITY.md", "CONTRIBUTING.md"))
"""Pages that are not part of the site."""
PAGES = (*OUTSIDE, *sorted(DOCS.rglob("*.md")))
HISTORY = frozenset(DOCS / "development" / each for each in ("three-tries.md", "words.md"))
"""Pages that tell what was tried and found on a day, with names that were not kept."""
_READER = MarkdownIt("commonmark").enable("table")
_COMMENT = re.compile(r"(?:^|\s)#.*$")


@dataclass(frozen=True)
class Block:
    """A block of code of a page."""

    page: Path
    language: str
    text: str

    def lines(self) -> Iterator[str]:
        """Its lines as a shell reads them, without comments."""
        for line in self.text.splitlines():
            if bare := _COMMENT.sub("", line).strip():
                yield bare


def name(page: Path) -> str:
    """How a page is called in a failure."""
    return str(page.relative_to(ROOT))


def blocks(page: Path) -> list[Block]:
    """The blocks of code of a page."""
    tokens = _tokens(page)
    return [Block(page, token.info, token.content) for token in tokens if token.type == "fence"]


def words_of_code(page: Path) -> list[str]:
    """What a page writes as code within its sentences and tables."""
    return [token.content for token in _inline(page) if token.type == "code_inline"]


def paragraphs(page: Path) -> list[str]:
    """The texts of a page outside its tables' cells and code."""
    tokens = _tokens(page)
    pairs = itertools.pairwise(tokens)
    return [text.content for start, text in pairs if start.type == "paragraph_open"]


def links(page: Path) -> list[str]:
    """The targets of a page's links and pictures, those written as HTML too."""
    found = [
        str(token.attrs[kind])
        for token in _inline(page)
        for kind in ("href", "src")
        if kind in token.attrs
    ]
    return found + re.findall(r'(?:src|srcset|href)="([^"]+)"', page.read_text("utf-8"))


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub and the site make them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


@cache
def _tokens(page: Path) -> list[Token]:
    return _READER.parse(page.read_text("utf-8"))


def _inline(page: Path) -> Iterator[Token]:
    for token in _tokens(page):
        yield from token.children or ()
