"""What somebody presses and sends to choose a day, or to take it back."""

from collections.abc import Callable
from datetime import date

from bot.check_ins import wishes_of
from bot.core.clock import in_zone, noon
from bot.core.context import Context, View
from bot.core.conversation import Press, Submission
from bot.core.errors import FormRefused, SubjectGone
from bot.core.lines import Lines
from bot.core.people import name_of
from bot.core.routes import Reply, replace_card, say
from bot.core.screens import Card, Form
from bot.core.texts import Words
from bot.milestones.names import OWN_DAYS
from bot.milestones.own_day_screens import REMEMBER, YES, own_day_form, own_days_card
from bot.milestones.own_days import (
    MOST,
    OwnDay,
    bounds,
    choose,
    erase,
    message_time,
    own_days_of,
    whose_index,
)
from bot.programme import current


async def draw_days(context: Context, subject: str) -> Card:
    """Draw the days that the reader has chosen."""
    wishes = await wishes_of(context.work, context.actor.reference)
    resting = wishes.quiet_until is not None and wishes.quiet_until > context.now
    chosen = await own_days_of(context.work, context.actor.reference)
    return own_days_card(
        context.words,
        context.lines,
        {own.reference: noon(own.date, context.actor.zone) for own in chosen},
        messages_off=not all(own.despite for own in chosen) if wishes.stopped else resting,
    )


async def draw_form(context: Context, subject: str) -> Form:
    """Draw the form that chooses a day."""
    programme = await current(context.work)
    return own_day_form(context.words, programme.names_kept.days, remembers=programme.remembers)


def message_view(draw: Callable[[Words, Lines, str, str], Card]) -> View:
    """Make the view of a message about a day; raises ``SubjectGone`` once that is erased."""

    async def view(context: Context, subject: str) -> Card:
        person = await context.work.vault.open(OwnDay.person.of(subject))
        if person is None:
            raise SubjectGone
        name = await name_of(context.work, person)
        return draw(context.words, context.lines, subject, name)

    return view


async def send_form(context: Context, sent: Submission) -> Reply:
    """Keep the day; raises ``FormRefused`` for one that is too near, too far, or one too many."""
    try:
        day = date.fromisoformat(sent.one("day"))
    except ValueError:
        raise FormRefused({"day": "milestone.fault.day"}) from None
    today = in_zone(context.now, context.actor.zone).date()
    limits = bounds(await current(context.work), today)
    remembered = day > limits.without_asking
    at = await message_time(context.work, context.actor, day)
    if day > limits.furthest:
        raise FormRefused({"day": "milestone.own.far"})
    if at is None:
        raise FormRefused({"day": "milestone.own.soon"})
    if remembered and YES not in sent.values.get(REMEMBER, ()):
        raise FormRefused({REMEMBER: "milestone.own.ask_first"})
    if len(await own_days_of(context.work, context.actor.reference)) >= MOST:
        raise FormRefused({"day": "milestone.own.most"})
    await choose(context, day, at, remembered=remembered)
    return say(OWN_DAYS)


async def take_back(context: Context, press: Press, subject: str) -> Reply:
    """Erase a day the actor chose; one that is gone already stays gone."""
    own = await context.work.of(OwnDay).get(subject)
    if own is not None:
        if own.whose != whose_index(context.work, context.actor.reference):
            raise SubjectGone
        await erase(context, own)
    return replace_card(OWN_DAYS)
