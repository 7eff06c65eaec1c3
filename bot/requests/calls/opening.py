"""Opens a call: for somebody who did not ask, at the moment that suits their first note."""

from datetime import timedelta

from bot.adverse_events.model import Episode
from bot.check_ins import call_ended
from bot.check_ins.model import CallDue, CallOutcome
from bot.core.context import Context
from bot.core.job_kinds import DeliverPlanned, Dropped, Paused, Step
from bot.core.jobs import Job, Recipient
from bot.core.people import person_behind
from bot.core.storage import Work, new_reference
from bot.programme import paused
from bot.programme.model import FIRST_KIND
from bot.requests import next_step, transitions
from bot.requests.blind_indexes import whose_index
from bot.requests.eligibility import takers_here
from bot.requests.handlers import free_code
from bot.requests.hanging import hang_up
from bot.requests.model import (
    TO_COME,
    Origin,
    QueueMoved,
    RequestMode,
    RequestState,
    SupportRequest,
)
from bot.requests.names import CALL_COMING
from bot.requests.queries import live_of, nobody_may_take
from bot.requests.wish_window import keep_to

LOOK_AGAIN = timedelta(minutes=1)


async def open_call(context: Context, fact: CallDue) -> None:
    """Ask the peers to call the person of an episode.

    Where nobody may call them, the call is over at once, so that the note does not wait for it.
    Somebody whose own wish waits, or who is to be called about another event, is not called twice;
    then the note about this one goes. A talk that was had keeps no call away.
    """
    work = context.work
    episode = await work.of(Episode).get(fact.episode)
    person = await person_behind(work, Episode.person.of(fact.episode))
    if episode is None or person is None:
        return
    under_way = await _under_way(work, person.reference)
    if under_way:
        own = any(other.origin is Origin.OWN for other in under_way)
        outcome = CallOutcome.ASKED if own else CallOutcome.NOBODY
        await call_ended(context, episode.reference, outcome)
        return
    request = SupportRequest(
        reference=new_reference(),
        area=episode.area,
        mode=RequestMode.ANY,
        asked_at=context.now,
        code=await free_code(work),
        episode=episode.reference,
        whose=whose_index(work, person.reference),
        origin=Origin.CALL,
    )
    await work.add(request)
    await work.vault.seal(request.person, person.reference)
    if not await takers_here(work, request) or await nobody_may_take(work, request):
        await transitions.end(context, request, done=False)
        return
    request = await transitions.begin_asking(context, await keep_to(context, request))
    if fact.announced:
        to, key = Recipient.sealed(request.person), f"call-coming:{request.reference}"
        await context.post(CALL_COMING, request.reference, to, key, kind=next_step.CALL_LINE)
    else:
        await hang_up(context, request)
    context.tell(QueueMoved(request.area))


async def _under_way(work: Work, person: str) -> list[SupportRequest]:
    """The talks and calls that are still to come to a person (by reference), and are looked for."""
    live = await live_of(work, person)
    return [other for other in live if other.option == FIRST_KIND and other.state in TO_COME]


async def announce(context: Context, job: Job) -> Step:
    """Tell the person that somebody will call, unless that is over."""
    request = await context.need(SupportRequest, job.subject)
    if request.origin is not Origin.CALL or request.state is not RequestState.OPEN:
        return Dropped()
    if await paused(context.work):
        return Paused(context.now + LOOK_AGAIN)
    return DeliverPlanned()


async def announced(context: Context, job: Job) -> None:
    """They were told, or cannot be: now the card hangs where peers take it."""
    request = await context.work.of(SupportRequest).get(job.subject)
    if request is not None and request.state is RequestState.OPEN:
        await hang_up(context, request)
