"""Shifts by a calendar: who was on shift, and when it is quiet, before any usual shift."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.adverse_events.audience import on_shift_then, on_shifts_around
from bot.core.people import Person
from bot.core.storage import in_one_work
from bot.programme import is_quiet, next_allowed, on_shift
from bot.programme.external_sources import ScheduledShift
from tests.bot.programme.test_quiet import DENVER, ICU, at, hours
from tests.world import World

WINDOW: dict[str, Any] = {
    "scheduled_shifts_from": at("2026-03-01 00:00"),
    "scheduled_shifts_until": at("2026-03-16 00:00"),
}


def scheduled_shift(starts: str, ends: str, unit: str = "icu") -> str:
    return str(ScheduledShift(at(starts), at(ends), "rota", unit))


def nurse(*scheduled_shifts: str, unit: str = "icu", shift: str = "day") -> Person:
    person = Person(
        reference="p", zone=DENVER, unit=unit, shift=shift, scheduled_shifts=scheduled_shifts
    )
    return replace(person, **WINDOW) if scheduled_shifts else person


def test_a_calendar_says_when_somebody_is_at_work_before_the_usual_shift() -> None:
    sam = nurse(scheduled_shift("2026-03-02 19:00", "2026-03-03 07:00"))
    assert on_shift(ICU, sam, at("2026-03-03 03:00"))
    # By the usual shift they would be: but the calendar knows of no such day.
    assert not on_shift(ICU, sam, at("2026-03-04 12:00"))


def test_where_no_calendar_was_read_for_the_usual_shift_stands() -> None:
    sam = nurse(scheduled_shift("2026-03-02 19:00", "2026-03-03 07:00"))
    assert on_shift(ICU, sam, at("2026-03-17 12:00"))
    assert on_shift(ICU, nurse(), at("2026-03-04 12:00"))


@pytest.mark.branch("64.19")
def test_on_shift_by_the_calendar_is_never_quiet_and_the_eight_hours_after_a_night_are() -> None:
    sam = nurse(scheduled_shift("2026-03-02 19:00", "2026-03-03 07:00"))
    assert not is_quiet(ICU, sam, at("2026-03-03 03:00"))
    assert is_quiet(ICU, sam, at("2026-03-03 10:00"))
    assert next_allowed(ICU, sam, at("2026-03-03 10:00")) == at("2026-03-03 15:00")
    assert not is_quiet(ICU, sam, at("2026-03-04 10:00"))
    assert is_quiet(ICU, sam, at("2026-03-04 03:00"))


def test_whom_a_calendar_lends_to_a_unit_is_on_shift_there_and_not_where_they_belong() -> None:
    fay = nurse(scheduled_shift("2026-03-02 07:00", "2026-03-02 19:00"), unit="float")
    home = replace(ICU, key="float")
    assert on_shift(ICU, fay, at("2026-03-02 12:00"))
    assert not on_shift(home, fay, at("2026-03-02 12:00"))
    # Later on the usual shift stands, which is not in the unit that borrowed them.
    assert not on_shift(ICU, fay, at("2026-03-20 12:00"))
    assert on_shift(home, fay, at("2026-03-20 12:00"))


def test_a_persons_own_calendar_is_about_every_unit_they_work_in() -> None:
    fay = replace(
        nurse(scheduled_shift("2026-03-02 07:00", "2026-03-02 19:00", ""), unit="ed"),
        units=("icu",),
    )
    assert on_shift(ICU, fay, at("2026-03-02 12:00"))
    assert not on_shift(replace(ICU, key="surgery"), fay, at("2026-03-02 12:00"))


@pytest.fixture
async def world() -> World:
    """Sam and Nora changed shifts today; Fay, of the float pool, helps out at night."""
    world = await World.make()
    shifts = {
        "sam": scheduled_shift("2026-03-02 19:00", "2026-03-03 07:00"),
        "nora": scheduled_shift("2026-03-02 07:00", "2026-03-02 19:00"),
        "fay": scheduled_shift("2026-03-02 19:00", "2026-03-03 07:00"),
    }
    async with world.storage.work() as work:
        for user, kept in shifts.items():
            person = await work.of(Person).get(world.people[user])
            assert person is not None
            await work.save(replace(person, scheduled_shifts=(kept,), **WINDOW))
    return world


async def who(world: World, moment: str, *, around: bool = False) -> set[str]:
    users = {reference: user for user, reference in world.people.items()}
    unit = replace(ICU, shifts=ICU.shifts[:2])
    find = on_shifts_around if around else on_shift_then
    found = await in_one_work(world.storage, lambda work: find(work, unit, at(moment)))
    return {users[each] for each in found}


@pytest.mark.branch("64.18")
async def test_who_was_on_shift_is_who_the_calendar_had_there(world: World) -> None:
    others = {"theo", "rosa", "lena", "cole"}  # of whom no calendar tells
    assert await who(world, "2026-03-02 12:00") == others | {"nora"}
    assert await who(world, "2026-03-03 02:00") == {"sam", "fay"}
    assert await who(world, "2026-03-03 02:00", around=True) == others | {"sam", "fay", "nora"}


def test_a_day_with_clocks_that_go_forward_is_an_hour_shorter() -> None:
    sam = nurse(scheduled_shift("2026-03-07 19:00", "2026-03-08 07:00"))
    assert next_allowed(ICU, sam, at("2026-03-08 08:00")) == at("2026-03-08 07:00") + hours(8)
    assert timedelta(hours=11) == at("2026-03-08 07:00") - at("2026-03-07 19:00")
