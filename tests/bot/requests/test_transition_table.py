"""The transition table: whole, without a dead end, and the one way a state changes."""

import re
from pathlib import Path

import pytest

from bot.requests.model import ENDED, LIVE, Back, RequestMode, RequestState, SupportRequest
from bot.requests.transition_table import TABLE, Move, after
from tests.bot.requests.draw_states import PLACE, page
from tests.world import START

FOLDER = Path(__file__).parents[3] / "bot"


def request_in(state: RequestState) -> SupportRequest:
    return SupportRequest(
        reference="r",
        area="a",
        mode=RequestMode.ANY,
        asked_at=START,
        code="B2C3",
        episode="e",
        state=state,
    )


def test_every_move_has_a_row() -> None:
    assert {row.move for row in TABLE} == {*Move, *Back}


def test_every_state_can_be_come_to_from_an_open_request() -> None:
    known = {RequestState.OPEN}
    for _ in RequestState:
        known |= {row.target for row in TABLE if known & set(row.sources)}
    assert known == set(RequestState)


def test_every_live_request_can_end_and_an_ended_one_stays_ended() -> None:
    for state in LIVE:
        assert after(request_in(state), Move.WITHDRAW) is RequestState.WITHDRAWN
    assert not {source for row in TABLE for source in row.sources} & set(ENDED)


def test_a_move_without_a_row_is_refused() -> None:
    with pytest.raises(ValueError, match="open does not reach"):
        after(request_in(RequestState.OPEN), Move.REACH)


def test_no_other_module_writes_a_state() -> None:
    written = [
        path.relative_to(FOLDER).as_posix()
        for path in sorted((FOLDER / "requests").rglob("*.py"))
        if re.search(r"\bstate=(after|RequestState)", path.read_text("utf-8"))
    ]
    assert written == ["requests/transitions.py"]


def test_the_drawing_in_the_docs_is_up_to_date() -> None:
    assert PLACE.read_text("utf-8") == page(), "run: make states"
