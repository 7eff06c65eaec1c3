"""What the buttons of the later notes do.

A note may outlive its care: who was erased still gets a true answer, from nothing but the press.
"""

from dataclasses import replace

from bot.adverse_events import end_care
from bot.adverse_events.model import Care
from bot.check_ins import kept_wishes, wishes_of
from bot.check_ins.model import NoteWishes
from bot.core.context import Context
from bot.core.conversation import Press
from bot.core.errors import SubjectGone
from bot.core.routes import OnPress, Reply, replace_card
from bot.follow_ups.cadence import note_press
from bot.follow_ups.model import HALF_A_YEAR
from bot.follow_ups.names import FOLLOW_UP_OK, FOLLOW_UP_STOP, FOLLOW_UP_STOP_LONGER, FOLLOW_UP_TALK
from bot.follow_ups.screens import ALWAYS, DONE, HALF_YEAR, OPTIONS, STOPPED, STOPPED_LONGER


async def _mine(context: Context, care: str) -> Care | None:
    """The care if it is the presser's, ``None`` if it is erased; else ``SubjectGone``."""
    person = await context.work.vault.open(Care.person.of(care))
    if person is None:
        return None
    if person != context.actor.reference:
        raise SubjectGone
    return await context.work.of(Care).get(care)


async def ok(context: Context, press: Press, care: str) -> Reply:
    """They are OK: nothing changes but that the note was not ignored."""
    if await _mine(context, care) is not None:
        await note_press(context, care)
    return replace_card(DONE)


async def talk(context: Context, press: Press, care: str) -> Reply:
    """Show what there is; a request counts as an answer, looking at it does not."""
    mine = await _mine(context, care)
    if mine is not None:
        await note_press(context, care)
    return replace_card(OPTIONS, care if mine is not None else "")


async def stop(context: Context, press: Press, care: str) -> Reply:
    """Stop the notes of this care."""
    mine = await _mine(context, care)
    if mine is not None:
        await end_care(context, mine)
    return replace_card(STOPPED)


async def stop_longer(context: Context, press: Press, how_long: str) -> Reply:
    """Stop all notes for half a year or for good; what was asked before is not shortened."""
    wishes = await wishes_of(context.work, context.actor.reference)
    if how_long == ALWAYS:
        await context.work.of(NoteWishes).save(
            replace(await kept_wishes(context.work, context.actor.reference), stopped=True)
        )
    elif how_long == HALF_YEAR:
        until = max(wishes.quiet_until or context.now, context.now + HALF_A_YEAR)
        await context.work.of(NoteWishes).save(
            replace(await kept_wishes(context.work, context.actor.reference), quiet_until=until)
        )
    else:
        raise SubjectGone
    return replace_card(STOPPED_LONGER)


ROUTES = (
    OnPress(FOLLOW_UP_OK, ok),
    OnPress(FOLLOW_UP_TALK, talk),
    OnPress(FOLLOW_UP_STOP, stop),
    OnPress(FOLLOW_UP_STOP_LONGER, stop_longer),
)
