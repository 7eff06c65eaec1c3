"""Shifts and quiet hours, by example and against a walk through every minute."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.core.people import Person
from bot.programme.hours.quiet_hours import (
    DAYS,
    Window,
    best_moment,
    is_quiet,
    next_allowed,
    on_shift,
    shift_windows,
)
from bot.programme.model import Shift, Unit

DENVER = "America/Denver"
MINUTE = timedelta(minutes=1)
SHIFTS = (
    Shift("day", time(7), time(19)),
    Shift("night", time(19), time(7)),
    Shift("evening", time(13), time(1)),
    Shift("round", time(7), time(7)),
)
ICU = Unit("icu", "ICU", "main", DENVER, shifts=SHIFTS)
ZONES = (
    "UTC",
    DENVER,
    "America/New_York",
    "America/Phoenix",
    "Pacific/Honolulu",
    "Pacific/Apia",
    "Australia/Lord_Howe",  # changes by half an hour
    "America/Nuuk",  # changes in the evening
    "Africa/Cairo",  # changes at midnight
    "Asia/Kolkata",
    "Europe/Berlin",
)


def person(shift: str = "", days: tuple[str, ...] = (), zone: str = DENVER) -> Person:
    return Person(reference="p", zone=zone, shift=shift, shift_days=days)


def at(text: str, zone: str = DENVER) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


# ---- shifts ----


def test_a_shift_that_crosses_midnight_belongs_to_the_day_it_starts_on() -> None:
    nora = person("night", ("fri",))

    windows = shift_windows(ICU, nora, at("2026-11-07 03:00"))  # a Saturday

    assert windows == [Window(at("2026-11-06 19:00"), at("2026-11-07 07:00"))]
    assert on_shift(ICU, nora, at("2026-11-07 03:00"))
    assert not on_shift(ICU, nora, at("2026-11-07 20:00"))
    assert not on_shift(ICU, nora, at("2026-11-06 03:00"))


def test_a_shift_holds_its_first_moment_and_not_its_last() -> None:
    sam = person("day")

    assert on_shift(ICU, sam, at("2026-11-03 07:00"))
    assert on_shift(ICU, sam, at("2026-11-03 18:59"))
    assert not on_shift(ICU, sam, at("2026-11-03 19:00"))


def test_a_shift_runs_on_the_units_clock_and_not_on_the_persons() -> None:
    far = person("day", zone="Pacific/Honolulu")

    assert on_shift(ICU, far, at("2026-11-03 04:30", "Pacific/Honolulu"))  # 07:30 in Denver
    assert not on_shift(ICU, far, at("2026-11-03 17:00", "Pacific/Honolulu"))


def test_a_night_shift_is_an_hour_longer_when_the_clocks_go_back_and_shorter_forward() -> None:
    nora = person("night", ("sat",))

    (back,) = shift_windows(ICU, nora, at("2026-11-01 00:00"))
    (forward,) = shift_windows(ICU, nora, at("2026-03-08 00:00"))

    assert back.ends - back.starts == hours(13)
    assert forward.ends - forward.starts == hours(11)


def test_a_shift_from_seven_to_seven_lasts_a_day() -> None:
    (window,) = shift_windows(ICU, person("round", ("tue",)), at("2026-11-03 12:00"))

    assert window == Window(at("2026-11-03 07:00"), at("2026-11-04 07:00"))


@pytest.mark.parametrize("unit", [None, ICU])
def test_without_a_known_unit_or_shift_nobody_is_on_shift(unit: Unit | None) -> None:
    sam = person("day" if unit is None else "no such shift")

    assert shift_windows(unit, sam, at("2026-11-03 12:00")) == []


# ---- quiet hours ----


@pytest.mark.parametrize(
    ("clock", "quiet"),
    [("07:59", True), ("08:00", False), ("20:59", False), ("21:00", True), ("03:00", True)],
)
def test_quiet_hours_are_nine_to_eight_on_the_persons_own_clock(clock: str, quiet: bool) -> None:  # noqa: FBT001
    moment = at(f"2026-11-03 {clock}", "Europe/Berlin")

    assert is_quiet(ICU, person(zone="Europe/Berlin"), moment) == quiet
    assert is_quiet(None, person(zone="Europe/Berlin"), moment) == quiet


def test_on_shift_is_never_quiet() -> None:
    assert not is_quiet(ICU, person("night"), at("2026-11-03 03:00"))


def test_the_eight_hours_after_a_night_shift_are_quiet() -> None:
    nora = person("night", ("mon",))

    assert is_quiet(ICU, nora, at("2026-11-03 07:00"))
    assert is_quiet(ICU, nora, at("2026-11-03 14:59"))
    assert not is_quiet(ICU, nora, at("2026-11-03 15:00"))


def test_the_hours_after_a_day_or_evening_shift_are_as_on_any_day() -> None:
    assert not is_quiet(ICU, person("day"), at("2026-11-03 19:30"))
    assert is_quiet(ICU, person("evening", ("mon",)), at("2026-11-03 07:30"))
    assert not is_quiet(ICU, person("evening", ("mon",)), at("2026-11-03 08:30"))


def test_a_night_is_one_on_the_persons_clock() -> None:
    # 19:00 to 07:00 in Denver is 13:00 to 01:00 of the next day half-way round the world.
    there = person("night", ("mon",), zone="Pacific/Kiritimati")
    ended = at("2026-11-03 07:00")

    assert not is_quiet(ICU, there, ended + hours(8))
    assert is_quiet(ICU, person("night", ("mon",)), ended + hours(7))


@pytest.mark.parametrize("zone", ["", "Nowhere/Town", "../etc/passwd", "America"])
def test_a_zone_nobody_knows_counts_as_the_units_or_utc(zone: str) -> None:
    assert is_quiet(ICU, person(zone=zone), at("2026-11-03 22:00"))
    assert is_quiet(None, person(zone=zone), at("2026-11-03 22:00", "UTC"))
    assert not is_quiet(ICU, person(zone=zone), at("2026-11-03 12:00"))


# ---- the first note ----


def best(who: Person, target: str, earliest: str, *, within: float = 24) -> datetime:
    begin = at(earliest)
    return best_moment(ICU, who, at(target), begin, begin + hours(within))


def test_the_first_note_goes_at_its_hour_when_that_is_not_quiet() -> None:
    moment = best(person(), "2026-11-03 15:00", "2026-11-03 14:10")

    assert moment == at("2026-11-03 15:00")


def test_a_first_note_that_would_come_in_quiet_hours_waits_for_the_morning() -> None:
    moment = best(person(), "2026-11-03 22:00", "2026-11-03 20:30")

    assert moment == at("2026-11-04 08:00")


def test_a_first_note_after_the_end_of_the_shift_comes_45_minutes_before_it() -> None:
    assert best(person("day"), "2026-11-03 19:10", "2026-11-03 18:10") == at("2026-11-03 18:15")


def test_a_first_note_is_never_earlier_than_it_can_be() -> None:
    assert best(person("day"), "2026-11-03 19:40", "2026-11-03 18:40") == at("2026-11-03 18:40")


def test_a_first_note_at_night_goes_to_who_is_on_night_shift() -> None:
    assert best(person("night"), "2026-11-03 02:00", "2026-11-03 01:00") == at("2026-11-03 02:00")


def test_a_first_note_waits_until_who_worked_the_night_has_slept() -> None:
    nora = person("night", ("mon",))

    assert best(nora, "2026-11-03 09:00", "2026-11-03 08:00") == at("2026-11-03 15:00")


def test_a_first_note_for_an_older_event_goes_at_the_next_allowed_moment() -> None:
    assert best(person(), "2026-11-01 10:00", "2026-11-03 14:10") == at("2026-11-03 14:10")
    assert best(person(), "2026-11-01 10:00", "2026-11-03 23:00") == at("2026-11-04 08:00")


def test_a_first_note_comes_earlier_when_only_quiet_hours_are_left() -> None:
    moment = best(person(), "2026-11-04 06:00", "2026-11-03 12:00", within=19)

    assert moment == at("2026-11-03 20:59")


def test_a_first_note_goes_in_quiet_hours_when_there_is_nothing_else() -> None:
    moment = best(person(), "2026-11-03 23:00", "2026-11-03 22:00", within=4)

    assert moment == at("2026-11-03 23:00")


def test_a_first_note_is_not_lost_when_its_day_is_over() -> None:
    begin = at("2026-11-03 12:00")

    assert best_moment(ICU, person(), begin - hours(30), begin, begin - hours(5)) == begin


# ---- against a walk through every minute ----

units = st.builds(
    Unit,
    st.just("icu"),
    st.just("ICU"),
    st.just("main"),
    st.sampled_from(ZONES),
    shifts=st.just(SHIFTS),
)
people = st.builds(
    Person,
    reference=st.just("p"),
    zone=st.sampled_from(ZONES),
    shift=st.sampled_from(["", *(shift.key for shift in SHIFTS)]),
    shift_days=st.sets(st.sampled_from(DAYS)).map(lambda days: tuple(sorted(days))),
)
first = datetime(2026, 1, 1, tzinfo=UTC)
minutes_of_two_years = st.integers(0, 2 * 365 * 24 * 60)
around_clock_changes = st.sampled_from(
    ["2026-03-08", "2026-11-01", "2026-03-29", "2026-10-25", "2026-04-05", "2026-04-24"]
).flatmap(
    lambda day: st.integers(-2000, 2000).map(lambda n: (at(day, "UTC") - first) // MINUTE + n)
)
moments = (minutes_of_two_years | around_clock_changes).map(lambda n: first + n * MINUTE)


@given(units | st.none(), people, moments, st.integers(-3000, 1500), st.integers(0, 1500))
def test_best_moment_is_what_a_walk_through_every_minute_finds(
    unit: Unit | None, who: Person, earliest: datetime, wait: int, within: int
) -> None:
    latest = earliest + within * MINUTE
    wanted = earliest + wait * MINUTE
    found = best_moment(unit, who, wanted, earliest, latest)
    again = best_moment(unit, who, wanted, earliest, latest)

    assert found == again
    assert earliest <= found <= latest
    allowed = [
        moment
        for moment in (earliest + n * MINUTE for n in range(within + 1))
        if not is_quiet(unit, who, moment)
    ]
    assert is_quiet(unit, who, found) == (not allowed)
    target = min(max(wanted, earliest), latest)
    running = [w for w in shift_windows(unit, who, earliest) if earliest in w]
    if running and target >= running[0].ends:
        assert found == max(running[0].ends - 45 * MINUTE, earliest)
    elif allowed:
        after = [moment for moment in allowed if moment >= target]
        assert found == (after[0] if after else allowed[-1])
    else:
        assert found == target


@given(units | st.none(), people, moments)
def test_next_allowed_is_the_first_minute_that_is_not_quiet(
    unit: Unit | None, who: Person, target: datetime
) -> None:
    found = next_allowed(unit, who, target)

    minutes = (found - target) // MINUTE
    assert not is_quiet(unit, who, found)
    assert 0 <= minutes <= 24 * 60
    assert all(is_quiet(unit, who, target + n * MINUTE) for n in range(minutes))


@given(units, people, moments)
def test_on_shift_agrees_with_the_units_wall_clock(
    unit: Unit, who: Person, moment: datetime
) -> None:
    local = moment.astimezone(ZoneInfo(unit.zone))
    noon_before = (local - timedelta(days=1)).replace(hour=12)
    noon_after = (local + timedelta(days=1)).replace(hour=12)
    assume(noon_before.utcoffset() == noon_after.utcoffset())  # the change itself: see above
    shift = next((each for each in SHIFTS if each.key == who.shift), None)

    expected = False
    for back in (0, 1):
        day = (local - timedelta(days=back)).date()
        if shift and (not who.shift_days or DAYS[day.weekday()] in who.shift_days):
            starts = datetime.combine(day, shift.starts)
            ends = datetime.combine(day, shift.ends)
            ends += timedelta(days=1) if ends <= starts else timedelta()
            expected = expected or starts <= local.replace(tzinfo=None) < ends

    assert on_shift(unit, who, moment) == expected
