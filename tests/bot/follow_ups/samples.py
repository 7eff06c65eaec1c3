"""Every later note in every wording, and what it becomes."""

from datetime import UTC, datetime

from bot.core.lines import Lines
from bot.core.texts import Words
from bot.follow_ups.model import VARIANTS, Stage
from bot.follow_ups.screens import (
    SCREENS,
    SILENCE,
    Note,
    after_talk_card,
    ask_later_card,
    later_came_card,
    later_card,
    later_held_card,
    later_stopped_card,
    note_card,
    stopped_card,
    stopped_longer_card,
)
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
        ask_later_card(words, lines, CARE),
        ask_later_card(words, lines, ""),
        later_card(words, lines, CARE, DAY),
        later_held_card(words, lines, CARE, DAY),
        later_came_card(words, lines, CARE),
        later_stopped_card(words, lines, CARE),
        stopped_card(words, lines, "Sam"),
        after_talk_card(words, lines, CARE, ""),
        stopped_card(words, lines, ""),
        stopped_longer_card(words, lines, stopped=True, quiet_until=None),
        stopped_longer_card(words, lines, stopped=False, quiet_until=DAY),
        stopped_longer_card(words, lines, stopped=False, quiet_until=None),
    ]
    return [
        Sample("note", after_talk_card(words, lines, CARE, "Sam")),
        *(Sample("note", note_card(words, lines, note)) for note in notes),
        *(Sample("card", card) for card in cards),
    ]
