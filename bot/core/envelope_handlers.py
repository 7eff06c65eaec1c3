"""Opens and closes messages that hang closed (``bot.core.envelopes``)."""

from dataclasses import replace

from bot.core.context import Context, drawn_in_words, is_read_by, want_redraw
from bot.core.conversation import Address, Press
from bot.core.envelopes import keep_open, opened_card, over_card
from bot.core.errors import SubjectGone
from bot.core.job_kinds import HOWEVER_LATE, Done, JobKind, Step
from bot.core.jobs import Job, Recipient
from bot.core.letters import Letter
from bot.core.names import (
    CLOSE_ENVELOPE,
    CLOSE_LATER,
    CRISIS_SHOW,
    ENVELOPE_OVER,
    OPEN_ENVELOPE,
    Screen,
)
from bot.core.notices import Notice, NoticeButton
from bot.core.records import TEXT, SealedValue
from bot.core.redraws import message_index
from bot.core.routes import NOTHING, Feature, OnPress, Reply, answers, replace_card
from bot.core.screens import Card
from bot.core.seen import Reader, ShownCard
from bot.core.storage import new_reference

EMPTY = Notice(
    Screen("core.envelope_empty"),
    "core.envelope.empty",
    "core.preview",
    (NoticeButton(CRISIS_SHOW, "core.envelope.crisis"),),
)
"""What a closed message becomes if nobody knows any more what was inside."""
LETTER = Screen("core.envelope_letter")
"""The words that travelled with the button, of a message of which nothing is kept."""


async def open_message(context: Context, press: Press, subject: str) -> Reply:
    """Show the words of the pressed message in its place, drawn from the present state."""
    shown = await _pressed(context, press, Letter.of_subject(subject).reference)
    if shown.blind_index is None:
        # It was unknown whether it arrived. It did: somebody has it before them.
        shown = await _hangs(context, press, replace(shown, closes=True))
    return replace_card(Screen(shown.screen), shown.subject)


async def open_letter(context: Context, press: Press, subject: str) -> Reply:
    """Show what was inside when it was sent, because nothing of it is kept any more."""
    if Letter.of_subject(subject).card is None:
        return replace_card(EMPTY)
    work, nobody = context.work, new_reference()
    shown = ShownCard(
        reference=nobody,
        subject="",
        screen=ENVELOPE_OVER,
        # Whose message it is must not be kept once more; only how they read.
        recipient=str(Recipient.sealed(SealedValue(nobody, "person", TEXT))),
        at=context.now,
        wanted=1,
        closes=True,
    )
    if press.redrawn_later and await work.add(shown):
        await work.vault.seal(shown.reader, Reader(context.actor.locale, context.actor.zone))
        # Found by no press: only the job that closes it knows of it.
        await _hangs(context, press, await keep_open(work, shown), found=False)
    return replace_card(LETTER)


async def close_message(context: Context, press: Press, subject: str) -> Reply:
    """Close the pressed message."""
    shown = await _pressed(context, press, subject)
    await want_redraw(context.work, replace(shown, open_until=None))
    return NOTHING


async def _pressed(context: Context, press: Press, reference: str) -> ShownCard:
    """Return the shown card of the pressed message.

    Raises ``SubjectGone`` if there is none, or if it is neither in this message nor the actor's.
    """
    work, conversation = context.work, press.delivery.conversation
    shown = await context.need(ShownCard, reference)
    here = message_index(work, press.account.platform, conversation, press.message)
    if shown.blind_index != here and not await is_read_by(work, shown, context.actor):
        raise SubjectGone
    return shown


async def _hangs(
    context: Context, press: Press, shown: ShownCard, *, found: bool = True
) -> ShownCard:
    """Note where the pressed message hangs, so that it can be redrawn."""
    work, platform = context.work, press.account.platform
    address = Address(platform, press.delivery.conversation)
    await work.vault.seal(shown.address, address)
    await work.vault.seal(shown.message, press.message)
    if found:
        index = message_index(work, platform, address.value, press.message)
        shown = replace(shown, blind_index=index)
    return await work.save(shown)


async def draw_letter(context: Context, subject: str) -> Card:
    """Draw what travelled with the pressed button. Raises ``SubjectGone`` if nothing did."""
    letter = Letter.of_subject(context.pressed)
    if letter.card is None:
        raise SubjectGone
    return opened_card(context.words, letter.reference, letter.card)


async def _close_later(context: Context, job: Job) -> Step:
    """Close a message whose reader has not pressed anything in it for a while."""
    shown = await context.work.of(ShownCard).get(job.subject)
    if shown and shown.open_until is not None and shown.open_until <= context.now:
        await want_redraw(context.work, replace(shown, open_until=None))
    return Done()


ENVELOPES = Feature(
    routes=(
        OnPress(OPEN_ENVELOPE, open_message, gone=open_letter),
        OnPress(CLOSE_ENVELOPE, close_message, gone=answers(replace_card(ENVELOPE_OVER))),
    ),
    screens={LETTER: draw_letter, ENVELOPE_OVER: drawn_in_words(over_card)},
    notices=(EMPTY,),
    jobs=(JobKind(CLOSE_LATER, _close_later, HOWEVER_LATE),),
)
