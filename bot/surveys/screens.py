"""The message with the first question, the second one, and what coordinators see."""

from datetime import datetime

from bot.check_ins.names import CHECK_IN_TALK
from bot.core.clock import in_zone
from bot.core.lines import Lines
from bot.core.names import Screen
from bot.core.notices import Notice, NoticeButton, with_line
from bot.core.screens import Button, Card, Confirm, Form, Items, Small, Text, Weight
from bot.core.texts import Words
from bot.programme import coordinator_card
from bot.surveys.model import Answer, AnswerSubject, Survey
from bot.surveys.names import ANSWER, ASK, END, HIT_HARD, NO_MORE, OVERVIEW, SECOND, START

TALK = NoticeButton(CHECK_IN_TALK, "survey.talk")
THANKS = Notice(Screen("survey.thanks"), "survey.thanks", "survey.lock_screen", (TALK,))
STOPPED = Notice(Screen("survey.stopped"), "survey.stopped", "survey.lock_screen", (TALK,))
OVER = Notice(Screen("survey.over"), "survey.over", "survey.lock_screen", (TALK,))


def ask_card(words: Words, lines: Lines, ticket: str) -> Card:
    """Draw the message with the first question."""
    nothing = str(AnswerSubject(ticket, Answer.NOTHING))
    buttons = (
        Button(HIT_HARD, words("survey.yes"), ticket),
        Button(ANSWER, words("survey.no"), nothing),
        Button(NO_MORE, words("survey.no_more"), ticket, Weight.SMALL),
    )
    parts = (Text(words("survey.why")), Text(words("survey.first")), *with_line(words, lines))
    return Card(ASK, ticket, words("survey.lock_screen"), parts, buttons)


def second_card(words: Words, lines: Lines, ticket: str) -> Card:
    """Draw the second question, for whoever was hit hard by something."""
    buttons = (
        Button(ANSWER, words("survey.yes"), str(AnswerSubject(ticket, Answer.SUPPORTED))),
        Button(ANSWER, words("survey.no"), str(AnswerSubject(ticket, Answer.NOT_SUPPORTED))),
        Button(NO_MORE, words("survey.no_more"), ticket, Weight.SMALL),
    )
    parts = (Text(words("survey.second")), *with_line(words, lines))
    return Card(SECOND, ticket, words("survey.lock_screen"), parts, buttons)


def overview_card(
    words: Words, last: Survey | None, *, is_open: bool, next_at: datetime | None, k: int, zone: str
) -> Card:
    """Draw how it stands with surveys; ``next_at`` is set while none may be started.

    ``zone`` is the time zone of the hospital.
    """
    parts: list[Text | Small] = [Text(words("survey.overview.what", count=k))]
    buttons: list[Button] = []
    if last is not None and is_open:
        open_until = words.day(last.until)
        parts.append(Text(words("survey.overview.open", day=open_until, count=last.asked)))
        sure = Confirm(
            title=words("survey.end.title"),
            text=words("survey.end.text"),
            yes=words("survey.end.yes"),
            no=words("survey.end.no"),
        )
        buttons.append(Button(END, words("survey.overview.end"), last.reference, confirm=sure))
    elif last is not None:
        month = words.month(last.middle_of_month)
        closed = words("survey.overview.closed", day=words.day(last.until), month=month)
        parts.append(Text(closed))
        if next_at is not None:
            year = f"{in_zone(next_at, zone):%Y}"
            day = words("survey.overview.day", day=words.day(next_at), year=year)
            parts.append(Text(words("survey.overview.next", day=day)))
    if not is_open and next_at is None:
        key = "survey.overview.start" if last is None else "survey.overview.again"
        buttons.append(Button(START, words(key), opens_form=True))
    parts.append(Small(words("survey.overview.longer")))
    return coordinator_card(words, OVERVIEW, *parts, buttons=buttons)


def start_form(words: Words, until: datetime) -> Form:
    """Draw what is about to be sent, before a coordinator starts a survey."""
    shown = (words("survey.why"), words("survey.first"), words("survey.second"))
    return Form(
        name=START,
        subject="",
        title=words("survey.start.title"),
        close=words("core.close"),
        submit=words("survey.start.yes"),
        parts=(
            Text(words("survey.start.text", day=words.day(until))),
            Items(shown),
            Text(words("survey.start.once")),
        ),
    )
