"""Privacy screens from the present state."""

from bot.check_ins import wishes_of
from bot.check_ins.model import NoteWishes
from bot.core.context import Context
from bot.core.screens import Card
from bot.privacy.holdings import held_about, kept_after_forgetting
from bot.privacy.screens import (
    CLEARED,
    FORGET,
    FORGOTTEN,
    MYDATA,
    RESUMED,
    SNOOZED,
    STOPPED,
    cleared_card,
    forget_card,
    forgotten_card,
    mydata_card,
    resumed_card,
    snoozed_card,
    stopped_card,
)


async def _mydata(context: Context, subject: str) -> Card:
    return mydata_card(context.words, context.lines, await held_about(context))


async def _forget(context: Context, subject: str) -> Card:
    return forget_card(context.words, context.lines)


async def _forgotten(context: Context, subject: str) -> Card:
    kept = await kept_after_forgetting(context)
    return forgotten_card(context.words, context.lines, kept)


async def _cleared(context: Context, subject: str) -> Card:
    return cleared_card(context.words, context.lines)


async def _wishes(context: Context, subject: str) -> Card:
    """Stopped, snoozed or neither: whatever was pressed, the answer says how it stands now."""
    wishes = await wishes_of(context.work, context.actor.reference)
    return wishes_card(context, wishes)


def wishes_card(context: Context, wishes: NoteWishes) -> Card:
    """How a person's wishes about notes stand now."""
    if wishes.stopped:
        return stopped_card(context.words, context.lines)
    if wishes.quiet_until is not None and wishes.quiet_until > context.now:
        return snoozed_card(context.words, context.lines, wishes.quiet_until)
    return resumed_card(context.words, context.lines)


VIEWS = {
    MYDATA: _mydata,
    FORGET: _forget,
    FORGOTTEN: _forgotten,
    CLEARED: _cleared,
    STOPPED: _wishes,
    SNOOZED: _wishes,
    RESUMED: _wishes,
}
