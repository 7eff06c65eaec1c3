"""Calendars of the playbook, read now and then: as of when, what was last good, and no title."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import time, timedelta

import pytest

from adapters.calendars.faults import CalendarFault
from adapters.calendars.fetcher import Fetched, Fetcher, Known
from adapters.calendars.sync import LOOK_S, Calendars
from bot.core.jobs import Job, JobState
from bot.core.people import Person
from bot.core.scheduled_shifts import ScheduledShift
from bot.core.storage import Work, in_one_work
from bot.programme import Calendar, current, put
from bot.programme.jobs import TIDY_LISTS
from bot.programme.model.external_sources import StaffList, TitleNames
from bot.programme.rosters.list_status import want_lists
from bot.programme.rosters.scheduled_shifts import AT_ONCE, scheduled_shift_window
from tests.adapters.calendars.feeds import CANARY, calendar, event
from tests.world import ZONE, World

ADDRESS = "https://rota.example/icu.ics"
DAY = "DTSTART:20260303T140000Z\nDTEND:20260304T020000Z"
NIGHT = "DTSTART:20260305T020000Z\nDTEND:20260305T140000Z"


class Feed(Fetcher):
    """A server that says what a test wants; a word is a fault."""

    def __init__(self) -> None:
        super().__init__()
        self.says: bytes | str = b""
        self.at, self.last = ADDRESS, ""
        self.asked: list[Known | None] = []

    async def fetch(self, address: str, known: Known | None = None) -> Fetched:
        assert address == self.at or not self.at
        self.last = address
        self.asked.append(known)
        if isinstance(self.says, str):
            raise CalendarFault(self.says)
        tag = str(hash(self.says))
        return Fetched(None if known and known.tag == tag else self.says, Known(tag))


@pytest.fixture
async def world() -> World:
    return await World.make()


@pytest.fixture
def feed() -> Feed:
    found = Feed()
    found.says = calendar(
        event(DAY, who="ATTENDEE:mailto:sam@example.org\nATTENDEE:mailto:fay@example.org"),
        event(NIGHT, who="ATTENDEE:mailto:nobody@example.org", uid="2"),
    )
    return found


@pytest.fixture
async def calendars(world: World, feed: Feed) -> AsyncIterator[Calendars]:
    await configured(world, Calendar("icu-rota", ADDRESS, ZONE, unit="icu"))
    async with Calendars(world.storage, feed) as found:
        yield found


async def configured(world: World, *calendars: Calendar) -> None:
    async def name(work: Work) -> None:
        await put(work, replace(await current(work), calendars=calendars))

    await in_one_work(world.storage, name)


async def of(world: World, user: str) -> Person:
    async with world.storage.reading() as work:
        person = await work.of(Person).get(world.people[user])
    assert person is not None
    return person


async def stands(world: World) -> StaffList:
    async with world.storage.reading() as work:
        found = await work.of(StaffList).get("calendar:icu-rota")
    assert found is not None
    return found


async def test_shifts_are_kept_with_whom_they_are_for_and_nothing_else_of_them(
    world: World, calendars: Calendars
) -> None:
    assert await calendars.read_due() == 1
    sam, fay, lena = [await of(world, user) for user in ("sam", "fay", "lena")]
    assert (
        sam.scheduled_shifts
        == fay.scheduled_shifts
        == (ScheduledShift.parse("2026-03-03T14:00 2026-03-04T02:00 icu-rota icu"),)
    )
    assert lena.scheduled_shifts == ()
    listed = await stands(world)
    assert (listed.as_of, listed.people, listed.unknown) == (world.clock.now(), 2, 1)
    async with world.storage.reading() as work:
        kept = repr([await work.of(kind).find() for kind in (Person, StaffList)])
    assert CANARY not in kept
    assert "example.org" not in kept


async def test_names_in_titles_are_those_of_the_unit_and_whole_days_have_hours(
    world: World, calendars: Calendars, feed: Feed
) -> None:
    hours = time(7), time(19)
    rota = Calendar("icu-rota", ADDRESS, ZONE, unit="icu", titles=TitleNames.FULL, all_day=hours)
    await configured(world, rota)
    whole = "DTSTART;VALUE=DATE:20260303"
    feed.says = calendar(
        event(whole, who="SUMMARY:RN Rivera, Sam").replace(f"SUMMARY:{CANARY} days\n", ""),
        # Works elsewhere; and somebody whom nobody knows.
        event(whole, who="SUMMARY:Pat Okafor", uid="2").replace(f"SUMMARY:{CANARY} days\n", ""),
        event(whole, who="COMMENT:none", uid="3"),
    )
    await calendars.read_due()
    sam, pat = [await of(world, user) for user in ("sam", "pat")]
    assert sam.scheduled_shifts == (
        ScheduledShift.parse("2026-03-03T14:00 2026-03-04T02:00 icu-rota icu"),
    )
    assert pat.scheduled_shifts == ()
    listed = await stands(world)
    assert (listed.people, listed.unknown) == (1, 2)
    assert CANARY not in repr(listed)


async def test_it_is_read_every_half_hour_and_changes_nothing_when_nothing_changed(
    world: World, calendars: Calendars, feed: Feed
) -> None:
    await calendars.read_due()
    assert await calendars.read_due() == 0
    before = await of(world, "sam")
    world.clock.advance(timedelta(minutes=30))
    assert await calendars.read_due() == 1
    assert feed.asked[1] == Known(str(hash(feed.says)))
    assert await of(world, "sam") == before
    assert (await stands(world)).as_of == world.clock.now()


async def test_two_processes_read_it_once(world: World, calendars: Calendars, feed: Feed) -> None:
    async with Calendars(world.storage, feed) as other:
        assert [await calendars.read_due(), await other.read_due()] == [1, 0]
    assert len(feed.asked) == 1


@pytest.mark.branch("64.16")
@pytest.mark.parametrize("says", ["unreachable", b"<html>Sign in</html>"])
async def test_what_was_last_good_stands_while_it_cannot_be_read(
    world: World, calendars: Calendars, feed: Feed, says: bytes | str
) -> None:
    await calendars.read_due()
    before, at = await of(world, "sam"), world.clock.now()
    feed.says = says
    world.clock.advance(timedelta(hours=1))
    assert await calendars.read_due() == 0
    listed = await stands(world)
    assert listed.as_of == at
    assert listed.fault == (says if isinstance(says, str) else "no_calendar")
    assert await of(world, "sam") == before


async def test_an_entry_that_never_ends_is_counted_and_keeps_neither_the_others_nor_the_calendar(
    world: World, calendars: Calendars, feed: Feed
) -> None:
    everlasting = f"{NIGHT}\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=1"
    feed.says = calendar(
        event(NIGHT + "\nRRULE:FREQ=WEEKLY;INTERVAL=0", uid="1"),
        event(everlasting, uid="2"),
        event(DAY, who="ATTENDEE:mailto:sam@example.org", uid="3"),
    )
    assert await calendars.read_due() == 1
    assert len((await of(world, "sam")).scheduled_shifts) == 1
    listed = await stands(world)
    assert (listed.fault, listed.people, listed.passed_over) == ("", 1, 2)


async def test_who_is_taken_out_of_the_calendar_is_on_their_usual_shift_again(
    world: World, calendars: Calendars, feed: Feed
) -> None:
    await calendars.read_due()
    feed.says = calendar(event(NIGHT, who="ATTENDEE:mailto:fay@example.org"))
    world.clock.advance(timedelta(minutes=30))
    await calendars.read_due()
    sam, fay = await of(world, "sam"), await of(world, "fay")
    assert (sam.scheduled_shifts, sam.scheduled_shifts_from, sam.scheduled_shifts_until) == (
        (),
        None,
        None,
    )
    assert fay.scheduled_shifts == (
        ScheduledShift.parse("2026-03-05T02:00 2026-03-05T14:00 icu-rota icu"),
    )


async def test_a_persons_own_calendar_needs_no_address_in_it(
    world: World, calendars: Calendars, feed: Feed
) -> None:
    sam = world.people["sam"]
    await configured(world, Calendar("icu-rota", ADDRESS, ZONE, person=sam))
    feed.says = calendar(event(DAY, who=""))
    await calendars.read_due()
    assert (await of(world, "sam")).scheduled_shifts == (
        ScheduledShift.parse("2026-03-03T14:00 2026-03-04T02:00 icu-rota -"),
    )
    assert (await stands(world)).unknown == 0


async def test_a_coordinators_wish_has_it_read_at_once(
    world: World, calendars: Calendars, feed: Feed
) -> None:
    async def wish(work: Work) -> None:
        await want_lists(work, await current(work))

    await calendars.read_due()
    await in_one_work(world.storage, wish)
    assert await calendars.read_due() == 1
    assert await calendars.read_due() == 0


async def test_it_is_looked_now_and_then_whether_one_is_due(
    world: World, feed: Feed, calendars: Calendars
) -> None:
    ticks = [0.0]
    async with Calendars(world.storage, feed, lambda: ticks[0]) as ours:
        await ours.keep()
        assert (await of(world, "sam")).scheduled_shifts != ()
        world.clock.advance(timedelta(hours=1))
        await ours.keep()
        assert len(feed.asked) == 1
        ticks[0] = LOOK_S
        await ours.keep()
        assert len(feed.asked) == 2


async def test_what_nobody_foresaw_in_one_calendar_is_named_and_its_words_are_not_logged(
    world: World, feed: Feed, calendars: Calendars, caplog: pytest.LogCaptureFixture
) -> None:
    async def breaks(address: str, known: Known | None = None) -> Fetched:
        raise ArithmeticError(CANARY)

    feed.fetch = breaks  # type: ignore[method-assign]
    assert await calendars.read_due() == 0
    assert (await stands(world)).fault == "no_calendar"
    assert CANARY not in caplog.text


@pytest.mark.branch("64.17")
async def test_past_shifts_and_those_of_who_left_or_of_no_calendar_any_more_are_erased(
    world: World, calendars: Calendars
) -> None:
    await calendars.read_due()

    async def leaves(work: Work) -> None:
        fay = await work.of(Person).get(world.people["fay"])
        assert fay is not None
        await work.save(replace(fay, active=False))

    await in_one_work(world.storage, leaves)
    await world.pass_time(timedelta(days=1))
    assert (await of(world, "fay")).scheduled_shifts == ()
    assert (await of(world, "sam")).scheduled_shifts != ()
    await world.pass_time(timedelta(days=10))
    assert (await of(world, "sam")).scheduled_shifts == ()
    world.clock.set(world.clock.now())
    await configured(world)
    await world.pass_time(timedelta(days=1))
    async with world.storage.reading() as work:
        assert await work.of(StaffList).find() == []


async def test_past_shifts_of_a_large_house_are_erased_some_people_at_a_time(world: World) -> None:
    window = scheduled_shift_window(world.clock.now())
    past = ScheduledShift(window.starts - timedelta(days=1), window.starts, "icu")
    everybody = [
        Person(
            reference=f"{number:04}",
            scheduled_shifts=(past,),
            scheduled_shifts_from=window.starts,
            scheduled_shifts_until=window.ends,
        )
        for number in range(2 * AT_ONCE + 50)
    ]

    async def hire(work: Work) -> None:
        for person in everybody:
            await work.add(person)

    await in_one_work(world.storage, hire)
    jobs = Job.kind.is_(TIDY_LISTS), Job.state.is_(JobState.DONE)
    async with world.storage.reading() as work:
        before = await work.of(Job).count(*jobs)
    await world.pass_time(timedelta(days=1))
    async with world.storage.reading() as work:
        left = await work.of(Person).find(Person.shift_calendars.has_one_of(("icu",)))
        portions = await work.of(Job).count(*jobs) - before
    assert left == []
    # And one the next day, which finds nothing any more.
    assert portions == 3 + 1
