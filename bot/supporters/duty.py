"""Going on and off duty, by whatever button or word."""

from datetime import datetime

from bot.storage import Work
from bot.supporters.model import Duty


async def duty_of(work: Work, person: str) -> Duty | None:
    """The duty of a person (by reference), if they are on duty now."""
    duty = await work.of(Duty).get(person)
    return duty if duty is not None and duty.lasts_at(work.now) else None


async def go_on_duty(work: Work, person: str, until: datetime | None) -> None:
    """Put a person on duty; again sets the end anew."""
    duties = work.of(Duty)
    duty = await duties.get(person)
    if duty is None:
        await duties.add(Duty(reference=person, since=work.now, until=until))
    else:
        since = duty.since if duty.lasts_at(work.now) else work.now
        await duties.change(duty, since=since, until=until)


async def go_off_duty(work: Work, person: str) -> None:
    """Take a person off duty; whoever is off already stays so."""
    duty = await work.of(Duty).get(person)
    if duty is not None:
        await work.of(Duty).remove(duty)
