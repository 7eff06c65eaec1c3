"""Says no to a call, and ends calls that must not come any more."""

from bot.adverse_events.model import EpisodeEnded
from bot.check_ins.model import CallOutcome
from bot.core.context import Context
from bot.core.conversation import Press
from bot.core.routes import Reply, replace_card
from bot.requests import transitions
from bot.requests.call_screens import NO_CALL
from bot.requests.model import ENDED, LIVE, Origin, RequestState, SupportRequest
from bot.requests.queries import calls_to, own_request, request_of
from bot.requests.screens import STATUS


async def no_call(context: Context, press: Press, subject: str) -> Reply:
    """End the call; nobody is told who said no, and the cards say that it is over."""
    if (await request_of(context, subject)).state in ENDED:
        return replace_card(NO_CALL)
    request = await own_request(context, subject)
    if request.origin is not Origin.CALL:
        # They asked meanwhile: what they take back then has a button of its own.
        return replace_card(STATUS, request.reference)
    talked = request.state is RequestState.REACHED
    await transitions.end(context, request, done=talked, call=CallOutcome.DECLINED)
    return replace_card(NO_CALL)


async def end_with_episode(context: Context, fact: EpisodeEnded) -> None:
    """No call comes about an event whose messages have ended; a talk that was had goes on."""
    for request in await context.work.of(SupportRequest).find(
        SupportRequest.episode.is_(fact.episode), SupportRequest.state.one_of(LIVE)
    ):
        if request.origin is Origin.CALL and request.state is not RequestState.REACHED:
            await transitions.end(context, request, done=False, call=CallOutcome.DECLINED)


async def stop_calls(context: Context, person: str, outcome: CallOutcome) -> None:
    """End the calls to a person (by reference) who wants none now, except talks they have had.

    ``outcome``: ``DECLINED`` if they want no notes for good; ``NOBODY`` if the note is to follow.
    """
    for request in await calls_to(context.work, person):
        if request.state is not RequestState.REACHED:
            await transitions.end(context, request, done=False, call=outcome)
