"""What supporters and coordinators type: queue, mine, claim, release, done; open."""

from bot.core.context import Context
from bot.core.conversation import Command
from bot.core.errors import Refused
from bot.core.routes import Reply, say
from bot.requests import claim_handlers
from bot.requests.feedback_screens import DONE_CARD
from bot.requests.handoff_screens import HANDED_CARD
from bot.requests.model import SupportRequest
from bot.requests.names import REQUEST_MINE, REQUEST_OVERVIEW, REQUEST_QUEUE
from bot.requests.queries import held_by, is_handed_to, live_in, with_code
from bot.requests.supporter_screens import CLAIM_CARD, HELD_CARD


async def queue(context: Context, command: Command) -> Reply:
    """The open requests, by code and age."""
    return say(REQUEST_QUEUE)


async def mine(context: Context, command: Command) -> Reply:
    """What the actor holds, by code."""
    return say(REQUEST_MINE)


async def claim(context: Context, command: Command) -> Reply:
    """The claim card of one request; its button opens the dialog."""
    request = with_code(await live_in(context), command.words[1:])
    if await is_handed_to(context.work, request, context.actor):
        return say(HANDED_CARD, request.reference)
    return say(CLAIM_CARD, request.reference)


async def release(context: Context, command: Command) -> Reply:
    """Hand one back."""
    request = await held_by_code(context, command.words[1:])
    await claim_handlers.hand_back(context, request)
    return say(HELD_CARD, request.reference)


async def done(context: Context, command: Command) -> Reply:
    """Close one."""
    request = await held_by_code(context, command.words[1:])
    slip = await claim_handlers.finish(context, request)
    return say(DONE_CARD, slip.reference) if slip else say(HELD_CARD, request.reference)


async def held_by_code(context: Context, code: tuple[str, ...]) -> SupportRequest:
    """The request the actor holds whose code was typed; raises ``Refused`` without one."""
    held = await held_by(context.work, context.actor)
    if not held:
        raise Refused("support_requests.mine.none")
    return with_code(held, code)


async def overview(context: Context, command: Command) -> Reply:
    """For coordinators: what is not ended, by code, age and state."""
    return say(REQUEST_OVERVIEW)
