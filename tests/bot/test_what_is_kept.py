"""The pages of what is kept say what the code does."""

from datetime import timedelta

import pytest

from adapters.database.tables import TABLES
from tests.bot.draw_kept import KEPT, TABLES_PAGE, kept, span, tables, told_of


def test_the_page_of_what_is_kept_is_up_to_date() -> None:
    assert KEPT.read_text("utf-8") == kept(), "make states writes it"


def test_the_page_of_all_tables_is_up_to_date() -> None:
    assert TABLES_PAGE.read_text("utf-8") == tables(), "make states writes it"


def test_every_kind_of_record_stands_behind_a_row() -> None:
    assert told_of() == {kind.__name__ for kind in TABLES}, (
        "name each kind in a row of tests/bot/what_is_kept.md that says when it goes"
    )


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(days=60), "60 days"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=14), "2 weeks"),
        (timedelta(days=365 * 3), "3 years"),
        (timedelta(hours=48), "2 days"),
        (timedelta(hours=12), "12 hours"),
        (timedelta(minutes=90), "90 minutes"),
    ],
)
def test_a_length_of_time_is_written_in_words(length: timedelta, words: str) -> None:
    assert span(length) == words
