"""Draws the screens of this feature from the present state."""

from bot.core.context import Context
from bot.core.errors import SubjectGone
from bot.core.people import name_of
from bot.core.screens import Card
from bot.supporter_care import screens
from bot.supporter_care.model import OwnNote


async def note(context: Context, subject: str) -> Card:
    """The note, while it is kept whose it is."""
    person = await context.work.vault.open(OwnNote.person.of(subject))
    if person is None:
        raise SubjectGone
    name = await name_of(context.work, person)
    return screens.note_card(context.words, context.lines, subject, name)


async def done(context: Context, subject: str) -> Card:
    """What it becomes."""
    return screens.done_card(context.words, context.lines)


async def stopped(context: Context, subject: str) -> Card:
    """No more of these."""
    return screens.stopped_card(context.words, context.lines)
