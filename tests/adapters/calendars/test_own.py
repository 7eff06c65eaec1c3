"""The calendar of one's own turns, read by a calendar app over real HTTP."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from adapters.calendars.feeds import add_duty_feed
from bot.core.conversation import Ask
from bot.core.storage import Work, in_one_work
from bot.duty.model import CalendarAddress
from bot.programme import current, put
from tests.adapters.calendars.doors import Opened, open_door
from tests.bot.duty.rota_kit import person_is, programme_is, rota_is, turn
from tests.fakes import MemoryStorage
from tests.wording import phrase
from tests.world import text_of

HOUR = timedelta(hours=1)


@dataclass
class Service(Opened):
    """The service as a calendar app finds it."""

    async def address(self, user: str = "pat", **given: str) -> str:
        """Make an address, or change it; empty where there is none afterwards."""
        form = await self.world.command(user, "/support duty calendar")
        answer = await self.world.submit(user, form, **given)
        assert isinstance(answer, Ask)
        return next((line for line in text_of(answer).split("\n") if "/calendar/" in line), "")


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    async with open_door(add_duty_feed) as opened:
        world = opened.world
        await programme_is(world, address=opened.url)
        mine = turn(world, "pat", "10:00", "12:00", "mon")
        await rota_is(world, mine, turn(world, "quinn", "07:00", "09:30"))
        yield Service(**vars(opened))


@pytest.mark.branch("67.18")
async def test_a_supporters_own_turns_and_nobody_elses_stand_in_it(service: Service) -> None:
    status, text = await service.reads(await service.address())
    assert status == 200
    calendar: Any = Calendar.from_ical(text)
    starts = [event["dtstart"].dt for event in calendar.walk("vevent")]
    first = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
    assert starts[0] == first
    assert starts[1] == first + timedelta(days=7) - HOUR  # clocks went forward in between
    assert len(starts) == 8
    assert {str(event["summary"]) for event in calendar.walk("vevent")} == {
        phrase("supporters.calendar.entry")
    }
    for word in ("Pat", "Quinn", "pat", "Main", "peer", "support"):
        assert word not in text.replace("Support Time Out", "")


async def test_the_address_is_shown_in_a_window_alone_and_is_nowhere_stored(
    service: Service,
) -> None:
    secret = (await service.address()).rpartition("/")[2].removesuffix(".ics")
    assert len(secret) == 32
    assert isinstance(service.world.storage, MemoryStorage)
    state = service.world.storage.state
    assert secret not in f"{state.records}{state.sealed}"
    assert not service.world.everything_posted()


async def test_it_can_be_seen_again_and_a_new_one_ends_the_old(service: Service) -> None:
    first = await service.address()
    shown = text_of(await service.world.command("pat", "/support duty calendar"))
    assert first in shown
    second = await service.address(what="new")
    assert second != first
    assert (await service.reads(first))[0] == 404
    assert (await service.reads(second))[0] == 200


async def test_sent_without_a_choice_it_stays_as_it_is(service: Service) -> None:
    first = await service.address()
    assert await service.address() == first


async def test_taken_away_it_is_gone(service: Service) -> None:
    first = await service.address()
    assert await service.address(what="none") == ""
    assert (await service.reads(first))[0] == 404


@pytest.mark.branch("67.19")
async def test_who_stops_supporting_has_none_at_once_and_the_row_goes(service: Service) -> None:
    first = await service.address()

    async def leave(work: Work) -> None:
        programme = await current(work)
        (main,) = programme.areas
        quinn = (service.world.people["quinn"],)
        await put(work, replace(programme, areas=(main.with_takers("peer", quinn),)))

    await in_one_work(service.world.storage, leave)
    assert (await service.reads(first))[0] == 404
    await service.world.pass_time(HOUR)
    async with service.world.storage.reading() as work:
        assert await work.of(CalendarAddress).find() == []


async def test_who_works_here_no_more_has_none(service: Service) -> None:
    first = await service.address()
    await person_is(service.world, "pat", active=False)
    assert (await service.reads(first))[0] == 404


@pytest.mark.parametrize("secret", ["0" * 32, "x", "0" * 31, "../healthz"])
async def test_a_wrong_secret_is_answered_like_one_that_was_taken_away(
    service: Service, secret: str
) -> None:
    assert (await service.reads(f"{service.url}/calendar/{secret}.ics"))[0] == 404


async def test_a_turn_given_away_is_in_the_others_calendar(service: Service) -> None:
    world = service.world
    form = await world.press("pat", "duty.offer")
    assert isinstance(form, Ask)
    await world.submit("pat", form, turn=form.form.inputs[0].options[0].value)  # type: ignore[union-attr]
    await world.settle()
    await world.press_in("uma", "duty.take", at="#peers")
    _, pats = await service.reads(await service.address())
    _, umas = await service.reads(await service.address("uma"))
    assert "20260302T170000Z" not in pats
    assert "20260302T170000Z" in umas


async def test_with_the_database_down_it_says_later(service: Service) -> None:
    first = await service.address()
    service.crash.down = True
    assert (await service.reads(first))[0] == 503


async def test_without_an_address_of_the_service_it_says_so(service: Service) -> None:
    await programme_is(service.world, address="")
    shown = text_of(await service.world.command("pat", "/support duty calendar"))
    assert phrase("supporters.calendar.nowhere") in shown
