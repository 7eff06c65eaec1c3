"""Records and rules of follow-ups: which note comes when, and when it is left out."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.packed import Packed
from bot.core.records import Field, Record, stored


class Stage(StrEnum):
    """The later notes; ``DAY`` is the one that somebody asked for: "After my shift"."""

    DAY = "24h"
    THREE_DAYS = "72h"
    WEEK = "1w"
    MONTH = "1m"


AFTER = {
    Stage.DAY: timedelta(hours=24),
    Stage.THREE_DAYS: timedelta(hours=72),
    Stage.WEEK: timedelta(days=7),
    Stage.MONTH: timedelta(days=30),
}
"""How long after the first note a stage comes at the earliest."""

GAP = timedelta(hours=24)
"""The least time between two notes, and between a press and the next note."""

AFTER_SHIFT = timedelta(minutes=75)
"""How long after a shift a note comes that was asked for: not while people drive home."""
LATER_HOURS = (4, 12)
"""In how many hours it may come to somebody whose shift nobody knows."""
MOST_IGNORED = 2
VARIANTS = 3
HALF_A_YEAR = timedelta(weeks=26)


@dataclass(frozen=True)
class LaterSubject(Packed):
    """What a button is about that asks for a note in some hours."""

    hours: int
    episode: str = ""
    """The reference of the episode; empty without one."""


class Cadence(Record):
    """The later notes of one episode; its reference is the episode's, and it names nobody.

    The row is removed when the episode is erased.
    """

    begun_at: Field[datetime]
    variant: Field[int]
    """The wording; each cadence of the same person has another one while there are some left."""
    answered: Field[bool] = stored(default=False)
    """Whether the full cadence is sent; otherwise there is one note at 72 hours."""
    later: Field[bool] = stored(default=False)
    """Whether somebody asked to be written to once more."""
    later_at: Field[datetime | None] = stored(default=None)
    """When they asked for it; a row of an older version has no time, and means a day later."""
    despite_quiet: Field[datetime | None] = stored(default=None)
    """Until when they wanted no notes as they asked for it: it comes in spite of that."""
    sent_stage: Field[Stage | None] = stored(default=None)
    sent_at: Field[datetime | None] = stored(default=None)
    pressed_at: Field[datetime | None] = stored(default=None)
    ignored: Field[int] = stored(default=0)
    """How many notes were sent since the last press."""
    ended: Field[bool] = stored(default=False)
    stages: Field[tuple[str, ...]] = stored(default=())
    """The stages that the trigger keeps; empty means all."""


@dataclass(frozen=True)
class CadenceEnded:
    """A fact for counting: the notes of one episode are over."""

    episode: str
    answered: bool
    by_person: bool = False
    """Whether its person said that they wanted no more."""


@dataclass(frozen=True)
class LaterNoteSent:
    """A fact for counting: a later note has arrived."""


def planned(cadence: Cadence) -> tuple[Stage, ...]:
    """Return the stages of this cadence, in order."""
    kept = tuple(
        stage
        for stage in (Stage.THREE_DAYS, Stage.WEEK, Stage.MONTH)
        if stage in cadence.stages or not cadence.stages
    )
    first = (Stage.DAY,) if cadence.later else ()
    return (*first, *(kept if cadence.answered else kept[:1]))


def due_at(cadence: Cadence, stage: Stage) -> datetime:
    """Return the earliest moment of a stage."""
    if stage is Stage.DAY and cadence.later_at is not None:
        return cadence.later_at
    return cadence.begun_at + AFTER[stage]


def is_asked_for(cadence: Cadence, stage: Stage) -> bool:
    """Whether somebody chose the moment of this note, so that no rule moves it."""
    return stage is Stage.DAY and cadence.later_at is not None


def held_back_until(
    cadence: Cadence, stage: Stage, quiet_until: datetime | None
) -> datetime | None:
    """Until when a time without notes holds a stage back; ``None`` if it does not.

    A note that was asked for comes in a time without notes that was chosen before it.
    """
    if is_asked_for(cadence, stage) and quiet_until == cadence.despite_quiet:
        return None
    return quiet_until


def ends_unsaid(cadence: Cadence, stage: Stage) -> bool:
    """Whether the notes end at this stage without one.

    Who asked for one note later, and pressed nothing on it, gets no second one.
    """
    return cadence.later_at is not None and not cadence.answered and stage is not Stage.DAY


def is_last(cadence: Cadence, stage: Stage) -> bool:
    """Whether no stage comes after this one."""
    return stage is planned(cadence)[-1]


def is_superseded(cadence: Cadence, stage: Stage, now: datetime) -> bool:
    """Whether a later stage was sent or is due by now, so that this one is left out.

    A note that was asked for gives way only where a later one comes at all.
    """
    if is_asked_for(cadence, stage) and not cadence.answered:
        return False
    stages = list(Stage)
    sent = cadence.sent_stage
    if sent is not None and stages.index(sent) > stages.index(stage):
        return True
    later = [each for each in planned(cadence) if stages.index(each) > stages.index(stage)]
    return any(due_at(cadence, each) <= now for each in later)


def is_ignored(cadence: Cadence, stage: Stage) -> bool:
    """Whether a stage is left out because the last two notes were ignored."""
    if is_asked_for(cadence, stage):
        return False
    return cadence.ignored >= MOST_IGNORED and not is_last(cadence, stage)


def not_before(cadence: Cadence, stage: Stage) -> datetime:
    """Return the stage's moment, or a day after the last note or press if that is later."""
    moments = [due_at(cadence, stage)]
    if is_asked_for(cadence, stage):
        return moments[0]
    if cadence.later_at is not None:
        moments.append(cadence.later_at + GAP)
    if cadence.sent_at is not None and cadence.sent_stage is not stage:
        moments.append(cadence.sent_at + GAP)
    if cadence.pressed_at is not None:
        moments.append(cadence.pressed_at + GAP)
    return max(moments)


def variant_for(episode: str, taken: set[int]) -> int:
    """Return the wording for an episode, avoiding those taken while others are left."""
    first = int(episode[:8], 16) % VARIANTS
    order = [(first + step) % VARIANTS for step in range(VARIANTS)]
    return next((each for each in order if each not in taken), first)
