"""The cards of later notes, and what they become after a press."""

from dataclasses import dataclass
from datetime import datetime

from bot.check_ins.names import (
    CHECK_IN_BACK,
    CHECK_IN_NO_THANKS,
    LATER,
    PRIVACY_CLEAR,
)
from bot.core.jobs import Urgency
from bot.core.lines import Lines
from bot.core.messages import A_DAY, Message, by_day
from bot.core.names import Screen
from bot.core.notices import Notice, NoticeButton, with_line
from bot.core.screens import Button, Card, Text
from bot.core.texts import Words
from bot.follow_ups import names
from bot.follow_ups.model import LATER_HOURS, LaterSubject, Stage

SILENCE = Message("follow_up.silence", by_day(7 * A_DAY, urgency=Urgency.FOLLOW_UP))
OLD_OPTIONS = Screen("follow_up.options")
"""What older versions showed after "Talk with someone"; now it is the one choice of all ways."""
_CLEAR = NoticeButton(PRIVACY_CLEAR, "follow_up.clear")
DONE = Notice(Screen("follow_up.done"), "follow_up.done", "follow_up.preview", (_CLEAR,))
"""What a note becomes once answered, without the answer."""
AFTER_TALK_STOPPED = Notice(
    Screen("follow_up.after_talk_stopped"),
    "follow_up.after_talk.stopped",
    "follow_up.preview",
    (_CLEAR,),
)
"""Confirms that no message comes any more after a talk that somebody asked for."""
STOPPED = Screen("follow_up.stopped")
STOPPED_LONGER = Screen("follow_up.stopped_longer")
SCREENS = {
    Stage.DAY: names.FOLLOW_UP_DAY,
    Stage.THREE_DAYS: names.FOLLOW_UP_THREE_DAYS,
    Stage.WEEK: names.FOLLOW_UP_WEEK,
    Stage.MONTH: names.FOLLOW_UP_MONTH,
}
HALF_YEAR = "half_year"
ALWAYS = "always"

WORDINGS: dict[Screen, tuple[str, str, str]] = {
    SCREENS[Stage.DAY]: ("follow_up.day.a", "follow_up.day.b", "follow_up.day.c"),
    SCREENS[Stage.THREE_DAYS]: (
        "follow_up.three_days.a",
        "follow_up.three_days.b",
        "follow_up.three_days.c",
    ),
    SCREENS[Stage.WEEK]: ("follow_up.week.a", "follow_up.week.b", "follow_up.week.c"),
    SCREENS[Stage.MONTH]: ("follow_up.month.a", "follow_up.month.b", "follow_up.month.c"),
    SILENCE: ("follow_up.silence.a", "follow_up.silence.b", "follow_up.silence.c"),
}
"""The keys of each note's wordings, one for each variant."""


@dataclass(frozen=True)
class Note:
    """What a later note is drawn from."""

    screen: Screen
    episode: str
    variant: int
    name: str
    goes_at: datetime | None = None
    """When the name is removed; ``None`` while that is not known."""
    last: bool = False
    """Whether no note comes after it."""


def note_card(words: Words, lines: Lines, note: Note) -> Card:
    """Draw a later note."""
    name, wording = note.name, WORDINGS[note.screen][note.variant]
    hello = words("follow_up.hello", name=name) if name else words("follow_up.hello_nameless")
    talk = Button(names.FOLLOW_UP_TALK, words("follow_up.talk"), note.episode)
    if note.screen == names.FOLLOW_UP_DAY:
        no = Button(CHECK_IN_NO_THANKS, words("check_in.button.no_thanks"), note.episode)
        buttons: tuple[Button, ...] = (talk, no, _clear(words))
    else:
        ok = Button(names.FOLLOW_UP_OK, words("follow_up.ok"), note.episode)
        stop = Button(names.FOLLOW_UP_STOP, words("follow_up.stop"), note.episode)
        buttons = (ok, talk, stop, _clear(words))
    texts = (hello, words(wording), *_removal(words, note))
    return _card(words, lines, note.screen, *texts, subject=note.episode, buttons=buttons)


def after_talk_card(words: Words, lines: Lines, episode: str, name: str) -> Card:
    """Draw the one message some days after a talk that its reader asked for."""
    hello = words("follow_up.hello", name=name) if name else words("follow_up.hello_nameless")
    buttons = (
        Button(names.FOLLOW_UP_TALK, words("follow_up.talk"), episode),
        Button(names.AFTER_TALK_STOP, words("follow_up.after_talk.stop"), episode),
    )
    text = f"{hello} {words('follow_up.after_talk.text')}"
    return _card(words, lines, names.AFTER_TALK, text, buttons=buttons, subject=episode)


def _card(
    words: Words,
    lines: Lines,
    screen: Screen,
    *texts: str,
    buttons: tuple[Button, ...],
    subject: str = "",
) -> Card:
    parts = (*(Text(text) for text in texts), *with_line(words, lines))
    return Card(screen, subject, words("follow_up.preview"), parts, buttons)


def _removal(words: Words, note: Note) -> tuple[str, ...]:
    """Return what the last note says about the removal of the name."""
    if note.screen == SILENCE:
        return (words("follow_up.removed_now"),)
    if note.screen != SCREENS[Stage.MONTH] and not note.last:
        return ()
    if note.goes_at is None:
        return (words("follow_up.removed_after_talk"),)
    return (words("follow_up.removed_on", day=words.day(note.goes_at)),)


def _clear(words: Words) -> Button:
    return _CLEAR.draw(words)


def later_card(words: Words, lines: Lines, episode: str, at: datetime) -> Card:
    """Say when the one more note comes."""
    return _later(words, lines, episode, words("check_in.later.text", time=words.time(at)))


def later_held_card(words: Words, lines: Lines, episode: str, at: datetime) -> Card:
    """Say on which day the one more note comes, as a time without notes holds it back."""
    return _later(words, lines, episode, words("check_in.later.held", day=words.day(at)))


def later_came_card(words: Words, lines: Lines, episode: str) -> Card:
    """Say that the one more note has come."""
    return _later(words, lines, episode, words("check_in.later.came"))


def later_stopped_card(words: Words, lines: Lines, episode: str) -> Card:
    """Say that none comes, because its reader has stopped all notes."""
    return _later(words, lines, episode, words("check_in.later.stopped"))


def _later(words: Words, lines: Lines, episode: str, text: str) -> Card:
    buttons = (
        Button(CHECK_IN_BACK, words("check_in.button.choices"), episode),
        Button(CHECK_IN_NO_THANKS, words("check_in.button.no_thanks"), episode),
    )
    return _card(words, lines, LATER, text, buttons=buttons, subject=episode)


def ask_later_card(words: Words, lines: Lines, episode: str) -> Card:
    """Ask when to write again; nobody knows when the reader's shift ends."""
    soon, late = (
        Button(
            names.CHECK_IN_LATER_AT,
            words("check_in.later.hours", count=hours),
            str(LaterSubject(hours, episode)),
        )
        for hours in LATER_HOURS
    )
    no = Button(CHECK_IN_NO_THANKS, words("check_in.button.no_thanks"), episode)
    text = words("check_in.later.ask")
    return _card(words, lines, names.ASK_LATER, text, buttons=(soon, late, no), subject=episode)


def stopped_card(words: Words, lines: Lines, name: str) -> Card:
    """Confirm that the notes of this episode have stopped, and offer to stop for longer."""
    texts = (
        words("follow_up.stopped"),
        words("follow_up.take_care", name=name) if name else words("follow_up.bye"),
        words("follow_up.stop_longer_ask"),
    )
    buttons = (
        Button(names.FOLLOW_UP_STOP_LONGER, words("follow_up.half_year"), HALF_YEAR),
        Button(names.FOLLOW_UP_STOP_LONGER, words("follow_up.always"), ALWAYS),
        _clear(words),
    )
    return _card(words, lines, STOPPED, *texts, buttons=buttons)


def stopped_longer_card(
    words: Words, lines: Lines, *, stopped: bool, quiet_until: datetime | None
) -> Card:
    """Show for how long notes are stopped."""
    if stopped:
        text = words("follow_up.stopped_always")
    elif quiet_until is not None:
        text = words("follow_up.stopped_until", day=words.day(quiet_until))
    else:
        text = words("follow_up.done")
    return _card(words, lines, STOPPED_LONGER, text, buttons=(_clear(words),))
