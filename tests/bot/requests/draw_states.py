"""Draws the states of a request for the docs, from the transition table: ``make states``."""

from pathlib import Path

from bot.requests.model import ENDED, RequestState
from bot.requests.transition_table import TABLE

PLACE = Path(__file__).parents[3] / "docs" / "development" / "request-states.md"
HEAD = """# The states of a request

Drawn from `bot/requests/transition_table.py` by `make states`; a test keeps it up to date.

```mermaid
stateDiagram-v2
    [*] --> open
"""


def page() -> str:
    """The page as the table asks for it."""
    arrows = [
        f"    {source} --> {row.target}: {row.move}" for row in TABLE for source in row.sources
    ]
    ends = [f"    {state} --> [*]" for state in RequestState if state in ENDED]
    rows = [
        f"| {row.move} | {', '.join(row.sources)} | {row.target} | {' or '.join(row.by)} "
        f"| {row.follows} |"
        for row in TABLE
    ]
    table = ["| move | from | to | by | what follows |", "|---|---|---|---|---|", *rows]
    return HEAD + "\n".join([*arrows, *ends, "```", "", *table]) + "\n"


if __name__ == "__main__":
    PLACE.write_text(page(), "utf-8")
