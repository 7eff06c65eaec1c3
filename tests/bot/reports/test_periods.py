"""Periods as people write them, and what they hold."""

import pytest

from bot.programme.model import Length
from bot.reports.periods import Period
from tests.some import some


@pytest.mark.parametrize("text", ["2026-10", "2026Q3", "2026H1", "2026"])
def test_a_period_is_written_as_it_is_read(text: str) -> None:
    assert str(Period.parse(text)) == text


def test_it_is_read_as_people_type_it() -> None:
    assert Period.parse(" 2026q3 ") == Period(2026, Length.QUARTER, 3)
    assert Period.parse("2026-5") == Period(2026, Length.MONTH, 5)


@pytest.mark.parametrize("text", ["", "Q3", "2026-13", "2026-0", "2026Q5", "2026H3", "26", "1999"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="period"):
        Period.parse(text)


def test_every_period_is_made_of_its_months_and_lies_in_the_longer_ones() -> None:
    year = Period.parse("2026")
    for length in some(Length):
        parts = list(year.parts(length))
        assert [month for part in parts for month in part.months] == list(year.months)
    assert Period.parse("2026H2").holds(Period.parse("2026Q3"))
    assert not Period.parse("2026H2").holds(Period.parse("2026Q2"))
    assert Period.of_month("2026-09", Length.QUARTER) == Period.parse("2026Q3")


def test_it_begins_and_ends_on_the_programmes_clock() -> None:
    autumn = Period.parse("2026Q4")
    assert autumn.starts("America/Denver").isoformat() == "2026-10-01T06:00:00+00:00"
    assert autumn.ends("America/Denver").isoformat() == "2027-01-01T07:00:00+00:00"
    assert str(autumn.year_before()) == "2025Q4"
