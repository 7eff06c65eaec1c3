"""What a supporter does: take, see the contact, reached, tried, hand back, done."""

from bot.core.context import Context
from bot.core.conversation import Press, Submission
from bot.core.errors import Refused, SubjectGone
from bot.core.names import Screen
from bot.core.routes import PressHandler, Reply, ask, replace_card, say
from bot.requests import transitions
from bot.requests.claims.screens import AFTER_CONTACT, TAKE
from bot.requests.feedback.handlers import make_token
from bot.requests.model import (
    ENDED,
    WITH_CONTACT,
    Back,
    FeedbackToken,
    RequestState,
    SupportRequest,
    Talked,
)
from bot.requests.names import CONTACT, DONE_CARD, HELD_CARD, TRIED
from bot.requests.queries import answering_for, held_request, holds, refuse_or_go_on, request_of


async def claim(context: Context, press: Press, subject: str) -> Reply:
    """Open the dialog with what to expect."""
    return await open_to_claim(context, await request_of(context, subject))


async def open_to_claim(context: Context, request: SupportRequest) -> Reply:
    """The dialog whose yes claims a request; whoever holds it already sees the contact."""
    if await holds(context.work, request, context.actor):
        return ask(CONTACT, request.reference)
    await refuse_or_go_on(context, request)
    return ask(TAKE, request.reference)


async def take(context: Context, submission: Submission) -> Reply:
    """Take it, if it is still there for this person; the answer shows the contact."""
    request = await request_of(context, submission.subject)
    if not await holds(context.work, request, context.actor):
        await refuse_or_go_on(context, request, claims=True)
        request = await transitions.take(context, request, context.actor)
    return ask(CONTACT, request.reference)


async def tried_so_far(context: Context, press: Press, subject: str) -> Reply:
    """Open the dialog with what was tried, for those who answer for the programme."""
    request = await request_of(context, subject)
    if context.actor.reference not in await answering_for(context.work, request):
        raise SubjectGone
    return ask(TRIED, request.reference)


async def contact(context: Context, press: Press, subject: str) -> Reply:
    """Open the dialog with the contact."""
    request = await held_request(context, subject)
    return ask(CONTACT, request.reference)


async def reached(context: Context, press: Press, subject: str) -> Reply:
    """They have talked."""
    request = await held_request(context, subject)
    if request.state is RequestState.CLAIMED:
        await transitions.reach(context, request)
        context.tell(Talked(context.actor.reference, request.area))
    return replace_card(HELD_CARD, request.reference)


async def tried(context: Context, press: Press, subject: str) -> Reply:
    """They could not be reached yet. The button carries the count, so pressing twice is once."""
    request = await held_request(context, subject)
    if request.state is RequestState.CLAIMED and subject == request.this_try:
        await transitions.try_once(context, request)
    return replace_card(HELD_CARD, request.reference)


async def release(context: Context, press: Press, subject: str) -> Reply:
    """Hand it back without a reason."""
    request = await _own_or_ended(context, subject)
    await hand_back(context, request)
    return replace_card(HELD_CARD, request.reference)


async def done(context: Context, press: Press, subject: str) -> Reply:
    """The talk is over: who it was with is erased."""
    request = await _own_or_ended(context, subject)
    token = await finish(context, request)
    return (
        replace_card(DONE_CARD, token.reference)
        if token
        else replace_card(HELD_CARD, request.reference)
    )


def in_dialog(handler: PressHandler) -> PressHandler:
    """Answer in the contact's dialog what a press on the card of a request answers on the card.

    Nothing is replaced by it: what lies below a dialog may be a card in a channel.
    """

    async def handled(context: Context, press: Press, subject: str) -> Reply:
        reply = await handler(context, press, subject)
        if reply.screen == HELD_CARD:
            return say(AFTER_CONTACT, reply.subject)
        return say(Screen(reply.screen), reply.subject)

    return handled


async def hand_back(context: Context, request: SupportRequest) -> None:
    """Hand back what is still held."""
    if request.state not in ENDED:
        await transitions.back_to_queue(context, request, Back.RELEASED)


async def finish(context: Context, request: SupportRequest) -> FeedbackToken | None:
    """Close what is still held, once the contact was there to be used.

    A feedback token to say how it was, if one likes; ``None`` if it was closed before.
    """
    if request.state in ENDED:
        return None
    if request.state not in WITH_CONTACT:
        raise Refused("support_requests.not_yet")
    if request.state is RequestState.CLAIMED:
        context.tell(Talked(context.actor.reference, request.area))
    await transitions.end(context, request, done=True)
    return await make_token(context, request.area)


async def _own_or_ended(context: Context, subject: str) -> SupportRequest:
    """A request the actor holds, or one that has ended, whose card then says so."""
    request = await request_of(context, subject)
    if request.state not in ENDED and not await holds(context.work, request, context.actor):
        raise SubjectGone
    return request
