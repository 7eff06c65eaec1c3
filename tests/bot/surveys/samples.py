"""Every screen of a survey."""

from datetime import UTC, datetime, timedelta

from bot.core.lines import Lines
from bot.core.texts import Words
from bot.surveys.model import LASTS, Survey
from bot.surveys.screens import ask_card, overview_card, second_card, start_form
from tests.samples import Sample

REFERENCE = "7d" * 16
NOW = datetime(2026, 3, 2, 16, tzinfo=UTC)
LAST = Survey(
    reference=REFERENCE, number=1, started_at=NOW, until=NOW + LASTS, month="2026-03", asked=30_000
)
ZONE = "America/Denver"
LATER = NOW + timedelta(days=200)


def samples(words: Words, lines: Lines) -> list[Sample]:
    """One or more of each."""
    overviews = (
        overview_card(words, None, is_open=False, next_at=None, k=11, zone=ZONE),
        overview_card(words, LAST, is_open=True, next_at=None, k=11, zone=ZONE),
        overview_card(words, LAST, is_open=False, next_at=LATER, k=11, zone=ZONE),
        overview_card(words, LAST, is_open=False, next_at=None, k=5, zone=ZONE),
    )
    return [
        Sample("note", ask_card(words, lines, REFERENCE)),
        Sample("card", second_card(words, lines, REFERENCE)),
        *(Sample("card", card) for card in overviews),
        Sample("form", start_form(words, NOW + LASTS)),
    ]
