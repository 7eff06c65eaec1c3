"""Who may offer breaks after an adverse event, and what its guide keeps of that."""

from dataclasses import replace

from bot.core.context import Context
from bot.core.errors import SubjectGone
from bot.programme import current
from bot.programme.model import Programme
from bot.unit_leads.model import LeadGuide
from bot.unit_leads.screens import GUIDE


async def guide_to_offer_from(context: Context, event: str) -> LeadGuide:
    """Return the guide of an event; raises ``SubjectGone`` if the actor may not offer breaks.

    Its unit's leads, the next in line and the coordinators of its area may.
    """
    guide = await context.need(LeadGuide, event)
    if not _may_offer(await current(context.work), guide, context.actor.reference):
        raise SubjectGone
    return guide


async def guides_to_offer_from(context: Context, most: int) -> list[LeadGuide]:
    """Return the newest guides that the actor may offer breaks from, at most so many."""
    programme = await current(context.work)
    guides = await context.work.of(LeadGuide).find(order_by=LeadGuide.at)
    mine = [each for each in guides if _may_offer(programme, each, context.actor.reference)]
    return mine[::-1][:most]


def _may_offer(programme: Programme, guide: LeadGuide, person: str) -> bool:
    unit = programme.unit(guide.unit)
    coordinated = {area.key for area in programme.run_by(person)}
    return unit is not None and (
        person in (*unit.leads, *unit.next_in_line) or unit.area in coordinated
    )


async def note_breaks_offered(context: Context, guide: LeadGuide, people: int) -> LeadGuide:
    """Keep that breaks were offered just now, and to how many; redraw the guide."""
    offered = replace(guide, breaks_offered_at=context.now, breaks_offered_to=people)
    guide = await context.work.save(offered)
    await context.redraw(guide.reference, GUIDE)
    return guide
