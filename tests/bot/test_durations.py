"""Lengths of time as people write them: one table, and no unit with two meanings."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.durations import duration_text, read_duration
from bot.core.errors import Refused
from bot.privacy.model import duration
from bot.programme.model import Kind
from bot.setup.audit_log import days_in
from bot.triggers.command_parser import parse_trigger


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("10 min", timedelta(minutes=10)),
        ("10m", timedelta(minutes=10)),
        ("1 minute", timedelta(minutes=1)),
        ("4 h", timedelta(hours=4)),
        ("36 Hours", timedelta(hours=36)),
        ("2d", timedelta(days=2)),
        ("3 weeks", timedelta(weeks=3)),
        ("1mo", timedelta(days=30)),
        (" 2 months ", timedelta(days=60)),
    ],
)
def test_a_length_of_time_is_read(text: str, length: timedelta) -> None:
    assert read_duration(text) == length


@pytest.mark.parametrize("text", ["", "3", "h", "-3 d", "3 y", "12345 d", "1.5 h", "²h", "3  d"])
def test_what_is_no_length_of_time_is_none(text: str) -> None:
    assert read_duration(text) is None


def test_a_number_alone_counts_what_the_command_counts() -> None:
    assert read_duration("9", bare="d") == timedelta(days=9)


@given(st.integers(0, 9999).map(lambda minutes: timedelta(minutes=minutes)))
def test_what_is_written_is_read_again(length: timedelta) -> None:
    assert read_duration(duration_text(length)) == length


def test_m_is_minutes_in_every_command() -> None:
    trigger = parse_trigger(Kind.NEAR_MISS, ("delay=30m",), ())
    assert trigger.delay == timedelta(minutes=30)
    # As months it would be three; as minutes it is too short to mean anything here.
    assert duration(("3m",)) is None
    with pytest.raises(Refused, match=r"setup\.log\.how"):
        days_in("3m")
    assert days_in("3mo") == 90
