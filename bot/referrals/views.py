"""Draws the screens of this feature from the stored notes."""

from bot.adverse_events import units_of
from bot.core.context import Context
from bot.core.errors import SubjectGone
from bot.core.people import name_of
from bot.core.screens import Card, Form
from bot.programme import current
from bot.referrals import screens
from bot.referrals.model import ColleagueNote


async def note(context: Context, subject: str) -> Card:
    """Draw the note; raises ``SubjectGone`` once it is erased."""
    found = await context.need(ColleagueNote, subject)
    person = await context.work.vault.open(ColleagueNote.person.of(subject))
    if person is None:
        raise SubjectGone
    name = await name_of(context.work, person)
    return screens.note_card(context.words, context.lines, subject, name, named=found.named)


async def ways(context: Context, subject: str) -> Card:
    """Draw what a manager can do; who answers for a unit can report."""
    units = units_of(await current(context.work), context.actor.reference)
    return screens.ways_card(context.words, context.lines, may_report=bool(units))


async def sender(context: Context, subject: str) -> Form:
    """Draw the dialog with the sender's name; raises ``SubjectGone`` if it is not stored."""
    reference = await context.work.vault.open(ColleagueNote.sender.of(subject))
    name = await name_of(context.work, reference) if reference else ""
    if not name:
        raise SubjectGone
    return screens.sender_form(context.words, context.lines, name)
