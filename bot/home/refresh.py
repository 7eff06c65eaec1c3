"""A shared card as it stands now, for whoever looks at it: some clients ask by themselves."""

from bot.core.context import Context
from bot.core.conversation import Press
from bot.core.dispatcher import message_mark
from bot.core.jobs import Recipient, RecipientKind
from bot.core.names import Screen
from bot.core.routes import NOTHING, Reply, replace_card
from bot.core.seen import ShownCard


async def refresh(context: Context, press: Press, subject: str) -> Reply:
    """The card that hangs where this was asked; only one of a channel, and nothing is written.

    It is found by its message, so nobody sees more by asking than by reading the channel.
    """
    conversation = press.delivery.conversation
    mark = message_mark(context.work, press.account.platform, conversation, press.message)
    for shown in await context.work.of(ShownCard).find(ShownCard.mark.is_(mark)):
        if Recipient.parse(shown.recipient).kind is RecipientKind.CHANNEL:
            return replace_card(Screen(shown.screen), shown.subject)
    return NOTHING
