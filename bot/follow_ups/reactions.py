"""Reactions of follow-ups to facts of the features below."""

from bot.adverse_events import end_episode
from bot.adverse_events.model import Episode, EpisodeEnded, MilestoneReached
from bot.check_ins.model import Answered, FirstNoteSent
from bot.core.context import Context
from bot.core.jobs import Urgency, schedule
from bot.follow_ups.cadence import MILESTONE_NOTE, answer, begin, close
from bot.follow_ups.erasure_time import has_live_request
from bot.requests.model import RequestEnded


async def on_first_note(context: Context, fact: FirstNoteSent) -> None:
    """Plan the note for a person who does not answer."""
    episode = await context.work.of(Episode).get(fact.episode)
    if episode is not None:
        await begin(context, episode)


async def on_answer(context: Context, fact: Answered) -> None:
    """Plan the full cadence; a second answer plans nothing more."""
    await answer(context, fact.episode)


async def on_milestone(context: Context, fact: MilestoneReached) -> None:
    """Plan one more note for a person with a running cadence, once for each milestone."""
    await schedule(
        context.work,
        MILESTONE_NOTE,
        f"milestone:{fact.episode}:{fact.event}",
        context.now,
        subject=fact.episode,
        urgency=Urgency.FOLLOW_UP,
    )


async def on_episode_ended(context: Context, fact: EpisodeEnded) -> None:
    """Cancel what is planned for an episode that has ended."""
    await close(context, fact.episode)


async def on_request_ended(context: Context, fact: RequestEnded) -> None:
    """End the episode of a request without an adverse event, as no notes follow it.

    After a withdrawn request it is erased at once.
    """
    episode = await context.work.of(Episode).get(fact.episode)
    if episode is None or episode.event is not None:
        return
    if not await has_live_request(context.work, episode.reference):
        await end_episode(context, episode, erase_now=not fact.done)
