"""Where a hospital is a plain queue, its waits are those that queueing theory says.

Requests come by chance alone, some supporters are always on duty, talks last exponentially long,
and everybody does at once what they do: the queue M/M/n, whose mean wait Erlang's formula C has.
"""

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import fmean, quantiles
from typing import NamedTuple

import pytest

from adapters.simulation.days import play
from adapters.simulation.deployment import Setting, simulated_hospital
from adapters.simulation.rates import Chance, Rates, Spread
from tests.simulation.queue_playbook import queue_playbook

pytestmark = pytest.mark.long
SUPPORTERS = 2
MINUTES_A_TALK = 60.0
BUSY = 0.5
"""The share of their time that the supporters talk."""
A_DAY = 24 * 60.0
MINUTE = timedelta(minutes=1)
USUAL = Rates()


def rates() -> Rates:
    """Nobody hesitates, refuses, or forgets; times are in minutes."""
    at_once = dict.fromkeys(("read_in", "answers_in", "calls_in"), 0.0)
    never = ("events_a_day", "own_breaks_a_day", "who_first", "higher", "looks_at_queue")
    also_never = ("hands_back", "forgets_to_call")
    always = ("takes_off_duty", "takes_on_duty", "reached", "closes")
    values = {
        **at_once,
        **dict.fromkeys((*never, *also_never), 0.0),
        **dict.fromkeys(always, 1.0),
        "own_talks_a_day": SUPPORTERS * BUSY / MINUTES_A_TALK * A_DAY,
    }
    changed = {name: replace(getattr(USUAL, name), value=each) for name, each in values.items()}
    # Half of what lasts exponentially long is over after ln 2 of its mean.
    median = MINUTES_A_TALK * math.log(2)
    talks = replace(USUAL.talk_lasts, value=median, spread=Spread.EXPONENTIAL)
    return replace(USUAL, **changed, talk_lasts=talks)


class Asked(NamedTuple):
    """Somebody who asked: when, for how long they talked, and how long they waited; in minutes."""

    at: float
    talked: float
    waited: float = 0.0


def erlang_c(servers: int, busy: float) -> float:
    """The share of those who have to wait."""
    load = servers * busy
    waits = load**servers / math.factorial(servers) / (1 - busy)
    return waits / (sum(load**n / math.factorial(n) for n in range(servers)) + waits)


def mean_wait() -> float:
    """The mean wait in minutes, of all who ask, by Erlang's formula C."""
    free = SUPPORTERS * (1 - BUSY) / MINUTES_A_TALK
    return erlang_c(SUPPORTERS, BUSY) / free


def waits(asked: Sequence[Asked], servers: int) -> list[float]:
    """How long each waits where whoever is free first takes the one who waited longest."""
    free_at, found = [0.0] * servers, []
    for each in asked:
        free_at.sort()
        begins = max(each.at, free_at[0])
        free_at[0] = begins + each.talked
        found.append(begins - each.at)
    return found


def drawn(seed: int, days: int) -> list[Asked]:
    """Who would ask, as the simulation draws it."""
    chance, how = Chance(seed), rates()
    return [
        Asked(at * A_DAY, chance.lasts(how.talk_lasts, number) / MINUTE)
        for number, at in enumerate(chance.arrivals(how.own_talks_a_day, days))
    ]


async def asked_in(folder: Path, days: int, seed: int) -> list[Asked]:
    """Play some days on the real core; everybody who asked, in that order."""
    start = datetime(2026, 11, 2, tzinfo=UTC)
    setting = Setting(start, seed, rates(), per_unit=100)
    async with simulated_hospital(folder, queue_playbook(SUPPORTERS), setting) as hospital:
        played = await play(hospital, days, timedelta(hours=16))
    talks = sorted(played.diary.talks.values(), key=lambda each: each.asked_at)
    assert not [talk for talk in talks if talk.taken_at is None]
    return [
        Asked(
            (talk.asked_at - start) / MINUTE,
            talk.lasted / MINUTE,
            ((talk.taken_at or start) - talk.asked_at) / MINUTE,
        )
        for talk in talks
    ]


async def test_everybody_waits_just_as_long_as_in_a_queue_and_as_erlang_says(
    tmp_path: Path,
) -> None:
    asked = await asked_in(tmp_path, 1, seed=3)
    assert len(asked) > 20
    assert [each.waited for each in asked] == pytest.approx(waits(asked, SUPPORTERS), abs=0.001)
    # So short a time tells little of the mean, so it is compared with other days of this queue.
    others = [fmean(waits(drawn(seed, 1), SUPPORTERS)) for seed in range(400)]
    cuts = quantiles(others, n=100)
    assert cuts[4] < fmean(each.waited for each in asked) < cuts[94]


def test_the_queue_that_is_drawn_waits_as_long_as_erlang_says() -> None:
    # The mean of so many waits is known to 1.2 per cent, and the share better.
    found = [wait for seed in range(4) for wait in waits(drawn(seed, 2000), SUPPORTERS)]
    assert fmean(found) == pytest.approx(mean_wait(), rel=0.04)
    share = sum(wait > 0 for wait in found) / len(found)
    assert share == pytest.approx(erlang_c(SUPPORTERS, BUSY), rel=0.03)


def test_erlangs_formula_gives_what_textbooks_give() -> None:
    assert erlang_c(1, 0.7) == pytest.approx(0.7)
    assert erlang_c(2, 0.5) == pytest.approx(1 / 3)
