"""Records and rules of group sessions: what is kept of a session and its invitations."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.records import TEXT, Field, Record, Sealed, stored
from bot.programme.model import Area, Programme

MORE_THAN = 5
"""A session is offered for more people than this, or more than one unit (Missouri model)."""
FLOOR = 5
"""The facilitator sees the number of participants rounded down to a multiple of this."""

LENGTHS = (30, 60, 90)
SOONEST, LATEST = timedelta(hours=2), timedelta(days=30)
"""How far ahead a session can be planned."""
LAST_CALL = timedelta(hours=1)
"""How long before the start the last invitations go out."""
AFTER_FIRST_NOTE = timedelta(hours=1)
"""How long after their first note a person is invited at the earliest."""
KEPT_AFTER = timedelta(hours=2)
DRAFT_FOR = timedelta(days=1)


class SessionState(StrEnum):
    """Where a session stands."""

    DRAFT = "draft"
    ASKED = "asked"
    """Somebody is asked to lead it, and nobody is invited yet."""
    OPEN = "open"
    CANCELLED = "cancelled"
    OVER = "over"


class GroupSession(Record):
    """A voluntary session for people who may have been near one adverse event."""

    event: Field[str]
    area: Field[str]
    unit: Field[str]
    starts_at: Field[datetime]
    minutes: Field[int]
    place: Field[str]
    """One of the places in the playbook."""
    at: Field[datetime]
    state: Field[SessionState] = stored(default=SessionState.DRAFT)
    facilitator: Field[str] = stored(default="")
    """Who agreed to lead it, by reference."""
    asked: Field[str] = stored(default="")
    """Who was asked to lead it and has not answered, by reference."""
    changes: Field[int] = stored(default=0)
    """How many changes the participants were informed of."""

    @property
    def ends_at(self) -> datetime:
        """When the session is over."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def is_ahead(self) -> bool:
        """Whether the session will still take place."""
        return self.state in {SessionState.ASKED, SessionState.OPEN}


@dataclass(frozen=True)
class SessionHeld:
    """A fact for counting: the time of a session that was open is over; who came is not known."""


class Invitation(Record):
    """An invitation that was sent; it is removed when the session is over."""

    session: Field[str]
    whose: Field[str]
    """The blind index of the person invited (``whose_index``)."""
    joined: Field[bool] = stored(default=False)

    person = Sealed(TEXT)
    """Who said they come, so that they are informed of changes."""


def facilitators_in(programme: Programme, area: Area) -> tuple[str, ...]:
    """Return the people who may be asked to lead, by reference.

    They are the area's facilitators, or else everybody who takes talks of a kind with sessions.
    """
    kinds = (kind.key for kind in programme.supports if kind.sessions)
    listen = (each for key in kinds for each in programme.takers(area, key))
    return area.facilitators or tuple(dict.fromkeys(listen))


def coming(joined: int) -> int:
    """Return how many come as the facilitator may see it: a multiple of five, so possibly 0."""
    return joined // FLOOR * FLOOR
