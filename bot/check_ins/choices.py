"""Looks up the support kinds that are open to the reader of a card."""

from bot.adverse_events.model import Episode
from bot.core.context import Context
from bot.core.people import Employment, Person, person_behind
from bot.programme import current
from bot.programme.model import Area, Programme, SupportKind


async def offered_to(context: Context, episode: str) -> tuple[SupportKind, ...]:
    """Return the support kinds that are open to the reader, the first kind first."""
    person = await reader_of(context, episode)
    programme, area = await place_of(context, episode)
    return programme.offered(area, person.employment if person else Employment.EMPLOYEE)


async def reader_of(context: Context, episode: str) -> Person | None:
    """Return the actor, or the person of the episode when there is no actor (a redraw)."""
    if context.person is not None:
        return context.person
    return await person_behind(context.work, Episode.person.of(episode)) if episode else None


async def place_of(context: Context, episode: str) -> tuple[Programme, Area | None]:
    """Return the programme and the area of the episode, or of its reader without an episode."""
    programme = await current(context.work)
    found = await context.work.of(Episode).get(episode) if episode else None
    if found is not None:
        area = programme.area(found.area)
    else:
        person = await reader_of(context, episode)
        area = programme.area_of_unit(person.unit if person else "")
    return programme.within(area.key if area else ""), area


async def held_episode(context: Context, reference: str) -> str:
    """Return the episode of a card, empty once nothing says any more whose it is.

    An episode that has ended keeps its person for some days. Until then, nobody on the list of its
    report can take a request that is made from the card.
    """
    found = await context.work.of(Episode).get(reference) if reference else None
    # A legal hold keeps the sealed person of an erased episode, and nothing may lead there.
    return reference if found is not None and found.whose is not None else ""
