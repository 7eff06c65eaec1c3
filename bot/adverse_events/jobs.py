"""Jobs and audits that release, forget and close reports and adverse events."""

from dataclasses import replace
from datetime import timedelta

from bot.adverse_events import names
from bot.adverse_events.brake.decisions import left_brake
from bot.adverse_events.empty_audience import ask_after_all, ask_for_people, unasked
from bot.adverse_events.episodes import end_episode, forget_episode, show_progress
from bot.adverse_events.model import (
    CLOSES_AFTER,
    AdverseEvent,
    Episode,
    EpisodeState,
    Report,
    ReportState,
)
from bot.adverse_events.reports import forget_report, join_some, release
from bot.adverse_events.unit_limit import unanswered
from bot.core.context import Context
from bot.core.job_kinds import HOWEVER_LATE, Done, Dropped, JobKind, NotNow, Step
from bot.core.jobs import OPEN, Job, cancel, schedule
from bot.core.retention import hold_on
from bot.core.routes import Audit

LOOK_AGAIN = timedelta(days=1)


async def close_what_is_due(context: Context, area: str) -> None:
    """After a legal hold ended, close at once the adverse events it kept past their day."""
    for event in await context.work.of(AdverseEvent).find(AdverseEvent.area.is_(area)):
        if event.reported_at + CLOSES_AFTER > context.now:
            continue
        for job in await context.work.of(Job).find(
            Job.subject.is_(event.reference), Job.kind.is_(names.CLOSE), Job.state.one_of(OPEN)
        ):
            await context.work.save(replace(job, due_at=context.now))


async def _release(context: Context, job: Job) -> Step:
    report = await context.need(Report, job.subject)
    if report.state is not ReportState.HELD:
        return Dropped()
    await _join_some(context, await release(context, report))
    return Done()


async def _join(context: Context, job: Job) -> Step:
    report = await context.need(Report, job.subject)
    if not report.to_join:
        return Dropped()
    await _join_some(context, report)
    return Done()


async def _join_some(context: Context, report: Report) -> None:
    """Let the next people join, and have the others join in units of work of their own."""
    report = await join_some(context, report)
    if report.to_join:
        key = f"join:{report.reference}:{report.to_join}"
        await schedule(context.work, names.JOIN, key, context.now, subject=report.reference)


async def _forget_report(context: Context, job: Job) -> Step:
    """Remove an unconfirmed or withdrawn report; others are removed with their event."""
    report = await context.need(Report, job.subject)
    stands = {ReportState.HELD, ReportState.RELEASED, ReportState.LET_GO}
    if report.state in stands:
        return Dropped()
    await forget_report(context, report)
    await left_brake(context, report)
    return Done()


async def _show_progress(context: Context, job: Job) -> Step:
    await show_progress(context, job.subject)
    return Done()


async def _close(context: Context, job: Job) -> Step:
    """Remove an adverse event sixty days after its report, with its blind indexes.

    The first run ends its open episodes, so that other features can clean up; the next run
    removes the rows.
    """
    event = await context.need(AdverseEvent, job.subject)
    if await hold_on(context.work, event.area) is not None:
        return NotNow(context.now + LOOK_AGAIN)
    episodes = await context.work.of(Episode).find(Episode.event.is_(event.reference))
    going_on = [episode for episode in episodes if episode.state is not EpisodeState.ENDED]
    if going_on:
        for episode in going_on:
            await end_episode(context, episode, erase_now=True)
        return NotNow(context.now)
    for episode in episodes:
        await forget_episode(context, episode.reference)
        left = await context.work.of(Episode).get(episode.reference)
        if left is not None:
            await context.work.remove(left)
    for report in await context.work.of(Report).find(Report.event.is_(event.reference)):
        await cancel(context.work, report.reference)
        await context.forget_cards(report.reference)
        await forget_report(context, report)
    await cancel(context.work, event.reference, names.ASK_FOR_PEOPLE, names.SHOW_PROGRESS)
    await context.forget_cards(event.reference)
    await context.work.remove(event)
    return Done()


async def _unreleased(context: Context) -> list[str]:
    """Reports that should have been released, and those of which nobody goes on to join."""
    reports = context.work.of(Report)
    held = await reports.find(
        Report.state.is_(ReportState.HELD), Report.hold_until.at_most(context.now)
    )
    joining = await reports.find(Report.to_join.at_least(1))
    found = []
    for report in (*held, *joining):
        planned = await context.work.of(Job).count(
            Job.subject.is_(report.reference),
            Job.kind.one_of((names.RELEASE, names.JOIN)),
            Job.state.one_of(OPEN),
        )
        if not planned:
            found.append(report.reference)
    return found


async def _release_after_all(context: Context, reference: str) -> None:
    report = await context.need(Report, reference)
    kind = names.JOIN if report.to_join else names.RELEASE
    key = f"{kind}:{reference}:{context.now.isoformat()}"
    await schedule(context.work, kind, key, context.now, subject=reference)


JOBS = (
    JobKind(names.RELEASE, _release, HOWEVER_LATE),
    JobKind(names.JOIN, _join, HOWEVER_LATE),
    JobKind(names.FORGET_REPORT, _forget_report, HOWEVER_LATE),
    JobKind(names.UNANSWERED, unanswered, HOWEVER_LATE),
    JobKind(names.ASK_FOR_PEOPLE, ask_for_people, HOWEVER_LATE),
    JobKind(names.SHOW_PROGRESS, _show_progress, HOWEVER_LATE),
    JobKind(names.CLOSE, _close, HOWEVER_LATE),
)

AUDITS = (
    Audit("adverse_event.unasked", unasked, ask_after_all),
    Audit("adverse_event.unreleased", _unreleased, _release_after_all),
)
