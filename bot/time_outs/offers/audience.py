"""Who a break is offered to after an adverse event, and whether an offer still stands."""

from dataclasses import dataclass

from bot.adverse_events import staff_on_the_list
from bot.adverse_events.model import Episode, EpisodeState
from bot.check_ins import wishes_of
from bot.core.context import Context
from bot.core.people import Person, person_behind
from bot.core.storage import Work
from bot.programme import current, on_shift
from bot.programme.model import Programme
from bot.time_outs.cover_people import askable, can_be_asked, open_of
from bot.time_outs.model import Askable
from bot.time_outs.offers.model import FEWEST_OFFERED, OFFER_LASTS
from bot.unit_leads.model import LeadGuide


@dataclass(frozen=True)
class Offered:
    """A break that is offered to one person."""

    guide: LeadGuide
    episode: Episode
    person: Person


async def enough_there(context: Context, guide: LeadGuide) -> bool:
    """Whether so many people were there and are on shift that an offer singles out nobody.

    It depends only on what a lead knows: not on who said no, stopped the messages or has a break.
    """
    found = 0
    async for person in staff_on_the_list(context.work, guide.reference, guide.unit):
        if person.reference != context.actor.reference:
            found += await _is_there(context.work, guide, person)
        if found >= FEWEST_OFFERED:
            return True
    return False


async def people_to_offer(context: Context, guide: LeadGuide) -> list[Offered]:
    """Return everybody who was there and can be offered a break now, without the actor."""
    episodes = await context.work.of(Episode).find(Episode.event.is_(guide.reference))
    found = [await _to(context.work, guide, episode) for episode in episodes]
    actor = context.actor.reference
    return [
        offered
        for offered in found
        if offered is not None
        and offered.person.reference != actor
        and await _can_be_offered(context.work, offered)
    ]


async def standing_offer(context: Context, episode: str) -> Offered | None:
    """Return the offer to the person of an episode; ``None`` once it has ended."""
    found = await context.work.of(Episode).get(episode)
    guide = await context.work.of(LeadGuide).get(found.event or "") if found else None
    if found is None or guide is None or guide.breaks_offered_at is None:
        return None
    if context.now >= guide.breaks_offered_at + OFFER_LASTS:
        return None
    return await _to(context.work, guide, found)


async def still_to_send(context: Context, episode: str) -> bool:
    """Whether an offer that was not sent yet still reaches somebody on shift who wants notes."""
    offered = await standing_offer(context, episode)
    return offered is not None and await _can_be_offered(context.work, offered)


async def _to(work: Work, guide: LeadGuide, episode: Episode) -> Offered | None:
    # Somebody who has said no to the notes about this event gets no other message about it.
    if episode.whose is None or episode.state is EpisodeState.ENDED:
        return None
    person = await person_behind(work, episode.person)
    return Offered(guide, episode, person) if person else None


async def _can_be_offered(work: Work, offered: Offered) -> bool:
    person = offered.person
    if not await _is_there(work, offered.guide, person):
        return False
    wishes = await wishes_of(work, person.reference)
    if wishes.stopped or (wishes.quiet_until is not None and wishes.quiet_until > work.now):
        return False
    return await open_of(work, person.reference) is None


async def _is_there(work: Work, guide: LeadGuide, person: Person) -> bool:
    """Whether somebody is on shift, can be written to and could be covered."""
    if not await can_be_asked(work, person.reference):
        return False
    if not _is_on_shift(await current(work), person, work):
        return False
    return bool(await cover_for(work, guide, person))


def _is_on_shift(programme: Programme, person: Person, work: Work) -> bool:
    units = [programme.unit(key) for key in person.works_in]
    return any(unit is not None and on_shift(unit, person, work.now) for unit in units)


async def unit_for(work: Work, guide: LeadGuide, person: Person) -> str:
    """Return the unit whose lists are asked: the event's for its own people, else the person's.

    Somebody whose own unit has nobody to ask is covered by the unit that offers.
    """
    at_home = guide.unit in person.works_in
    if at_home or not await askable(work, person.unit, person.reference):
        return guide.unit
    return person.unit


async def cover_for(work: Work, guide: LeadGuide, person: Person) -> Askable:
    """Return the people who can be asked to cover for this person."""
    return await askable(work, await unit_for(work, guide, person), person.reference)
