"""Draws the screens of reporting from the stored reports and events."""

from datetime import timedelta

from bot.adverse_events import screens
from bot.adverse_events.audience import (
    answers_for,
    answers_for_report,
    is_reporter,
    joining_count,
    may_see,
    names_of,
    people_of,
    reaches_somebody,
    units_of,
)
from bot.adverse_events.calls import may_ask_for_calls, runs_the_unit_of
from bot.adverse_events.model import (
    BY_PLAN,
    AdverseEvent,
    Episode,
    EpisodeState,
    EventState,
    Report,
    ReportState,
    kinds_of_unit,
)
from bot.adverse_events.plans import can_cancel
from bot.core.clock import in_zone
from bot.core.context import Context
from bot.core.errors import Refused, SubjectGone
from bot.core.screens import Card, Form
from bot.programme import current, today
from bot.programme.model import MILESTONES, Calls

NOT_STANDING = frozenset({ReportState.DRAFT, ReportState.BELOW})


async def report(context: Context, reference: str) -> Form:
    """Draw the form of a report; raises ``Refused`` for somebody who answers for no unit."""
    programme = await current(context.work)
    units = units_of(programme, context.actor.reference)
    if not units:
        raise Refused("adverse_event.not_yours")
    day = today(programme, context.now)
    ordered = kinds_of_unit(programme, units[0].key, day) if len(units) == 1 else ()
    local = in_zone(context.now, context.actor.zone)
    local -= timedelta(minutes=local.minute % 5, seconds=local.second)
    return screens.report_form(context.words, units, local.replace(microsecond=0), ordered)


async def what(context: Context, reference: str) -> Form:
    """Draw the form that asks what happened; raises ``SubjectGone`` unless it is the actor's."""
    report = await context.need(Report, reference)
    if report.state is not ReportState.DRAFT or not await is_reporter(context, report):
        raise SubjectGone
    programme = await current(context.work)
    unit = programme.unit(report.unit)
    if unit is None:
        raise SubjectGone
    when = context.words.day_and_time(report.occurred_at)
    ordered = kinds_of_unit(programme, unit.key, today(programme, context.now))
    return screens.what_form(context.words, reference, unit.name, when, ordered)


async def pick(context: Context, reference: str) -> Form:
    """Draw the form that picks people for an adverse event."""
    event = await event_to_lead(context, reference)
    unit = (await current(context.work)).unit(event.unit)
    return screens.pick_form(
        context.words,
        event.reference,
        screens.kinds(context.words)[event.kind],
        unit.name if unit else event.unit,
        context.words.day_and_time(event.occurred_at),
    )


async def event_to_lead(context: Context, reference: str) -> AdverseEvent:
    """An adverse event of a unit the actor answers for; else raises ``SubjectGone``."""
    event = await context.need(AdverseEvent, reference)
    if event.state is EventState.WITHDRAWN:
        raise SubjectGone
    if not answers_for(await current(context.work), context.actor.reference, event.unit):
        raise SubjectGone
    return event


async def unreached(context: Context, reference: str) -> Form:
    """Draw the names of unreachable people, for those who may see the report's list."""
    report = await context.need(Report, reference)
    if report.event is None or not await may_see(context, report):
        raise SubjectGone
    episodes = await context.work.of(Episode).find(
        Episode.event.is_(report.event), Episode.state.is_(EpisodeState.UNREACHABLE)
    )
    sealed = [await context.work.vault.open(episode.person) for episode in episodes]
    names, nameless = await names_of(context.work, [person for person in sealed if person])
    if not names and not nameless:
        raise SubjectGone
    words, lines = context.words, context.lines
    return screens.unreached_form(words, lines, report.reference, tuple(names), nameless)


async def ready(context: Context, reference: str) -> Card:
    """Draw a typed draft; once confirmed, its progress."""
    report = await context.need(Report, reference)
    if report.state is not ReportState.DRAFT:
        return await progress(context, reference)
    people = await people_of(context.work, report)
    return screens.ready_card(context.words, report.reference, len(people))


async def progress(context: Context, reference: str) -> Card:
    """Draw the progress of a report."""
    report = await context.need(Report, reference)
    if report.state in NOT_STANDING:
        raise SubjectGone
    if report.kind in MILESTONES:
        return await _plan(context, report)
    if report.state is ReportState.HELD:
        progress = screens.Progress(len(await people_of(context.work, report)))
    else:
        progress = await _progress(context, report)
    return screens.progress_card(context.words, context.lines, report, progress)


async def _plan(context: Context, report: Report) -> Card:
    """Draw how a planned milestone stands, without a number of people."""
    event = await context.work.of(AdverseEvent).get(report.event or "")
    ahead = event is not None and can_cancel(event, context.now)
    return screens.plan_card(context.words, context.lines, report, ahead=ahead)


async def corrected(context: Context, reference: str) -> Card:
    """Draw that a source took its report back too late."""
    report = await context.need(Report, reference)
    if not report.corrected:
        raise SubjectGone
    return screens.corrected_card(context.words, context.lines, report)


async def _progress(context: Context, report: Report) -> screens.Progress:
    episodes = context.work.of(Episode)
    event = report.event or ""
    calls = await _has_calls(context, event)
    return screens.Progress(
        calls=calls,
        sees_calls=calls and await runs_the_unit_of(context, report),
        on_the_list=await episodes.count(Episode.event.is_(event))
        + await joining_count(context.work, event),
        reached=await episodes.count(
            Episode.event.is_(event), Episode.first_note_at.at_least(report.occurred_at)
        ),
        unreachable=await episodes.count(
            Episode.event.is_(event), Episode.state.is_(EpisodeState.UNREACHABLE)
        ),
    )


async def _has_calls(context: Context, event: str) -> bool:
    """Whether peers are, were or will be asked to call people of an event."""
    episodes, theirs = context.work.of(Episode), Episode.event.is_(event)
    if await episodes.count(theirs, Episode.called_at.at_most(context.now)):
        return True
    return await episodes.count(theirs, Episode.calls.one_of((Calls.FIRST, Calls.INSTEAD))) > 0


async def undoable(context: Context) -> list[Report]:
    """The held reports the actor may undo, newest first."""
    programme = await current(context.work)
    held = await context.work.of(Report).find(
        Report.state.is_(ReportState.HELD), order_by=Report.reported_at
    )
    return [
        report
        for report in reversed(held)
        if answers_for_report(programme, context.actor.reference, report)
        or await is_reporter(context, report)
    ]


async def which(context: Context, reference: str) -> Card:
    """Draw the choice of reports that can be undone."""
    held = await undoable(context)
    if not held:
        raise SubjectGone
    return screens.which_card(context.words, context.lines, held)


async def calls_open(context: Context) -> list[Report]:
    """The held reports about whose people the actor may ask for calls, newest first."""
    held = await context.work.of(Report).find(
        Report.state.is_(ReportState.HELD), order_by=Report.reported_at
    )
    return [report for report in reversed(held) if await may_ask_for_calls(context, report)]


async def held_grave(context: Context, reference: str) -> Card:
    """Draw the choice of reports about whose people the actor may ask for calls."""
    held = await calls_open(context)
    if not held:
        raise SubjectGone
    return screens.held_grave_card(context.words, context.lines, held)


async def limited(context: Context, reference: str) -> Card:
    """Draw the question whether notes go out for a report, or its answer."""
    report = await context.need(Report, reference)
    by_plan = report.kind in BY_PLAN
    return screens.limited_card(
        context.words, context.lines, reference, report.state, by_plan=by_plan
    )


async def nobody(context: Context, reference: str) -> Card:
    """Draw the question about an adverse event that reaches nobody, or its answer."""
    event = await context.need(AdverseEvent, reference)
    withdrawn = event.state is EventState.WITHDRAWN
    if withdrawn or await reaches_somebody(context.work, event):
        return screens.somebody_card(
            context.words, context.lines, event.reference, withdrawn=withdrawn
        )
    return screens.nobody_card(context.words, context.lines, event.reference, event.reported_at)
