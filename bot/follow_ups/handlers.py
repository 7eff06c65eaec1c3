"""Handlers of the buttons on later notes.

A note may outlive its episode, so an erased person still gets a true answer from the press alone.
"""

from datetime import datetime, timedelta

from bot.adverse_events import (
    episode_without_event,
    episodes_of,
    own_episode,
    want_no_more,
)
from bot.adverse_events.model import Episode, EpisodeState
from bot.check_ins import answered, note_arrived, put_off_notes, stop_notes, wishes_of
from bot.check_ins.names import CHECK_IN_OPTIONS, LATER, OPEN_CHECK_IN_LATER
from bot.core.context import Context
from bot.core.conversation import Press
from bot.core.errors import SubjectGone
from bot.core.routes import OnPress, Reply, replace_card
from bot.follow_ups.cadence import (
    bring_back,
    cadence_of,
    is_asked_for_alone,
    note_press,
    redraw_later,
)
from bot.follow_ups.model import AFTER_SHIFT, HALF_A_YEAR, LATER_HOURS, LaterSubject
from bot.follow_ups.names import (
    ASK_LATER,
    CHECK_IN_LATER_AT,
    FOLLOW_UP_OK,
    FOLLOW_UP_STOP,
    FOLLOW_UP_STOP_LONGER,
    FOLLOW_UP_TALK,
)
from bot.follow_ups.screens import ALWAYS, DONE, HALF_YEAR, STOPPED, STOPPED_LONGER
from bot.milestones import has_written, stop_own_days
from bot.programme import current, shift_end
from bot.requests import calls_to_come


async def _mine(context: Context, episode: str) -> Episode | None:
    """Return the actor's episode, ``None`` if it was erased or is somebody else's."""
    try:
        return await own_episode(context, episode)
    except SubjectGone:
        return None


async def ok(context: Context, press: Press, episode: str) -> Reply:
    """Note that the note was not ignored."""
    if await _mine(context, episode) is not None:
        await note_press(context, episode)
    return replace_card(DONE)


async def talk(context: Context, press: Press, episode: str) -> Reply:
    """Show the ways to talk; only a request, not this look, counts as an answer.

    On a note that its reader asked for, any press is their answer.
    """
    mine = await _mine(context, episode)
    if mine is not None:
        await note_press(context, episode)
        if mine.event is not None and await is_asked_for_alone(context.work, episode):
            await answered(context, mine)
    return replace_card(CHECK_IN_OPTIONS, episode if mine is not None else "")


async def stop(context: Context, press: Press, episode: str) -> Reply:
    """Stop the notes of this episode, and the call about it."""
    await want_no_more(context, episode)
    return replace_card(STOPPED)


async def stop_longer(context: Context, press: Press, how_long: str) -> Reply:
    """Stop all notes for half a year or for good; an earlier, longer stop stays."""
    if how_long not in {ALWAYS, HALF_YEAR}:
        raise SubjectGone
    person = context.actor.reference
    if how_long == ALWAYS:
        await stop_notes(context, person)
    else:
        before = (await wishes_of(context.work, person)).quiet_until or context.now
        await put_off_notes(context, person, max(before, context.now + HALF_A_YEAR))
    await stop_own_days(context.work, person)
    await redraw_later(context, person)
    return replace_card(STOPPED_LONGER)


async def decline(context: Context) -> None:
    """Do what "No thanks" does, for a person who typed it: end their newest notes, and every call.

    A talk that they asked for goes on, and so does a milestone of which nothing was written yet.
    """
    person = context.actor.reference
    # In a fixed order. The episode of a call may have ended by itself, or be erased.
    ending = {call.episode: None for call in await calls_to_come(context.work, person)}
    found = await episodes_of(context.work, person)
    for episode in reversed(found):
        if await _brings_notes(context, episode):
            ending[episode.reference] = None
            break
    for reference in ending:
        await want_no_more(context, reference, erase_now=True)


async def _brings_notes(context: Context, episode: Episode) -> bool:
    """Whether something was written to its person that more may follow."""
    if episode.event is None and await cadence_of(context.work, episode.reference) is None:
        return False
    written = episode.state in {EpisodeState.WRITTEN, EpisodeState.ANSWERED}
    return written or await _is_milestone_under_way(context, episode)


async def _is_milestone_under_way(context: Context, episode: Episode) -> bool:
    planned = episode.state is EpisodeState.PLANNED
    return planned and await has_written(context.work, episode.reference)


async def later(context: Context, press: Press, episode: str) -> Reply:
    """Bring the note back once, after the shift; ask when, if nobody knows when that ends."""
    mine = await own_episode(context, episode)
    if mine.state is EpisodeState.ENDED:
        raise SubjectGone
    await note_arrived(context, mine)
    return await _after_shift(context, await own_episode(context, episode))


async def later_alone(context: Context, press: Press, episode: str) -> Reply:
    """Do the same on an old card, of whose episode nothing is left."""
    return await _after_shift(context, None)


async def _after_shift(context: Context, episode: Episode | None) -> Reply:
    person = context.actor
    unit = (await current(context.work)).unit(person.unit)
    end = shift_end(unit, person, context.now)
    if end is None:
        return replace_card(ASK_LATER, episode.reference if episode else "")
    return await _bring_back(context, episode, end + AFTER_SHIFT)


async def later_at(context: Context, press: Press, subject: str) -> Reply:
    """Bring the note back in as many hours as the button says."""
    wanted = LaterSubject.of_subject(subject)
    if wanted.hours not in LATER_HOURS:
        raise SubjectGone
    mine = await _mine(context, wanted.episode)
    if mine is not None and mine.state is EpisodeState.ENDED:
        mine = None
    return await _bring_back(context, mine, context.now + timedelta(hours=wanted.hours))


async def _bring_back(context: Context, episode: Episode | None, at: datetime) -> Reply:
    if (await wishes_of(context.work, context.actor.reference)).stopped:
        return replace_card(LATER, episode.reference if episode else "")
    if episode is None:
        episode = await _open_without_event(context)
    if episode is None:
        episode = await episode_without_event(context, context.actor)
    await bring_back(context, episode, at)
    return replace_card(LATER, episode.reference)


async def _open_without_event(context: Context) -> Episode | None:
    """Return the actor's episode for a note that is still to come, so that it moves that note.

    A second press on an old card would otherwise bring a second note.
    """
    for episode in reversed(await episodes_of(context.work, context.actor.reference)):
        cadence = await cadence_of(context.work, episode.reference)
        if episode.event is None and cadence is not None and not cadence.ended:
            return episode
    return None


ROUTES = (
    OnPress(OPEN_CHECK_IN_LATER, later, gone=later_alone),
    OnPress(CHECK_IN_LATER_AT, later_at, gone=later_alone),
    OnPress(FOLLOW_UP_OK, ok),
    OnPress(FOLLOW_UP_TALK, talk),
    OnPress(FOLLOW_UP_STOP, stop),
    OnPress(FOLLOW_UP_STOP_LONGER, stop_longer),
)
