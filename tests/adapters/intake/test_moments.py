"""Times as systems write them: how exactly, and on a clock that shows some never, or twice."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.intake.timestamps import (
    Decided,
    Precision,
    When,
    decided,
    in_format,
    on_the_wall,
    when,
)

DENVER = "America/Denver"
MORNING = datetime(2026, 3, 8, 15, tzinfo=UTC)
"""Of the day on which the clocks of Denver went from two to three."""
IN_THE_GAP = datetime(2026, 3, 8, 9, 30, tzinfo=UTC)
FIRST = datetime(2026, 11, 1, 7, 30, tzinfo=UTC)
"""Half past one, on the day on which that hour comes twice."""
HOUR, MINUTE, SECOND = timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1)


@pytest.mark.parametrize(
    "found",
    [
        lambda: read("20260308023000"),
        lambda: read("202603080230"),
        lambda: read("2026-03-08T02:30:00"),
        lambda: read("2026-03-08 02:30"),
        lambda: in_format("03/08/2026 02:30", "time", DENVER, MORNING, "%m/%d/%Y %H:%M"),
    ],
)
def test_a_time_in_the_gap_is_as_far_after_it_however_it_is_written(
    found: Callable[[], When],
) -> None:
    assert found().moment == IN_THE_GAP


@pytest.mark.parametrize(
    ("text", "starts", "lasts"),
    [
        ("2026030801", "08:00", HOUR),
        ("2026030802", "09:00", HOUR),
        ("2026030803", "09:00", HOUR),
        ("202603080159", "08:59", MINUTE),
        ("202603080259", "09:59", MINUTE),
        ("20260308015959", "08:59:59", SECOND),
        ("20260308025959", "09:59:59", SECOND),
        ("2026-03-08T02:59:59.5", "09:59:59.5", SECOND),
        ("20260307", "2026-03-07T07:00", 24 * HOUR),
        ("20260308", "2026-03-08T07:00", 23 * HOUR),
    ],
)
def test_a_time_beside_the_gap_lasts_as_long_as_it_is_rough(
    text: str, starts: str, lasts: timedelta
) -> None:
    found = read(text)
    begin = starts if "T" in starts else f"2026-03-08T{starts}"
    start = datetime.fromisoformat(begin).replace(tzinfo=UTC)
    assert (found.start, found.end) == (start, start + lasts)
    if found.moment is not None:
        assert decided([found], MORNING) == Decided(start)


@pytest.mark.parametrize(
    ("text", "now", "starts"),
    [
        ("2026110101", FIRST, "07:00"),
        ("2026110101", FIRST + HOUR, "08:00"),
        ("202611010159", FIRST + 40 * MINUTE, "07:59"),
        ("202611010159", FIRST + 2 * HOUR, "08:59"),
    ],
)
def test_in_the_hour_that_comes_twice_a_rough_time_lasts_no_longer(
    text: str, now: datetime, starts: str
) -> None:
    found = read(text, now)
    start = datetime.fromisoformat(f"2026-11-01T{starts}").replace(tzinfo=UTC)
    lasts = HOUR if found.precision is Precision.HOUR else MINUTE
    assert (found.start, found.end) == (start, start + lasts)


@pytest.mark.parametrize(
    ("now", "meant"),
    [
        (FIRST + MINUTE, FIRST),
        (FIRST + 50 * MINUTE, FIRST),
        (FIRST + HOUR + MINUTE, FIRST + HOUR),
        (FIRST + 5 * HOUR, FIRST + HOUR),
    ],
)
def test_in_the_hour_that_comes_twice_it_is_the_last_one_that_can_have_been(
    now: datetime, meant: datetime
) -> None:
    assert on_the_wall(datetime(2026, 11, 1, 1, 30), DENVER, now) == meant  # noqa: DTZ001


def test_with_an_offset_it_is_that_moment_whatever_the_clocks_do() -> None:
    assert read("20260308023000-0700").moment == IN_THE_GAP
    assert read("2026-11-01T01:30:00-07:00", now=FIRST).moment == FIRST + HOUR


@pytest.mark.parametrize(
    "text",
    [
        "20260308023000",
        "20260308023000.0000000",
        "202603080230",
        "20260308T023000-0700",
        "20260308 02:30:00",
        "20260308093000Z",
        "20260308093000+0000",
        "20260308093000+00",
        "2026-03-08T02:30:00.0000000-07:00",
        "2026-03-08T02:30-07:00",
        "2026-03-08t09:30z",
        "2026-03-08 02:30:00",
        "2026-03-08T09:30:00,000Z",
        "2026-03-08 09:30:00 +00:00",
    ],
)
def test_a_moment_is_read_in_every_form_in_which_systems_write_it(text: str) -> None:
    assert read(text).moment == IN_THE_GAP


def test_a_leap_second_and_the_end_of_a_day_are_moments() -> None:
    midnight = datetime(2027, 1, 1, tzinfo=UTC)
    for text in ("20261231235960Z", "2026-12-31T23:59:60Z", "2026-12-31T16:59:60.5-07:00"):
        found = read(text).moment
        assert found is not None
        assert timedelta() < midnight - found < timedelta(seconds=1)
    for text in ("20261231240000Z", "2026-12-31T24:00:00Z"):
        assert read(text).moment == midnight


@pytest.mark.parametrize(
    ("text", "precision", "starts", "ends"),
    [
        ("2026", Precision.YEAR, "2026-01-01", "2027-01-01"),
        ("2026-0700", Precision.YEAR, "2026-01-01", "2027-01-01"),
        ("20260000", Precision.YEAR, "2026-01-01", "2027-01-01"),
        ("202611", Precision.MONTH, "2026-11-01", "2026-12-01"),
        ("2026-11", Precision.MONTH, "2026-11-01", "2026-12-01"),
        ("202612-0700", Precision.MONTH, "2026-12-01", "2027-01-01"),
        ("2026-12-00", Precision.MONTH, "2026-12-01", "2027-01-01"),
        ("20261120", Precision.DAY, "2026-11-20", "2026-11-21"),
        ("2026-11-20", Precision.DAY, "2026-11-20", "2026-11-21"),
        ("2026112009", Precision.HOUR, "2026-11-20 09:00", "2026-11-20 10:00"),
        ("202611200955", Precision.MINUTE, "2026-11-20 09:55", "2026-11-20 09:56"),
    ],
)
def test_a_rough_time_is_the_span_in_which_it_can_have_been(
    text: str, precision: Precision, starts: str, ends: str
) -> None:
    found = read(text)
    assert found.precision is precision
    local = [
        datetime.fromisoformat(each).replace(tzinfo=ZoneInfo(DENVER)) for each in (starts, ends)
    ]
    assert [found.start, found.end] == local
    assert (found.moment is not None) == (precision >= Precision.HOUR)


def test_hl7_may_say_beside_a_time_how_much_of_it_is_known() -> None:
    found = when("20190101000000", "PID-29", DENVER, MORNING, Precision.YEAR)
    assert (found.precision, found.moment) == (Precision.YEAR, None)
    assert when("2019", "PID-29", DENVER, MORNING, Precision.DAY).precision is Precision.YEAR


@pytest.mark.parametrize("text", ["", "  ", '""', "0", "00000000", "00000000000000"])
def test_what_is_left_out_is_not_given(text: str) -> None:
    assert read(text) == When("PID-29")


@pytest.mark.parametrize(
    "text",
    [
        "unknown",
        "0955",
        "11/20/2026 09:55",
        "20261320",
        "20260231",
        "20260012",
        "202611200",
        "20261120096000",
        "20261120240001",
        "20261120095500-2500",
        "20261120095500+0075",
        "2026-11-20T09:55:00+15:00",
        "99991231235959",
        "00010101000000+0100",
        "1763640000000",
        "２０２６１１２０",
        "2026-W47-5",
        "20261120095500^^",
    ],
)
def test_what_cannot_be_read_is_not_what_was_not_given(text: str) -> None:
    assert read(text) == When("PID-29", Precision.UNREADABLE)


@given(st.text(max_size=40) | st.from_regex(r"[0-9TZ:. +-]{0,30}", fullmatch=True))
def test_any_text_is_a_time_or_is_said_not_to_be_one(text: str) -> None:
    found = read(text)
    assert found.says_when == (found.start is not None)
    if found.start is not None and found.end is not None:
        assert found.start < found.end


@pytest.mark.parametrize(
    ("texts", "moment", "lacks"),
    [
        (["", "202603080230"], IN_THE_GAP, ""),
        (["20260308", "202603080230"], IN_THE_GAP, ""),
        (["20260308", "nonsense", "202603080230"], IN_THE_GAP, ""),
        (["20260308", "202603070230"], None, "time says the day and not the hour"),
        (["202603", "202603080230"], None, "0 says the month and not the day"),
        (["2026", "202603080230"], None, "0 says the year and not the day"),
        (["", "nonsense", "202603080230"], None, "1 cannot be read as a time"),
        (["20270308", "202603080230"], None, "0 lies in the future"),
        (["", ""], None, "time is missing"),
    ],
)
def test_only_a_day_is_filled_from_another_field(
    texts: list[str], moment: datetime | None, lacks: str
) -> None:
    places = [when(text, str(at), DENVER, MORNING) for at, text in enumerate(texts)]
    found = decided(places, MORNING)
    said = f"{found.lacks.field} {found.lacks.reason}" if found.lacks else ""
    assert said == lacks
    if moment is not None:
        assert found.latest == moment


def read(text: str, now: datetime = MORNING) -> When:
    return when(text, "PID-29", DENVER, now)
