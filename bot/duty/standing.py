"""Goes on and off duty: people's own statements count first, then the rota."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.storage import Work
from bot.duty.model import Duty
from bot.duty.rota import ahead, turns_of
from bot.duty.turns import Turn, end_of_run
from bot.programme import Window


@dataclass(frozen=True)
class Standing:
    """Whether a person is on duty, until when (``None``: until they go off), and what is next."""

    on: bool = False
    until: datetime | None = None
    next: Turn | None = None


async def standing_of(work: Work, person: str, moment: datetime | None = None) -> Standing:
    """Return the duty of a person (by reference), now or at a recent moment."""
    at = moment or work.now
    duty = await work.of(Duty).get(person)
    turns = await turns_of(work, person, Window(at, ahead(work).ends))
    coming = next((turn for turn in turns if turn.starts > at), None)
    on, until = _stands(duty, turns, at)
    return Standing(on, until, coming)


def _stands(duty: Duty | None, turns: Iterable[Turn], at: datetime) -> tuple[bool, datetime | None]:
    """A person's own statement overrides the rota."""
    windows = [turn.window for turn in turns]
    if duty is not None and duty.lasts_at(at):
        return True, duty.until
    if duty is not None and duty.is_off_at(at):
        return False, None
    ends = end_of_run(windows, at)
    return ends is not None, ends


async def go_on_duty(work: Work, person: str, until: datetime | None) -> None:
    """Put a person on duty, or change the end of their duty.

    With ``until`` they are off duty from then on, even if their turn lasts longer.
    """
    windows = [turn.window for turn in await turns_of(work, person, ahead(work))]
    off_until = end_of_run(windows, until) if until is not None else None
    duties = work.of(Duty)
    duty = await duties.get(person)
    if duty is None:
        await work.add(Duty(reference=person, since=work.now, until=until, off_until=off_until))
    else:
        since = duty.since if duty.lasts_at(work.now) else work.now
        await work.save(replace(duty, since=since, until=until, off_until=off_until))


async def go_off_duty(work: Work, person: str) -> None:
    """Take a person off duty for the rest of their turn; no change if they are off already."""
    duties = work.of(Duty)
    duty = await duties.get(person)
    if duty is not None and duty.is_off_at(work.now):
        return
    windows = [turn.window for turn in await turns_of(work, person, ahead(work))]
    ends = end_of_run(windows, work.now)
    if ends is not None and duty is None:
        duty = Duty(reference=person, since=work.now, until=work.now, off_until=ends)
        await work.add(duty)
    elif ends is not None and duty is not None:
        await work.save(replace(duty, until=work.now, off_until=ends))
    elif duty is not None:
        await work.remove(duty)
