"""Handlers of offered breaks: the lead's offer, and what each person answers."""

from dataclasses import replace

from bot.adverse_events import own_episode
from bot.core.context import Context
from bot.core.conversation import Press, Submission
from bot.core.errors import SubjectGone
from bot.core.jobs import Recipient
from bot.core.routes import Reply, ask, replace_card
from bot.core.seen import ShownCard
from bot.core.storage import new_reference
from bot.programme import paused
from bot.time_outs import state_machine
from bot.time_outs.cover_people import open_of
from bot.time_outs.model import MATCHED_WITHIN, USUAL_MINUTES, TimeOut
from bot.time_outs.offers import jobs, views
from bot.time_outs.offers.audience import (
    Offered,
    enough_there,
    people_to_offer,
    standing_offer,
    unit_for,
)
from bot.time_outs.offers.model import FEWEST_OFFERED
from bot.time_outs.offers.screens import OFFER, OFFER_CLOSED
from bot.time_outs.screens import MINE
from bot.unit_leads import guide_to_offer_from, note_breaks_offered
from bot.unit_leads.model import LeadGuide
from bot.unit_leads.names import OFFER_BREAKS


async def offered(context: Context, submission: Submission) -> Reply:
    """Offer a break to all who were there and are on shift; the dialog then says how it stands.

    Nothing is offered twice in a shift, while all notes are paused, or to one person. If too few
    are left of those who were there, it is noted all the same and reaches nobody: the dialog must
    not tell that somebody said no.
    """
    event = submission.one("event") or submission.subject
    guide = await guide_to_offer_from(context, event)
    if await _can_offer(context, guide):
        people = await people_to_offer(context, guide)
        if len(people) < FEWEST_OFFERED:
            people = []
        guide = await note_breaks_offered(context, guide, len(people))
        await jobs.send(context, guide, people)
    return ask(OFFER_BREAKS, guide.reference)


async def _can_offer(context: Context, guide: LeadGuide) -> bool:
    if views.was_just_offered(context, guide) or await paused(context.work):
        return False
    return await enough_there(context, guide)


async def accepted(context: Context, press: Press, episode: str) -> Reply:
    """Look for cover for somebody who said yes; nobody but them and their cover learns who."""
    time_out = await open_of(context.work, context.actor.reference)
    if time_out is None:
        offer = await _own_offer(context, episode)
        if offer is None:
            return replace_card(OFFER_CLOSED)
        time_out = await _begin(context, offer)
        await _move_cards(context, episode, time_out)
    return replace_card(MINE, time_out.reference)


async def declined(context: Context, press: Press, episode: str) -> Reply:
    """Close the card; nothing is kept of it, and nobody is told."""
    return replace_card(OFFER_CLOSED)


async def _own_offer(context: Context, episode: str) -> Offered | None:
    try:
        await own_episode(context, episode)
    except SubjectGone:
        return None
    return await standing_offer(context, episode)


async def _move_cards(context: Context, episode: str, time_out: TimeOut) -> None:
    """Let the offer's cards show the break, and lead to the person without the episode."""
    shown = context.work.of(ShownCard)
    cards = await shown.find(ShownCard.subject.is_(episode), ShownCard.screen.is_(OFFER))
    to = str(Recipient.sealed(time_out.person))
    for card in cards:
        moved = replace(card, subject=time_out.reference, screen=MINE, recipient=to)
        await context.work.save(moved)
    if len(cards) > 1:
        # The press redraws the card it was made on; the person may have another elsewhere.
        await context.redraw(time_out.reference, MINE)


async def _begin(context: Context, offer: Offered) -> TimeOut:
    work, person = context.work, offer.person.reference
    time_out = TimeOut(
        reference=new_reference(),
        unit=await unit_for(work, offer.guide, offer.person),
        minutes=USUAL_MINUTES,
        asked_at=context.now,
        # The episode is left out: who did not say yes could be read from the episodes left.
        whose=work.vault.blind_index("break", person),
        offer=offer.guide.reference,
        next_word_at=context.now + MATCHED_WITHIN,
    )
    await work.add(time_out)
    await work.vault.seal(time_out.person, person)
    await state_machine.match(context, time_out)
    return time_out
