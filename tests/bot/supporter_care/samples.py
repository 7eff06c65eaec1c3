"""Every screen of a supporter's own note."""

from bot.core.lines import Lines
from bot.core.texts import Words
from bot.supporter_care.screens import note_card
from tests.samples import Sample


def samples(words: Words, lines: Lines) -> list[Sample]:
    """One or more of each."""
    return [
        Sample("note", note_card(words, lines, "n1", "Pat Okafor")),
        Sample("note", note_card(words, lines, "n1", "")),
    ]
