"""What supporters and coordinators see of trainings; names stand in dialogs alone. Pure."""

from collections.abc import Sequence
from datetime import date

from bot.core.clock import noon
from bot.core.names import Dialog, Screen
from bot.core.screens import (
    MOST_OPTIONS,
    Button,
    Card,
    Choice,
    DayInput,
    Form,
    Items,
    Part,
    Row,
    Small,
    Text,
    options_labelled,
    options_named,
)
from bot.core.texts import Words, texts_of
from bot.supporters.model import Course, Training

MY_TRAINING = Screen("supporters.my_training")
TRAININGS = Dialog("supporters.trainings")
NOTE_TRAINING = Dialog("supporters.note_training")
TAKE_OUT_TRAINING = Dialog("supporters.take_out_training")
WHO, COURSE, HELD_ON, UNTIL = "who", "course", "held_on", "until"
WHICH = "which"
MOST_OF_ONE = 5
"""So many of one supporter are shown, the newest ones."""
MOST_LISTED = 40
"""So many fit into one dialog of every platform."""

Named = tuple[str, str, Sequence[Training]]
"""A supporter: reference, name, and trainings."""


def my_training_card(words: Words, trainings: Sequence[Training], ends: str, zone: str) -> Card:
    """A supporter's own trainings, and ``ends``, the day from which they are not asked."""
    parts: list[Part] = [Text(words("supporters.trained.none"))]
    if trainings:
        lines = tuple(_line(words, each, zone) for each in trainings[:MOST_OF_ONE])
        parts = [Text(words("supporters.trained.yours")), Items(lines)]
    if ends:
        parts.append(Text(words("supporters.trained.ends", day=_day(words, ends, zone))))
    parts.append(Small(words("supporters.trained.kept")))
    return Card(MY_TRAINING, "", words("supporters.preview"), tuple(parts))


def trainings_form(words: Words, people: Sequence[Named], zone: str) -> Form:
    """Whose trainings are noted, for a coordinator of their area."""
    lines = [
        words(
            "supporters.trained.line",
            name=name or words("programme.names.nameless"),
            trainings="; ".join(_line(words, each, zone) for each in trainings[:MOST_OF_ONE])
            or words("supporters.trained.nothing"),
        )
        for _, name, trainings in people
    ]
    parts: list[Part] = [Text(words("supporters.trained.nobody"))]
    buttons: list[Button] = []
    if people:
        parts = [Items(tuple(line[:300] for line in lines[:MOST_LISTED]))]
        label = words("supporters.trained.note")
        buttons.append(Button(NOTE_TRAINING, label, opens_form=True))
    if len(people) > MOST_LISTED:
        parts.append(Small(words("supporters.trained.more", count=len(people))))
    if any(trainings for _, _, trainings in people):
        label = words("supporters.trained.take_out")
        buttons.append(Button(TAKE_OUT_TRAINING, label, opens_form=True))
    if buttons:
        parts.append(Row(tuple(buttons)))
    return Form(
        name=TRAININGS,
        subject="",
        title=words("supporters.trained.title"),
        close=words("core.close"),
        parts=tuple(parts),
    )


def note_form(words: Words, people: Sequence[Named], day: date) -> Form:
    """Who was trained in what, when, and until when it counts."""
    if not people:
        return trainings_form(words, people, "UTC")
    named = ((who, name or words("programme.names.nameless")) for who, name, _ in people)
    return Form(
        name=NOTE_TRAINING,
        subject="",
        title=words("supporters.trained.title"),
        close=words("core.close"),
        submit=words("supporters.trained.save"),
        parts=(Text(words("supporters.trained.beside")),),
        inputs=(
            Choice(WHO, words("supporters.trained.who"), options_named(named)),
            Choice(COURSE, words("supporters.trained.what"), options_labelled(courses(words))),
            DayInput(HELD_ON, words("supporters.trained.when"), day),
            DayInput(UNTIL, words("supporters.trained.until_when"), optional=True),
        ),
    )


def take_out_form(words: Words, people: Sequence[Named], zone: str) -> Form:
    """Which training was noted by mistake."""
    listed = [
        (each.reference, f"{name or words('programme.names.nameless')}: {_line(words, each, zone)}")
        for _, name, trainings in people
        for each in trainings
    ]
    if not listed:
        return trainings_form(words, people, zone)
    return Form(
        name=TAKE_OUT_TRAINING,
        subject="",
        title=words("supporters.trained.title"),
        close=words("core.close"),
        submit=words("supporters.trained.take_out"),
        inputs=(
            Choice(WHICH, words("supporters.trained.which"), options_named(listed[:MOST_OPTIONS])),
        ),
    )


def courses(words: Words) -> dict[Course, str]:
    """What trainings can be about, in words."""
    return texts_of(words, "supporters.course", Course)


def _line(words: Words, training: Training, zone: str) -> str:
    course, day = courses(words)[training.course], _day(words, training.held_on, zone)
    if not training.until:
        return words("supporters.trained.held", course=course, day=day)
    until = _day(words, training.until, zone)
    return words("supporters.trained.counts", course=course, day=day, until=until)


def _day(words: Words, day: str, zone: str) -> str:
    found = date.fromisoformat(day)
    short = words.day(noon(found, zone))
    return words("supporters.trained.day", day=short, year=str(found.year))
