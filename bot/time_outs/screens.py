"""The cards of a time-out: the asker's, the requests for cover, and the coverer's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core import notices
from bot.core.jobs import Urgency
from bot.core.lines import Lines
from bot.core.messages import A_DAY, AN_HOUR, TWO_MINUTES, Message, at_once, by_day
from bot.core.names import Dialog, Screen
from bot.core.notices import Notice
from bot.core.screens import Button, Card, Part, Text, Weight
from bot.core.texts import Words
from bot.time_outs import names
from bot.time_outs.model import GRACE, MOST_EXTENSIONS, Outcome, TimeOut, TimeOutState

MINE = Message(
    "time_out.mine",
    at_once(
        timedelta(minutes=30), repeats_after=TWO_MINUTES, urgency=Urgency.ANSWER, complete=True
    ),
)
COVER_CARD = Message(
    "time_out.cover_card", at_once(timedelta(minutes=20), repeats_after=TWO_MINUTES, complete=True)
)
TOO_LATE = Message(
    "time_out.too_late", by_day(3 * A_DAY, repeats_after=AN_HOUR, urgency=Urgency.ANSWER)
)
"""The asker's card once more, by day, after an outage in which nobody was asked."""
PASSED = Screen("time_out.passed")
COVERING = Message(
    "time_out.covering",
    at_once(
        timedelta(minutes=30), repeats_after=TWO_MINUTES, urgency=Urgency.ANSWER, complete=True
    ),
)
OLDER = Screen("time_out.older")
TAKEN_OVER = Notice(
    Screen("time_out.taken_over"), "time_out.covering.thanks", "time_out.covering.preview"
)
"""Thanks a cover who presses the button of an older card, which nobody waits for any more."""
WHO = Dialog("time_out.who")


@dataclass(frozen=True)
class Look:
    """What a card needs besides the time-out itself."""

    now: datetime
    list_open: bool = False
    """Whether somebody on the unit's lists can be asked."""
    nameless: bool = False
    """Whether the directory has no name for the asker."""
    yours: bool = False
    """Whether the reader is the one who covers."""


# ---- the asker's card ----


def mine(words: Words, lines: Lines, time_out: TimeOut, look: Look) -> Card:
    """Draw the asker's card for the state the time-out is in."""
    texts, buttons = _mine_now(words, time_out, look)
    preview = words("time_out.mine.preview")
    screen = TOO_LATE if time_out.outcome is Outcome.TOO_LATE else MINE
    return _card(screen, time_out, preview, texts, *buttons, line=notices.with_line(words, lines))


def _card(
    screen: Screen,
    time_out: TimeOut,
    preview: str,
    texts: Iterable[str],
    *buttons: Button,
    line: tuple[Part, ...] = (),
) -> Card:
    parts = (*(Text(text) for text in texts), *line)
    return Card(screen, time_out.reference, preview, parts, buttons)


def _mine_now(words: Words, time_out: TimeOut, look: Look) -> tuple[list[str], list[Button]]:
    match time_out.state:
        case TimeOutState.ASKED:
            return _asked(words, time_out, look)
        case TimeOutState.COVERED:
            return _covered(words, time_out, look)
        case TimeOutState.RUNNING:
            return _running(words, time_out, look)
        case TimeOutState.OVER:
            return _over(words, time_out)


def _asked(words: Words, time_out: TimeOut, look: Look) -> tuple[list[str], list[Button]]:
    ref = time_out.reference
    buttons = []
    if time_out.is_quiet:
        at = words.time(time_out.next_word_at or look.now)
        cancel = Button(names.TIME_OUT_CANCEL, words("time_out.mine.cancel"), ref)
        return [words("time_out.mine.matching", time=at)], [cancel]
    texts = _none_yet(words, time_out) if time_out.level else _just_asked(words, time_out)
    if time_out.alone and look.list_open:
        label = words("time_out.mine.ask_list")
        buttons.append(Button(names.ASK_LIST, label, ref, opens_form=True))
    if time_out.alone or time_out.level:
        label = words("time_out.mine.ask_one")
        buttons.append(Button(names.ASK_ONE, label, ref, opens_form=True))
    if time_out.level:
        buttons.append(_talk(words, time_out))
    buttons.append(Button(names.TIME_OUT_CANCEL, words("time_out.mine.cancel_ask"), ref))
    return texts, buttons


def _just_asked(words: Words, time_out: TimeOut) -> list[str]:
    if time_out.round and time_out.alone:
        texts = [words("time_out.mine.fell_through_alone")]
    elif time_out.round:
        texts = [words("time_out.mine.fell_through")]
    elif time_out.alone:
        texts = [words("time_out.mine.asked_alone", minutes=time_out.minutes)]
    else:
        texts = [words("time_out.mine.asked", minutes=time_out.minutes)]
    if time_out.next_word_at:
        texts.append(words("time_out.mine.hear", time=words.time(time_out.next_word_at)))
    return texts


def _none_yet(words: Words, time_out: TimeOut) -> list[str]:
    at = words.time(time_out.next_word_at or time_out.asked_at)
    if time_out.alone:
        return [
            words("time_out.mine.none_yet_alone"),
            words("time_out.mine.keep_waiting", time=at),
        ]
    texts = [words("time_out.mine.none_yet")]
    if time_out.lead_asked:
        texts.append(words("time_out.mine.lead_too"))
    if time_out.next_asked:
        texts.append(words("time_out.mine.next_too"))
    if time_out.singles:
        texts.append(words("time_out.mine.single_too"))
    texts.append(words("time_out.mine.keep_asking", time=at))
    return [" ".join(texts), words("time_out.mine.also")]


def _covered(words: Words, time_out: TimeOut, look: Look) -> tuple[list[str], list[Button]]:
    ref = time_out.reference
    at = words.time(time_out.arrives_at or look.now)
    if time_out.level:
        texts = [words("time_out.mine.covered_late", time=at), words("time_out.mine.or_left")]
    elif time_out.arrives_at and time_out.arrives_at > look.now:
        texts = [words("time_out.mine.covered_at", time=at), words("time_out.mine.free_to_go")]
    else:
        texts = [words("time_out.mine.covered_now"), words("time_out.mine.free_to_go")]
    if look.nameless:
        texts.append(words("time_out.mine.nameless"))
    buttons = [
        Button(names.TIME_OUT_BEGIN, words("time_out.mine.begin"), ref, Weight.MAIN),
        _see_who(words, ref),
        Button(names.TIME_OUT_NOBODY_CAME, words("time_out.mine.nobody_came"), ref),
    ]
    if time_out.level:
        buttons.append(Button(names.TIME_OUT_BACK, words("time_out.mine.back_already"), ref))
    buttons.append(Button(names.TIME_OUT_CANCEL, words("time_out.mine.cancel"), ref))
    return texts, buttons


def _running(words: Words, time_out: TimeOut, look: Look) -> tuple[list[str], list[Button]]:
    ref = time_out.reference
    ends_at = time_out.ends_at or look.now
    back = Button(names.TIME_OUT_BACK, words("time_out.mine.back"), ref)
    if look.now < ends_at:
        text = words("time_out.mine.running", time=words.time(ends_at))
        return [text], [back, _talk(words, time_out)]
    closes = words("time_out.mine.closes", time=words.time(ends_at + GRACE))
    if time_out.extensions == MOST_EXTENSIONS:
        up = words("time_out.mine.up_last")
        return [up, closes], [back, _talk(words, time_out)]
    longer = Button(names.TIME_OUT_LONGER, words("time_out.mine.longer"), ref)
    up = words("time_out.mine.up")
    return [up, closes], [back, longer, _talk(words, time_out)]


def _over(words: Words, time_out: TimeOut) -> tuple[list[str], list[Button]]:
    again = Button(names.ASK, words("time_out.mine.ask_again"), opens_form=True)
    match time_out.outcome:
        case Outcome.NO_COVER:
            texts = [words("time_out.mine.no_cover"), words("time_out.mine.no_cover_next")]
            return texts, [again, _talk(words, time_out)]
        case Outcome.NOT_BEGUN:
            return [words("time_out.mine.unknown")], [again]
        case Outcome.TOO_LATE:
            at = words.day_and_time(time_out.asked_at)
            return [words("time_out.mine.too_late", at=at)], [again, _talk(words, time_out)]
        case Outcome.CANCELLED:
            return [words("time_out.mine.cancelled")], []
        case Outcome.DONE | None:
            return [words("time_out.mine.done")], []


def _see_who(words: Words, reference: str) -> Button:
    return Button(WHO, words("time_out.see_who"), reference, opens_form=True)


def _talk(words: Words, time_out: TimeOut) -> Button:
    # The button of the first note would replace this card with its choices; this one does not.
    subject = "" if time_out.state is TimeOutState.OVER else time_out.reference
    return Button(names.TIME_OUT_TALK, words("time_out.talk"), subject)


# ---- the cards of those who are asked ----


def cover_card(words: Words, lines: Lines, time_out: TimeOut, look: Look) -> Card:
    """Draw the card that asks for cover without name, reason or unit; later that it is settled."""
    if time_out.state is not TimeOutState.ASKED:
        return _settled(words, COVER_CARD, time_out, look)
    ref = time_out.reference
    return _card(
        COVER_CARD,
        time_out,
        words("time_out.cover_card.preview"),
        [words("time_out.cover_card.text", minutes=time_out.minutes)],
        Button(names.COVER, words("time_out.cover_card.cover"), ref, opens_form=True),
        Button(names.SOON_FORM, words("time_out.cover_card.soon"), ref, opens_form=True),
        Button(names.TIME_OUT_PASS, words("time_out.cover_card.pass"), ref),
    )


def passed(words: Words, lines: Lines, time_out: TimeOut, look: Look) -> Card:
    """Draw what a card becomes after "Not now": one button to say yes after all."""
    if time_out.state is not TimeOutState.ASKED:
        return _settled(words, PASSED, time_out, look)
    label = words("time_out.cover_card.after_all")
    cover = Button(names.COVER, label, time_out.reference, opens_form=True)
    text = words("time_out.cover_card.passed")
    return _card(PASSED, time_out, words("time_out.cover_card.preview"), [text], cover)


def _settled(words: Words, screen: Screen, time_out: TimeOut, look: Look) -> Card:
    text = settled_text(words, time_out, look)
    return _card(screen, time_out, words("time_out.cover_card.preview"), [text])


def settled_text(words: Words, time_out: TimeOut, look: Look) -> str:
    """Return what somebody who was asked reads once nobody is asked any more."""
    match time_out.outcome:
        case Outcome.CANCELLED:
            return words("time_out.no_longer")
        case Outcome.NO_COVER | Outcome.NOT_BEGUN | Outcome.TOO_LATE:
            return words("time_out.closed")
        case Outcome.DONE:
            return words("time_out.taken")
        case None:
            return words("time_out.cover_card.yours") if look.yours else words("time_out.taken")


# ---- the coverer's card ----


def covering(words: Words, lines: Lines, time_out: TimeOut, look: Look) -> Card:
    """Draw the coverer's card, which never shows a name."""
    match time_out.state:
        case TimeOutState.COVERED if look.yours:
            texts, buttons = _promised(words, time_out, look)
        case TimeOutState.RUNNING if look.yours:
            texts, buttons = _stands_in(words, time_out, look)
        case _ if time_out.outcome is Outcome.DONE:
            texts, buttons = [words("time_out.covering.done")], []
        case _ if time_out.outcome is Outcome.CANCELLED:
            texts, buttons = [words("time_out.no_longer")], []
        case _:
            texts, buttons = [words("time_out.closed")], []
    preview = words("time_out.covering.preview")
    return _card(COVERING, time_out, preview, texts, *buttons, line=notices.with_line(words, lines))


def _promised(words: Words, time_out: TimeOut, look: Look) -> tuple[list[str], list[Button]]:
    ref = time_out.reference
    minutes, at = time_out.minutes, words.time(time_out.arrives_at or look.now)
    if time_out.level:
        texts = [words("time_out.covering.late", minutes=minutes, time=at)]
    elif time_out.arrives_at and time_out.arrives_at > look.now:
        texts = [
            words("time_out.covering.at", minutes=minutes, time=at),
            words("time_out.covering.report"),
        ]
    else:
        texts = [
            words("time_out.covering.now", minutes=minutes),
            words("time_out.covering.report"),
        ]
    cannot = Button(names.TIME_OUT_CANNOT, words("time_out.covering.cannot"), ref)
    return texts, [_see_who(words, ref), cannot]


def _stands_in(words: Words, time_out: TimeOut, look: Look) -> tuple[list[str], list[Button]]:
    ends_at = time_out.ends_at or look.now
    at = words.time(ends_at)
    if ends_at <= look.now:
        text = words("time_out.covering.up", time=at)
    elif time_out.extensions:
        text = words("time_out.covering.longer", time=at)
    else:
        text = words("time_out.covering.running", time=at)
    return [text], [_see_who(words, time_out.reference)]


def older(words: Words, time_out: TimeOut) -> Card:
    """Draw what is left of a card once a newer one was posted."""
    over = time_out.state is TimeOutState.OVER
    text = words("time_out.older.done") if over else words("time_out.older.text")
    return _card(OLDER, time_out, words("time_out.older.preview"), [text])
