"""An account that nobody knew turns out to be somebody's: whatever was asked by it goes on."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import pytest

from bot.adverse_events.model import Episode
from bot.check_ins.model import LastFirstNote, NoteWishes
from bot.core.jobs import JobState, schedule
from bot.core.people import Account, Person, PlatformAccount, add_stranger, person_with
from bot.core.storage import Work, in_one_work
from bot.programme import JOIN, apply
from bot.programme.people.joining import recognise
from bot.referrals.model import ColleagueNote
from bot.requests.model import SupportRequest
from bot.time_outs.model import TimeOut
from tests.bot.adverse_events.reporting_kit import Hospital
from tests.bot.programme.test_applying import book
from tests.bot.programme.test_playbook import SMALL
from tests.bot.requests.hospital import ask_for_peer, jobs_of, reads, stored, take
from tests.fakes import MemoryStorage, MemoryVault
from tests.sealed import sealed_text
from tests.world import World

HOUR = timedelta(hours=1)
KNOWN = "theo"


@pytest.fixture
async def world() -> World:
    return await World.make()


async def strange(world: World, user: str = "zoe") -> str:
    """Somebody presses something from an account that nobody knows; who that makes them."""
    await world.command(user, "/support")
    async with world.storage.reading() as work:
        person = await person_with(work, Account("practice", "practice", user))
    if person is None:
        person = await in_one_work(
            world.storage,
            lambda work: add_stranger(work, Account("practice", "practice", user), "UTC", "en"),
        )
    return person.reference


async def joined(world: World, stranger: str, known: str = "gil") -> None:
    """What applying a playbook plans when it names such an account."""

    async def plan(work: Work) -> None:
        (row,) = await work.of(PlatformAccount).find(PlatformAccount.person.is_(stranger))
        await work.save(replace(row, person=world.people[known]))
        await work.vault.seal(
            sealed_text(world.people[known], f"account.{row.reference}"),
            await work.vault.open(sealed_text(stranger, f"account.{row.reference}")) or "",
        )
        to = world.people[known]
        await schedule(work, JOIN, f"join:{stranger}", work.now, subject=stranger, detail=to)

    await in_one_work(world.storage, plan)
    await world.settle()


async def test_an_account_a_platform_proves_later_brings_what_was_asked_by_it(
    world: World,
) -> None:
    stranger = await strange(world)
    request = await ask_for_peer(world, "zoe")

    async def prove(work: Work) -> None:
        gil = await work.of(Person).get(world.people["gil"])
        assert gil is not None
        await recognise(work, gil, Account("practice", "practice", "zoe"))

    await in_one_work(world.storage, prove)
    await world.settle()

    async with world.storage.reading() as work:
        assert await work.vault.open(sealed_text(request, "person")) == world.people["gil"]
        assert await work.of(Person).get(stranger) is None


async def test_a_known_persons_account_is_nobody_elses_whatever_a_platform_says(
    world: World,
) -> None:
    async def prove(work: Work) -> None:
        gil = await work.of(Person).get(world.people["gil"])
        assert gil is not None
        await recognise(work, gil, Account("practice", "practice", "theo"))

    await in_one_work(world.storage, prove)
    await world.settle()
    async with world.storage.reading() as work:
        owner = await person_with(work, Account("practice", "practice", "theo"))
        assert owner is not None
        assert owner.reference == world.people["theo"]


@pytest.mark.branch("68.21")
async def test_a_talk_that_was_asked_for_goes_on_as_the_known_persons(world: World) -> None:
    stranger = await strange(world)
    request = await ask_for_peer(world, "zoe")

    await joined(world, stranger)

    kept = await stored(world, request)
    async with world.storage.reading() as work:
        assert await work.vault.open(sealed_text(request, "person")) == world.people["gil"]
        assert kept.whose == work.vault.blind_index("requester", world.people["gil"])
        assert await work.of(Person).get(stranger) is None
    assert any(job.state is JobState.PENDING for job in await jobs_of(world, request))
    said = await take(world, "pat", request)
    assert "Gil Santos" in str(said)
    await world.settle()
    assert "peer" in reads(world, "zoe") + reads(world, "gil")


async def test_of_two_lists_of_one_event_one_set_of_notes_is_left(world: World) -> None:
    stranger, hospital = await strange(world), Hospital(world)
    await hospital.report(user="lena", people=("zoe", "gil"))
    await world.pass_time(6 * timedelta(minutes=1))

    await joined(world, stranger)
    await world.pass_time(3 * HOUR)

    assert hospital.notes("zoe") + hospital.notes("gil") == 1


async def test_who_said_no_more_notes_gets_none_as_either(world: World) -> None:
    stranger = await strange(world)
    await world.command("zoe", "/support stop")

    await joined(world, stranger)

    async with world.storage.reading() as work:
        blind_index = work.vault.blind_index("wishes", world.people["gil"])
        (kept,) = await work.of(NoteWishes).find()
        assert (kept.reference, kept.stopped) == (blind_index, True)


def texts(found: object) -> Iterator[str]:
    match found:
        case str():
            yield found
        case tuple():
            for each in found:
                yield from texts(each)


@pytest.mark.branch("68.22")
async def test_nothing_is_left_of_who_they_were(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every mark that is ever made of a person is looked for: a new kind of record fails here."""
    indexes: dict[str, set[str]] = {}
    make = MemoryVault.blind_index

    def noted(self: MemoryVault, purpose: str, *values: str) -> str:
        blind_index = make(self, purpose, *values)
        for value in values:
            indexes.setdefault(value, set()).add(blind_index)
        return blind_index

    monkeypatch.setattr(MemoryVault, "blind_index", noted)
    stranger, hospital = await strange(world), Hospital(world)
    await hospital.report(user="lena", people=("zoe", "sam"))
    await world.pass_time(2 * HOUR)
    await ask_for_peer(world, "zoe")
    form = await world.command("zoe", "/support break 10")
    await world.submit("zoe", form, minutes="10", unit="icu", person=("fay",))
    form = await world.command("nora", "/support colleague")
    await world.submit("nora", form, who="zoe", named=())
    await world.command("zoe", "/support snooze 3d")
    await hospital.fill_in(user="lena", people=("zoe",), kind="near_miss")
    storage = world.storage
    assert isinstance(storage, MemoryStorage)
    before = {type(record) for record in records(storage) if names(record, stranger, indexes)}
    assert before >= {Episode, SupportRequest, NoteWishes, TimeOut, LastFirstNote, ColleagueNote}

    await joined(world, stranger)

    left = [record for record in records(storage) if names(record, stranger, indexes)]
    # That somebody was joined is a job that is done: a reference to nobody any more.
    assert [getattr(record, "kind", record) for record in left] == [JOIN]
    sealed = storage.state.sealed
    assert [owner for owner, parts in sealed.items() if stranger in str(parts)] == []


def records(storage: MemoryStorage) -> list[Any]:
    return [record for kind in storage.state.records.values() for record in kind.values()]


def names(record: Any, person: str, indexes: dict[str, set[str]]) -> bool:
    """Whether a record leads to a person: by reference, or by a blind index of theirs."""
    values = {text for each in fields(record) for text in texts(getattr(record, each.name))}
    return any(person in text for text in values) or not values.isdisjoint(indexes[person])


# ---- as a playbook leads to it ----


async def test_an_account_named_for_somebody_known_joins_who_used_it() -> None:
    world = await World.make()
    storage = world.storage
    text = SMALL.replace('slack = "T1:U1", ', "")
    await in_one_work(storage, lambda work: apply(work, book(text), "x"))
    used = Account("slack", "T1", "U1")
    stranger = await in_one_work(storage, lambda work: add_stranger(work, used, "UTC", "en"))

    await in_one_work(storage, lambda work: apply(work, book(SMALL), "x"))
    await world.settle()

    async with storage.reading() as work:
        kit = await person_with(work, used)
        assert kit is not None
        assert kit.email_index is not None
        assert await work.of(Person).get(stranger.reference) is None
    again = await in_one_work(storage, lambda work: apply(work, book(SMALL), "x"))
    assert not again.changed


async def test_two_accounts_of_one_stranger_each_are_one_person_in_the_end() -> None:
    world = await World.make()
    storage = world.storage
    accounts = (Account("slack", "T1", "U1"), Account("practice", "practice", "kit2"))
    async with storage.work() as work:
        for account in accounts:
            await add_stranger(work, account, "UTC", "en")
    text = SMALL.replace('practice = "kit"', 'practice = "kit2"')

    await in_one_work(storage, lambda work: apply(work, book(text), "x"))
    await world.settle()

    async with storage.reading() as work:
        found = [await person_with(work, account) for account in accounts]
    assert found[0] is not None
    assert found[0] == found[1]
