"""Every screen of a note to a colleague."""

from bot.core.lines import Lines
from bot.core.texts import Words
from bot.referrals.screens import (
    note_card,
    note_form,
    sender_form,
    thanks_form,
)
from tests.samples import Sample


def samples(words: Words, lines: Lines) -> list[Sample]:
    """One or more of each."""
    faults = {"who": words("colleague.fault.manager")}
    return [
        Sample("form", note_form(words)),
        Sample("form", note_form(words).filled({"who": ("sam",)}, faults)),
        Sample("form", thanks_form(words, lines)),
        Sample("note", note_card(words, lines, "n1", "Sam Rivera", named=False)),
        Sample("note", note_card(words, lines, "n1", "", named=False)),
        Sample("note", note_card(words, lines, "n1", "Sam Rivera", named=True)),
        Sample("form", sender_form(words, lines, "Nora Quist")),
    ]
