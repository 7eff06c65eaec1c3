"""The escalation: whom each level asks or tells while nobody has taken a request."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.context import Context
from bot.core.job_kinds import DeliverPlanned, Done, Dropped, NotNow, Step
from bot.core.jobs import Job, Recipient
from bot.core.messages import FRESH_FOR
from bot.core.names import CORE_NUDGE
from bot.core.people import Person
from bot.duty import note_asked_off_duty
from bot.programme import current_in
from bot.requests import next_step, telling, transitions
from bot.requests.eligibility import preferences_of, weigh
from bot.requests.model import (
    ASKED_AFTER_DAYS,
    CALL_LASTS_DAYS,
    MOST_CALLS,
    TOLD_AGAIN_AT_LEVEL,
    TOLD_AT_LEVEL,
    Back,
    LadderStep,
    Origin,
    RequestState,
    SupportRequest,
)
from bot.requests.names import CLAIM_CARD, NEEDS_SOMEONE
from bot.requests.paging import page_somebody
from bot.requests.queries import (
    answering_for,
    is_call_wanted,
    is_planned,
    nobody_may_take,
    on_duty_for,
    ready_on_duty,
    reminded,
    requester_left,
    somebody_there,
    willing_off_duty,
)
from bot.requests.screens import OLDER, STATUS
from bot.requests.watching import watched_from
from bot.supporters import ASKED_FIRST, asked_lately

A_MOMENT = timedelta(seconds=1)
FIRST, SECOND = 1, 2
"""The reminders that one person gets in one round; there is no third."""


async def ladder(context: Context, job: Job) -> Step:
    """Run one level: remind those on duty, or tell the coordinator, on-call people and asker."""
    request = await next_step.waited_for(context, job)
    if await requester_left(context.work, request) or await _call_is_in_vain(context, request):
        await transitions.end(context, request, done=False, running=next_step.LADDER)
        return Done()
    programme = await current_in(context.work, request.area)
    ready = await ready_on_duty(context.work, request)
    willing = [] if ready else await willing_off_duty(context.work, request)
    at = await watched_from(context.work, programme, context.now, request)
    if at > context.now and not await somebody_there(context.work, request):
        await context.work.save(replace(request, next_step_at=at))
        await context.redraw(request.reference, STATUS)
        return NotNow(at)
    if await _days_open(context, request) >= ASKED_AFTER_DAYS:
        await transitions.ask_if_wanted(context, request)
        return Done()
    request = await context.work.save(replace(request, level=request.level + 1))
    if await nobody_may_take(context.work, request):
        request = await _say_nobody_may(context, request)
        await next_step.climb(context, request, job.due_at)
        return Done()
    helped = await _run(context, request, ready, willing)
    if helped:
        await next_step.climb(context, request, job.due_at)
    else:
        # Nobody is on duty: waiting another ten minutes would help nobody.
        await next_step.plan(context, request, context.now)
    # A card that was deleted is noticed only when it is redrawn.
    await context.redraw(request.reference, CLAIM_CARD, NEEDS_SOMEONE)
    if request.level >= TOLD_AT_LEVEL or await _waited_for_hours(context, request, job):
        # Only what the person sees changes with a level: earlier reminders stay as they are.
        await context.redraw(request.reference, STATUS)
    return Done()


async def _call_is_in_vain(context: Context, request: SupportRequest) -> bool:
    """Whether a call that nobody asked for has had its time, or nobody may make it."""
    if request.origin is Origin.OWN:
        return False
    too_long = context.now - await _call_since(context, request) >= timedelta(days=CALL_LASTS_DAYS)
    return too_long or await nobody_may_take(context.work, request)


async def _call_since(context: Context, request: SupportRequest) -> datetime:
    """When a call began; where its person has said that they want it, the present round of it."""
    if not await is_call_wanted(context.work, request):
        return request.asked_at
    first = await _first_step(context, request)
    return first.due_at if first else request.asked_at


async def _waited_for_hours(context: Context, request: SupportRequest, job: Job) -> bool:
    """Whether a level came with the hours in which requests are watched.

    Then its person has read that they are asked for again by this moment, and reads on now.
    """
    programme, before = await current_in(context.work, request.area), job.due_at - A_MOMENT
    return await watched_from(context.work, programme, before, request) > before


async def _say_nobody_may(context: Context, request: SupportRequest) -> SupportRequest:
    """Let the person of a request read at once what else is open; nobody is sent looking.

    Where it was so from the beginning, they have read it.
    """
    first = await _first_step(context, request)
    if first is None or LadderStep.parse(first.detail).level <= TOLD_AT_LEVEL:
        level = max(request.level, TOLD_AT_LEVEL)
        request = await context.work.save(replace(request, level=level))
        await telling.to_requester(context, request, f"nobody-may:{request.this_round}")
    await context.redraw(request.reference, STATUS)
    return request


async def _run(
    context: Context, request: SupportRequest, ready: list[Person], willing: list[Person]
) -> bool:
    """Run a level; returns whether it is worth waiting for what it did."""
    helped = await _remind_on_duty(context, request, ready)
    helped = await _ask_off_duty(context, request, willing) or helped
    if request.level < TOLD_AT_LEVEL:
        return helped
    await _raise_hand(context, request)
    await page_somebody(context, request)
    return True


async def _remind_on_duty(context: Context, request: SupportRequest, ready: list[Person]) -> bool:
    """Remind who is on duty: a few at the first level, then all who did not have their second.

    Returns whether anybody without a conflict is on duty. Where only those who do not fit are,
    they are asked when preferences are loosened.
    """
    first = request.level == FIRST
    for person in (await _ranked(context, request, ready))[: ASKED_FIRST if first else None]:
        await _remind(context, request, FIRST if first else SECOND, person)
    return bool(ready) or await _anybody_free_on_duty(context, request)


async def _ranked(context: Context, request: SupportRequest, people: list[Person]) -> list[str]:
    """Who fits best, and of these who was asked least of late: it is not always the same few."""
    found = [
        (
            -(await weigh(context.work, request, person)).meets,
            await asked_lately(context.work, person),
            person.reference,
        )
        for person in people
    ]
    return [person for _, _, person in sorted(found)]


async def _ask_off_duty(context: Context, request: SupportRequest, willing: list[Person]) -> bool:
    """Ask those off duty who allow it, each once; a few at the first level, then the others.

    Returns whether anybody was asked in this round, so that there is an answer to wait for.
    """
    first = request.level == FIRST
    for person in (await _ranked(context, request, willing))[: ASKED_FIRST if first else None]:
        await _remind(context, request, FIRST, person)
        await note_asked_off_duty(context.work, person, request.reference)
    return bool(willing) or bool(await reminded(context.work, request))


async def _anybody_free_on_duty(context: Context, request: SupportRequest) -> bool:
    working = await on_duty_for(context.work, request)
    return any([(await weigh(context.work, request, person)).free for person in working])


async def loosen(context: Context, job: Job) -> Step:
    """The time for preferences is over: everybody on duty is asked, and the person told so.

    Whoever had none has nothing to be told.
    """
    request = await context.need(SupportRequest, job.subject)
    if request.state is not RequestState.OPEN:
        return Dropped()
    if request.kept_until is None or request.kept_until > context.now:
        return Dropped()
    await _remind_the_others(context, request)
    if (await preferences_of(context.work, request)).choosy:
        await context.redraw(request.reference, STATUS)
        key = f"loosened:{request.this_round}:{job.reference}"
        await telling.to_requester(context, request, key)
    return Done()


async def _remind_the_others(context: Context, request: SupportRequest) -> None:
    """Remind those on duty who did not fit, or stayed free, while preferences were kept to.

    With the number of the level that was, or is due now too: whoever that one reminds gets no
    second.
    """
    due = request.next_step_at is not None and request.next_step_at <= context.now
    level = request.level + 1 if due else request.level
    for person in await on_duty_for(context.work, request):
        weighed = await weigh(context.work, request, person)
        if weighed.may_be_told and (person.dedicated_to or not weighed.fits):
            await _remind(context, request, min(max(level, FIRST), SECOND), person.reference)


async def _remind(context: Context, request: SupportRequest, number: int, person: str) -> None:
    key = f"remind:{request.this_round}:{number}:{person}"
    await telling.remind(context, request, person, key)


async def _raise_hand(context: Context, request: SupportRequest) -> None:
    """Those who answer for the programme learn that somebody waits; the person, the truth."""
    level = request.level
    if level < TOLD_AT_LEVEL + MOST_CALLS:
        for person in await answering_for(context.work, request):
            await _call_for(context, request, person)
    days = await _days_open(context, request)
    if level == TOLD_AT_LEVEL:
        # Only whoever asked just now waits for it; others read it at night in the card they have.
        by_day = not await _asked_just_now(context, request)
        key = next_step.waiting_key(request, str(level))
        await telling.to_requester(context, request, key, by_day=by_day)
    elif level == TOLD_AGAIN_AT_LEVEL:
        # Whoever sleeps after a night shift is not woken to read that nothing is new.
        key = next_step.waiting_key(request, str(level))
        await telling.to_requester(context, request, key, by_day=True)
    elif level > TOLD_AGAIN_AT_LEVEL and days:
        # Once a day: nobody who waits is to think that it was forgotten.
        key = next_step.waiting_key(request, f"day:{days}")
        await telling.to_requester(context, request, key, by_day=True)


async def _asked_just_now(context: Context, request: SupportRequest) -> bool:
    """Whether the person of a request asked, or asked on, shortly before this."""
    if context.now - request.asked_at <= FRESH_FOR:
        return True
    if await context.work.vault.open(request.back) not in {Back.SOMEONE_ELSE, Back.STILL_WANTED}:
        return False
    first = await _first_step(context, request)
    return first is not None and context.now - first.due_at <= FRESH_FOR


async def _call_for(context: Context, request: SupportRequest, person: str) -> None:
    """Post one card in place of the one before: of several, all would read the same."""
    to = Recipient.person(person)
    key = f"call-for:{request.this_round}:{request.level}:{person}"
    if await is_planned(context.work, request, key):
        return
    await context.supersede(request.reference, NEEDS_SOMEONE, OLDER, to)
    # What a late level posts waits for its reader's day, as all that comes late does.
    kind = CORE_NUDGE if context.is_late else next_step.CALL_FOR
    await context.post(NEEDS_SOMEONE, request.reference, to, key, kind=kind)


async def call_for(context: Context, job: Job) -> Step:
    """Tell one who answers for the programme that somebody waits, if they still do."""
    request = await context.need(SupportRequest, job.subject)
    return DeliverPlanned() if request.state is RequestState.OPEN else Dropped()


async def was_told(context: Context, job: Job) -> None:
    """Somebody truly knows that a request waits: now its person may read that."""
    await context.redraw(job.subject, STATUS)


async def _days_open(context: Context, request: SupportRequest) -> int:
    first = await _first_step(context, request)
    return (context.now - first.due_at) // timedelta(days=1) if first else 0


async def _first_step(context: Context, request: SupportRequest) -> Job | None:
    """The level with which the present round began, which is not always the lowest."""
    steps = await context.work.of(Job).find(
        Job.subject.is_(request.reference), Job.kind.is_(next_step.LADDER), order_by=Job.due_at
    )
    return next(
        (step for step in steps if LadderStep.parse(step.detail).round == request.round), None
    )
