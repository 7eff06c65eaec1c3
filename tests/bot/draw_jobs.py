"""Writes the tables of jobs and messages for the docs, from their declarations: ``make states``."""

from datetime import timedelta
from pathlib import Path

from bot.core.durations import duration_text
from bot.core.messages import FRESH_FOR
from bot.features import make_registry

PLACE = Path(__file__).parents[2] / "docs" / "development" / "jobs-and-messages.md"
HEAD = """# Jobs and messages

Written from the declarations in the code by `make states`; a test keeps it up to date. How an
attempt to send ends stands in `bot/core/results.py`.

## Until when, and at which hours
A message expires when its last hour has passed; then it is listed as not delivered
(`support-timeout jobs`). "At once" holds for {fresh} after it was first due; a message that comes
later than that waits for its reader's day, like those that say "by day". A message of unknown
outcome is sent once more after the pause in the fourth column, or not at all. A message to a person
that "closes" is one neutral line until they open it, where notifications show all its words.

| message | lasts | hours | repeats if unknown | to a person |
|---|---|---|---|---|
"""
KINDS = """
## Kinds of job
"However late" jobs look at the present state when they run, so that they are as right after a long
outage as at once. What they send has the last hour of its message.

| kind | lasts |
|---|---|
"""


def page() -> str:
    """The page as the registry of all features asks for it."""
    registry = make_registry()
    messages = [
        f"| {name} | {duration_text(terms.lasts)} | {terms.hours} "
        f"| {'after ' + duration_text(terms.repeats_after) if terms.repeats_after else 'never'} "
        f"| {'shows its words' if terms.complete else 'closes'} |"
        for name, terms in sorted(registry.posted().items())
    ]
    kinds = [f"| {kind.name} | {_late(kind.lasts)} |" for _, kind in sorted(registry.jobs.items())]
    head = HEAD.format(fresh=duration_text(FRESH_FOR))
    return head + "\n".join(messages) + "\n" + KINDS + "\n".join(kinds) + "\n"


def _late(lasts: timedelta | None) -> str:
    return "however late" if lasts is None else duration_text(lasts)


if __name__ == "__main__":
    PLACE.write_text(page(), "utf-8")
