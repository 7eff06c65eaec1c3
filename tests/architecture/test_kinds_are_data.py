"""The program knows tiers and traits of support kinds, and hardly any kind by its name."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
NAMED = re.compile(r"\b(peer|chaplain|eap)\b", re.IGNORECASE)
MOST_LINES = 40
DEFAULTS = "bot/programme/model/default_kinds.py"
"""The one module of default kinds and of older names."""
LEFT_OUT = ("adapters/database/migrations", "adapters/practice", DEFAULTS)
"""A migration tells of its time, and the practice hospital has people and stories of its own."""


def lines_that_name_a_kind() -> list[str]:
    found = []
    for folder in ("bot", "adapters"):
        for path in sorted((ROOT / folder).rglob("*.*")):
            name = path.relative_to(ROOT).as_posix()
            if path.suffix not in {".py", ".md"} or name.startswith(LEFT_OUT):
                continue
            lines = path.read_text("utf-8").splitlines()
            found += [f"{name}: {line.strip()}" for line in lines if NAMED.search(line)]
    return found


def test_hardly_a_line_names_a_kind() -> None:
    found = lines_that_name_a_kind()
    assert len(found) <= MOST_LINES, "\n".join(found)


def test_the_count_sees_what_it_counts() -> None:
    assert NAMED.search((ROOT / DEFAULTS).read_text("utf-8"))
    assert lines_that_name_a_kind()
