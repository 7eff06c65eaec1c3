"""Every message that is posted, and every kind of job, declares until when it makes sense."""

from datetime import timedelta

from bot.core.messages import Hours
from bot.features import make_registry
from tests.bot.draw_jobs import PLACE, page
from tests.some import some

URGENT = ("request.", "time_out.", "drill.")
"""Somebody waits for these; a step that is due within two minutes may be repeated."""


def test_the_page_of_jobs_and_messages_is_up_to_date() -> None:
    assert PLACE.read_text("utf-8") == page(), "run make states"


def test_a_note_that_nobody_asked_for_is_repeated_no_sooner_than_after_an_hour() -> None:
    for name, terms in some(make_registry().posted().items()):
        if terms.repeats_after is not None and terms.hours is Hours.BY_DAY:
            assert terms.repeats_after >= timedelta(hours=1), name
        elif terms.repeats_after is not None:
            assert name.startswith(URGENT) or terms.repeats_after >= timedelta(hours=1), name
