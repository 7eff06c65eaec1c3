"""Texts that broken or hostile senders may send: every reader refuses them with its own error."""

import logging
import tracemalloc

import pytest

from adapters.calendars.parser import read_calendar
from adapters.intake.adt import statement_in
from adapters.intake.hl7_message import Message, decoded, header_of, message_of
from adapters.intake.hr_file import read_hr
from adapters.intake.hr_table import MOST_CELLS
from adapters.playbook import check
from adapters.slack.parse import command
from bot.programme.hours.quiet_hours import is_zone
from bot.programme.model.external_sources import HrFile
from tests.adapters.calendars.feeds import calendar, event
from tests.adapters.intake.adt_kit import ADT, CANARY, feed_of
from tests.fuzz.readers import NOW, WINDOW, Reader, all_readers, with_sources
from tests.fuzz.run import Tally, fuzzed, tried
from tests.world import World

READERS = {reader.name: reader for reader in all_readers()}
COUNT = 250
"""How many texts for each reader in the tests; ``make fuzz`` takes any number."""


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_a_changed_text_is_read_or_refused_with_the_readers_own_error(reader: Reader) -> None:
    found = fuzzed(reader, COUNT, seed=20261130)
    assert found.wrong == {}
    assert found.read + found.refused == COUNT
    assert found.read > COUNT // 10, "most texts no longer resemble what is sent"


FULL_OF = [b"^", b"~", b"^~", b"&", b"|", b"\\", b"\\F\\", b"\r", b"A\r", b"PV1|\r", b"PV2|1\r"]


@pytest.mark.parametrize("sign", FULL_OF)
def test_a_message_full_of_separators_is_read_in_no_time(sign: bytes) -> None:
    found = Tally()
    text = hl7("1" + (sign * (256 * 1024 // len(sign))).decode())
    tried(READERS["hl7"], text.encode(), found)
    assert found.wrong == {}
    assert found.read + found.refused == 1


def hl7(patient: str) -> str:
    return (
        "MSH|^~\\&|E|H|S|H|20260303100000||ADT^A03|M|P|2.5.1\rEVN|A03|20260303100000\r"
        f"PID|1||{patient}\rPV1|1|I|4ICU||||||||||||||||V1\r"
    )


def patient_of(written: str) -> str:
    message = read(hl7(written))
    return message.at("PID-3")


def read(text: str) -> Message:
    return message_of(header_of(decoded(text.encode())), text, ADT)


def test_an_escape_sequence_cannot_ask_for_memory() -> None:
    tracemalloc.start()
    try:
        assert patient_of("\\.sp900000000\\17") == "17"
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_an_escape_sequence_that_cannot_be_read_puts_no_record_number_into_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    text = hl7(f"{CANARY}\\XZZ\\\\C2842\\\\Z1\\")
    statement = statement_in(with_sources(), ADT, header_of(text), text, NOW)
    assert statement is None
    assert patient_of(f"{CANARY}\\XZZ\\\\C2842\\\\Z1\\") == CANARY
    assert caplog.records == []


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12\\F\\3\\S\\4\\T\\5\\R\\6\\E\\7", "12|3^4&5~6\\7"),
        ("\\X4142\\C", "ABC"),
        ("1\\H\\2\\N\\3\\.br\\4", "1234"),
        ("open\\end", "open\\end"),
        ("1&2^3~4", "1"),
        ("~4", ""),
    ],
)
def test_a_value_is_read_by_the_separators_and_escapes_of_hl7(written: str, value: str) -> None:
    assert patient_of(written) == value


@pytest.mark.parametrize("version", ["2.5\u00b3.1", "2." + "5" * 5000, "2.\u0665", "2."])
async def test_a_version_that_is_no_number_is_answered(version: str) -> None:
    feed = await feed_of(await World.make())
    text = hl7("1").replace("|2.5.1", f"|{version}").replace("PID|1", "PID|1\rPID|2")
    assert "MSA|AE|M|PID comes twice" in await feed.hear(text.encode())


@pytest.mark.parametrize("name", ["/".join(["a"] * 500), "x" * 300, "../etc/passwd", ""])
def test_a_name_as_no_time_zone_has_it_is_none(name: str) -> None:
    assert not is_zone(name)
    line = f"email,name,timezone\nsam@x.org,Sam,{name[:99]}\n"
    assert len(read_hr(line.encode(), HrFile(), {}).faults) == (1 if name else 0)


@pytest.mark.parametrize(
    "bad",
    [
        "DTSTART:20260302T070000Z\nDTEND:20260302T190000Z\nDTEND:20260302T200000Z",
        "DTSTART:20260302T070000Z\nDURATION:PT8H\nDURATION:PT9H",
        "DTSTART:20260302T070000Z\nDTEND:P1000000D",
        "DTSTART:20260302T070000Z\nDTEND:20260302T190000Z\nRRULE:FREQ=DAILY;UNTIL=P1D",
        f"DTSTART;TZID={'X' * 300}:20260302T070000\nDTEND:20260302T190000Z",
        f"DTSTART;TZID={'X/' * 900}:20260302T070000\nDTEND:20260302T190000Z",
        "DTSTART:20260302T070000Z\nDTEND:20260302T190000Z\nSTATUS:CONFIRMED\nSTATUS:CANCELLED",
    ],
)
def test_an_entry_that_says_something_twice_or_too_long_costs_itself_alone(bad: str) -> None:
    good = event("DTSTART:20260303T070000Z\nDTEND:20260303T190000Z", uid="2")
    found = read_calendar(calendar(event(bad), good), "America/Denver", WINDOW)
    assert [each.starts.day for each in found.entries] == [3]
    assert found.passed_over == 1


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("\n" + "a." * 50_000 + "a = 1", "line 2: this file is nested too deeply"),
        ("[" + '"a" . ' * 50_000 + "a]", "line 1: this file is nested too deeply"),
        ("a = " + "[" * 3000, "line 1: this file is nested too deeply"),
        ("[programme]\nname = " + "1" * 5000, "line 2: this number is too long"),
        ("#" * 5_000_000, "line 1: this file has more than 4 million characters"),
    ],
)
def test_a_playbook_that_would_keep_the_parser_busy_is_not_given_to_it(
    text: str, what: str
) -> None:
    found = check(text)
    assert isinstance(found, list)
    assert [str(fault)[: len(what)] for fault in found] == [what]


@pytest.mark.parametrize("text", ["<" * 20_000, "<a|" * 7_000, "<@U1|" * 4_000])
def test_a_command_full_of_brackets_is_read_in_no_time(text: str) -> None:
    found = Tally()
    tried(READERS["slack"], text.encode(), found)
    assert (found.wrong, found.read) == ({}, 1)


def test_links_and_mentions_are_read_as_slack_writes_them() -> None:
    text = "on <https://x.org|x.org> <@U2|sam> <a <@U3> &lt;b"
    body = {"team_id": "T1", "user_id": "U1", "channel_id": "C1", "trigger_id": "1"}
    typed, _ = command(body | {"command": "/s", "text": text}, {"/s": "support"})
    assert typed.words == ("on", "x.org", "@", "<a", "@", "<b")
    assert typed.mentioned == ("U2", "U3")


@pytest.mark.parametrize("name", ["csv", "hr"])
@pytest.mark.parametrize("where", ["header", "line"])
def test_a_line_with_a_million_cells_is_refused_by_its_number(name: str, where: str) -> None:
    found = Tally()
    head = b"No,Ward,When,What,Harm\n" if name == "csv" else b"email,name\n"
    tried(READERS[name], (b"" if where == "header" else head) + b"," * 1_000_000, found)
    assert (found.wrong, found.read) == ({}, 1)


@pytest.mark.parametrize("text", ["sep=;\r\n", "sep=;\n\n", "\n\nsep=;", " ", "\n"])
def test_a_file_of_staff_with_nothing_in_it_is_refused(text: str) -> None:
    assert not read_hr(text.encode(), HrFile(), {}).is_sound


def test_a_line_with_too_many_cells_is_named() -> None:
    raw = b"email,name\nsam@x.org,Sam\n" + b"," * (MOST_CELLS + 1)
    found = read_hr(raw, HrFile(), {})
    faults = [(fault.line, fault.what) for fault in found.faults]
    assert faults == [(3, "this line has more than 1000 cells")]
    assert found.lost
