"""Merges one record of a person into another, once they turn out to be the same person.

The one may be of a stranger's account, or of a new name. What was asked under it goes on under the
other. Nobody is notified, and nothing of the merged record is left.
"""

from dataclasses import replace
from typing import Any, cast

from bot.adverse_events import end_episode
from bot.adverse_events.model import AdverseEvent, Episode, Report
from bot.check_ins import kept_wishes, tell_if_stopped, wishes_of
from bot.check_ins.model import LastFirstNote, NoteWishes
from bot.core.context import Context
from bot.core.job_kinds import HOWEVER_LATE, Done, Dropped, JobKind, Step
from bot.core.jobs import Job, Recipient
from bot.core.people import Person, PlatformAccount, add_other_email, note_account_found
from bot.core.records import TEXT, Column, Record, SealedValue
from bot.core.retention import HeldBack
from bot.core.seen import ShownCard
from bot.core.storage import Work
from bot.drills.model import Drill, Participant
from bot.duty.model import (
    CalendarAddress,
    CalendarTurn,
    Duty,
    DutyWeek,
    OffDutyAsk,
    OffDutyWish,
    TurnChange,
)
from bot.milestones import OwnDay, merge_own_days
from bot.privacy.model import PersonForgotten
from bot.programme import JOIN
from bot.referrals.model import ColleagueNote, LastColleagueNote
from bot.requests.model import SupportRequest
from bot.sessions.model import GroupSession, Invitation
from bot.supporter_care.model import OwnNote
from bot.supporters import forget_asked, merge_trainings
from bot.surveys import merge_invitations
from bot.time_outs.model import TimeOut

FOUND_BY: tuple[tuple[Column[Any, Any], str], ...] = (
    (Episode.whose, "whose"),
    (SupportRequest.whose, "requester"),
    (SupportRequest.held_by, "supporter"),
    (TimeOut.whose, "break"),
    (TimeOut.covered_by, "cover"),
    (ColleagueNote.whose, "colleague-note"),
    (HeldBack.whose, "held_back"),
    (OffDutyAsk.whose, "off_duty"),
)
"""The fields that hold a blind index of a person, and the purpose of each index."""

NAMED_BY: tuple[tuple[type[Record], str], ...] = (
    (LastFirstNote, "first-note"),
    (LastColleagueNote, "colleague-note"),
)
"""The records whose reference is a blind index of a person, and its purpose."""

KINDS_THAT_SEAL: tuple[type[Record], ...] = (
    Episode,
    Report,
    SupportRequest,
    TimeOut,
    ColleagueNote,
    Invitation,
    OwnDay,
    OwnNote,
    Participant,
)
"""The records in whose vault a person's reference may lie."""


async def _join(context: Context, job: Job) -> Step:
    people = context.work.of(Person)
    old, new = await people.get(job.subject), await people.get(job.detail)
    if old is None or new is None:
        return Dropped()
    await join(context, old, new)
    return Done()


async def join(context: Context, old: Person, new: Person) -> None:
    """Move everything of ``old`` to the person ``new``, in this unit of work."""
    work = context.work
    await _end_what_is_double(context, old.reference, new.reference)
    await _lists(work, old.reference, new.reference)
    await merge_own_days(context, old.reference, new.reference)
    await merge_invitations(work, old.reference, new.reference)
    await _rename(work, old.reference, new.reference)
    await _reseal(work, old.reference, new.reference)
    await _wishes(context, old.reference, new.reference)
    await _duty(work, old.reference, new.reference)
    await _drills(work, old.reference, new.reference)
    await forget_asked(work, old.reference)
    await merge_trainings(work, old.reference, new.reference)
    await _waiting_messages(work, old.reference, new.reference)
    await _sealed_fields(work, old.reference, new.reference)
    if old.welcomed and not new.welcomed:
        await work.save(replace(new, welcomed=True))
    context.tell(PersonForgotten(old.reference))
    await work.vault.erase(old.reference)
    await work.remove(old)
    if old.email_index:
        await add_other_email(work, new, old.email_index)
    await note_account_found(work)


async def _end_what_is_double(context: Context, old: str, new: str) -> None:
    """End the stranger's episode where the known person is on the same event's list."""
    work = context.work
    for episode in await work.of(Episode).find(
        Episode.whose.is_(work.vault.blind_index("whose", old))
    ):
        if episode.event is None:
            continue
        there = work.vault.blind_index("audience", episode.event, new)
        if await work.of(Episode).count(Episode.audience_index.is_(there)):
            await end_episode(context, episode, erase_now=True)


async def _lists(work: Work, old: str, new: str) -> None:
    """Move the entries on events' lists and the invitations, even if nothing else is left."""
    for event in await work.of(AdverseEvent).find():
        await _move(
            work,
            Episode.audience_index,
            work.vault.blind_index("audience", event.reference, old),
            work.vault.blind_index("audience", event.reference, new),
        )
    for session in await work.of(GroupSession).find():
        before = work.vault.blind_index("group-invitation", session.reference, old)
        after = work.vault.blind_index("group-invitation", session.reference, new)
        twice = await work.of(Invitation).count(Invitation.whose.is_(after)) > 0
        if not twice:
            await _move(work, Invitation.whose, before, after)
            continue
        for invitation in await work.of(Invitation).find(Invitation.whose.is_(before)):
            await work.vault.erase(invitation.reference)
            await work.remove(invitation)


async def _move(work: Work, column: Column[Any, Any], before: str, after: str) -> None:
    """Replace one index by another; a list entry the known person already has is unset."""
    records = work.of(column.kind)
    taken = column == Episode.audience_index and await records.count(column.is_(after)) > 0
    for record in await records.find(column.is_(before)):
        changes: dict[str, Any] = {column.name: None if taken else after}
        await work.save(replace(record, **changes))


async def _rename(work: Work, old: str, new: str) -> None:
    for column, purpose in FOUND_BY:
        await _move(
            work, column, work.vault.blind_index(purpose, old), work.vault.blind_index(purpose, new)
        )
    for kind, purpose in NAMED_BY:
        found = await work.of(kind).get(work.vault.blind_index(purpose, old))
        if found is None:
            continue
        await work.remove(found)
        reference = work.vault.blind_index(purpose, new)
        if await work.of(kind).get(reference) is None:
            fields = {**vars(found), "reference": reference, "revision": 0}
            await work.add(kind(**cast("Any", fields)))


async def _reseal(work: Work, old: str, new: str) -> None:
    """Replace the reference in every sealed field that holds it, alone or in a list."""
    owners = [report.people for report in await work.of(Report).find()]
    for kind in KINDS_THAT_SEAL:
        owners += [record.reference for record in await work.of(kind).find()]
    owners += [record.reference for record in await work.of(HeldBack).find()]
    for owner, fields in (await work.vault.open_all(owners)).items():
        for field, value in fields.items():
            # References are random and of equal length, so none is contained in another.
            if old in value:
                await work.vault.seal(SealedValue(owner, field, TEXT), value.replace(old, new))


async def _wishes(context: Context, old: str, new: str) -> None:
    """Merge the wishes about notes; the one for fewer notes wins, for calls to either as well."""
    work = context.work
    theirs = await work.of(NoteWishes).get(work.vault.blind_index("wishes", old))
    if theirs is not None:
        await _merge_wishes(work, theirs, new)
    await tell_if_stopped(context, new)


async def _merge_wishes(work: Work, theirs: NoteWishes, new: str) -> None:
    await work.remove(theirs)
    mine = await wishes_of(work, new)
    merged = replace(
        await kept_wishes(work, new),
        stopped=theirs.stopped or mine.stopped,
        own_notes_stopped=theirs.own_notes_stopped or mine.own_notes_stopped,
        after_talk_stopped=theirs.after_talk_stopped or mine.after_talk_stopped,
        surveys_stopped=theirs.surveys_stopped or mine.surveys_stopped,
        quiet_until=max(filter(None, (theirs.quiet_until, mine.quiet_until)), default=None),
    )
    await work.save(merged)


async def _duty(work: Work, old: str, new: str) -> None:
    """Move the duty, its weeks and turns, and the notes to supporters about their own talks."""
    for kind in (Duty, DutyWeek, OffDutyWish):
        found = await work.of(kind).get(old)
        if found is None:
            continue
        await work.remove(found)
        if await work.of(kind).get(new) is None:
            await work.add(kind(**cast("Any", {**vars(found), "reference": new, "revision": 0})))
    address = await work.of(CalendarAddress).get(old)
    if address is not None:
        # Its secret belongs to the reference that goes.
        await work.remove(address)
    for turn in await work.of(CalendarTurn).find(CalendarTurn.person.is_(old)):
        await work.save(replace(turn, person=new))
    for change in await work.of(TurnChange).find():
        if old in {change.of, change.by}:
            by = new if change.by == old else change.by
            await work.save(replace(change, of=new if change.of == old else change.of, by=by))
    before, after = (work.vault.blind_index("own-note", each) for each in (old, new))
    days = {note.day for note in await work.of(OwnNote).find(OwnNote.whose.is_(after))}
    for note in await work.of(OwnNote).find(OwnNote.whose.is_(before)):
        if note.day in days:
            await work.vault.erase(note.reference)
            await work.remove(note)
        else:
            await work.save(replace(note, whose=after))


async def _drills(work: Work, old: str, new: str) -> None:
    for drill in await work.of(Drill).find():
        if drill.by == old:
            await work.save(replace(drill, by=new))
        before, after = (
            work.vault.blind_index("drill-part", drill.reference, each) for each in (old, new)
        )
        if not await work.of(Participant).count(Participant.whose.is_(after)):
            await _move(work, Participant.whose, before, after)


async def _waiting_messages(work: Work, old: str, new: str) -> None:
    """Redirect the jobs to send, and the shown cards, to the known person."""
    before, after = str(Recipient.person(old)), str(Recipient.person(new))
    for job in await work.of(Job).find(Job.recipient.is_(before)):
        await work.save(replace(job, recipient=after))
    for shown in await work.of(ShownCard).find(ShownCard.recipient.is_(before)):
        await work.save(replace(shown, recipient=after))


async def _sealed_fields(work: Work, old: str, new: str) -> None:
    """Move the platform accounts, and the address of each platform's conversation."""
    sealed = await work.vault.open_all([old, new])
    known = sealed.get(new, {})
    for field, value in sealed.get(old, {}).items():
        if field.startswith("direct.") and not known.get(field):
            await work.vault.seal(SealedValue(new, field, TEXT), value)
    for row in await work.of(PlatformAccount).find(PlatformAccount.person.is_(old)):
        field = f"account.{row.reference}"
        await work.save(replace(row, person=new))
        await work.vault.seal(SealedValue(new, field, TEXT), sealed.get(old, {}).get(field, ""))


JOBS = (JobKind(JOIN, _join, HOWEVER_LATE),)
