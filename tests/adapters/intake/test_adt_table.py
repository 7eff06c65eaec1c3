"""The table of ADT messages: the docs show it, and the door does what it says."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from adapters.intake.adt_table import (
    EVENTS,
    INDICATOR_WORDS,
    Door,
    Ended,
    Event,
    Group,
    Indicator,
    Meaning,
    Time,
    door_of,
    meaning,
)
from adapters.intake.locations import HOLDING
from bot.adverse_events.last_said import Says
from bot.adverse_events.model import ReportState
from bot.adverse_events.unmapped_codes import CHECK as UNMAPPED_CODES
from bot.adverse_events.unmapped_codes import COUNTED_FOR, UnmappedCode
from bot.adverse_events.unread import Outcome
from bot.core.context import Context
from tests.adapters.intake.adt_kit import ADT, CANARY, Adt, Feed, feed_of, stamp
from tests.adapters.intake.draw_messages import PLACE, outcome, page, words_of
from tests.fakes import MemoryStorage
from tests.some import some
from tests.world import World, lines

HELD, WITHDRAWN = ReportState.HELD, ReportState.WITHDRAWN
INDICATORS = {
    Indicator.YES: "Y",
    Indicator.NO: "N",
    Indicator.NULL: '""',
    Indicator.EMPTY: None,
    Indicator.UNKNOWN: "PERHAPS",
}
CODES = {Ended.DIED: "20", Ended.LIVES: "01", Ended.EMPTY: None, Ended.UNKNOWN: "EXPIRED"}


@pytest.fixture
async def feed() -> Feed:
    return await feed_of(await World.make())


def test_the_docs_show_the_table_as_it_is() -> None:
    assert PLACE.read_text("utf-8") == page(), "write it anew with: make states"


def test_every_event_of_the_table_has_an_outcome_for_every_value() -> None:
    for event, indicator, time, ended in some(product(EVENTS.values(), Indicator, Time, Ended)):
        assert outcome(meaning(event, indicator, time, ended)).split(",")[0] in {
            "news",
            "correction",
            "nothing",
        }


def test_the_docs_name_every_word_that_the_reader_knows() -> None:
    for words in (*INDICATOR_WORDS.values(), HOLDING):
        assert words_of(words) in page()


def message(feed: Feed, event: Event, indicator: Indicator, time: Time, ended: Ended) -> Adt:
    times = {
        Time.GIVEN: stamp(feed.ago(20)),
        Time.NULL: '""',
        Time.EMPTY: None,
        Time.UNREADABLE: "this morning",
    }
    return Adt(
        event.trigger,
        feed.now,
        dead=INDICATORS[indicator],
        died_at=times[time],
        disposition=CODES[ended],
        discharged_at=feed.ago(2),
    )


@pytest.mark.parametrize("group", Group)
@pytest.mark.parametrize("indicator", Indicator)
@pytest.mark.parametrize("time", [Time.GIVEN, Time.NULL, Time.EMPTY])
async def test_the_door_does_what_the_table_says(
    group: Group, indicator: Indicator, time: Time
) -> None:
    events = [each for each in EVENTS.values() if each.group is group]
    for event, ended in some(product(events, Ended)):
        feed = await feed_of(await World.make())
        told = meaning(event, indicator, time, ended)
        assert await feed.say(message(feed, event, indicator, time, ended)) == "AA"
        news = outcome(told).startswith("news")
        assert await feed.states() == ([HELD] if news else []), (event, ended)
        counted = {row.field for row in await feed.unread() if row.outcome is Outcome.UNMAPPED}
        assert counted == set(told.unmapped), (event, ended)


@pytest.mark.parametrize("group", Group)
@pytest.mark.parametrize("indicator", Indicator)
@pytest.mark.parametrize("time", Time)
async def test_a_death_that_was_told_before_is_taken_back_by_a_correction_and_by_nothing_else(
    group: Group, indicator: Indicator, time: Time
) -> None:
    event = next(each for each in EVENTS.values() if each.group is group)
    feed = await feed_of(await World.make())
    expected: list[ReportState] = []
    for ended in some(Ended):
        told = meaning(event, indicator, time, ended)
        first, then = (
            replace(each, patient=f"of {ended}", visit=f"visit of {ended}")
            for each in (said_before(feed, told), message(feed, event, indicator, time, ended))
        )
        await feed.say(first)
        assert sorted(await feed.states()) == sorted([*expected, HELD])
        await feed.say(then)
        corrects = outcome(told).startswith("correction")
        expected.append(WITHDRAWN if corrects else HELD)
        assert sorted(await feed.states()) == sorted(expected), ended


def said_before(feed: Feed, told: Meaning) -> Adt:
    """A death, told by the voice that speaks next; by both voices if both speak, or none."""
    death = feed.died(sent_at=feed.ago(5))
    if told.cancels or (told.person is Says.NOTHING) == (told.stay is Says.NOTHING):
        return death
    if told.person is Says.NOTHING:
        return replace(death, dead=None, died_at=None)
    return replace(death, disposition=None)


@pytest.mark.parametrize("trigger", ["A11", "A13"])
async def test_a_cancelled_discharge_of_somebody_who_stays_dead_changes_nothing(
    feed: Feed, trigger: str
) -> None:
    first = feed.died(sent_at=feed.ago(3))
    mended = replace(first, trigger=trigger, sent_at=feed.ago(2), disposition=None)
    again = replace(first, sent_at=feed.ago(1), discharged_at=feed.ago(4))
    await feed.say(first, mended, again)
    assert await feed.states() == [HELD]
    await feed.say(replace(mended, sent_at=feed.now, dead=None))
    assert await feed.states() == [WITHDRAWN]


@pytest.mark.parametrize(
    ("marks", "door", "answer"),
    [
        ("P", Door.READ, "AA"),
        ("P^T", Door.READ, "AA"),
        ("p^t", Door.READ, "AA"),
        ("^T", Door.READ, "AA"),
        ("P^I", Door.NOTHING, "AA"),
        ("P^A", Door.NOTHING, "AA"),
        ("P^R", Door.NOTHING, "AA"),
        ("P^i", Door.NOTHING, "AA"),
        ("P^Q", Door.REFUSED, "AR"),
        ("T", Door.REFUSED, "AR"),
        ("T^I", Door.REFUSED, "AR"),
        ("D", Door.REFUSED, "AR"),
    ],
)
async def test_only_what_happens_now_in_production_is_read(
    feed: Feed, marks: str, door: Door, answer: str
) -> None:
    identifier, _, mode = marks.upper().partition("^")
    assert door_of(identifier, mode) is door
    text = feed.died().text().replace("|P|2.5.1", f"|{marks}|2.5.1")
    assert await feed.say(text.encode()) == answer
    assert await feed.states() == ([HELD] if door is Door.READ else [])


@pytest.mark.parametrize("trigger", ["A28", "A31", "A40"])
async def test_a_persons_record_without_a_time_of_death_is_counted_and_no_news(
    feed: Feed, trigger: str
) -> None:
    assert await feed.say(Adt(trigger, feed.now, dead="Y")) == "AA"
    assert await feed.reports() == []
    (row,) = await feed.unread()
    assert (row.field, row.outcome) == ("PID-29", Outcome.PASSED_OVER)


@pytest.mark.parametrize("trigger", ["A28", "A31", "A40"])
async def test_a_persons_record_without_a_stay_is_counted_and_a_stay_may_tell_it_later(
    feed: Feed, trigger: str
) -> None:
    first = feed.died(trigger, without=frozenset({"PV1"}))
    assert await feed.say(first) == "AA"
    (row,) = await feed.unread()
    assert (row.field, row.outcome) == ("unit", Outcome.PASSED_OVER)
    await feed.say(feed.died(sent_at=feed.now + timedelta(seconds=5)))
    assert await feed.states() == [HELD]


async def test_codes_that_nobody_mapped_are_counted_until_the_playbook_names_them() -> None:
    sources = [replace(ADT, died=("expired",), lives=("went home",))]
    feed = await feed_of(await World.make(), sources)
    for number, code in enumerate(("X1", "X1", "WENT HOME", "01", "20")):
        stay = Adt("A03", feed.now, patient=str(number), disposition=code)
        assert await feed.say(replace(stay, discharged_at=feed.ago(3))) == "AA"
    (row,) = await feed.unread()
    assert (row.field, row.times, row.outcome) == ("PV1-36", 2, Outcome.UNMAPPED)
    assert "X1" not in row.reason
    await feed.say(feed.died(patient="9", dead=None, died_at=None, disposition="Expired"))
    assert await feed.states() == [HELD]


async def test_a_code_that_nobody_mapped_takes_no_death_back(feed: Feed) -> None:
    await feed.say(feed.died(dead=None, died_at=None, sent_at=feed.ago(2)))
    await feed.say(Adt("A08", feed.now, disposition="EXPIRED"))
    assert await feed.states() == [HELD]


@pytest.mark.parametrize("trigger", ["A01", "A02", "A28", "A31"])
async def test_that_somebody_lives_is_stored_only_where_it_corrects_something(
    feed: Feed, trigger: str
) -> None:
    await feed.say(Adt(trigger, feed.ago(5), dead="N"))
    assert await feed.said() == []
    await feed.say(Adt("A08", feed.ago(4), dead="Y", died_at=feed.ago(9)))
    assert await feed.states() == [HELD]
    await feed.say(Adt(trigger, feed.ago(3), dead="N"))
    assert await feed.states() == [WITHDRAWN]


async def ended(feed: Feed, patient: str, code: str) -> None:
    stay = Adt("A03", feed.now, patient=patient, disposition=code, discharged_at=feed.ago(3))
    assert await feed.say(stay) == "AA"


async def codes(feed: Feed) -> list[UnmappedCode]:
    async with feed.world.storage.reading() as work:
        return await work.of(UnmappedCode).find()


async def test_a_code_is_stored_only_once_five_different_patients_had_it(feed: Feed) -> None:
    for patient in ("1", "2", "3", "4", "4", "4"):
        await ended(feed, patient, "EXPIRED")
    (row,) = await codes(feed)
    assert (row.code, row.times, len(row.seen)) == ("", 6, 4)
    storage = feed.world.storage
    assert isinstance(storage, MemoryStorage)
    assert "EXPIRED" not in str(storage.state.records)
    await ended(feed, "5", "expired")
    (row,) = await codes(feed)
    assert (row.code, row.times, row.seen) == ("expired", 7, ())


async def test_two_records_of_one_patient_are_one_of_the_five(feed: Feed) -> None:
    await feed.say(feed.died(patient="4"))
    merged = Adt("A40", feed.now, patient="4K").text() + "MRG|4^^^HOSP^MR\r"
    assert await feed.say(merged.encode()) == "AA"
    for patient in ("1", "2", "3", "4", "4K"):
        await ended(feed, patient, "EXPIRED")
    (row,) = await codes(feed)
    assert (row.code, len(row.seen)) == ("", 4)


async def test_no_patients_mark_stays_beside_a_code_for_more_than_a_week(feed: Feed) -> None:
    for patient in ("1", "2", "3", "4"):
        await ended(feed, patient, "EXPIRED")
    await feed.world.pass_time(COUNTED_FOR + timedelta(days=1, minutes=1))
    (row,) = await codes(feed)
    assert row.seen == ()
    await ended(feed, "5", "EXPIRED")
    (row,) = await codes(feed)
    assert (row.code, row.times, len(row.seen)) == ("", 1, 1)


async def test_what_is_too_long_for_a_code_is_never_stored(feed: Feed) -> None:
    for patient in range(6):
        await ended(feed, str(patient), f"he died, {CANARY} and her sister were there")
    assert await codes(feed) == []


async def test_a_coordinator_reads_the_code_and_the_playbooks_line_until_it_is_mapped(
    feed: Feed,
) -> None:
    for patient in range(7):
        await ended(feed, str(patient), "EXPIRED")
    async with feed.world.storage.reading() as work:
        words = feed.world.wording.words("en", "America/Denver")
        (found,) = await UNMAPPED_CODES.find(Context(work, words, lines()))
    assert 'the code "EXPIRED" 7 times since' in found.what
    assert 'died = ["20", "40", "41", "42", "exp", "EXPIRED"]' in found.mend
    assert 'lives = ["EXPIRED"]' in found.mend
    await feed.hospital.change_programme(sources=(replace(ADT, lives=("expired",)),))
    async with feed.world.storage.reading() as work:
        assert await UNMAPPED_CODES.find(Context(work, words, lines())) == []
    await feed.world.pass_time(timedelta(days=31))
    assert await codes(feed) == []
