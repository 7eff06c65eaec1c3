"""Every screen of a note to a colleague, and of a review."""

from datetime import UTC, datetime

from bot.adverse_events import REVIEWED
from bot.core.lines import Lines
from bot.core.texts import Words
from bot.programme.model import Unit
from bot.referrals.review_screens import EventInWords, ask_form, new_form, which_form
from bot.referrals.screens import note_card, note_form, sender_form, thanks_form, ways_card
from tests.samples import Sample

AT = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)
ICU = Unit("icu", "ICU", "main", "UTC")
WARD = Unit("ward", "A ward with " + "a very long name " * 6, "main", "UTC")


def samples(words: Words, lines: Lines) -> list[Sample]:
    """One or more of each."""
    event = EventInWords("5e" * 16, "Unexpected death", "ICU", "Mar 2, 9:00 AM", offered=True)
    faults = {"who": words("colleague.fault.self")}
    return [
        Sample("form", note_form(words)),
        Sample("form", note_form(words).filled({"who": ("sam",)}, faults)),
        Sample("form", thanks_form(words, lines)),
        Sample("note", note_card(words, lines, "n1", "Sam Rivera", named=False)),
        Sample("note", note_card(words, lines, "n1", "", named=False)),
        Sample("note", note_card(words, lines, "n1", "Sam Rivera", named=True)),
        Sample("form", sender_form(words, lines, "Nora Quist")),
        Sample("card", ways_card(words, lines, may_report=True)),
        Sample("card", ways_card(words, lines, may_report=False)),
        Sample("form", which_form(words, [])),
        Sample("form", which_form(words, [event])),
        Sample("form", ask_form(words, event)),
        Sample("form", new_form(words, (ICU,), AT, REVIEWED)),
        Sample("form", new_form(words, (ICU, WARD), AT, REVIEWED)),
    ]
