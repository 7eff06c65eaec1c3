"""Reports show nothing to anybody in this form."""

from bot.core.lines import Lines
from bot.core.texts import Words
from tests.samples import Sample


def samples(words: Words, lines: Lines) -> list[Sample]:
    """None."""
    return []
