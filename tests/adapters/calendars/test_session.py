"""A group session, read by a calendar app over real HTTP."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from adapters.calendars.feeds import add_session_feed
from bot.core.storage import Work, in_one_work
from bot.programme import current, put
from bot.sessions.model import GroupSession, SessionState
from bot.sessions.session_calendar import address_of
from tests.adapters.calendars.doors import Opened, open_door
from tests.wording import phrase
from tests.world import START

HOUR = timedelta(hours=1)
SESSION = GroupSession(
    reference="5e" * 16,
    event="7a" * 16,
    area="main",
    unit="icu",
    starts_at=START + 24 * HOUR,
    minutes=60,
    place="Room 4, level 2",
    at=START,
    state=SessionState.OPEN,
)


@dataclass
class Service(Opened):
    """The service as a calendar app finds it."""

    address: str

    async def reads(self, address: str = "") -> tuple[int, str]:
        return await super().reads(address or self.address)

    async def change(self, **changes: Any) -> None:
        async def write(work: Work) -> None:
            session = await work.of(GroupSession).get(SESSION.reference)
            assert session is not None
            await work.save(replace(session, **changes))

        await in_one_work(self.world.storage, write)


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    async with open_door(add_session_feed) as opened:

        async def write(work: Work) -> str:
            programme = await current(work)
            await put(work, replace(programme, address=opened.url))
            await work.add(SESSION)
            return await address_of(work, SESSION)

        address = await in_one_work(opened.world.storage, write)
        yield Service(**vars(opened), address=address)


@pytest.mark.branch("62.15")
async def test_one_neutral_entry_says_when_and_where_and_nothing_of_whom(service: Service) -> None:
    status, text = await service.reads()
    assert status == 200
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    assert str(event["summary"]) == phrase("group.entry")
    assert str(event["location"]) == "Room 4, level 2"
    assert event.decoded("dtstart") == datetime(2026, 3, 3, 16, 0, tzinfo=UTC)
    assert event.decoded("dtend") == datetime(2026, 3, 3, 17, 0, tzinfo=UTC)
    assert "ATTENDEE" not in text
    assert "ORGANIZER" not in text
    assert SESSION.reference not in text


async def test_a_change_is_the_same_entry_again_and_calling_off_takes_it_out(
    service: Service,
) -> None:
    (before,) = Calendar.from_ical((await service.reads())[1]).walk("VEVENT")
    await service.change(changes=1, place="Chapel")
    (after,) = Calendar.from_ical((await service.reads())[1]).walk("VEVENT")
    assert after["uid"] == before["uid"]
    assert (int(str(before["sequence"])), int(str(after["sequence"]))) == (0, 1)
    await service.change(state=SessionState.CANCELLED)
    calendar = Calendar.from_ical((await service.reads())[1])
    assert str(calendar["method"]) == "CANCEL"
    assert str(calendar.walk("VEVENT")[0]["status"]) == "CANCELLED"


async def test_a_wrong_secret_and_a_session_that_is_over_look_alike(service: Service) -> None:
    wrong = service.address.replace(service.address[-36:-4], "0" * 32)
    assert (await service.reads(wrong))[0] == 404
    await service.change(state=SessionState.OVER)
    assert await service.reads() == await service.reads(wrong)


async def test_with_the_database_down_it_asks_to_come_back(service: Service) -> None:
    service.crash.down = True
    assert (await service.reads())[0] == 503
