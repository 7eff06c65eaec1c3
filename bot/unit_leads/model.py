"""The record of a unit lead's guide. It never says who got or answered a note."""

from dataclasses import dataclass
from datetime import datetime

from bot.core.records import Field, Record, stored


class LeadGuide(Record):
    """The guide of a unit's leads for one adverse event; its reference is the event's."""

    area: Field[str]
    unit: Field[str]
    at: Field[datetime]
    handed_on: Field[bool] = stored(default=False)
    group_asked: Field[bool] = stored(default=False)
    breaks_offered_at: Field[datetime | None] = stored(default=None)
    breaks_offered_to: Field[int] = stored(default=0)
    """How many people a break was offered to, never to whom."""


@dataclass(frozen=True)
class GroupWanted:
    """A fact: a unit lead asked for a group session."""

    area: str
