"""Who is on duty in an area right now."""

from bot.people import Person
from bot.programme import current
from bot.programme.model import Area, Option
from bot.storage import AnyOf, Work
from bot.supporters.model import Duty


async def on_duty(work: Work, area: Area, option: Option = Option.PEER) -> list[Person]:
    """The active people who take an area's requests for an option and are on duty now."""
    takers = (await current(work)).takers(area, option)
    duties = await work.of(Duty).find(reference=AnyOf(takers))
    lasting = tuple(duty.reference for duty in duties if duty.lasts_at(work.now))
    return await work.of(Person).find(reference=AnyOf(lasting), active=True)
