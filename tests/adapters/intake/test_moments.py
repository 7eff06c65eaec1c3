"""Times that a wall clock shows never, or twice; sent by systems that say no offset."""

from datetime import UTC, datetime, timedelta

import pytest

from adapters.intake.timestamps import of_fhir, of_hl7, on_the_wall, plain

DENVER = "America/Denver"
MORNING = datetime(2026, 3, 8, 15, tzinfo=UTC)
"""Of the day on which the clocks of Denver went from two to three."""
IN_THE_GAP = datetime(2026, 3, 8, 9, 30, tzinfo=UTC)
FIRST = datetime(2026, 11, 1, 7, 30, tzinfo=UTC)
"""Half past one, on the day on which that hour comes twice."""
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.mark.parametrize(
    "read",
    [
        lambda: of_hl7("20260308023000", DENVER, MORNING),
        lambda: of_hl7("202603080230", DENVER, MORNING),
        lambda: of_fhir("2026-03-08T02:30:00", DENVER, MORNING),
        lambda: plain("2026-03-08 02:30", DENVER, MORNING),
        lambda: plain("03/08/2026 02:30", DENVER, MORNING, "%m/%d/%Y %H:%M"),
    ],
)
def test_a_time_in_the_gap_is_as_far_after_it_however_it_is_written(read: object) -> None:
    assert callable(read)
    assert read() == IN_THE_GAP


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
    assert of_hl7("20260308023000-0700", DENVER, MORNING) == IN_THE_GAP
    assert plain("2026-11-01T01:30:00-07:00", DENVER, FIRST) == FIRST + HOUR
