"""Somebody was two for a while: an account that nobody knew turns out to be a known person's.

Whoever asked for something by that account goes on waiting, under the person they are. Nothing
is told to anybody by it, and nothing is left of the one they were.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from bot.adverse_events import end_care
from bot.adverse_events.model import AdverseEvent, Care, Report
from bot.check_ins import kept_wishes, wishes_of
from bot.check_ins.model import LastFirstNote, NoteWishes
from bot.core.context import Context
from bot.core.job_kinds import Done, Dropped, JobKind, Step
from bot.core.jobs import Job, Recipient
from bot.core.people import Person, PlatformAccount
from bot.core.records import TEXT, Column, Record, SealedValue
from bot.core.retention import HeldBack
from bot.core.seen import ShownCard
from bot.core.storage import Work
from bot.programme import JOIN
from bot.referrals.model import ColleagueNote, LastColleagueNote
from bot.requests.model import SupportRequest
from bot.sessions.model import GroupSession, Invitation
from bot.time_outs.model import TimeOut

FOUND_BY: tuple[tuple[Column[Any, Any], str], ...] = (
    (Care.whose, "whose"),
    (SupportRequest.whose, "requester"),
    (SupportRequest.held_by, "supporter"),
    (TimeOut.whose, "break"),
    (TimeOut.covered_by, "cover"),
    (ColleagueNote.whose, "colleague-note"),
    (HeldBack.whose, "held_back"),
)
"""The records that are found by a mark of a person: the field, and the purpose of the mark."""

NAMED_BY: tuple[tuple[type[Record], str], ...] = (
    (LastFirstNote, "first-note"),
    (LastColleagueNote, "colleague-note"),
)
"""The records whose reference is such a mark."""


async def _join(context: Context, job: Job) -> Step:
    people = context.work.of(Person)
    old, new = await people.get(job.subject), await people.get(job.detail)
    if old is None or new is None:
        return Dropped()
    await join(context, old, new)
    return Done()


async def join(context: Context, old: Person, new: Person) -> None:
    """Make everything of ``old`` (a stranger so far) the known person's, in this work."""
    work = context.work
    await _end_what_is_double(context, old.reference, new.reference)
    await _lists(work, old.reference, new.reference)
    await _rename(work, old.reference, new.reference)
    await _reseal(work, old.reference, new.reference)
    await _wishes(work, old.reference, new.reference)
    await _waiting_messages(work, old.reference, new.reference)
    await _own_parts(work, old.reference, new.reference)
    if old.welcomed and not new.welcomed:
        await work.of(Person).save(replace(new, welcomed=True))
    await work.vault.erase(old.reference)
    await work.of(Person).remove(old)


async def _end_what_is_double(context: Context, old: str, new: str) -> None:
    """Who is on the list of one event as both gets one set of notes."""
    work = context.work
    for care in await work.of(Care).find(Care.whose.is_(work.vault.mark("whose", old))):
        if care.event is None:
            continue
        there = work.vault.mark("audience", care.event, new)
        if await work.of(Care).count(Care.audience_mark.is_(there)):
            await end_care(context, care, erase_now=True)


async def _lists(work: Work, old: str, new: str) -> None:
    """Being on an event's list, or invited to its session, also where that is all that is left."""
    for event in await work.of(AdverseEvent).find():
        await _move(
            work,
            Care.audience_mark,
            work.vault.mark("audience", event.reference, old),
            work.vault.mark("audience", event.reference, new),
        )
    for session in await work.of(GroupSession).find():
        before = work.vault.mark("group-invitation", session.reference, old)
        after = work.vault.mark("group-invitation", session.reference, new)
        twice = await work.of(Invitation).count(Invitation.whose.is_(after)) > 0
        for invitation in (
            await work.of(Invitation).find(Invitation.whose.is_(before)) if twice else ()
        ):
            await work.vault.erase(invitation.reference)
            await work.of(Invitation).remove(invitation)
        await _move(work, Invitation.whose, before, after)


async def _move(work: Work, column: Column[Any, Any], before: str, after: str) -> None:
    """Put one mark in the place of another; where nobody may have it twice, the first stays."""
    records = work.of(column.kind)
    taken = column == Care.audience_mark and await records.count(column.is_(after)) > 0
    for record in await records.find(column.is_(before)):
        changes: dict[str, Any] = {column.name: None if taken else after}
        await records.save(replace(record, **changes))


async def _rename(work: Work, old: str, new: str) -> None:
    for column, purpose in FOUND_BY:
        await _move(work, column, work.vault.mark(purpose, old), work.vault.mark(purpose, new))
    for kind, purpose in NAMED_BY:
        found = await work.of(kind).get(work.vault.mark(purpose, old))
        if found is None:
            continue
        await work.of(kind).remove(found)
        there = await work.of(kind).get(work.vault.mark(purpose, new))
        if there is None:
            fields = {**vars(found), "reference": work.vault.mark(purpose, new), "revision": 0}
            await work.of(kind).add(kind(**cast("Any", fields)))


async def _reseal(work: Work, old: str, new: str) -> None:
    """Wherever the one they were stands sealed: alone, or in a list of people."""
    owners = [report.people for report in await work.of(Report).find()]
    for kind in (Care, Report, SupportRequest, TimeOut, ColleagueNote, Invitation):
        owners += [record.reference for record in await work.of(kind).find()]
    owners += [record.reference for record in await work.of(HeldBack).find()]
    for owner, parts in (await work.vault.open_all(owners)).items():
        for part, value in parts.items():
            # References are random and all of one length: none is a part of another.
            if old in value:
                await work.vault.seal(SealedValue(owner, part, TEXT), value.replace(old, new))


async def _wishes(work: Work, old: str, new: str) -> None:
    """Of two wishes the one for less counts."""
    said = await work.of(NoteWishes).get(work.vault.mark("wishes", old))
    if said is None:
        return
    await work.of(NoteWishes).remove(said)
    mine = await wishes_of(work, new)
    await work.of(NoteWishes).save(
        replace(
            await kept_wishes(work, new),
            stopped=said.stopped or mine.stopped,
            own_notes_stopped=said.own_notes_stopped or mine.own_notes_stopped,
            quiet_until=_later(said.quiet_until, mine.quiet_until),
        )
    )


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return max(filter(None, (one, other)), default=None)


async def _waiting_messages(work: Work, old: str, new: str) -> None:
    """What was or is to be sent, and what hangs and is kept up to date."""
    before, after = str(Recipient.person(old)), str(Recipient.person(new))
    for job in await work.of(Job).find(Job.recipient.is_(before)):
        await work.of(Job).save(replace(job, recipient=after))
    for shown in await work.of(ShownCard).find(ShownCard.recipient.is_(before)):
        await work.of(ShownCard).save(replace(shown, recipient=after))


async def _own_parts(work: Work, old: str, new: str) -> None:
    """Other accounts of theirs, and where each platform writes to them."""
    sealed = await work.vault.open_all([old, new])
    known = sealed.get(new, {})
    for part, value in sealed.get(old, {}).items():
        if part.startswith("direct.") and not known.get(part):
            await work.vault.seal(SealedValue(new, part, TEXT), value)
    for row in await work.of(PlatformAccount).find(PlatformAccount.person.is_(old)):
        part = f"account.{row.reference}"
        await work.of(PlatformAccount).save(replace(row, person=new))
        await work.vault.seal(SealedValue(new, part, TEXT), sealed.get(old, {}).get(part, ""))


JOBS = (JobKind(JOIN, _join),)
