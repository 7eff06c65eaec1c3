"""Codes that neither the standard nor the playbook explains, offered to coordinators for mapping.

Only coded fields are looked at. Even these may hold somebody's words, and a name in them. So a code
is stored only once the messages of five different patients had it within a week; until then it is a
blind index.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.adverse_events.names import FORGET_CODES, UNMAPPED_CODE
from bot.core.context import Context
from bot.core.health import Cause, Check, Finding, Mender
from bot.core.job_kinds import HOWEVER_LATE, JobKind, Step
from bot.core.jobs import Job
from bot.core.portions import remove_old
from bot.core.records import Field, Record, stored
from bot.core.routes import Sweep
from bot.core.storage import Work
from bot.programme import current
from bot.programme.model import USUAL_DIED_CODES, Programme, Source

PATIENTS = 5
"""So many different patients' messages must have a code before it is stored and shown."""

LONGEST_CODE = 30
"""A longer one is a sentence, and is never stored."""

KEPT_FOR = timedelta(days=30)
COUNTED_FOR = timedelta(days=7)
"""After so long the count begins anew, and the patients' marks go: it tells of this week."""


@dataclass(frozen=True)
class Code:
    """A code in a message, and the coded field that has it."""

    field: str
    code: str


class UnmappedCode(Record):
    """A code of a source that nobody explained; its reference is a blind index of it."""

    source: Field[str]
    field: Field[str]
    since: Field[datetime]
    last_at: Field[datetime]
    times: Field[int] = stored(default=1)
    """How often it came since ``since``."""
    seen: Field[tuple[str, ...]] = stored(default=())
    """Blind indexes of the first patients, for this code alone; gone after a week or five."""
    code: Field[str] = stored(default="")
    """Empty until five different patients had it within a week."""


async def note_code(work: Work, source: str, patient: str, told: Code) -> None:
    """Count a message of this patient that has this code."""
    if len(told.code) > LONGEST_CODE:
        return
    vault, code = work.vault, " ".join(told.code.split())
    reference = vault.blind_index("unmapped_code", source, told.field, code.casefold())
    known = await work.of(UnmappedCode).get(reference)
    row = known or UnmappedCode(
        reference=reference,
        source=source,
        field=told.field,
        since=work.now,
        last_at=work.now,
        times=0,
    )
    if row.since < work.now - COUNTED_FOR:
        row = replace(row, since=work.now, times=0, seen=())
    row = replace(row, times=row.times + 1, last_at=work.now)
    if not row.code:
        seen = {*row.seen, vault.blind_index("unmapped_code_of", reference, patient)}
        enough = len(seen) >= PATIENTS
        row = replace(row, seen=() if enough else tuple(sorted(seen)), code=code if enough else "")
    if known is None:
        await work.add(row)
    else:
        await work.save(row)


CAUSE = Cause(
    UNMAPPED_CODE,
    Mender.COORDINATOR,
    "adverse_event.finding.unmapped_code",
    "adverse_event.mend.unmapped_code",
)


@dataclass(frozen=True)
class Offered:
    """A code that a coordinator can map, and the two lines of the playbook for it."""

    code: str
    source: str
    """The name of the system."""
    count: int
    since: datetime
    died: str
    lives: str


async def offered(work: Work) -> list[Offered]:
    """The codes of the last week that nobody has explained since, the most frequent first."""
    programme = await current(work)
    rows = await work.of(UnmappedCode).find(UnmappedCode.last_at.at_least(work.now - COUNTED_FOR))
    found = [
        _offered(source, row)
        for row in rows
        if row.code and (source := _unexplained(programme, row)) is not None
    ]
    return sorted(found, key=lambda each: -each.count)


def _unexplained(programme: Programme, row: UnmappedCode) -> Source | None:
    """The source of a code, unless the playbook explains it by now."""
    source = programme.source(row.source)
    if source is None or row.code.casefold() in {*source.died, *source.lives}:
        return None
    return source


def _offered(source: Source, row: UnmappedCode) -> Offered:
    # A list of its own replaces the usual codes, so these have to stay in it.
    died = [*(source.died or sorted(USUAL_DIED_CODES)), row.code]
    return Offered(
        code=row.code,
        source=source.name,
        count=row.times,
        since=row.since,
        died=f"died = [{_listed(died)}]",
        lives=f"lives = [{_listed([*source.lives, row.code])}]",
    )


def _listed(codes: list[str]) -> str:
    escaped = (code.replace("\\", "\\\\").replace('"', '\\"') for code in codes)
    return ", ".join(f'"{code}"' for code in escaped)


async def _find(context: Context) -> list[Finding]:
    words = context.words
    return [
        CAUSE.said(
            words,
            "",
            (each.source, each.code),
            code=each.code,
            source=each.source,
            count=each.count,
            since=words.day_and_time(each.since),
            died=each.died,
            lives=each.lives,
        )
        for each in await offered(context.work)
    ]


CHECK = Check(UNMAPPED_CODE, _find, (CAUSE,))


async def _forget_codes(context: Context, job: Job) -> Step:
    for row in await context.work.of(UnmappedCode).find(
        UnmappedCode.since.at_most(context.now - COUNTED_FOR)
    ):
        if row.seen:
            await context.work.save(replace(row, seen=()))
    old = UnmappedCode.last_at.at_most(context.now - KEPT_FOR)
    return await remove_old(context.work, job, UnmappedCode, old)


JOBS = (JobKind(FORGET_CODES, _forget_codes, HOWEVER_LATE),)
SWEEPS = (Sweep(FORGET_CODES, timedelta(days=1)),)
