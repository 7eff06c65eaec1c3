"""Whom the reader of a card can talk with, as things stand."""

from bot.adverse_events.model import Episode
from bot.core.context import Context
from bot.core.people import Employment, Person
from bot.programme import current
from bot.programme.model import FIRST_KIND, Area, Programme, SupportKind


async def offered_to(context: Context, episode: str) -> tuple[SupportKind, ...]:
    """The support kinds that are open to who reads this, the first kind first."""
    person = await reader_of(context, episode)
    programme, area = await place_of(context, episode)
    return programme.offered(area, person.employment if person else Employment.EMPLOYEE)


async def others_for(context: Context, episode: str) -> tuple[SupportKind, ...]:
    """The same without the first kind, which has buttons of its own."""
    return tuple(kind for kind in await offered_to(context, episode) if kind.key != FIRST_KIND)


async def reader_of(context: Context, episode: str) -> Person | None:
    """Who acts, or whose episode it is when nobody acts (a redraw)."""
    if context.person is not None:
        return context.person
    reference = await context.work.vault.open(Episode.person.of(episode)) if episode else None
    return await context.work.of(Person).get(reference) if reference else None


async def place_of(context: Context, episode: str) -> tuple[Programme, Area | None]:
    """The programme as it is where an episode is, or where its reader works, and that area."""
    programme = await current(context.work)
    found = await context.work.of(Episode).get(episode) if episode else None
    if found is not None:
        area = programme.area(found.area)
    else:
        person = await reader_of(context, episode)
        area = programme.area_of_unit(person.unit if person else "")
    return programme.within(area.key if area else ""), area
