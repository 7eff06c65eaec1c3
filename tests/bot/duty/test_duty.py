from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.core.people import Person
from bot.core.storage import Work, in_one_work
from bot.duty import on_duty
from bot.duty.model import Duty, next_time, read_time
from bot.programme import current
from tests.wording import phrase
from tests.world import World, text_of


async def on_duty_now(world: World) -> set[str]:
    async with world.storage.reading() as work:
        area = (await current(work)).areas[0]
        names = {reference: user for user, reference in world.people.items()}
        return {names[person.reference] for person in await on_duty(work, area)}


async def test_a_supporter_goes_on_duty_until_a_time_and_reads_it_back() -> None:
    world = await World.make()
    answer = await world.command("pat", "/support duty on until 19:00")
    assert phrase("supporters.duty.until", time="Mar 2, 7:00 PM") in text_of(answer)
    assert await on_duty_now(world) == {"pat"}


async def test_a_time_that_is_over_today_means_tomorrow_and_is_read_back_so() -> None:
    world = await World.make()
    answer = await world.command("pat", "/support duty on until 8:30")
    assert phrase("supporters.duty.until", time="Mar 3, 8:30 AM") in text_of(answer)


async def test_duty_without_an_end_lasts_until_off() -> None:
    world = await World.make()
    await world.command("pat", "/support duty on")
    await world.pass_time(timedelta(days=3))
    assert await on_duty_now(world) == {"pat"}
    assert phrase("supporters.duty.off") in text_of(await world.command("pat", "/support duty off"))
    assert await on_duty_now(world) == set()


async def test_duty_ends_by_itself_and_its_row_goes() -> None:
    world = await World.make()
    await world.command("pat", "/support duty on until 10:00")
    await world.pass_time(timedelta(hours=1))
    assert await on_duty_now(world) == set()
    await world.pass_time(timedelta(hours=1))
    async with world.storage.reading() as work:
        assert await work.of(Duty).find() == []
    assert phrase("supporters.duty.off") in text_of(await world.command("pat", "/support duty"))


async def test_on_again_sets_the_end_anew() -> None:
    world = await World.make()
    await world.command("pat", "/support duty on until 10:00")
    answer = await world.command("pat", "/support duty on")
    assert phrase("supporters.duty.on") in text_of(answer)


async def test_off_twice_is_no_fault() -> None:
    world = await World.make()
    await world.command("pat", "/support duty off")
    assert phrase("supporters.duty.off") in text_of(await world.command("pat", "/support duty off"))


@pytest.mark.parametrize(
    "said", ["duty on until lunch", "duty on until 25:00", "duty on until", "duty maybe"]
)
async def test_words_that_mean_nothing_change_nothing_and_say_how(said: str) -> None:
    world = await World.make()
    answer = await world.command("pat", f"/support {said}")
    assert phrase("supporters.duty.how") in text_of(answer)
    assert await on_duty_now(world) == set()


async def test_who_is_no_supporter_cannot_go_on_duty() -> None:
    world = await World.make()
    assert phrase("core.not_yours") in text_of(await world.command("sam", "/support duty on"))
    async with world.storage.reading() as work:
        assert await work.of(Duty).find() == []


async def test_who_was_deactivated_is_not_on_duty() -> None:
    world = await World.make()
    await world.command("pat", "/support duty on")

    async def leave(work: Work) -> None:
        for person in await work.of(Person).find(Person.reference.one_of((world.people["pat"],))):
            await work.save(replace(person, active=False))

    await in_one_work(world.storage, leave)
    assert await on_duty_now(world) == set()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("19:00", time(19)),
        ("7:30", time(7, 30)),
        ("19.15", time(19, 15)),
        ("19", time(19)),
        ("7pm", time(19)),
        ("12am", time(0)),
        ("12:30pm", time(12, 30)),
        ("13pm", None),
        ("24:00", None),
        ("7:60", None),
        ("²:00", None),
        ("9" * 5000, None),
        ("7:" + "0" * 5000, None),
        ("-1:00", None),
        ("", None),
        ("soon", None),
    ],
)
def test_times_are_read_as_people_type_them(typed: str, meant: time | None) -> None:
    assert read_time(typed) == meant


def test_a_time_in_the_gap_of_the_clock_change_is_the_moment_after_it() -> None:
    before = datetime(2026, 3, 8, 8, 0, tzinfo=UTC)  # 01:00 in Denver; 02:00 to 03:00 is skipped
    assert next_time(before, time(2, 30), "America/Denver") == datetime(
        2026, 3, 8, 9, 30, tzinfo=UTC
    )
