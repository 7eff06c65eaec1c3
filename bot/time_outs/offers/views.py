"""Loads what the offered person's card and the lead's dialog show."""

from bot.core.context import Context
from bot.core.people import name_of
from bot.core.screens import Card, Form
from bot.programme import current, paused
from bot.time_outs.model import TimeOut, TimeOutState
from bot.time_outs.offers import screens
from bot.time_outs.offers.audience import cover_for, enough_there, standing_offer
from bot.time_outs.offers.model import (
    MOST_EVENTS,
    OFFER_AGAIN_AFTER,
    arranged_to_show,
)
from bot.unit_leads import guide_to_offer_from, guides_to_offer_from
from bot.unit_leads.model import LeadGuide

ARRANGED = (TimeOutState.ASKED, TimeOutState.COVERED, TimeOutState.RUNNING)


async def offer(context: Context, episode: str) -> Card:
    """Draw the offer, or that it is over."""
    offered = await standing_offer(context, episode)
    if offered is None:
        return screens.OFFER_CLOSED.draw(context.words, context.lines)
    name = await name_of(context.work, offered.person.reference)
    able = await cover_for(context.work, offered.guide, offered.person)
    return screens.offer_card(context.words, context.lines, episode, name, able)


async def offering(context: Context, event: str) -> Form:
    """Draw the lead's dialog about an event, or about the newest ones without a subject."""
    words = context.words
    if event:
        guides = [await guide_to_offer_from(context, event)]
    else:
        guides = await guides_to_offer_from(context, MOST_EVENTS)
    if not guides:
        return screens.no_event_form(words)
    if len(guides) > 1:
        programme = await current(context.work)
        units = {unit.key: unit.name for unit in programme.units}
        return screens.which_event_form(
            words, [(each.reference, units[each.unit], each.at) for each in guides]
        )
    (guide,) = guides
    if was_just_offered(context, guide):
        return screens.offered_form(
            words,
            guide.reference,
            guide.breaks_offered_at or context.now,
            await _arranged(context, guide),
        )
    if await paused(context.work):
        return screens.paused_form(words, guide.reference)
    if not await enough_there(context, guide):
        return screens.too_few_form(words, guide.reference)
    return screens.offering_form(words, guide.reference)


def was_just_offered(context: Context, guide: LeadGuide) -> bool:
    """Whether breaks were offered so lately after this event that they are not offered again."""
    at = guide.breaks_offered_at
    return at is not None and context.now < at + OFFER_AGAIN_AFTER


async def _arranged(context: Context, guide: LeadGuide) -> int | None:
    arranged = await context.work.of(TimeOut).count(
        TimeOut.offer.is_(guide.reference), TimeOut.state.one_of(ARRANGED)
    )
    return arranged_to_show(arranged, guide.breaks_offered_to)
