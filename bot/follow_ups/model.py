"""Follow-ups: which note comes when, and what makes it stay away."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.records import Field, Record, stored


class Stage(StrEnum):
    """Which later note it is; ``DAY`` only for who said "later"."""

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

MOST_IGNORED = 2
VARIANTS = 3
HALF_A_YEAR = timedelta(weeks=26)


class Cadence(Record):
    """The later notes of one care; its reference is the care's, and it knows nobody.

    ``answered`` makes it the full cadence; without it there is one note at 72 hours.
    ``stages`` are those a trigger keeps of the later notes (empty: all). ``variant`` is the
    wording, another one for each cadence of the same person. ``ignored`` counts the notes since
    the last press. The row goes when the care is erased.
    """

    begun_at: Field[datetime]
    variant: Field[int]
    answered: Field[bool] = stored(default=False)
    later: Field[bool] = stored(default=False)
    sent_stage: Field[Stage | None] = stored(default=None)
    sent_at: Field[datetime | None] = stored(default=None)
    pressed_at: Field[datetime | None] = stored(default=None)
    ignored: Field[int] = stored(default=0)
    ended: Field[bool] = stored(default=False)
    stages: Field[tuple[str, ...]] = stored(default=())


@dataclass(frozen=True)
class CadenceEnded:
    """A fact: the notes of one care are over. Only for counting."""

    care: str
    answered: bool


def planned(cadence: Cadence) -> tuple[Stage, ...]:
    """The stages this cadence has, in order."""
    kept = tuple(
        stage
        for stage in (Stage.THREE_DAYS, Stage.WEEK, Stage.MONTH)
        if stage in cadence.stages or not cadence.stages
    )
    if not cadence.answered:
        return kept[:1]
    first = (Stage.DAY,) if cadence.later else ()
    return (*first, *kept)


def due_at(cadence: Cadence, stage: Stage) -> datetime:
    """The moment before which a stage never comes."""
    return cadence.begun_at + AFTER[stage]


def is_last(cadence: Cadence, stage: Stage) -> bool:
    """Whether nothing comes after this stage."""
    return stage is planned(cadence)[-1]


def is_superseded(cadence: Cadence, stage: Stage, now: datetime) -> bool:
    """Whether a later stage has come already or is due by now: two at once are one too many."""
    stages = list(Stage)
    sent = cadence.sent_stage
    if sent is not None and stages.index(sent) > stages.index(stage):
        return True
    later = [each for each in planned(cadence) if stages.index(each) > stages.index(stage)]
    return any(due_at(cadence, each) <= now for each in later)


def is_ignored(cadence: Cadence, stage: Stage) -> bool:
    """Whether a stage stays away because the last two notes were left alone."""
    return cadence.ignored >= MOST_IGNORED and not is_last(cadence, stage)


def not_before(cadence: Cadence, stage: Stage) -> datetime:
    """The stage's moment, or a day after the last note or press if that is later."""
    moments = [due_at(cadence, stage)]
    if cadence.sent_at is not None and cadence.sent_stage is not stage:
        moments.append(cadence.sent_at + GAP)
    if cadence.pressed_at is not None:
        moments.append(cadence.pressed_at + GAP)
    return max(moments)


def variant_for(care: str, taken: set[int]) -> int:
    """The wording for a care: by its reference, and none of those taken while others are left."""
    first = int(care[:8], 16) % VARIANTS
    order = [(first + step) % VARIANTS for step in range(VARIANTS)]
    return next((each for each in order if each not in taken), first)
