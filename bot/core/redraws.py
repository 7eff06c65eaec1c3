"""Finds the shown card in a pressed message, and keeps what it shows after the press."""

from dataclasses import replace

from bot.core.context import Context, want_redraw
from bot.core.conversation import Press
from bot.core.routes import Reply
from bot.core.seen import Reader, ShownCard, forget_shown
from bot.core.storage import Work


def message_index(work: Work, platform: str, conversation: str, message: str) -> str:
    """Return the blind index that finds a shown card by its message."""
    return work.vault.blind_index("message", platform, conversation, message)


async def note_replaced(context: Context, press: Press, reply: Reply) -> bool:
    """Remember which screen the pressed message shows from now on, for later redraws.

    Returns whether a job redraws the message, because the answer cannot carry the card.
    """
    if not press.message:
        return False
    work, planned = context.work, False
    blind_index = message_index(
        work, press.account.platform, press.delivery.conversation, press.message
    )
    for shown in await work.of(ShownCard).find(ShownCard.blind_index.is_(blind_index)):
        changed = replace(shown, screen=reply.screen, subject=reply.subject)
        if press.redrawn_later and await work.vault.open(shown.message) is not None:
            # The card keeps the language of the person who pressed it, even if their reference is
            # erased before it is redrawn.
            reader = Reader(context.actor.locale, context.actor.zone)
            await work.vault.seal(shown.reader, reader)
            await want_redraw(work, await work.save(changed))
            planned = True
        elif not reply.subject:
            # Nothing will redraw it, and no erasure would find it, so forget it now.
            await forget_shown(work, shown)
        elif changed != shown:
            await work.save(changed)
    return planned
