"""What the site needs beside what a reader of the repository sees.

Pages may link to a file of the repository, such as CHANGELOG.md. It is no page of the site, so
there the link becomes its text and the file's name. The site's builder also wants a blank line
before a list, and what belongs to a numbered item indented by four spaces. A drawing of states
would be drawn by a script from another host, so it becomes a table.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

_ITEM = re.compile(r"\d\. ")
_ANY_ITEM = re.compile(r"(?:\d+\.|-) ")
_STATES = re.compile(r"```mermaid\nstateDiagram-v2\n(.*?)```", re.DOTALL)
_MOVE = re.compile(r" *(\S+) --> ([^:\n]+)(?:: (.+))?")
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([^)#\s]+)(?:#[^)\s]*)?\)")


class _File(Protocol):
    abs_src_path: str


class _Page(Protocol):
    file: _File


def on_page_markdown(
    markdown: str, *, page: _Page, config: Mapping[str, str], files: object
) -> str:
    """Called by MkDocs for each page, before it is drawn; returns the text to draw."""
    here, docs = Path(page.file.abs_src_path).parent, Path(config["docs_dir"])
    return with_states_as_tables(
        as_the_builder_reads_lists(without_links_out(markdown, here, docs))
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


def as_the_builder_reads_lists(markdown: str) -> str:
    """Write lists as they are read here: what GitHub takes without a blank line, or with three."""
    drawn: list[str] = []
    fenced = in_list = loose = False
    for line in _indented(markdown).split("\n"):
        if not fenced and _ANY_ITEM.match(line):
            # An item right after a paragraph would be taken for more of that paragraph.
            if drawn and drawn[-1] and (loose or not in_list):
                drawn.append("")
            in_list, loose = True, False
        elif not line:
            loose = in_list
        elif not line.startswith(" "):
            in_list = loose = False
        if line.lstrip().startswith("```"):
            fenced = not fenced
        drawn.append(line)
    return "\n".join(drawn)


def _indented(markdown: str) -> str:
    """Indent what belongs to an item of a numbered list by four spaces, where it has three."""
    drawn: list[str] = []
    block: list[str] = []
    for line in markdown.split("\n"):
        if _ITEM.match(line) or (block and (not line or line.startswith("   "))):
            block.append(line)
            continue
        drawn += _shifted(block)
        block = []
        drawn.append(line)
    return "\n".join(drawn + _shifted(block))


def _shifted(block: list[str]) -> list[str]:
    if not any(re.match(r" {3}\S", line) for line in block):
        return block
    return [f" {line}" if line.startswith("   ") else line for line in block]


def with_states_as_tables(markdown: str) -> str:
    """Write drawings of states as tables of their moves."""

    def table(found: re.Match[str]) -> str:
        moves = [
            f"| {before} | {what or ''} | {after} |\n"
            for before, after, what in _MOVE.findall(found[1].replace("[*]", "–"))
        ]
        return "| from | by | to |\n|---|---|---|\n" + "".join(moves)

    return _STATES.sub(table, markdown)
