"""The cards of later notes, and what they become after a press."""

from dataclasses import dataclass
from datetime import datetime

from bot.check_ins import options_texts
from bot.check_ins.names import (
    CHECK_IN_OTHERS,
    CHECK_IN_PEER,
    CHECK_IN_PEER_WHO_FIRST,
    CHECK_IN_WHERE,
    PRIVACY_CLEAR,
)
from bot.core.jobs import Urgency
from bot.core.lines import Lines
from bot.core.messages import A_DAY, Message, by_day
from bot.core.names import CRISIS_SHOW, Screen
from bot.core.notices import Notice, NoticeButton, with_line
from bot.core.screens import Button, Card, Text
from bot.core.texts import Words
from bot.follow_ups import names
from bot.follow_ups.model import Stage
from bot.programme import Disclosure

SILENCE = Message("follow_up.silence", by_day(7 * A_DAY, urgency=Urgency.FOLLOW_UP))
OPTIONS = Screen("follow_up.options")
_CLEAR = NoticeButton(PRIVACY_CLEAR, "follow_up.clear")
DONE = Notice(Screen("follow_up.done"), "follow_up.done", "follow_up.preview", (_CLEAR,))
"""What a note becomes once answered, without the answer."""
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
    buttons = (
        Button(names.FOLLOW_UP_OK, words("follow_up.ok"), note.episode),
        Button(names.FOLLOW_UP_TALK, words("follow_up.talk"), note.episode),
        Button(names.FOLLOW_UP_STOP, words("follow_up.stop"), note.episode),
        _clear(words),
    )
    texts = (hello, words(wording), *_removal(words, note))
    return _card(words, lines, note.screen, *texts, subject=note.episode, buttons=buttons)


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


def options_card(
    words: Words, lines: Lines, episode: str, told: Disclosure, *, others: bool
) -> Card:
    """Show the two ways to talk of the first kind, and others if there are any.

    ``episode`` may be empty; with one, nobody on the list of its report can take the request.
    """
    more = Button(CHECK_IN_OTHERS, words("check_in.button.others"), episode)
    buttons = (
        Button(CHECK_IN_PEER, words("check_in.button.peer"), episode),
        Button(CHECK_IN_PEER_WHO_FIRST, words("check_in.button.who_first"), episode),
        Button(CHECK_IN_WHERE, words("check_in.button.where"), episode, opens_form=True),
        Button(CRISIS_SHOW, words("check_in.button.crisis")),
        more if others else _clear(words),
    )
    texts = options_texts(words, told)
    return _card(words, lines, OPTIONS, *texts, subject=episode, buttons=buttons)


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
