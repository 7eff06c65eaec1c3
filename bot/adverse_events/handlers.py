"""What people do to report, confirm and undo."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.adverse_events.audience import (
    answers_for,
    is_reporter,
    people_told,
    picked,
    reaches_somebody,
    units_of,
)
from bot.adverse_events.command_parser import read
from bot.adverse_events.model import (
    AdverseEvent,
    EventState,
    Report,
    ReportState,
    Told,
    harm_of,
    trigger_or_default,
)
from bot.adverse_events.names import (
    ADVERSE_EVENT_REPORT,
    CHECK_IN_PREVIEW,
    DISCARDED,
    LIMITED,
    NOBODY,
    PICK_FORM,
    PROGRESS,
    READY,
    UNREACHED,
    WHICH,
)
from bot.adverse_events.reports import (
    draft,
    forget_report,
    stand,
    withdraw,
    withdraw_all,
    withdraw_event,
)
from bot.adverse_events.screens import EVERYONE
from bot.adverse_events.unit_limit import let_be
from bot.adverse_events.views import event_to_lead, undoable
from bot.core.clock import at_wall_time
from bot.core.context import Context
from bot.core.conversation import Command, Press, Submission
from bot.core.errors import FormRefused, Refused, SubjectGone
from bot.core.jobs import cancel
from bot.core.routes import Reply, ask, replace_card, say
from bot.programme import current, today
from bot.programme.model import Harm, Kind, Unit

A_YEAR = timedelta(days=365)


async def open_form(context: Context, command: Command) -> Reply:
    """``activate`` alone opens the form; with words that begin with no kind, says how to mend."""
    if len(command.words) > 1:
        await _units(context)
        raise Refused("adverse_event.typed.kind")
    return ask(ADVERSE_EVENT_REPORT)


async def open_form_by_button(context: Context, press: Press, subject: str) -> Reply:
    """The same from a button."""
    return ask(ADVERSE_EVENT_REPORT)


def typed_as(kind: Kind, spelling: str) -> Callable[[Context, Command], Awaitable[Reply]]:
    """The handler of ``activate`` with a kind typed in this way."""
    words_before = len(f"activate {spelling}".split())

    async def handler(context: Context, command: Command) -> Reply:
        units = await _units(context)
        actor = context.actor
        typed = read(command.words[words_before:], units, context.now, actor.zone)
        people = await picked(context, command.mentioned, typed.unit.zone)
        told = Told(
            kind=kind,
            harm=harm_of(kind),
            unit=typed.unit.key,
            occurred_at=typed.occurred_at,
            people=tuple(people),
            everyone=typed.everyone,
        )
        if not await people_told(context.work, typed.unit, told):
            if typed.everyone:
                raise Refused("adverse_event.typed.nobody_on_shift")
            raise Refused("adverse_event.typed.people")
        report = await draft(context, typed.unit, told)
        return say(READY, report.reference)

    return handler


async def _units(context: Context) -> tuple[Unit, ...]:
    """The units the person who acts may report for, at least one."""
    units = units_of(await current(context.work), context.actor.reference)
    if not units:
        raise Refused("adverse_event.not_yours")
    return units


async def send_form(context: Context, sent: Submission) -> Reply:
    """The form of a report: keep it as a draft and show whom it reaches, with which words."""
    units = {unit.key: unit for unit in await _units(context)}
    faults = _missing(sent, units)
    occurred_at = _moment(context, sent, faults)
    if faults or occurred_at is None:
        raise FormRefused(faults)
    unit = units[sent.one("unit")]
    told = Told(
        kind=Kind(sent.one("kind")),
        harm=Harm(sent.one("harm")),
        unit=unit.key,
        occurred_at=occurred_at,
        people=tuple(await picked(context, sent.values.get("people", ()), unit.zone)),
        everyone=EVERYONE in sent.values.get(EVERYONE, ()),
    )
    if not await people_told(context.work, unit, told):
        if told.everyone:
            raise FormRefused({"people": "adverse_event.fault.nobody_on_shift"})
        raise FormRefused({"people": "adverse_event.fault.people"})
    report = await draft(context, unit, told)
    return ask(CHECK_IN_PREVIEW, report.reference)


def _missing(sent: Submission, units: dict[str, Unit]) -> dict[str, str]:
    faults = {}
    if sent.one("kind") not in set(Kind):
        faults["kind"] = "adverse_event.fault.kind"
    if sent.one("harm") not in set(Harm):
        faults["harm"] = "adverse_event.fault.harm"
    if sent.one("unit") not in units:
        faults["unit"] = "adverse_event.fault.unit"
    return faults


def _moment(context: Context, sent: Submission, faults: dict[str, str]) -> datetime | None:
    """When it happened, on the clock of the person who says so; a fault if that cannot be."""
    try:
        day, clock = date.fromisoformat(sent.one("day")), time.fromisoformat(sent.one("time"))
        local = datetime.combine(day, clock.replace(tzinfo=None))
        moment = at_wall_time(local, context.actor.zone)
    except (ValueError, OverflowError):
        faults["time"] = "adverse_event.fault.time"
        return None
    if moment > context.now:
        faults["time"] = "adverse_event.fault.future"
    if moment < context.now - A_YEAR:
        faults["day"] = "adverse_event.fault.past"
    return moment


async def discard(context: Context, press: Press, subject: str) -> Reply:
    """Throw a draft away; a report that stands by now shows how it stands."""
    report = await own_report(context, subject)
    if report.state is not ReportState.DRAFT:
        return replace_card(PROGRESS, subject)
    await cancel(context.work, subject)
    await forget_report(context, report)
    return replace_card(DISCARDED)


async def own_report(context: Context, reference: str) -> Report:
    """A report made by the person who acts; else ``SubjectGone``."""
    report = await context.work.of(Report).get(reference)
    if report is None or not await is_reporter(context, report):
        raise SubjectGone
    return report


async def see_unreached(context: Context, press: Press, subject: str) -> Reply:
    """Who cannot be reached, in a dialog."""
    return ask(UNREACHED, subject)


async def undo_by_words(context: Context, command: Command) -> Reply:
    """``undo``: the one report that can be undone, or a choice among several."""
    held = await undoable(context)
    if not held:
        raise Refused("adverse_event.nothing_to_undo")
    if len(held) > 1:
        return say(WHICH)
    await _undo(context, held[0])
    return say(PROGRESS, held[0].reference)


async def undo(context: Context, press: Press, subject: str) -> Reply:
    """Take a report back within its hold-off; after it, the card shows how it stands."""
    report = await context.work.of(Report).get(subject)
    if report is None or report.state is ReportState.DRAFT:
        raise SubjectGone
    await _undo(context, report)
    return replace_card(PROGRESS, subject)


async def _undo(context: Context, report: Report) -> None:
    """Who answers for the unit takes all of it back; a reporter their own report."""
    programme = await current(context.work)
    event = await context.work.of(AdverseEvent).get(report.event or "")
    leads = answers_for(programme, context.actor.reference, report.unit)
    if not leads and not await is_reporter(context, report):
        raise SubjectGone
    if report.state is not ReportState.HELD or event is None:
        return
    if leads:
        await withdraw_all(context, event)
    else:
        await withdraw(context, report)


async def pick(context: Context, press: Press, subject: str) -> Reply:
    """Pick people for an adverse event that reaches nobody."""
    return ask(PICK_FORM, subject)


async def send_picked(context: Context, sent: Submission) -> Reply:
    """The people picked are shown once more, with the words, before anything goes."""
    event = await event_to_lead(context, sent.subject)
    unit = (await current(context.work)).unit(event.unit)
    if unit is None:
        raise SubjectGone
    people = await picked(context, sent.values.get("people", ()), unit.zone)
    if not people:
        raise FormRefused({"people": "adverse_event.fault.people"})
    told = Told(
        kind=event.kind,
        harm=event.harm,
        unit=event.unit,
        occurred_at=event.occurred_at,
        people=tuple(people),
        event=event.reference,
    )
    report = await draft(context, unit, told)
    return ask(CHECK_IN_PREVIEW, report.reference)


async def let_go(context: Context, press: Press, subject: str) -> Reply:
    """A report over its unit's limit is to count all the same; its hold-off begins now."""
    report = await _limited(context, subject)
    if report.state is ReportState.LIMITED:
        programme = await current(context.work)
        day = today(programme, context.now)
        trigger = trigger_or_default(programme, report.kind, report.harm, report.unit, day)
        await cancel(context.work, subject)
        report = await context.work.of(Report).save(replace(report, reported_at=context.now))
        await stand(context, report, trigger)
        await context.redraw(subject, LIMITED)
    return replace_card(LIMITED, subject)


async def leave_out(context: Context, press: Press, subject: str) -> Reply:
    """A report over its unit's limit is not to count."""
    report = await _limited(context, subject)
    if report.state is ReportState.LIMITED:
        await let_be(context, report)
    return replace_card(LIMITED, subject)


async def _limited(context: Context, reference: str) -> Report:
    report = await context.work.of(Report).get(reference)
    programme = await current(context.work)
    if report is None or not answers_for(programme, context.actor.reference, report.unit):
        raise SubjectGone
    return report


async def stop_asking(context: Context, press: Press, subject: str) -> Reply:
    """Nobody is to be picked: what is still held is taken back, and nobody is asked again."""
    event = await context.work.of(AdverseEvent).get(subject)
    if event is None:
        raise SubjectGone
    if event.state is EventState.WITHDRAWN or await reaches_somebody(context.work, event):
        return replace_card(NOBODY, subject)
    await withdraw_all(context, await event_to_lead(context, subject))
    event = await context.work.of(AdverseEvent).get(subject)
    if event is not None and event.state is not EventState.WITHDRAWN:
        await withdraw_event(context, event)
    return replace_card(NOBODY, subject)
