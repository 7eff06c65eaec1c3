"""Loads what the screens and dialogs of a time-out show."""

from collections.abc import Callable

from bot.core.context import Context, FormView, View
from bot.core.errors import SubjectGone
from bot.core.lines import Lines
from bot.core.names import Dialog
from bot.core.people import name_of
from bot.core.screens import Card, Form
from bot.core.texts import Words
from bot.programme import current
from bot.time_outs import cover_people, forms, screens
from bot.time_outs.model import MINUTES, SOON, USUAL_MINUTES, TimeOut, TimeOutState
from bot.time_outs.names import SOON_FORM
from bot.time_outs.screens import Look

MINUTES_AHEAD = "minutes-"


def with_minutes(minutes: int) -> str:
    """Return the subject of the ask form for a typed number of minutes."""
    return f"{MINUTES_AHEAD}{minutes}"


def minutes_in(subject: str) -> int:
    """Return the minutes to begin with: those typed, if they can be chosen, else the usual."""
    known = {with_minutes(minutes): minutes for minutes in MINUTES}
    return known.get(subject, USUAL_MINUTES)


async def own(context: Context, reference: str) -> TimeOut:
    """Return the actor's own time-out; else raise ``SubjectGone``."""
    time_out = await context.need(TimeOut, reference)
    if not await cover_people.is_asker(context, time_out):
        raise SubjectGone
    return time_out


# ---- cards ----


async def mine(context: Context, subject: str) -> Card:
    """Draw the asker's card; once over it is not personal, and can be drawn for anybody."""
    time_out = await context.need(TimeOut, subject)
    if time_out.state is TimeOutState.OVER:
        return screens.mine(context.words, context.lines, time_out, Look(context.now))
    time_out = await own(context, subject)
    person = await cover_people.asker_of(context.work, time_out)
    can_ask = await cover_people.askable(context.work, time_out.unit, person)
    look = Look(
        now=context.now, list_open=bool(can_ask), nameless=not await name_of(context.work, person)
    )
    return screens.mine(context.words, context.lines, time_out, look)


def for_reader(draw: Callable[[Words, Lines, TimeOut, Look], Card]) -> View:
    """Return the view of a card that depends on whether its reader is the one who covers."""

    async def view(context: Context, subject: str) -> Card:
        time_out = await context.need(TimeOut, subject)
        look = Look(now=context.now, yours=await cover_people.is_coverer(context, time_out))
        return draw(context.words, context.lines, time_out, look)

    return view


async def older(context: Context, subject: str) -> Card:
    """Draw what is left of a card once a newer one was posted."""
    return screens.older(context.words, await context.need(TimeOut, subject))


# ---- dialogs ----


async def ask(context: Context, subject: str) -> Form:
    """Draw the ask dialog; ``subject`` is an episode, typed minutes, or empty."""
    person = context.actor
    if person.reference and await cover_people.open_of(context.work, person.reference):
        return forms.open_already(context.words, subject)
    can_ask = await cover_people.askable(context.work, person.unit, person.reference)
    units = await cover_people.units_of(context.work, person)
    return forms.ask_form(context.words, subject, minutes_in(subject), can_ask, units)


async def ask_one(context: Context, subject: str) -> Form:
    """Draw the dialog that picks one more person."""
    return forms.ask_one_form(context.words, await still_asked(context, subject))


async def ask_list(context: Context, subject: str) -> Form:
    """Draw the dialog before the unit's lists are asked."""
    time_out = await still_asked(context, subject)
    can_ask = await cover_people.askable(context.work, time_out.unit, context.actor.reference)
    if not can_ask:
        raise SubjectGone
    return forms.ask_list_form(context.words, time_out, can_ask)


async def still_asked(context: Context, subject: str) -> TimeOut:
    """Return the actor's own time-out while it asks for cover; else raise ``SubjectGone``."""
    time_out = await own(context, subject)
    if time_out.state is not TimeOutState.ASKED:
        raise SubjectGone
    return time_out


def says_yes(name: Dialog) -> FormView:
    """Return the view of the dialog behind "I can cover" (``COVER``) or "In 10 minutes"."""

    async def view(context: Context, subject: str) -> Form:
        time_out = await context.need(TimeOut, subject)
        if time_out.state is not TimeOutState.ASKED:
            look = Look(now=context.now, yours=await cover_people.is_coverer(context, time_out))
            text = screens.settled_text(context.words, time_out, look)
            return forms.settled_form(context.words, name, subject, text)
        if context.actor.reference not in await cover_people.invited(context.work, time_out):
            raise SubjectGone
        from_when = context.now + SOON if name == SOON_FORM else None
        return forms.cover_form(context.words, time_out, from_when)

    return view


async def who(context: Context, subject: str) -> Form:
    """Show the asker and the coverer each other's name, and nobody else either."""
    time_out = await context.need(TimeOut, subject)
    work = context.work
    coverer = await cover_people.coverer_of(work, time_out)
    if not coverer:
        raise SubjectGone
    if await cover_people.is_coverer(context, time_out):
        unit = (await current(work)).unit(time_out.unit)
        name = await name_of(work, await cover_people.asker_of(work, time_out))
        asker = forms.Asker(name, unit.name if unit else "")
        return forms.who_asks(context.words, time_out, asker, context.now)
    if await cover_people.is_asker(context, time_out):
        name = await name_of(work, coverer)
        return forms.who_covers(context.words, time_out, name, context.now)
    raise SubjectGone
