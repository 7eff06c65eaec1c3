"""Two records of one patient that are merged: a death is reported once, whatever number it has."""

from datetime import timedelta

import pytest

from adapters.intake.rehearsal import Rehearsal
from bot.adverse_events.model import ReportState
from bot.adverse_events.statements import INDEXES_KEPT_FOR, OVERTAKEN_FOR
from tests.adapters.intake.adt_kit import ADT, Adt, Feed, feed_of
from tests.world import World

HELD, WITHDRAWN = ReportState.HELD, ReportState.WITHDRAWN


@pytest.fixture
async def feed() -> Feed:
    return await feed_of(await World.make())


def merged(feed: Feed, former: str, into: str, seconds: int = 10, dead: str | None = None) -> bytes:
    """The records of two numbers are one from now on."""
    message = Adt(
        "A40",
        feed.now + timedelta(seconds=seconds),
        patient=into,
        visit="",
        dead=dead,
        without=frozenset({"PV1"}),
    )
    return f"{message.text()}MRG|{former}^^^HOSP^MR\r".encode()


def later(feed: Feed, patient: str, seconds: int = 20, **more: object) -> Adt:
    return feed.died("A08", patient=patient, sent_at=feed.now + timedelta(seconds=seconds), **more)


async def test_a_reported_death_is_not_reported_again_under_the_number_that_is_left(
    feed: Feed,
) -> None:
    await feed.say(feed.died(patient="1"))
    assert await feed.say(merged(feed, "1", "2")) == "AA"
    await feed.say(later(feed, "2"), later(feed, "1", 30))
    assert await feed.states() == [HELD]
    await feed.say(merged(feed, "2", "3", 40), later(feed, "3", 50))
    assert await feed.states() == [HELD]


@pytest.mark.parametrize("known", [True, False])
async def test_it_does_not_matter_whether_the_number_that_is_left_was_known(
    feed: Feed,
    known: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    if known:
        await feed.say(Adt("A08", feed.ago(5), patient="2", dead="N"))
    await feed.say(feed.died(patient="1"), merged(feed, "1", "2", dead="N"))
    await feed.say(later(feed, "2"))
    assert await feed.states() == [HELD]


async def test_a_death_is_taken_back_under_the_other_number(feed: Feed) -> None:
    await feed.say(feed.died(patient="1"), merged(feed, "1", "2"))
    cancelled = later(feed, "2", dead=None, disposition=None)
    await feed.say(Adt("A13", cancelled.sent_at, patient="2"))
    assert await feed.states() == [WITHDRAWN]


async def test_a_merge_that_comes_twice_or_in_both_directions_changes_nothing(feed: Feed) -> None:
    await feed.say(feed.died(patient="1"))
    await feed.say(merged(feed, "1", "2"), merged(feed, "1", "2"), merged(feed, "2", "1"))
    await feed.say(merged(feed, "1", "1"), later(feed, "1"), later(feed, "2"))
    assert await feed.states() == [HELD]


async def test_a_merge_is_remembered_as_long_as_the_death(feed: Feed) -> None:
    await feed.say(Adt("A08", feed.ago(5), patient="2", dead="N"), merged(feed, "1", "2"))
    await feed.say(later(feed, "1"))
    await feed.world.pass_time(OVERTAKEN_FOR + timedelta(hours=2))
    assert len(await feed.said()) == 2
    await feed.say(later(feed, "1", died_at=feed.ago(600)), later(feed, "2", died_at=feed.ago(600)))
    assert len(await feed.reports()) == 1
    await feed.world.pass_time(INDEXES_KEPT_FOR)
    assert await feed.said() == []


async def test_every_record_that_was_merged_is_remembered_as_long_as_the_death(
    feed: Feed,
) -> None:
    """No message names the record between the two others any more."""
    for number in ("1", "2", "3"):
        await feed.say(Adt("A08", feed.ago(5), patient=number, dead="N"))
    await feed.say(merged(feed, "1", "2"), merged(feed, "2", "3", 20))
    await feed.say(later(feed, "3", 30))
    await feed.world.pass_time(OVERTAKEN_FOR + timedelta(hours=2))
    assert len(await feed.said()) == 3
    await feed.say(later(feed, "1"), later(feed, "2"))
    assert len(await feed.reports()) == 1
    await feed.world.pass_time(INDEXES_KEPT_FOR)
    assert await feed.said() == []


async def test_a_record_that_is_merged_into_a_reported_one_is_remembered_as_long(
    feed: Feed,
) -> None:
    await feed.say(Adt("A08", feed.ago(5), patient="1", dead="N"), feed.died(patient="2"))
    await feed.say(merged(feed, "1", "2"))
    await feed.world.pass_time(OVERTAKEN_FOR + timedelta(hours=2))
    await feed.say(later(feed, "1"))
    assert len(await feed.reports()) == 1


# ---- one death that was reported from two records ----


@pytest.fixture
async def twice(feed: Feed) -> Feed:
    """A hospital that told of one death under two numbers."""
    await feed.say(feed.died(patient="1"), feed.died(patient="2", ward="OR"))
    assert await feed.states() == [HELD, HELD]
    return feed


@pytest.mark.parametrize(("former", "into"), [("1", "2"), ("2", "1")])
async def test_one_of_two_reports_of_a_death_is_withdrawn_when_its_records_are_merged(
    twice: Feed, former: str, into: str
) -> None:
    await twice.say(merged(twice, former, into))
    assert sorted(await twice.states()) == [HELD, WITHDRAWN]
    await twice.say(merged(twice, into, former, 20), later(twice, former), later(twice, into))
    assert sorted(await twice.states()) == [HELD, WITHDRAWN]
    await twice.say(Adt("A13", twice.now + timedelta(seconds=60), patient=former))
    assert await twice.states() == [WITHDRAWN, WITHDRAWN]


async def test_after_notes_went_out_a_merge_tells_nobody_that_a_death_was_taken_back(
    twice: Feed,
) -> None:
    await twice.world.pass_time(timedelta(hours=2))
    await twice.say(merged(twice, "1", "2"))
    assert [(each.state, each.corrected) for each in await twice.reports()] == [
        (ReportState.RELEASED, False),
        (ReportState.RELEASED, False),
    ]
    await twice.say(Adt("A13", twice.now + timedelta(seconds=60), patient="1"))
    assert [each.corrected for each in await twice.reports()] == [True, True]


async def test_a_report_that_stands_is_kept_when_the_other_one_was_taken_back_before(
    feed: Feed,
) -> None:
    await feed.say(feed.died(patient="2"), Adt("A13", feed.now + timedelta(seconds=5), patient="2"))
    await feed.say(feed.died(patient="1"))
    assert sorted(await feed.states()) == [HELD, WITHDRAWN]
    await feed.say(merged(feed, "1", "2"))
    assert sorted(await feed.states()) == [HELD, WITHDRAWN]
    await feed.say(Adt("A13", feed.now + timedelta(seconds=60), patient="2"))
    assert await feed.states() == [WITHDRAWN, WITHDRAWN]


async def test_a_report_whose_other_one_somebody_undid_is_kept(twice: Feed) -> None:
    (undone,) = [each for each in await twice.reports() if each.unit == "surgery"]
    await twice.world.press("kit", "adverse_event.undo", undone.reference)
    assert sorted(await twice.states()) == [HELD, WITHDRAWN]
    await twice.say(merged(twice, "1", "2"))
    assert [each.unit for each in await twice.reports() if each.state is HELD] == ["icu"]


async def test_a_third_report_of_a_death_is_withdrawn_whichever_of_the_others_stands(
    twice: Feed,
) -> None:
    (undone,) = [each for each in await twice.reports() if each.unit == "surgery"]
    await twice.world.press("kit", "adverse_event.undo", undone.reference)
    await twice.say(merged(twice, "1", "2"), twice.died(patient="3"))
    assert sorted(await twice.states()) == [HELD, HELD, WITHDRAWN]
    await twice.say(merged(twice, "3", "1", 20))
    assert sorted(await twice.states()) == [HELD, WITHDRAWN, WITHDRAWN]


async def test_two_people_whom_nobody_merged_stay_two(feed: Feed) -> None:
    await feed.say(merged(feed, "8", "9"), feed.died(patient="1"), feed.died(patient="2"))
    assert await feed.states() == [HELD, HELD]


async def test_a_rehearsal_reads_merges_as_the_live_door_does(feed: Feed) -> None:
    parts = [feed.died(patient="1").bytes(), merged(feed, "1", "2"), later(feed, "2").bytes()]
    cancel = Adt("A13", feed.now + timedelta(seconds=60), patient="2")
    rehearsal = Rehearsal(await feed.into.programme(), ADT, feed.now)
    rehearsal.play(b"".join([*parts, merged(feed, "2", "3", 30), cancel.bytes()]))
    assert rehearsal.total.startswith("5 messages: 1 would be reported, 1 taken back")
    assert rehearsal.faults == 0


@pytest.mark.parametrize(("minutes", "at_the_merge"), [(2, 1), (300, 0)])
async def test_a_rehearsal_says_of_two_reports_of_a_death_what_comes_of_each(
    feed: Feed, minutes: int, at_the_merge: int
) -> None:
    parts = [feed.died(patient="1").bytes(), feed.died(patient="2").bytes()]
    merge = merged(feed, "1", "2", minutes * 60)
    cancel = Adt("A13", feed.now + timedelta(minutes=minutes + 5), patient="1")
    rehearsal = Rehearsal(await feed.into.programme(), ADT, feed.now + timedelta(days=1))
    rehearsal.play(b"".join([*parts, merge, cancel.bytes()]))
    said = [line.split(": ")[:2] for line in rehearsal.lines]
    assert [what for _, what in said] == ["would report"] * 2 + ["would take back"] * 2
    assert [where for where, _ in said].count("message 3") == at_the_merge


async def test_a_rehearsal_withdraws_the_third_report_of_a_death_whose_first_was_taken_back(
    feed: Feed,
) -> None:
    parts = [
        feed.died(patient="2").bytes(),
        Adt("A13", feed.now + timedelta(seconds=5), patient="2").bytes(),
        feed.died(patient="1").bytes(),
        merged(feed, "1", "2"),
        feed.died(patient="3").bytes(),
        merged(feed, "3", "2", 20),
    ]
    await feed.say(*parts)
    assert sorted(await feed.states()) == [HELD, WITHDRAWN, WITHDRAWN]
    rehearsal = Rehearsal(await feed.into.programme(), ADT, feed.now + timedelta(days=1))
    rehearsal.play(b"".join(parts))
    assert rehearsal.total.startswith("6 messages: 3 would be reported, 2 taken back")
