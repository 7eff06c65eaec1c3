"""Records and rules of a time-out: a short break with cover, removed once it is over."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.records import TEXT, Field, Record, Sealed, SealedPer, stored

MINUTES = (10, 15, 20)
USUAL_MINUTES = 15
SOON = timedelta(minutes=10)
"""How long "In 10 minutes" is."""
FIRST_ANSWER = timedelta(minutes=3)
"""How long to wait for a yes before more people are asked and the asker is informed."""
PAUSES = (
    FIRST_ANSWER,
    timedelta(minutes=3),
    timedelta(minutes=4),
    timedelta(minutes=10),
    timedelta(minutes=10),
)
"""The wait before each escalation level while nobody says yes: 3, 6, 10, 20, 30 minutes in all.

Each wait counts from the level before, so that after an outage the levels do not all come at once.
"""
SILENT_LEVEL = 2
"""The escalation level that asks the next in line without writing to the asker."""
ARRIVAL = timedelta(minutes=10)
"""How long after the promised arrival the asker is asked whether the cover came."""
NOT_BEGUN = timedelta(minutes=30)
"""How long after that question the time-out is closed if nothing was pressed."""
LONGEST_PAUSE = timedelta(hours=1)
"""The furthest ahead that the next step of a time-out is ever planned."""
LONGER = timedelta(minutes=5)
MOST_EXTENSIONS = 2
GRACE = timedelta(minutes=15)
"""How long a break stays open for an answer after its end."""
MATCHED_WITHIN = timedelta(minutes=45)
"""How long cover is looked for after a yes to an offer."""
STEP_LASTS = timedelta(minutes=30)
"""How late a step may run. After a longer outage the break it belongs to is over by itself."""
TRACES_FOR = timedelta(hours=1)
"""The longest time an ended time-out is kept for redraws that are still due."""


class TimeOutState(StrEnum):
    """Where a time-out stands; an ended or cancelled one is removed."""

    ASKED = "asked"
    COVERED = "covered"
    RUNNING = "running"
    OVER = "over"


class Outcome(StrEnum):
    """How a time-out ended."""

    DONE = "done"
    """The asker is back, or the time is up. Nobody says whether patients were handed back."""
    CANCELLED = "cancelled"
    NO_COVER = "no_cover"
    NOT_BEGUN = "not_begun"
    """Somebody said yes, and the asker pressed nothing: nobody knows whether there was a break."""
    TOO_LATE = "too_late"
    """The service was away while somebody waited for cover."""


class TimeOut(Record):
    """A break that somebody asked for."""

    unit: Field[str]
    minutes: Field[int]
    asked_at: Field[datetime]
    state: Field[TimeOutState] = stored(default=TimeOutState.ASKED)
    episode: Field[str | None] = stored(default=None, column="care")
    whose: Field[str | None] = stored(default=None)
    """``blind_index("break", person)``; empty once erased."""
    covered_by: Field[str | None] = stored(default=None)
    """``blind_index("cover", person)`` while somebody covers."""
    leave_lead_out: Field[bool] = stored(default=False)
    alone: Field[bool] = stored(default=False)
    """Whether only the people picked by the asker are asked."""
    offer: Field[str | None] = stored(default=None)
    """The adverse event after which a lead offered it; unset if the person asked by themselves."""
    queued: Field[bool] = stored(default=False)
    """Whether nobody is asked yet, as cover for another yes to an offer is looked for first."""
    singles: Field[int] = stored(default=0)
    lead_asked: Field[bool] = stored(default=False)
    next_asked: Field[bool] = stored(default=False)
    level: Field[int] = stored(default=0, column="rung")
    """How many escalation levels were taken in the present state."""
    turn: Field[int] = stored(default=0)
    """Goes up with every change of plan; only the step planned for the present turn is run."""
    round: Field[int] = stored(default=0)
    """How many times somebody has said yes."""
    extensions: Field[int] = stored(default=0)
    next_word_at: Field[datetime | None] = stored(default=None)
    """When the asker was promised to hear again."""
    arrives_at: Field[datetime | None] = stored(default=None)
    """When the coverer promised to come."""
    ends_at: Field[datetime | None] = stored(default=None)
    """When the break ends, or when the time-out ended."""
    outcome: Field[Outcome | None] = stored(default=None)

    person = Sealed(TEXT)
    """Who asked."""
    coverer = SealedPer(TEXT)
    """Who said yes, by ``round``."""
    picked = SealedPer(TEXT, "only")
    """The single people picked, from 1 to ``singles``."""

    @property
    def length(self) -> timedelta:
        """How long the break lasts."""
        return timedelta(minutes=self.minutes)

    @property
    def is_quiet(self) -> bool:
        """Whether its person hears nothing before somebody says yes, or nobody does in time."""
        return self.offer is not None and self.round == 0


def after_level(level: int, now: datetime, promised: datetime | None) -> tuple[datetime, datetime]:
    """Return when the next level comes, and when the asker is informed again.

    ``promised`` is the moment the asker was last given; the silent level keeps to it.
    """
    if level == SILENT_LEVEL:
        at = max(promised or now, now)
        return at, at
    next_at = now + PAUSES[level]
    if level + 1 == SILENT_LEVEL:
        return next_at, next_at + PAUSES[SILENT_LEVEL]
    return next_at, next_at


def after_quiet_level(level: int, now: datetime, promised: datetime) -> tuple[datetime, datetime]:
    """Return the same for a yes to an offer, whose person hears at the promised time or sooner."""
    return min(now + PAUSES[level], promised), promised


@dataclass(frozen=True)
class Askable:
    """The people who can be asked for cover, by reference, in the order of asking."""

    cover: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    next_in_line: tuple[str, ...] = ()
    house: tuple[str, ...] = ()
    house_first: bool = False
    """Whether house supervisors are asked with the first group, as at odd hours."""

    def __bool__(self) -> bool:
        """Whether anybody can be asked."""
        return bool(self.cover or self.leads or self.next_in_line or self.house)

    def by(self, level: int) -> tuple[str, ...]:
        """Everybody asked up to this level: each level adds the next group that is not empty."""
        last = () if self.house_first else self.house
        groups = [g for g in (self.cover, self.leads, self.next_in_line, last) if g]
        first = self.house if self.house_first else ()
        asked = [person for group in groups[: level + 1] for person in group]
        return tuple(dict.fromkeys([*asked, *first]))


@dataclass(frozen=True)
class TimeOutEnded:
    """A fact for counting: a break is over, or ended before it began."""

    unit: str
    covered: bool
    """Whether somebody had said yes by then."""
    offered: bool = False
    """Whether a lead had offered it after an adverse event."""


@dataclass(frozen=True)
class Holdings:
    """Whether a person has asked for a break, or promised cover."""

    asked: bool
    covering: bool
