"""Turns as values: weeks that come round, the nights clocks change, and what is left uncovered."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.clock import at_wall_time
from bot.duty.turns import DAYS, Weekly, end_of_run, overlap, unrolled, without
from bot.programme import Window
from tests.some import some

DENVER = "America/Denver"
HOUR = timedelta(hours=1)


def at(text: str, zone: str = DENVER) -> datetime:
    return at_wall_time(datetime.fromisoformat(text), zone)


def window(starts: str, ends: str, zone: str = DENVER) -> Window:
    return Window(at(starts, zone), at(ends, zone))


def turns(weekly: Weekly, within: Window, *holidays: str) -> list[Window]:
    return list(unrolled(weekly, within, holidays))


def test_a_week_comes_round_on_its_days_alone() -> None:
    weekly = Weekly(("mon", "wed"), time(7), time(15), DENVER)
    assert turns(weekly, window("2026-03-02T00:00", "2026-03-09T00:00")) == [
        window("2026-03-02T07:00", "2026-03-02T15:00"),
        window("2026-03-04T07:00", "2026-03-04T15:00"),
    ]


def test_a_turn_that_ends_before_it_starts_ends_the_next_day() -> None:
    weekly = Weekly(("mon",), time(22), time(6), DENVER)
    early_on_tuesday = window("2026-03-03T01:00", "2026-03-03T02:00")
    assert turns(weekly, early_on_tuesday) == [window("2026-03-02T22:00", "2026-03-03T06:00")]


def test_none_begins_on_a_holiday() -> None:
    weekly = Weekly(DAYS, time(7), time(15), DENVER)
    found = turns(weekly, window("2026-12-24T00:00", "2026-12-27T00:00"), "2026-12-25")
    assert [each.starts for each in found] == [at("2026-12-24T07:00"), at("2026-12-26T07:00")]


def test_the_night_clocks_go_forward_a_turn_is_an_hour_shorter() -> None:
    weekly = Weekly(("sat",), time(22), time(6), DENVER)
    (found,) = turns(weekly, window("2026-03-07T00:00", "2026-03-08T12:00"))
    assert found.ends - found.starts == 7 * HOUR


def test_the_night_clocks_go_back_a_turn_is_an_hour_longer() -> None:
    weekly = Weekly(("sat",), time(22), time(6), DENVER)
    (found,) = turns(weekly, window("2026-10-31T00:00", "2026-11-01T12:00"))
    assert found.ends - found.starts == 9 * HOUR


def test_a_turn_within_the_hour_that_is_left_out_is_none_or_lies_after_it() -> None:
    weekly = Weekly(("sun",), time(2, 15), time(2, 45), DENVER)
    found = turns(weekly, window("2026-03-08T00:00", "2026-03-09T00:00"))
    assert found == [Window(at("2026-03-08T03:15"), at("2026-03-08T03:45"))]
    assert turns(Weekly(("sun",), time(2, 30), time(3), DENVER), found[0]) == []


@pytest.mark.branch("67.12")
def test_where_one_ends_and_the_next_begins_in_the_hour_that_comes_twice_nothing_is_between() -> (
    None
):
    within = window("2026-10-31T12:00", "2026-11-01T12:00")
    (night,) = turns(Weekly(("sat",), time(22), time(1, 30), DENVER), within)
    (morning,) = turns(Weekly(("sun",), time(1, 30), time(9), DENVER), within)
    assert night.ends == morning.starts


@pytest.mark.parametrize("zone", ["Asia/Kolkata", "Pacific/Kiritimati", "Australia/Lord_Howe"])
def test_a_week_runs_on_its_own_clock_wherever_that_is(zone: str) -> None:
    found = turns(
        Weekly(("fri",), time(9), time(17), zone),
        Window(datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 3, 9, tzinfo=UTC)),
    )
    assert found == [window("2026-03-06T09:00", "2026-03-06T17:00", zone)]


def test_turns_that_follow_one_another_end_with_the_last() -> None:
    first, second = (
        window("2026-03-02T07:00", "2026-03-02T15:00"),
        window("2026-03-02T15:00", "2026-03-02T22:00"),
    )
    apart = window("2026-03-02T23:00", "2026-03-03T01:00")
    assert end_of_run([apart, second, first], at("2026-03-02T09:00")) == second.ends
    assert end_of_run([apart, second, first], at("2026-03-02T22:30")) is None


hours = st.integers(0, 40)
spans = st.tuples(hours, hours).filter(lambda pair: pair[0] < pair[1])


def _window(pair: tuple[int, int]) -> Window:
    start = datetime(2026, 3, 2, tzinfo=UTC)
    return Window(start + pair[0] * HOUR, start + pair[1] * HOUR)


@given(spans, st.lists(spans, max_size=6))
def test_what_is_left_is_exactly_what_nobody_covers(
    whole: tuple[int, int], covered: list[tuple[int, int]]
) -> None:
    left = without(_window(whole), [_window(each) for each in covered])
    bare = {hour for hour in range(*whole) if not any(a <= hour < b for a, b in covered)}
    start = datetime(2026, 3, 2, tzinfo=UTC)
    assert {hour for hour in range(41) if any(start + hour * HOUR in w for w in left)} == bare
    assert [window for window in left if window.starts >= window.ends] == []


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.times(), st.times())
def test_every_turn_overlaps_the_span_that_was_asked_for_and_keeps_its_wall_time(
    day: date, starts: time, ends: time
) -> None:
    starts, ends = (each.replace(second=0, microsecond=0) for each in (starts, ends))
    begin = at_wall_time(datetime.combine(day, time(12)), DENVER)
    within = Window(begin, begin + timedelta(days=3))
    found = turns(Weekly(DAYS, starts, ends, DENVER), within)
    assert all(overlap(each, within) for each in some(found))
    assert all(timedelta() < each.ends - each.starts <= 25 * HOUR for each in some(found))
    assert len({each.starts for each in found}) == len(found)
