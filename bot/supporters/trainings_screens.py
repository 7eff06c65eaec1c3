"""What supporters and coordinators see of trainings; names stand in dialogs alone. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.clock import noon
from bot.core.inputs import Choice, DayInput, options_labelled, options_named
from bot.core.limits import LONGEST_LABEL, MOST_OPTIONS
from bot.core.names import Dialog, Screen
from bot.core.packed import Packed
from bot.core.pages import FIRST_PAGE, PageOf, page_of
from bot.core.screens import Button, Card, Form, Items, Part, Row, Small, Text
from bot.core.texts import Words, texts_of
from bot.supporters.model import Course, Training

MY_TRAINING = Screen("supporters.my_training")
TRAININGS = Dialog("supporters.trainings")
NOTE_TRAINING = Dialog("supporters.note_training")
TAKE_OUT_TRAINING = Dialog("supporters.take_out_training")
WHO, COURSE, HELD_ON, UNTIL = "who", "course", "held_on", "until"
WHICH, STRETCH = "which", "stretch"
MOST_OF_ONE = 5
"""So many of one supporter are shown, the newest ones."""
MOST_LISTED = 40
"""So many are on one page: they fit into one dialog of every platform."""
LONGEST_LINE = 300
"""So many characters one supporter's line has."""

Named = tuple[str, str, Sequence[Training]]
"""A supporter: reference, name, and trainings."""


@dataclass(frozen=True)
class Whom(Packed):
    """What a form about trainings is about: nobody yet, a stretch of names, or a supporter."""

    person: str = ""
    stretch: int | None = None
    """Which stretch of the supporters by name, where they are more than one choice holds."""


NOBODY_YET = Whom()


def my_training_card(
    words: Words, trainings: Sequence[Training], ends: str, zone: str, *, lapsed: bool = False
) -> Card:
    """A supporter's own trainings, and ``ends``, the last day on which they are asked.

    ``lapsed``: that day has been.
    """
    parts: list[Part] = [Text(words("supporters.trained.none"))]
    if trainings:
        lines = tuple(_line(words, each, zone) for each in trainings[:MOST_OF_ONE])
        parts = [Text(words("supporters.trained.yours")), Items(lines)]
    if lapsed:
        parts.append(Text(words("supporters.duty.lapsed")))
    elif ends:
        parts.append(Text(words("supporters.trained.ends", day=_day(words, ends, zone))))
    parts.append(Small(words("supporters.trained.kept")))
    return Card(MY_TRAINING, "", words("supporters.preview"), tuple(parts))


def trainings_form(
    words: Words, people: Sequence[Named], zone: str, place: PageOf = FIRST_PAGE
) -> Form:
    """Whose trainings are noted, for a coordinator of their area."""
    parts: list[Part] = [Text(words("supporters.trained.nobody"))]
    buttons: list[Button] = []
    page = page_of(people, MOST_LISTED, place)
    if people:
        lines = tuple(_line_of(words, each, zone) for each in page.shown)
        parts = [Items(lines), *page.where(words)]
        label = words("supporters.trained.note")
        buttons.append(Button(NOTE_TRAINING, label, opens_form=True))
    if any(trainings for _, _, trainings in people):
        label = words("supporters.trained.take_out")
        buttons.append(Button(TAKE_OUT_TRAINING, label, opens_form=True))
    buttons += page.buttons(words, TRAININGS, opens_form=True)
    if buttons:
        parts.append(Row(tuple(buttons)))
    return Form(
        name=TRAININGS,
        subject=str(page.place),
        title=words("supporters.trained.title"),
        close=words("core.close"),
        parts=tuple(parts),
    )


def note_form(words: Words, people: Sequence[Named], day: date, whom: Whom = NOBODY_YET) -> Form:
    """Who was trained in what, when, and until when it counts.

    Where there are many, first between which names the supporter's is.
    """
    if not people:
        return trainings_form(words, people, "UTC")
    here = _here(people, whom)
    if here is None:
        return _stretch_form(words, NOTE_TRAINING, people)
    return Form(
        name=NOTE_TRAINING,
        subject=str(whom),
        title=words("supporters.trained.title"),
        close=words("core.close"),
        submit=words("supporters.trained.save"),
        parts=(Text(words("supporters.trained.beside")),),
        inputs=(
            _whose(words, here),
            Choice(COURSE, words("supporters.trained.what"), options_labelled(courses(words))),
            DayInput(HELD_ON, words("supporters.trained.when"), day),
            DayInput(UNTIL, words("supporters.trained.until_when"), optional=True),
        ),
    )


def take_out_form(
    words: Words, people: Sequence[Named], zone: str, whom: Whom = NOBODY_YET
) -> Form:
    """Of whom a training was noted by mistake and, once that is picked (``whom``), which one."""
    trained = [each for each in people if each[2]]
    if not trained:
        return trainings_form(words, people, zone)
    theirs = next((each for each in trained if each[0] == whom.person), None)
    if theirs is not None:
        return _which_form(words, theirs, zone)
    here = _here(trained, whom)
    if here is None:
        return _stretch_form(words, TAKE_OUT_TRAINING, trained)
    return Form(
        name=TAKE_OUT_TRAINING,
        subject=str(whom) if whom.stretch is not None else "",
        title=words("supporters.trained.title"),
        close=words("core.close"),
        submit=words("supporters.trained.next"),
        inputs=(_whose(words, here),),
    )


def _which_form(words: Words, theirs: Named, zone: str) -> Form:
    """Which training of a supporter was noted by mistake."""
    # Of one person, a course on a day is noted once: its end need not stand there.
    held = [(each.reference, _held(words, each, zone)) for each in theirs[2]]
    return Form(
        name=TAKE_OUT_TRAINING,
        subject=theirs[0],
        title=words("supporters.trained.title"),
        close=words("core.close"),
        submit=words("supporters.trained.take_out"),
        parts=(Text(_called(words, theirs)), *_more(words, held)),
        inputs=(Choice(WHICH, words("supporters.trained.which"), options_named(held)),),
    )


def _stretches(people: Sequence[Named]) -> list[Sequence[Named]]:
    """The supporters by name, in as few stretches as choices hold."""
    starts = range(0, len(people), MOST_OPTIONS)
    return [people[start : start + MOST_OPTIONS] for start in starts]


def _here(people: Sequence[Named], whom: Whom) -> Sequence[Named] | None:
    """The supporters to pick from; ``None`` while it is not said in which stretch of many."""
    found = _stretches(people)
    if len(found) == 1:
        return people
    number = whom.stretch
    return found[number] if number is not None and 0 <= number < len(found) else None


def _stretch_form(words: Words, name: Dialog, people: Sequence[Named]) -> Form:
    """Between which two names the supporter's is."""
    ends = [(_called(words, each[0]), _called(words, each[-1])) for each in _stretches(people)]
    named = ((str(n), _from_to(words, *each)) for n, each in enumerate(ends))
    return Form(
        name=name,
        subject="",
        title=words("supporters.trained.title"),
        close=words("core.close"),
        submit=words("supporters.trained.next"),
        inputs=(Choice(STRETCH, words("supporters.trained.between"), options_named(named)),),
    )


def _from_to(words: Words, first: str, last: str) -> str:
    half = LONGEST_LABEL // 2 - 5
    return words("supporters.trained.from_to", first=first[:half], last=last[:half])


def _whose(words: Words, people: Sequence[Named]) -> Choice:
    named = ((each[0], _called(words, each)) for each in people)
    return Choice(WHO, words("supporters.trained.who"), options_named(named))


def _called(words: Words, one: Named) -> str:
    return one[1] or words("programme.names.nameless")


def _more(words: Words, listed: Sequence[object]) -> tuple[Part, ...]:
    """That a choice does not show all, if so."""
    if len(listed) <= MOST_OPTIONS:
        return ()
    return (Small(words("supporters.trained.more_to_pick", count=len(listed))),)


def courses(words: Words) -> dict[Course, str]:
    """What trainings can be about, in words."""
    return texts_of(words, "supporters.course", Course)


def _line_of(words: Words, one: Named, zone: str) -> str:
    """A supporter with the newest trainings, as many as fit whole, and how many are left out."""
    name = _called(words, one)[:LONGEST_LABEL]
    lines = [_line(words, each, zone) for each in one[2]]
    if not lines:
        nothing = words("supporters.trained.nothing")
        return words("supporters.trained.line", name=name, trainings=nothing)
    found = [
        words("supporters.trained.line", name=name, trainings=_newest(words, lines, most))
        for most in range(min(len(lines), MOST_OF_ONE), 0, -1)
    ]
    return next((line for line in found if len(line) <= LONGEST_LINE), found[-1])


def _newest(words: Words, lines: Sequence[str], most: int) -> str:
    shown, left = "; ".join(lines[:most]), len(lines) - most
    return words("supporters.trained.older", trainings=shown, count=left) if left > 0 else shown


def _held(words: Words, training: Training, zone: str) -> str:
    course, day = courses(words)[training.course], _day(words, training.held_on, zone)
    return words("supporters.trained.held", course=course, day=day)


def _line(words: Words, training: Training, zone: str) -> str:
    if not training.until:
        return _held(words, training, zone)
    course, day = courses(words)[training.course], _day(words, training.held_on, zone)
    until = _day(words, training.until, zone)
    return words("supporters.trained.counts", course=course, day=day, until=until)


def _day(words: Words, day: str, zone: str) -> str:
    found = date.fromisoformat(day)
    short = words.day(noon(found, zone))
    return words("supporters.trained.day", day=short, year=str(found.year))
