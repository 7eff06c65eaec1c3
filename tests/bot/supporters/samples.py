"""Drawn examples of the notes about trainings that end."""

from datetime import UTC, date, datetime

from bot.core.lines import Lines
from bot.core.pages import FIRST_PAGE, PageOf
from bot.core.texts import Words
from bot.supporters.model import Course, Training
from bot.supporters.training_screens import Named, ends_card, names_form, soon_card
from bot.supporters.trainings_screens import Named as Trained
from bot.supporters.trainings_screens import (
    Whom,
    my_training_card,
    note_form,
    take_out_form,
    trainings_form,
)
from tests.samples import Sample
from tests.world import ZONE

NOW = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)


def samples(words: Words, lines: Lines) -> list[Sample]:
    forms = [
        names_form(words, [], FIRST_PAGE, ZONE),
        names_form(
            words,
            [
                Named("Pat Okafor", date(2026, 2, 1), over=True),
                Named("", date(2026, 3, 9), over=False),
            ],
            PageOf("main"),
            ZONE,
        ),
    ]
    notes = [
        soon_card(words, lines, "2026-03-20", NOW),
        ends_card(words, lines, "main", 1),
        ends_card(words, lines, "main", 2),
    ]
    had = [
        Training(
            reference=f"t{n}{until}", person="p1", course=course, held_on="2026-02-01", until=until
        )
        for n, course in enumerate(Course)
        for until in ("", "2028-01-31")
    ]
    many: list[Trained] = [(f"p{n}", f"Pat Okafor {n}", had if n == 0 else []) for n in range(45)]
    crowd: list[Trained] = [(f"p{n}", f"Pat Okafor {n}", had[:1]) for n in range(101)]
    few: list[Trained] = [("p1", "Pat Okafor", had), ("p2", "", [])]
    for people in (few, few[1:], few[:0], many, crowd):
        forms += [
            trainings_form(words, people, ZONE),
            note_form(words, people, NOW.date()),
            take_out_form(words, people, ZONE),
            take_out_form(words, people, ZONE, Whom("p1")),
            note_form(words, people, NOW.date(), Whom(stretch=1)),
            take_out_form(words, people, ZONE, Whom(stretch=1)),
        ]
    notes += [
        my_training_card(words, had, "2026-05-01", ZONE),
        my_training_card(words, had, "2026-01-31", ZONE, lapsed=True),
        my_training_card(words, [], "", ZONE),
    ]
    return [
        *(Sample("form", form) for form in forms),
        *(Sample("card", card) for card in notes),
    ]
