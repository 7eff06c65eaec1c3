"""Looks up what is held about a person at the moment they ask."""

from datetime import datetime, timedelta

from bot.adverse_events import episodes_of, on_the_list
from bot.adverse_events.model import AdverseEvent, Episode, EpisodeState, Report, ReportState
from bot.check_ins import wishes_of
from bot.check_ins.model import LastFirstNote
from bot.core.context import Context
from bot.core.jobs import OPEN, Job
from bot.core.retention import is_held_back
from bot.core.storage import Work
from bot.drills import held as drills_of
from bot.duty import duty_held
from bot.follow_ups import KEPT_AT_MOST, has_live_request, latest
from bot.milestones import own_days_held
from bot.privacy.erasure import ERASE
from bot.privacy.model import Held, Kept
from bot.programme import current
from bot.referrals import held as notes_of
from bot.requests import holdings as talks_of
from bot.sessions import held as groups_of
from bot.supporter_care import held as own_notes_of
from bot.surveys import is_invited
from bot.time_outs import holdings as breaks_of

FIRST_NOTE_KEPT = timedelta(hours=12)
STANDING = (ReportState.DRAFT, ReportState.HELD, ReportState.RELEASED)


async def held_about(context: Context) -> Held:
    """Return everything that is held about the actor."""
    work, person = context.work, context.actor.reference
    lists: list[datetime] = []
    own: list[datetime] = []
    after_talk = 0
    for episode in await episodes_of(work, person):
        if episode.state is EpisodeState.ENDED and await has_live_request(work, episode.reference):
            after_talk += 1
        else:
            (own if episode.event is None else lists).append(await _goes_at(work, episode))
    wishes, programme = await wishes_of(work, person), await current(work)
    talks, breaks = await talks_of(work, person), await breaks_of(work, person)
    return Held(
        lists=tuple(sorted(lists)),
        own=tuple(sorted(own)),
        after_talk=after_talk,
        requests=tuple(programme.kind(key) for key in talks.asked),
        calls=talks.calls,
        calls_to_come=talks.calls_to_come,
        talks_held=talks.held,
        break_asked=breaks.asked,
        covering=breaks.covering,
        notes=await notes_of(work, person),
        talks_handed=talks.handed,
        own_notes=await own_notes_of(work, person),
        own_notes_stopped=wishes.own_notes_stopped,
        after_talk_stopped=wishes.after_talk_stopped,
        surveys_stopped=wishes.surveys_stopped,
        survey_to_come=await is_invited(work, person),
        groups=await groups_of(work, person),
        drills=await drills_of(work, person),
        days=await own_days_held(work, context.actor),
        reports=tuple(each.reported_at + KEPT_AT_MOST for each in await reports_of(work, person)),
        indexes=await indexes_of(work, person),
        first_note_until=await _first_note_until(work, person),
        stopped=wishes.stopped,
        quiet_until=_ahead(wishes.quiet_until, context.now),
        directory=bool(person),
        kept_back=await is_held_back(work, person),
        duty=await duty_held(work, person),
    )


async def _goes_at(work: Work, episode: Episode) -> datetime:
    """Return when the name is erased: as planned if the episode ended, else on its last day."""
    for job in await work.of(Job).find(Job.subject.is_(episode.reference), Job.state.one_of(OPEN)):
        if job.kind == ERASE:
            return min(job.due_at, await latest(work, episode))
    return await latest(work, episode)


async def reports_of(work: Work, person: str) -> list[Report]:
    """Return the reports that hold this person as their reporter."""
    found = await work.of(Report).find(Report.state.one_of(STANDING), order_by=Report.reported_at)
    return [
        report for report in found if person and await work.vault.open(report.reporter) == person
    ]


async def indexes_of(work: Work, person: str) -> tuple[datetime, ...]:
    """Return when each index "do not write again" is erased: with the report it belongs to."""
    theirs = {episode.event for episode in await episodes_of(work, person)}
    return tuple(
        [
            event.reported_at + KEPT_AT_MOST
            for event in await work.of(AdverseEvent).find(order_by=AdverseEvent.reported_at)
            if event.reference not in theirs and await on_the_list(work, event.reference, person)
        ]
    )


async def _first_note_until(work: Work, person: str) -> datetime | None:
    last = await work.of(LastFirstNote).get(work.vault.blind_index("first-note", person))
    return _ahead(last.at + FIRST_NOTE_KEPT, work.now) if last else None


def _ahead(moment: datetime | None, now: datetime) -> datetime | None:
    return moment if moment is not None and moment > now else None


async def kept_after_forgetting(context: Context) -> Kept:
    """Return what stays after somebody was forgotten, and until when."""
    held = await held_about(context)
    return Kept(
        indexes_until=max(held.indexes, default=None),
        wishes=held.stopped
        or held.own_notes_stopped
        or held.after_talk_stopped
        or held.surveys_stopped
        or held.quiet_until is not None,
        kept_back=held.kept_back,
        duty=held.duty.stays,
    )
