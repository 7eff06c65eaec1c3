"""Finds the shown card in a pressed message, and keeps what it shows after the press."""

from dataclasses import replace

from bot.core.context import Context, want_redraw
from bot.core.conversation import HOME_PAGE, Press, Replace
from bot.core.envelopes import keep_open, opened_card
from bot.core.jobs import Recipient, RecipientKind
from bot.core.names import ENVELOPE_LETTER, ENVELOPE_OVER
from bot.core.records import TEXT, SealedValue
from bot.core.routes import Reply
from bot.core.seen import Reader, ShownCard, forget_shown
from bot.core.storage import Work, new_reference


def message_index(work: Work, platform: str, conversation: str, message: str) -> str:
    """Return the blind index that finds a shown card by its message."""
    return work.vault.blind_index("message", platform, conversation, message)


async def is_kept_true(work: Work, press: Press) -> bool:
    """Whether the pressed card is drawn anew when what it shows has changed.

    What answered a typed command is not: nothing of it was recorded. Nor is what only travelled
    with a button. A home page is drawn each time it is opened.
    """
    if press.message in {"", HOME_PAGE}:
        return True
    return any(shown.screen != ENVELOPE_LETTER for shown in await shown_in(work, press))


async def shown_in(work: Work, press: Press) -> list[ShownCard]:
    """The records of the pressed message: one, or none if it is not kept."""
    platform, conversation = press.account.platform, press.delivery.conversation
    index = message_index(work, platform, conversation, press.message)
    return await work.of(ShownCard).find(ShownCard.blind_index.is_(index))


async def hangs_in_channel(work: Work, press: Press) -> bool:
    """Whether the pressed card hangs in a channel, where others read it too."""
    if press.message in {"", HOME_PAGE}:
        return False
    return any(_is_for_all(shown) for shown in await shown_in(work, press))


def _is_for_all(shown: ShownCard) -> bool:
    return Recipient.parse(shown.recipient).kind is RecipientKind.CHANNEL


def nobody() -> Recipient:
    """Make the recipient of a card that must not say whose it is."""
    return Recipient.sealed(SealedValue(new_reference(), "person", TEXT))


async def close_for_good(work: Work, shown: ShownCard, reader: Reader) -> None:
    """Let a card say that it is closed, for good, and lead to nobody and nothing meanwhile.

    Its record goes once it says so.
    """
    await work.vault.seal(shown.reader, reader)
    recipient = str(nobody())
    over = replace(shown, subject="", screen=ENVELOPE_OVER, recipient=recipient, open_until=None)
    await want_redraw(work, over)


async def note_replaced(
    context: Context, press: Press, reply: Reply, answer: Replace, *, is_first: bool
) -> Replace:
    """Remember which screen the pressed message shows from now on, for later redraws.

    Returns how to answer: if the answer cannot carry the card, a job redraws the message. A repeat
    of a press (not ``is_first``) is answered in the same way, and changes nothing.
    """
    if not press.message:
        return answer
    work, planned = context.work, False
    for shown in await shown_in(work, press):
        if shown.screen == ENVELOPE_LETTER:
            # No job can draw what only the press carried, or for whom: the answer shows it.
            if is_first:
                # One more is wanted, so that this press has a time of its own to close it.
                await keep_open(work, replace(shown, wanted=shown.wanted + 1))
            return replace(answer, card=opened_card(context.words, shown.reference, answer.card))
        changed = replace(shown, screen=reply.screen, subject=reply.subject)
        if press.redrawn_later and await work.vault.open(shown.message) is not None:
            planned = True
            if is_first:
                await _redraw_later(context, changed)
        elif not is_first:
            continue
        elif not reply.subject:
            # Nothing will redraw it, and no erasure would find it, so forget it now.
            await forget_shown(work, shown)
        elif changed != shown:
            await work.save(changed)
    return replace(answer, planned=planned)


async def _redraw_later(context: Context, shown: ShownCard) -> None:
    work = context.work
    if not _is_for_all(shown):
        # The card keeps the language of the person who pressed it, even if their reference is
        # erased before it is redrawn.
        await work.vault.seal(shown.reader, Reader(context.actor.locale, context.actor.zone))
    await want_redraw(work, await keep_open(work, await work.save(shown)))
