"""``setup`` leads from one step to the next; it can be left and continued at any time."""

from bot.core.context import Context
from bot.core.conversation import Press
from bot.core.errors import SubjectGone
from bot.core.people import Account
from bot.core.routes import Reply, replace_card
from bot.core.screens import Card
from bot.programme import current
from bot.setup.names import SETUP
from bot.setup.screens import all_steps_card, step_card
from bot.setup.setup_steps import SetupStep, step_statuses


async def go_on(context: Context, press: Press, subject: str) -> Reply:
    """Show one step, or all of them, in place of the pressed card."""
    return replace_card(SETUP, subject)


async def draw(context: Context, subject: str) -> Card:
    """All steps, or the one that ``subject`` names, from the programme as it stands."""
    found = await step_statuses(context)
    if not subject:
        open_messages = (await current(context.work)).open_messages
        return all_steps_card(context.words, found, open_messages=open_messages)
    if subject not in set(SetupStep):
        raise SubjectGone
    account = context.account or Account("", "", "")
    return step_card(context.words, found, SetupStep(subject), account)
