"""A month of a hospital's dull and dirty messages gives exactly the right reports."""

from collections import Counter
from datetime import datetime, timedelta

from adapters.intake.rehearsal import Rehearsal
from bot.adverse_events.model import ReportState
from bot.core.clock import in_zone
from tests.adapters.intake.adt_kit import ADT
from tests.adapters.intake.synthetic_year import STORIES, a_year, played, standing
from tests.world import ZONE

A_MONTH = timedelta(days=30)
ORDINARY = 0.06
"""Of what has nothing to do with a death, the month of the tests has a part; the year has all."""


def assert_same(rehearsal: Rehearsal, standing: list[tuple[str, datetime]]) -> None:
    """The rehearsal has the same deaths in the same hours as the live door."""
    found = Counter((each.unit, each.starts) for each in rehearsal.standing.elements())
    assert found == Counter((unit, f"{in_zone(at, ZONE):%Y-%m-%d %H}:00") for unit, at in standing)


async def test_a_month_gives_exactly_the_reports_of_those_who_died_in_it() -> None:
    month = a_year(20261130, A_MONTH, ORDINARY)
    assert len(month.told) == len(STORIES)
    feed, wrong = await played(month)
    assert wrong == []
    assert sorted(await standing(feed)) == sorted(month.standing)
    rehearsal = Rehearsal(await feed.into.programme(), ADT, feed.now)
    rehearsal.play(b"".join(each.raw for each in month.in_order))
    assert_same(rehearsal, month.standing)
    assert rehearsal.taken_back == month.taken_back
    taken_back = [each for each in await feed.states() if each is ReportState.WITHDRAWN]
    assert len(taken_back) == month.taken_back
