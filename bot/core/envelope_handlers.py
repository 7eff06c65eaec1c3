"""Opens and closes messages that hang closed (``bot.core.envelopes``)."""

from dataclasses import replace

from bot.core.context import Context, drawn, is_read_by, want_redraw
from bot.core.conversation import Address, Press
from bot.core.errors import SubjectGone
from bot.core.job_kinds import HOWEVER_LATE, Done, JobKind, Step
from bot.core.jobs import Job
from bot.core.letters import Letter
from bot.core.lines import Lines
from bot.core.names import (
    CLOSE_ENVELOPE,
    CLOSE_LATER,
    CRISIS_SHOW,
    ENVELOPE_LETTER,
    ENVELOPE_OVER,
    OPEN_ENVELOPE,
    Screen,
)
from bot.core.notices import Notice, NoticeButton, with_line
from bot.core.redraws import message_index, nobody, shown_in
from bot.core.routes import NOTHING, Feature, OnPress, Reply, answers, replace_card
from bot.core.screens import Card, Text
from bot.core.seen import Reader, ShownCard
from bot.core.storage import new_reference
from bot.core.texts import Words

EMPTY = Notice(
    Screen("core.envelope_empty"),
    "core.envelope.empty",
    "core.preview",
    (NoticeButton(CRISIS_SHOW, "core.envelope.crisis"),),
)
"""What a closed message becomes if what was inside has ended, or nobody knows it any more."""


async def open_message(context: Context, press: Press, subject: str) -> Reply:
    """Show the words of the pressed message in its place, drawn from the present state."""
    shown = await _pressed(context, press, Letter.of_subject(subject).reference)
    if shown.screen == ENVELOPE_LETTER:
        raise SubjectGone
    return replace_card(Screen(shown.screen), shown.subject)


async def open_letter(context: Context, press: Press, subject: str) -> Reply:
    """Show what was inside when it was sent, because nothing of it is kept any more.

    If something is kept that cannot be drawn, it has ended, and what was sent is no longer so.
    """
    letter = Letter.of_subject(subject)
    try:
        shown = await _pressed(context, press, letter.reference)
    except SubjectGone:
        shown = None
    if letter.card is None or (shown is not None and shown.screen != ENVELOPE_LETTER):
        return replace_card(EMPTY)
    if shown is None and press.redrawn_later:
        await _keep_letter(context, press)
    return replace_card(ENVELOPE_LETTER)


async def _keep_letter(context: Context, press: Press) -> None:
    """Keep where a message hangs whose words only the press carries, so that it closes again."""
    letter = ShownCard(
        reference=new_reference(),
        subject="",
        screen=ENVELOPE_LETTER,
        # Whose message it is must not be kept once more; only how they read.
        recipient=str(nobody()),
        at=context.now,
        closes=True,
    )
    await context.work.add(letter)
    reader = Reader(context.actor.locale, context.actor.zone)
    await context.work.vault.seal(letter.reader, reader)
    await _hang(context, press, letter)


async def close_message(context: Context, press: Press, subject: str) -> Reply:
    """Close the pressed message."""
    shown = await _pressed(context, press, subject)
    await want_redraw(context.work, replace(shown, open_until=None))
    return NOTHING


async def _pressed(context: Context, press: Press, reference: str) -> ShownCard:
    """Return the shown card of the pressed message; ``reference`` is the one it was sent with.

    Raises ``SubjectGone`` if there is none, or if it is neither in this message nor the actor's.
    """
    work = context.work
    for shown in await shown_in(work, press):
        return shown
    shown = await context.need(ShownCard, reference)
    if not await is_read_by(work, shown, context.actor):
        raise SubjectGone
    if shown.blind_index is not None:
        # A message whose outcome was unknown was sent once more. This is the other copy.
        shown = ShownCard(
            reference=new_reference(),
            subject=shown.subject,
            screen=shown.screen,
            recipient=shown.recipient,
            at=context.now,
        )
        await work.add(shown)
    # It was unknown whether it arrived. It did: somebody has it before them.
    return await _hang(context, press, replace(shown, closes=True))


async def _hang(context: Context, press: Press, shown: ShownCard) -> ShownCard:
    """Note that a shown card hangs in the pressed message, so that it can be redrawn."""
    work, platform = context.work, press.account.platform
    address = Address(platform, press.delivery.conversation)
    await work.vault.seal(shown.address, address)
    await work.vault.seal(shown.message, press.message)
    index = message_index(work, platform, address.value, press.message)
    return await work.save(replace(shown, blind_index=index))


async def draw_letter(context: Context, subject: str) -> Card:
    """Draw what travelled with the pressed button. Raises ``SubjectGone`` if nothing did."""
    card = Letter.of_subject(context.pressed).card
    if card is None:
        raise SubjectGone
    return card


def over_card(words: Words, lines: Lines) -> Card:
    """Draw a closed message that nobody can open any more."""
    text = words("core.envelope.over")
    return Card(ENVELOPE_OVER, "", text, (Text(text), *with_line(words, lines)))


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
    screens={ENVELOPE_LETTER: draw_letter, ENVELOPE_OVER: drawn(over_card)},
    notices=(EMPTY,),
    jobs=(JobKind(CLOSE_LATER, _close_later, HOWEVER_LATE),),
)
