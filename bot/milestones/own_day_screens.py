"""The card and the form of own days, and the message before one."""

from collections.abc import Mapping
from datetime import datetime

from bot.check_ins import greeting
from bot.check_ins.names import PRIVACY_CLEAR
from bot.core.inputs import DayInput, Input, Option, Ticks
from bot.core.lines import Lines
from bot.core.messages import Message
from bot.core.notices import with_line
from bot.core.screens import Button, Card, Form, Text
from bot.core.texts import Words
from bot.milestones import names
from bot.milestones.own_days import MOST

REMEMBER, YES = "remember", "yes"


def own_days_card(
    words: Words, lines: Lines, days: Mapping[str, datetime], *, messages_off: bool
) -> Card:
    """List the days that the reader has chosen, by reference; each can be taken back here.

    ``messages_off``: whether a stop or a snooze may hold back a message before one of them.
    """
    texts = [words("milestone.own.text")]
    if days:
        listed = ", ".join(words.day(moment) for moment in days.values())
        texts.append(words("milestone.own.chosen", days=listed))
        if messages_off:
            texts.append(words("milestone.own.off"))
    buttons = [
        Button(names.OWN_DAY_BACK, words("milestone.own.back", day=words.day(moment)), reference)
        for reference, moment in days.items()
    ]
    if len(days) < MOST:
        choose = Button(names.OWN_DAY_FORM, words("milestone.own.choose"), opens_form=True)
        buttons.insert(0, choose)
    buttons.append(Button(PRIVACY_CLEAR, words("milestone.clear")))
    parts = (*(Text(text) for text in texts), *with_line(words, lines))
    return Card(names.OWN_DAYS, "", words("milestone.lock_screen"), parts, tuple(buttons))


def own_day_form(words: Words, usual: int, *, remembers: bool) -> Form:
    """Choose a day; ``usual`` is how many days ahead need no "yes, remember me"."""
    texts = [words("milestone.own.form_text")]
    inputs: list[Input] = [DayInput("day", words("milestone.own.day"))]
    if remembers:
        texts.append(words("milestone.own.remember_text", count=usual))
        yes = Option(YES, words("milestone.own.remember_yes"))
        inputs.append(Ticks(REMEMBER, words("milestone.own.remember"), (yes,)))
    return Form(
        name=names.OWN_DAY_FORM,
        subject="",
        title=words("milestone.own.title"),
        close=words("core.close"),
        submit=words("milestone.own.save"),
        parts=tuple(Text(text) for text in texts),
        inputs=tuple(inputs),
    )


def own_day_card(words: Words, lines: Lines, subject: str, name: str) -> Card:
    """Draw the message before a day; it says neither which day nor why."""
    text = words("milestone.own.message")
    return _message(words, lines, names.OWN_DAY, subject, f"{greeting(words, name)} {text}")


def own_day_gone_card(words: Words, lines: Lines, subject: str, name: str) -> Card:
    """Draw that a day which its reader chose may no longer be kept."""
    text = words("milestone.own.gone")
    return _message(words, lines, names.OWN_DAY_GONE, subject, f"{greeting(words, name)} {text}")


def _message(words: Words, lines: Lines, message: Message, subject: str, text: str) -> Card:
    # The day is erased with the message, so no button leads to it.
    buttons = (
        Button(names.MILESTONE_TALK, words("milestone.talk")),
        Button(PRIVACY_CLEAR, words("milestone.clear")),
    )
    parts = (Text(text), Text(words("milestone.own.only")), *with_line(words, lines))
    return Card(message, subject, words("milestone.lock_screen"), parts, buttons)
