"""Draws the screens of this feature from the present state."""

from bot.core.context import Context
from bot.core.errors import SubjectGone
from bot.core.people import name_of
from bot.core.screens import Card, Form
from bot.referrals import screens
from bot.referrals.model import ColleagueNote


async def form(context: Context, subject: str) -> Form:
    """Whom to think of."""
    return screens.note_form(context.words, context.lines)


async def thanks(context: Context, subject: str) -> Form:
    """Thanks."""
    return screens.thanks_form(context.words, context.lines)


async def note(context: Context, subject: str) -> Card:
    """The note; there is none any more once it was erased."""
    found = await context.work.of(ColleagueNote).get(subject)
    person = await context.work.vault.open(ColleagueNote.person.of(subject)) if found else None
    if found is None or person is None:
        raise SubjectGone
    name = await name_of(context.work, person)
    return screens.note_card(context.words, context.lines, subject, name, named=found.named)


async def closed(context: Context, subject: str) -> Card:
    """What it turned into."""
    return screens.closed_card(context.words, context.lines, screens.CLOSED)


async def sender(context: Context, subject: str) -> Form:
    """Who it is from."""
    reference = await context.work.vault.open(ColleagueNote.sender.of(subject))
    name = await name_of(context.work, reference) if reference else ""
    if not name:
        raise SubjectGone
    return screens.sender_form(context.words, context.lines, name)
