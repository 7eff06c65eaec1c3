"""Refused deliveries are counted without anybody in them."""

from datetime import timedelta

from adapters.refusals import Reason, Refusals, Refused
from tests.clock import SimulatedClock
from tests.world import START


def test_refusals_are_counted_by_platform_and_reason_with_the_last_ones_time() -> None:
    clock = SimulatedClock(START)
    refusals = Refusals(clock)
    refusals.note("teams", Reason.AUDIENCE)
    refusals.note("teams", Reason.EXPIRED, 420)
    clock.advance(timedelta(minutes=3))
    refusals.note("teams", Reason.EXPIRED, 421)
    later = START + timedelta(minutes=3)
    assert refusals.of("teams") == {
        Reason.AUDIENCE: Refused(1, START),
        Reason.EXPIRED: Refused(2, later, 421),
    }
    assert refusals.of("slack") == {}


def test_what_was_handed_out_does_not_change_any_more() -> None:
    refusals = Refusals(SimulatedClock(START))
    before = refusals.of("slack")
    refusals.note("slack", Reason.SIGNATURE)
    assert before == {}
