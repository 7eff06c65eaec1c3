"""Reactions of follow-ups to facts of the features below."""

from bot.adverse_events import end_episode
from bot.adverse_events.model import Episode, EpisodeEnded
from bot.check_ins.model import Answered, FirstNoteSent
from bot.core.context import Context
from bot.follow_ups import after_talks
from bot.follow_ups.cadence import answer, begin, close, make_way, note_asked_for
from bot.follow_ups.erasure_time import has_live_request
from bot.milestones.model import MilestoneMessageGoes
from bot.requests.model import RequestEnded


async def on_first_note(context: Context, fact: FirstNoteSent) -> None:
    """Plan the note for a person who does not answer."""
    episode = await context.work.of(Episode).get(fact.episode)
    if episode is not None:
        await begin(context, episode)


async def on_answer(context: Context, fact: Answered) -> None:
    """Plan the full cadence; a second answer plans nothing more."""
    await answer(context, fact.episode)


async def on_milestone_message(context: Context, fact: MilestoneMessageGoes) -> None:
    """Leave a day between a message about a milestone and the next note."""
    await make_way(context, fact.episode)


async def on_episode_ended(context: Context, fact: EpisodeEnded) -> None:
    """Cancel what is planned for an episode that has ended."""
    await close(context, fact.episode, by_person=fact.by_person)


async def on_request_ended(context: Context, fact: RequestEnded) -> None:
    """End the episode of a request without an adverse event; one message follows a talk.

    After a withdrawn request it is erased at once. If a note that its person asked for is still
    ahead, the episode ends with that note instead.
    """
    episode = await context.work.of(Episode).get(fact.episode)
    if episode is None or episode.event is not None:
        return
    if await note_asked_for(context.work, episode.reference) is not None:
        return
    if not await has_live_request(context.work, episode.reference):
        await end_episode(context, episode, erase_now=not fact.done)
        if fact.done:
            await after_talks.plan(context, episode)
