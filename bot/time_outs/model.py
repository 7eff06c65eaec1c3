"""A time-out: a short break with cover, of which no trace is left afterwards."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.records import TEXT, Field, Record, Sealed, SealedPer, stored

MINUTES = (10, 15, 20)
USUAL_MINUTES = 15
SOON = timedelta(minutes=10)
"""How long "In 10 minutes" is."""
FIRST_ANSWER = timedelta(minutes=3)
"""How long nobody may say yes before more people are asked and the asker hears the truth."""
PAUSES = (
    FIRST_ANSWER,
    timedelta(minutes=3),
    timedelta(minutes=4),
    timedelta(minutes=10),
    timedelta(minutes=10),
)
"""Before each step while nobody has said yes: 3, 6, 10, 20 and 30 minutes after asking.

They count from the step before, so that after an outage the steps do not come all at once.
"""
SILENT_RUNG = 2
"""The step that asks the next in line and tells the asker nothing new."""
ARRIVAL = timedelta(minutes=10)
"""How long after the moment cover was to come the asker is asked whether it did."""
NOT_BEGUN = timedelta(minutes=30)
"""How long after that question a break that never began is closed."""
LONGEST_PAUSE = timedelta(hours=1)
"""No step of a time-out is ever planned further ahead than this."""
LONGER = timedelta(minutes=5)
MOST_EXTENSIONS = 2
GRACE = timedelta(minutes=15)
"""How long after its end a break stays open for an answer."""
TRACES_FOR = timedelta(hours=1)
"""How long at most the cards of an ended time-out are kept for a redraw that is still due."""


class TimeOutState(StrEnum):
    """Where a time-out stands; an ended or cancelled one is removed."""

    ASKED = "asked"
    COVERED = "covered"
    RUNNING = "running"
    OVER = "over"


class Outcome(StrEnum):
    """How a time-out ended."""

    DONE = "done"
    CANCELLED = "cancelled"
    NO_COVER = "no_cover"
    NOT_BEGUN = "not_begun"


class TimeOut(Record):
    """A break that was asked for.

    ``alone``: nobody is asked but the single people picked. ``whose`` is
    ``mark("break", person)``, ``covered_by`` ``mark("cover", person)``. ``rung`` counts the
    steps taken in the present state; ``turn`` goes up with every change of plan, and only the
    step planned for the present turn is carried out. ``next_word_at`` is when the asker was
    promised to hear again, ``arrives_at`` when the cover said they come, ``ends_at`` when the
    break ends or the time-out ended.
    """

    unit: Field[str]
    minutes: Field[int]
    asked_at: Field[datetime]
    state: Field[TimeOutState] = stored(default=TimeOutState.ASKED)
    care: Field[str | None] = stored(default=None)
    whose: Field[str | None] = stored(default=None)
    covered_by: Field[str | None] = stored(default=None)
    leave_lead_out: Field[bool] = stored(default=False)
    alone: Field[bool] = stored(default=False)
    singles: Field[int] = stored(default=0)
    lead_asked: Field[bool] = stored(default=False)
    next_asked: Field[bool] = stored(default=False)
    person_ready: Field[bool] = stored(default=False)
    coverer_ready: Field[bool] = stored(default=False)
    rung: Field[int] = stored(default=0)
    turn: Field[int] = stored(default=0)
    round: Field[int] = stored(default=0)
    extensions: Field[int] = stored(default=0)
    next_word_at: Field[datetime | None] = stored(default=None)
    arrives_at: Field[datetime | None] = stored(default=None)
    ends_at: Field[datetime | None] = stored(default=None)
    outcome: Field[Outcome | None] = stored(default=None)

    person = Sealed(TEXT)
    """Who asked."""
    coverer = SealedPer(TEXT)
    """Who said yes, by ``round``."""
    picked = SealedPer(TEXT, "only")
    """The single people picked, from 1 to ``singles``."""

    @property
    def length(self) -> timedelta:
        """How long the break is to be."""
        return timedelta(minutes=self.minutes)


def after_rung(rung: int, now: datetime, promised: datetime | None) -> tuple[datetime, datetime]:
    """When the next step comes after this rung, and when the asker is told again.

    ``promised`` is what the asker was told before; the silent rung keeps to it.
    """
    if rung == SILENT_RUNG:
        at = max(promised or now, now)
        return at, at
    step_at = now + PAUSES[rung]
    if rung + 1 == SILENT_RUNG:
        return step_at, step_at + PAUSES[SILENT_RUNG]
    return step_at, step_at


@dataclass(frozen=True)
class Askable:
    """Who can be asked for cover, by reference, in the order of asking."""

    cover: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    next_in_line: tuple[str, ...] = ()
    house: tuple[str, ...] = ()
    house_first: bool = False
    """At odd hours, when few others are about, the house supervisor is asked with the first."""

    def __bool__(self) -> bool:
        """Whether there is anybody at all."""
        return bool(self.cover or self.leads or self.next_in_line or self.house)

    def by(self, rung: int) -> tuple[str, ...]:
        """Everybody who is asked by this rung: the next group that is not empty joins at each."""
        last = () if self.house_first else self.house
        groups = [g for g in (self.cover, self.leads, self.next_in_line, last) if g]
        first = self.house if self.house_first else ()
        asked = [person for group in groups[: rung + 1] for person in group]
        return tuple(dict.fromkeys([*asked, *first]))


@dataclass(frozen=True)
class TimeOutEnded:
    """A fact: a break is over, or ended before it began. Only for counting.

    ``covered`` says whether somebody had said yes by then.
    """

    unit: str
    covered: bool


@dataclass(frozen=True)
class Holdings:
    """What is held about a person here: a break they asked for, cover they promised."""

    asked: bool
    covering: bool
