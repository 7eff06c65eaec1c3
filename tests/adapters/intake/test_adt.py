"""ADT messages of real-world shapes: what fires, what does not, and what is kept of them."""

import json
import logging
from dataclasses import astuple, replace
from datetime import timedelta
from typing import Any

import pytest

from bot.adverse_events.last_said import STALE_AFTER
from bot.adverse_events.model import ReportState
from bot.adverse_events.statements import INDEXES_KEPT_FOR, OVERTAKEN_FOR
from bot.programme.model import Harm, Kind
from tests.adapters.intake.adt_kit import ADT, CANARY, Adt, Feed, feed_of, stamp
from tests.fakes import MemoryStorage
from tests.wording import phrase
from tests.world import World, text_of

HELD, RELEASED, WITHDRAWN = ReportState.HELD, ReportState.RELEASED, ReportState.WITHDRAWN
HOLD_OFF = timedelta(minutes=6)


@pytest.fixture
async def feed() -> Feed:
    return await feed_of(await World.make())


async def test_a_discharge_by_death_is_reported_once_with_kind_harm_unit_and_time(
    feed: Feed,
) -> None:
    assert await feed.say(feed.died()) == "AA"
    (report,) = await feed.reports()
    assert (report.kind, report.harm, report.unit) == (Kind.UNEXPECTED_DEATH, Harm.DEATH, "icu")
    assert report.occurred_at == feed.ago(20)
    assert (report.state, report.source) == (HELD, "adt")


async def test_every_later_message_says_it_again_and_nothing_more_happens(feed: Feed) -> None:
    first = feed.died()
    await feed.say(first)
    await feed.world.pass_time(timedelta(hours=3))
    notes = feed.hospital.notes("sam")
    for minutes in (1, 2, 50):
        late = replace(first, trigger="A08", sent_at=feed.ago(minutes), control=f"R{minutes}")
        assert await feed.say(first, late) == "AA"
    await feed.say(replace(first, sent_at=feed.now, disposition=None, ward="MORGUE"))
    assert notes == 1
    assert await feed.states() == [RELEASED]
    await feed.world.pass_time(timedelta(hours=3))
    assert feed.hospital.notes("sam") == 1


@pytest.mark.parametrize("trigger", ["A11", "A13"])
async def test_a_cancel_within_the_hold_off_undoes_it_before_anything_went(
    feed: Feed, trigger: str
) -> None:
    first = feed.died()
    await feed.say(first)
    cancel = replace(first, trigger=trigger, sent_at=feed.now + timedelta(seconds=40), dead=None)
    assert await feed.say(cancel) == "AA"
    assert await feed.states() == [WITHDRAWN]
    await feed.say(first, replace(first, trigger="A08"))
    await feed.world.pass_time(timedelta(days=1))
    assert await feed.states() == [WITHDRAWN]
    assert feed.hospital.notes("sam") == 0


async def test_a_death_indicator_taken_back_within_the_hold_off_undoes_it(feed: Feed) -> None:
    await feed.say(Adt("A08", feed.ago(1), dead="Y", died_at=feed.ago(9)))
    assert await feed.states() == [HELD]
    for unsaid in (None, "N"):
        await feed.say(Adt("A08", feed.now, dead=unsaid))
    assert await feed.states() == [WITHDRAWN]


async def test_hl7s_null_takes_the_indicator_back(feed: Feed) -> None:
    await feed.say(Adt("A08", feed.ago(1), dead="Y", died_at=feed.ago(9)))
    await feed.say(Adt("A08", feed.now, dead='""'))
    assert await feed.states() == [WITHDRAWN]


async def test_a_corrected_disposition_takes_it_back_unless_the_person_is_said_to_have_died(
    feed: Feed,
) -> None:
    stays: dict[str, Any] = {"patient": "1", "dead": None, "died_at": None}
    await feed.say(feed.died(sent_at=feed.ago(2), **stays))
    await feed.say(feed.died("A08", disposition="01", **stays))
    assert await feed.states() == [WITHDRAWN]
    await feed.say(feed.died(patient="2", sent_at=feed.ago(2)))
    await feed.say(feed.died("A08", patient="2", disposition="01"))
    assert sorted(await feed.states()) == sorted([WITHDRAWN, HELD])


async def test_an_indicator_that_lags_behind_does_not_take_a_death_back(feed: Feed) -> None:
    await feed.say(feed.died(sent_at=feed.ago(2), dead="N", died_at=None))
    await feed.say(Adt("A08", feed.now, dead="N"))
    assert await feed.states() == [HELD]


async def test_after_the_hold_off_a_cancel_is_written_down_and_told_to_the_coordinator(
    feed: Feed,
) -> None:
    first = feed.died()
    await feed.say(first)
    await feed.world.pass_time(timedelta(hours=2))
    assert feed.hospital.notes("sam") == 1
    for minutes in (0, 1):
        sent_at = feed.now + timedelta(seconds=minutes)
        cancel = replace(first, trigger="A13", sent_at=sent_at, dead=None)
        assert await feed.say(cancel) == "AA"
    (report,) = await feed.reports()
    assert (report.state, report.corrected) == (RELEASED, True)
    told = [
        card
        for card in feed.world.sees("kit").log
        if phrase("adverse_event.corrected") in text_of(card)
    ]
    assert len(told) == 1
    assert phrase("adverse_event.corrected") in text_of(told[0])
    assert not any("taken back" in text_of(c) for c in feed.world.sees("sam").log)


async def test_whatever_comes_first_the_same_is_left(feed: Feed) -> None:
    first = feed.died(sent_at=feed.ago(3))
    cancel = replace(first, trigger="A13", sent_at=feed.ago(2), dead=None, disposition=None)
    await feed.say(cancel, first)
    assert await feed.reports() == []
    again = replace(first, sent_at=feed.ago(1))
    await feed.say(again, first, cancel)
    assert await feed.states() == [HELD]


async def test_somebody_who_truly_dies_after_a_mistake_is_reported_anew(feed: Feed) -> None:
    first = feed.died()
    sent_at = feed.now + timedelta(seconds=1)
    await feed.say(first, replace(first, trigger="A13", sent_at=sent_at, dead=None))
    await feed.world.pass_time(timedelta(hours=20))
    await feed.say(feed.died(visit="V1"))
    assert await feed.states() == [WITHDRAWN, HELD]


async def test_a_cancel_of_another_stay_says_nothing_about_this_death(feed: Feed) -> None:
    await feed.say(feed.died(visit="V2"))
    await feed.say(Adt("A11", feed.now + timedelta(seconds=9), visit="V9"))
    await feed.say(Adt("A08", feed.now + timedelta(seconds=9), visit="V1", disposition="01"))
    assert await feed.states() == [HELD]


async def test_two_people_who_died_are_two_reports_of_what_may_be_one_event(feed: Feed) -> None:
    await feed.say(feed.died(patient="1"), feed.died(patient="2", ward="OR"))
    assert sorted(report.unit for report in await feed.reports()) == ["icu", "surgery"]


async def test_the_order_of_identifiers_does_not_make_another_patient(feed: Feed) -> None:
    message = feed.died().text()
    turned = message.replace(
        f"100001^^^HOSP^MR~999-{CANARY}^^^SSA^SS", f"999-{CANARY}^^^SSA^SS~100001^^^HOSP^MR"
    )
    assert turned != message
    await feed.say(message.encode(), turned.replace("|M1|", "|M2|").encode())
    assert len(await feed.said()) == len(await feed.reports()) == 1


async def test_an_old_death_that_is_told_again_or_for_the_first_time_is_no_news(
    feed: Feed,
) -> None:
    old = feed.now - STALE_AFTER - timedelta(minutes=1)
    assert await feed.say(feed.died("A08", died_at=old, discharged_at=old)) == "AA"
    day = stamp(old - timedelta(days=1))[:8]
    assert await feed.say(feed.died("A08", patient="2", died_at=day, discharged_at=old)) == "AA"
    long_gone = {"dead": "Y", "died_at": None, "discharged_at": old, "disposition": "20"}
    assert await feed.say(Adt("A08", feed.now, patient="3", **long_gone)) == "AA"  # type: ignore[arg-type]
    assert await feed.reports() == []


async def test_a_line_that_was_down_over_the_weekend_is_caught_up_with(feed: Feed) -> None:
    died = feed.now - timedelta(hours=60)
    await feed.say(feed.died(died_at=died, sent_at=died + timedelta(minutes=5)))
    assert await feed.states() == [HELD]


async def test_a_day_without_an_hour_is_filled_from_the_rest_of_the_message(feed: Feed) -> None:
    today = stamp(feed.now)[:8]
    await feed.say(feed.died(died_at=today, discharged_at=feed.ago(7)))
    (report,) = await feed.reports()
    assert report.occurred_at == feed.ago(7)


async def test_a_day_that_nothing_gives_an_hour_is_refused_and_can_be_sent_again(
    feed: Feed,
) -> None:
    yesterday = stamp(feed.now - timedelta(days=1))[:8]
    assert await feed.say(feed.died(died_at=yesterday, discharged_at=None)) == "AE"
    assert "says the day and not the hour" in feed.answers[-1]
    assert await feed.said() == []
    await feed.say(feed.died(died_at=feed.ago(30)))
    assert await feed.states() == [HELD]


async def test_an_unknown_unit_is_refused_by_name_and_nothing_of_it_is_applied(
    feed: Feed,
) -> None:
    assert await feed.say(feed.died(ward="9WEST")) == "AE"
    assert "unit is not a unit of the programme" in feed.answers[-1]
    assert "9WEST" not in feed.answers[-1]
    assert not await feed.said()
    assert not await feed.reports()
    (row,) = await feed.unread()
    assert (row.source, row.field, row.reason) == ("adt", "unit", "is not a unit of the programme")


async def test_a_unit_that_is_none_of_this_programmes_business_is_passed_over() -> None:
    feed = await feed_of(await World.make(), [replace(ADT, only_these_units=True)])
    assert await feed.say(feed.died(ward="9WEST")) == "AA"
    assert not await feed.reports()
    assert not await feed.unread()
    await feed.say(feed.died(patient="2"))
    assert await feed.states() == [HELD]


async def test_units_of_two_hospitals_may_have_the_same_name() -> None:
    source = replace(ADT, units={"hosp:4icu": "icu", "4icu": "surgery"})
    feed = await feed_of(await World.make(), [source])
    await feed.say(feed.died())
    assert [report.unit for report in await feed.reports()] == ["icu"]


async def test_the_mapping_says_where_things_stand() -> None:
    fields = {"unit": "PV1-3-4", "time": "EVN-2", "patient": "PID-19", "visit": "PV1-50"}
    source = replace(ADT, fields=fields, units={"hosp": "icu"}, died=("x9",))
    feed = await feed_of(await World.make(), [source])
    await feed.say(feed.died(dead=None, disposition="20", recorded_at=feed.ago(9)))
    assert await feed.reports() == []
    await feed.say(feed.died(dead=None, disposition="X9", recorded_at=feed.ago(3)))
    (report,) = await feed.reports()
    assert (report.unit, report.occurred_at) == ("icu", feed.ago(3))


@pytest.mark.parametrize("indexes", ["|^~\\&", "#$%?!", "|^~\\&#", "!@~\\&"])
@pytest.mark.parametrize("ends", ["\r", "\n", "\r\n"])
async def test_any_separators_and_line_ends_are_read(feed: Feed, indexes: str, ends: str) -> None:
    assert await feed.say(feed.died(indexes=indexes, ends=ends)) == "AA"
    assert [report.unit for report in await feed.reports()] == ["icu"]
    assert feed.answers[-1].startswith("MSH" + indexes[0])


async def test_separators_that_are_left_out_are_the_usual_ones(feed: Feed) -> None:
    text = feed.died().text().replace("|^~\\&|EPIC", "|^~|EPIC")
    assert await feed.say(text.encode()) == "AA"
    assert [report.unit for report in await feed.reports()] == ["icu"]


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (b"", "MSH is missing or cut off"),
        (b"PID|1||5", "MSH is missing or cut off"),
        (b"MSH", "MSH is missing or cut off"),
        (b"MSH|", "MSH is missing or cut off"),
        (b"MSH|||||||||||", "separators that differ"),
        (b"MSH|^^~\\&|EPIC|HOSP", "separators that differ"),
        (b"MSH|A~\\&|EPIC|HOSP", "letters, digits or blanks"),
        (b"MSHA^~\\&AEPICAHOSP", "letters, digits or blanks"),
        (b"\xff\xfe\x00\x01", "MSH is missing or cut off"),
    ],
)
async def test_what_is_no_message_is_rejected_by_name(feed: Feed, head: bytes, said: str) -> None:
    assert await feed.say(head) == "AR"
    assert said.replace("|", " ") in feed.answers[-1]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("ADT^A03^ADT_A03", "ORU^R01^ORU_R01", "MSH-9 is not ADT"),
        ("|P|2.5.1", "|T|2.5.1", "MSH-11 is not P"),
        ("|P|2.5.1", "|P|3.0", "MSH-12 is not version 2"),
    ],
)
async def test_what_is_not_for_this_door_is_rejected(
    feed: Feed, old: str, new: str, said: str
) -> None:
    assert await feed.say(feed.died().text().replace(old, new).encode()) == "AR"
    assert said in feed.answers[-1]
    assert await feed.reports() == []


@pytest.mark.parametrize(
    ("without", "said"),
    [({"PID", "PV1"}, "AA"), ({"PID"}, "AA"), ({"PV1"}, "AE"), ({"EVN"}, "AA")],
)
async def test_missing_segments(feed: Feed, without: set[str], said: str) -> None:
    assert await feed.say(feed.died(without=frozenset(without))) == said
    expected = 1 if "PV1" not in without else 0
    assert len(await feed.reports()) == expected


async def test_nobody_can_say_who_is_meant(feed: Feed) -> None:
    text = feed.died(patient="", visit="").text()
    text = text.replace(f"^^^HOSP^MR~999-{CANARY}^^^SSA^SS", "").replace("^^^HOSP^VN", "")
    assert await feed.say(text.encode()) == "AE"
    assert "PID-3 is missing" in feed.answers[-1]


async def test_a_segment_that_comes_twice_is_refused(feed: Feed) -> None:
    text = feed.died().text()
    assert await feed.say((text + text.split("\r")[2] + "\r").encode()) == "AE"
    assert "PID comes twice" in feed.answers[-1]


async def test_a_death_cut_short_after_the_header_changes_nothing(feed: Feed) -> None:
    whole = feed.died().bytes()
    for length in range(0, len(whole), 7):
        await feed.say(whole[:length])
        assert {report.unit for report in await feed.reports()} <= {"icu"}
    assert await feed.say(whole) == "AA"
    assert len(await feed.reports()) == 1


@pytest.mark.parametrize("trigger", ["A09", "A10", "A14", "A20", "A60", "Z99"])
async def test_other_trigger_events_are_taken_and_passed_over(feed: Feed, trigger: str) -> None:
    assert await feed.say(feed.died(trigger)) == "AA"
    assert not await feed.said()
    assert not await feed.reports()


async def test_an_old_message_without_a_trigger_in_its_header_says_it_in_evn(feed: Feed) -> None:
    text = feed.died(version="2.1").text().replace("ADT^A03", "ADT")
    assert await feed.say(text.encode()) == "AA"
    assert await feed.states() == [HELD]


async def test_a_name_in_another_alphabet_is_no_fault(feed: Feed) -> None:
    text = feed.died().text().replace("JANE", "Žaneta")
    assert await feed.say(text.encode("iso-8859-2")) == "AA"
    assert await feed.states() == [HELD]


async def test_what_lies_ahead_is_refused(feed: Feed) -> None:
    assert await feed.say(feed.died(died_at=feed.now + timedelta(hours=2))) == "AE"
    assert "lies in the future" in feed.answers[-1]


async def test_no_identifier_is_stored_logged_or_answered(
    feed: Feed, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    first = feed.died(patient=f"MRN-{CANARY}", visit=f"CSN-{CANARY}", control="C77")
    await feed.say(first, replace(first, trigger="A13", sent_at=feed.now), feed.died(ward="9W"))
    await feed.say(b"MSH|^~\\&\rPID|" + CANARY.encode(), feed.died(patient=CANARY, without={"PV1"}))
    storage = feed.world.storage
    assert isinstance(storage, MemoryStorage)
    rows = [astuple(row) for kind in storage.state.records.values() for row in kind.values()]
    kept = json.dumps([rows, storage.state.sealed], default=str)
    assert CANARY not in kept
    assert CANARY not in "".join(feed.answers)
    assert CANARY not in "".join(str(vars(record)) for record in caplog.records)


async def test_indexes_go_by_themselves_on_schedule(feed: Feed) -> None:
    await feed.say(Adt("A08", feed.now, patient="7", dead="N"))
    await feed.say(feed.died())
    assert len(await feed.said()) == 2
    await feed.world.pass_time(OVERTAKEN_FOR + timedelta(hours=1))
    assert [row.died for row in await feed.said()] == [True]
    await feed.say(feed.died("A08", died_at=feed.ago(900)))
    await feed.world.pass_time(INDEXES_KEPT_FOR)
    assert await feed.said() == []


async def test_the_same_mistake_of_a_day_is_one_row_with_a_number(feed: Feed) -> None:
    for number in range(40):
        await feed.hear(feed.died(patient=str(number), ward="9WEST"))
    (row,) = await feed.unread()
    assert row.times == 40
    await feed.world.pass_time(timedelta(days=32))
    assert await feed.unread() == []
