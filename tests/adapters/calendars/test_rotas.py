"""The calendar of a rota: turns of duty from elsewhere, as of when, and no title of anything."""

from collections.abc import AsyncIterator
from datetime import time, timedelta

import pytest

from adapters.calendars.faults import CalendarFault
from adapters.calendars.fetcher import Fetched, Fetcher, Known
from adapters.calendars.sync import Calendars
from bot.core.clock import in_zone
from bot.core.retention import set_hold
from bot.core.storage import Work, in_one_work
from bot.duty.model import CalendarTurn
from bot.programme.model import Rota, TitleNames
from tests.adapters.calendars.feeds import CANARY, calendar, event
from tests.bot.duty.rota_kit import on_duty_now, programme_is, turn
from tests.wording import phrase
from tests.world import ZONE, World, text_of

ADDRESS = "https://rota.example/peers.ics"
DAILY = "DTSTART:20260302T150000Z\nDTEND:20260302T190000Z\nRRULE:FREQ=DAILY"  # 08:00 to 12:00
HALF_AN_HOUR, DAY = timedelta(minutes=30), timedelta(days=1)


class Feed(Fetcher):
    """A server that says what a test wants; a word is a fault."""

    says: bytes | str = b""

    async def fetch(self, address: str, known: Known | None = None) -> Fetched:
        assert address == ADDRESS
        if isinstance(self.says, str):
            raise CalendarFault(self.says)
        return Fetched(self.says, Known())


def peers(*users: str, when: str = DAILY) -> bytes:
    listed = "\n".join(f"ATTENDEE:mailto:{user}@example.org" for user in users)
    return calendar(event(when, who=listed))


@pytest.fixture
async def world() -> World:
    world = await World.make()
    await programme_is(world, rotas=(Rota("main", "peer", calendar=ADDRESS),))
    return world


@pytest.fixture
def feed() -> Feed:
    found = Feed()
    found.says = peers("pat")
    return found


@pytest.fixture
async def calendars(world: World, feed: Feed) -> AsyncIterator[Calendars]:
    async with Calendars(world.storage, feed) as found:
        yield found


async def rows(world: World) -> list[CalendarTurn]:
    async with world.storage.reading() as work:
        return await work.of(CalendarTurn).find(order_by=CalendarTurn.starts)


async def coverage(world: World) -> str:
    return text_of(await world.command("kit", "/support-admin coverage"))


@pytest.mark.branch("67.24")
async def test_whose_turn_it_is_by_a_calendar_is_on_duty(
    world: World, calendars: Calendars
) -> None:
    assert await on_duty_now(world) == set()
    assert await calendars.read_due() == 1
    assert await on_duty_now(world) == {"pat"}
    found = await rows(world)
    assert 50 < len(found) < 60  # it comes round for ever, and is read eight weeks ahead
    assert CANARY not in repr(found)


async def test_the_coordinator_sees_as_of_when_and_whom_it_names_in_vain(
    world: World, calendars: Calendars, feed: Feed
) -> None:
    assert phrase("supporters.coverage.unread") in await coverage(world)
    feed.says = calendar(
        event(DAILY, who="ATTENDEE:mailto:pat@example.org"),
        event("DTSTART:20260303T150000Z\nDTEND:20260303T190000Z", uid="2"),
        event(
            "DTSTART:20260304T150000Z\nDTEND:20260304T190000Z",
            uid="3",
            who="ATTENDEE:mailto:imani@example.org",  # a chaplain, in the rota of peers
        ),
    )
    await calendars.read_due()
    shown = await coverage(world)
    assert phrase("supporters.coverage.as_of", at="Mar 2, 9:00 AM") in shown
    assert phrase("supporters.coverage.unknown", count=2) in shown


async def test_the_coordinator_sees_each_unknown_name_once_and_how_many_entries_are_of_no_use(
    world: World, calendars: Calendars, feed: Feed
) -> None:
    feed.says = calendar(
        event(DAILY, who="ATTENDEE:mailto:pat@example.org\nATTENDEE:mailto:nobody@example.org"),
        event("DTSTART;VALUE=DATE:20260304", uid="2"),
        event(f"{DAILY};INTERVAL=0", uid="3"),
    )
    await calendars.read_due()
    shown = await coverage(world)
    assert phrase("supporters.coverage.unknown", count=1) in shown
    assert phrase("supporters.coverage.unusable", count=2) in shown
    assert await on_duty_now(world) == {"pat"}


async def test_names_in_titles_and_whole_days_are_turns_where_the_playbook_says_so(
    world: World, calendars: Calendars, feed: Feed
) -> None:
    feed.says = calendar(
        untitled("DTSTART;VALUE=DATE:20260302\nDTEND;VALUE=DATE:20260304", "Okafor, Pat - peers"),
        untitled(DAILY, "Quinn Mayer", uid="2"),
        untitled(DAILY, "Kit Laszlo", uid="3"),  # takes no such requests
        untitled(DAILY, "Backup: the office", uid="4"),
    )
    await calendars.read_due()
    assert await rows(world) == []
    assert phrase("supporters.coverage.unusable", count=1) in await coverage(world)
    hours = time(17), time(7)
    named = Rota("main", "peer", calendar=ADDRESS, titles=TitleNames.FULL, all_day=hours)
    await programme_is(world, rotas=(named,))
    await world.pass_time(HALF_AN_HOUR)
    await calendars.read_due()
    found = await rows(world)
    pat = [row for row in found if row.person == world.people["pat"]]
    spans = [(in_zone(row.starts, ZONE), in_zone(row.ends, ZONE)) for row in pat]
    assert [f"{starts:%d %H:%M}-{ends:%d %H:%M}" for starts, ends in spans] == [
        "02 17:00-03 07:00",
        "03 17:00-04 07:00",
    ]
    assert {row.person for row in found} == {world.people["pat"], world.people["quinn"]}
    shown = await coverage(world)
    assert phrase("supporters.coverage.unknown", count=2) in shown
    assert "Laszlo" not in repr(found)


def untitled(when: str, title: str, uid: str = "1") -> str:
    """An entry whose only person is in its title."""
    return event(when, who=f"SUMMARY:{title}", uid=uid).replace(f"SUMMARY:{CANARY} days\n", "")


async def test_a_week_on_call_is_one_turn_of_everybody_it_names(
    world: World, calendars: Calendars, feed: Feed
) -> None:
    week = "DTSTART:20260302T150000Z\nDTEND:20260309T150000Z\nRRULE:FREQ=WEEKLY;INTERVAL=2"
    feed.says = peers("pat", "quinn", when=week)
    await calendars.read_due()
    assert await on_duty_now(world) == {"pat", "quinn"}
    assert {row.ends - row.starts for row in await rows(world)} == {timedelta(days=7)}


async def test_entries_of_one_uid_are_turns_of_all_their_people(
    world: World, calendars: Calendars, feed: Feed
) -> None:
    feed.says = calendar(
        *(event(DAILY, who=f"ATTENDEE:mailto:{user}@example.org") for user in ("pat", "quinn"))
    )
    await calendars.read_due()
    assert await on_duty_now(world) == {"pat", "quinn"}


@pytest.mark.branch("67.25")
async def test_a_calendar_that_cannot_be_read_is_reported_and_what_it_said_stands(
    world: World, calendars: Calendars, feed: Feed
) -> None:
    await calendars.read_due()
    feed.says = "unreachable"
    world.clock.advance(HALF_AN_HOUR)
    assert await calendars.read_due() == 0
    assert await on_duty_now(world) == {"pat"}
    world.clock.advance(DAY)
    await calendars.read_due()
    assert phrase("supporters.coverage.stale", at="Mar 2, 9:00 AM") in await coverage(world)


async def test_one_that_could_never_be_read_says_so(
    world: World, calendars: Calendars, feed: Feed
) -> None:
    feed.says = b"<html>Sign in</html>"
    await calendars.read_due()
    assert phrase("supporters.coverage.unreadable") in await coverage(world)
    assert await rows(world) == []


async def test_what_changes_in_it_changes_here_and_nothing_else_does(
    world: World, calendars: Calendars, feed: Feed
) -> None:
    await calendars.read_due()
    before = await rows(world)
    world.clock.advance(HALF_AN_HOUR)
    await calendars.read_due()
    assert await rows(world) == before
    feed.says = peers("pat", "quinn")
    world.clock.advance(HALF_AN_HOUR)
    await calendars.read_due()
    assert await on_duty_now(world) == {"pat", "quinn"}
    feed.says = peers("quinn")
    world.clock.advance(HALF_AN_HOUR)
    await calendars.read_due()
    assert await on_duty_now(world) == {"quinn"}


async def test_the_same_turn_in_the_playbook_and_in_a_calendar_is_one(
    world: World, calendars: Calendars
) -> None:
    rota = turn(world, "pat", "08:00", "12:00")
    await programme_is(world, rotas=(Rota("main", "peer", rota.turns, ADDRESS),))
    await calendars.read_due()
    form = await world.press("pat", "duty.offer")
    assert text_of(form).count("Mar 3") <= 1
    swap = await world.press("pat", "duty.swap")
    assert phrase("supporters.swap.nothing") in text_of(swap)


async def test_taken_out_of_the_playbook_its_turns_count_no_more_and_go(
    world: World, calendars: Calendars
) -> None:
    await calendars.read_due()
    await programme_is(world, rotas=())
    assert await on_duty_now(world) == set()
    await world.pass_time(timedelta(hours=1))
    assert await rows(world) == []


@pytest.mark.branch("67.26")
async def test_turns_that_are_over_go_but_for_counsels_hold(
    world: World, calendars: Calendars
) -> None:
    await calendars.read_due()
    count = len(await rows(world))
    await world.pass_time(timedelta(hours=5))
    assert len(await rows(world)) == count - 1

    async def hold(work: Work) -> None:
        await set_hold(work, "main")

    await in_one_work(world.storage, hold)
    await world.pass_time(DAY)
    await world.pass_time(DAY)
    assert len(await rows(world)) == count - 1


async def test_mydata_counts_the_turns_that_a_calendar_gives(
    world: World, calendars: Calendars
) -> None:
    await calendars.read_due()
    shown = text_of(await world.command("pat", "/support mydata"))
    assert phrase("privacy.mydata.duty_turns") in shown
