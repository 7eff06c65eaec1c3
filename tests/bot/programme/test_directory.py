"""What the core asks of the programme, and the record behind it."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.core.conversation import Address
from bot.core.jobs import Recipient
from bot.core.people import Person, Role
from bot.core.storage import in_one_work
from bot.programme import ProgrammeDirectory, channel_recipients, current, paused, put
from bot.programme.model import CURRENT, Area, Configuration, Programme, ServiceHours, Unit
from bot.programme.stored.configuration import NOT_SET_UP
from tests.clock import SimulatedClock
from tests.fakes import MemoryStorage
from tests.world import EMERGENCY, LINE, takers

START = datetime(2026, 11, 2, 9, tzinfo=UTC)
PROGRAMME = Programme(
    name="Sample",
    zone="America/Denver",
    areas=(
        Area(
            "main", "Main", coordinators=("c",), supports=takers(peer=("s", "both")), on_call=("o",)
        ),
    ),
    units=(Unit("icu", "ICU", "main", "America/Denver", leads=("l", "both")),),
    channels={"claims": {"teams": "t1", "slack": "C1"}},
    lines=(LINE,),
)


@pytest.fixture
def storage() -> MemoryStorage:
    return MemoryStorage(SimulatedClock(START))


async def test_before_a_playbook_there_is_an_empty_programme_and_nothing_is_paused(
    storage: MemoryStorage,
) -> None:
    directory = ProgrammeDirectory()
    async with storage.reading() as work:
        assert await current(work) == NOT_SET_UP
        assert not await paused(work)
        assert await directory.zone(work) == "UTC"
        assert await directory.channel(work, "claims", "slack") is None
        someone = Person(reference="c")
        assert await directory.roles_of(work, someone) == {Role.CLINICIAN}
    assert directory.lines().crisis is None


async def test_the_programme_is_the_one_put_last_with_a_version_for_each_change(
    storage: MemoryStorage,
) -> None:
    other = Programme("Other", "UTC", hours=ServiceHours(("mon",), time(9), time(17)))

    first = await in_one_work(storage, lambda work: put(work, PROGRAMME))
    second = await in_one_work(storage, lambda work: put(work, other))

    async with storage.reading() as work:
        assert await current(work) == other
    assert (first, second) == (1, 2)


async def test_putting_the_same_programme_again_changes_nothing(storage: MemoryStorage) -> None:
    await in_one_work(storage, lambda work: put(work, PROGRAMME))
    storage.clock.advance(timedelta(days=1))  # type: ignore[attr-defined]

    again = await in_one_work(storage, lambda work: put(work, PROGRAMME))

    async with storage.reading() as work:
        kept = await work.of(Configuration).get(CURRENT)
    assert again == 1
    assert kept is not None
    assert (kept.revision, kept.applied_at) == (0, START)


async def test_a_pause_outlasts_a_new_playbook(storage: MemoryStorage) -> None:
    async with storage.work() as work:
        await put(work, PROGRAMME)
        configuration = await work.of(Configuration).get(CURRENT)
        assert configuration is not None
        await work.save(replace(configuration, paused=True))
        await put(work, Programme("Other", "UTC"))

    async with storage.reading() as work:
        assert await paused(work)


@pytest.mark.parametrize(
    ("person", "roles"),
    [
        ("nobody", {Role.CLINICIAN}),
        ("", {Role.CLINICIAN}),
        ("s", {Role.CLINICIAN, Role.SUPPORTER}),
        ("l", {Role.CLINICIAN, Role.UNIT_LEAD}),
        ("c", {Role.CLINICIAN, Role.COORDINATOR}),
        ("o", {Role.CLINICIAN}),
        ("both", {Role.CLINICIAN, Role.SUPPORTER, Role.UNIT_LEAD}),
    ],
)
async def test_roles_are_those_the_programme_gives_right_now(
    storage: MemoryStorage, person: str, roles: set[Role]
) -> None:
    directory = ProgrammeDirectory()
    await in_one_work(storage, lambda work: put(work, PROGRAMME))

    async with storage.reading() as work:
        assert await directory.roles_of(work, Person(reference=person)) == roles


async def test_a_role_taken_away_is_gone_at_the_next_press(storage: MemoryStorage) -> None:
    directory = ProgrammeDirectory()
    directory.remember(PROGRAMME)
    await in_one_work(storage, lambda work: put(work, PROGRAMME))
    await in_one_work(storage, lambda work: put(work, Programme("Other", "UTC")))

    async with storage.reading() as work:
        assert await directory.roles_of(work, Person(reference="c")) == {Role.CLINICIAN}


async def test_lines_come_from_memory_and_follow_the_record(storage: MemoryStorage) -> None:
    directory = ProgrammeDirectory()
    directory.remember(PROGRAMME)
    assert directory.lines().crisis == LINE

    newer = Programme("Sample", "UTC", lines=(EMERGENCY,))
    await in_one_work(storage, lambda work: put(work, newer))
    async with storage.reading() as work:
        await directory.refresh(work)

    assert directory.lines().all == (EMERGENCY,)


async def test_a_channel_has_an_address_on_each_platform_it_exists_on(
    storage: MemoryStorage,
) -> None:
    directory = ProgrammeDirectory()
    await in_one_work(storage, lambda work: put(work, PROGRAMME))

    async with storage.reading() as work:
        assert await directory.channel(work, "claims", "slack") == Address("slack", "C1")
        assert await directory.channel(work, "claims", "practice") is None
        assert await directory.channel(work, "other", "slack") is None
    assert channel_recipients(PROGRAMME, "claims") == (
        Recipient.channel("claims", "slack"),
        Recipient.channel("claims", "teams"),
    )
    assert channel_recipients(PROGRAMME, "other") == ()
