"""Reports that a hospital's system makes: taken, taken back, or withdrawn as said twice."""

from collections.abc import Iterable
from dataclasses import replace

from bot.adverse_events import names
from bot.adverse_events.audience import (
    in_groups,
    reached_by,
    seal_people,
    with_emails,
)
from bot.adverse_events.brake.decisions import take_back_waiting
from bot.adverse_events.brake.holding import hold, is_too_many
from bot.adverse_events.brake.model import WAITS
from bot.adverse_events.model import (
    CLOSES_AFTER,
    REPORTED,
    Report,
    ReportState,
    SourceReport,
    Taken,
    UnknownUnitError,
    trigger_for,
)
from bot.adverse_events.reports import (
    forget_later,
    inform_coordinators,
    new_report,
    stand_and_inform,
    withdraw,
)
from bot.adverse_events.unit_limit import ask_whether, is_limited, let_be, waits_for_plan
from bot.core.context import Context
from bot.core.jobs import cancel
from bot.programme import current, today
from bot.programme.model import Programme, Trigger, Unit


async def take_report(context: Context, given: SourceReport) -> Taken:
    """Take a system's report; raises ``UnknownUnitError``.

    A known report changes nothing, with two exceptions. If it is ``cancelled``, it is withdrawn
    during its hold-off; after that, coordinators are informed. If its new harm is the first to
    reach a trigger, it begins or joins an adverse event now.
    """
    programme = await current(context.work)
    unit = programme.unit(given.unit)
    if unit is None:
        raise UnknownUnitError
    blind_index = context.work.vault.blind_index("source", given.source, given.id)
    day = today(programme, context.now)
    trigger = trigger_for(programme, given.kind, given.harm, given.unit, day)
    if given.kind not in REPORTED:
        # No system can know that a person has told somebody what is ahead.
        trigger = None
    known = await context.work.of(Report).find(Report.blind_index.is_(blind_index))
    if not known:
        report = await _new_from_source(context, unit, given, blind_index)
        await _begin(context, programme, unit, report, given, trigger)
        return Taken.ACCEPTED
    report = known[0]
    if given.cancelled:
        await _cancelled(context, report)
    elif report.state is ReportState.BELOW and trigger is not None:
        await cancel(context.work, report.reference, names.FORGET_REPORT)
        report = await context.work.save(
            replace(report, kind=given.kind, harm=given.harm, reported_at=context.now)
        )
        await _begin(context, programme, unit, report, given, trigger)
    return Taken.KNOWN


async def _new_from_source(
    context: Context, unit: Unit, given: SourceReport, blind_index: str
) -> Report:
    report = replace(
        new_report(context, unit, given),
        state=ReportState.BELOW,
        source=given.source,
        blind_index=blind_index,
    )
    await context.work.add(report)
    return report


async def _begin(
    context: Context,
    programme: Programme,
    unit: Unit,
    report: Report,
    given: SourceReport,
    trigger: Trigger | None,
) -> None:
    """Let a system's report stand, unless it is cancelled or below every trigger."""
    if given.cancelled or trigger is None:
        # Keep its blind index, so that a report that arrives after its cancellation is ignored.
        if given.cancelled:
            await context.work.save(replace(report, state=ReportState.WITHDRAWN))
        await forget_later(context, report, CLOSES_AFTER)
        return
    people, unknown = await with_emails(context.work, given.emails)
    if trigger.ambient:
        people, unknown = [], 0
    elif given.emails:
        people = [*people, *in_groups(programme, trigger)]
    else:
        people = await reached_by(context.work, programme, unit, trigger, given.occurred_at)
    await seal_people(context.work, report, dict.fromkeys(people))
    report = await context.work.save(replace(report, unknown=unknown))
    if not waits_for_plan(report) and await is_too_many(context, programme, report):
        await hold(context, report)
        return
    if await is_limited(context, report, trigger):
        await forget_later(context, await ask_whether(context, report), CLOSES_AFTER)
        return
    await stand_and_inform(context, report, trigger)


async def take_back(context: Context, source: str, name: str) -> None:
    """Take back what a source reported under this name; does nothing the second time.

    During the hold-off nothing is sent. After it, notes cannot be recalled: the correction is
    recorded and coordinators are informed.
    """
    for report in await _named(context, source, name):
        await _cancelled(context, report)


async def withdraw_duplicates(
    context: Context, source: str, duplicates: Iterable[str], *, of: Iterable[str]
) -> None:
    """Withdraw a source's reports that say the same as its reports ``of``.

    They stay if none of the others stands. A report also stays if notes went out for it: a
    coordinator would read that what happened was taken back.
    """
    standing = (ReportState.HELD, ReportState.RELEASED, *WAITS)
    others = [report for name in of for report in await _named(context, source, name)]
    if not any(each.state in standing for each in others):
        return
    for name in duplicates:
        for report in await _named(context, source, name):
            if report.state is not ReportState.RELEASED:
                await _cancelled(context, report)


async def _named(context: Context, source: str, name: str) -> list[Report]:
    blind_index = context.work.vault.blind_index("source", source, name)
    return await context.work.of(Report).find(Report.blind_index.is_(blind_index))


async def _cancelled(context: Context, report: Report) -> None:
    if report.state is ReportState.BELOW:
        await context.work.save(replace(report, state=ReportState.WITHDRAWN))
    elif report.state is ReportState.HELD:
        await withdraw(context, report)
    elif report.state is ReportState.LIMITED:
        await let_be(context, report, ReportState.WITHDRAWN)
    elif report.state in WAITS:
        await take_back_waiting(context, report)
    elif report.state is ReportState.RELEASED and not report.corrected:
        report = await context.work.save(replace(report, corrected=True))
        await inform_coordinators(context, report, names.CORRECTED, "corrected")
