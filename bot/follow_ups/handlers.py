"""Handlers of the buttons on later notes.

A note may outlive its episode, so an erased person still gets a true answer from the press alone.
"""

from dataclasses import replace

from bot.adverse_events import end_episode, own_episode
from bot.adverse_events.model import Episode
from bot.check_ins import kept_wishes
from bot.core.context import Context
from bot.core.conversation import Press
from bot.core.errors import SubjectGone
from bot.core.routes import OnPress, Reply, replace_card
from bot.follow_ups.cadence import note_press
from bot.follow_ups.model import HALF_A_YEAR
from bot.follow_ups.names import FOLLOW_UP_OK, FOLLOW_UP_STOP, FOLLOW_UP_STOP_LONGER, FOLLOW_UP_TALK
from bot.follow_ups.screens import ALWAYS, DONE, HALF_YEAR, OPTIONS, STOPPED, STOPPED_LONGER


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
    """Show the ways to talk; only a request, not this look, counts as an answer."""
    mine = await _mine(context, episode)
    if mine is not None:
        await note_press(context, episode)
    return replace_card(OPTIONS, episode if mine is not None else "")


async def stop(context: Context, press: Press, episode: str) -> Reply:
    """Stop the notes of this episode."""
    mine = await _mine(context, episode)
    if mine is not None:
        await end_episode(context, mine)
    return replace_card(STOPPED)


async def stop_longer(context: Context, press: Press, how_long: str) -> Reply:
    """Stop all notes for half a year or for good; an earlier, longer stop stays."""
    if how_long not in {ALWAYS, HALF_YEAR}:
        raise SubjectGone
    wishes = await kept_wishes(context.work, context.actor.reference)
    if how_long == ALWAYS:
        wishes = replace(wishes, stopped=True)
    else:
        until = max(wishes.quiet_until or context.now, context.now + HALF_A_YEAR)
        wishes = replace(wishes, quiet_until=until)
    await context.work.save(wishes)
    return replace_card(STOPPED_LONGER)


ROUTES = (
    OnPress(FOLLOW_UP_OK, ok),
    OnPress(FOLLOW_UP_TALK, talk),
    OnPress(FOLLOW_UP_STOP, stop),
    OnPress(FOLLOW_UP_STOP_LONGER, stop_longer),
)
