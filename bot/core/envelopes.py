"""The closed envelope: one neutral line and a button in place of an unasked private message.

Some platforms show all that a message says in the notification on a desktop. A screen at a nurses'
station would then show what one person is told in private. Such a message hangs closed: its words
come after its reader's press, in its place. It closes again when they press *Close message*, when
its words change without an act of theirs, and ``OPEN_FOR`` after their last press in it. One that
is opened while the database is down does not close by itself: nothing can note that it is open.
"""

from dataclasses import replace
from datetime import timedelta

from bot.core.jobs import Urgency, schedule
from bot.core.letters import Letter
from bot.core.limits import LONGEST_PREVIEW, MOST_BUTTONS
from bot.core.names import CLOSE_ENVELOPE, CLOSE_LATER, ENVELOPE, OPEN_ENVELOPE
from bot.core.screens import Button, Card, Text, Weight
from bot.core.seen import ShownCard
from bot.core.storage import Work
from bot.core.texts import Words

OPEN_FOR = timedelta(minutes=5)
"""How long the words stay after their reader's last press: they may have left a shared screen."""


def closed_card(words: Words, hospital: str, reference: str, inside: Card | None) -> Card:
    """Draw a closed message: who it is from, nothing of what it says, and how to open it.

    ``reference`` is the shown card's. ``inside`` travels with its button, unreadable to people, and
    is shown if nothing of the message is kept any more when it is opened.
    """
    text = _from(words, hospital, inside)
    subject = str(Letter.around(reference, inside))
    button = Button(OPEN_ENVELOPE, words("core.envelope.open"), subject)
    return Card(ENVELOPE, reference, text, (Text(text),), (button,))


def _from(words: Words, hospital: str, inside: Card | None) -> str:
    """Who it is from, and the message's own preview, which says whether it needs a reply."""
    preview = words("core.preview") if inside is None else inside.preview
    named = words("core.envelope.from", hospital=hospital, preview=preview)
    fits = bool(hospital.strip()) and len(named) <= LONGEST_PREVIEW
    return named if fits else words("core.envelope.unnamed", preview=preview)


def opened_card(words: Words, reference: str, card: Card) -> Card:
    """Return the card with a small button that closes it, if there is room for one more.

    Without it a card that was noted as open (``keep_open``) still closes by itself.
    """
    if len(card.small_buttons) >= MOST_BUTTONS:
        return card
    close = Button(CLOSE_ENVELOPE, words("core.envelope.close"), reference, Weight.SMALL)
    return replace(card, buttons=(*card.buttons, close))


async def keep_open(work: Work, shown: ShownCard) -> ShownCard:
    """Let a message that can close show its words, since its reader just acted in it.

    Nothing is written for a message that hangs where none closes.
    """
    if not shown.closes:
        return shown
    until = work.now + OPEN_FOR
    shown = await work.save(replace(shown, open_until=until))
    # Each press wants one more redraw, so each has a key, and a job, of its own.
    key = f"{CLOSE_LATER}:{shown.reference}:{shown.wanted}"
    await schedule(work, CLOSE_LATER, key, until, subject=shown.reference, urgency=Urgency.ANSWER)
    return shown
