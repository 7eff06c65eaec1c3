"""Loads what a screen of a time-out shows; the one way each of them is drawn."""

from bot.core.context import Context
from bot.core.errors import SubjectGone
from bot.core.names import Dialog
from bot.core.people import name_of
from bot.core.screens import Card, Form
from bot.programme import current
from bot.time_outs import forms, screens
from bot.time_outs.cover_people import (
    askable,
    asker_of,
    coverer_of,
    invited,
    is_asker,
    is_coverer,
    open_of,
    units_of,
)
from bot.time_outs.model import MINUTES, SOON, USUAL_MINUTES, TimeOut, TimeOutState
from bot.time_outs.names import COVER, SOON_FORM
from bot.time_outs.screens import Look

MINUTES_AHEAD = "minutes-"


def with_minutes(minutes: int) -> str:
    """The subject of the form that asks for a break, where a number of minutes was typed."""
    return f"{MINUTES_AHEAD}{minutes}"


def minutes_in(subject: str) -> int:
    """The minutes to begin with: what was typed if it can be chosen, else the usual."""
    known = {with_minutes(minutes): minutes for minutes in MINUTES}
    return known.get(subject, USUAL_MINUTES)


async def found(context: Context, reference: str) -> TimeOut:
    """The time-out; ``SubjectGone`` once it has been removed."""
    time_out = await context.work.of(TimeOut).get(reference)
    if time_out is None:
        raise SubjectGone
    return time_out


async def own(context: Context, reference: str) -> TimeOut:
    """The time-out, if it is the one of the person who acts; else ``SubjectGone``."""
    time_out = await found(context, reference)
    if not await is_asker(context, time_out):
        raise SubjectGone
    return time_out


# ---- cards ----


async def mine(context: Context, subject: str) -> Card:
    """The asker's card. After the end it says nothing personal, and anybody may be drawn it."""
    time_out = await found(context, subject)
    if time_out.state is TimeOutState.OVER:
        return screens.mine(context.words, context.lines, time_out, Look(context.now))
    time_out = await own(context, subject)
    person = await asker_of(context.work, time_out)
    can_ask = await askable(context.work, time_out.unit, person)
    look = Look(
        now=context.now,
        list_open=bool(can_ask),
        nameless=not await name_of(context.work, person),
    )
    return screens.mine(context.words, context.lines, time_out, look)


async def cover_card(context: Context, subject: str) -> Card:
    """The card that asks for cover."""
    time_out = await found(context, subject)
    return screens.cover_card(context.words, time_out, await _reader(context, time_out))


async def passed(context: Context, subject: str) -> Card:
    """What is left after "Not now"."""
    time_out = await found(context, subject)
    return screens.passed(context.words, time_out, await _reader(context, time_out))


async def covering(context: Context, subject: str) -> Card:
    """The coverer's card."""
    time_out = await found(context, subject)
    look = await _reader(context, time_out)
    return screens.covering(context.words, context.lines, time_out, look)


async def older(context: Context, subject: str) -> Card:
    """What is left of a card that a newer one has followed."""
    return screens.older(context.words, await found(context, subject))


async def _reader(context: Context, time_out: TimeOut) -> Look:
    return Look(now=context.now, yours=await is_coverer(context, time_out))


# ---- dialogs ----


async def ask(context: Context, subject: str) -> Form:
    """The dialog that asks for a break; ``subject`` is a care, typed minutes, or empty."""
    person = context.actor
    if person.reference and await open_of(context.work, person.reference):
        return forms.open_already(context.words, subject)
    can_ask = await askable(context.work, person.unit, person.reference)
    units = await units_of(context.work, person)
    return forms.ask_form(context.words, subject, minutes_in(subject), can_ask, units)


async def ask_one(context: Context, subject: str) -> Form:
    """The dialog that picks one person to ask as well."""
    return forms.ask_one_form(context.words, await _still_asked(context, subject))


async def ask_list(context: Context, subject: str) -> Form:
    """The dialog before more people are asked."""
    time_out = await _still_asked(context, subject)
    can_ask = await askable(context.work, time_out.unit, context.actor.reference)
    if not can_ask:
        raise SubjectGone
    return forms.ask_list_form(context.words, time_out, can_ask)


async def _still_asked(context: Context, subject: str) -> TimeOut:
    time_out = await own(context, subject)
    if time_out.state is not TimeOutState.ASKED:
        raise SubjectGone
    return time_out


async def cover(context: Context, subject: str) -> Form:
    """The dialog behind "I can cover"."""
    return await _say_yes(context, subject, COVER)


async def soon(context: Context, subject: str) -> Form:
    """The dialog behind "In 10 minutes"."""
    return await _say_yes(context, subject, SOON_FORM)


async def _say_yes(context: Context, subject: str, name: Dialog) -> Form:
    time_out = await found(context, subject)
    look = await _reader(context, time_out)
    if time_out.state is not TimeOutState.ASKED:
        text = screens.settled_text(context.words, time_out, look)
        return forms.settled_form(context.words, name, subject, text)
    if context.actor.reference not in await invited(context.work, time_out):
        raise SubjectGone
    from_when = context.now + SOON if name == SOON_FORM else None
    return forms.cover_form(context.words, time_out, from_when)


async def who(context: Context, subject: str) -> Form:
    """Who it is: each of the two sees the other, and nobody else sees either."""
    time_out = await found(context, subject)
    work = context.work
    coverer = await coverer_of(work, time_out)
    if not coverer:
        raise SubjectGone
    if await is_coverer(context, time_out):
        unit = (await current(work)).unit(time_out.unit)
        name = await name_of(work, await asker_of(work, time_out))
        asker = forms.Asker(name, unit.name if unit else "")
        return forms.who_asks(context.words, time_out, asker, context.now)
    if await is_asker(context, time_out):
        name = await name_of(work, coverer)
        return forms.who_covers(context.words, time_out, name, context.now)
    raise SubjectGone
