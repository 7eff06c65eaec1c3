"""Training that ends: a month and a week before, to whom it is and to the coordinators' list."""

from datetime import timedelta

import pytest

from bot.core.conversation import Ask
from tests.bot.duty.rota_kit import person_is
from tests.wording import phrase
from tests.world import World, text_of

DAY = timedelta(days=1)


def notes(world: World, user: str, text: str) -> int:
    return sum(text in text_of(card) for card in world.sees(user).messages.values())


async def day_by_day(world: World, days: int) -> None:
    for _ in range(days):
        await world.pass_time(DAY)


async def test_a_supporter_is_told_a_month_and_a_week_before_and_not_again() -> None:
    world = await World.make()
    await person_is(world, "pat", trained_until="2026-04-15")
    await day_by_day(world, 13)
    assert notes(world, "pat", phrase("supporters.training.yours")) == 0
    await day_by_day(world, 3)
    assert notes(world, "pat", phrase("supporters.training.yours", day="Apr 15")) == 1
    await day_by_day(world, 14)
    assert notes(world, "pat", phrase("supporters.training.yours")) == 1
    await day_by_day(world, 20)
    assert notes(world, "pat", phrase("supporters.training.yours")) == 2


async def test_the_coordinators_are_told_how_many_and_see_who_in_a_window() -> None:
    world = await World.make()
    await person_is(world, "pat", trained_until="2026-03-20")
    await person_is(world, "imani", trained_until="2026-02-01")
    await world.pass_time(DAY)
    card = world.sees("kit").last
    assert phrase("supporters.coverage.training", count=2) in text_of(card)
    assert "Pat" not in text_of(card)
    (button,) = card.buttons
    form = await world.press("kit", button.action, button.subject)
    assert isinstance(form, Ask)
    shown = text_of(form)
    assert phrase("supporters.training.ended", name="Imani Roth", day="Feb 1") in shown
    assert "Pat Okafor: Mar 20" in shown


async def test_whose_training_is_over_reads_why_they_are_not_asked() -> None:
    world = await World.make()
    await person_is(world, "pat", trained_until="2026-03-01")
    shown = text_of(await world.command("pat", "/support duty on"))
    assert phrase("supporters.duty.lapsed") in shown
    await person_is(world, "pat", trained_until="2026-03-02")
    assert "training" not in text_of(await world.command("pat", "/support duty"))


async def test_coverage_has_the_list_as_well() -> None:
    world = await World.make()
    await person_is(world, "pat", trained_until="2026-03-20")
    shown = text_of(await world.command("kit", "/support-admin coverage"))
    assert phrase("supporters.coverage.training", count=1) in shown
    assert "Pat Okafor: Mar 20" in text_of(await world.press("kit", "supporters.training_names"))


async def test_training_renewed_in_time_is_told_to_nobody() -> None:
    world = await World.make()
    await person_is(world, "pat", trained_until="2027-03-20")
    await day_by_day(world, 3)
    assert not world.sees("pat").messages
    assert not world.sees("kit").messages


async def test_notes_of_it_wait_for_the_morning() -> None:
    world = await World.make()
    await world.pass_time(timedelta(hours=14))  # 23:00
    await person_is(world, "pat", trained_until="2026-03-20")
    await world.pass_time(timedelta(hours=8))
    assert not world.sees("pat").messages
    await world.pass_time(timedelta(hours=10))
    assert notes(world, "pat", phrase("supporters.training.yours", day="Mar 20")) == 1


@pytest.mark.parametrize("user", ["pat", "sam"])
async def test_nobody_else_sees_whose_training_ends(user: str) -> None:
    world = await World.make()
    answer = await world.press(user, "supporters.training_names", "main")
    assert phrase("core.not_yours") in text_of(answer)
