"""The deadlines: what happens while nobody answers or confirms, and what must not be left lying."""

from dataclasses import replace
from datetime import timedelta

from bot.core.context import Context
from bot.core.job_kinds import Deliver, DeliverPlanned, Done, Dropped, NotNow, Step
from bot.core.jobs import Job, JobState, Recipient, RecipientKind
from bot.core.names import JobName, Screen
from bot.core.people import person_behind
from bot.core.retention import hold_on
from bot.core.seen import CardGone, ShownCard
from bot.duty import Answered, Wait, count_answered
from bot.programme import current, current_in
from bot.requests import next_step, telling, transitions
from bot.requests.hanging import hang_up, retire_elsewhere
from bot.requests.model import (
    ENDED,
    HELD,
    LIVE,
    MOST_UNANSWERED,
    TOLD_AT_LEVEL,
    TRIES_TOLD,
    Back,
    Origin,
    RequestState,
    SupportRequest,
)
from bot.requests.names import (
    CLAIM_CARD,
    HANDED_CARD,
    HELD_CARD,
    SAID_YES,
)
from bot.requests.paging import forget_pages
from bot.requests.queries import may_support, requester_left
from bot.requests.screens import OLDER, STATUS, STILL_THERE
from bot.requests.watching import watched_from

TIDY = JobName("request.tidy")
OVERDUE = timedelta(minutes=5)
WORDS_APART = timedelta(hours=1)
"""The shortest time between two words that say the same: that a request still waits."""


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
            await telling.to_holder(context, request, HELD_CARD, key)


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
    at = await watched_from(context.work, programme, context.now, request)
    await next_step.plan(context, request, at)


async def offer_reminder(context: Context, job: Job) -> Step:
    """Half the time of an offer is over: one reminder."""
    request = await context.need(SupportRequest, job.subject)
    if request.state is not RequestState.OFFERED or str(request.round) != job.detail:
        return Dropped()
    return Deliver(STILL_THERE, request.reference, Recipient.sealed(request.person))


async def reminder_sent(context: Context, job: Job) -> None:
    """The reminder hangs there: what stood above it makes way."""
    if await _hangs_as(context, job, STILL_THERE):
        await context.supersede(job.subject, STATUS, OLDER)


async def _hangs_as(context: Context, job: Job, screen: Screen) -> bool:
    """Whether nothing newer took the place of what a job has posted, while it was being sent.

    The newer one may still be waiting to be sent, and must not make way for what is older.
    """
    shown = await context.work.of(ShownCard).get(job.reference)
    return shown is not None and shown.screen == screen


async def word(context: Context, job: Job) -> Step:
    """Say where a request stands now, unless its person has just read that it still waits."""
    request = await context.need(SupportRequest, job.subject)
    return Dropped() if await _has_just_read(context, request, job) else DeliverPlanned()


async def _has_just_read(context: Context, request: SupportRequest, job: Job) -> bool:
    """Whether a word that would say the same again came shortly before."""
    waiting = next_step.waiting_key(request)
    if not job.key.startswith(waiting):
        return False
    sent = await context.work.of(Job).find(
        Job.subject.is_(request.reference),
        Job.state.is_(JobState.SENT),
        Job.due_at.at_least(context.now - WORDS_APART),
    )
    return any(each.key.startswith(waiting) for each in sent)


async def word_sent(context: Context, job: Job) -> None:
    """A word that waited for its reader's day hangs there: what stood above it makes way."""
    if await _hangs_as(context, job, STATUS):
        await telling.follow_older_words(context, job.subject)


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
    if request.origin is Origin.CALL and request.tried >= TRIES_TOLD:
        # They did not ask, and did not answer twice: no other peer rings them.
        await transitions.end(context, request, done=False, running=next_step.CONFIRM)
        return Done()
    await transitions.back_to_queue(context, request, Back.UNCONFIRMED)
    return Done()


async def close(context: Context, job: Job) -> Step:
    """Nobody pressed Done after a talk: no contact is kept for that."""
    request = await next_step.waited_for(context, job)
    await transitions.end(context, request, done=True, running=next_step.CLOSE)
    return Done()


async def tidy(context: Context, job: Job) -> Step:
    """Remove the empty rows of requests that ended a while ago, and count how long they waited."""
    answered: list[Answered] = []
    requests = context.work.of(SupportRequest)
    for request in await requests.find(
        SupportRequest.state.one_of(ENDED), SupportRequest.next_step_at.at_most(context.now)
    ):
        if await hold_on(context.work, request.area) is not None:
            continue
        await context.forget_cards(request.reference)
        await forget_pages(context, request)
        await context.work.remove(request)
        if request.origin is Origin.CALL:
            # How long a call takes says nothing of how soon somebody who asks is answered.
            continue
        answered.append(_answered(request, gone_by=await _deadline_went_by(context, request)))
    await count_answered(context.work, await current(context.work), answered)
    return Done()


async def _deadline_went_by(context: Context, request: SupportRequest) -> bool:
    """Whether in any round somebody had taken it and did not say in time that they talked.

    Not while it was a call, since nobody had asked by then.
    """
    deadlines = await context.work.of(Job).count(
        Job.subject.is_(request.reference),
        Job.kind.is_(next_step.CONFIRM),
        Job.state.is_(JobState.DONE),
        Job.due_at.at_least(request.asked_at),
    )
    return deadlines > 0


def _answered(request: SupportRequest, *, gone_by: bool) -> Answered:
    """How long an ended request waited; one that was taken back early tells nothing of it.

    ``gone_by``: a deadline to make contact went by in one of its rounds.
    """
    in_vain = gone_by and request.suits_at is None and request.reached_at is None
    if request.claimed_at is not None:
        reached = request.reached_at - request.asked_at if request.reached_at else None
        waits = ((Wait.YES, request.claimed_at - request.asked_at), (Wait.CALL, reached))
        # A time that suits them, or no contact because they took it back, is no wait of theirs.
        known = in_vain or (request.suits_at is None and request.reached_at is not None)
        return Answered(request.option, request.asked_at, waits if known else waits[:1])
    no_yes = ((Wait.YES, None),) if request.level >= TOLD_AT_LEVEL else ()
    no_call = ((Wait.CALL, None),) if no_yes or in_vain else ()
    return Answered(request.option, request.asked_at, (*no_yes, *no_call))


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
    return [r.reference for r in live if await requester_left(context.work, r)]


async def end_for_who_left(context: Context, reference: str) -> None:
    """End such a request; the card of whoever holds it says so, and nobody calls in vain."""
    request = await context.work.of(SupportRequest).get(reference)
    if request is not None:
        await transitions.end(context, request, done=request.state is RequestState.REACHED)
