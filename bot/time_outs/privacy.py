"""Tells what a person's time-outs hold about them, and erases it when they ask."""

from dataclasses import replace

from bot.core.context import Context
from bot.core.records import Condition
from bot.core.storage import Work
from bot.time_outs import state_machine
from bot.time_outs.model import Holdings, Outcome, TimeOut, TimeOutState
from bot.time_outs.screens import COVERING


async def holdings(work: Work, person: str) -> Holdings:
    """Tell whether this person has asked for a break, or promised cover, that is not over."""
    asked, covering = _of_person(work, person)
    time_outs = work.of(TimeOut)
    return Holdings(await time_outs.count(asked) > 0, await time_outs.count(covering) > 0)


def _of_person(work: Work, person: str) -> tuple[Condition[TimeOut], Condition[TimeOut]]:
    asked = TimeOut.whose.is_(work.vault.blind_index("break", person))
    return asked, TimeOut.covered_by.is_(work.vault.blind_index("cover", person))


async def forget(context: Context, person: str) -> None:
    """Cancel the person's break and erase it; take back the cover they promised."""
    work = context.work
    asked, covering = _of_person(work, person)
    for time_out in await work.of(TimeOut).find(asked):
        if time_out.state is TimeOutState.OVER:
            await state_machine.erase(context, time_out)
        else:
            await state_machine.finish(context, time_out, Outcome.CANCELLED)
    for time_out in await work.of(TimeOut).find(covering):
        if time_out.state is TimeOutState.COVERED:
            await state_machine.uncover(context, time_out)
        else:
            await work.save(replace(time_out, covered_by=None))
    await _forget_sealed_fields(context, person)


async def _forget_sealed_fields(context: Context, person: str) -> None:
    """Clear the sealed fields that name the person as picked, or as a coverer."""
    work = context.work
    still = (TimeOutState.ASKED, TimeOutState.COVERED, TimeOutState.RUNNING)
    for time_out in await work.of(TimeOut).find(TimeOut.state.one_of(still)):
        named = [time_out.picked(number + 1) for number in range(time_out.singles)]
        named += [time_out.coverer(number + 1) for number in range(time_out.round)]
        held = [each for each in named if await work.vault.open(each) == person]
        if held:
            await context.redraw(time_out.reference, COVERING)
        for each in held:
            await work.vault.clear(each)
