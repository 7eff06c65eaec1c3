"""What closes is counted, without a reference to anybody."""

from bot.adverse_events.model import Episode, EpisodeEnded
from bot.check_ins.model import FirstNoteSent
from bot.core.context import Context
from bot.follow_ups.model import CadenceEnded
from bot.programme import current
from bot.reports.counting import add_one
from bot.reports.model import DESCRIBED, Counted, claimed_within
from bot.requests.model import RequestEnded, TalkDescribed
from bot.time_outs.model import TimeOutEnded


async def _area_of(context: Context, episode: str) -> str:
    found = await context.work.of(Episode).get(episode)
    return found.area if found else ""


async def count_first_note(context: Context, fact: FirstNoteSent) -> None:
    """One more first note arrived."""
    await add_one(context, await _area_of(context, fact.episode), Counted.FIRST_NOTES)


async def count_answer(context: Context, fact: CadenceEnded) -> None:
    """One more care whose note was answered: counted at its end, not when it was pressed."""
    if fact.answered:
        await add_one(context, await _area_of(context, fact.episode), Counted.ANSWERED)


async def count_closed(context: Context, fact: EpisodeEnded) -> None:
    """One more care is over."""
    await add_one(context, await _area_of(context, fact.episode), Counted.CLOSED)


async def count_request(context: Context, fact: RequestEnded) -> None:
    """One more talk done or withdrawn, and how long it waited to be claimed."""
    ended = Counted.TALKS_DONE if fact.done else Counted.TALKS_WITHDRAWN
    await add_one(context, fact.area, ended, fact.kind)
    await add_one(context, fact.area, claimed_within(fact.minutes_to_claim), fact.kind)


async def count_described(context: Context, fact: TalkDescribed) -> None:
    """One more of each thing a supporter said of a talk."""
    for said in (fact.lasted, fact.way, fact.reason):
        if said is not None:
            await add_one(context, fact.area, DESCRIBED[said])
    if fact.needs_more:
        await add_one(context, fact.area, Counted.NEEDS_MORE)


async def count_break(context: Context, fact: TimeOutEnded) -> None:
    """One more break, or one that never began."""
    area = (await current(context.work)).area_of_unit(fact.unit)
    ended = Counted.BREAKS_COVERED if fact.covered else Counted.BREAKS_NOT_COVERED
    await add_one(context, area.key if area else "", ended)
