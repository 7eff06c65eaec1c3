"""Drafts, confirms, joins, holds, withdraws and releases reports.

Every report comes through ``stand``: it begins or joins an adverse event and waits for its own
hold-off. A report that is withdrawn during the hold-off has sent nothing to anybody.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from bot.adverse_events import names
from bot.adverse_events.audience import (
    adds_somebody,
    answers_for_report,
    audience_index,
    in_groups,
    leaders_of,
    people_of,
    seal_people,
    trigger_now,
)
from bot.adverse_events.calls import calls_of
from bot.adverse_events.empty_audience import ask_if_nobody
from bot.adverse_events.model import (
    ALIVE,
    CLOSES_AFTER,
    DEFAULT_TRIGGER,
    FIRST_NOTES_WITHIN,
    TOGETHER,
    AdverseEvent,
    AmbientWanted,
    AudienceJoined,
    Episode,
    EpisodeBegun,
    EventReleased,
    EventState,
    PersonReport,
    Report,
    ReportState,
    SourceReport,
    group_of,
)
from bot.adverse_events.plans import join_plan, with_linked
from bot.adverse_events.unit_limit import ask_whether, waits_for_plan
from bot.core.context import Context
from bot.core.errors import Refused
from bot.core.jobs import Recipient, cancel, schedule
from bot.core.messages import Message
from bot.core.names import CORE_NUDGE
from bot.core.people import Person
from bot.core.storage import new_reference
from bot.programme import current
from bot.programme.model import MILESTONES, Calls, Harm, Kind, Trigger, Unit

DRAFTS_KEPT_FOR = timedelta(hours=1)
JOIN_AT_ONCE = 20
"""How many people join in one unit of work, so that presses wait for no more of them."""


async def draft(context: Context, unit: Unit, given: PersonReport, people: Iterable[str]) -> Report:
    """Store a person's report until they have seen who would get a note and its words.

    ``people`` are those whom it names, with those of the shift if it names them.
    """
    report = await sketch(context, unit, given, people)
    await _add_groups(context, report)
    return report


async def sketch(
    context: Context, unit: Unit, given: PersonReport, people: Iterable[str]
) -> Report:
    """Store a draft of which the kind is asked next; ``given`` has a kind for the time being."""
    report = replace(new_report(context, unit, given), event=given.event, linked=given.linked)
    await context.work.add(report)
    await context.work.vault.seal(report.reporter, context.actor.reference)
    await seal_people(context.work, report, people)
    await forget_later(context, report, DRAFTS_KEPT_FOR)
    return report


async def complete(context: Context, report: Report, kind: Kind, harm: Harm) -> None:
    """Say what happened in a sketch; the groups of its trigger join its list."""
    await _add_groups(context, await context.work.save(replace(report, kind=kind, harm=harm)))


async def _add_groups(context: Context, report: Report) -> None:
    if report.kind in MILESTONES:
        # Only people who were picked, or are in care of the linked event, hear of a milestone.
        return
    groups = in_groups(await current(context.work), await trigger_now(context, report))
    people = await people_of(context.work, report)
    await seal_people(context.work, report, dict.fromkeys([*people, *groups]))


def new_report(context: Context, unit: Unit, given: PersonReport | SourceReport) -> Report:
    """The record of a report that is made now."""
    return Report(
        reference=new_reference(),
        area=unit.area,
        unit=unit.key,
        kind=given.kind,
        harm=given.harm,
        occurred_at=given.occurred_at,
        reported_at=context.now,
        people=new_reference(),
    )


async def confirm(context: Context, report: Report) -> None:
    """Let a draft stand and post its progress; raises ``Refused`` if the reporter may not report.

    The present programme decides, not the one at the time of the draft. What people answer by a
    plan waits until one of them says that notes go out.
    """
    if not answers_for_report(await current(context.work), context.actor.reference, report):
        raise Refused("adverse_event.not_yours")
    await cancel(context.work, report.reference, names.FORGET_REPORT)
    report = await context.work.save(replace(report, reported_at=context.now))
    if waits_for_plan(report):
        await forget_later(context, await ask_whether(context, report), CLOSES_AFTER)
    else:
        await stand(context, report, await trigger_now(context, report))
    await context.post(
        names.PROGRESS,
        report.reference,
        Recipient.sealed(report.reporter),
        f"progress:{report.reference}",
    )


async def inform_coordinators(context: Context, report: Report, message: Message, why: str) -> None:
    """Post a card about a report to the coordinators of its area, or else to who leads there."""
    programme = await current(context.work)
    area = programme.area(report.area)
    coordinators = area.coordinators if area else ()
    for person in coordinators or leaders_of(programme, report.unit):
        await context.post(
            message,
            report.reference,
            Recipient.person(person),
            f"{why}:{report.reference}:{person}",
            kind=CORE_NUDGE,
        )


async def stand(context: Context, report: Report, trigger: Trigger) -> tuple[Report, AdverseEvent]:
    """Let a report begin or join an adverse event, and start its hold-off."""
    event = await _same_event(context, report) or await _new_event(context, report, trigger)
    hold_until = context.now + trigger.hold_off
    report = await context.work.save(
        replace(report, state=ReportState.HELD, event=event.reference, hold_until=hold_until)
    )
    await schedule(
        context.work,
        names.RELEASE,
        f"release:{report.reference}",
        hold_until,
        subject=report.reference,
    )
    await ask_if_nobody(context, event)
    await context.redraw(event.reference, names.NOBODY)
    return report, event


async def stand_and_inform(context: Context, report: Report, trigger: Trigger) -> None:
    """Let a system's report stand; coordinators hear of people it adds, or whom nobody knows."""
    report, event = await stand(context, report, trigger)
    if report.unknown or await adds_somebody(context.work, report, event):
        await inform_coordinators(context, report, names.PROGRESS, "incoming")


async def _same_event(context: Context, report: Report) -> AdverseEvent | None:
    """The adverse event this report belongs to, if it is already known."""
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
        ambient=trigger.ambient and report.is_by_system,
    )
    await context.work.add(event)
    await schedule(
        context.work,
        names.CLOSE,
        f"close:{event.reference}",
        context.now + CLOSES_AFTER,
        subject=event.reference,
    )
    return event


async def withdraw(context: Context, report: Report) -> None:
    """Withdraw a held report; nothing was sent for it and nothing will be."""
    await context.work.save(replace(report, state=ReportState.WITHDRAWN))
    await cancel(context.work, report.reference, names.RELEASE)
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
    """Withdraw an adverse event for which nothing was sent."""
    await context.work.save(replace(event, state=EventState.WITHDRAWN))
    await cancel(context.work, event.reference, names.ASK_FOR_PEOPLE)
    await context.redraw(event.reference, names.NOBODY)


async def withdraw_all(context: Context, event: AdverseEvent) -> None:
    """Withdraw every report of an adverse event that is still held."""
    held = await context.work.of(Report).find(
        Report.event.is_(event.reference), Report.state.is_(ReportState.HELD)
    )
    for report in held:
        await withdraw(context, report)


async def release(context: Context, report: Report) -> Report:
    """Release a report after its hold-off; its people join afterwards, some at a time.

    From now on it cannot be undone. Returns the report, with all of its list still to join.
    """
    event = await context.work.of(AdverseEvent).get(report.event or "")
    if event is None:
        return report
    people = await people_of(context.work, report)
    is_plan = event.kind in MILESTONES
    if is_plan:
        people = await with_linked(context.work, report, people)
        await seal_people(context.work, report, people)
    report = await context.work.save(
        replace(report, state=ReportState.RELEASED, to_join=len(people))
    )
    if event.state is EventState.HELD:
        await context.work.save(replace(event, state=EventState.RELEASED))
        if event.ambient:
            context.tell(AmbientWanted(event.reference, event.unit))
        if not is_plan:
            context.tell(EventReleased(event.reference))
    await _redraw_progress(context, event)
    return report


async def join_some(context: Context, report: Report) -> Report:
    """Begin an episode for the next people of a released report; erase its list after the last.

    Whoever has joined already, by whatever report, does not join again.
    """
    event = await context.work.of(AdverseEvent).get(report.event or "")
    if event is None:
        return report
    people = await people_of(context.work, report)
    done = len(people) - report.to_join
    some = people[done : done + JOIN_AT_ONCE]
    # Read together what is asked about each of them next.
    await context.work.of(Person).find(Person.reference.one_of(some))
    calls = await calls_of(context.work, report, event)
    for person in some:
        if event.kind in MILESTONES:
            await join_plan(context, event, person)
        else:
            await _join(context, report, event, person, calls)
    report = await context.work.save(replace(report, to_join=report.to_join - len(some)))
    if not report.to_join:
        await context.work.vault.erase(report.people)
        await _redraw_progress(context, event)
        await ask_if_nobody(context, event)
    return report


async def _redraw_progress(context: Context, event: AdverseEvent) -> None:
    for report in await context.work.of(Report).find(Report.event.is_(event.reference)):
        await context.redraw(report.reference, names.PROGRESS)


async def _join(
    context: Context, report: Report, event: AdverseEvent, person: str, calls: Calls
) -> None:
    episode = Episode(
        reference=new_reference(),
        area=event.area,
        begun_at=context.now,
        event=event.reference,
        whose=context.work.vault.blind_index("whose", person),
        audience_index=audience_index(context.work, event.reference, person),
        note_by=report.reported_at + FIRST_NOTES_WITHIN,
        calls=calls,
    )
    if await context.work.add(episode):
        await context.work.vault.seal(episode.person, person)
        context.tell(EpisodeBegun(episode.reference))
        context.tell(AudienceJoined(episode.reference))


async def forget_report(context: Context, report: Report) -> None:
    """Remove a report, its list and its reporter."""
    await context.work.vault.erase(report.people)
    await context.work.vault.erase(report.reference)
    await context.work.remove(report)


async def forget_later(context: Context, report: Report, after: timedelta) -> None:
    """Remove a report after a while, if it is not cancelled by then."""
    await schedule(
        context.work,
        names.FORGET_REPORT,
        f"forget-report:{report.reference}:{report.state}",
        context.now + after,
        subject=report.reference,
    )
