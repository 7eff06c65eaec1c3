"""Some days in the sample hospital, with people who behave by rates; then what must hold."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from adapters.simulation.rates import Rate, Rates
from tests.simulation.habits import TWICE
from tests.simulation.month import PLACE, assumed, rates_table
from tests.simulation.numbers import numbers_of
from tests.simulation.play import Looked, look

pytestmark = [pytest.mark.long, pytest.mark.asyncio(loop_scope="module")]
DAYS = 3
A_FEW_DAYS = timedelta(days=4)
SEED = 1


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def looked() -> Looked:
    """Some days, played once for all who look at them."""
    return await look(DAYS, SEED)


async def test_some_days_in_which_every_promise_is_kept_and_nothing_is_kept_of_people(
    looked: Looked,
) -> None:
    wrong = (*looked.grave, *looked.found)
    assert not wrong, "\n".join(wrong)
    diary = looked.played.diary
    assert len(diary.events) == diary.happened > 0
    assert any(talk.is_answered for talk in diary.talks.values())
    assert any(talk.told_at for talk in diary.talks.values())
    assert any(each.begun_at for each in diary.breaks.values())
    assert looked.invariants.promises.named > 0


async def test_where_no_supporter_ever_answers_everybody_is_told() -> None:
    silent = {
        name: Rate(0, getattr(Rates(), name).what)
        for name in (
            *("takes_on_duty", "takes_off_duty", "takes_on_call"),
            *("looks_at_queue", "page_brings"),
        )
    }
    looked = await look(1, SEED, rates=replace(Rates(), **silent))
    talks = looked.played.diary.talks.values()
    assert talks
    assert not any(talk.is_answered for talk in talks)
    wrong = (*looked.grave, *looked.found)
    assert not wrong, "\n".join(wrong)


async def test_a_day_on_which_everybody_presses_everything_twice_holds_the_same() -> None:
    # What is kept is looked at when months are over; here, what people read.
    looked = await look(1, SEED, A_FEW_DAYS, habit=TWICE)
    wrong = [each for each in (*looked.grave, *looked.found) if "still" not in each]
    assert not wrong, "\n".join(wrong)
    assert looked.played.diary.talks


async def test_one_seed_plays_the_same_again() -> None:
    # What follows in the months after comes from what these days decided.
    first, again = [await look(1, SEED, A_FEW_DAYS) for _ in range(2)]
    assert numbers_of(again.played) == numbers_of(first.played)


async def test_the_page_of_numbers_shows_all_that_is_assumed_as_it_is() -> None:
    page = Path(PLACE).read_text("utf-8")
    assert rates_table() in page
    assert assumed() in page
