"""Every later note in every wording, and what it becomes."""

from datetime import UTC, datetime

from bot.core.lines import Lines
from bot.core.texts import Words
from bot.follow_ups.model import VARIANTS, Stage
from bot.follow_ups.screens import (
    SCREENS,
    SILENCE,
    Note,
    note_card,
    options_card,
    stopped_card,
    stopped_longer_card,
)
from tests.bot.check_ins.samples import tolds
from tests.samples import Sample

CARE = "0" * 32
DAY = datetime(2026, 5, 3, 16, tzinfo=UTC)


def samples(words: Words, lines: Lines) -> list[Sample]:
    """One or more of each."""
    notes = [
        Note(screen, CARE, variant, name, DAY)
        for screen in (*SCREENS.values(), SILENCE)
        for variant in range(VARIANTS)
        for name in ("Sam", "")
    ]
    notes.append(Note(SCREENS[Stage.MONTH], CARE, 0, "Sam", None))
    cards = [
        *(
            options_card(words, lines, episode, told, others=others)
            for episode in (CARE, "")
            for told in tolds(words)
            for others in (True, False)
        ),
        stopped_card(words, lines, "Sam"),
        stopped_card(words, lines, ""),
        stopped_longer_card(words, lines, stopped=True, quiet_until=None),
        stopped_longer_card(words, lines, stopped=False, quiet_until=DAY),
        stopped_longer_card(words, lines, stopped=False, quiet_until=None),
    ]
    return [
        *(Sample("note", note_card(words, lines, note)) for note in notes),
        *(Sample("card", card) for card in cards),
    ]
