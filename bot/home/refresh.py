"""Answers clients that ask on their own for the present state of a shared card."""

from bot.core.context import Context
from bot.core.conversation import Press
from bot.core.jobs import Recipient, RecipientKind
from bot.core.names import Screen
from bot.core.redraws import message_index
from bot.core.routes import NOTHING, Reply, replace_card
from bot.core.seen import ShownCard


async def refresh(context: Context, press: Press, subject: str) -> Reply:
    """Redraw the channel card that asked; nothing is written.

    The card is found by its message, so nobody sees more by asking than by reading the channel.
    """
    conversation = press.delivery.conversation
    blind_index = message_index(context.work, press.account.platform, conversation, press.message)
    for shown in await context.work.of(ShownCard).find(ShownCard.blind_index.is_(blind_index)):
        if Recipient.parse(shown.recipient).kind is RecipientKind.CHANNEL:
            return replace_card(Screen(shown.screen), shown.subject)
    return NOTHING
