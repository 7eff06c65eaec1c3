"""Counts what a source said and nobody was told, by field and reason, without its content.

A message that was refused stays with its sender, who gets the same reason; one with nothing in it
is counted as refused and answered with success. A death that was passed over was accepted: its
message is right, but does not say what a report needs.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.adverse_events.names import FORGET_UNREAD
from bot.core.context import Context
from bot.core.health import Cause, Check, Finding, Mender
from bot.core.job_kinds import HOWEVER_LATE, JobKind, Step
from bot.core.jobs import Job
from bot.core.portions import remove_old
from bot.core.records import Field, Record, stored
from bot.core.routes import Sweep
from bot.core.storage import Work
from bot.programme import current

UNREAD_KEPT_FOR = timedelta(days=30)
"""Long enough for a monthly review of the interfaces; rows name nobody."""

NEWS_FOR = timedelta(days=1)


@dataclass(frozen=True)
class Lacks:
    """A field that is missing or unreadable in a statement, and the reason."""

    field: str
    reason: str
    passed_over: bool = False
    """Whether the message is accepted all the same: the death is counted and not reported."""


class Outcome(StrEnum):
    """What became of a message; stored."""

    REFUSED = "refused"
    PASSED_OVER = "passed_over"
    """It tells of a death, but not what a report needs; it was accepted."""
    UNMAPPED = "unmapped"
    """It has a word that neither the standard nor the playbook explains; it was accepted."""


class Unread(Record):
    """Messages of a source that reported nothing on one day, for one reason.

    ``field`` and ``reason`` are our own fixed words, never content of the message.
    """

    source: Field[str]
    field: Field[str]
    reason: Field[str]
    first_at: Field[datetime]
    last_at: Field[datetime]
    times: Field[int] = stored(default=1)
    outcome: Field[Outcome] = stored(default=Outcome.REFUSED)


async def note_unread(
    work: Work, source: str, lacks: Lacks, outcome: Outcome = Outcome.REFUSED
) -> None:
    """Count one more message of this source that reported nothing for this reason today."""
    day, field, reason = work.now.date().isoformat(), lacks.field, lacks.reason
    reference = work.vault.blind_index("unread", source, field, reason, day)
    rows = work.of(Unread)
    known = await rows.get(reference)
    if known is not None:
        await work.save(replace(known, times=known.times + 1, last_at=work.now))
        return
    await work.add(
        Unread(
            reference=reference,
            source=source,
            field=field,
            reason=reason,
            first_at=work.now,
            last_at=work.now,
            outcome=outcome,
        )
    )


UNREAD = Cause(
    "unread", Mender.IT, "adverse_event.finding.unread", "adverse_event.mend.unread", broken=True
)
PASSED_OVER = Cause(
    "passed_over",
    Mender.COORDINATOR,
    "adverse_event.finding.passed_over",
    "adverse_event.mend.passed_over",
)
UNMAPPED = Cause(
    "unmapped",
    Mender.COORDINATOR,
    "adverse_event.finding.unmapped",
    "adverse_event.mend.unmapped",
)
CAUSES = {
    Outcome.REFUSED: UNREAD,
    Outcome.PASSED_OVER: PASSED_OVER,
    Outcome.UNMAPPED: UNMAPPED,
}


async def _find(context: Context) -> list[Finding]:
    """Find what was refused or passed over in the last day."""
    programme = await current(context.work)
    since = Unread.last_at.at_least(context.now - NEWS_FOR)
    return [
        CAUSES[row.outcome].said(
            context.words,
            source=source.name if (source := programme.source(row.source)) else row.source,
            count=row.times,
            reason=f"{row.field} {row.reason}",
        )
        for row in await context.work.of(Unread).find(since)
    ]


CHECK = Check("unread", _find, tuple(CAUSES.values()))


async def _forget_unread(context: Context, job: Job) -> Step:
    old = Unread.last_at.at_most(context.now - UNREAD_KEPT_FOR)
    return await remove_old(context.work, job, Unread, old)


JOBS = (JobKind(FORGET_UNREAD, _forget_unread, HOWEVER_LATE),)
SWEEPS = (Sweep(FORGET_UNREAD, timedelta(days=1)),)
