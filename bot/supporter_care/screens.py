"""The note to a supporter and the cards that replace it. They name only their reader."""

from bot.check_ins import greeting
from bot.check_ins.names import PRIVACY_CLEAR
from bot.core.jobs import Urgency
from bot.core.lines import Lines
from bot.core.messages import A_DAY, Hours, Message, Terms
from bot.core.names import Screen
from bot.core.notices import with_line
from bot.core.screens import Button, Card, Text
from bot.core.texts import Words
from bot.referrals.names import HOME_TALK
from bot.supporter_care.names import SUPPORTER_CARE_OK, SUPPORTER_CARE_STOP

NOTE = Message(
    "supporter_care.note",
    Terms(lasts=3 * A_DAY, hours=Hours.BY_DAY, repeats_after=None, urgency=Urgency.FOLLOW_UP),
)
DONE = Screen("supporter_care.done")
STOPPED = Screen("supporter_care.stopped")


def note_card(words: Words, lines: Lines, note: str, name: str) -> Card:
    """Ask a supporter how they are; they can ask for a talk, say OK, or stop these notes."""
    return Card(
        screen=NOTE,
        subject=note,
        preview=words("check_in.note.preview"),
        parts=(
            Text(f"{greeting(words, name)} {words('supporter_care.note.why')}"),
            Text(words("supporter_care.note.offer")),
            *with_line(words, lines),
        ),
        buttons=(
            Button(HOME_TALK, words("supporter_care.talk")),
            Button(SUPPORTER_CARE_OK, words("supporter_care.ok"), note),
            Button(SUPPORTER_CARE_STOP, words("supporter_care.stop"), note),
            _clear(words),
        ),
    )


def _clear(words: Words) -> Button:
    return Button(PRIVACY_CLEAR, words("home.clear"))


def done_card(words: Words, lines: Lines) -> Card:
    """Replace the note after an answer, without repeating the answer."""
    return _closing_card(words, lines, DONE, words("supporter_care.done"))


def stopped_card(words: Words, lines: Lines) -> Card:
    """Confirm that no more of these notes come; everything else goes on."""
    return _closing_card(words, lines, STOPPED, words("supporter_care.stopped"))


def _closing_card(words: Words, lines: Lines, screen: Screen, text: str) -> Card:
    return Card(
        screen=screen,
        subject="",
        preview=words("check_in.note.preview"),
        parts=(Text(text), *with_line(words, lines)),
        buttons=(_clear(words),),
    )
