"""What a hospital's own systems say of a patient, and the moment at which it has changed.

Such systems say the same again and again, late, and in any order: once somebody died, every
later message has it. So what was said last is kept, by two voices (of the person, and of how
the stay ended), each in the order in which it was *said*, not in which it came. Only when the
two together turn is anything reported or taken back. Who it is about is kept as a keyed mark
and nothing else, and that goes by itself.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.adverse_events.model import CLOSES_AFTER, SourceReport, Taken, UnknownUnitError
from bot.adverse_events.names import FORGET_SAID
from bot.adverse_events.reports import take_back, take_report
from bot.core.context import Context
from bot.core.job_kinds import Done, JobKind, Step
from bot.core.jobs import Job
from bot.core.records import Field, Record, stored
from bot.core.routes import Sweep
from bot.programme.model import Harm, Kind

MARKS_KEPT_FOR = CLOSES_AFTER
"""How long it is known that a death was told: as long as its adverse event is kept.

Accounts of a stay are put in order for weeks, each time with the same word in it. What comes
later still is known by its own time, which lies too far back (``STALE_AFTER``).
"""

OVERTAKEN_FOR = timedelta(hours=6)
"""How long it is known that somebody lives: so late a queue may still bring an older message."""

STALE_AFTER = timedelta(days=3)
"""What lies further back is not news: a chart is being put in order, or an archive is read.

Longer than a weekend, so that a line that was down since Friday is caught up with on Monday.
"""

MOST_AT_ONCE = 5000


class Says(StrEnum):
    """What one voice says; ``NOTHING`` leaves what was said before as it is."""

    NOTHING = ""
    LIVES = "lives"
    DIED = "died"
    CANCELLED = "cancelled"


RANK = {Says.LIVES: 0, Says.DIED: 1, Says.CANCELLED: 2}
"""Of two things said in the very same moment, the later one here counts."""


@dataclass(frozen=True)
class Lacks:
    """What a statement does not say, or not so that it can be understood: field and reason."""

    field: str
    reason: str


@dataclass(frozen=True)
class Statement:
    """What one message says of one patient. It lives in memory only.

    ``patient`` and ``visit`` are the source's own identifiers. ``person`` is what it says of the
    person, ``stay`` of how the stay ended; with ``cancels`` the stay, or its end, never was.
    ``said_at`` is when that was said, ``sent_at`` when it was sent. Where and when are looked at
    only if it turns out to be news; ``lacks`` is what they lack then. ``elsewhere``: it happened
    where this programme is not.
    """

    source: str
    patient: str
    said_at: datetime
    sent_at: datetime
    visit: str = ""
    person: Says = Says.NOTHING
    stay: Says = Says.NOTHING
    cancels: bool = False
    kind: Kind = Kind.PATIENT_DEATH
    unit: str = ""
    occurred_at: datetime | None = None
    lacks: Lacks | None = None
    elsewhere: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing that counts here."""
        return not (self.cancels or self.person or self.stay)


class LastSaid(Record):
    """What a source said last of one patient; the reference is a keyed mark, as is ``visit``.

    ``person_order`` and ``stay_order`` are when, in a form that sorts. ``died`` is the two
    voices together; ``rounds`` is how often that was reported.
    """

    erase_at: Field[datetime]
    visit: Field[str] = stored(default="")
    person: Field[Says] = stored(default=Says.NOTHING)
    person_order: Field[str] = stored(default="")
    stay: Field[Says] = stored(default=Says.NOTHING)
    stay_order: Field[str] = stored(default="")
    died: Field[bool] = stored(default=False)
    rounds: Field[int] = stored(default=0)


class StatementLacks(Exception):
    """It is news, but where or when cannot be understood; nothing of it was taken."""

    def __init__(self, lacks: Lacks) -> None:
        super().__init__(f"{lacks.field} {lacks.reason}")
        self.lacks = lacks


class Turn(StrEnum):
    """What a statement changed."""

    NONE = "none"
    DIED = "died"
    BACK = "back"


def listened(before: LastSaid, said: Statement, visit: str) -> LastSaid:
    """What was said last, once this is heard; ``visit`` is the mark of the statement's visit.

    Whatever order the statements come in, the same is left in the end.
    """
    other = bool(visit and before.visit and visit != before.visit)
    person = Says.CANCELLED if said.cancels and not other else said.person
    stay = Says.CANCELLED if said.cancels else said.stay
    if other and stay is not Says.DIED:
        # What becomes of another stay says nothing about this one.
        stay = Says.NOTHING
    after = before
    for voice, says in (("person", person), ("stay", stay)):
        order = f"{_sorts(said.said_at)} {_sorts(said.sent_at)} {RANK.get(says, 0)}"
        anew = other and says is Says.DIED and getattr(before, voice) is not Says.DIED
        if says and (anew or order > getattr(before, f"{voice}_order")):
            after = _changed(after, voice, says, order)
    if visit and after != before and (not before.visit or after.stay is Says.DIED):
        after = replace(after, visit=visit)
    return replace(after, died=Says.DIED in {after.person, after.stay})


def _sorts(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S.%f}"


def _changed(row: LastSaid, voice: str, says: Says, order: str) -> LastSaid:
    if voice == "person":
        return replace(row, person=says, person_order=order)
    return replace(row, stay=says, stay_order=order)


def turn(before: LastSaid, after: LastSaid) -> Turn:
    """What has changed between the two."""
    if after.died == before.died:
        return Turn.NONE
    return Turn.DIED if after.died else Turn.BACK


def is_news(said: Statement, now: datetime) -> bool:
    """Whether a death this statement tells of for the first time is to be reported."""
    fresh = said.occurred_at is None or said.occurred_at >= now - STALE_AFTER
    return fresh and not said.elsewhere


async def hear(context: Context, said: Statement) -> Taken:
    """Take what a system says of a patient: report it, take it back, or know it already.

    Raises ``StatementLacks`` where it is news and cannot be understood, and
    ``UnknownUnitError``.
    """
    vault, rows = context.work.vault, context.work.of(LastSaid)
    reference = vault.mark("last_said", said.source, said.patient)
    visit = vault.mark("last_said_visit", said.source, said.visit) if said.visit else ""
    known = await rows.get(reference)
    before = known or LastSaid(reference=reference, erase_at=context.now)
    after = listened(before, said, visit)
    if said.is_empty or after == before:
        return Taken.KNOWN
    turned = turn(before, after)
    if turned is Turn.DIED and said.elsewhere:
        return Taken.KNOWN
    if turned is Turn.DIED and is_news(said, context.now):
        after = replace(after, rounds=after.rounds + 1)
    await _keep(context, known, before, after)
    if after.rounds > before.rounds:
        return await take_report(context, _report(said, after))
    if turned is Turn.BACK and before.rounds:
        await take_back(context, said.source, _name_of(before))
    return Taken.KNOWN


async def _keep(
    context: Context, known: LastSaid | None, before: LastSaid, after: LastSaid
) -> None:
    rows = context.work.of(LastSaid)
    lasting = after.died or before.died or after.rounds
    kept_for = MARKS_KEPT_FOR if lasting else OVERTAKEN_FOR
    erase_at = max(before.erase_at, context.now + kept_for)
    if known is not None and known.died and after.died:
        # Said again, it is not kept for longer.
        erase_at = known.erase_at
    if known is None:
        await rows.add(replace(after, erase_at=erase_at))
        return
    await rows.save(
        replace(
            known,
            erase_at=erase_at,
            visit=after.visit,
            person=after.person,
            person_order=after.person_order,
            stay=after.stay,
            stay_order=after.stay_order,
            died=after.died,
            rounds=after.rounds,
        )
    )


def _report(said: Statement, row: LastSaid) -> SourceReport:
    if said.lacks is not None:
        raise StatementLacks(said.lacks)
    if said.occurred_at is None:
        raise StatementLacks(Lacks("time", "is missing"))
    if not said.unit:
        raise UnknownUnitError
    return SourceReport(
        source=said.source,
        id=_name_of(row),
        kind=said.kind,
        harm=Harm.DEATH,
        unit=said.unit,
        occurred_at=said.occurred_at,
    )


def _name_of(row: LastSaid) -> str:
    """What the report of this round is called: by the mark, so that no identifier is in it."""
    return f"{row.reference}:{row.rounds}"


async def _forget_said(context: Context, job: Job) -> Step:
    rows = context.work.of(LastSaid)
    over = context.now
    for row in await rows.find(
        LastSaid.erase_at.at_most(over), order_by=LastSaid.erase_at, limit=MOST_AT_ONCE
    ):
        await rows.remove(row)
    return Done()


JOBS = (JobKind(FORGET_SAID, _forget_said),)
SWEEPS = (Sweep(FORGET_SAID, timedelta(hours=1)),)
