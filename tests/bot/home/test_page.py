"""Home as a page: drawn when it is opened, kept up to date for those whose role is known."""

from datetime import timedelta

import pytest

from bot.conversation import Command, Delivery, Nothing, Say
from bot.jobs import Job
from bot.screens import Card, Row
from bot.seen import ShownCard
from bot.support_requests.model import SupportRequest
from tests.world import World, account, text_of

HOME = "home"
DAY = timedelta(days=1)


async def opens(world: World, user: str, id_: str = "1") -> Card:
    """Open one's page; what it shows once the answer jobs have run."""
    delivery = Delivery("opened", user, f"open-{id_}")
    answer = await world.bot.handle(Command(delivery, account(user), "home", ()))
    assert answer == Nothing()
    await world.settle()
    return page_of(world, user)


def page_of(world: World, user: str) -> Card:
    return world.sees(user).messages[HOME]


def actions(card: Card) -> list[str]:
    return [button.action for button in card.all_buttons]


async def pages(world: World) -> list[ShownCard]:
    async with world.storage.reading() as work:
        return [s for s in await work.of(ShownCard).find() if s.screen == "home.home"]


async def test_a_clinicians_page_has_help_at_once_and_nothing_of_supporters(world: World) -> None:
    card = await opens(world, "sam")
    assert actions(card)[:3] == ["check_in.break", "home.talk", "crisis.show"]
    assert not {"home.queue", "home.open", "adverse_event.report"} & set(actions(card))


async def test_that_a_clinician_opened_it_is_kept_nowhere(world: World) -> None:
    await opens(world, "sam")
    assert await pages(world) == []
    again = await opens(world, "sam", "2")
    assert "check_in.break" in actions(again)


async def test_the_page_shows_no_request_before_a_press(world: World) -> None:
    before = text_of(await opens(world, "sam"))
    await world.press("sam", "check_in.peer")
    await world.settle()
    assert text_of(await opens(world, "sam", "2")) == before
    shown = await world.press("sam", "home.own", message=HOME)
    assert isinstance(shown, Say)
    assert shown.card.screen == "request.status"


async def test_somebody_without_a_request_reads_that_there_is_none(world: World) -> None:
    assert "nothing open" in text_of(await world.press("sam", "home.own"))


async def test_nobody_looks_at_anothers_request(world: World) -> None:
    await world.press("sam", "check_in.peer")
    answer = await world.press("nora", "home.look", (await live(world))[0])
    assert isinstance(answer, Say)
    assert answer.card.screen != "request.status"


async def live(world: World) -> list[str]:
    async with world.storage.reading() as work:
        return [request.reference for request in await work.of(SupportRequest).find()]


async def test_a_supporters_page_follows_the_queue(world: World) -> None:
    assert "0 people are waiting" in text_of(await opens(world, "pat"))
    await world.press("sam", "check_in.peer")
    await world.settle()
    assert "1 person is waiting" in text_of(page_of(world, "pat"))
    await world.submit("pat", await world.press_in("pat", "request.claim", at="#peers"))
    await world.settle()
    shown = text_of(page_of(world, "pat"))
    assert "0 people are waiting" in shown
    assert "You hold 1 request." in shown


async def test_one_goes_on_and_off_duty_by_one_press(world: World) -> None:
    await opens(world, "pat")
    await world.press("pat", "home.duty_on", message=HOME)
    await world.settle()
    assert "You are on duty." in text_of(page_of(world, "pat"))
    await world.press("pat", "home.duty_off", message=HOME)
    await world.settle()
    assert "You are off duty." in text_of(page_of(world, "pat"))


async def test_only_supporters_go_on_duty(world: World) -> None:
    assert "not" in text_of(await world.press("sam", "home.duty_on")).casefold()
    assert "You are on duty." not in text_of(await world.command("pat", "/support duty"))


async def test_a_coordinators_page_counts_and_names_nobody(world: World) -> None:
    await opens(world, "kit")
    await world.press("sam", "check_in.peer")
    await world.settle()
    shown = page_of(world, "kit")
    assert "1 request is open." in text_of(shown)
    assert {"home.open", "home.doctor", "adverse_event.report"} <= set(actions(shown))
    assert "Sam" not in text_of(shown)


async def test_a_unit_lead_reports_from_the_page(world: World) -> None:
    card = await opens(world, "lena")
    assert "adverse_event.report" in actions(card)
    assert "home.open" not in actions(card)


async def test_a_page_nobody_opened_for_two_days_is_forgotten(world: World) -> None:
    await opens(world, "pat")
    assert len(await pages(world)) == 1
    await world.pass_time(2 * DAY + timedelta(hours=2))
    assert await pages(world) == []


async def test_opening_it_again_keeps_one_row(world: World) -> None:
    for number in range(3):
        await opens(world, "pat", str(number))
    assert len(await pages(world)) == 1


async def test_no_job_says_who_opened_a_page(world: World) -> None:
    await opens(world, "sam")
    async with world.storage.reading() as work:
        jobs = await work.of(Job).find(kind="core.redraw")
    assert jobs
    assert not [job for job in jobs if world.people["sam"] in str(job)]


@pytest.mark.parametrize("user", ["sam", "pat", "kit", "lena"])
async def test_no_two_buttons_of_a_page_read_the_same(world: World, user: str) -> None:
    card = await opens(world, user)
    labels = [button.label for button in card.all_buttons]
    assert len(labels) == len(set(labels))
    assert all(len(part.buttons) <= 5 for part in card.parts if isinstance(part, Row))
