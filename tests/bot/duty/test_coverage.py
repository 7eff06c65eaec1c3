"""What coordinators see of duty: gaps two weeks ahead, in service hours, and never a reason."""

from dataclasses import replace
from datetime import timedelta

from bot.core.conversation import Replace, Say
from bot.programme import current
from bot.programme.model import Area
from tests.bot.duty.rota_kit import EVERY_DAY, person_is, programme_is, rota_is, turn
from tests.bot.duty.test_swaps import offers
from tests.wording import phrase
from tests.world import World, takers, text_of

DAY = timedelta(days=1)


async def coverage(world: World, user: str = "kit") -> str:
    return text_of(await world.command(user, "/support-admin coverage"))


async def gaps(world: World, week: int = 0, option: str = "peer") -> str:
    return text_of(await world.press("kit", "duty.gaps", f"main:{option}:{week}"))


# It is Monday, 09:00; requests are watched from 08:00 to 20:00.


async def test_without_a_rota_it_says_so_and_home_says_nothing_of_gaps() -> None:
    world = await World.make()
    assert phrase(
        "supporters.coverage.unplanned", title=f"Main campus, {phrase('supports.peer.team')}"
    ) in await coverage(world)


async def test_the_gaps_of_two_weeks_are_shown_by_day() -> None:
    world = await World.make()
    await rota_is(world, turn(world, "pat", "08:00", "15:00", "mon", "tue", "wed", "thu", "fri"))
    assert phrase(
        "supporters.coverage.gaps",
        title=f"Main campus, {phrase('supports.peer.team')}",
        count=14,
        first="Mon, Mar 2",
    ) in await coverage(world)
    first = await gaps(world)
    assert "Mon, Mar 2: 3:00 PM to 8:00 PM" in first
    assert "Sat, Mar 7: 8:00 AM to 8:00 PM" in first
    assert "Mar 9" not in first
    second = await gaps(world, week=1)
    assert "Sun, Mar 15: 8:00 AM to 8:00 PM" in second


async def test_several_gaps_of_a_day_stand_in_one_line() -> None:
    world = await World.make()
    await rota_is(world, turn(world, "pat", "12:00", "15:00"))
    assert "Mon, Mar 2: 9:00 AM to 12:00 PM, 3:00 PM to 8:00 PM" in await gaps(world)


async def test_where_somebody_has_a_turn_at_all_hours_it_says_so() -> None:
    world = await World.make()
    await rota_is(
        world, turn(world, "pat", "20:00", "14:00"), turn(world, "quinn", "14:00", "20:00")
    )
    assert phrase(
        "supporters.coverage.whole", title=f"Main campus, {phrase('supports.peer.team')}"
    ) in await coverage(world)
    assert phrase("supporters.gaps.none") in await gaps(world)


async def test_the_night_clocks_change_opens_no_gap_that_is_none() -> None:
    world = await World.make()  # on March 8 clocks go forward
    await rota_is(
        world, turn(world, "pat", "20:00", "08:00"), turn(world, "quinn", "08:00", "20:00")
    )
    assert phrase("supporters.coverage.whole") in await coverage(world)


async def test_an_offered_turn_and_leave_are_gaps_and_no_reason_is_told() -> None:
    world = await World.make()
    await rota_is(world, turn(world, "pat", "08:00", "20:00"))
    await offers(world, number=1)
    form = await world.command("pat", "/support duty week")
    await world.submit("pat", form, away_from="2026-03-05", away_through="2026-03-05")
    shown = await gaps(world)
    assert "Wed, Mar 4: 8:00 AM to 8:00 PM" in shown
    assert "Thu, Mar 5: 8:00 AM to 8:00 PM" in shown
    assert "Pat" not in shown
    assert "away" not in shown


async def test_after_the_last_day_of_somebodys_training_their_turns_are_gaps() -> None:
    world = await World.make()
    await rota_is(world, turn(world, "pat", "08:00", "20:00"))
    await person_is(world, "pat", trained_until="2026-03-10")
    assert phrase(
        "supporters.coverage.gaps",
        title=f"Main campus, {phrase('supports.peer.team')}",
        count=5,
        first="Wed, Mar 11",
    ) in await coverage(world)


async def test_holidays_have_no_gaps() -> None:
    world = await World.make()
    await rota_is(world, turn(world, "pat", "08:00", "20:00", "mon"))
    async with world.storage.reading() as work:
        hours = (await current(work)).hours
    await programme_is(world, hours=replace(hours, days=("mon",), holidays=("2026-03-09",)))
    assert phrase("supporters.coverage.whole") in await coverage(world)


async def test_a_coordinator_sees_their_own_areas_alone() -> None:
    world = await World.make()
    async with world.storage.reading() as work:
        (main,) = (await current(work)).areas
    quinn, sam = world.people["quinn"], world.people["sam"]
    other = Area("other", "Other campus", coordinators=(sam,), supports=takers(peer=(quinn,)))
    await programme_is(world, areas=(main, other))
    assert "Other" not in await coverage(world)
    assert "Main" not in await coverage(world, "sam")
    assert phrase("core.gone") in text_of(await world.press("sam", "duty.gaps", "main:peer:0"))


async def test_chaplains_and_the_eaps_desk_have_lines_of_their_own() -> None:
    world = await World.make()
    await rota_is(world, turn(world, "pat", "08:00", "20:00"))
    shown = await coverage(world)
    assert (
        phrase(
            "supporters.coverage.unplanned",
            title=f"Main campus, {phrase('supports.chaplain.team')}",
        )
        in shown
    )
    assert (
        phrase("supporters.coverage.unplanned", title=f"Main campus, {phrase('supports.eap.team')}")
        in shown
    )


async def test_one_goes_from_the_overview_to_a_week_and_back_by_buttons() -> None:
    world = await World.make()
    await rota_is(world, turn(world, "pat", "08:00", "15:00"))
    overview = await world.press("kit", "duty.coverage")
    assert isinstance(overview, Say)
    (look,) = overview.card.buttons
    week = await world.press("kit", look.action, look.subject)
    assert isinstance(week, Replace)
    other, back = week.card.buttons
    assert other.subject == "main:peer:1"
    assert back.action == "duty.coverage"


async def test_nobody_else_sees_coverage() -> None:
    world = await World.make()
    for user in ("pat", "sam"):
        assert phrase("core.not_yours") in await coverage(world, user)
        assert phrase("core.not_yours") in text_of(
            await world.press(user, "duty.gaps", "main:peer:0")
        )


async def test_ones_own_week_fills_gaps_like_a_rota() -> None:
    world = await World.make()
    form = await world.command("pat", "/support duty week")
    await world.submit("pat", form, days=EVERY_DAY, starts="08:00", ends="20:00")
    assert phrase(
        "supporters.coverage.whole", title=f"Main campus, {phrase('supports.peer.team')}"
    ) in await coverage(world)


async def test_an_areas_own_hours_holidays_and_clock_count_there() -> None:
    world = await World.make()
    async with world.storage.reading() as work:
        programme = await current(work)
    (main,) = programme.areas
    hours = replace(programme.hours, days=("mon",), holidays=("2026-03-09",))
    await programme_is(
        world, areas=(replace(main, zone="America/New_York", hours=hours),)
    )  # there it is 11:00, and requests are watched on this one day until 20:00
    await rota_is(world, turn(world, "pat", "08:00", "14:00"))
    assert phrase(
        "supporters.coverage.gaps",
        title=f"Main campus, {phrase('supports.peer.team')}",
        count=1,
        first="Mon, Mar 2",
    ) in await coverage(world)
    assert "Mon, Mar 2: 12:00 PM to 6:00 PM" in await gaps(world)  # as a clock in Denver shows it
