"""Handles what people type, press and send to make, confirm and undo reports."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.adverse_events import names
from bot.adverse_events.audience import (
    answers_for,
    answers_for_report,
    is_reporter,
    people_named,
    picked,
    reaches_somebody,
    trigger_now,
    units_of,
)
from bot.adverse_events.command_parser import parse_report
from bot.adverse_events.model import (
    REPORTED,
    AdverseEvent,
    EventState,
    PersonReport,
    Report,
    ReportState,
    harm_of,
)
from bot.adverse_events.plans import can_cancel, cancel_plan
from bot.adverse_events.reports import (
    complete,
    draft,
    forget_report,
    sketch,
    stand,
    withdraw,
    withdraw_all,
    withdraw_event,
)
from bot.adverse_events.screens import EVERYONE
from bot.adverse_events.unit_limit import let_be
from bot.adverse_events.views import calls_open, event_to_lead, undoable
from bot.core.clock import moment_on
from bot.core.context import Context
from bot.core.conversation import Command, Press, Submission
from bot.core.errors import FormRefused, Refused, SubjectGone
from bot.core.jobs import cancel
from bot.core.routes import CommandHandler, Reply, answers, ask, replace_card, say
from bot.programme import current
from bot.programme.model import MILESTONES, PERSONAL, Harm, Kind, Unit

A_YEAR = timedelta(days=365)


async def open_form(context: Context, command: Command) -> Reply:
    """``activate`` alone opens the form. Raises ``Refused`` for words that begin with no kind."""
    if len(command.words) > 1:
        await _units(context)
        raise Refused("adverse_event.typed.kind")
    return ask(names.ADVERSE_EVENT_REPORT)


def reports_kind(kind: Kind, spelling: str) -> CommandHandler:
    """The handler of ``activate`` with a kind in this spelling.

    A milestone opens its form instead; what only its person may keep a day for is refused.
    """
    if kind in MILESTONES:
        return answers(ask(names.MILESTONE_PLAN, kind))
    if kind in PERSONAL:
        return _refuse_personal
    words_before = len(f"activate {spelling}".split())

    async def handler(context: Context, command: Command) -> Reply:
        units = await _units(context)
        actor = context.actor
        typed = parse_report(command.words[words_before:], units, context.now, actor.zone)
        people = await picked(context, command.mentioned, typed.unit.zone)
        given = PersonReport(
            kind=kind,
            harm=harm_of(kind),
            unit=typed.unit.key,
            occurred_at=typed.occurred_at,
            people=tuple(people),
            everyone=typed.everyone,
        )
        named = await people_named(context.work, typed.unit, given)
        if not named:
            if typed.everyone:
                raise Refused("adverse_event.typed.nobody_on_shift")
            raise Refused("adverse_event.typed.people")
        report = await draft(context, typed.unit, given, named)
        return say(names.READY, report.reference)

    return handler


async def _refuse_personal(context: Context, command: Command) -> Reply:
    raise Refused("milestone.personal")


async def _units(context: Context) -> tuple[Unit, ...]:
    """The units the actor may report for; raises ``Refused`` if there are none."""
    units = units_of(await current(context.work), context.actor.reference)
    if not units:
        raise Refused("adverse_event.not_yours")
    return units


async def send_form(context: Context, sent: Submission) -> Reply:
    """Store a draft from the form; ask what happened, or show who would get which words.

    Somebody who answers for one unit is asked everything at once.
    """
    units = {unit.key: unit for unit in await _units(context)}
    # A form opened before an upgrade asked everybody everything.
    is_whole = len(units) == 1 or "kind" in sent.values
    faults = {} if sent.one("unit") in units else {"unit": "adverse_event.fault.unit"}
    occurred_at = moment_of(context, sent, faults)
    if is_whole:
        faults |= _missing(sent)
    if faults or occurred_at is None:
        raise FormRefused(faults)
    unit = units[sent.one("unit")]
    given = PersonReport(
        kind=Kind(sent.one("kind")) if is_whole else Kind.OTHER,
        harm=Harm(sent.one("harm")) if is_whole else Harm.UNKNOWN,
        unit=unit.key,
        occurred_at=occurred_at,
        people=tuple(await picked(context, sent.values.get("people", ()), unit.zone)),
        everyone=EVERYONE in sent.values.get(EVERYONE, ()),
    )
    named = await people_named(context.work, unit, given)
    if not named:
        if given.everyone:
            raise FormRefused({"people": "adverse_event.fault.nobody_on_shift"})
        raise FormRefused({"people": "adverse_event.fault.people"})
    if not is_whole:
        return ask(names.ADVERSE_EVENT_WHAT, (await sketch(context, unit, given, named)).reference)
    return ask(names.CHECK_IN_PREVIEW, (await draft(context, unit, given, named)).reference)


async def send_what(context: Context, sent: Submission) -> Reply:
    """Say what happened in a draft, and show who would get which words."""
    report = await own_report(context, sent.subject)
    if report.state is not ReportState.DRAFT:
        raise SubjectGone
    if faults := _missing(sent):
        raise FormRefused(faults)
    await complete(context, report, Kind(sent.one("kind")), Harm(sent.one("harm")))
    return ask(names.CHECK_IN_PREVIEW, report.reference)


def _missing(sent: Submission) -> dict[str, str]:
    faults = {}
    if sent.one("kind") not in REPORTED:
        faults["kind"] = "adverse_event.fault.kind"
    if sent.one("harm") not in set(Harm):
        faults["harm"] = "adverse_event.fault.harm"
    return faults


def moment_of(context: Context, sent: Submission, faults: dict[str, str]) -> datetime | None:
    """When it happened, in the actor's time zone; an impossible time adds to ``faults``."""
    try:
        moment = moment_on(sent.one("day"), sent.one("time"), context.actor.zone)
    except (ValueError, OverflowError):
        faults["time"] = "adverse_event.fault.time"
        return None
    if moment > context.now:
        faults["time"] = "adverse_event.fault.future"
    if moment < context.now - A_YEAR:
        faults["day"] = "adverse_event.fault.past"
    return moment


async def discard(context: Context, press: Press, subject: str) -> Reply:
    """Discard a draft; if the report was confirmed meanwhile, show its progress."""
    report = await own_report(context, subject)
    if report.state is not ReportState.DRAFT:
        return replace_card(names.PROGRESS, subject)
    await cancel(context.work, subject)
    await forget_report(context, report)
    return replace_card(names.DISCARDED)


async def own_report(context: Context, reference: str) -> Report:
    """A report made by the actor; else raises ``SubjectGone``."""
    report = await context.need(Report, reference)
    if not await is_reporter(context, report):
        raise SubjectGone
    return report


async def undo_by_words(context: Context, command: Command) -> Reply:
    """``undo``: undo the only report that can be undone, or offer a choice of several."""
    held = await undoable(context)
    if not held:
        raise Refused("adverse_event.nothing_to_undo")
    if len(held) > 1:
        return say(names.WHICH)
    await _undo(context, held[0])
    return say(names.PROGRESS, held[0].reference)


async def ask_for_calls(context: Context, command: Command) -> Reply:
    """``calls``: open the only report about whose people calls can be asked for, or the choice."""
    held = await calls_open(context)
    if not held:
        raise Refused("adverse_event.no_calls")
    if len(held) > 1:
        return say(names.HELD_GRAVE)
    return ask(names.CHECK_IN_PREVIEW, held[0].reference)


async def undo(context: Context, press: Press, subject: str) -> Reply:
    """Undo a report during its hold-off; after that, show its progress."""
    report = await context.need(Report, subject)
    if report.state is ReportState.DRAFT:
        raise SubjectGone
    await _undo(context, report)
    return replace_card(names.PROGRESS, subject)


async def _undo(context: Context, report: Report) -> None:
    """Leads withdraw all reports of the event, a reporter only their own."""
    programme = await current(context.work)
    event = await context.work.of(AdverseEvent).get(report.event or "")
    leads = answers_for_report(programme, context.actor.reference, report)
    if not leads and not await is_reporter(context, report):
        raise SubjectGone
    # A second plan for a day joins the first; while it is held, only it is taken back.
    held = report.state is ReportState.HELD
    if event is not None and leads and not held and can_cancel(event, context.now):
        await cancel_plan(context, event)
        return
    if not held or event is None:
        return
    if leads:
        await withdraw_all(context, event)
    else:
        await withdraw(context, report)


async def send_picked(context: Context, sent: Submission) -> Reply:
    """Show the picked people and the words before anything is sent."""
    event = await event_to_lead(context, sent.subject)
    unit = (await current(context.work)).unit(event.unit)
    if unit is None:
        raise SubjectGone
    people = await picked(context, sent.values.get("people", ()), unit.zone)
    if not people:
        raise FormRefused({"people": "adverse_event.fault.people"})
    given = PersonReport(
        kind=event.kind,
        harm=event.harm,
        unit=event.unit,
        occurred_at=event.occurred_at,
        people=tuple(people),
        event=event.reference,
    )
    report = await draft(context, unit, given, people)
    return ask(names.CHECK_IN_PREVIEW, report.reference)


async def let_go(context: Context, press: Press, subject: str) -> Reply:
    """Let a report count that waited for a decision; its hold-off begins now."""
    report = await _limited(context, subject)
    if report.state is ReportState.LIMITED:
        await cancel(context.work, subject)
        report = await context.work.save(replace(report, reported_at=context.now))
        await stand(context, report, await trigger_now(context, report))
        await context.redraw(subject, names.LIMITED, names.PROGRESS)
    return replace_card(names.LIMITED, subject)


async def leave_out(context: Context, press: Press, subject: str) -> Reply:
    """Decide that no notes go out for a report that waited."""
    report = await _limited(context, subject)
    if report.state is ReportState.LIMITED:
        await let_be(context, report, ReportState.LEFT_OUT)
    return replace_card(names.LIMITED, subject)


async def _limited(context: Context, reference: str) -> Report:
    report = await context.need(Report, reference)
    programme = await current(context.work)
    if not answers_for(programme, context.actor.reference, report.unit):
        raise SubjectGone
    return report


async def stop_asking(context: Context, press: Press, subject: str) -> Reply:
    """Withdraw an adverse event that reaches nobody, and stop asking for people."""
    event = await context.need(AdverseEvent, subject)
    if event.state is EventState.WITHDRAWN or await reaches_somebody(context.work, event):
        return replace_card(names.NOBODY, subject)
    await withdraw_all(context, await event_to_lead(context, subject))
    left = await context.work.of(AdverseEvent).get(subject)
    if left is not None and left.state is not EventState.WITHDRAWN:
        await withdraw_event(context, left)
    return replace_card(names.NOBODY, subject)
