"""Draws the screens of this feature from the present state."""

from bot.context import Context
from bot.screens import Card
from bot.supporters.model import Duty
from bot.supporters.screens import duty_card


async def duty(context: Context, subject: str) -> Card:
    """The reader's own duty."""
    found = await context.work.of(Duty).get(context.actor.reference)
    return duty_card(context.words, found, context.now)
