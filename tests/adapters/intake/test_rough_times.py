"""A death whose time is not known to the day is counted and shown, and is no news."""

from datetime import timedelta

import pytest

from bot.adverse_events.model import ReportState
from bot.adverse_events.unread import CHECK, Outcome
from bot.core.context import Context
from bot.core.health import Mender
from tests.adapters.intake.adt_kit import Adt, Feed, feed_of, stamp
from tests.wording import phrase
from tests.world import ZONE, World

HELD = ReportState.HELD


@pytest.fixture
async def feed() -> Feed:
    return await feed_of(await World.make())


ROUGH = {
    "{year}": "says the year and not the day",
    "{year}0000": "says the year and not the day",
    "{year}0101000000^Y": "says the year and not the day",
    "{year}{month}": "says the month and not the day",
    "{year}-{month}": "says the month and not the day",
    "{month}/{day}/{year} 09:55": "cannot be read as a time",
    "yesterday": "cannot be read as a time",
}


@pytest.mark.parametrize(("written", "why"), ROUGH.items())
async def test_a_death_not_known_to_the_day_is_counted_and_shown_and_is_no_news(
    feed: Feed, written: str, why: str
) -> None:
    today = stamp(feed.now)
    text = written.format(year=today[:4], month=today[4:6], day=today[6:8])
    assert await feed.say(feed.died("A08", died_at=text)) == "AA"
    assert await feed.say(feed.died("A08", patient="2", died_at=text)) == "AA"
    assert await feed.reports() == []
    (row,) = await feed.unread()
    assert (row.field, row.reason, row.times) == ("PID-29", why, 2)
    assert row.outcome is Outcome.PASSED_OVER
    async with feed.world.storage.reading() as work:
        context = Context(work, feed.world.wording.words("en", ZONE), feed.world.directory.lines())
        (finding,) = await CHECK.find(context)
    key, reason = "adverse_event.finding.passed_over", f"PID-29 {why}"
    said = phrase(key, count=2, source="Admissions", reason=reason)
    assert (finding.what, finding.who) == (said, Mender.COORDINATOR)


async def test_one_death_that_is_told_five_times_is_shown_as_five_messages_and_not_as_deaths(
    feed: Feed,
) -> None:
    for minutes in range(5):
        await feed.say(Adt("A31", feed.ago(minutes), dead="Y"))
    async with feed.world.storage.reading() as work:
        lines = feed.world.directory.lines()
        for locale, said in (
            ("en", "5 messages from Admissions say that someone died, but too little to report"),
            ("es", "5 mensajes de Admissions comunicaron una muerte, pero no lo suficiente"),
        ):
            words = feed.world.wording.words(locale, ZONE)
            (finding,) = await CHECK.find(Context(work, words, lines))
            assert finding.what.startswith(said)


async def test_a_death_that_is_told_again_with_its_hour_is_news(feed: Feed) -> None:
    await feed.say(feed.died("A08", died_at=stamp(feed.now)[:4]))
    await feed.say(feed.died("A08", died_at=feed.ago(30), sent_at=feed.now + timedelta(seconds=1)))
    assert await feed.states() == [HELD]


async def test_an_old_death_of_a_known_year_stays_no_news_and_is_counted_once(feed: Feed) -> None:
    for minutes in (5, 4, 3):
        await feed.say(feed.died("A08", died_at="2019", sent_at=feed.ago(minutes)))
    await feed.say(feed.died("A08", died_at=None, discharged_at=None))
    assert await feed.reports() == []
    assert [row.times for row in await feed.unread()] == [1]


async def test_a_bulk_update_of_a_hundred_and_fifty_rough_times_reports_nobody(feed: Feed) -> None:
    for number in range(150):
        await feed.hear(feed.died("A08", patient=str(number), died_at="2019"))
    assert await feed.reports() == []
    assert [row.times for row in await feed.unread()] == [150]


async def test_a_rough_end_of_the_stay_is_not_replaced_by_the_time_of_the_message(
    feed: Feed,
) -> None:
    message = feed.died(died_at=None).text()
    rough = message.replace(stamp(feed.ago(2)), stamp(feed.now)[:6])
    assert rough != message
    assert await feed.say(rough.encode()) == "AA"
    assert await feed.reports() == []
    assert [row.field for row in await feed.unread()] == ["PV1-45"]


async def test_a_time_in_the_form_of_iso_is_read(feed: Feed) -> None:
    died = feed.ago(20).isoformat().replace("+00:00", ".0000000Z")
    await feed.say(feed.died(died_at=died))
    assert [report.occurred_at for report in await feed.reports()] == [feed.ago(20)]
