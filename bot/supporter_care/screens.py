"""The note to a supporter and the cards that replace it. They name only their reader."""

from bot.check_ins import greeting
from bot.check_ins.names import PRIVACY_CLEAR
from bot.core.jobs import Urgency
from bot.core.lines import Lines
from bot.core.messages import A_DAY, Message, by_day
from bot.core.names import Screen
from bot.core.notices import Notice, NoticeButton, with_line
from bot.core.screens import Button, Card, Text
from bot.core.texts import Words
from bot.referrals.names import HOME_TALK
from bot.supporter_care.names import SUPPORTER_CARE_OK, SUPPORTER_CARE_STOP

NOTE = Message("supporter_care.note", by_day(3 * A_DAY, urgency=Urgency.FOLLOW_UP))
_CLEAR = NoticeButton(PRIVACY_CLEAR, "home.clear")
DONE = Notice(
    Screen("supporter_care.done"), "supporter_care.done", "check_in.note.preview", (_CLEAR,)
)
"""Replaces the note after an answer, without repeating the answer."""
STOPPED = Notice(
    Screen("supporter_care.stopped"), "supporter_care.stopped", "check_in.note.preview", (_CLEAR,)
)
"""Confirms that no more of these notes come; everything else goes on."""


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
            _CLEAR.draw(words),
        ),
    )
