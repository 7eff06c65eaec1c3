"""Loads what the cards of privacy show."""

from bot.check_ins import wishes_of
from bot.check_ins.model import NoteWishes
from bot.core.context import Context, drawn
from bot.core.screens import Card
from bot.privacy import screens
from bot.privacy.holdings import held_about, kept_after_forgetting


async def _mydata(context: Context, subject: str) -> Card:
    return screens.mydata_card(context.words, context.lines, await held_about(context))


async def _forgotten(context: Context, subject: str) -> Card:
    kept = await kept_after_forgetting(context)
    return screens.forgotten_card(context.words, context.lines, kept)


async def _wishes(context: Context, subject: str) -> Card:
    """Draw how the wishes stand now, whichever button was pressed."""
    wishes = await wishes_of(context.work, context.actor.reference)
    return wishes_card(context, wishes)


def wishes_card(context: Context, wishes: NoteWishes) -> Card:
    """Draw how a person's wishes about notes stand now."""
    if wishes.stopped:
        return screens.stopped_card(context.words, context.lines)
    if wishes.quiet_until is not None and wishes.quiet_until > context.now:
        return screens.snoozed_card(context.words, context.lines, wishes.quiet_until)
    return screens.resumed_card(context.words, context.lines)


VIEWS = {
    screens.MYDATA: _mydata,
    screens.FORGET: drawn(screens.forget_card),
    screens.FORGOTTEN: _forgotten,
    screens.STOPPED: _wishes,
    screens.SNOOZED: _wishes,
    screens.RESUMED: _wishes,
}
