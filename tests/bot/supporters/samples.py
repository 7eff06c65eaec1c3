"""Drawn examples of the notes about trainings that end."""

from datetime import UTC, date, datetime

from bot.core.lines import Lines
from bot.core.texts import Words
from bot.supporters.training_screens import Named, ends_card, names_form, soon_card
from tests.samples import Sample
from tests.world import ZONE

NOW = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)


def samples(words: Words, lines: Lines) -> list[Sample]:
    forms = [
        names_form(words, [], "", ZONE),
        names_form(
            words,
            [
                Named("Pat Okafor", date(2026, 2, 1), over=True),
                Named("", date(2026, 3, 9), over=False),
            ],
            "main",
            ZONE,
        ),
    ]
    notes = [
        soon_card(words, lines, NOW),
        ends_card(words, lines, "main", 1),
        ends_card(words, lines, "main", 2),
    ]
    return [
        *(Sample("form", form) for form in forms),
        *(Sample("card", card) for card in notes),
    ]
