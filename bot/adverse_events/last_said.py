"""What a hospital system said last about a patient, and what a statement after that leads to.

Such systems repeat statements, late and in any order: after a death, every later message
contains it. So the last statement is kept for each of two voices: about the person, and about
how the stay ended. Each voice is ordered by when it was *stated*, not by when it arrived. A
death is reported, or taken back, only when the result of both voices changes.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from bot.adverse_events.unmapped_codes import Code
from bot.adverse_events.unread import Lacks
from bot.core.packed import Packed
from bot.core.records import Field, Record, stored
from bot.programme.model import Kind

STALE_AFTER = timedelta(days=3)
"""Older deaths are not reported: a chart is being corrected, or an archive is being read.

It is longer than a weekend, so that a line that failed on Friday can catch up on Monday.
"""


class Says(StrEnum):
    """What a statement says about one voice; ``NOTHING`` leaves the stored value."""

    NOTHING = ""
    LIVES = "lives"
    DIED = "died"
    CANCELLED = "cancelled"


RANK = {Says.LIVES: 0, Says.DIED: 1, Says.CANCELLED: 2}
"""Of two statements of the same moment, the one with the higher rank counts."""


@dataclass(frozen=True)
class Statement:
    """What one message says about one patient; it is never stored."""

    source: str
    patient: str
    """The source's own identifier, as is ``visit``."""
    said_at: datetime
    """When it was stated."""
    sent_at: datetime
    visit: str = ""
    formerly: str = ""
    """The identifier of another record of this patient, which was merged into this one."""
    person: Says = Says.NOTHING
    stay: Says = Says.NOTHING
    """How the stay ended."""
    cancels: bool = False
    """Whether the stay, or its end, never happened."""
    overtakes: bool = True
    """Whether it is remembered that somebody lives of whom nothing was said before."""
    kind: Kind = Kind.PATIENT_DEATH
    unit: str = ""
    occurred_at: datetime | None = None
    """The last moment at which it can have happened, if ``lacks`` says that it is not exact."""
    lacks: Lacks | None = None
    """What makes the unit or the time unreadable; it matters only for a new death."""
    elsewhere: bool = False
    """Whether it happened outside the programme."""
    unmapped: tuple[Lacks, ...] = ()
    """The fields with words that nobody explained; they say nothing."""
    code: Code | None = None
    """The code that nobody explained, if a coded field has one that a playbook can explain."""

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing about life or death."""
        return not (self.cancels or self.person or self.stay)


@dataclass(frozen=True, order=True)
class Stated(Packed):
    """When something was stated; of two statements about one voice, the greater counts."""

    between: ClassVar[str] = " "

    said_at: datetime
    sent_at: datetime
    rank: int
    """``RANK`` of what it says."""

    def __str__(self) -> str:
        """The two times in UTC and the rank, so that texts sort as well; empty for never."""
        if self == NEVER_STATED:
            return ""
        times = [
            f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}" for at in (self.said_at, self.sent_at)
        ]
        return self.between.join([*times, str(self.rank)])

    @classmethod
    def parse(cls, text: str) -> "Stated":
        """Read what ``str`` wrote; raises ``ValueError`` for anything else."""
        if not text:
            return NEVER_STATED
        said, sent, rank = text.split(cls.between)
        said_at, sent_at = (datetime.fromisoformat(at).replace(tzinfo=UTC) for at in (said, sent))
        return cls(said_at, sent_at, int(rank))


_EARLIEST = datetime.min.replace(tzinfo=UTC)
NEVER_STATED = Stated(_EARLIEST, _EARLIEST, 0)


class LastSaid(Record):
    """A source's last statements about one patient; its reference is a blind index."""

    erase_at: Field[datetime]
    visit: Field[str] = stored(default="")
    """A blind index."""
    person: Field[Says] = stored(default=Says.NOTHING)
    person_stated: Field[Stated] = stored(default=NEVER_STATED, column="person_order")
    stay: Field[Says] = stored(default=Says.NOTHING)
    stay_stated: Field[Stated] = stored(default=NEVER_STATED, column="stay_order")
    died: Field[bool] = stored(default=False)
    """The result of both voices."""
    rounds: Field[int] = stored(default=0)
    """How often the death was reported."""
    same_as: Field[str] = stored(default="")
    """The row that counts instead, since two records of one patient were merged."""

    @property
    def is_reported(self) -> bool:
        """Whether a death is reported from this row, and stands."""
        return self.died and self.rounds > 0


class Turn(StrEnum):
    """What a statement changed."""

    NONE = "none"
    DIED = "died"
    BACK = "back"


@dataclass(frozen=True)
class Verdict:
    """What a statement leads to: what is stored afterwards, and what is done."""

    after: LastSaid | None = None
    """``None`` if nothing is stored."""
    reports: bool = False
    takes_back: bool = False
    passed_over: Lacks | None = None
    """Why a death that was stated for the first time is counted and not reported."""


def listened(before: LastSaid, statement: Statement, visit: str) -> LastSaid:
    """The last statements after this one; ``visit`` is the blind index of its visit.

    The result does not depend on the order in which statements arrive.
    """
    other = bool(visit and before.visit and visit != before.visit)
    person = statement.person
    if statement.cancels and not other and person is not Says.DIED:
        # Somebody whose discharge was cancelled to mend it, and who is said to be dead, stays so.
        person = Says.CANCELLED
    stay = Says.CANCELLED if statement.cancels else statement.stay
    if other and stay is not Says.DIED:
        # The end of another stay says nothing about this one.
        stay = Says.NOTHING
    after = before
    for voice, says in (("person", person), ("stay", stay)):
        stated = Stated(statement.said_at, statement.sent_at, RANK.get(says, 0))
        anew = other and says is Says.DIED and getattr(before, voice) is not Says.DIED
        if says and (anew or stated > getattr(before, f"{voice}_stated")):
            after = _changed(after, voice, says, stated)
    if visit and after != before and (not before.visit or after.stay is Says.DIED):
        after = replace(after, visit=visit)
    return replace(after, died=Says.DIED in {after.person, after.stay})


def _changed(row: LastSaid, voice: str, says: Says, stated: Stated) -> LastSaid:
    if voice == "person":
        return replace(row, person=says, person_stated=stated)
    return replace(row, stay=says, stay_stated=stated)


def keeps_former(former: LastSaid | None, into: LastSaid | None) -> bool:
    """Whether the row of the record that was given up counts, when two are merged.

    The row with a report is kept, as the name of its report is made from it; of two, the row
    whose report stands.
    """
    if former is None or into is None:
        return into is None
    return (former.is_reported, former.rounds > 0) > (into.is_reported, into.rounds > 0)


def joined(kept: LastSaid, other: LastSaid) -> LastSaid:
    """What is left of two records of one patient; a merge takes back no death."""
    after = kept
    for voice in ("person", "stay"):
        of_both = [(getattr(row, voice), getattr(row, f"{voice}_stated")) for row in (kept, other)]
        stated = max(each[1] for each in of_both)
        last = max(of_both, key=lambda each: each[1])[0]
        says = Says.DIED if Says.DIED in {each[0] for each in of_both} else last
        after = _changed(after, voice, says, stated)
    return replace(
        after,
        visit=kept.visit or other.visit,
        died=Says.DIED in {after.person, after.stay},
        erase_at=max(kept.erase_at, other.erase_at),
    )


def turn(before: LastSaid, after: LastSaid) -> Turn:
    """The change of the result between two records."""
    if after.died == before.died:
        return Turn.NONE
    return Turn.DIED if after.died else Turn.BACK


def is_news(statement: Statement, now: datetime) -> bool:
    """Whether a death stated for the first time is recent and within the programme."""
    fresh = statement.occurred_at is None or statement.occurred_at >= now - STALE_AFTER
    return fresh and not statement.elsewhere


def judged(before: LastSaid, statement: Statement, visit: str, now: datetime) -> Verdict:
    """What a statement leads to; ``visit`` is the blind index of its visit."""
    after = listened(before, statement, visit)
    if statement.is_empty or after == before:
        return Verdict()
    turned = turn(before, after)
    is_new = before.person_stated == before.stay_stated == NEVER_STATED
    if is_new and not after.died and not statement.overtakes:
        return Verdict()
    if turned is not Turn.DIED:
        return Verdict(after, takes_back=turned is Turn.BACK and before.rounds > 0)
    if statement.elsewhere:
        return Verdict()
    news, lacks = is_news(statement, now), statement.lacks
    passed_over = lacks if lacks is not None and lacks.passed_over else None
    if not news:
        return Verdict(after, passed_over=passed_over)
    if passed_over is not None:
        # Nothing is stored, so that a message that says it better is still news.
        return Verdict(passed_over=passed_over)
    return Verdict(replace(after, rounds=after.rounds + 1), reports=True)
