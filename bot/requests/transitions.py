"""Carries out the rows of ``transition_table``: the only places where a request's state changes."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.check_ins import call_ended
from bot.check_ins.model import CallOutcome
from bot.core.context import Context
from bot.core.jobs import Recipient, cancel
from bot.core.names import CORE_NUDGE, CORE_POST
from bot.core.people import Person
from bot.core.retention import erase_unless_held
from bot.programme import current_in
from bot.requests import next_step
from bot.requests.blind_indexes import holder_index
from bot.requests.call_screens import CALL_TAKEN
from bot.requests.eligibility import not_with, takers_here
from bot.requests.hanging import hang_up
from bot.requests.model import (
    ENDED,
    HELD,
    KEPT_AFTER,
    TOLD_AT_LEVEL,
    TRIES_TOLD,
    UNSURE_FOR,
    WITH_CONTACT,
    Back,
    Origin,
    QueueMoved,
    RequestEnded,
    RequestMode,
    RequestState,
    SupportRequest,
)
from bot.requests.names import (
    CALL_COMING,
    CLAIM_CARD,
    HANDED_CARD,
    HELD_CARD,
    NEEDS_SOMEONE,
    REMINDER,
    RETURNED,
    SAID_YES,
    SUITS_CARD,
)
from bot.requests.queries import area_of, calls_to_come, nobody_may_take
from bot.requests.screens import OLDER
from bot.requests.telling import (
    retire_older_question,
    retire_older_words_to_holder,
    to_holder,
    to_requester,
)
from bot.requests.transition_table import Move, after
from bot.requests.watching import watched_from
from bot.requests.wish_window import keep_to
from bot.supporters import note_asked

PLANNED = (
    *next_step.STEPS,
    next_step.HANG,
    next_step.CALL_FOR,
    next_step.CALL_LINE,
    next_step.WORD,
    CORE_POST,
    CORE_NUDGE,
)
"""The kinds of job about a request that are called off when it ends."""


async def take(context: Context, request: SupportRequest, supporter: Person) -> SupportRequest:
    """An open request becomes this supporter's: one conditional update, so one winner, ever.

    Through "show me who first" it becomes an offer, unless its person pressed for the person
    on call: that press said yes to being seen by them.
    """
    work = context.work
    area = await area_of(work, request)
    on_call = area is not None and supporter.reference in area.on_call
    agreed = request.mode is RequestMode.ANY or (request.on_call_wanted and on_call)
    request = await work.save(
        replace(
            request,
            state=after(request, Move.CLAIM if agreed else Move.OFFER),
            held_by=holder_index(work, supporter.reference),
            claimed_at=context.now,
        )
    )
    await work.vault.seal(request.supporter(request.round), supporter.reference)
    request = await (next_step.plan_confirm if agreed else next_step.plan_offer)(context, request)
    await context.redraw(request.reference)
    await note_asked(work, supporter.reference)
    await retire_older_words_to_holder(context, request, supporter.reference)
    await to_holder(context, request, HELD_CARD, f"held:{request.this_round}")
    await to_requester(context, request, f"found:{request.this_round}")
    context.tell(QueueMoved(request.area))
    return request


async def accept(context: Context, request: SupportRequest) -> SupportRequest:
    """The person said yes to who was offered: now the supporter sees the contact."""
    request = await context.work.save(
        replace(request, state=after(request, Move.ACCEPT), unanswered=0)
    )
    request = await next_step.plan_confirm(context, request)
    await context.redraw(request.reference)
    await to_holder(context, request, SAID_YES, f"said-yes:{request.this_round}")
    return request


async def make_own(context: Context, request: SupportRequest) -> SupportRequest:
    """A call that a peer holds becomes the request of its person, who has asked meanwhile.

    Its holder keeps it. Through "show me who first" an offer begins with the next holder.
    ``request`` has a new code. Those who knew the call by its old one and its cards see it taken,
    and nothing after: else they would learn that somebody on their list has asked for help.
    The times and levels of the call are no wait of theirs, so they do not count as one.
    """
    for message in (CLAIM_CARD, REMINDER, NEEDS_SOMEONE):
        await context.supersede(request.reference, message, CALL_TAKEN.screen)
    request = await context.work.save(
        replace(
            request,
            origin=Origin.OWN,
            asked_at=context.now,
            claimed_at=None,
            reached_at=None,
            level=0,
        )
    )
    await call_ended(context, request.episode, CallOutcome.ASKED)
    await context.redraw(request.reference)
    context.tell(QueueMoved(request.area))
    return request


async def end_calls_of_asker(context: Context, person: str, kind: str) -> None:
    """End the calls to a person (by reference) who waits for a talk of this kind of their own.

    Not those in which they have talked. To everybody else the call is no longer needed; nothing
    leads from it to what its person asks for.
    """
    for call in await calls_to_come(context.work, person):
        if call.option == kind:
            # What they read next is how their own request stands.
            await context.supersede(call.reference, CALL_COMING, OLDER)
            await end(context, call, done=False, call=CallOutcome.ASKED)


async def _end_calls_besides(context: Context, request: SupportRequest) -> None:
    person = await context.work.vault.open(request.person)
    if request.origin is Origin.OWN and person is not None:
        await end_calls_of_asker(context, person, request.option)


async def begin_asking(context: Context, request: SupportRequest) -> SupportRequest:
    """Plan the first level; where nobody may take it, one after which it is looked at again."""
    if await nobody_may_take(context.work, request):
        # Its person reads so at once: no level has anything to add for them.
        request = await context.work.save(replace(request, level=TOLD_AT_LEVEL))
    elif not await takers_here(context.work, request):
        # There is nobody to remind: those who answer for the programme are told now.
        request = await context.work.save(replace(request, level=TOLD_AT_LEVEL - 1))
        programme = await current_in(context.work, request.area)
        at = await watched_from(context.work, programme, context.now, request)
        return await next_step.plan(context, request, at)
    return await next_step.climb(context, request, context.now)


async def back_to_queue(
    context: Context, request: SupportRequest, why: Back, *, tell: bool = True
) -> SupportRequest:
    """Nobody holds it any more, and the ladder starts anew; ``tell`` its person by a note."""
    work, before = context.work, request
    holder = await work.vault.open(request.supporter(request.round))
    if holder is not None and why in {Back.UNCONFIRMED, Back.UNANSWERED, Back.SOMEONE_ELSE}:
        # Who released it knows; the others may be about to call.
        await to_holder(context, before, RETURNED, f"returned:{before.this_round}")
    if before.state is RequestState.HANDED:
        # Who was asked to take it over was the one that its person turned down.
        holder = await work.vault.open(request.handed(request.round))
    if why is Back.SOMEONE_ELSE and holder is not None:
        others = (*await not_with(work, request), holder)
        await work.vault.seal(request.not_with, others)
    await work.vault.seal(request.back, why)
    await _end_calls_besides(context, request)
    request = await _leave(context, request, why, _unanswered(request, why))
    request = await begin_asking(context, await keep_to(context, request))
    await context.redraw(request.reference)
    await hang_up(context, request)
    if tell:
        await to_requester(context, request, f"again:{request.this_round}")
    context.tell(QueueMoved(request.area))
    return request


def _unanswered(request: SupportRequest, why: Back) -> int:
    """How many slots in a row went unanswered by now; whoever presses anything begins anew."""
    if why is Back.UNANSWERED:
        return request.unanswered + 1
    return 0 if why in {Back.SOMEONE_ELSE, Back.STILL_WANTED} else request.unanswered


async def _leave(
    context: Context, request: SupportRequest, move: Move | Back, unanswered: int
) -> SupportRequest:
    """Whoever held it holds it no more: a new round, in which nothing of the last one counts."""
    return await context.work.save(
        replace(
            request,
            state=after(request, move),
            held_by=None,
            claimed_at=None,
            round=request.round + 1,
            level=0,
            tried=0,
            suits_at=None,
            reached_at=None,
            unanswered=unanswered,
        )
    )


async def hand_on(context: Context, request: SupportRequest, colleague: Person) -> SupportRequest:
    """One colleague is asked to take it over; the contact has left who held it."""
    work = context.work
    await _end_calls_besides(context, request)
    request = await _leave(context, request, Move.HAND_ON, request.unanswered)
    await work.vault.seal(request.handed(request.round), colleague.reference)
    request = await next_step.plan_handed(context, await keep_to(context, request))
    await context.redraw(request.reference)
    await retire_older_question(context, request, colleague.reference)
    asked = Recipient.sealed(request.handed(request.round))
    await context.post(HANDED_CARD, request.reference, asked, f"handed:{request.this_round}")
    await to_requester(context, request, f"handed-on:{request.this_round}")
    context.tell(QueueMoved(request.area))
    return request


async def ask_if_wanted(context: Context, request: SupportRequest) -> SupportRequest:
    """Nobody is asked any more until its person says so.

    Slot after slot went unanswered, or nobody took it for days.
    """
    unanswered = request.unanswered
    if request.state in HELD:
        unanswered += 1
        await to_holder(context, request, RETURNED, f"returned:{request.this_round}")
    request = await _leave(context, request, Move.ASK_IF_WANTED, unanswered)
    request = await next_step.plan(context, request, context.now + UNSURE_FOR)
    await context.redraw(request.reference)
    await to_requester(context, request, f"unsure:{request.this_round}", by_day=True)
    context.tell(QueueMoved(request.area))
    return request


async def reach(context: Context, request: SupportRequest) -> SupportRequest:
    """The supporter and the person have talked."""
    request = await context.work.save(
        replace(request, state=after(request, Move.REACH), reached_at=context.now)
    )
    request = await next_step.plan_close(context, request)
    await context.redraw(request.reference)
    if request.origin is Origin.CALL:
        await call_ended(context, request.episode, CallOutcome.TALKED)
    return request


async def try_once(context: Context, request: SupportRequest) -> SupportRequest:
    """The supporter could not reach the person; the claim stays, and its deadline too."""
    request = await context.work.save(
        replace(request, state=after(request, Move.TRY), tried=request.tried + 1)
    )
    await context.redraw(request.reference)
    if request.tried == TRIES_TOLD:
        await to_requester(context, request, f"tried:{request.this_round}")
    return request


async def agree(context: Context, request: SupportRequest, at: datetime) -> SupportRequest:
    """The person said when it suits them, after somebody had tried to reach them in vain."""
    request = await context.work.save(replace(request, state=after(request, Move.AGREE), tried=0))
    request = await next_step.put_off_confirm(context, request, at)
    await context.redraw(request.reference)
    await to_holder(context, request, SUITS_CARD, f"suits:{request.this_round}:{request.revision}")
    return request


async def end(
    context: Context,
    request: SupportRequest,
    *,
    done: bool,
    running: str = "",
    call: CallOutcome = CallOutcome.NOBODY,
) -> SupportRequest:
    """Done or withdrawn: everybody's cards are redrawn, and who it was about is erased.

    ``running`` is the kind of the job that does this, which ends by itself. ``call``:
    what came of a call that is not done.
    """
    work, before = context.work, request
    if before.state in ENDED:
        return before
    await cancel(work, before.reference, *(kind for kind in PLANNED if kind != running))
    reached_at = before.reached_at
    if done and reached_at is None and before.state in WITH_CONTACT:
        reached_at = context.now
    request = await work.save(
        replace(
            before,
            state=after(before, Move.FINISH if done else Move.WITHDRAW),
            whose=None,
            held_by=None,
            reached_at=reached_at,
            next_step_at=context.now + KEPT_AFTER,
        )
    )
    await context.redraw(request.reference)
    person = await work.vault.open(request.person)
    await erase_unless_held(work, request.reference, request.area, person)
    context.tell(QueueMoved(request.area))
    closed_unanswered = running == next_step.UNSURE_END
    before = replace(before, reached_at=reached_at)
    context.tell(_ended(before, done=done, closed_unanswered=closed_unanswered))
    if request.origin is Origin.CALL:
        await call_ended(context, request.episode, CallOutcome.TALKED if done else call)
    return request


def _ended(before: SupportRequest, *, done: bool, closed_unanswered: bool) -> RequestEnded:
    """The fact that a request has ended, from how it stood before."""
    waited = before.claimed_at - before.asked_at if before.claimed_at else None
    to_contact = before.reached_at - before.asked_at if before.reached_at else None
    has_waited = before.state not in HELD or waited is not None
    taken_at_once = waited is not None and not before.round and before.level < TOLD_AT_LEVEL
    return RequestEnded(
        before.reference,
        before.episode,
        before.area,
        before.option,
        done,
        minutes_to_claim=_minutes(waited),
        has_waited=has_waited,
        origin=before.origin,
        minutes_to_contact=_minutes(to_contact),
        in_time=taken_at_once or not has_waited,
        closed_unanswered=closed_unanswered,
    )


def _minutes(waited: timedelta | None) -> int | None:
    return None if waited is None else int(waited.total_seconds() // 60)
