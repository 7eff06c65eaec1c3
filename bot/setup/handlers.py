"""``setup``: from one step to the next, left and taken up again at will."""

from bot.core.context import Context
from bot.core.conversation import Command, Press
from bot.core.errors import SubjectGone
from bot.core.routes import Reply, replace_card, say
from bot.core.screens import Card
from bot.setup.names import SETUP
from bot.setup.screens import There, all_steps_card, step_card
from bot.setup.setup_steps import Step, standings


async def begin(context: Context, command: Command) -> Reply:
    """``setup``: every step, as it stands now."""
    return say(SETUP)


async def go_on(context: Context, press: Press, subject: str) -> Reply:
    """One step, or all of them."""
    return replace_card(SETUP, subject)


async def draw(context: Context, subject: str) -> Card:
    """The steps, or one of them, from the programme as it stands."""
    found = await standings(context)
    if not subject:
        return all_steps_card(context.words, found)
    if subject not in set(Step):
        raise SubjectGone
    account = context.account
    there = There(account.platform, account.tenant) if account else There("", "")
    return step_card(context.words, found, Step(subject), there)
