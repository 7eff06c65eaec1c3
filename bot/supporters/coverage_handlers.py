"""What a coordinator looks at: duty in two weeks, and one week of one area and support kind."""

from bot.core.context import Context
from bot.core.conversation import Command, Press
from bot.core.routes import Reply, replace_card, say
from bot.supporters.coverage_screens import COVERAGE, GAPS


async def coverage(context: Context, command: Command) -> Reply:
    """``/support-admin coverage``."""
    return say(COVERAGE)


async def open_coverage(context: Context, press: Press, subject: str) -> Reply:
    """The same by a button."""
    return say(COVERAGE)


async def open_gaps(context: Context, press: Press, subject: str) -> Reply:
    """One week of one area and support kind, in place of what was there."""
    return replace_card(GAPS, subject)
