"""Counts messages of a source that could not be read, by field and reason, without their content.

The sender keeps the message and gets the same reason; a row means that there is something to
correct and to send again.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.adverse_events.names import FORGET_UNREAD
from bot.core.context import Context
from bot.core.health import Cause, Check, Finding, Mender
from bot.core.job_kinds import HOWEVER_LATE, Done, JobKind, Step
from bot.core.jobs import Job
from bot.core.records import Field, Record, stored
from bot.core.routes import Sweep
from bot.core.storage import Work
from bot.programme import current

UNREAD_KEPT_FOR = timedelta(days=30)
"""Long enough for a monthly review of the interfaces; rows name nobody."""

NEWS_FOR = timedelta(days=1)


class Unread(Record):
    """Messages of a source that could not be read on one day, for one reason.

    ``field`` and ``reason`` are our own fixed words, never content of the message.
    """

    source: Field[str]
    field: Field[str]
    reason: Field[str]
    first_at: Field[datetime]
    last_at: Field[datetime]
    times: Field[int] = stored(default=1)


async def note_unread(work: Work, source: str, field: str, reason: str) -> None:
    """Count one more message of this source that could not be read for this reason today."""
    day = work.now.date().isoformat()
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
        )
    )


UNREAD = Cause(
    "unread", Mender.IT, "adverse_event.finding.unread", "adverse_event.mend.unread", broken=True
)


async def _find(context: Context) -> list[Finding]:
    """Find the messages that could not be read in the last day."""
    programme = await current(context.work)
    since = Unread.last_at.at_least(context.now - NEWS_FOR)
    return [
        UNREAD.said(
            context.words,
            source=source.name if (source := programme.source(row.source)) else row.source,
            count=row.times,
            reason=f"{row.field} {row.reason}",
        )
        for row in await context.work.of(Unread).find(since)
    ]


CHECK = Check("unread", _find, (UNREAD,))


async def _forget_unread(context: Context, job: Job) -> Step:
    rows = context.work.of(Unread)
    for row in await rows.find(Unread.last_at.at_most(context.now - UNREAD_KEPT_FOR)):
        await context.work.remove(row)
    return Done()


JOBS = (JobKind(FORGET_UNREAD, _forget_unread, HOWEVER_LATE),)
SWEEPS = (Sweep(FORGET_UNREAD, timedelta(days=1)),)
