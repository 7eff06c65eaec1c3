"""Reports: told, confirmed, put together, held, undone, released.

Every report, from whatever source, comes through ``stand``: it begins or joins an adverse event
and waits out a hold-off of its own. What is undone in it has sent nothing to anybody.
"""

from dataclasses import replace
from datetime import timedelta

from bot.adverse_events.audience import (
    adds_somebody,
    answers_for,
    audience_mark,
    in_groups,
    leaders_of,
    people_of,
    people_told,
    reached_by,
    seal_people,
    with_emails,
)
from bot.adverse_events.empty_audience import ask_if_nobody, stop_asking_jobs
from bot.adverse_events.episodes import cares_of
from bot.adverse_events.model import (
    CLOSES_AFTER,
    DEFAULT_TRIGGER,
    FIRST_NOTES_WITHIN,
    TOGETHER,
    AdverseEvent,
    AmbientWanted,
    AudienceJoined,
    Care,
    CareBegun,
    CareState,
    EventReleased,
    EventState,
    MilestoneReached,
    Report,
    ReportState,
    SourceReport,
    Taken,
    Told,
    UnknownUnitError,
    group_of,
    trigger_for,
    trigger_of,
    trigger_or_default,
)
from bot.adverse_events.names import (
    CLOSE,
    CORRECTED,
    FORGET_REPORT,
    NOBODY,
    PROGRESS,
    RELEASE,
)
from bot.adverse_events.unit_limit import ask_whether, is_limited, let_be
from bot.core.context import Context
from bot.core.errors import Refused
from bot.core.jobs import Recipient, Urgency, cancel, schedule
from bot.core.names import Screen
from bot.core.storage import new_reference
from bot.programme import current, today
from bot.programme.model import Programme, Trigger, Unit

DRAFTS_KEPT_FOR = timedelta(hours=1)
ALIVE = (EventState.HELD, EventState.RELEASED)


async def draft(context: Context, unit: Unit, told: Told) -> Report:
    """Keep what a person told until they have seen who would get a note, and what it says."""
    report = Report(
        reference=new_reference(),
        area=unit.area,
        unit=unit.key,
        kind=told.kind,
        harm=told.harm,
        occurred_at=told.occurred_at,
        reported_at=context.now,
        people=new_reference(),
        event=told.event,
    )
    await context.work.of(Report).add(report)
    await context.work.vault.seal(report.reporter, context.actor.reference)
    people = await people_told(context.work, unit, told)
    programme = await current(context.work)
    day = today(programme, context.now)
    trigger = trigger_or_default(programme, told.kind, told.harm, unit.key, day)
    people = [*people, *in_groups(programme, trigger)]
    await seal_people(context.work, report, dict.fromkeys(people))
    await _forget_later(context, report, DRAFTS_KEPT_FOR)
    return report


async def confirm(context: Context, report: Report) -> None:
    """Let a draft stand, and show its reporter how it goes from here."""
    # What the programme says now counts, not what it said when the draft was made.
    programme = await current(context.work)
    if not answers_for(programme, context.actor.reference, report.unit):
        raise Refused("adverse_event.not_yours")
    await cancel(context.work, report.reference, FORGET_REPORT)
    report = await context.work.of(Report).save(replace(report, reported_at=context.now))
    day = today(programme, context.now)
    trigger = trigger_or_default(programme, report.kind, report.harm, report.unit, day)
    await stand(context, report, trigger)
    await context.post(
        PROGRESS,
        report.reference,
        Recipient.sealed(report.reporter),
        f"progress:{report.reference}",
        urgency=Urgency.ANSWER,
    )


async def take_report(context: Context, told: SourceReport) -> Taken:
    """Take what a system reports; the same report again changes nothing.

    Known already: a re-grading neither fires again nor takes back; ``cancelled`` within the
    hold-off withdraws, and after it the coordinators are told; a harm that only now reaches a
    trigger fires, for the first time. Raises ``UnknownUnitError``.
    """
    programme = await current(context.work)
    unit = programme.unit(told.unit)
    if unit is None:
        raise UnknownUnitError
    mark = context.work.vault.mark("source", told.source, told.id)
    day = today(programme, context.now)
    trigger = trigger_for(programme, told.kind, told.harm, told.unit, day)
    known = await context.work.of(Report).find(Report.mark.is_(mark))
    if not known:
        report = await _new_from_source(context, unit, told, mark)
        await _begin(context, programme, unit, report, told, trigger)
        return Taken.ACCEPTED
    report = known[0]
    if told.cancelled:
        await _cancelled(context, report)
    elif report.state is ReportState.BELOW and trigger is not None:
        await cancel(context.work, report.reference, FORGET_REPORT)
        report = await context.work.of(Report).save(
            replace(report, kind=told.kind, harm=told.harm, reported_at=context.now)
        )
        await _begin(context, programme, unit, report, told, trigger)
    return Taken.KNOWN


async def _new_from_source(context: Context, unit: Unit, told: SourceReport, mark: str) -> Report:
    report = Report(
        reference=new_reference(),
        area=unit.area,
        unit=unit.key,
        kind=told.kind,
        harm=told.harm,
        occurred_at=told.occurred_at,
        reported_at=context.now,
        people=new_reference(),
        state=ReportState.BELOW,
        source=told.source,
        mark=mark,
    )
    await context.work.of(Report).add(report)
    return report


async def _begin(
    context: Context,
    programme: Programme,
    unit: Unit,
    report: Report,
    told: SourceReport,
    trigger: Trigger | None,
) -> None:
    """Let a system's report stand, unless it is taken back at once or below every trigger."""
    if told.cancelled or trigger is None:
        # Kept for its mark alone: a report that comes after its own cancellation must not fire.
        if told.cancelled:
            await context.work.of(Report).save(replace(report, state=ReportState.WITHDRAWN))
        await _forget_later(context, report, CLOSES_AFTER)
        return
    people, unknown = await with_emails(context.work, told.emails)
    if trigger.ambient:
        people, unknown = [], 0
    elif told.emails:
        people = [*people, *in_groups(programme, trigger)]
    else:
        people = await reached_by(context.work, programme, unit, trigger, told.occurred_at)
    await seal_people(context.work, report, dict.fromkeys(people))
    report = await context.work.of(Report).save(replace(report, unknown=unknown))
    if await is_limited(context, report, trigger):
        await ask_whether(context, report)
        return
    report, event = await stand(context, report, trigger)
    if unknown or await adds_somebody(context.work, report, event):
        await _tell_coordinators(context, report, PROGRESS, "incoming")


async def _tell_coordinators(context: Context, report: Report, screen: Screen, why: str) -> None:
    programme = await current(context.work)
    area = programme.area(report.area)
    coordinators = area.coordinators if area else ()
    for person in coordinators or leaders_of(programme, report.unit):
        await context.post(
            screen,
            report.reference,
            Recipient.person(person),
            f"{why}:{report.reference}:{person}",
            urgency=Urgency.ANSWER,
        )


async def stand(context: Context, report: Report, trigger: Trigger) -> tuple[Report, AdverseEvent]:
    """Let a report count: it begins or joins an adverse event, and its hold-off runs."""
    event = await _same_event(context, report) or await _new_event(context, report, trigger)
    hold_until = context.now + trigger.hold_off
    report = await context.work.of(Report).save(
        replace(report, state=ReportState.HELD, event=event.reference, hold_until=hold_until)
    )
    await schedule(
        context.work,
        RELEASE,
        f"release:{report.reference}",
        hold_until,
        subject=report.reference,
    )
    await ask_if_nobody(context, event)
    await context.redraw(event.reference, NOBODY)
    return report, event


async def _same_event(context: Context, report: Report) -> AdverseEvent | None:
    """The adverse event this report tells of, if it is known already."""
    if report.event is not None:
        event = await context.work.of(AdverseEvent).get(report.event)
        if event is not None and event.state is not EventState.WITHDRAWN:
            return event
    events = await context.work.of(AdverseEvent).find(
        AdverseEvent.unit.is_(report.unit), AdverseEvent.state.one_of(ALIVE)
    )
    near = [
        event
        for event in events
        if event.kind in group_of(report.kind)
        and abs(event.occurred_at - report.occurred_at) <= TOGETHER
    ]
    return min(near, key=lambda event: abs(event.occurred_at - report.occurred_at), default=None)


async def _new_event(context: Context, report: Report, trigger: Trigger) -> AdverseEvent:
    event = AdverseEvent(
        reference=new_reference(),
        area=report.area,
        unit=report.unit,
        kind=report.kind,
        harm=report.harm,
        occurred_at=report.occurred_at,
        reported_at=context.now,
        trigger="" if trigger == DEFAULT_TRIGGER else trigger.key,
        ambient=trigger.ambient and report.source != "person",
    )
    await context.work.of(AdverseEvent).add(event)
    await schedule(
        context.work,
        CLOSE,
        f"close:{event.reference}",
        context.now + CLOSES_AFTER,
        subject=event.reference,
    )
    return event


async def take_back(context: Context, source: str, name: str) -> None:
    """Take back what a source reported under this name; twice is no fault.

    Within the hold-off nothing was sent and nothing will be. After it the notes cannot be called
    back: it is written down, and the coordinators are told.
    """
    mark = context.work.vault.mark("source", source, name)
    for report in await context.work.of(Report).find(Report.mark.is_(mark)):
        await _cancelled(context, report)


async def _cancelled(context: Context, report: Report) -> None:
    if report.state is ReportState.BELOW:
        await context.work.of(Report).save(replace(report, state=ReportState.WITHDRAWN))
    elif report.state is ReportState.HELD:
        await withdraw(context, report)
    elif report.state is ReportState.LIMITED:
        await let_be(context, report)
    elif report.state is ReportState.RELEASED and not report.corrected:
        report = await context.work.of(Report).save(replace(report, corrected=True))
        await _tell_coordinators(context, report, CORRECTED, "corrected")


async def withdraw(context: Context, report: Report) -> None:
    """Take a held report back: nothing was sent for it, and nothing will be."""
    await context.work.of(Report).save(replace(report, state=ReportState.WITHDRAWN))
    await cancel(context.work, report.reference, RELEASE)
    await context.work.vault.erase(report.people)
    await context.redraw(report.reference)
    event = await context.work.of(AdverseEvent).get(report.event or "")
    if event is None:
        return
    standing = (ReportState.HELD, ReportState.RELEASED)
    if await context.work.of(Report).count(
        Report.event.is_(event.reference), Report.state.one_of(standing)
    ):
        await ask_if_nobody(context, event)
    else:
        await withdraw_event(context, event)


async def withdraw_event(context: Context, event: AdverseEvent) -> None:
    """End an adverse event for which nothing was sent."""
    await context.work.of(AdverseEvent).save(replace(event, state=EventState.WITHDRAWN))
    await stop_asking_jobs(context, event)
    await context.redraw(event.reference, NOBODY)


async def withdraw_all(context: Context, event: AdverseEvent) -> None:
    """Take back every report of an adverse event that is still held."""
    held = await context.work.of(Report).find(
        Report.event.is_(event.reference), Report.state.is_(ReportState.HELD)
    )
    for report in held:
        await withdraw(context, report)


async def release(context: Context, report: Report) -> None:
    """The hold-off is over: a care for everyone on the list, and the list is gone."""
    event = await context.work.of(AdverseEvent).get(report.event or "")
    if event is None:
        return
    milestone = trigger_of(await current(context.work), event).milestone
    for person in await people_of(context.work, report):
        if not (milestone and await _reaches_a_milestone(context, event, person)):
            await _join(context, report, event, person)
    if event.ambient and event.state is EventState.HELD:
        context.tell(AmbientWanted(event.reference, event.unit))
    await context.work.vault.erase(report.people)
    await context.work.of(Report).save(replace(report, state=ReportState.RELEASED))
    if event.state is EventState.HELD:
        context.tell(EventReleased(event.reference))
        event = await context.work.of(AdverseEvent).save(replace(event, state=EventState.RELEASED))
    for other in await context.work.of(Report).find(Report.event.is_(event.reference)):
        await context.redraw(other.reference, PROGRESS)
    await ask_if_nobody(context, event)


async def _join(context: Context, report: Report, event: AdverseEvent, person: str) -> None:
    care = Care(
        reference=new_reference(),
        area=event.area,
        begun_at=context.now,
        event=event.reference,
        whose=context.work.vault.mark("whose", person),
        audience_mark=audience_mark(context.work, event.reference, person),
        note_by=report.reported_at + FIRST_NOTES_WITHIN,
    )
    if await context.work.of(Care).add(care):
        await context.work.vault.seal(care.person, person)
        context.tell(CareBegun(care.reference))
        context.tell(AudienceJoined(care.reference))


async def _reaches_a_milestone(context: Context, event: AdverseEvent, person: str) -> bool:
    """Whether somebody is in care already: they get one more note of it, and no first one."""
    going_on = [
        care
        for care in await cares_of(context.work, person)
        if care.event not in {None, event.reference}
        and care.state in {CareState.WRITTEN, CareState.ANSWERED}
    ]
    if not going_on:
        return False
    care = Care(
        reference=new_reference(),
        area=event.area,
        begun_at=context.now,
        event=event.reference,
        audience_mark=audience_mark(context.work, event.reference, person),
        state=CareState.ENDED,
    )
    if await context.work.of(Care).add(care):
        context.tell(MilestoneReached(going_on[-1].reference, event.reference))
    return True


async def forget_report(context: Context, report: Report) -> None:
    """Remove a report, its list and its reporter."""
    await context.work.vault.erase(report.people)
    await context.work.vault.erase(report.reference)
    await context.work.of(Report).remove(report)


async def _forget_later(context: Context, report: Report, after: timedelta) -> None:
    await schedule(
        context.work,
        FORGET_REPORT,
        f"forget-report:{report.reference}:{report.state}",
        context.now + after,
        subject=report.reference,
    )
