"""One round of `make rounds`: processes are killed and paused while people do things."""

from pathlib import Path

import pytest

from tests.adapters.database.databases import fresh_sqlite
from tests.rounds.round import play

pytestmark = pytest.mark.long
SEED = 1


async def test_a_round_in_which_nothing_is_lost_and_nothing_comes_twice_for_no_reason(
    tmp_path: Path,
) -> None:
    outcome = await play(await fresh_sqlite(tmp_path), tmp_path, SEED, workers=1)
    assert outcome.wrong == []
    assert outcome.arrived > 0
    assert outcome.claimed > 0
    assert outcome.kills + outcome.pauses > 0
    assert outcome.twice <= outcome.true_unknown
