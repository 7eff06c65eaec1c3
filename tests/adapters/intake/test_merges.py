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


async def test_two_people_whom_nobody_merged_stay_two(feed: Feed) -> None:
    await feed.say(merged(feed, "8", "9"), feed.died(patient="1"), feed.died(patient="2"))
    assert await feed.states() == [HELD, HELD]


async def test_a_rehearsal_reads_merges_as_the_live_door_does(feed: Feed) -> None:
    parts = [feed.died(patient="1").bytes(), merged(feed, "1", "2"), later(feed, "2").bytes()]
    cancel = Adt("A13", feed.now + timedelta(seconds=60), patient="2")
    rehearsal = Rehearsal(await feed.into.programme(), ADT, feed.now)
    rehearsal.play(b"".join([*parts, merged(feed, "2", "3", 30), cancel.bytes()]))
    assert rehearsal.lines[-1].startswith("5 messages: 1 would be reported, 1 taken back")
    assert rehearsal.faults == 0
