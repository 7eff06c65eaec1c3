"""What is held about a person here, and how it goes at once when they say so."""

from dataclasses import replace

from bot.core.context import Context
from bot.core.storage import Work
from bot.time_outs import state_machine
from bot.time_outs.model import Holdings, Outcome, TimeOut, TimeOutState
from bot.time_outs.screens import COVERING


async def holdings(work: Work, person: str) -> Holdings:
    """Whether this person has asked for a break, or promised cover, that is not over."""
    return Holdings(
        asked=await work.of(TimeOut).count(TimeOut.whose.is_(work.vault.mark("break", person))) > 0,
        covering=await work.of(TimeOut).count(
            TimeOut.covered_by.is_(work.vault.mark("cover", person))
        )
        > 0,
    )


async def forget(context: Context, person: str) -> None:
    """Cancel the person's break and erase it; take back the cover they promised."""
    work = context.work
    for time_out in await work.of(TimeOut).find(
        TimeOut.whose.is_(work.vault.mark("break", person))
    ):
        if time_out.state is TimeOutState.OVER:
            await state_machine.erase(context, time_out)
        else:
            await state_machine.finish(context, time_out, Outcome.CANCELLED)
    for time_out in await work.of(TimeOut).find(
        TimeOut.covered_by.is_(work.vault.mark("cover", person))
    ):
        if time_out.state is TimeOutState.COVERED:
            await state_machine.uncover(context, time_out)
        else:
            await work.of(TimeOut).save(replace(time_out, covered_by=None))
    await _forget_parts(context, person)


async def _forget_parts(context: Context, person: str) -> None:
    """Where the person was picked or has covered, their name goes from the sealed parts."""
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
