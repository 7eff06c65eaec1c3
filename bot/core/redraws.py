"""Finds the shown card in a pressed message, and keeps what it shows after the press."""

from dataclasses import replace

from bot.core.context import Context, want_redraw
from bot.core.conversation import HOME_PAGE, Press
from bot.core.envelopes import keep_open
from bot.core.routes import Reply
from bot.core.seen import Reader, ShownCard, forget_shown
from bot.core.storage import Work


def message_index(work: Work, platform: str, conversation: str, message: str) -> str:
    """Return the blind index that finds a shown card by its message."""
    return work.vault.blind_index("message", platform, conversation, message)


async def is_kept_true(work: Work, press: Press) -> bool:
    """Whether the pressed card is drawn anew when what it shows has changed.

    What answered a typed command is not: nothing of it was recorded. A home page is drawn each
    time it is opened.
    """
    if press.message in {"", HOME_PAGE}:
        return True
    return bool(await _shown_in(work, press))


async def _shown_in(work: Work, press: Press) -> list[ShownCard]:
    """The records of the pressed message: one, or none if it is not kept."""
    platform, conversation = press.account.platform, press.delivery.conversation
    index = message_index(work, platform, conversation, press.message)
    return await work.of(ShownCard).find(ShownCard.blind_index.is_(index))


async def note_replaced(context: Context, press: Press, reply: Reply) -> bool:
    """Remember which screen the pressed message shows from now on, for later redraws.

    Returns whether a job redraws the message, because the answer cannot carry the card.
    """
    if not press.message:
        return False
    work, planned = context.work, False
    for shown in await _shown_in(work, press):
        changed = replace(shown, screen=reply.screen, subject=reply.subject)
        if press.redrawn_later and await work.vault.open(shown.message) is not None:
            # The card keeps the language of the person who pressed it, even if their reference is
            # erased before it is redrawn.
            reader = Reader(context.actor.locale, context.actor.zone)
            await work.vault.seal(shown.reader, reader)
            await want_redraw(work, await keep_open(work, await work.save(changed)))
            planned = True
        elif not reply.subject:
            # Nothing will redraw it, and no erasure would find it, so forget it now.
            await forget_shown(work, shown)
        elif changed != shown:
            await work.save(changed)
    return planned
