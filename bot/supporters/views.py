"""Draws the notes about trainings that end."""

from bot.core.clock import noon
from bot.core.context import Context
from bot.core.errors import SubjectGone
from bot.core.people import name_of
from bot.core.screens import Card, Form
from bot.programme import current, today, zone_of
from bot.supporters.model import takes_any
from bot.supporters.training import areas_named, endings
from bot.supporters.training_screens import Named, ends_card, names_form, soon_card


async def training_soon(context: Context, subject: str) -> Card:
    """Draw when the reader's training ends; raises ``SubjectGone`` if it was renewed."""
    me = context.actor
    programme = await current(context.work)
    takes = takes_any(programme, me.reference)
    mine = [
        each for each in await endings(context.work, programme.areas) if each.person == me.reference
    ]
    if not takes or not mine:
        raise SubjectGone
    day = noon(mine[0].day, zone_of(context.actor, None))
    return soon_card(context.words, context.lines, day)


async def training_ends(context: Context, subject: str) -> Card:
    """Draw how many trainings end in an area; raises ``SubjectGone`` if all were renewed."""
    found = await endings(context.work, await areas_named(context, subject))
    if not found:
        raise SubjectGone
    return ends_card(context.words, context.lines, subject, len(found))


async def training_names(context: Context, subject: str) -> Form:
    """Draw the names of those whose training ends."""
    programme = await current(context.work)
    this_day = today(programme, context.now)
    people = [
        Named(await name_of(context.work, each.person), each.day, each.day.isoformat() < this_day)
        for each in await endings(context.work, await areas_named(context, subject))
    ]
    return names_form(context.words, people, subject, zone_of(context.actor, None))
