"""The ladder and the deadlines: what happens while nobody claims, answers or confirms."""

from dataclasses import replace
from datetime import timedelta

from bot.core.context import Context
from bot.core.job_kinds import Deliver, Done, Dropped, NotNow, Step
from bot.core.jobs import Job, Recipient, RecipientKind
from bot.core.messages import Message
from bot.core.names import JobName
from bot.core.people import person_behind
from bot.core.retention import hold_on
from bot.core.seen import CardGone
from bot.programme import current_in, is_open, opening
from bot.requests import next_step, transitions
from bot.requests.eligibility import weigh
from bot.requests.hanging import hang_up, retire_elsewhere
from bot.requests.model import (
    ASKED_AFTER_DAYS,
    ENDED,
    HELD,
    LIVE,
    MOST_UNANSWERED,
    TOLD_AGAIN_AT_LEVEL,
    TOLD_AT_LEVEL,
    Back,
    LadderStep,
    RequestState,
    SupportRequest,
)
from bot.requests.names import (
    CLAIM_CARD,
    HANDED_CARD,
    HELD_CARD,
    NEEDS_SOMEONE,
    REMINDER,
    SAID_YES,
)
from bot.requests.queries import answering_for, may_support, on_duty_for
from bot.requests.screens import OLDER, STATUS, STILL_THERE
from bot.supporters import ASKED_FIRST, asked_lately, note_asked

TIDY = JobName("request.tidy")
OVERDUE = timedelta(minutes=5)


async def ladder(context: Context, job: Job) -> Step:
    """Run one level: remind those on duty, or tell the coordinator, on-call people and asker."""
    request = await next_step.waited_for(context, job)
    if await _requester_left(context, request):
        await transitions.end(context, request, done=False, running=next_step.LADDER)
        return Done()
    programme = await current_in(context.work, request.area)
    if not is_open(programme, context.now, request.option):
        at = opening(programme, context.now, request.option)
        await context.work.save(replace(request, next_step_at=at))
        return NotNow(at)
    level = request.level + 1
    if await _days_open(context, request) >= ASKED_AFTER_DAYS:
        await transitions.ask_if_wanted(context, request)
        return Done()
    helped = await (_remind_on_duty if level < TOLD_AT_LEVEL else _raise_hand)(
        context, request, level
    )
    request = await context.work.save(replace(request, level=level))
    if helped:
        await next_step.climb(context, request, job.due_at)
    else:
        # Nobody is on duty: waiting another ten minutes would help nobody.
        await next_step.plan(context, request, context.now)
    # A card that was deleted is noticed only when it is redrawn.
    await context.redraw(request.reference, CLAIM_CARD)
    if level >= TOLD_AT_LEVEL:
        # Only what the person sees changes with a level: earlier reminders stay as they are.
        await context.redraw(request.reference, STATUS)
    return Done()


async def hang(context: Context, job: Job) -> Step:
    """Hang the card without a name where it is claimed; only an open request needs it."""
    request = await context.work.of(SupportRequest).get(job.subject)
    if request is None or request.state is not RequestState.OPEN:
        return Dropped()
    return Deliver(CLAIM_CARD, job.subject, Recipient.parse(job.recipient))


async def hung(context: Context, job: Job) -> None:
    """The card hangs: those in channels of before make way."""
    request = await context.work.of(SupportRequest).get(job.subject)
    if request is not None:
        await retire_elsewhere(context, request)


async def card_gone(context: Context, fact: CardGone) -> None:
    """Hang a card anew, or ask somebody else, if somebody still waits for its reader."""
    request = await context.work.of(SupportRequest).get(fact.subject)
    if request is None:
        return
    match request.state:
        case RequestState.OPEN if fact.screen == CLAIM_CARD:
            await hang_up(context, request)
        case RequestState.HANDED if fact.screen == HANDED_CARD:
            await transitions.back_to_queue(context, request, Back.HANDED, tell=False)
        case _ if request.state in HELD and fact.screen in {HELD_CARD, SAID_YES}:
            key = f"held-again:{request.this_round}"
            await transitions.to_holder(context, request, HELD_CARD, key)


async def channel_gone(context: Context, job: Job) -> None:
    """A channel cannot be written to: those who answer for the programme learn it at once."""
    if Recipient.parse(job.recipient).kind is not RecipientKind.CHANNEL:
        return
    request = await context.work.of(SupportRequest).get(job.subject)
    last = TOLD_AT_LEVEL - 1
    if request is None or request.state is not RequestState.OPEN or request.level >= last:
        return
    request = await context.work.save(replace(request, level=last))
    programme = await current_in(context.work, request.area)
    at = opening(programme, context.now, request.option)
    await next_step.plan(context, request, at)


async def _requester_left(context: Context, request: SupportRequest) -> bool:
    person = await person_behind(context.work, request.person)
    return person is None or not person.active


async def _remind_on_duty(context: Context, request: SupportRequest, level: int) -> bool:
    working = await on_duty_for(context.work, request)
    weighed = [(p, await weigh(context.work, request, p)) for p in working]
    free = [(person, each) for person, each in weighed if each.free]
    # Who fits best, and of these who was asked least of late: it is not always the same few.
    ready = [
        (-each.meets, await asked_lately(context.work, person), person.reference)
        for person, each in free
        if each.may
    ]
    for _, _, person in sorted(ready)[: ASKED_FIRST if level == 1 else None]:
        await _remind(context, request, REMINDER, level, person)
        await note_asked(context.work, person)
    # Where only those who do not fit are on duty, they are asked when preferences are loosened.
    return bool(free)


async def loosen(context: Context, job: Job) -> Step:
    """The time for preferences is over: everybody on duty is asked, and the person told so."""
    request = await context.need(SupportRequest, job.subject)
    if request.state is not RequestState.OPEN:
        return Dropped()
    if request.kept_until is None or request.kept_until > context.now:
        return Dropped()
    programme = await current_in(context.work, request.area)
    if is_open(programme, context.now, request.option):
        await _remind_the_others(context, request)
    await context.redraw(request.reference, STATUS)
    await transitions.to_requester(
        context, request, f"loosened:{request.this_round}:{job.reference}"
    )
    return Done()


async def _remind_the_others(context: Context, request: SupportRequest) -> None:
    """Remind those on duty who did not fit while preferences were kept to.

    By the key of the level that was, or is due now too: whoever that one reminds gets no second.
    """
    due = request.next_step_at is not None and request.next_step_at <= context.now
    level = request.level + 1 if due else request.level
    for person in await on_duty_for(context.work, request):
        weighed = await weigh(context.work, request, person)
        if weighed.may and not weighed.fits:
            await _remind(context, request, REMINDER, level, person.reference)
            await note_asked(context.work, person.reference)


async def _raise_hand(context: Context, request: SupportRequest, level: int) -> bool:
    """Those who answer for the programme learn that somebody waits; the person, the truth."""
    for person in await answering_for(context.work, request):
        await _remind(context, request, NEEDS_SOMEONE, level, person)
    days = await _days_open(context, request)
    if level in {TOLD_AT_LEVEL, TOLD_AGAIN_AT_LEVEL}:
        await transitions.to_requester(context, request, f"waiting:{request.this_round}:{level}")
    elif level > TOLD_AGAIN_AT_LEVEL and days:
        # Once a day: nobody who waits is to think that it was forgotten.
        await transitions.to_requester(context, request, f"waiting:{request.this_round}:day:{days}")
    return True


async def _days_open(context: Context, request: SupportRequest) -> int:
    first = await context.work.of(Job).find(
        Job.subject.is_(request.reference),
        Job.kind.is_(next_step.LADDER),
        Job.detail.is_(str(LadderStep(request.round, 1))),
        order_by=Job.due_at,
        limit=1,
    )
    return (context.now - first[0].due_at) // timedelta(days=1) if first else 0


async def _remind(
    context: Context, request: SupportRequest, message: Message, level: int, person: str
) -> None:
    key = f"remind:{request.this_round}:{level}:{person}"
    await context.post(message, request.reference, Recipient.person(person), key)


async def offer_reminder(context: Context, job: Job) -> Step:
    """Half the time of an offer is over: one reminder."""
    request = await context.need(SupportRequest, job.subject)
    if request.state is not RequestState.OFFERED or str(request.round) != job.detail:
        return Dropped()
    return Deliver(STILL_THERE, request.reference, Recipient.sealed(request.person))


async def reminder_sent(context: Context, job: Job) -> None:
    """The reminder hangs there: what stood above it makes way."""
    await context.supersede(job.subject, STATUS, OLDER)


async def offer_end(context: Context, job: Job) -> Step:
    """The slot was held long enough."""
    request = await next_step.waited_for(context, job)
    if request.unanswered + 1 < MOST_UNANSWERED:
        await transitions.back_to_queue(context, request, Back.UNANSWERED, tell=False)
    else:
        await transitions.ask_if_wanted(context, request)
    return Done()


async def unsure_end(context: Context, job: Job) -> Step:
    """Nobody said that they still wish to talk: it closes, as it had told them."""
    request = await next_step.waited_for(context, job)
    await transitions.end(context, request, done=False, running=next_step.UNSURE_END)
    return Done()


async def handed_end(context: Context, job: Job) -> Step:
    """Who was asked to take it over has not: everybody is asked."""
    request = await next_step.waited_for(context, job)
    await transitions.back_to_queue(context, request, Back.HANDED, tell=False)
    return Done()


async def confirm(context: Context, job: Job) -> Step:
    """Nobody has said that the person was reached."""
    request = await next_step.waited_for(context, job)
    if request.next_step_at is not None and request.next_step_at > context.now:
        # They said when it suits them just as the time ran out.
        return NotNow(request.next_step_at)
    await transitions.back_to_queue(context, request, Back.UNCONFIRMED)
    return Done()


async def close(context: Context, job: Job) -> Step:
    """Nobody pressed Done after a talk: no contact is kept for that."""
    request = await next_step.waited_for(context, job)
    await transitions.end(context, request, done=True, running=next_step.CLOSE)
    return Done()


async def tidy(context: Context, job: Job) -> Step:
    """Remove the empty rows of requests that ended a while ago."""
    requests = context.work.of(SupportRequest)
    for request in await requests.find(
        SupportRequest.state.one_of(ENDED), SupportRequest.next_step_at.at_most(context.now)
    ):
        if await hold_on(context.work, request.area) is not None:
            continue
        await context.forget_cards(request.reference)
        await context.work.remove(request)
    return Done()


async def without_next_step(context: Context) -> list[str]:
    """Requests that nothing will move on, or that should have moved minutes ago."""
    live = await context.work.of(SupportRequest).find(SupportRequest.state.one_of(LIVE))
    return [
        r.reference for r in live if not await next_step.has_step_ahead(context.work, r, OVERDUE)
    ]


async def give_next_step(context: Context, reference: str) -> None:
    """Plan the step that is missing, at its own time or now."""
    request = await context.work.of(SupportRequest).get(reference)
    if request is not None and next_step.step_of(request) is not None:
        due_at = min(
            request.next_step_at or context.now, await next_step.latest_step(context.work, request)
        )
        # The lost job's key was used; the revision makes one that never was.
        await next_step.plan(context, request, due_at, again=f":again:{request.revision}")


async def held_by_who_left(context: Context) -> list[str]:
    """Requests whose holder was deactivated or no longer supports."""
    held = await context.work.of(SupportRequest).find(SupportRequest.state.one_of(HELD))
    return [r.reference for r in held if not await _holder_may_stay(context, r)]


async def _holder_may_stay(context: Context, request: SupportRequest) -> bool:
    person = await person_behind(context.work, request.supporter(request.round))
    return person is not None and await may_support(context.work, request, person)


async def take_back(context: Context, reference: str) -> None:
    """Give such a request back to the queue."""
    request = await context.work.of(SupportRequest).get(reference)
    if request is not None and request.state in HELD:
        await transitions.back_to_queue(context, request, Back.RELEASED)


async def asked_by_who_left(context: Context) -> list[str]:
    """Requests whose person works here no more, whoever holds them."""
    live = await context.work.of(SupportRequest).find(SupportRequest.state.one_of(LIVE))
    return [r.reference for r in live if await _requester_left(context, r)]


async def end_for_who_left(context: Context, reference: str) -> None:
    """End such a request; the card of whoever holds it says so, and nobody calls in vain."""
    request = await context.work.of(SupportRequest).get(reference)
    if request is not None:
        await transitions.end(context, request, done=request.state is RequestState.REACHED)
