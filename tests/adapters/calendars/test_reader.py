"""Calendars are parsed in a process apart, which no calendar can make the service wait for."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.calendars.faults import NO_CALENDAR, TOO_HEAVY, CalendarFault
from adapters.calendars.parser import How, read_calendar
from adapters.calendars.reader import CalendarReader
from adapters.calendars.reader_process import SERIES_S
from bot.programme import Window
from tests.adapters.calendars.feeds import FOREVER, GOOGLE, OUTLOOK, calendar, event

DENVER = "America/Denver"
MARCH = Window(datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 16, tzinfo=UTC))
GOOD = event("DTSTART:20260302T070000Z\nDTEND:20260302T190000Z", uid="good")
ENDLESS = event(
    # The thirtieth of February is looked for until the year 9999.
    "DTSTART:20260302T070000Z\nDTEND:20260302T190000Z\n"
    "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=1",
    uid="endless",
)


@pytest.fixture
async def reader() -> AsyncIterator[CalendarReader]:
    found = CalendarReader()
    yield found
    await found.close()


@pytest.mark.parametrize("raw", [OUTLOOK, GOOGLE, FOREVER], ids=["outlook", "google", "for ever"])
async def test_it_reads_what_the_parser_reads(reader: CalendarReader, raw: bytes) -> None:
    assert await reader.read(raw, DENVER, MARCH) == read_calendar(raw, DENVER, MARCH)


async def test_a_series_that_never_ends_costs_itself_alone(reader: CalendarReader) -> None:
    found = await reader.read(calendar(ENDLESS, GOOD), DENVER, MARCH)
    assert [entry.starts.day for entry in found.entries] == [2]
    assert found.passed_over == 1


async def test_what_is_no_calendar_is_said_and_the_next_one_is_read(
    reader: CalendarReader,
) -> None:
    for raw in (b"", b"<html>", GOOGLE[:200]):
        with pytest.raises(CalendarFault) as fault:
            await reader.read(raw, DENVER, MARCH)
        assert fault.value.word == NO_CALENDAR
    assert len((await reader.read(GOOGLE, DENVER, MARCH)).entries) == 1


async def test_a_calendar_that_takes_too_long_is_given_up_and_its_process_ended(
    reader: CalendarReader,
) -> None:
    await reader.read(GOOGLE, DENVER, MARCH)
    first = reader.pid
    # Less than one series may take, so that the process is in the midst of it.
    reader.deadline_s = SERIES_S / 4
    with pytest.raises(CalendarFault) as fault:
        await reader.read(calendar(*[ENDLESS] * 50), DENVER, MARCH)
    assert fault.value.word == TOO_HEAVY
    assert reader.pid is None
    assert first is not None
    assert not Path(f"/proc/{first}").exists()


async def test_after_a_process_fell_over_the_next_calendar_starts_another(
    reader: CalendarReader,
) -> None:
    await reader.read(GOOGLE, DENVER, MARCH)
    first = reader.pid
    with pytest.raises(CalendarFault) as fault:
        # The process falls over a length that it cannot read back.
        await reader.read(calendar(GOOD), DENVER, MARCH, how=How(timedelta.max))
    assert fault.value.word == TOO_HEAVY
    assert len((await reader.read(GOOGLE, DENVER, MARCH)).entries) == 1
    assert reader.pid != first


async def test_the_process_is_kept_for_the_next_calendar_and_ends_when_closed(
    reader: CalendarReader,
) -> None:
    await reader.read(GOOGLE, DENVER, MARCH)
    first = reader.pid
    await reader.read(OUTLOOK, DENVER, MARCH)
    assert reader.pid == first
    await reader.close()
    assert reader.pid is None
    assert not Path(f"/proc/{first}").exists()


async def test_the_process_knows_no_key_of_the_service_and_has_a_limit_of_memory(
    reader: CalendarReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUPPORT_SECRET_CANARY", "zzyzx")
    await reader.read(GOOGLE, DENVER, MARCH)
    process = Path(f"/proc/{reader.pid}")
    assert b"zzyzx" not in (process / "environ").read_bytes()
    (limit,) = [
        line.split()[3]
        for line in (process / "limits").read_text().splitlines()
        if line.startswith("Max address space")
    ]
    assert int(limit) == 1024**3
