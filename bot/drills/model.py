"""A drill: a rehearsal with real people in the real workspace, in records of its own alone.

It never makes a care, a request, a break, a count or a mark: what is counted, limited or matched
does not know that there are drills, so neither can be taken for the other.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.storage import Record

HOURS = (1, 2, 4)
LONGEST = timedelta(hours=4)
MOST_PEOPLE = 20
CLOSING = timedelta(minutes=10)
"""How long its cards have to say that it is over before all of it is erased."""


class Role(StrEnum):
    """What somebody plays: whom the note goes to, who listens, who covers."""

    NEAR = "near"
    LISTENS = "listens"
    COVERS = "covers"


class Step(StrEnum):
    """Where somebody who got the practice note stands in it."""

    NOTE = "note"
    TALK = "talk"
    BREAK = "break"
    DECLINED = "declined"


@dataclass(frozen=True, kw_only=True)
class Drill(Record):
    """One rehearsal in an area; it ends by itself. ``by`` is the coordinator who began it."""

    area: str
    by: str
    at: datetime
    ends_at: datetime
    started: bool = False
    ended: bool = False


@dataclass(frozen=True, kw_only=True)
class DrillPart(Record):
    """Somebody's part in it, theirs by their own yes (``agreed``).

    Who it is, is sealed (owner: this reference, part ``person``); ``whose`` is a keyed mark.
    """

    drill: str
    role: Role
    whose: str
    agreed: bool = False
    step: Step = Step.NOTE


@dataclass(frozen=True, kw_only=True)
class DrillAsk(Record):
    """What one part asks of others in practice; ``taken_by`` is the part that takes it."""

    drill: str
    part: str
    role: Role
    taken_by: str = ""
