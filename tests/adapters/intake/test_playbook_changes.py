"""A message is read by the playbook as it stands, though another process has just changed it."""

from dataclasses import replace

import pytest

from bot.core.storage import Work, in_one_work
from bot.programme import current, put
from bot.programme.model import Source
from tests.adapters.intake.adt_kit import ADT, Adt, Feed, feed_of
from tests.world import World


@pytest.fixture
async def feed() -> Feed:
    """A feed of which one message was heard, so that its playbook is known."""
    feed = await feed_of(await World.make())
    await feed.hear(went_home(feed, "first"))
    return feed


def went_home(feed: Feed, patient: str) -> Adt:
    return feed.died(patient=patient, visit=f"V{patient}", dead=None, died_at=None, disposition="1")


async def elsewhere(feed: Feed, changed: Source) -> None:
    """Another process applies a playbook with this source."""

    async def apply(work: Work) -> None:
        programme = await current(work)
        others = tuple(each for each in programme.sources if each.key != changed.key)
        await put(work, replace(programme, sources=(*others, changed)))

    await in_one_work(feed.world.storage, apply)


async def test_a_unit_that_another_process_has_mapped_anew_counts_at_once(feed: Feed) -> None:
    await elsewhere(feed, replace(ADT, units={"4icu": "surgery"}))
    assert await feed.say(feed.died()) == "AA"
    assert [report.unit for report in await feed.reports()] == ["surgery"]


async def test_what_another_process_has_mended_is_taken_at_once(feed: Feed) -> None:
    await elsewhere(feed, replace(ADT, fields={"patient": "PID-4", "visit": "PID-4"}))
    assert await feed.say(feed.died()) == "AE"
    await elsewhere(feed, ADT)
    assert await feed.say(feed.died()) == "AA"
    assert len(await feed.reports()) == 1


async def test_a_sender_whom_another_process_has_removed_reports_nothing_more(feed: Feed) -> None:
    await elsewhere(feed, replace(ADT, peers=("10.9.9.9/32",)))
    assert await feed.say(feed.died()) == "AR"
    assert await feed.reports() == []
    assert await feed.unread() == []


async def test_only_what_leads_to_something_wakes_the_worker(feed: Feed) -> None:
    woken = []
    feed.into.wake = lambda: woken.append(feed.now)
    await feed.hear(went_home(feed, "1"))
    assert woken == []
    died = feed.died(patient="2", visit="V2")
    await feed.hear(died)
    assert len(woken) == 1
    await feed.hear(replace(died, trigger="A13", dead="N", sent_at=feed.ago(-1)))
    assert len(woken) == 2
