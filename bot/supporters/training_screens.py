"""The notes about trainings that end, and the window with the names. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.core.clock import noon
from bot.core.lines import Lines
from bot.core.names import Screen
from bot.core.notices import with_line
from bot.core.pages import PageOf, page_of
from bot.core.screens import Button, Card, Form, Items, Part, Text
from bot.core.texts import Words
from bot.programme import coordinator_card
from bot.supporters.names import HOME_DUTY, TRAINING_NAMES
from bot.supporters.training import ENDS, SOON


def duty_note(words: Words, lines: Lines, screen: Screen, subject: str, text: str) -> Card:
    """Make a short note to a supporter about their duty."""
    parts, duty = (Text(text), *with_line(words, lines)), Button(HOME_DUTY, words("home.duty"))
    return Card(screen, subject, words("supporters.preview"), parts, (duty,))


def soon_card(words: Words, lines: Lines, subject: str, day: datetime) -> Card:
    """Tell a supporter when their training ends, and what to do about it."""
    text = words("supporters.training.yours", day=words.day(day))
    return duty_note(words, lines, SOON, subject, text)


def ends_card(words: Words, lines: Lines, area: str, count: int) -> Card:
    """Tell a coordinator how many trainings end; a window shows the names."""
    parts = (Text(words("supporters.training.theirs", count=count)), *with_line(words, lines))
    who = Button(TRAINING_NAMES, words("supporters.training.who"), area, opens_form=True)
    return coordinator_card(words, ENDS, *parts, buttons=(who,), subject=area)


MOST_LISTED = 40
"""So many are on one page."""


@dataclass(frozen=True)
class Named:
    """A person's name, and the last day of their training."""

    name: str
    day: date
    over: bool


def names_form(words: Words, people: Sequence[Named], place: PageOf, zone: str) -> Form:
    """Make the window with the names of those whose training ends; it leaves no message."""
    page = page_of(people, MOST_LISTED, place)
    listed = tuple(_ends(words, each, zone) for each in page.shown)
    parts: tuple[Part, ...] = (Text(words("supporters.training.nobody")),)
    if listed:
        renew = Text(words("supporters.training.renew"))
        parts = (Items(listed), *page.in_dialog(words, TRAINING_NAMES), renew)
    return Form(
        name=TRAINING_NAMES,
        subject=str(page.place),
        title=words("supporters.training.title"),
        close=words("core.close"),
        parts=parts,
    )


def _ends(words: Words, each: Named, zone: str) -> str:
    name = each.name or words("programme.names.nameless")
    day = words.day(noon(each.day, zone))
    if each.over:
        return words("supporters.training.ended", name=name, day=day)
    return words("supporters.training.ends", name=name, day=day)
