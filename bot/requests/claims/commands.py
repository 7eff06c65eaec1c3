"""What supporters type with a code: claim, release, done."""

from bot.core.context import Context
from bot.core.conversation import Command
from bot.core.routes import Reply, say
from bot.requests import names
from bot.requests.claims import handlers as claim_handlers
from bot.requests.model import LIVE
from bot.requests.queries import held_by_code, of_takers, with_code


async def claim(context: Context, command: Command) -> Reply:
    """The dialog that says what to expect of one request; its yes claims it."""
    request = with_code(await of_takers(context, LIVE), command.words[1:])
    return await claim_handlers.open_to_claim(context, request)


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
