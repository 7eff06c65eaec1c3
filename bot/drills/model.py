"""A drill: a rehearsal with real people in the real workspace, in records of its own alone.

It never makes a care, a request, a break, a count or a mark: what is counted, limited or matched
does not know that there are drills, so neither can be taken for the other.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.records import TEXT, Field, Record, Sealed, stored

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


class Drill(Record):
    """One rehearsal in an area; it ends by itself. ``by`` is the coordinator who began it."""

    area: Field[str]
    by: Field[str]
    at: Field[datetime]
    ends_at: Field[datetime]
    started: Field[bool] = stored(default=False)
    ended: Field[bool] = stored(default=False)


class DrillPart(Record):
    """Somebody's part in it, theirs by their own yes (``agreed``).

    Who it is, is sealed; ``whose`` is a keyed mark.
    """

    drill: Field[str]
    role: Field[Role]
    whose: Field[str]
    agreed: Field[bool] = stored(default=False)
    step: Field[Step] = stored(default=Step.NOTE)

    person = Sealed(TEXT)


class DrillAsk(Record):
    """What one part asks of others in practice; ``taken_by`` is the part that takes it."""

    drill: Field[str]
    part: Field[str]
    role: Field[Role]
    taken_by: Field[str] = stored(default="")
