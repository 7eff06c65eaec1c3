"""Writes the table of causes for the docs, from their declarations: ``make states``."""

from pathlib import Path

from adapters.wording import load_wording
from bot.core.health import Cause
from bot.core.process_health import RUNNING
from bot.features import make_registry

PLACE = Path(__file__).parents[2] / "docs" / "causes.md"
HEAD = """# What can be found, and who can mend it

Written from the declarations in the code by `make states`; a test keeps it up to date. The code in
the first column is stable: `doctor --json`, `/health` and the metric `support_findings` name it.
"Broken" means that somebody who asks may be left alone, so that somebody must act (`"act": true`).

| cause | broken | who | what is wrong | what to do |
|---|---|---|---|---|
"""


def causes() -> list[Cause]:
    """Every cause, what is broken first."""
    found = {**make_registry().causes, **{cause.code: cause for cause in RUNNING.causes}}
    return sorted(found.values(), key=lambda cause: (not cause.broken, cause.code))


def page() -> str:
    """The page as all registered checks ask for it."""
    words = load_wording().words("en", "UTC")
    values: dict[str, str | int] = dict.fromkeys(
        ("detail", "source", "names", "languages", "reason", "name", "area", "since"), "…"
    )
    values |= {"count": 2, "minutes": 5, "seconds": 600}
    rows = []
    for cause in causes():
        said = cause.said(words, "…" if cause.is_of_platform else "", **values)
        broken = "yes" if said.broken else ""
        rows.append(f"| `{cause.code}` | {broken} | {said.who} | {said.what} | {said.mend} |\n")
    return HEAD + "".join(rows)


if __name__ == "__main__":
    PLACE.write_text(page(), "utf-8")
