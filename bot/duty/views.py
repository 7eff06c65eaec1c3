"""Draws the screens of this feature from the present state."""

from datetime import date, time

from bot.core.clock import in_zone, noon
from bot.core.context import Context
from bot.core.errors import SubjectGone
from bot.core.pages import PageOf
from bot.core.screens import Card, Form
from bot.duty import coverage_screens, screens, swap_screens
from bot.duty.coverage import Coverage, WeekOfGaps, coverage_of, in_week
from bot.duty.model import DutyWeek, TurnChange
from bot.duty.off_duty import off_duty_wish
from bot.duty.standing import standing_of
from bot.duty.swap_handlers import is_still_a_turn, my_offers, on_offer, own_turns
from bot.programme import current, current_in, today, zone_of
from bot.supporters import areas_named, endings

USUAL = time(8), time(16)
"""The hours that the form suggests to people without a shift."""


def _zone(context: Context) -> str:
    return zone_of(context.actor, None)


async def duty(context: Context, subject: str) -> Card:
    """Draw the reader's own duty."""
    week = await context.work.of(DutyWeek).get(context.actor.reference)
    zone = _zone(context)
    day = in_zone(context.now, zone).date().isoformat()
    away = week is not None and week.is_away_on(day)
    last = context.actor.trained_until
    rules = (await current(context.work)).off_duty
    me = context.actor.reference
    own = screens.Own(
        standing=await standing_of(context.work, context.actor.reference),
        zone=zone,
        offered=len(await on_offer(context)),
        away_through=noon(date.fromisoformat(week.away_through), zone)
        if week is not None and away
        else None,
        off_duty=await off_duty_wish(context.work, me) if rules.allowed else None,
        lapsed=bool(last) and last < today(await current(context.work), context.now),
    )
    return screens.duty_card(context.words, own)


async def week(context: Context, subject: str) -> Form:
    """Draw the form of the reader's own week."""
    me = context.actor.reference
    programme = await current(context.work)
    on_rota = any(turn.person == me for rota in programme.rotas for turn in rota.turns)
    kept = await context.work.of(DutyWeek).get(me)
    day = in_zone(context.now, _zone(context)).date()
    unit = programme.unit(context.actor.unit)
    shifts = {shift.key: (shift.starts, shift.ends) for shift in (unit.shifts if unit else ())}
    usual = shifts.get(context.actor.shift, USUAL)
    return screens.week_form(context.words, kept, day, usual, on_rota=on_rota)


async def swap(context: Context, subject: str) -> Card:
    """Draw the turns that the reader could take or has offered."""
    free, mine = await on_offer(context), await my_offers(context)
    return swap_screens.swap_card(context.words, _zone(context), free, mine)


async def offer(context: Context, subject: str) -> Form:
    """Draw the form with the reader's turns; raises ``SubjectGone`` if they have none."""
    turns = await own_turns(context)
    if not turns:
        raise SubjectGone
    programme = await current(context.work)
    several = len(programme.areas) > 1
    names = {area.key: area.name for area in programme.areas} if several else {}
    return swap_screens.offer_form(context.words, _zone(context), turns, names)


async def turn(context: Context, subject: str) -> Card:
    """Draw the card of an offered turn, in a channel or for one supporter."""
    change = await context.need(TurnChange, subject)
    programme = await current(context.work)
    zone = programme.zone if context.person is None else _zone(context)
    there = await is_still_a_turn(context.work, programme, change)
    free = change.offered and change.starts > context.now and there
    return swap_screens.turn_card(context.words, change, zone, free=free)


async def taken(context: Context, subject: str) -> Card:
    """Draw the note to the person who took a turn."""
    change = await context.need(TurnChange, subject)
    return swap_screens.taken_card(context.words, context.lines, change, _zone(context))


async def given(context: Context, subject: str) -> Card:
    """Draw the note to the person whose turn was taken."""
    change = await context.need(TurnChange, subject)
    return swap_screens.given_card(context.words, context.lines, change, _zone(context))


async def coverage(context: Context, subject: str) -> Card:
    """Draw the coverage of two weeks in the reader's areas."""
    rows = await coverage_of(context.work, context.actor.reference)
    ending = len(await endings(context.work, await areas_named(context, "")))
    zone, place = _zone(context), PageOf.of_subject(subject)
    return coverage_screens.coverage_card(context.words, rows, zone, ending, place)


async def gaps(context: Context, subject: str) -> Card:
    """Draw one week's gaps in one area and support kind; ``subject`` names them."""
    covered, number = await _named(context, subject)
    zone = (await current_in(context.work, covered.area.key)).zone
    found = in_week(covered.gaps, context.now, number, zone)
    return coverage_screens.gaps_card(context.words, covered, found, number, _zone(context))


async def _named(context: Context, subject: str) -> tuple[Coverage, int]:
    named = WeekOfGaps.of_subject(subject)
    for each in await coverage_of(context.work, context.actor.reference):
        if each.area.key == named.area and each.kind.key == named.kind and named.week in {0, 1}:
            return each, named.week
    raise SubjectGone
