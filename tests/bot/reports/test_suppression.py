"""What may be shown of a table, alone and beside what was published before."""

import pytest

from bot.programme.model import Length
from bot.reports.periods import Period
from bot.reports.suppression import Shown, hidden_ranges, is_safe, suppressed, times_shown
from tests.some import some

YEAR = Period(2026, Length.YEAR)
Q1, Q2, Q3, Q4 = YEAR.parts(Length.QUARTER)
K = 11


def shown(cells: dict[str, int], *before: Shown, k: int = K) -> dict[str, int | None] | None:
    found = suppressed(YEAR, cells, k, before)
    return dict(found.cells) if found else None


def total(period: Period, number: int | None, k: int = K) -> Shown:
    return Shown(period, {"all": number}, k)


def test_numbers_of_at_least_k_are_shown() -> None:
    assert shown({"a": 11, "b": 40}) == {"a": 11, "b": 40}


def test_a_small_number_is_hidden_with_another_so_that_the_total_does_not_tell() -> None:
    assert shown({"a": 40, "b": 3, "c": 20}) == {"a": 40, "b": None, "c": None}


def test_nothing_is_told_from_few() -> None:
    assert shown({"a": 40, "b": 0, "c": 20}) == {"a": 40, "b": None, "c": None}
    assert shown({"all": 0}) == shown({"all": 10}) == {"all": None}


def test_several_small_numbers_stand_beside_a_large_one_even_if_they_add_up_to_k() -> None:
    # All of them alone could only be ten each.
    assert shown({"a": 10, "b": 10, "c": 10, "d": 50, "e": 60}) == {
        "a": None,
        "b": None,
        "c": None,
        "d": 50,
        "e": None,
    }


def test_which_further_number_is_hidden_does_not_follow_from_its_size() -> None:
    first = shown({"a": 3, "b": 12, "c": 90})
    second = shown({"a": 3, "b": 90, "c": 12})
    assert first is not None
    assert second is not None
    assert [cell for cell, number in first.items() if number is None] == ["a", "c"]
    assert [cell for cell, number in second.items() if number is None] == ["a", "c"]


def test_a_table_that_could_only_show_a_single_number_beside_hidden_ones_shows_nothing() -> None:
    assert shown({"a": 40, "b": 3}) is None


def test_a_lower_k_shows_more() -> None:
    assert shown({"a": 40, "b": 6}, k=5) == {"a": 40, "b": 6}


def test_a_total_does_not_come_out_where_it_would_tell_of_a_shorter_period() -> None:
    before = (total(Q1, 20), total(Q2, 30), total(Q3, 25), total(Q4, None))
    found = shown({"north": 40, "south": 40}, *before)
    # With both, the year has 80, and so the last quarter 5.
    assert found is None
    three = shown({"north": 40, "south": 40, "west": 20}, *before)
    assert three is not None
    assert list(three.values()).count(None) == 2


def test_hidden_totals_that_together_could_only_be_as_they_are_are_kept() -> None:
    few = [total(each, None) for each in (Q1, Q2, Q3, Q4)]
    assert not is_safe([*few, Shown(YEAR, {"north": 20, "south": 20}, K)])
    assert is_safe([*few, Shown(YEAR, {"north": 12, "south": 15}, K)])


def test_what_can_be_computed_of_a_hidden_number_is_exact() -> None:
    tables = [
        total(Q1, 20),
        total(Q2, None),
        total(Q3, 25),
        total(Q4, None),
        Shown(YEAR, {"north": 30, "south": 31}, K),
    ]
    found = hidden_ranges(tables)
    ranges = {str(table.period): (each.least, each.most) for table, each in found}
    # 61 - 45 = 16 in two quarters, each with ten at most.
    assert ranges == {"2026Q2": (6, 10), "2026Q4": (6, 10)}
    assert not is_safe(tables)


def test_a_page_published_with_a_greater_k_keeps_it() -> None:
    before = (total(Q1, None, k=11), total(Q2, 8, k=5), total(Q3, 8, k=5), total(Q4, 8, k=5))
    assert shown({"north": 16, "south": 16}, *before, k=5) is None


@pytest.mark.parametrize(
    ("buckets", "told"),
    [
        ({"5": 11, "10": 10, "15": 0}, {}),
        ({"5": 10, "10": 12, "15": 0}, {"half": "10"}),
        ({"5": 60, "10": 39, "15": 11}, {"half": "5", "nine_tenths": "10"}),
        ({"5": 60, "10": 38, "15": 12}, {"half": "5", "nine_tenths": "15"}),
        ({"5": 0, "10": 0, "15": 0}, {}),
    ],
)
def test_a_time_is_told_only_where_k_can_have_waited_longer(
    buckets: dict[str, int], told: dict[str, str]
) -> None:
    assert times_shown(buckets, sum(buckets.values()), K) == told
    assert times_shown(buckets, 21, K) == {}


def test_139_talks_in_three_areas_over_27_months_still_make_pages() -> None:
    """About five a month: 15 a quarter, and 20 a year in each of the areas."""
    quarters = [suppressed(each, {"all": 15}, K, ()) for each in YEAR.parts(Length.QUARTER)]
    published = [each for each in some(quarters) if each]
    assert [each.known for each in published] == [15] * 4
    assert shown({"north": 24, "south": 20, "west": 16}, *published) == {
        "north": 24,
        "south": 20,
        "west": 16,
    }


def test_a_small_rest_that_said_nothing_is_covered_like_a_number() -> None:
    """Of 33 who talked, 27 answered: who did not are six."""
    cells = {"yes": 15, "no": 12}
    assert suppressed(YEAR, cells, K, (), rest=6) == Shown(YEAR, {"yes": 15, "no": None}, K)
    assert suppressed(YEAR, cells, K, (), rest=11) == Shown(YEAR, cells, K)
    assert suppressed(YEAR, {"all": 30}, K, (), rest=3) is None
