"""Lets a system's report go, or holds it at the brake; then reaches those who can decide at once.

People's own reports, reviews of harm, requests and breaks never come here.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.adverse_events import names
from bot.adverse_events.brake.model import (
    AN_HOUR,
    AT_NIGHT_TOO,
    HISTORY,
    WENT,
    WINDOWS,
    Brake,
    BrakeSpeaks,
    Window,
    busiest,
    limit,
    next_reminder,
    reminders_by,
)
from bot.adverse_events.model import CLOSES_AFTER, BrakeMoved, Report, ReportState
from bot.adverse_events.reports import forget_later
from bot.core.context import Context
from bot.core.job_kinds import Done, Dropped, Step
from bot.core.jobs import OPEN, Job, Recipient, schedule
from bot.core.messages import Message
from bot.core.storage import new_reference
from bot.programme import current, current_in, opening_of
from bot.programme.model import PAGING, WEBHOOK, PagingWay, Programme, Source, SourceForm

A_MINUTE = timedelta(minutes=1)


async def is_too_many(context: Context, programme: Programme, report: Report) -> bool:
    """Whether the source of a new report has made so many that this one has to wait."""
    source = programme.source(report.source) or Source(report.source, report.source)
    for window in WINDOWS:
        if window is AN_HOUR and source.form is SourceForm.CSV:
            # A file brings the reports of a whole day at once.
            continue
        if await _is_over(context, programme, source, window):
            return True
    return False


async def _is_over(context: Context, programme: Programme, source: Source, window: Window) -> bool:
    had = await context.work.of(Report).count(
        Report.source.is_(source.key),
        Report.state.one_of(window.counts),
        Report.reported_at.at_least(context.now - window.lasts),
    )
    if had < (source.most_an_hour or window.fewest):
        return False
    before = [] if source.most_an_hour else await _history(context, source.key, window)
    most = limit(window, len(programme.units), busiest(before, window.lasts), source.most_an_hour)
    return had >= max(most, await _allowed(context, source.key))


async def _history(context: Context, source: str, window: Window) -> list[datetime]:
    """When the source made reports before this window, in order."""
    found = await context.work.of(Report).find(
        Report.source.is_(source),
        Report.state.one_of(WENT),
        Report.reported_at.at_least(context.now - HISTORY),
        Report.reported_at.at_most(context.now - window.lasts),
        order_by=Report.reported_at,
    )
    return [report.reported_at for report in found]


async def _allowed(context: Context, source: str) -> int:
    """How many a coordinator's decision allows at present."""
    rows = await context.work.of(Brake).find(
        Brake.source.is_(source), Brake.allowed_until.at_least(context.now)
    )
    return max((row.allows for row in rows), default=0)


async def hold(context: Context, report: Report) -> None:
    """Let a report wait at the brake; the first one of a round reaches those who can decide."""
    brake = await _brake_for(context, report)
    await forget_later(
        context,
        await context.work.save(replace(report, state=ReportState.BRAKED, brake=brake.reference)),
        CLOSES_AFTER,
    )
    if brake.since is None:
        brake = await context.work.save(
            replace(
                brake,
                since=context.now,
                round=brake.round + 1,
                reminded=0,
                let_go=0,
                left_out=0,
                erase_at=context.now + CLOSES_AFTER,
            )
        )
        context.tell(BrakeMoved(brake.area))
        await _ask(context, brake, names.BRAKE)
        await _remind_later(context, brake)
        return
    await context.work.save(replace(brake, erase_at=context.now + CLOSES_AFTER))
    await show_soon(context, brake)


async def _brake_for(context: Context, report: Report) -> Brake:
    """The brake of a report's source and area; a new one if there is none yet."""
    rows = await context.work.of(Brake).find(
        Brake.source.is_(report.source), Brake.area.is_(report.area)
    )
    if rows:
        return rows[0]
    # Of two processes that begin at once, one finds the reference taken, and begins again.
    own = context.work.vault.blind_index("brake", report.source, report.area)
    brake = Brake(
        reference=own,
        source=report.source,
        area=report.area,
        erase_at=context.now + CLOSES_AFTER,
    )
    if await context.work.add(brake):
        return brake
    # An area that has another key by now had this one before.
    brake = replace(brake, reference=new_reference())
    await context.work.add(brake)
    return brake


def asked(programme: Programme, area: str) -> tuple[str, ...]:
    """The people, by reference, who are asked about an area's reports at any hour.

    These are its coordinators and whoever is on call; without any, all coordinators.
    """
    found = programme.area(area)
    people = (*found.coordinators, *found.on_call) if found else ()
    if not people:
        people = tuple(each for area in programme.areas for each in area.coordinators)
    return tuple(dict.fromkeys(people))


def may_decide(programme: Programme, person: str, area: str) -> bool:
    """Whether a person, by reference, may decide about an area's reports."""
    found = programme.area(area)
    return person in asked(programme, area) or (found is not None and found.is_run_by(person))


async def _ask(context: Context, brake: Brake, message: Message) -> None:
    programme = await current(context.work)
    key = f"brake:{brake.reference}:{brake.round}:{brake.reminded}"
    for person in asked(programme, brake.area):
        await context.post(message, brake.reference, Recipient.person(person), f"{key}:{person}")
    if message is not names.BRAKE_STILL:
        await _page(context, brake, key)


async def _page(context: Context, brake: Brake, key: str) -> None:
    """Page whoever is on call, in the hours in which pages may go."""
    programme = await current_in(context.work, brake.area)
    paging = programme.paging
    due_at = opening_of(paging.hours, programme.zone, context.now) if paging.hours else context.now
    subject = _speaks(brake)
    for way in paging.ways:
        message = names.BRAKE_PAGE if way == WEBHOOK else names.BRAKE_PAGE_MAIL
        to = Recipient.channel(str(PagingWay(brake.area, way)), PAGING)
        await context.post(message, subject, to, f"{key}:{way}", due_at=due_at)


def _speaks(brake: Brake) -> str:
    """The subject of what is said now."""
    return str(BrakeSpeaks(brake.reference, brake.round, brake.reminded))


async def _remind_later(context: Context, brake: Brake) -> None:
    if brake.since is None:
        return
    subject = _speaks(brake)
    await schedule(
        context.work,
        names.REMIND_BRAKE,
        f"remind-brake:{subject}",
        next_reminder(context.now, brake.since, brake.reminded),
        subject=subject,
    )


async def remind(context: Context, job: Job) -> Step:
    """Remind those who can decide, if reports of this round still wait."""
    speaks = BrakeSpeaks.of_subject(job.subject)
    brake = await context.need(Brake, speaks.brake)
    if brake.since is None or (brake.round, brake.reminded) != (speaks.round, speaks.number):
        return Dropped()
    reminded = reminders_by(context.now, brake.since, brake.reminded)
    brake = await context.work.save(replace(brake, reminded=reminded))
    at_night = brake.reminded <= AT_NIGHT_TOO
    await _ask(context, brake, names.BRAKE_AGAIN if at_night else names.BRAKE_STILL)
    await _remind_later(context, brake)
    return Done()


async def unreminded(context: Context) -> list[str]:
    """Brakes (by reference) at which reports wait, and of which nobody is going to be reminded."""
    found = []
    for brake in await context.work.of(Brake).find(Brake.since.at_most(context.now)):
        planned = await context.work.of(Job).count(
            Job.subject.is_(_speaks(brake)),
            Job.kind.is_(names.REMIND_BRAKE),
            Job.state.one_of(OPEN),
        )
        if not planned:
            found.append(brake.reference)
    return found


async def remind_after_all(context: Context, reference: str) -> None:
    """Remind now, after the reminder of a brake was lost."""
    brake = await context.need(Brake, reference)
    subject = _speaks(brake)
    key = f"remind-brake:{subject}:{context.now.isoformat()}"
    await schedule(context.work, names.REMIND_BRAKE, key, context.now, subject=subject)


async def show_soon(context: Context, brake: Brake) -> None:
    """Redraw the cards about a brake, once a minute at most however many reports come in."""
    await schedule(
        context.work,
        names.SHOW_BRAKE,
        f"show-brake:{brake.reference}:{context.now:%Y%m%d%H%M}",
        context.now + A_MINUTE,
        subject=brake.reference,
    )


async def show(context: Context, job: Job) -> Step:
    """Redraw the cards about a brake."""
    await context.redraw(job.subject)
    return Done()
