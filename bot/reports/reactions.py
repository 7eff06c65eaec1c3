"""Adds to the counts when something closes, without a reference to anybody."""

from bot.adverse_events.model import Episode, EpisodeEnded
from bot.check_ins.model import FirstNoteSent
from bot.core.context import Context
from bot.follow_ups.model import CadenceEnded
from bot.programme import current
from bot.reports.counting import add_one
from bot.reports.model import CALLS_RATED, DESCRIBED, RATED, Counted, claimed_within
from bot.requests.model import Origin, RequestEnded, TalkDescribed, TalkRated
from bot.time_outs.model import TimeOutEnded


async def _count_for_episode(context: Context, episode: str, name: Counted) -> None:
    found = await context.work.of(Episode).get(episode)
    await add_one(context, found.area if found else "", name)


async def count_first_note(context: Context, fact: FirstNoteSent) -> None:
    """Count a first note that arrived."""
    await _count_for_episode(context, fact.episode, Counted.FIRST_NOTES)


async def count_answer(context: Context, fact: CadenceEnded) -> None:
    """Count an episode whose note was answered, when it ends and not when it was answered."""
    if fact.answered:
        await _count_for_episode(context, fact.episode, Counted.ANSWERED)


async def count_closed(context: Context, fact: EpisodeEnded) -> None:
    """Count an episode that ended."""
    await _count_for_episode(context, fact.episode, Counted.CLOSED)


async def count_request(context: Context, fact: RequestEnded) -> None:
    """Count a talk that took place or was withdrawn, and how long it waited to be claimed.

    A call for which nobody asked counts apart, and only whether it became a talk.
    """
    if fact.origin is Origin.CALL:
        called = Counted.CALLS_TALKED if fact.done else Counted.CALLS_NOT_TALKED
        await add_one(context, fact.area, called, fact.kind)
        return
    ended = Counted.TALKS_DONE if fact.done else Counted.TALKS_WITHDRAWN
    await add_one(context, fact.area, ended, fact.kind)
    if fact.has_waited:
        await add_one(context, fact.area, claimed_within(fact.minutes_to_claim), fact.kind)


async def count_described(context: Context, fact: TalkDescribed) -> None:
    """Count each thing that a supporter recorded about a talk."""
    for answer in (fact.lasted, fact.way, fact.reason):
        if answer is not None:
            await add_one(context, fact.area, DESCRIBED[answer])
    if fact.needs_more:
        await add_one(context, fact.area, Counted.NEEDS_MORE)


async def count_rated(context: Context, fact: TalkRated) -> None:
    """Count what somebody said about the talk they had asked for, or about a call to them."""
    rated = CALLS_RATED if fact.origin is Origin.CALL else RATED
    await add_one(context, fact.area, rated[fact.answer])


async def count_break(context: Context, fact: TimeOutEnded) -> None:
    """Count a break that was covered, or one that never began."""
    area = (await current(context.work)).area_of_unit(fact.unit)
    ended = Counted.BREAKS_COVERED if fact.covered else Counted.BREAKS_NOT_COVERED
    await add_one(context, area.key if area else "", ended)
