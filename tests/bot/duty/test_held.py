"""What is held of somebody's duty, told by mydata; and the pages that show it."""

from datetime import timedelta

from tests.bot.duty.rota_kit import EVERY_DAY, programme_is, rota_is, turn
from tests.bot.duty.test_swaps import offers
from tests.bot.home.test_page import opens, page_of
from tests.wording import phrase
from tests.world import World, text_of

HOUR = timedelta(hours=1)


async def mydata(world: World, user: str = "pat") -> str:
    return text_of(await world.command(user, "/support mydata"))


async def test_mydata_names_a_week_turns_an_address_and_what_was_said() -> None:
    world = await World.make()
    await programme_is(world, address="https://support.example.org")
    assert "duty" not in await mydata(world)
    await rota_is(world, turn(world, "pat", "07:00", "08:00"))
    form = await world.command("pat", "/support duty week")
    await world.submit("pat", form, days=EVERY_DAY, starts="10:00", ends="12:00")
    await world.submit("pat", await world.command("pat", "/support duty calendar"))
    await offers(world)
    await world.command("pat", "/support duty on")
    shown = await mydata(world)
    for told in (
        phrase("privacy.mydata.duty"),
        phrase("privacy.mydata.duty_rota"),
        phrase("privacy.mydata.duty_week"),
        phrase("privacy.mydata.duty_turns", count=1),
        phrase("privacy.mydata.duty_calendar"),
    ):
        assert told in shown


async def test_forgetting_keeps_the_turns_that_others_rely_on_and_says_so() -> None:
    world = await World.make()
    form = await world.command("pat", "/support duty week")
    await world.submit("pat", form, days=EVERY_DAY, starts="08:00", ends="12:00")
    answer = text_of(await world.press("pat", "privacy.forget"))
    assert phrase("privacy.forgotten.duty") in answer
    assert phrase("supporters.duty.until") in text_of(await world.command("pat", "/support duty"))


async def test_who_takes_no_requests_is_told_nothing_of_duty() -> None:
    world = await World.make()
    assert phrase("privacy.forgotten.duty") not in text_of(
        await world.press("sam", "privacy.forget")
    )


# ---- Home ----


async def test_a_supporters_home_follows_the_rota_by_itself() -> None:
    world = await World.make()
    await rota_is(world, turn(world, "pat", "10:00", "12:00"))
    page = text_of(await opens(world, "pat"))
    assert phrase("supporters.duty.off") in page
    assert phrase("home.page.next_turn") in page
    await world.pass_time(HOUR)
    page = text_of(page_of(world, "pat"))
    assert phrase("home.page.duty_until", time="12:00 PM") in page
    assert f"{phrase('home.page.next_turn')}: Tue, Mar 3" in page
    await world.pass_time(2 * HOUR)
    assert phrase("supporters.duty.off") in text_of(page_of(world, "pat"))


async def test_home_follows_what_was_typed_and_what_was_sent_by_a_form() -> None:
    world = await World.make()
    await opens(world, "pat")
    await world.command("pat", "/support duty on")
    await world.settle()
    assert phrase("home.page.on_duty") in text_of(page_of(world, "pat"))
    await world.press("pat", "duty.off")
    await world.settle()
    assert phrase("supporters.duty.off") in text_of(page_of(world, "pat"))


async def test_from_home_every_part_of_duty_is_one_press_away() -> None:
    world = await World.make()
    card = await opens(world, "pat")
    assert "home.duty" in [button.action for button in card.all_buttons]


async def test_a_coordinators_home_counts_the_gaps_once_turns_are_planned() -> None:
    world = await World.make()
    assert phrase("home.page.gaps") not in text_of(await opens(world, "kit"))
    await rota_is(world, turn(world, "pat", "08:00", "15:00"))
    card = await opens(world, "kit", "2")
    assert phrase("home.page.gaps", count=14) in text_of(card)
    assert "duty.coverage" in [button.action for button in card.all_buttons]


async def test_a_coordinators_home_follows_a_week_that_was_set() -> None:
    world = await World.make()
    await opens(world, "kit")
    form = await world.command("pat", "/support duty week")
    await world.submit("pat", form, days=EVERY_DAY, starts="08:00", ends="20:00")
    await world.settle()
    assert phrase("home.page.gaps", count=0) in text_of(page_of(world, "kit"))
