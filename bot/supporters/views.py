"""Draws the notes about trainings that end."""

from datetime import date

from bot.core.clock import noon
from bot.core.context import Context
from bot.core.errors import SubjectGone
from bot.core.pages import PageOf
from bot.core.people import name_of
from bot.core.screens import Card, Form
from bot.programme import current, today, zone_of
from bot.supporters.model import takes_any
from bot.supporters.training import areas_named, endings
from bot.supporters.training_screens import Named, ends_card, names_form, soon_card
from bot.supporters.trainings import supporters_run, trainings_of
from bot.supporters.trainings_screens import Named as NamedTrainings
from bot.supporters.trainings_screens import (
    Whom,
    my_training_card,
    note_form,
    take_out_form,
    trainings_form,
)


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
    return soon_card(context.words, context.lines, subject, day)


async def training_ends(context: Context, subject: str) -> Card:
    """Draw how many trainings end in an area; raises ``SubjectGone`` if all were renewed."""
    found = await endings(context.work, await areas_named(context, subject))
    if not found:
        raise SubjectGone
    return ends_card(context.words, context.lines, subject, len(found))


async def my_training(context: Context, subject: str) -> Card:
    """Draw the reader's own trainings."""
    me = context.actor
    found = await trainings_of(context.work, me.reference)
    until, zone = me.trained_until, zone_of(me, None)
    lapsed = bool(until) and until < today(await current(context.work), context.now)
    return my_training_card(context.words, found, until, zone, lapsed=lapsed)


async def trainings(context: Context, subject: str) -> Form:
    """Draw the trainings of the supporters in the areas that the reader runs."""
    zone, place = zone_of(context.actor, None), PageOf.of_subject(subject)
    return trainings_form(context.words, await _named(context), zone, place)


async def note_training(context: Context, subject: str) -> Form:
    """Draw the form that notes a training."""
    day = date.fromisoformat(today(await current(context.work), context.now))
    whom = Whom.of_subject(subject)
    return note_form(context.words, await _named(context), day, whom)


async def take_out_training(context: Context, subject: str) -> Form:
    """Draw the form that takes a training out: of the person ``subject``, or first, of whom."""
    zone = zone_of(context.actor, None)
    whom = Whom.of_subject(subject)
    return take_out_form(context.words, await _named(context), zone, whom)


async def _named(context: Context) -> list[NamedTrainings]:
    return [
        (person.reference, name, await trainings_of(context.work, person.reference))
        for person, name in await supporters_run(context)
    ]


async def training_names(context: Context, subject: str) -> Form:
    """Draw the names of those whose training ends."""
    programme, place = await current(context.work), PageOf.of_subject(subject)
    this_day = today(programme, context.now)
    people = [
        Named(await name_of(context.work, each.person), each.day, each.day.isoformat() < this_day)
        for each in await endings(context.work, await areas_named(context, place.about))
    ]
    return names_form(context.words, people, place, zone_of(context.actor, None))
