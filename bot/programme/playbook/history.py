"""The kept versions of the programme: when each was applied, by whom, and what it changed."""

from dataclasses import dataclass
from datetime import datetime

from bot.core.people import name_of
from bot.core.storage import Work
from bot.programme.model import AuditEntry
from bot.programme.playbook.difference import programme_difference
from bot.programme.stored.configuration import current_version, versions_kept

MOST_SHOWN = 4


@dataclass(frozen=True)
class Version:
    """A version; ``who`` is a name or a program, and empty if the log does not say."""

    number: int
    at: datetime
    who: str
    what: tuple[str, ...]
    is_current: bool


async def history(work: Work) -> list[Version]:
    """The kept versions, newest first; what the oldest one changed is no longer known."""
    present = await current_version(work)
    entries: dict[datetime, str] = {}
    for entry in await work.of(AuditEntry).find(order_by=AuditEntry.number):
        entries[entry.at] = entry.who
    found, before = [], None
    for number, at, programme in await versions_kept(work):
        new = tuple(programme_difference(before, programme)) if before else ()
        who = entries.get(at, "")
        name = await name_of(work, who) if who else ""
        found.append(Version(number, at, name or who, _some(new), number == present))
        before = programme
    return found[::-1]


def _some(lines: tuple[str, ...]) -> tuple[str, ...]:
    more = len(lines) - MOST_SHOWN
    return (*lines[:MOST_SHOWN], f"and {more} more") if more > 0 else lines
