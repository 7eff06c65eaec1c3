"""What coordinators decide about reports that wait at a brake, and how that is carried out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.adverse_events import names
from bot.adverse_events.audience import trigger_now
from bot.adverse_events.brake.holding import may_decide
from bot.adverse_events.brake.model import (
    A_DAY,
    ALLOWED_FOR,
    TIMES_THE_BUSIEST,
    WENT,
    Brake,
    BrakeAsks,
)
from bot.adverse_events.model import CLOSES_AFTER, BrakeMoved, Report, ReportState
from bot.adverse_events.reports import stand_and_inform
from bot.core.context import Context
from bot.core.conversation import Press, Submission
from bot.core.errors import SubjectGone
from bot.core.job_kinds import Done, Step
from bot.core.jobs import OPEN, Job, cancel, schedule
from bot.core.portions import go_on, remove_old
from bot.core.routes import Reply, replace_card, say
from bot.programme import current

AT_ONCE = 20
"""How many reports one unit of work carries out, so that presses wait for no more of them."""

DECIDED = (ReportState.LET_GO, ReportState.LEFT_OUT)
ALL = "all"
HOURS = (1, 4, 12, 24)
"""Of the last hours the form lets a coordinator choose what happened in them."""


async def own_brake(context: Context, reference: str) -> Brake:
    """A brake about which the actor decides; else raises ``SubjectGone``."""
    brake = await context.need(Brake, reference)
    if not may_decide(await current(context.work), context.actor.reference, brake.area):
        raise SubjectGone
    return brake


async def waiting_at(context: Context, brake: Brake) -> list[Report]:
    """The reports that wait at a brake, the first one first."""
    return await context.work.of(Report).find(
        Report.brake.is_(brake.reference),
        Report.state.is_(ReportState.BRAKED),
        order_by=Report.reported_at,
    )


async def _counted(context: Context, subject: str) -> tuple[Brake, list[Report]]:
    """The actor's brake, and the reports that were counted where they pressed and still wait.

    Whatever came in since then waits on: nobody has seen how many that are.
    """
    asks = BrakeAsks.of_subject(subject)
    brake = await own_brake(context, asks.brake)
    waiting = await waiting_at(context, brake)
    seen = [each for each in waiting if asks.until is None or each.reported_at <= asks.until]
    return brake, seen


async def look(context: Context, press: Press, subject: str) -> Reply:
    """Show the brake to somebody who decides about it."""
    return say(names.BRAKE, (await own_brake(context, subject)).reference)


async def let_all_go(context: Context, press: Press, subject: str) -> Reply:
    """Let all reports go that the card counted."""
    brake, seen = await _counted(context, subject)
    await _decide(context, brake, seen, ReportState.LET_GO)
    return replace_card(names.BRAKE, brake.reference)


async def leave_all_out(context: Context, press: Press, subject: str) -> Reply:
    """Decide that no messages go out for any report that the card counted."""
    brake, seen = await _counted(context, subject)
    await _decide(context, brake, seen, ReportState.LEFT_OUT)
    return replace_card(names.BRAKE, brake.reference)


async def decide_some(context: Context, sent: Submission) -> Reply:
    """Let those of one unit or of the last hours go, or leave them out; the rest still waits."""
    brake, seen = await _counted(context, sent.subject)
    unit, hours = sent.one("unit"), sent.one("hours")
    goes = sent.choice("goes", ReportState)
    if goes not in DECIDED or hours not in {ALL, *map(str, HOURS)}:
        raise SubjectGone
    chosen = [
        report
        for report in seen
        if unit in {ALL, report.unit} and (hours == ALL or _is_within(context, report, hours))
    ]
    await _decide(context, brake, chosen, goes)
    return say(names.BRAKE, brake.reference)


def _is_within(context: Context, report: Report, hours: str) -> bool:
    return report.occurred_at >= context.now - timedelta(hours=int(hours))


async def _decide(
    context: Context, brake: Brake, chosen: Sequence[Report], state: ReportState
) -> None:
    """Decide about reports that wait; one that somebody decided about meanwhile is not chosen."""
    if not chosen:
        return
    for report in chosen:
        # Once let go it has to come in time, however late the decision is carried out.
        at = context.now if state is ReportState.LET_GO else report.reported_at
        await context.work.save(replace(report, state=state, reported_at=at))
    brake = await _count(context, brake, len(chosen), state)
    await schedule(
        context.work,
        names.SETTLE_BRAKE,
        f"settle-brake:{brake.reference}:{context.now.isoformat()}",
        context.now,
        subject=brake.reference,
    )
    await context.redraw(brake.reference)


async def _count(context: Context, brake: Brake, count: int, state: ReportState) -> Brake:
    if state is ReportState.LET_GO:
        let_go = brake.let_go + count
        taken = await context.work.of(Report).count(
            Report.source.is_(brake.source),
            Report.state.one_of((*WENT, ReportState.LET_GO)),
            Report.reported_at.at_least(context.now - A_DAY.lasts),
        )
        brake = replace(
            brake,
            let_go=let_go,
            allows=TIMES_THE_BUSIEST * max(taken, let_go),
            allowed_until=context.now + ALLOWED_FOR,
        )
    else:
        brake = replace(brake, left_out=brake.left_out + count)
    brake = replace(brake, erase_at=context.now + CLOSES_AFTER)
    return await _rest(context, await context.work.save(brake))


async def _rest(context: Context, brake: Brake) -> Brake:
    """End the round once no report waits; else it goes on with those that are left."""
    left = await waiting_at(context, brake)
    since = left[0].reported_at if left else None
    context.tell(BrakeMoved(brake.area))
    return await context.work.save(replace(brake, since=since))


async def settle(context: Context, job: Job) -> Step:
    """Carry out what was decided, some reports at a time."""
    some = await context.work.of(Report).find(
        Report.brake.is_(job.subject), Report.state.one_of(DECIDED), limit=AT_ONCE
    )
    for report in some:
        await _carry_out(context, report)
    if len(some) == AT_ONCE:
        await go_on(context.work, job)
    return Done()


async def _carry_out(context: Context, report: Report) -> None:
    goes = report.state is ReportState.LET_GO
    report = await context.work.save(replace(report, brake=None))
    if not goes:
        await context.work.vault.erase(report.people)
        return
    await cancel(context.work, report.reference, names.FORGET_REPORT)
    await stand_and_inform(context, report, await trigger_now(context, report))


async def take_back_waiting(context: Context, report: Report) -> None:
    """Withdraw a report that waits at a brake, or was let go a moment ago."""
    await context.work.save(replace(report, state=ReportState.WITHDRAWN, brake=None))
    await context.work.vault.erase(report.people)
    await left_brake(context, report)


async def left_brake(context: Context, report: Report) -> None:
    """Show that a report no longer waits; the round ends with the last one."""
    brake = await context.work.of(Brake).get(report.brake or "")
    if brake is not None and brake.since is not None:
        await _rest(context, brake)
        await context.redraw(brake.reference)


async def unsettled(context: Context) -> list[str]:
    """Brakes (by reference) about which somebody decided, and nobody carries it out."""
    decided = await context.work.of(Report).find(Report.state.one_of(DECIDED))
    found = []
    for brake in dict.fromkeys(report.brake for report in decided if report.brake):
        planned = await context.work.of(Job).count(
            Job.subject.is_(brake), Job.kind.is_(names.SETTLE_BRAKE), Job.state.one_of(OPEN)
        )
        if not planned:
            found.append(brake)
    return found


async def settle_after_all(context: Context, reference: str) -> None:
    """Carry out the decisions that the audit found."""
    key = f"settle-brake:{reference}:{context.now.isoformat()}:audit"
    await schedule(context.work, names.SETTLE_BRAKE, key, context.now, subject=reference)


async def forget_brakes(context: Context, job: Job) -> Step:
    """Remove brakes of which nothing was heard for as long as reports are stored."""
    return await remove_old(context.work, job, Brake, Brake.erase_at.at_most(context.now))
