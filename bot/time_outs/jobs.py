"""Jobs of a time-out: its next step, invitations, its last message, and its removal."""

from datetime import timedelta

from bot.core.context import Context
from bot.core.job_kinds import (
    HOWEVER_LATE,
    DeliverPlanned,
    Done,
    Dropped,
    JobKind,
    Step,
    deliver_planned,
)
from bot.core.jobs import OPEN, Job, JobState, Reason
from bot.core.names import JobName
from bot.core.retention import hold_on
from bot.core.routes import Audit, Sweep
from bot.core.seen import ShownCard
from bot.programme import current
from bot.time_outs import state_machine
from bot.time_outs.cover_people import INVITE
from bot.time_outs.model import (
    LONGEST_PAUSE,
    STEP_LASTS,
    TRACES_FOR,
    Outcome,
    TimeOut,
    TimeOutState,
)
from bot.time_outs.screens import TOO_LATE
from bot.time_outs.state_machine import LAST_WORD, STEP

CLEAN = JobName("time_out.clean")
CLEAN_EVERY = timedelta(minutes=10)
LAST_WORD_KEPT_FOR = TOO_LATE.terms.lasts + CLEAN_EVERY
UNDER_WAY = (JobState.PENDING, JobState.LEASED, JobState.SENDING)


async def _step(context: Context, job: Job) -> Step:
    time_out = await context.need(TimeOut, job.subject)
    if str(time_out.turn) != job.detail:
        return Dropped()
    match time_out.state:
        case TimeOutState.ASKED if time_out.queued:
            await state_machine.wait_on(context, time_out)
        case TimeOutState.ASKED:
            await state_machine.ask_on(context, time_out)
        case TimeOutState.COVERED:
            await state_machine.ask_whether_it_came(context, time_out)
        case TimeOutState.RUNNING:
            await state_machine.time_is_up(context, time_out)
        case TimeOutState.OVER:
            return Dropped()
    return Done()


async def _too_late(context: Context, job: Job) -> None:
    time_out = await context.work.of(TimeOut).get(job.subject)
    if time_out is not None and str(time_out.turn) == job.detail:
        await state_machine.end_late(context, time_out)


async def _invite(context: Context, job: Job) -> Step:
    time_out = await context.need(TimeOut, job.subject)
    if time_out.state is not TimeOutState.ASKED:
        return Dropped()
    return DeliverPlanned()


async def _erase(context: Context, job: Job) -> None:
    """Erase the asker once they saw the end, or cannot be reached."""
    time_out = await context.work.of(TimeOut).get(job.subject)
    if time_out is not None:
        await state_machine.erase(context, time_out)


async def _not_told(context: Context, job: Job) -> None:
    """Tell the asker later if they never heard that nobody came; else erase who it was."""
    time_out = await context.work.of(TimeOut).get(job.subject)
    ended = await context.work.of(Job).get(job.reference)
    if time_out is None:
        return
    expired = ended is not None and ended.reason is Reason.EXPIRED
    if expired and time_out.outcome is Outcome.NO_COVER:
        await state_machine.tell_later(context, time_out)
    else:
        await state_machine.erase(context, time_out)


async def _clean(context: Context, job: Job) -> Step:
    """Remove ended time-outs as soon as their cards say that they ended."""
    programme = await current(context.work)
    for time_out in await context.work.of(TimeOut).find(TimeOut.state.is_(TimeOutState.OVER)):
        area = programme.area_of_unit(time_out.unit)
        if area and await hold_on(context.work, area.key) is not None:
            continue
        kept_for = LAST_WORD_KEPT_FOR if await _owes_a_word(context, time_out) else TRACES_FOR
        late = time_out.ends_at is None or time_out.ends_at + kept_for <= context.now
        if late or not await _still_to_be_shown(context, time_out):
            await _remove(context, time_out)
    return Done()


async def _owes_a_word(context: Context, time_out: TimeOut) -> bool:
    """Whether the asker's last message is still on its way, perhaps for want of a platform."""
    under_way = Job.state.one_of(UNDER_WAY)
    about = Job.subject.is_(time_out.reference)
    return await context.work.of(Job).count(about, Job.kind.is_(LAST_WORD), under_way) > 0


async def _still_to_be_shown(context: Context, time_out: TimeOut) -> bool:
    shown = await context.work.of(ShownCard).find(ShownCard.subject.is_(time_out.reference))
    subjects = (time_out.reference, *(card.reference for card in shown))
    under_way = Job.state.one_of(UNDER_WAY)
    return await context.work.of(Job).count(Job.subject.one_of(subjects), under_way) > 0


async def _remove(context: Context, time_out: TimeOut) -> None:
    work = context.work
    await work.vault.erase(time_out.reference)
    for shown in await work.of(ShownCard).find(ShownCard.subject.is_(time_out.reference)):
        await _remove_jobs(context, shown.reference)
    await context.forget_cards(time_out.reference)
    await _remove_jobs(context, time_out.reference)
    await work.remove(time_out)


async def _remove_jobs(context: Context, subject: str) -> None:
    for job in await context.work.of(Job).find(Job.subject.is_(subject)):
        await context.work.remove(job)


JOBS = (
    JobKind(STEP, _step, STEP_LASTS, given_up=_too_late),
    JobKind(INVITE, _invite, HOWEVER_LATE),
    JobKind(LAST_WORD, deliver_planned, HOWEVER_LATE, delivered=_erase, given_up=_not_told),
    JobKind(CLEAN, _clean, HOWEVER_LATE),
)
SWEEPS = (Sweep(CLEAN, CLEAN_EVERY),)


async def _without_next_step(context: Context) -> list[str]:
    waiting = await context.work.of(TimeOut).find(
        TimeOut.state.one_of((TimeOutState.ASKED, TimeOutState.COVERED, TimeOutState.RUNNING))
    )
    return [
        time_out.reference
        for time_out in waiting
        if not await context.work.of(Job).count(
            Job.subject.is_(time_out.reference),
            Job.kind.is_(STEP),
            Job.detail.is_(str(time_out.turn)),
            Job.state.one_of(OPEN),
            Job.due_at.at_most(context.now + LONGEST_PAUSE),
        )
    ]


async def _mend(context: Context, reference: str) -> None:
    time_out = await context.work.of(TimeOut).get(reference)
    if time_out is not None and time_out.state is not TimeOutState.OVER:
        await state_machine.move(context, time_out, context.now)


AUDITS = (Audit("time_outs_without_next_step", _without_next_step, _mend),)
