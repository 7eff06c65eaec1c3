"""Who is on duty in an area right now."""

from bot.people import Person
from bot.programme.model import Area
from bot.storage import AnyOf, Work
from bot.supporters.model import Duty


async def on_duty(work: Work, area: Area) -> list[Person]:
    """The active supporters of an area who are on duty now, by reference in order."""
    duties = await work.of(Duty).find(reference=AnyOf(area.supporters))
    lasting = tuple(duty.reference for duty in duties if duty.lasts_at(work.now))
    return await work.of(Person).find(reference=AnyOf(lasting), active=True)
