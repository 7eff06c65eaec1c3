"""Calendars as the world writes them: who is at work from when until when, and nothing else."""

from datetime import UTC, datetime, timedelta

import pytest

from adapters.calendars.faults import CalendarFault
from adapters.calendars.parser import CalendarRead, read_calendar
from bot.programme import Window
from tests.adapters.calendars.feeds import CANARY, FOREVER, GOOGLE, OUTLOOK, calendar, event
from tests.some import some

DENVER = "America/Denver"
MARCH = Window(datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 16, tzinfo=UTC))


def read(raw: bytes, zone: str = DENVER, window: Window = MARCH) -> CalendarRead:
    return read_calendar(raw, zone, window)


def spans(found: CalendarRead) -> list[str]:
    return sorted(f"{e.starts:%d %H:%M}-{e.ends:%d %H:%M}" for e in found.entries)


@pytest.mark.branch("64.12")
def test_outlook_with_zones_by_windows_names_a_series_and_its_exceptions() -> None:
    found = read(OUTLOOK)
    assert spans(found) == [
        "02 14:00-03 02:00",
        # The fourth is taken out; the ninth was moved to the night, after clocks went forward.
        "10 01:00-10 13:00",
        "11 13:00-12 01:00",
    ]
    assert {email for entry in found.entries for email in entry.emails} == {"sam@x.org"}
    assert CANARY not in repr(found)


def test_google_with_who_declined_and_what_was_cancelled() -> None:
    found = read(GOOGLE)
    assert spans(found) == ["02 14:00-03 02:00"]
    assert found.entries[0].emails == ("sam@x.org",)
    assert found.passed_over == 1


@pytest.mark.branch("64.13")
def test_what_comes_round_for_ever_is_read_for_the_window_alone() -> None:
    found = read(FOREVER)
    assert len(found.entries) == 15
    assert all(e.ends > MARCH.starts and e.starts < MARCH.ends for e in some(found.entries))


@pytest.mark.parametrize(
    "rule",
    [
        "RRULE:FREQ=SECONDLY",
        "RRULE:FREQ=HOURLY",
        "RRULE:FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8;BYMINUTE=0,10,20,30,40,50",
        "RRULE:FREQ=NOW AND THEN",
        "RRULE:FREQ=WEEKLY;INTERVAL=0",
        "RRULE:FREQ=WEEKLY;INTERVAL=-1",
        "RRULE:FREQ=WEEKLY;INTERVAL=99999999999999999999999",
        "RRULE:FREQ=WEEKLY;COUNT=-1",
        "RRULE:FREQ=WEEKLY;UNTIL=soon",
        "RECURRENCE-ID:the other one",
        "UID:a second name\nDTSTART:20200102T070000Z",
    ],
)
def test_what_comes_round_as_no_work_does_is_passed_over(rule: str) -> None:
    bad = event(f"DTSTART:20200101T070000Z\nDTEND:20200101T190000Z\n{rule}")
    good = event("DTSTART:20260302T070000Z\nDTEND:20260302T190000Z", uid="2")
    found = read(calendar(bad, good))
    assert (spans(found), found.passed_over) == (["02 07:00-02 19:00"], 1)


def test_a_series_with_an_end_far_off_or_a_count_is_read_for_the_window_alone() -> None:
    far = "DTSTART:19010101T070000Z\nDURATION:PT8H\nRRULE:FREQ=WEEKLY;UNTIL=99991231T000000Z"
    counted = "DTSTART:20260302T070000Z\nDTEND:20260302T150000Z\nRRULE:FREQ=DAILY;COUNT=3"
    whole = "DTSTART;VALUE=DATE:20260302\nRRULE:FREQ=DAILY"
    found = read(calendar(event(far), event(counted, uid="2"), event(whole, uid="3")))
    assert "04 07:00-04 15:00" in spans(found)
    assert len(found.entries) == 2 + 3


@pytest.mark.branch("64.14")
@pytest.mark.parametrize(
    ("when", "spanned"),
    [
        # In the gap of the eighth of March, an hour after it; with and without a zone.
        (
            "DTSTART;TZID=America/Denver:20260308T023000\nDTEND;TZID=America/Denver:20260308T103000",
            "08 09:30-08 16:30",
        ),
        ("DTSTART:20260308T023000\nDTEND:20260308T103000", "08 09:30-08 16:30"),
        # Without a zone it is on the unit's clock.
        ("DTSTART:20260302T070000\nDURATION:PT12H", "02 14:00-03 02:00"),
        (
            "DTSTART;TZID=W. Europe Standard Time:20260302T070000\nDURATION:PT8H",
            "02 06:00-02 14:00",
        ),
        # A time in UTC is in UTC, though a program gives it a zone as well.
        (
            (
                "DTSTART;TZID=America/Denver:20260302T140000Z\n"
                "DTEND;VALUE=DATE-TIME;TZID=America/Denver:20260302T220000Z"
            ),
            "02 14:00-02 22:00",
        ),
        (
            (
                'DTSTART;TZID="(UTC-07:00) Mountain Time (US & Canada), as it is written he\n'
                ' re";VALUE=DATE-TIME:20260302T140000Z\nDURATION:PT8H'
            ),
            "02 14:00-02 22:00",
        ),
    ],
    ids=[
        "gap",
        "gap without a zone",
        "no zone",
        "a zone described nowhere but known",
        "in UTC with a zone",
        "in UTC with a zone in quotes, over two lines",
    ],
)
def test_times_are_moments_whatever_clock_they_are_on(when: str, spanned: str) -> None:
    assert spans(read(calendar(event(when)))) == [spanned]


def test_an_occurrence_is_left_out_and_moved_where_its_times_in_utc_have_a_zone() -> None:
    shift = event(
        "DTSTART;TZID=America/Denver:20260302T140000Z\nDURATION:PT8H\nRRULE:FREQ=DAILY;COUNT=4\n"
        "EXDATE;TZID=America/Denver:20260303T140000Z,20260304T140000Z"
    )
    moved = event(
        "RECURRENCE-ID;TZID=America/Denver:20260305T140000Z\n"
        "DTSTART;TZID=America/Denver:20260305T180000Z\nDURATION:PT8H"
    )
    assert spans(read(calendar(shift, moved))) == ["02 14:00-02 22:00", "05 18:00-06 02:00"]


@pytest.mark.parametrize(
    "when",
    [
        "DTSTART;VALUE=DATE:20260302\nDTEND;VALUE=DATE:20260304",
        "DTSTART;TZID=Ward Clock:20260302T070000\nDTEND;TZID=Ward Clock:20260302T190000",
        "DTSTART:20260302T070000Z\nDTEND:20260302T070000Z",
        "DTSTART:20260302T070000Z\nDTEND:20260301T190000Z",
        "DTSTART:20260302T070000Z\nDTEND:20260309T190000Z",
        "DTSTART:2026-03-02 07:00\nDTEND:20260302T190000Z",
        "DTEND:20260302T190000Z",
    ],
    ids=["whole days", "unknown clock", "nothing", "backwards", "a week", "no time", "no start"],
)
def test_what_says_no_hours_of_work_is_passed_over_and_counted(when: str) -> None:
    found = read(calendar(event(when)))
    assert (found.entries, found.passed_over) == ([], 1)


def test_an_address_in_the_title_is_enough_where_nobody_is_invited() -> None:
    titled = event("DTSTART:20260302T070000Z\nDURATION:PT8H", who="").replace(
        f"{CANARY} days", f"{CANARY} <Sam@X.org>"
    )
    assert read(calendar(titled)).entries[0].emails == ("sam@x.org",)


@pytest.mark.parametrize(
    "raw",
    [b"", b"<html>Sign in</html>", OUTLOOK[: len(OUTLOOK) // 2], b"\xff\xfe\x00\x01"],
    ids=["empty", "a page to sign in", "half of it", "no text"],
)
def test_what_is_no_whole_calendar_is_refused(raw: bytes) -> None:
    with pytest.raises(CalendarFault) as fault:
        read(raw)
    assert fault.value.word == "no_calendar"


def test_a_year_of_shifts_of_a_large_unit_is_read() -> None:
    start = datetime(2025, 9, 1, 14, tzinfo=UTC)
    events = [
        event(
            f"DTSTART:{at:%Y%m%dT%H%M%SZ}\nDURATION:PT12H",
            uid=str(n),
            who=f"ATTENDEE:mailto:p{n % 20}@x.org",
        )
        for n in range(2_000)
        for at in (start + timedelta(hours=12 * (n // 4)),)
    ]
    found = read(calendar(*events))
    assert 100 < len(found.entries) < 150


@pytest.mark.parametrize(
    "when",
    [
        "DTSTART:20260302T070000Z\nDURATION:P999999999999D",
        "DTSTART:20260302T070000Z\nDURATION:P99999999999999999999999999D",
        "DTSTART;TZID=America/../../etc/passwd:20260302T070000\nDTEND:20260302T190000Z",
    ],
)
def test_an_absurd_entry_costs_itself_alone(when: str) -> None:
    good = event("DTSTART:20260302T070000Z\nDTEND:20260302T190000Z", uid="2")
    found = read(calendar(event(when), good))
    assert (spans(found), found.passed_over) == (["02 07:00-02 19:00"], 1)


def test_an_entry_at_the_end_of_time_is_outside_the_window() -> None:
    found = read(calendar(event("DTSTART:99991231T235959Z\nDURATION:P9999999D")))
    assert (found.entries, found.passed_over) == ([], 0)


def test_an_entry_that_the_library_cannot_parse_costs_itself_alone() -> None:
    bad = event("DTSTART:20260303T070000Z\nDTEND:20260303T190000Z").replace("END:VEVENT", "END:X")
    bad += "\nEND:VEVENT"
    good = event("DTSTART:20260302T070000Z\nDTEND:20260302T190000Z", uid="2")
    found = read(calendar(bad, good))
    assert (spans(found), found.passed_over) == (["02 07:00-02 19:00"], 1)


def test_entries_that_share_a_uid_are_all_read() -> None:
    when = "DTSTART:20260302T070000Z\nDTEND:20260302T190000Z"
    people = ("a@x.org", "b@x.org", "c@x.org")
    found = read(calendar(*(event(when, who=f"ATTENDEE:mailto:{each}") for each in people)))
    assert sorted(entry.emails for entry in found.entries) == [(each,) for each in people]
    assert found.passed_over == 0


def test_a_moved_occurrence_belongs_to_the_series_of_its_uid() -> None:
    series = event("DTSTART:20260302T070000Z\nDTEND:20260302T150000Z\nRRULE:FREQ=DAILY;COUNT=3")
    alone = event("DTSTART:20260306T070000Z\nDTEND:20260306T150000Z")
    moved = event(
        "DTSTART:20260303T150000Z\nDTEND:20260303T230000Z\nRECURRENCE-ID:20260303T070000Z"
    )
    assert spans(read(calendar(alone, series, moved))) == [
        *("02 07:00-02 15:00", "03 15:00-03 23:00", "04 07:00-04 15:00", "06 07:00-06 15:00"),
    ]


def test_of_two_editions_of_an_entry_the_older_is_counted_as_unusable() -> None:
    old = event("DTSTART:20260302T070000Z\nDTEND:20260302T150000Z", "SEQUENCE:1")
    new = event("DTSTART:20260302T150000Z\nDTEND:20260302T230000Z", "SEQUENCE:2")
    found = read(calendar(new, old))
    assert (spans(found), found.passed_over) == (["02 15:00-02 23:00"], 1)
