"""What supporters type with a code: claim, release, done."""

from bot.core.context import Context
from bot.core.conversation import Command
from bot.core.routes import Reply, say
from bot.requests import names
from bot.requests.claims import handlers as claim_handlers
from bot.requests.model import LIVE
from bot.requests.queries import held_by_code, is_handed_to, of_takers, with_code


async def claim(context: Context, command: Command) -> Reply:
    """The claim card of one request; its button opens the dialog."""
    request = with_code(await of_takers(context, LIVE), command.words[1:])
    if await is_handed_to(context.work, request, context.actor):
        return say(names.HANDED_CARD, request.reference)
    return say(names.CLAIM_CARD, request.reference)


async def release(context: Context, command: Command) -> Reply:
    """Hand one back."""
    request = await held_by_code(context, command.words[1:])
    await claim_handlers.hand_back(context, request)
    return say(names.HELD_CARD, request.reference)


async def done(context: Context, command: Command) -> Reply:
    """Close one."""
    request = await held_by_code(context, command.words[1:])
    token = await claim_handlers.finish(context, request)
    return (
        say(names.DONE_CARD, token.reference) if token else say(names.HELD_CARD, request.reference)
    )
