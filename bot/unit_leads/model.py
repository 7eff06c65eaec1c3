"""What is kept of a unit lead's guide: what was asked by it, never who got or answered a note."""

from dataclasses import dataclass
from datetime import datetime

from bot.core.storage import Record


@dataclass(frozen=True, kw_only=True)
class LeadGuide(Record):
    """The guide of a unit's leads for one adverse event; its reference is the event's."""

    area: str
    unit: str
    at: datetime
    handed_on: bool = False
    group_asked: bool = False


@dataclass(frozen=True)
class GroupWanted:
    """A fact: a unit lead asked for a group session. Only for counting."""

    area: str
