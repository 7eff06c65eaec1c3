"""A drill: a rehearsal with real people in the real workspace, in records of its own.

A drill never creates an episode, a request, a break or a count. Limits, counts and matching
do not know that drills exist, so a drill is never mistaken for something real.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.records import TEXT, Field, Record, Sealed, stored

HOURS = (1, 2, 4)
"""How many hours a coordinator can choose for a drill."""
MOST_PEOPLE = 20
CLOSING = timedelta(minutes=10)
"""How long the cards show that the drill is over before all of it is erased."""


class Role(StrEnum):
    """What a participant rehearses: getting the note, listening, or covering."""

    NEAR = "near"
    LISTENS = "listens"
    COVERS = "covers"


class Stage(StrEnum):
    """How far a participant who got the practice note has come."""

    NOTE = "note"
    TALK = "talk"
    BREAK = "break"
    DECLINED = "declined"


class Drill(Record):
    """One rehearsal in an area; it ends by itself at ``ends_at``."""

    area: Field[str]
    by: Field[str]
    """The coordinator who set it up (by reference)."""
    at: Field[datetime]
    ends_at: Field[datetime]
    started: Field[bool] = stored(default=False)
    ended: Field[bool] = stored(default=False)


class Participant(Record):
    """Somebody who was asked to take part in a drill, and took part if they ``agreed``."""

    drill: Field[str]
    role: Field[Role]
    whose: Field[str]
    """``blind_index("drill-part", drill, person)``."""
    agreed: Field[bool] = stored(default=False)
    stage: Field[Stage] = stored(default=Stage.NOTE, column="step")

    person = Sealed(TEXT)


class PracticeRequest(Record):
    """A participant's practice request for somebody who listens or covers (``role``)."""

    drill: Field[str]
    asker: Field[str] = stored(column="part")
    """The participant who asks (by reference)."""
    role: Field[Role]
    taken_by: Field[str] = stored(default="")
    """The participant who took it (by reference)."""
