"""The rehearsal: it says what would be, and nothing of anybody."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.__main__ import main
from adapters.intake.rehearsal import Rehearsal
from bot.programme.model import Source, SourceForm
from tests.adapters.intake.adt_kit import ADT, CANARY, Adt, feed_of, stamp
from tests.adapters.intake.fhir_kit import encounter, notification
from tests.bot.programme.test_playbook import SMALL
from tests.world import START, World


def died(**more: object) -> Adt:
    usual = {"dead": "Y", "died_at": START - timedelta(minutes=20), "disposition": "20"}
    return replace(Adt("A03", START), **(usual | more))  # type: ignore[arg-type]


async def rehearsed(raw: bytes, source: Source = ADT) -> list[str]:
    feed = await feed_of(await World.make(), [source])
    rehearsal = Rehearsal(await feed.into.programme(), source, START + timedelta(days=300))
    rehearsal.play(raw)
    assert await feed.reports() == []
    return [*rehearsal.lines, rehearsal.total]


async def test_it_says_kind_harm_unit_and_time_and_what_would_be_taken_back() -> None:
    first = died()
    cancel = replace(first, trigger="A13", sent_at=START + timedelta(minutes=1), dead=None)
    messages = [first, replace(first, trigger="A08"), cancel, died(patient="2", ward="9WEST")]
    lines = await rehearsed("".join(each.text() for each in messages).encode())
    what = "kind unexpected_death, harm death, unit icu, at 2026-03-02 08:40 MST"
    assert lines == [
        f"message 1: would report: {what}",
        f"message 3: would take back: {what}",
        "message 4: not accepted: unit is not a unit of the programme",
        "4 messages: 1 would be reported, 1 taken back, 1 not accepted.",
    ]


async def test_it_says_what_would_be_passed_over_and_what_nobody_mapped() -> None:
    messages = [died(died_at="2019"), died(patient="2", disposition="EXPIRED")]
    text = "".join(each.text() for each in messages)
    # The time of the message may have dashes, as the live door takes it.
    sent = stamp(START)
    dashed = f"{sent[:4]}-{sent[4:6]}-{sent[6:8]} {sent[8:10]}:{sent[10:12]}:{sent[12:]}"
    lines = await rehearsed(text.replace(f"|HOSP|{sent}|", f"|HOSP|{dashed}|").encode())
    what = "kind unexpected_death, harm death, unit icu, at 2026-03-02 08:40 MST"
    assert lines == [
        "message 1: passed over: PID-29 says the year and not the day",
        "message 2: not known: PV1-36 has a code that is neither the standard's nor the playbook's",
        f"message 2: would report: {what}",
        "2 messages: 1 would be reported, 0 taken back, 1 passed over, 0 not accepted.",
    ]


@pytest.mark.parametrize("around", [b"\x0b%s\x1c\r", b"%s\n", b"%s\r\n\r\n"])
async def test_messages_may_be_framed_or_one_after_the_other(around: bytes) -> None:
    each = [around % died(patient=str(number)).bytes() for number in range(3)]
    batch = b"FHS|^~\\&|X\rBHS|^~\\&|X\r" + b"".join(each) + b"BTS|3\rFTS|1\r"
    for raw in (b"".join(each), batch):
        assert (await rehearsed(raw))[-1].startswith("3 messages: 3 would be reported")


async def test_json_on_each_line_is_read_by_its_mapping() -> None:
    fields = {"id": "n", "unit": "at.ward", "time": "when", "kind": "what"}
    source = Source("risk", "Risk", form=SourceForm.JSON, fields=fields)
    told = {"n": 7, "at": {"ward": "icu"}, "what": "near_miss", "note": CANARY}
    body = json.dumps(told | {"when": (START + timedelta(days=299)).isoformat()})
    lines = await rehearsed(f"{body}\n{body}\n{{}}\n".encode(), source)
    assert [line.split(": ", 1)[1][:28].rstrip(",") for line in lines] == [
        "would report: kind near_miss",
        "not accepted: id is missing",
        "1 would be reported, 0 taken",
    ]


async def test_a_message_with_nothing_in_it_is_no_failure_as_at_the_live_door() -> None:
    source = Source("fhir", "Records", form=SourceForm.FHIR, units={"icu-4": "icu"})
    now = START + timedelta(days=300)
    stay = encounter("R4", now.isoformat(), end=(now - timedelta(minutes=30)).isoformat())
    empty = notification("R4", "event-notification", now.isoformat())
    bodies = [json.dumps(each) for each in (empty, stay, {"resourceType": 7})]
    lines = await rehearsed("\n".join(bodies).encode(), source)
    assert lines[0] == (
        "message 1: contains nothing: entry contains no resource:"
        " subscribe with the content full-resource"
    )
    assert lines[1].startswith("message 2: would report: ")
    assert lines[2:] == [
        "message 3: not accepted: resourceType is missing",
        "3 messages: 1 would be reported, 0 taken back, 1 not accepted.",
    ]


MAPPED = """
[[sources]]
key = "adt"
name = "Admissions"
form = "hl7"
zone = "America/Denver"
peers = ["10.20.0.5"]
units = { 4ICU = "icu" }
"""


def test_on_the_command_line_it_needs_a_playbook_and_no_settings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    messages, playbook = tmp_path / "day.hl7", tmp_path / "playbook.toml"
    messages.write_bytes(died(patient=f"MRN-{CANARY}").bytes())
    playbook.write_text(SMALL + MAPPED)
    words = ["intake", "replay", str(messages), "--playbook", str(playbook)]
    assert main(words) == 2
    assert "--dry-run" in capsys.readouterr().err
    assert main([*words, "--dry-run"]) == 0
    said = capsys.readouterr()
    assert "kind patient_death, harm death, unit icu" in said.out
    assert CANARY not in said.out + said.err
    assert main([*words, "--dry-run", "--source", "nobody"]) == 2
    assert "The playbook has: adt" in capsys.readouterr().err


def test_a_month_is_summed_up_by_unit_and_hour_with_what_was_not_reported_and_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    days = [
        [died(patient=f"{CANARY}1"), died(patient=f"{CANARY}2"), died(patient="3", ward="9WEST")],
        [
            died(patient=f"{CANARY}1", control="again"),
            died(patient="4", died_at="2019"),
            died(patient="5", disposition="EXPIRED"),
            replace(
                died(patient=f"{CANARY}2", dead=None, disposition=None),
                trigger="A13",
                sent_at=START + timedelta(minutes=1),
            ),
        ],
    ]
    files = [tmp_path / f"{number}.hl7" for number in range(len(days))]
    for file, messages in zip(files, days, strict=True):
        file.write_bytes(b"".join(each.bytes() for each in messages))
    playbook = tmp_path / "playbook.toml"
    playbook.write_text(SMALL + MAPPED)
    words = ["intake", "rehearse", *map(str, files), "--playbook", str(playbook)]
    assert main(words) == 1
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "7 messages: 3 would be reported, 1 taken back, 1 passed over, 1 not accepted.",
        "",
        "Would have been reported, by unit and hour, without what was taken back:",
        "  icu, 2026-03-02 16:00: patient_death, harm death, 2 times",
        "",
        "Not accepted; the sender would have been told, and coordinators see it:",
        "  once: unit is not a unit of the programme",
        "",
        "Accepted and not reported; coordinators see how many:",
        "  once: PID-29 says the year and not the day",
        "",
        "Words that nobody mapped, so they said nothing; coordinators see it:",
        "  once: PV1-36 has a code that is neither the standard's nor the playbook's",
    ]
    assert CANARY not in said.out + said.err
    assert main([*words, "--each"]) == 1
    assert "message 3: not accepted: unit" in capsys.readouterr().out


def test_a_file_that_is_not_there_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["intake", "replay", str(tmp_path / "none"), "--dry-run"]) == 1
    assert "could not be read" in capsys.readouterr().err
