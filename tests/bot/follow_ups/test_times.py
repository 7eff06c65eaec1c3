"""Later notes keep to a person's nights, wherever they live by then and whatever clocks do."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.adverse_events.model import Episode, EpisodeState
from bot.check_ins.model import Answered, FirstNoteSent
from bot.core.context import Context
from bot.core.conversation import Address, BeforeCall, at_once
from bot.core.names import Screen
from bot.core.people import Person
from bot.core.screens import Card
from bot.core.storage import Work, in_one_work, new_reference
from bot.core.worker import Worker
from bot.follow_ups.model import AFTER, GAP, Stage
from bot.follow_ups.screens import SCREENS, SILENCE
from bot.programme import current
from bot.programme.hours.quiet_hours import is_quiet
from bot.programme.model import CURRENT, Configuration
from tests.clock import SimulatedClock
from tests.fakes import MemoryStorage
from tests.sealed import sealed_text
from tests.some import some
from tests.world import FakePlatform, World, lines

ZONES = (
    "America/Denver",
    "America/New_York",
    "America/St_Johns",
    "Europe/Berlin",
    "Asia/Kolkata",
    "Australia/Lord_Howe",  # half an hour of daylight saving
    "Pacific/Chatham",
    "Pacific/Kiritimati",
)
STAGES: dict[Screen, Stage] = {screen: stage for stage, screen in SCREENS.items()}


class TimedPlatform(FakePlatform):
    """A platform that notes when each message was posted."""

    def __init__(self, clock: SimulatedClock) -> None:
        super().__init__()
        self.clock = clock
        self.times: list[tuple[datetime, str]] = []

    async def post(self, address: Address, card: Card, before_call: BeforeCall = at_once) -> str:
        # Coordinators get a message of their own each month, on their own clock.
        if not card.screen.startswith("report."):
            self.times.append((self.clock.now(), card.screen))
        return await super().post(address, card, before_call)


async def make(start: datetime) -> tuple[World, TimedPlatform]:
    clock = SimulatedClock(start)
    memory = MemoryStorage(clock)
    world = World(memory, memory, clock)
    await world.fill()
    platform = TimedPlatform(clock)
    world.platform = platform
    world.worker = Worker(
        memory, memory, world.registry, world.wording, world.directory, {"practice": platform}
    )
    return world, platform


async def begin(world: World, user: str, *facts: type[Answered]) -> str:
    """The first note arrives now, and is answered with these at once."""
    episode = new_reference()

    async def write(work: Work) -> None:
        record = Episode(
            reference=episode,
            area="main",
            begun_at=work.now,
            event=new_reference(),
            whose=work.vault.blind_index("whose", world.people[user]),
            state=EpisodeState.WRITTEN,
            first_note_at=work.now,
        )
        await work.add(record)
        await work.vault.seal(sealed_text(episode, "person"), world.people[user])
        context = Context(work, world.wording.words("en", "UTC"), lines())
        context.tell(FirstNoteSent(episode))
        for fact in facts:
            context.tell(fact(episode))
        await world.registry.settle(context)

    await in_one_work(world.storage, write)
    return episode


async def change(world: World, user: str, **changes: Any) -> None:
    async def write(work: Work) -> None:
        person = await work.of(Person).get(world.people[user])
        assert person is not None
        await work.save(replace(person, **changes))

    await in_one_work(world.storage, write)


async def quiet_now(world: World, user: str, at: datetime) -> bool:
    async with world.storage.reading() as work:
        person = await work.of(Person).get(world.people[user])
        assert person is not None
        return is_quiet((await current(work)).unit(person.unit), person, at)


def fresh(user: str, platform: TimedPlatform) -> list[tuple[datetime, str]]:
    return [(at, screen) for at, screen in platform.times if screen.startswith("follow_up.")]


async def _lives_on(
    start: datetime, zone: str, moves_to: str, moves_after: int, shift: str, *, later: bool
) -> None:
    world, platform = await make(start)
    await change(world, "sam", zone=zone, shift=shift)
    episode = await begin(world, "sam", Answered)
    if later:
        await world.press("sam", "check_in.later_at", f"12:{episode}")
        await world.press("sam", "check_in.talk", episode)
    await world.pass_time(timedelta(hours=moves_after))
    before = len(platform.times)
    # The day's note is the one that somebody asked to have back in twelve hours, whatever the hour.
    chosen = {screen for screen, stage in STAGES.items() if later and stage is Stage.DAY}
    by_day = [at for at, screen in fresh("sam", platform) if Screen(screen) not in chosen]
    assert not any([await quiet_now(world, "sam", at) for at in by_day])
    await change(world, "sam", zone=moves_to)
    await world.pass_time(timedelta(days=40))
    sent = fresh("sam", platform)
    by_day = [at for at, screen in platform.times[before:] if Screen(screen) not in chosen]
    for at in some(by_day):
        assert not await quiet_now(world, "sam", at)
        if not shift:
            assert time(8) <= at.astimezone(ZoneInfo(moves_to)).time() < time(21)
    stages = [STAGES[Screen(screen)] for _, screen in sent]
    order = list(Stage)
    assert stages == sorted(stages, key=order.index)
    assert len(set(stages)) == len(stages)
    assert stages[-1] is Stage.MONTH
    for at, screen in some(sent):
        least = timedelta(hours=12) if Screen(screen) in chosen else AFTER[STAGES[Screen(screen)]]
        assert at >= start + least
    moments = [at for at, _ in sent]
    assert all(b - a >= GAP for a, b in some(pairwise(moments)))


STARTS = st.datetimes(
    min_value=datetime(2026, 1, 1),  # noqa: DTZ001 - hypothesis puts the zone in
    max_value=datetime(2027, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


@pytest.mark.long
@pytest.mark.branch("6.6")
@settings(max_examples=40)
@given(
    start=STARTS,
    zone=st.sampled_from(ZONES),
    moves_to=st.sampled_from(ZONES),
    moves_after=st.integers(0, 24 * 30 - 1),  # the last note comes after thirty days
    shift=st.sampled_from(("", "day", "night")),
    later=st.booleans(),
)
@example(  # three days before clocks go forward, at an hour that does not exist then
    start=datetime(2026, 3, 5, 9, 30, tzinfo=UTC),
    zone="America/Denver",
    moves_to="America/Denver",
    moves_after=0,
    shift="",
    later=True,
)
@example(  # three days before they go back, at an hour that comes twice
    start=datetime(2026, 10, 29, 7, 30, tzinfo=UTC),
    zone="America/Denver",
    moves_to="America/Denver",
    moves_after=0,
    shift="",
    later=True,
)
@example(  # moves across the date line an hour before a note
    start=datetime(2026, 5, 4, 20, 0, tzinfo=UTC),
    zone="America/Denver",
    moves_to="Pacific/Kiritimati",
    moves_after=71,
    shift="",
    later=False,
)
def test_notes_come_in_order_once_never_early_and_never_in_quiet_hours_of_where_one_lives_then(
    start: datetime, zone: str, moves_to: str, moves_after: int, shift: str, *, later: bool
) -> None:
    asyncio.run(_lives_on(start, zone, moves_to, moves_after, shift, later=later))


async def test_a_note_due_in_the_gap_of_spring_comes_at_eight_by_the_new_clock() -> None:
    start = datetime(2026, 3, 5, 9, 30, tzinfo=UTC)  # 72 hours on: 03:30 on the day of the gap
    world, platform = await make(start)
    await change(world, "sam", shift="")
    await begin(world, "sam", Answered)
    await world.pass_time(timedelta(days=4))
    (at, _), *_ = fresh("sam", platform)
    local = at.astimezone(ZoneInfo("America/Denver"))
    assert (local.date(), local.time()) == (date(2026, 3, 8), time(8))


async def test_a_note_due_in_the_hour_that_comes_twice_comes_once_and_at_eight() -> None:
    start = datetime(2026, 10, 29, 7, 30, tzinfo=UTC)  # 72 hours on: 01:30, for the first time
    world, platform = await make(start)
    await change(world, "sam", shift="")
    await begin(world, "sam", Answered)
    await world.pass_time(timedelta(days=4))
    sent = fresh("sam", platform)
    assert len(sent) == 1
    local = sent[0][0].astimezone(ZoneInfo("America/Denver"))
    assert (local.date(), local.time()) == (date(2026, 11, 1), time(8))


async def test_quiet_hours_follow_the_shift() -> None:
    start = datetime(2026, 5, 4, 7, 0, tzinfo=UTC)  # 01:00 in Denver, in the middle of a shift
    world, platform = await make(start)
    await change(world, "sam", shift="night")
    await begin(world, "sam", Answered)
    await world.pass_time(timedelta(days=4))
    # On shift is never quiet: the note comes in the night, when they are awake.
    assert fresh("sam", platform)[0][0] == start + AFTER[Stage.THREE_DAYS]


async def test_a_coordinators_pause_holds_later_notes_back_until_it_ends() -> None:
    world, platform = await make(datetime(2026, 5, 4, 16, 0, tzinfo=UTC))

    async def pause(work: Work, *, paused: bool) -> None:
        row = await work.of(Configuration).get(CURRENT)
        assert row is not None
        await work.save(replace(row, paused=paused))

    await begin(world, "sam")
    await in_one_work(world.storage, lambda work: pause(work, paused=True))
    await world.pass_time(timedelta(days=5))
    assert fresh("sam", platform) == []
    await in_one_work(world.storage, lambda work: pause(work, paused=False))
    await world.pass_time(timedelta(days=1))
    assert [screen for _, screen in fresh("sam", platform)] == [SILENCE]
