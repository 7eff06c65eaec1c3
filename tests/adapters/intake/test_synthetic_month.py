"""A month of a hospital's dull and dirty messages gives exactly the right reports."""

from datetime import timedelta

from bot.adverse_events.model import ReportState
from tests.adapters.intake.synthetic_year import STORIES, a_year, played, standing

A_MONTH = timedelta(days=30)
ORDINARY = 0.06
"""Of what has nothing to do with a death, the month of the tests has a part; the year has all."""


async def test_a_month_gives_exactly_the_reports_of_those_who_died_in_it() -> None:
    month = a_year(20261130, A_MONTH, ORDINARY)
    assert len(month.told) == len(STORIES)
    feed, wrong = await played(month)
    assert wrong == []
    assert sorted(await standing(feed)) == sorted(month.standing)
    taken_back = [each for each in await feed.states() if each is ReportState.WITHDRAWN]
    assert len(taken_back) == month.taken_back
