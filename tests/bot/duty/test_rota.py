"""On duty by the rota and by one's own week; what somebody says goes before it."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.core.conversation import Ask, Say
from bot.core.inputs import TimeInput
from bot.duty.model import Duty, DutyWeek
from bot.programme import current
from bot.programme.model import Area
from tests.bot.duty.rota_kit import (
    EVERY_DAY,
    on_duty_now,
    person_is,
    programme_is,
    rota_is,
    turn,
)
from tests.wording import phrase
from tests.world import World, takers, text_of

HOUR = timedelta(hours=1)


async def week(world: World, user: str, **given: str | tuple[str, ...]) -> str:
    form = await world.command(user, "/support duty week")
    return text_of(await world.submit(user, form, **given))


# It is Monday, 09:00.


async def test_whose_turn_it_is_by_the_playbook_is_on_duty_until_it_ends() -> None:
    world = await World.make()
    await rota_is(world, turn(world, "pat", "07:00", "12:00", "mon"))
    assert await on_duty_now(world) == {"pat"}
    assert phrase("supporters.duty.until", time="Mar 2, 12:00 PM") in text_of(
        await world.command("pat", "/support duty")
    )
    await world.pass_time(3 * HOUR)
    assert await on_duty_now(world) == set()
    shown = text_of(await world.command("pat", "/support duty"))
    assert phrase("supporters.duty.off") in shown
    assert f"{phrase('supporters.duty.next')}: Mon, Mar 9, 7:00 AM to 12:00 PM." in shown


async def test_a_rota_is_for_one_option() -> None:
    world = await World.make()
    await rota_is(world, turn(world, "imani", "07:00", "12:00", "mon", option="chaplain"))
    assert await on_duty_now(world, "chaplain") == {"imani"}
    assert await on_duty_now(world) == set()


@pytest.mark.branch("67.7")
async def test_the_eaps_desk_has_a_rota_as_well() -> None:
    world = await World.make()
    await rota_is(world, turn(world, "hana", "07:00", "12:00", option="eap"))
    assert await on_duty_now(world, "eap") == {"hana"}


async def test_who_said_off_is_off_though_it_be_their_turn_and_on_again_the_next_time() -> None:
    world = await World.make()
    await rota_is(world, turn(world, "pat", "07:00", "12:00"))
    assert phrase("supporters.duty.off") in text_of(await world.command("pat", "/support duty off"))
    assert await on_duty_now(world) == set()
    await world.pass_time(23 * HOUR)
    assert await on_duty_now(world) == {"pat"}
    async with world.storage.reading() as work:
        assert await work.of(Duty).find() == []


async def test_who_is_off_can_go_on_again_at_once() -> None:
    world = await World.make()
    await rota_is(world, turn(world, "pat", "07:00", "12:00"))
    await world.command("pat", "/support duty off")
    await world.command("pat", "/support duty on")
    assert await on_duty_now(world) == {"pat"}


async def test_on_until_an_hour_within_ones_turn_ends_it_then() -> None:
    world = await World.make()
    await rota_is(world, turn(world, "pat", "07:00", "17:00"))
    answer = await world.command("pat", "/support duty on until 11:00")
    assert phrase("supporters.duty.until", time="Mar 2, 11:00 AM") in text_of(answer)
    await world.pass_time(3 * HOUR)
    assert await on_duty_now(world) == set()
    await world.pass_time(19 * HOUR)
    assert await on_duty_now(world) == {"pat"}


async def test_off_when_it_is_nobodys_turn_leaves_the_rota_as_it_is() -> None:
    world = await World.make()
    await rota_is(world, turn(world, "pat", "12:00", "17:00"))
    await world.command("pat", "/support duty on")
    await world.command("pat", "/support duty off")
    assert await on_duty_now(world) == set()
    await world.pass_time(4 * HOUR)
    assert await on_duty_now(world) == {"pat"}


async def test_ones_own_week_is_set_by_a_form_on_ones_own_clock() -> None:
    world = await World.make()
    await person_is(world, "pat", zone="America/New_York")
    shown = await week(world, "pat", days=("mon", "tue"), starts="10:00", ends="12:00")
    assert phrase("supporters.duty.until") in shown  # 11:00 in New York
    assert await on_duty_now(world) == {"pat"}
    form = await world.command("pat", "/support duty week")
    assert isinstance(form, Ask)
    starts = form.form.inputs[1]
    assert isinstance(starts, TimeInput)
    assert starts.at == time(10)


async def test_the_times_are_those_of_ones_shift_so_that_a_tick_is_enough() -> None:
    world = await World.make()
    form = await world.command("pat", "/support duty week")
    assert isinstance(form, Ask)
    starts, ends = form.form.inputs[1:3]
    assert isinstance(starts, TimeInput)
    assert isinstance(ends, TimeInput)
    assert (starts.at, ends.at) == (time(7), time(19))


async def test_times_without_a_day_are_no_week() -> None:
    world = await World.make()
    assert phrase("supporters.duty.off") in await week(world, "pat", starts="07:00", ends="19:00")
    async with world.storage.reading() as work:
        assert await work.of(DutyWeek).find() == []


async def test_an_empty_week_takes_it_out() -> None:
    world = await World.make()
    await week(world, "pat", days=EVERY_DAY, starts="07:00", ends="12:00")
    assert await on_duty_now(world) == {"pat"}
    await week(world, "pat", days=(), starts="", ends="")
    assert await on_duty_now(world) == set()
    async with world.storage.reading() as work:
        assert await work.of(DutyWeek).find() == []


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"days": ("mon",), "starts": "07:00"}, phrase("supporters.week.fault.hours")),
        (
            {"days": ("mon",), "starts": "7 o'clock", "ends": "12:00"},
            phrase("supporters.week.fault.time"),
        ),
        ({"away_from": "2026-03-09"}, phrase("supporters.week.fault.last_day")),
        (
            {"away_from": "2026-03-09", "away_through": "2026-03-08"},
            phrase("supporters.week.fault.before"),
        ),
        ({"away_through": "soon"}, phrase("supporters.week.fault.day")),
    ],
)
async def test_what_is_amiss_is_said_beside_it_and_nothing_is_kept(
    given: dict[str, str | tuple[str, ...]], told: str
) -> None:
    world = await World.make()
    assert told in await week(world, "pat", **given)
    async with world.storage.reading() as work:
        assert await work.of(DutyWeek).find() == []


@pytest.mark.branch("67.10")
async def test_who_is_away_has_no_turn_of_any_rota_and_then_has_again() -> None:
    world = await World.make()
    await rota_is(world, turn(world, "pat", "07:00", "12:00"))
    shown = await week(world, "pat", away_through="2026-03-03")
    assert phrase("supporters.duty.away", day="Mar 3") in shown
    assert await on_duty_now(world) == set()
    await world.pass_time(47 * HOUR)
    assert await on_duty_now(world) == {"pat"}


async def test_leave_can_be_set_ahead() -> None:
    world = await World.make()
    await rota_is(world, turn(world, "pat", "07:00", "12:00"))
    await week(world, "pat", away_from="2026-03-03", away_through="2026-03-04")
    assert await on_duty_now(world) == {"pat"}
    await world.pass_time(24 * HOUR)
    assert await on_duty_now(world) == set()


@pytest.mark.branch("67.13")
async def test_nobodys_turn_begins_on_a_holiday() -> None:
    world = await World.make()
    async with world.storage.reading() as work:
        hours = (await current(work)).hours
    await rota_is(world, turn(world, "pat", "07:00", "12:00"))
    await programme_is(world, hours=replace(hours, holidays=("2026-03-02",)))
    assert await on_duty_now(world) == set()


@pytest.mark.branch("67.11")
async def test_in_two_areas_ones_own_week_is_for_both_and_a_rota_for_its_own() -> None:
    world = await World.make()
    pat, quinn, kit = (world.people[user] for user in ("pat", "quinn", "kit"))
    other = Area("other", "Other campus", coordinators=(kit,), supports=takers(peer=(pat, quinn)))
    async with world.storage.reading() as work:
        (main,) = (await current(work)).areas
    await programme_is(world, areas=(main, other))
    await rota_is(world, turn(world, "pat", "07:00", "12:00"))
    await week(world, "quinn", days=("mon",), starts="07:00", ends="12:00")
    assert await on_duty_now(world, area=0) == {"pat", "quinn"}
    assert await on_duty_now(world, area=1) == {"quinn"}


async def test_who_no_longer_supports_or_works_here_has_no_turn_and_no_week() -> None:
    world = await World.make()
    await rota_is(world, turn(world, "pat", "07:00", "12:00"))
    await week(world, "quinn", days=("mon",), starts="07:00", ends="12:00")
    async with world.storage.reading() as work:
        (main,) = (await current(work)).areas
    uma = (world.people["uma"],)
    await programme_is(world, areas=(main.with_takers("peer", uma),))
    assert await on_duty_now(world) == set()
    await world.pass_time(HOUR)
    async with world.storage.reading() as work:
        assert await work.of(DutyWeek).find() == []


async def test_by_a_button_one_goes_on_until_a_time_and_off() -> None:
    world = await World.make()
    card = await world.press("pat", "home.duty")
    assert isinstance(card, Say)
    actions = [button.action for button in card.card.buttons]
    assert actions == ["duty.on", "duty.week", "duty.swap", "duty.calendar", "duty.off_duty"]
    form = await world.press("pat", "duty.on")
    answer = await world.submit("pat", form, until="19:00")
    assert phrase("supporters.duty.until", time="Mar 2, 7:00 PM") in text_of(answer)
    assert phrase("supporters.duty.off") in text_of(await world.press("pat", "duty.off"))
    form = await world.press("pat", "duty.on")
    assert phrase("supporters.duty.on") in text_of(await world.submit("pat", form, until=""))


@pytest.mark.parametrize("command", ["week", "swap", "calendar"])
async def test_these_words_are_for_those_who_take_requests(command: str) -> None:
    world = await World.make()
    assert phrase("core.not_yours") in text_of(
        await world.command("sam", f"/support duty {command}")
    )


async def test_taken_off_the_list_in_chat_somebodys_turns_go_with_the_seat() -> None:
    world = await World.make()
    await rota_is(
        world, turn(world, "pat", "07:00", "12:00"), turn(world, "quinn", "07:00", "12:00")
    )
    form = await world.command("kit", "/support-admin people remove")
    second = await world.submit("kit", form, seat="supporter", where="main")
    await world.submit("kit", second, who=world.people["pat"])
    async with world.storage.reading() as work:
        (rota,) = (await current(work)).rotas
    assert [each.person for each in rota.turns] == [world.people["quinn"]]
    assert await on_duty_now(world) == {"quinn"}
