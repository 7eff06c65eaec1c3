"""Which shown card hangs in a message, and what it shows after a press has replaced it."""

from dataclasses import replace

from bot.core.context import Context, want_redraw
from bot.core.conversation import Press
from bot.core.routes import Reply
from bot.core.seen import Reader, ShownCard, forget_shown
from bot.core.storage import Work


def message_index(work: Work, platform: str, conversation: str, message: str) -> str:
    """The blind index by which a shown card is found from the message it hangs in."""
    return work.vault.blind_index("message", platform, conversation, message)


async def note_replaced(context: Context, press: Press, reply: Reply) -> bool:
    """Remember which screen the pressed message shows from now on, for later redraws.

    Returns whether a job redraws the message, as it does where the answer cannot carry the card.
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
            # The card stays in the language of the person who pressed, also when nothing leads
            # to them any more by the time it is redrawn.
            reader = Reader(context.actor.locale, context.actor.zone)
            await work.vault.seal(shown.reader, reader)
            await want_redraw(work, await work.save(changed))
            planned = True
        elif not reply.subject:
            # Nothing will redraw it, and no erasure would find it: forget whose it is now.
            await forget_shown(work, shown)
        elif changed != shown:
            await work.save(changed)
    return planned
