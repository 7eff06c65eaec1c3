"""Finds who is on duty in an area right now."""

from bot.core.people import Person
from bot.core.storage import Work
from bot.duty.model import Duty
from bot.duty.rota import is_for, turns_in
from bot.duty.turns import A_MOMENT
from bot.programme import Window, current
from bot.programme.model import FIRST_KIND, Area


async def on_duty(work: Work, area: Area, kind: str = FIRST_KIND) -> list[Person]:
    """Return the active people on duty now who take an area's requests of a support kind.

    A person who went off duty is not on duty, even during their turn.
    """
    programme = await current(work)
    takers = programme.takers(area, kind)
    duties = {
        duty.reference: duty for duty in await work.of(Duty).find(Duty.reference.one_of(takers))
    }
    turns = await turns_in(work, Window(work.now, work.now + A_MOMENT), takers)
    on_turn = {turn.person for turn in turns if is_for(turn, area, kind, takers)}
    lasting = tuple(
        person for person in takers if _is_on(work, duties.get(person), on_turn=person in on_turn)
    )
    return await work.of(Person).find(Person.reference.one_of(lasting), Person.active.is_(True))


def _is_on(work: Work, duty: Duty | None, *, on_turn: bool) -> bool:
    if duty is not None and duty.lasts_at(work.now):
        return True
    return on_turn and not (duty is not None and duty.is_off_at(work.now))
