"""Every declared table has its words and its row in the docs; nothing else is counted."""

from bot.programme.model import Length
from bot.reports.declarations import ALL, TABLES
from bot.reports.table import By, Family, Name
from tests.bot.reports.draw_reports import PLACE, page
from tests.some import some


def test_the_docs_list_the_tables_as_they_are_declared() -> None:
    text = PLACE.read_text("utf-8")
    assert text == page(text), "run make states"


def test_every_table_has_a_name_and_every_family_a_table() -> None:
    assert set(TABLES) == set(Name)
    assert {table.family for table in ALL} == set(Family)


def test_no_table_of_work_done_is_about_an_area_or_a_kind() -> None:
    for table in some(table for table in ALL if table.is_work):
        assert table.by is By.CELLS
        assert table.length(Length.YEAR) is Length.MONTH


def test_what_splits_by_area_has_the_longest_periods() -> None:
    for table in some(table for table in ALL if table.by is not By.CELLS):
        assert table.length(Length.QUARTER) is Length.YEAR
        assert table.length(Length.MONTH) is Length.HALF_YEAR
