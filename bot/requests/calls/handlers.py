"""Says no to a call, and ends calls that must not come any more."""

from bot.adverse_events.model import EpisodeEnded, NoMoreWanted
from bot.check_ins import stop_of, tell_if_stopped
from bot.check_ins.model import CallOutcome, NotesStopped
from bot.core.context import Context
from bot.core.conversation import Press
from bot.core.people import person_behind
from bot.core.routes import Reply, replace_card
from bot.requests import transitions
from bot.requests.call_screens import NO_CALL
from bot.requests.model import ENDED, LIVE, TO_COME, Origin, RequestState, SupportRequest
from bot.requests.queries import calls_to_come, is_call_wanted, own_request, request_of
from bot.requests.screens import STATUS


async def no_call(context: Context, press: Press, subject: str) -> Reply:
    """End the call; nobody is told who said no, and the cards say that it is over.

    A button of an earlier call ends the next one too, because the answer says that none comes.
    """
    if (await request_of(context, subject)).state not in ENDED:
        request = await own_request(context, subject)
        if request.origin is not Origin.CALL:
            # They asked meanwhile: what they take back then has a button of its own.
            return replace_card(STATUS, request.reference)
        if request.state is RequestState.REACHED:
            await transitions.end(context, request, done=True)
    return await no_call_at_all(context, press, subject)


async def no_call_at_all(context: Context, press: Press, subject: str) -> Reply:
    """End every call to the actor that is to come, whatever is left of the button's own."""
    await _stop_calls(context, context.actor.reference, CallOutcome.DECLINED)
    return replace_card(NO_CALL)


async def end_with_episode(context: Context, fact: EpisodeEnded) -> None:
    """No call comes about an event whose messages have ended; a talk that was had goes on.

    So does a call that its person has said they want: for what they say themselves, see
    ``end_unwanted``.
    """
    for request in await context.work.of(SupportRequest).find(
        SupportRequest.episode.is_(fact.episode), SupportRequest.state.one_of(LIVE)
    ):
        if request.origin is not Origin.CALL or request.state is RequestState.REACHED:
            continue
        if not await is_call_wanted(context.work, request):
            await transitions.end(context, request, done=False, call=CallOutcome.DECLINED)


async def end_unwanted(context: Context, fact: NoMoreWanted) -> None:
    """No call comes about an episode of which its person wants no more; one that was had goes on.

    Nor does one that they had said they want, or that had outlived the messages.
    """
    for request in await calls_to_come(context.work, fact.person):
        if request.episode == fact.episode:
            await transitions.end(context, request, done=False, call=CallOutcome.DECLINED)


async def stop_with_notes(context: Context, fact: NotesStopped) -> None:
    """No call comes to somebody who wants no notes.

    Notes that are only put off come later, also one that gave way to a call.
    """
    outcome = CallOutcome.DECLINED if fact.for_good else CallOutcome.NOBODY
    await _stop_calls(context, fact.person, outcome)


async def against_a_stop(context: Context) -> list[str]:
    """Calls to come to somebody who wants no notes: a restored backup may not have known so."""
    coming = await context.work.of(SupportRequest).find(
        SupportRequest.origin.is_(Origin.CALL), SupportRequest.state.one_of(TO_COME)
    )
    return [call.reference for call in coming if await _wants_none(context, call)]


async def _wants_none(context: Context, call: SupportRequest) -> bool:
    person = await person_behind(context.work, call.person)
    return person is not None and await stop_of(context.work, person.reference) is not None


async def stop_after_all(context: Context, reference: str) -> None:
    """End such a call, and every other one to its person."""
    person = await person_behind(context.work, SupportRequest.person.of(reference))
    if person is not None:
        await tell_if_stopped(context, person.reference)


async def _stop_calls(context: Context, person: str, outcome: CallOutcome) -> None:
    for request in await calls_to_come(context.work, person):
        await transitions.end(context, request, done=False, call=outcome)
