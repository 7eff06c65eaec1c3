"""Turns a hospital system's repeated statements about a patient into reports of deaths.

The patient is stored only as a blind index, which is erased after a while.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.adverse_events.last_said import LastSaid, Statement, joined, judged, keeps_former
from bot.adverse_events.model import CLOSES_AFTER, SourceReport, Taken, UnknownUnitError
from bot.adverse_events.names import FORGET_STATEMENTS
from bot.adverse_events.source_reports import take_back, take_report, withdraw_duplicates
from bot.adverse_events.unmapped_codes import note_code
from bot.adverse_events.unread import Lacks, Outcome, note_unread
from bot.core.context import Context
from bot.core.job_kinds import HOWEVER_LATE, JobKind, Step
from bot.core.jobs import Job
from bot.core.portions import remove_old
from bot.core.routes import Sweep
from bot.core.storage import Work
from bot.programme.model import Harm

INDEXES_KEPT_FOR = CLOSES_AFTER
"""How long a reported death is remembered: as long as its adverse event is stored.

Accounts of a stay are corrected for weeks, and each correction repeats the death. Later messages
are recognised by the time of death, which is too far back (``STALE_AFTER``).
"""

OVERTAKEN_FOR = timedelta(hours=6)
"""How long it is remembered that somebody lives, as a queue may bring older messages so late."""


class StatementLacks(Exception):
    """A new death whose unit or time is missing or unreadable; nothing was stored."""

    def __init__(self, lacks: Lacks) -> None:
        super().__init__(f"{lacks.field} {lacks.reason}")
        self.lacks = lacks


async def statements_ahead(work: Work, statements: Sequence[Statement]) -> None:
    """Read at once what was said last about the patients of these statements."""
    named = (
        work.vault.blind_index("last_said", each.source, name)
        for each in statements
        for name in (each.patient, each.formerly)
        if name
    )
    await work.of(LastSaid).find(LastSaid.reference.one_of(named))


async def take_statement(context: Context, statement: Statement) -> Taken:
    """Store a statement, and report a death or take it back if the result changed.

    Raises ``StatementLacks`` or ``UnknownUnitError`` for a new death that cannot be reported.
    """
    vault = context.work.vault
    named = vault.blind_index("last_said", statement.source, statement.patient)
    quiet = Taken.NOTED
    if statement.formerly:
        # A report may be withdrawn.
        quiet = Taken.KNOWN
        former = vault.blind_index("last_said", statement.source, statement.formerly)
        await _merge(context, statement.source, former, named)
    visit = statement.visit
    if visit:
        visit = vault.blind_index("last_said_visit", statement.source, visit)
    reference, known = await _followed(context, named)
    before = known or LastSaid(reference=reference, erase_at=context.now)
    verdict = judged(before, statement, visit, context.now)
    if verdict.passed_over is not None:
        await note_unread(context.work, statement.source, verdict.passed_over, Outcome.PASSED_OVER)
    for unmapped in statement.unmapped:
        await note_unread(context.work, statement.source, unmapped, Outcome.UNMAPPED)
    if statement.code is not None:
        await note_code(context.work, statement.source, reference, statement.code)
    if verdict.after is None:
        return quiet
    await _keep(context, known, before, verdict.after)
    if verdict.reports:
        return await take_report(context, _report(statement, verdict.after))
    if verdict.takes_back:
        for name in await _names_of(context, before):
            await take_back(context, statement.source, name)
        return Taken.KNOWN
    return quiet


async def _followed(context: Context, reference: str) -> tuple[str, LastSaid | None]:
    """The row that counts for a patient, and its reference; a merged record names another."""
    row = await context.work.of(LastSaid).get(reference)
    while row is not None and row.same_as:
        reference = row.same_as
        row = await context.work.of(LastSaid).get(reference)
    return reference, row


async def _merge(context: Context, source: str, former: str, into: str) -> None:
    """From now on, let one row count for two records of one patient.

    A death that was reported from both needs one report: the other is withdrawn, unless notes
    went out for it.
    """
    former, old = await _followed(context, former)
    into, new = await _followed(context, into)
    if former == into:
        return
    kept, other, reference = (old, new, into) if keeps_former(old, new) else (new, old, former)
    if kept is None:
        return
    if other is None:
        alias = LastSaid(reference=reference, same_as=kept.reference, erase_at=kept.erase_at)
        await context.work.add(alias)
        return
    kept_names, other_names = [await _names_of(context, row) for row in (kept, other)]
    await context.work.save(replace(other, same_as=kept.reference))
    await _keep_aliases(context, await context.work.save(joined(kept, other)))
    if kept.is_reported and other.is_reported:
        await withdraw_duplicates(context, source, other_names, of=kept_names)


async def _keep(
    context: Context, known: LastSaid | None, before: LastSaid, after: LastSaid
) -> None:
    lasting = after.died or before.died or after.rounds
    kept_for = INDEXES_KEPT_FOR if lasting else OVERTAKEN_FOR
    erase_at = max(before.erase_at, context.now + kept_for)
    if known is not None and known.died and after.died:
        # A repeated death is not remembered for longer.
        erase_at = known.erase_at
    after = replace(after, erase_at=erase_at)
    if known is None:
        await context.work.add(after)
        return
    await _keep_aliases(context, await context.work.save(after))


async def _keep_aliases(context: Context, kept: LastSaid) -> None:
    """Remember that several records are one for as long as what was said of them.

    A row between two others, which no message names any more, counts like the rest: without it
    the first one would lead nowhere.
    """
    for alias in await _aliases(context, kept.reference):
        if alias.erase_at < kept.erase_at:
            await context.work.save(replace(alias, erase_at=kept.erase_at))


async def _aliases(context: Context, reference: str) -> list[LastSaid]:
    """All rows instead of which this one counts."""
    found: list[LastSaid] = []
    wave = [reference]
    while wave:
        rows = await context.work.of(LastSaid).find(LastSaid.same_as.one_of(wave))
        found += rows
        wave = [row.reference for row in rows]
    return found


async def _names_of(context: Context, row: LastSaid) -> list[str]:
    """The identifiers of a death's reports: more than one of the merged records may have one."""
    rows = (row, *await _aliases(context, row.reference))
    return [_name_of(each) for each in rows if each.rounds]


def _report(statement: Statement, row: LastSaid) -> SourceReport:
    if statement.lacks is not None:
        raise StatementLacks(statement.lacks)
    if statement.occurred_at is None:
        raise StatementLacks(Lacks("time", "is missing"))
    if not statement.unit:
        raise UnknownUnitError
    return SourceReport(
        source=statement.source,
        id=_name_of(row),
        kind=statement.kind,
        harm=Harm.DEATH,
        unit=statement.unit,
        occurred_at=statement.occurred_at,
    )


def _name_of(row: LastSaid) -> str:
    """The report's identifier, made from the blind index so that it identifies no patient."""
    return f"{row.reference}:{row.rounds}"


async def _forget_statements(context: Context, job: Job) -> Step:
    return await remove_old(context.work, job, LastSaid, LastSaid.erase_at.at_most(context.now))


JOBS = (JobKind(FORGET_STATEMENTS, _forget_statements, HOWEVER_LATE),)
SWEEPS = (Sweep(FORGET_STATEMENTS, timedelta(hours=1)),)
