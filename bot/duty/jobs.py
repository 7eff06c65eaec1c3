"""Housekeeping: removes turns that are over, and the duty of people who no longer support."""

from dataclasses import replace
from datetime import timedelta

from bot.core.context import Context
from bot.core.job_kinds import Done, Step
from bot.core.jobs import Job
from bot.core.names import JobName
from bot.core.people import Person
from bot.core.portions import AT_ONCE, go_on
from bot.core.retention import hold_on
from bot.core.storage import Work
from bot.duty.model import CalendarAddress, CalendarTurn, Duty, DutyWeek, OffDutyWish, TurnChange
from bot.duty.off_duty import forget_old_asks
from bot.duty.swap_screens import TURN
from bot.programme import current
from bot.programme.model import Programme, rota_key
from bot.supporters import forget_old_counts, forget_old_trainings
from bot.supporters.model import areas_of, takes_any

TIDY = JobName("supporters.tidy")
KEPT_AFTER = timedelta(hours=24)
"""How long a turn that is over stays, so that its card can still show this."""


async def tidy(context: Context, job: Job) -> Step:
    """Remove duty, weeks, addresses, turns and counts that have no effect any more."""
    work, programme = context.work, await current(context.work)
    for duty in await work.of(Duty).find():
        if duty.is_over_at(context.now) or not await _takes(work, programme, duty.reference):
            await work.remove(duty)
    weeks, addresses = await work.of(DutyWeek).find(), await work.of(CalendarAddress).find()
    wishes = await work.of(OffDutyWish).find()
    for each in (*weeks, *addresses, *wishes):
        if not await _takes(work, programme, each.reference):
            await work.remove(each)
    await _tidy_turns(context, programme)
    await forget_old_trainings(work)
    if AT_ONCE in (await forget_old_counts(work), await forget_old_asks(work)):
        await go_on(work, job)
    return Done()


async def _tidy_turns(context: Context, programme: Programme) -> None:
    """Remove turns that are over, unless the records of their area are on hold."""
    work = context.work
    for begun in await work.of(TurnChange).find(
        TurnChange.offered.is_(True), TurnChange.starts.at_most(context.now)
    ):
        await work.save(replace(begun, offered=False))
        await context.redraw(begun.reference, TURN)
    over = context.now - KEPT_AFTER
    for change in await work.of(TurnChange).find(TurnChange.ends.at_most(over)):
        if not await _is_held(work, programme, change.area, change.of, change.option):
            await context.forget_cards(change.reference)
            await work.remove(change)
    read = {rota.key for rota in programme.rotas if rota.calendar}
    for turn in await work.of(CalendarTurn).find():
        gone = turn.ends <= context.now or rota_key(turn.area, turn.option) not in read
        held = await _is_held(work, programme, turn.area, turn.person, turn.option)
        if gone and not held:
            await work.remove(turn)


async def move_turns(work: Work, old: str, new: str) -> None:
    """Move the turns that changed hands to an area's new key; one that is there already stays."""
    for change in await work.of(TurnChange).find(TurnChange.area.is_(old)):
        there = await work.of(TurnChange).count(
            TurnChange.of.is_(change.of),
            TurnChange.option.is_(change.option),
            TurnChange.area.is_(new),
            TurnChange.starts.is_(change.starts),
        )
        if there:
            await work.remove(change)
        else:
            await work.save(replace(change, area=new))


async def _is_held(work: Work, programme: Programme, area: str, person: str, kind: str) -> bool:
    keys = [area] if area else [each.key for each in areas_of(programme, person, kind)]
    return any([await hold_on(work, key) is not None for key in keys])


async def _takes(work: Work, programme: Programme, person: str) -> bool:
    there = await work.of(Person).get(person)
    here = there is not None and there.active
    return here and takes_any(programme, person)
