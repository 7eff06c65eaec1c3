"""What the site does differently from a reader of the repository: links that leave docs/.

Pages may link to a file of the repository, such as CHANGELOG.md. It is no page of the site, so
there the link becomes its text and the file's name.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([^)#\s]+)(?:#[^)\s]*)?\)")


class _File(Protocol):
    abs_src_path: str


class _Page(Protocol):
    file: _File


def on_page_markdown(
    markdown: str, *, page: _Page, config: Mapping[str, str], files: object
) -> str:
    """Called by MkDocs for each page, before it is drawn; returns the text to draw."""
    return without_links_out(
        markdown, Path(page.file.abs_src_path).parent, Path(config["docs_dir"])
    )


def without_links_out(markdown: str, here: Path, docs: Path) -> str:
    """Write links from a page in ``here`` to existing files outside ``docs`` as plain text."""

    def plain(found: re.Match[str]) -> str:
        text, target = found[1], found[2]
        place = (here / target).resolve()
        if "://" in target or place.is_relative_to(docs.resolve()) or not place.exists():
            return found[0]
        name = str(place.relative_to(docs.resolve().parent))
        return f"`{name}`" if text.strip("`") in {name, place.name} else f"{text} (`{name}`)"

    return _LINK.sub(plain, markdown)
