"""Group sessions: when one is offered, what is kept of it, and of whom it was offered to."""

from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.records import TEXT, Field, Record, Sealed, stored
from bot.programme.model import Area, Kind, Programme

MORE_THAN = 5
"""With more people than this, or more than one unit, a session is offered (Missouri)."""
FLOOR = 5
"""Whoever leads it hears how many come in steps of so many; below the first, nothing."""
OF_ONE_PERSON = frozenset({Kind.LITIGATION_NOTICE, Kind.DISCLOSURE_TALK, Kind.EVENT_REVIEW})
"""What concerns a person and no team."""

LENGTHS = (30, 60, 90)
SOONEST, LATEST = timedelta(hours=2), timedelta(days=30)
"""How far ahead a session is planned."""
LAST_CALL = timedelta(hours=1)
"""Nobody is invited later than this before it begins."""
AFTER_FIRST_NOTE = timedelta(hours=1)
"""Nobody is invited sooner after their first note: that one is theirs to read first."""
KEPT_AFTER = timedelta(hours=2)
DRAFT_FOR = timedelta(days=1)


class SessionState(StrEnum):
    """Where a session stands. ``ASKED``: somebody is asked to lead it, and nobody invited yet."""

    DRAFT = "draft"
    ASKED = "asked"
    OPEN = "open"
    CANCELLED = "cancelled"
    OVER = "over"


class GroupSession(Record):
    """A voluntary session for those who may have been near one adverse event.

    ``place`` is one of the playbook's. ``facilitator`` has said yes, ``asked`` has not answered
    yet; both by reference, as their role is known. ``changes`` counts the changes told.
    """

    event: Field[str]
    area: Field[str]
    unit: Field[str]
    starts_at: Field[datetime]
    minutes: Field[int]
    place: Field[str]
    at: Field[datetime]
    state: Field[SessionState] = stored(default=SessionState.DRAFT)
    facilitator: Field[str] = stored(default="")
    asked: Field[str] = stored(default="")
    changes: Field[int] = stored(default=0)

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def is_ahead(self) -> bool:
        """Whether it is still to take place."""
        return self.state in {SessionState.ASKED, SessionState.OPEN}


class Invitation(Record):
    """An invitation that was sent. Who it went to is in no field: ``whose`` is a blind index.

    All of it goes when the session is over.
    """

    session: Field[str]
    whose: Field[str]
    joined: Field[bool] = stored(default=False)

    person = Sealed(TEXT)
    """Who said they come, so that changes reach them."""


def facilitators_in(programme: Programme, area: Area) -> tuple[str, ...]:
    """Who may be asked to lead a session, by reference: those named for it, or all who listen."""
    kinds = (kind.key for kind in programme.supports if kind.sessions)
    listen = (each for key in kinds for each in programme.takers(area, key))
    return area.facilitators or tuple(dict.fromkeys(listen))


def coming(joined: int) -> int:
    """How many come, as far as whoever leads it may know: whole steps of five, or nothing."""
    return joined // FLOOR * FLOOR
