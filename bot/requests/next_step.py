"""The next step of every request: levels of the ladder, and deadlines.

A step is a job named by the request, its round and its level. A step that finds the request
elsewhere by then drops out by itself, so nothing has to be called off when a request moves on.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.context import Context
from bot.core.errors import SubjectGone
from bot.core.jobs import OPEN, Job, JobState, schedule
from bot.core.names import JobName
from bot.core.people import person_behind
from bot.core.storage import Work
from bot.programme import current, current_in, is_asleep, next_allowed
from bot.programme.model import Ladder
from bot.requests.model import (
    CLOSES_AFTER,
    REMIND_AGAIN,
    REMIND_AT_LEAST,
    TOLD_AT_LEVEL,
    UNSURE_FOR,
    LadderStep,
    RequestState,
    SupportRequest,
)
from bot.requests.queries import somebody_there
from bot.requests.watching import watched_from

HANG = JobName("request.hang")
CALL_FOR = JobName("request.call_for")
CALL_LINE = JobName("request.call_line")
WORD = JobName("request.word")
"""A word to the person of a request that waits for their day."""
LADDER = JobName("request.ladder")
OFFER_REMINDER = JobName("request.offer_reminder")
OFFER_END = JobName("request.offer_end")
CONFIRM = JobName("request.confirm")
CLOSE = JobName("request.close")
LOOSEN = JobName("request.loosen")
HANDED_END = JobName("request.handed_end")
UNSURE_END = JobName("request.unsure_end")
STEPS = (LADDER, OFFER_REMINDER, OFFER_END, CONFIRM, CLOSE, LOOSEN, HANDED_END, UNSURE_END)


def waiting_key(request: SupportRequest, word: str = "") -> str:
    """Return the key of the job with a word that a request still waits; without one, its start."""
    return f"waiting:{request.this_round}:{word}"


def step_of(request: SupportRequest) -> tuple[JobName, str] | None:
    """The kind and detail of the job that a request waits for; ``None`` once it has ended."""
    match request.state:
        case RequestState.OPEN:
            return LADDER, str(LadderStep(request.round, request.level + 1))
        case RequestState.HANDED:
            return HANDED_END, str(request.round)
        case RequestState.UNSURE:
            return UNSURE_END, str(request.round)
        case RequestState.OFFERED:
            return OFFER_END, str(request.round)
        case RequestState.CLAIMED:
            return CONFIRM, str(request.round)
        case RequestState.REACHED:
            return CLOSE, str(request.round)
        case RequestState.DONE | RequestState.WITHDRAWN:
            return None


async def waited_for(context: Context, job: Job) -> SupportRequest:
    """The request of a step's job; raises ``SubjectGone`` unless it waits for this very step."""
    request = await context.need(SupportRequest, job.subject)
    if step_of(request) != (job.kind, job.detail):
        raise SubjectGone
    return request


async def plan(
    context: Context, request: SupportRequest, due_at: datetime, *, again: str = ""
) -> SupportRequest:
    """Write the job of a request's next step; ``again`` tells it from one that was lost."""
    step = step_of(request)
    if step is None:
        return request
    kind, detail = step
    name = kind.removeprefix("request.")
    key = f"{name}:{request.reference}:{detail}{again}"
    due_at = max(due_at, context.now)
    # All at once: what comes next looks for some of them, takes their place, and adds others.
    await context.work.of(Job).find(Job.subject.is_(request.reference))
    await schedule(context.work, kind, key, due_at, subject=request.reference, detail=detail)
    return await context.work.save(replace(request, next_step_at=due_at))


async def climb(context: Context, request: SupportRequest, since: datetime) -> SupportRequest:
    """Plan the next level of an unclaimed request: in service hours, or while somebody is there."""
    programme = await current_in(context.work, request.area)
    ladder = programme.ladder_for(request.option)
    due_at = max(since + pause_before(ladder, request.level + 1), context.now)
    if not await somebody_there(context.work, request):
        due_at = await watched_from(context.work, programme, due_at, request)
    return await plan(context, request, due_at)


def told_at(ladder: Ladder, request: SupportRequest) -> datetime | None:
    """When the person of an open request is told how it stands, if nobody has said yes by then.

    ``None`` once they were told that nobody has.
    """
    if request.next_step_at is None or request.level >= TOLD_AT_LEVEL:
        return None
    later = (pause_before(ladder, level) for level in range(request.level + 2, TOLD_AT_LEVEL + 1))
    return request.next_step_at + sum(later, timedelta())


def pause_before(ladder: Ladder, level: int) -> timedelta:
    """How long a level comes after the one before it."""
    pauses = (
        ladder.remind_first,
        ladder.remind_second - ladder.remind_first,
        ladder.on_call - ladder.remind_second,
    )
    if level <= TOLD_AT_LEVEL:
        return max(pauses[level - 1], timedelta())
    # Who gets a message every half hour stops reading them: each pause is twice the one before.
    pause = REMIND_AGAIN
    for _ in range(level - TOLD_AT_LEVEL - 1):
        if pause >= REMIND_AT_LEAST:
            # A request may wait for weeks, and no time is as long as its doubled pause.
            break
        pause *= 2
    return min(pause, REMIND_AT_LEAST)


async def plan_offer(context: Context, request: SupportRequest) -> SupportRequest:
    """Hold a slot for "show me who first", with one reminder at half its time.

    Its time begins when its person is awake: asleep, nobody can say yes.
    """
    held = (await current_in(context.work, request.area)).ladder_for(request.option).offer
    begins = await _awake_at(context.work, request)
    await schedule(
        context.work,
        OFFER_REMINDER,
        f"offer_reminder:{request.reference}:{request.round}",
        begins + held / 2,
        subject=request.reference,
        detail=str(request.round),
    )
    return await plan(context, request, begins + held)


async def _awake_at(work: Work, request: SupportRequest) -> datetime:
    """When the person of a request is awake, by their shifts; now, if these are not known."""
    person = await person_behind(work, request.person)
    unit = (await current(work)).unit(person.unit) if person else None
    if person is None or not is_asleep(unit, person, work.now):
        return work.now
    return next_allowed(unit, person, work.now)


async def plan_handed(context: Context, request: SupportRequest) -> SupportRequest:
    """Give the colleague who is asked as long as nobody else would be left waiting unsaid."""
    wait = (await current_in(context.work, request.area)).ladder_for(request.option).on_call
    return await plan(context, request, context.now + wait)


async def plan_confirm(context: Context, request: SupportRequest) -> SupportRequest:
    """Give the supporter the agreed time to reach the person."""
    confirm = (await current_in(context.work, request.area)).ladder_for(request.option).confirm
    return await plan(context, request, context.now + confirm)


async def put_off_confirm(
    context: Context, request: SupportRequest, at: datetime
) -> SupportRequest:
    """Give the supporter the agreed time from the moment at which it suits the person."""
    confirm = (await current_in(context.work, request.area)).ladder_for(request.option).confirm
    step, due_at = step_of(request), at + confirm
    for job in await context.work.of(Job).find(
        Job.subject.is_(request.reference), Job.state.is_(JobState.PENDING)
    ):
        if (job.kind, job.detail) == step:
            await context.work.save(replace(job, due_at=due_at))
    return await context.work.save(replace(request, suits_at=at, next_step_at=due_at))


async def plan_close(context: Context, request: SupportRequest) -> SupportRequest:
    """A request whose person was reached ends by itself at last."""
    return await plan(context, request, context.now + CLOSES_AFTER)


async def has_step_ahead(work: Work, request: SupportRequest, overdue: timedelta) -> bool:
    """Whether the job a request waits for is there, not long overdue and not too far ahead."""
    jobs = await work.of(Job).find(Job.subject.is_(request.reference), Job.state.one_of(OPEN))
    step, latest = step_of(request), await latest_step(work, request) + overdue
    ahead = any(
        (j.kind, j.detail) == step and work.now - overdue <= j.due_at <= latest for j in jobs
    )
    return ahead and request.next_step_at is not None


async def latest_step(work: Work, request: SupportRequest) -> datetime:
    """When the next step comes at the latest; only a clock that was wrong puts it further off."""
    programme = await current_in(work, request.area)
    ladder = programme.ladder_for(request.option)
    match request.state:
        case RequestState.OPEN:
            due_at = work.now + pause_before(ladder, request.level + 1)
            return await watched_from(work, programme, due_at, request)
        case RequestState.HANDED:
            return work.now + ladder.on_call
        case RequestState.UNSURE:
            return work.now + UNSURE_FOR
        case RequestState.OFFERED:
            return await _awake_at(work, request) + ladder.offer
        case RequestState.CLAIMED:
            return max(work.now, request.suits_at or work.now) + ladder.confirm
        case RequestState.REACHED | RequestState.DONE | RequestState.WITHDRAWN:
            return work.now + CLOSES_AFTER
