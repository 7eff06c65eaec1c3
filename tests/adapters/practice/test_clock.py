"""The clock of the practice hospital: it stands, runs, and leaps to what is due."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, time, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from adapters.practice.clock import PracticeClock
from adapters.practice.scenarios.morning import BEFORE_THE_REPORT
from adapters.practice.stage import ZONE
from tests.adapters.practice.rooms import MONDAY, START, Open, open_room

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
AWAKE = datetime.combine(MONDAY, time(15), ZONE)
"""Eight hours after the end of a night shift."""


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[Open]:
    async with open_room(tmp_path) as opened:
        yield opened


def test_a_clock_that_stands_stays_where_it_is() -> None:
    clock = PracticeClock(START, running=False)
    assert clock.now() == clock.now() == START
    clock.pause()
    assert clock.now() == START


def test_a_clock_that_runs_goes_on_and_stands_when_paused() -> None:
    clock = PracticeClock(START, running=False)
    clock.run()
    while clock.now() == START:
        pass
    clock.pause()
    stands = clock.now()
    assert stands > START
    assert clock.now() == stands


def test_a_clock_never_goes_back() -> None:
    clock = PracticeClock(START, running=False)
    clock.leap_to(START + HOUR)
    clock.leap_to(START)
    assert clock.now() == START + HOUR


async def test_the_story_begins_when_the_first_notes_have_just_come(opened: Open) -> None:
    assert opened.room.clock.now() == START - BEFORE_THE_REPORT + HOUR
    for user in ("sam", "theo", "rosa", "uma", "lena"):
        assert "check_in.note" in opened.screens(f"@{user}")
    assert opened.screens("@nora") == []


async def test_the_next_thing_is_one_that_somebody_notices(opened: Open) -> None:
    before = opened.room.workspace.posted
    await opened.turn("next")
    # A lead of the night shift sleeps as long, and gets the guide then.
    assert opened.room.workspace.posted == before + 2
    assert opened.screens("@nora") == ["check_in.note"]
    assert opened.room.clock.now() == AWAKE


async def test_what_comes_round_by_itself_is_no_next_thing(opened: Open) -> None:
    due = await opened.room.next_thing()
    assert due is not None
    await opened.room.go_on_to(due)
    sweeps = await opened.room.parts.queue.next_due()
    assert sweeps is None or sweeps > opened.room.clock.now()
    while (due := await opened.room.next_thing()) is not None:
        await opened.room.go_on_to(due)
    state = await opened.state()
    assert state["clock"]["next"] is None


async def test_a_day_stops_at_everything_due_in_between(opened: Open) -> None:
    began = opened.room.clock.now()
    for _ in range(3):
        await opened.turn("day")
    assert opened.room.clock.now() == began + 3 * DAY

    def came(user: str) -> dict[str, timedelta]:
        messages = opened.room.workspace.conversations[f"@{user}"].values()
        return {message.card.screen: message.at - began for message in messages}

    assert came("theo") == {"check_in.note": timedelta(), "follow_up.silence": 3 * DAY}
    slept_until = AWAKE - began
    assert came("nora")["check_in.note"] == slept_until


async def test_hours_of_waiting_go_by_one_step_after_the_other(opened: Open) -> None:
    note = next(iter(opened.room.workspace.conversations["@sam"].values()))
    press = {"action": "check_in.peer", "value": note.card.buttons[0].value, "message": note.id}
    await opened.act(kind="press", user="sam", **press)
    asked_at = opened.room.clock.now()
    await opened.room.go_on_to(asked_at + 4 * HOUR + HOUR / 4)
    reminded = [
        message.at - asked_at
        for message in opened.room.workspace.conversations["@kit"].values()
        if message.card.screen in {"request.needs_someone", "request.older"}
    ]
    # At once where nobody was on duty to be reminded first; then each pause doubles.
    assert reminded[0] <= HOUR / 2
    pauses = [later - sooner for sooner, later in pairwise(reminded)]
    assert pauses == [HOUR / 2, HOUR, 2 * HOUR]


async def test_nothing_is_done_twice_while_the_worker_runs_beside_the_leaps(opened: Open) -> None:
    opened.room.clock.run()
    await asyncio.gather(*(opened.turn(verb) for verb in ("day", "next", "day", "day")))
    for user in ("sam", "theo", "uma", "nora"):
        screens = opened.screens(f"@{user}")
        assert screens.count("check_in.note") == 1
        assert screens.count("follow_up.silence") == 1
    states = await opened.room.parts.queue.by_state()
    assert not states.keys() & {"leased", "sending", "unknown", "dead"}


async def test_run_and_pause_are_said_to_the_page(opened: Open) -> None:
    await opened.turn("run")
    assert (await opened.state())["clock"]["running"] is True
    await opened.turn("pause")
    assert (await opened.state())["clock"]["running"] is False
