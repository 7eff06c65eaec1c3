"""The later notes and what they become when something is pressed."""

from dataclasses import dataclass
from datetime import datetime

from bot.check_ins.names import (
    CHECK_IN_OTHERS,
    CHECK_IN_PEER,
    CHECK_IN_PEER_WHO_FIRST,
    CHECK_IN_WHERE,
    PRIVACY_CLEAR,
)
from bot.core.lines import Lines
from bot.core.names import CRISIS_SHOW, Screen
from bot.core.notices import with_line
from bot.core.screens import Button, Card, Text
from bot.core.texts import Words
from bot.follow_ups.model import Stage
from bot.follow_ups.names import (
    FOLLOW_UP_DAY,
    FOLLOW_UP_MONTH,
    FOLLOW_UP_OK,
    FOLLOW_UP_STOP,
    FOLLOW_UP_STOP_LONGER,
    FOLLOW_UP_TALK,
    FOLLOW_UP_THREE_DAYS,
    FOLLOW_UP_WEEK,
)
from bot.programme import Told

SILENCE = Screen("follow_up.silence")
MILESTONE = Screen("follow_up.milestone")
OPTIONS = Screen("follow_up.options")
DONE = Screen("follow_up.done")
STOPPED = Screen("follow_up.stopped")
STOPPED_LONGER = Screen("follow_up.stopped_longer")
SCREENS = {
    Stage.DAY: FOLLOW_UP_DAY,
    Stage.THREE_DAYS: FOLLOW_UP_THREE_DAYS,
    Stage.WEEK: FOLLOW_UP_WEEK,
    Stage.MONTH: FOLLOW_UP_MONTH,
}
HALF_YEAR = "half_year"
ALWAYS = "always"

WORDINGS = {
    SCREENS[Stage.DAY]: ("follow_up.day.a", "follow_up.day.b", "follow_up.day.c"),
    SCREENS[Stage.THREE_DAYS]: (
        "follow_up.three_days.a",
        "follow_up.three_days.b",
        "follow_up.three_days.c",
    ),
    SCREENS[Stage.WEEK]: ("follow_up.week.a", "follow_up.week.b", "follow_up.week.c"),
    SCREENS[Stage.MONTH]: ("follow_up.month.a", "follow_up.month.b", "follow_up.month.c"),
    MILESTONE: ("follow_up.milestone.a", "follow_up.milestone.b", "follow_up.milestone.c"),
    SILENCE: ("follow_up.silence.a", "follow_up.silence.b", "follow_up.silence.c"),
}
"""By the time that has passed: sleep and thoughts, doubts, being at work, moving on."""


@dataclass(frozen=True)
class Note:
    """What a later note is drawn from. ``goes_at``: when the name is removed, if it is known.

    ``last``: nothing comes after it, though its own words may not say so.
    """

    screen: Screen
    episode: str
    variant: int
    name: str
    goes_at: datetime | None = None
    last: bool = False


def note_card(words: Words, lines: Lines, note: Note) -> Card:
    """A later note."""
    return Card(
        screen=note.screen,
        subject=note.episode,
        preview=words("follow_up.preview"),
        parts=(
            Text(_hello(words, note.name)),
            Text(words(WORDINGS[note.screen][note.variant])),
            *_removal(words, note),
            *with_line(words, lines),
        ),
        buttons=(
            Button(FOLLOW_UP_OK, words("follow_up.ok"), note.episode),
            Button(FOLLOW_UP_TALK, words("follow_up.talk"), note.episode),
            Button(FOLLOW_UP_STOP, words("follow_up.stop"), note.episode),
            _clear(words),
        ),
    )


def _hello(words: Words, name: str) -> str:
    return words("follow_up.hello", name=name) if name else words("follow_up.hello_nameless")


def _removal(words: Words, note: Note) -> tuple[Text, ...]:
    """What becomes of the name, said in the last note."""
    if note.screen == SILENCE:
        return (Text(words("follow_up.removed_now")),)
    if note.screen != SCREENS[Stage.MONTH] and not note.last:
        return ()
    if note.goes_at is None:
        return (Text(words("follow_up.removed_after_talk")),)
    return (Text(words("follow_up.removed_on", day=words.day(note.goes_at))),)


def _clear(words: Words) -> Button:
    return Button(PRIVACY_CLEAR, words("follow_up.clear"))


def options_card(words: Words, lines: Lines, episode: str, told: Told, *, others: bool) -> Card:
    """Both ways to the first kind; ``episode`` may be empty, and lets nobody of its report take it.

    ``others``: there are other kinds as well.
    """
    more = Button(CHECK_IN_OTHERS, words("check_in.button.others"), episode)
    return Card(
        screen=OPTIONS,
        subject=episode,
        preview=words("follow_up.preview"),
        parts=(
            Text(words("check_in.options.offer")),
            Text(words("check_in.options.feelings")),
            Text(f"{told.privacy} {words('check_in.options.copies')}"),
            *((Text(told.time),) if told.time else ()),
            *with_line(words, lines),
        ),
        buttons=(
            Button(CHECK_IN_PEER, words("check_in.button.peer"), episode),
            Button(CHECK_IN_PEER_WHO_FIRST, words("check_in.button.who_first"), episode),
            Button(CHECK_IN_WHERE, words("check_in.button.where"), episode, opens_form=True),
            Button(CRISIS_SHOW, words("check_in.button.crisis")),
            more if others else _clear(words),
        ),
    )


def done_card(words: Words, lines: Lines) -> Card:
    """What a note becomes once answered: it no longer says what was answered."""
    return Card(
        screen=DONE,
        subject="",
        preview=words("follow_up.preview"),
        parts=(Text(words("follow_up.done")), *with_line(words, lines)),
        buttons=(_clear(words),),
    )


def stopped_card(words: Words, lines: Lines, name: str) -> Card:
    """This care's notes have stopped; for longer, if that is wished."""
    return Card(
        screen=STOPPED,
        subject="",
        preview=words("follow_up.preview"),
        parts=(
            Text(words("follow_up.stopped")),
            Text(words("follow_up.take_care", name=name) if name else words("follow_up.bye")),
            Text(words("follow_up.stop_longer_ask")),
            *with_line(words, lines),
        ),
        buttons=(
            Button(FOLLOW_UP_STOP_LONGER, words("follow_up.half_year"), HALF_YEAR),
            Button(FOLLOW_UP_STOP_LONGER, words("follow_up.always"), ALWAYS),
            _clear(words),
        ),
    )


def stopped_longer_card(
    words: Words, lines: Lines, *, stopped: bool, quiet_until: datetime | None
) -> Card:
    """For how long no notes come, as it stands now."""
    if stopped:
        text = words("follow_up.stopped_always")
    elif quiet_until is not None:
        text = words("follow_up.stopped_until", day=words.day(quiet_until))
    else:
        text = words("follow_up.done")
    return Card(
        screen=STOPPED_LONGER,
        subject="",
        preview=words("follow_up.preview"),
        parts=(Text(text), *with_line(words, lines)),
        buttons=(_clear(words),),
    )
