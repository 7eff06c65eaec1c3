"""What every implementation of the storage port guarantees, one sentence a test.

A class that takes this one provides the fixtures ``storage``, ``queue`` and ``clock``.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from typing import Any, TypeVar

import pytest

from bot.core.errors import Conflict, ReadsOnly
from bot.core.jobs import Job, JobQueue, JobState, Urgency, cancel, schedule
from bot.core.names import JobName
from bot.core.people import Person
from bot.core.records import Column, Condition, Record
from bot.core.scheduled_shifts import ScheduledShift
from bot.core.seen import Seen, ShownCard
from bot.core.storage import Storage, Work, new_reference
from tests.clock import SimulatedClock
from tests.sealed import sealed_text

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)

R = TypeVar("R", bound=Record)
Result = TypeVar("Result")


class StorageSuite:
    """Units of work, records and times."""

    async def test_what_a_work_adds_is_there_when_it_has_ended(self, storage: Storage) -> None:
        person = await put(storage, a_person(unit="icu", shift_days=("mon", "tue")))
        assert await get(storage, person) == person

    async def test_nothing_is_left_of_a_work_that_fails(self, storage: Storage) -> None:
        person = await put(storage, a_person(unit="icu"))
        other = a_person()

        async def fail_half_way() -> None:
            async with storage.work() as work:
                await work.save(replace(person, unit="er"))
                await work.add(other)
                await work.vault.seal(sealed_text(person.reference, "name"), "Ada")
                raise LookupError("on purpose")

        with pytest.raises(LookupError, match="on purpose"):
            await fail_half_way()
        assert await get(storage, person) == person
        assert await get(storage, other) is None
        assert await opened(storage, person.reference, "name") is None

    async def test_nothing_is_left_of_a_work_that_is_cancelled(self, storage: Storage) -> None:
        person = a_person()
        inside = asyncio.Event()

        async def work_for_ever() -> None:
            async with storage.work() as work:
                await work.add(person)
                inside.set()
                await asyncio.Event().wait()

        task = asyncio.create_task(work_for_ever())
        await inside.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await get(storage, person) is None
        await put(storage, person)

    async def test_a_work_sees_its_own_changes_and_nobody_else_does(self, storage: Storage) -> None:
        person = await put(storage, a_person(unit="icu"))
        async with storage.work() as work:
            changed = await work.save(replace(person, unit="er"))
            assert await work.of(Person).get(person.reference) == changed
            assert await work.of(Person).find(Person.unit.is_("er")) == [changed]
            # Another task reads meanwhile, without waiting for this one.
            assert await asyncio.create_task(get(storage, person)) == person
        assert await get(storage, person) == changed

    async def test_a_work_inside_another_is_refused(
        self, storage: Storage, queue: JobQueue
    ) -> None:
        async with storage.work():
            for inner in (storage.work, storage.reading):
                with pytest.raises(RuntimeError, match="cannot open another"):
                    await inner().__aenter__()
            with pytest.raises(RuntimeError, match="cannot open another"):
                await queue.next_due()
        async with storage.reading():
            with pytest.raises(RuntimeError, match="cannot open another"):
                await storage.work().__aenter__()
        await put(storage, a_person())

    async def test_a_task_started_in_a_work_may_open_its_own_afterwards(
        self, storage: Storage
    ) -> None:
        async with storage.work() as work:
            await work.add(a_person(unit="icu"))
            task = asyncio.create_task(put(storage, a_person(unit="icu")))
        await task
        assert await count(storage, Person, Person.unit.is_("icu")) == 2

    async def test_a_work_has_one_now(self, storage: Storage, clock: SimulatedClock) -> None:
        async with storage.work() as work:
            before = work.now
            clock.advance(MINUTE)
            assert work.now == before
        async with storage.reading() as work:
            assert work.now == before + MINUTE

    async def test_what_only_reads_refuses_to_write(self, storage: Storage) -> None:
        person = await put(storage, a_person())
        async with storage.reading() as work:
            assert work.reads_only
            assert await work.of(Person).get(person.reference) == person
            for write in (
                lambda: work.add(a_person()),
                lambda: work.save(replace(person, unit="er")),
                lambda: work.remove(person),
                lambda: work.vault.seal(sealed_text(person.reference, "name"), "Ada"),
                lambda: work.vault.erase(person.reference),
            ):
                with pytest.raises(ReadsOnly):
                    await write()
        async with storage.work() as work:
            assert not work.reads_only

    async def test_a_unique_value_is_taken_once(self, storage: Storage) -> None:
        first = await put(storage, a_job("one"))
        async with storage.work() as work:
            assert not await work.add(a_job("one", detail="another"))
            assert not await work.add(replace(a_job("two"), reference=first.reference))
            assert await work.of(Job).find() == [first]

    async def test_values_that_are_unset_never_clash(self, storage: Storage) -> None:
        await put(storage, a_person())
        await put(storage, a_person())
        assert await count(storage, Person, Person.email_index.is_(None)) == 2

    async def test_a_unique_value_that_one_gives_up_another_takes_in_the_same_work(
        self, storage: Storage
    ) -> None:
        has = await put(storage, a_person(email_index="taken"))
        takes = await put(storage, a_person())
        async with storage.work() as work:
            # Whichever was read first.
            for one in (takes, has):
                assert await work.of(Person).get(one.reference) == one
            await work.save(replace(has, email_index=None))
            await work.save(replace(takes, email_index="taken"))
        assert (await get(storage, has)) == replace(has, email_index=None, revision=1)
        assert (await get(storage, takes)) == replace(takes, email_index="taken", revision=1)

    async def test_of_many_that_take_a_unique_value_at_once_one_gets_it(
        self, storage: Storage
    ) -> None:
        async def take(work: Work) -> bool:
            return await work.add(a_job("wanted by many"))

        taken = await asyncio.gather(*(until_done(storage, take) for _ in range(20)))
        assert taken.count(True) == 1
        assert await count(storage, Job) == 1

    async def test_changing_to_a_value_that_is_taken_is_a_conflict(self, storage: Storage) -> None:
        await put(storage, a_person(email_index="taken"))
        person = await put(storage, a_person())
        with pytest.raises(Conflict):
            async with storage.work() as work:
                await work.save(replace(person, email_index="taken"))
        assert await get(storage, person) == person

    async def test_a_change_raises_the_revision(self, storage: Storage) -> None:
        person = await put(storage, a_person(unit="icu"))
        async with storage.work() as work:
            once = await work.save(replace(person, unit="er"))
            twice = await work.save(replace(once, active=False))
        assert (once.unit, once.revision) == ("er", person.revision + 1)
        assert twice == replace(once, active=False, revision=person.revision + 2)
        assert await get(storage, person) == twice

    async def test_a_change_of_what_was_changed_meanwhile_is_a_conflict(
        self, storage: Storage
    ) -> None:
        person = await put(storage, a_person(unit="icu"))
        async with storage.work() as work:
            changed = await work.save(replace(person, unit="er"))
        with pytest.raises(Conflict):
            async with storage.work() as work:
                await work.save(replace(person, unit="ward"))
        assert await get(storage, person) == changed

    async def test_a_change_of_what_was_removed_is_a_conflict(self, storage: Storage) -> None:
        person = await put(storage, a_person())
        async with storage.work() as work:
            await work.remove(person)
            await work.remove(person)
        with pytest.raises(Conflict):
            async with storage.work() as work:
                await work.save(replace(person, unit="er"))
        assert await get(storage, person) is None

    async def test_fifty_at_once_who_each_add_one_add_fifty(self, storage: Storage) -> None:
        card = await put(storage, a_card())

        async def add_one(work: Work) -> None:
            now = await work.of(ShownCard).get(card.reference)
            assert now is not None
            await asyncio.sleep(0)
            await work.save(replace(now, wanted=now.wanted + 1))

        await asyncio.gather(*(until_done(storage, add_one) for _ in range(50)))
        after = await get(storage, card)
        assert after is not None
        assert (after.wanted, after.revision) == (50, 50)

    async def test_what_was_looked_for_and_not_there_is_still_not_there(
        self, storage: Storage
    ) -> None:
        async def add_if_alone(work: Work, subject: str) -> bool:
            if await work.of(ShownCard).count(ShownCard.subject.is_(subject)):
                return False
            await asyncio.sleep(0)
            return await work.add(a_card(subject=subject))

        # Several rounds: in the first, works come one after the other, as they connect.
        for subject in ("first", "second", "third", "fourth"):
            add = partial(add_if_alone, subject=subject)
            added = await asyncio.gather(*(until_done(storage, add) for _ in range(10)))
            assert added.count(True) == 1
            assert await count(storage, ShownCard, ShownCard.subject.is_(subject)) == 1

    async def test_finding_compares_every_kind_of_field(self, storage: Storage) -> None:
        person = await put(storage, a_person(shift_days=("mon",), active=False, unit="icu"))
        await put(storage, a_person(shift_days=("mon", "tue"), unit="icu"))
        job = await put(storage, a_job("one", urgency=Urgency.ANSWER))
        card = await put(storage, a_card(wanted=7))
        assert await find(storage, Person, Person.shift_days.is_(("mon",))) == [person]
        assert await find(storage, Person, Person.active.is_(False), Person.unit.is_("icu")) == [
            person
        ]
        assert await find(
            storage, Job, Job.urgency.is_(Urgency.ANSWER), Job.state.is_(JobState.PENDING)
        ) == [job]
        assert await find(storage, Job, Job.urgency.is_(Urgency.CARE)) == []
        assert await find(storage, Job, Job.due_at.is_(NOON)) == [job]
        assert await find(storage, ShownCard, ShownCard.wanted.is_(7)) == [card]
        assert await find(storage, ShownCard, ShownCard.wanted.is_(8)) == []

    async def test_people_are_found_by_the_units_they_work_in(self, storage: Storage) -> None:
        lent = ScheduledShift(NOON, NOON + HOUR, "rota", "lab")
        own = ScheduledShift(NOON, NOON + HOUR, "rota")
        for person in (
            a_person(unit="icu", profession="one unit", scheduled_shifts=(own,)),
            a_person(unit="er", units=("icu", "wárd"), profession="three units"),
            a_person(unit="er", scheduled_shifts=(lent, own), profession="lent"),
            a_person(profession="no unit"),
        ):
            await put(storage, person)

        async def there(*units: str) -> list[str]:
            where = Person.works_in.has_one_of(units)
            found = await find(storage, Person, where)
            assert await count(storage, Person, where) == len(found)
            return sorted(person.profession for person in found)

        assert await there("icu") == ["one unit", "three units"]
        assert await there("wárd", "lab") == ["lent", "three units"]
        assert await there("er", "icu", "lab") == ["lent", "one unit", "three units"]
        for nowhere in ("", "-", "rota"):
            assert await there(nowhere) == []
        assert await there() == []
        rota = Person.shift_calendars.has_one_of(("rota", "none"))
        assert await count(storage, Person, rota) == 2
        assert await count(storage, Person, Person.shift_calendars.has_one_of(("none",))) == 0
        async with storage.work() as work:
            for person in await work.of(Person).find(Person.works_in.has_one_of(("er",))):
                await work.save(replace(person, unit="lab", units=(), scheduled_shifts=()))
            moved = Person.works_in.has_one_of(("lab",)), Person.works_in.has_one_of(("er", "lab"))
            assert await work.of(Person).count(*moved) == 2
        assert await there("er", "wárd") == []
        assert await count(storage, Person, rota) == 1
        assert await there("lab") == ["lent", "three units"]
        async with storage.work() as work:
            for person in await work.of(Person).find(Person.profession.is_("lent")):
                await work.remove(person)
        assert await there("lab") == ["three units"]

    async def test_some_of_what_matches_is_removed_at_once(self, storage: Storage) -> None:
        people = [await put(storage, a_person(unit="icu")) for _ in range(5)]
        other = await put(storage, a_person(unit="er", email_index="theirs"))
        icu = Person.unit.is_("icu")
        async with storage.work() as work:
            known = await work.of(Person).find()
            await work.save(replace(other, unit="icu"))
            assert await work.remove_some(Person, icu, limit=4) == 4
            left = await work.of(Person).find()
            assert len(left) == 2
            assert await work.of(Person).count(icu) == 2
            gone = {person.reference for person in known} - {person.reference for person in left}
            assert [await work.of(Person).get(reference) for reference in gone] == [None] * 4
            assert await work.remove_some(Person, icu, limit=4) == 2
            assert await work.remove_some(Person, icu, limit=4) == 0
            assert await work.add(a_person(email_index="theirs"))
        assert await count(storage, Person) == 1
        assert await get(storage, people[0]) is None
        async with storage.reading() as reading:
            with pytest.raises(ReadsOnly):
                await reading.remove_some(Person, icu, limit=1)

    async def test_finding_by_any_of_several_values(self, storage: Storage) -> None:
        for blind_index in ("a", "b", "c", None):
            await put(storage, a_card(subject=str(blind_index), blind_index=blind_index))
        assert await subjects(storage, ShownCard.blind_index.one_of(("a", "c", "x"))) == ["a", "c"]
        assert await subjects(storage, ShownCard.blind_index.one_of(())) == []
        assert await subjects(storage, ShownCard.blind_index.is_(None)) == ["None"]
        assert await subjects(storage, ShownCard.blind_index.one_of(("b", None))) == ["None", "b"]

    async def test_finding_by_bounds_leaves_out_what_is_unset(self, storage: Storage) -> None:
        for minutes in (1, 2, 3):
            await put(storage, a_job(str(minutes), lease_until=NOON + minutes * MINUTE))
        await put(storage, a_job("unset"))
        bound = NOON + 2 * MINUTE
        assert await keys(storage, Job.lease_until.at_most(bound)) == ["1", "2"]
        assert await keys(storage, Job.lease_until.at_least(bound)) == ["2", "3"]
        assert await keys(storage, Job.attempts.at_most(0)) == ["1", "2", "3", "unset"]
        assert await keys(storage, Job.attempts.at_least(1)) == []

    async def test_finding_gives_an_order_a_part_and_a_number(self, storage: Storage) -> None:
        for key, minutes in (("late", 5), ("early", 1), ("between", 3)):
            await put(storage, a_job(key, lease_until=NOON + minutes * MINUTE))
        await put(storage, a_job("unset"))
        found = await find(storage, Job, order_by=Job.lease_until)
        assert [job.key for job in found] == ["early", "between", "late", "unset"]
        assert await find(storage, Job, order_by=Job.lease_until, limit=2) == found[:2]
        assert await count(storage, Job) == 4
        assert await count(storage, Job, Job.lease_until.at_least(NOON + 3 * MINUTE)) == 2

    async def test_what_is_alike_is_in_the_order_of_its_references(self, storage: Storage) -> None:
        added = [await put(storage, a_job(str(number))) for number in range(10)]
        found = await find(storage, Job, order_by=Job.due_at)
        assert found == sorted(added, key=lambda job: job.reference)

    async def test_texts_are_kept_whole_and_sort_by_code_point(self, storage: Storage) -> None:
        texts = ["", "Z", "_", "a b\n'\"%\\", "é", "ال\u202eقسم", "👩🏽‍⚕️"]
        for text in reversed(texts):
            await put(storage, a_card(subject=text))
        found = await find(storage, ShownCard, order_by=ShownCard.subject)
        assert [card.subject for card in found] == texts

    async def test_a_moment_without_a_zone_is_refused(self, storage: Storage) -> None:
        job = await put(storage, a_job("one"))
        naive = NOON.replace(tzinfo=None)
        writes: list[Callable[[Work], Awaitable[object]]] = [
            lambda work: work.add(a_job("two", due_at=naive)),
            lambda work: work.save(replace(job, due_at=naive)),
            lambda work: work.of(Job).find(Job.due_at.at_most(naive)),
        ]
        for refused in writes:
            with pytest.raises(ValueError, match="zone"):
                async with storage.work() as work:
                    await refused(work)
        assert await find(storage, Job) == [job]

    async def test_a_moment_is_kept_to_the_microsecond_and_in_utc(self, storage: Storage) -> None:
        there = timezone(-timedelta(hours=7))
        moment = datetime(2026, 3, 8, 1, 59, 59, 999_999, tzinfo=there)
        card = await get(storage, await put(storage, a_card(at=moment)))
        assert card is not None
        assert card.at == moment
        assert card.at.utcoffset() == timedelta(0)

    async def test_moments_sort_by_time_whatever_their_zones(self, storage: Storage) -> None:
        east, west = timezone(timedelta(hours=13)), timezone(-timedelta(hours=11))
        moments = [
            datetime(999, 12, 31, 23, 59, tzinfo=UTC),
            NOON - timedelta(microseconds=1),
            NOON.astimezone(east),
            (NOON + timedelta(microseconds=1)).astimezone(west),
            NOON + timedelta(milliseconds=100),
            NOON + timedelta(seconds=1),
            NOON.replace(year=9999),
        ]
        for moment in (moments[4], moments[0], *moments[5:], *moments[1:4]):
            await put(storage, Seen(reference=new_reference(), at=moment))
        assert [seen.at for seen in await find(storage, Seen, order_by=Seen.at)] == moments
        assert await count(storage, Seen, Seen.at.at_most(NOON.astimezone(west))) == 3
        assert await count(storage, Seen, Seen.at.is_(NOON.astimezone(west))) == 1


class VaultSuite:
    """Sealing, erasing and blind indexes."""

    async def test_what_is_sealed_opens_for_its_owner_and_part(self, storage: Storage) -> None:
        for value in ("", "Zoë O’Neil 👩🏽‍⚕️", "x" * 3000, "lone \ud800 half", "nul \x00"):
            await sealed(storage, "owner", "name", value)
            assert await opened(storage, "owner", "name") == value
        assert await opened(storage, "owner", "address") is None
        assert await opened(storage, "nobody", "name") is None

    async def test_sealing_again_replaces_that_part_alone(self, storage: Storage) -> None:
        await sealed(storage, "owner", "name", "Ada")
        await sealed(storage, "owner", "address", "here")
        await sealed(storage, "owner", "name", "Eve")
        assert await opened(storage, "owner", "name") == "Eve"
        assert await opened(storage, "owner", "address") == "here"

    async def test_erasing_forgets_all_of_one_owner_and_of_nobody_else(
        self, storage: Storage
    ) -> None:
        for owner in ("first", "second"):
            await sealed(storage, owner, "name", "Ada")
            await sealed(storage, owner, "address", "here")
        for _ in range(2):
            async with storage.work() as work:
                await work.vault.erase("first")
                assert await work.vault.open(sealed_text("first", "name")) is None
        assert await opened(storage, "first", "address") is None
        assert await opened(storage, "second", "name") == "Ada"

    async def test_an_owner_who_was_erased_can_be_given_something_new(
        self, storage: Storage
    ) -> None:
        await sealed(storage, "owner", "name", "Ada")
        async with storage.work() as work:
            await work.vault.erase("owner")
            await work.vault.seal(sealed_text("owner", "name"), "Eve")
            assert await work.vault.open(sealed_text("owner", "name")) == "Eve"
        assert await opened(storage, "owner", "name") == "Eve"

    async def test_all_that_is_sealed_of_many_owners_is_opened_in_one_go(
        self, storage: Storage
    ) -> None:
        many = [f"owner{number}" for number in range(1200)]
        some = (many[0], many[1199])
        for owner in (*some, "another"):
            await sealed(storage, owner, "name", f"name of {owner}")
            await sealed(storage, owner, "phone", "")
        await sealed(storage, many[600], "name", "Ada")
        async with storage.work() as work:
            await work.vault.erase(many[600])
            found = await work.vault.open_all([*many, many[0]])
        assert found == {owner: {"name": f"name of {owner}", "phone": ""} for owner in some}

    async def test_a_index_is_always_the_same(self, storage: Storage) -> None:
        async with storage.work() as work:
            first = work.vault.blind_index("account", "slack", "T1", "U1")
        async with storage.reading() as work:
            assert work.vault.blind_index("account", "slack", "T1", "U1") == first
        assert len(first) == 32
        assert set(first) <= set("0123456789abcdef")

    async def test_other_purposes_and_other_values_give_other_indexes(
        self, storage: Storage
    ) -> None:
        said = [
            ("account", "ab", "c"),
            ("account", "a", "bc"),
            ("account", "abc"),
            ("account", "abc", ""),
            ("account", "", "abc"),
            ("account",),
            ("email", "abc"),
            ("emaila", "bc"),
            ("", "account", "abc"),
            ("account", "1:a", "bc"),
        ]
        async with storage.reading() as work:
            assert len({work.vault.blind_index(*each) for each in said}) == len(said)


class QueueSuite:
    """The worker's side of the jobs."""

    async def test_a_leased_job_has_a_token_and_an_end(
        self, storage: Storage, queue: JobQueue
    ) -> None:
        job = await put(storage, a_job("one"))
        (leased,) = await queue.lease(NOON, 10, MINUTE)
        assert leased.lease_token
        assert leased.lease_until is not None
        assert leased == replace(
            job,
            state=JobState.LEASED,
            revision=job.revision + 1,
            lease_token=leased.lease_token,
            lease_until=leased.lease_until,
        )
        assert await get(storage, job) == leased

    async def test_only_what_is_due_and_pending_is_leased(
        self, storage: Storage, queue: JobQueue
    ) -> None:
        await put(storage, a_job("now"))
        await put(storage, a_job("later", due_at=NOON + timedelta(microseconds=1)))
        for state in JobState:
            if state != JobState.PENDING:
                await put(storage, a_job(state.value, state=state))
        assert [job.key for job in await queue.lease(NOON, 10, MINUTE)] == ["now"]
        assert await queue.lease(NOON, 10, MINUTE) == []

    async def test_the_most_urgent_goes_first_and_then_the_oldest(
        self, storage: Storage, queue: JobQueue
    ) -> None:
        for urgency in reversed(Urgency):
            for minutes in (1, 3, 2):
                key = f"{urgency.value} {minutes}"
                due_at = NOON - minutes * MINUTE
                await put(storage, a_job(key, urgency=urgency, due_at=due_at))
        leased = [
            job.key for limit in (4, 0, 3, 9) for job in await queue.lease(NOON, limit, MINUTE)
        ]
        assert leased == [
            f"{urgency.value} {minutes}" for urgency in Urgency for minutes in (3, 2, 1)
        ]

    async def test_only_the_urgencies_asked_for_are_leased(
        self, storage: Storage, queue: JobQueue
    ) -> None:
        for urgency in Urgency:
            await put(storage, a_job(urgency.value, urgency=urgency))
        wanted = (Urgency.FOLLOW_UP, Urgency.ANSWER)
        leased = await queue.lease(NOON, 10, MINUTE, wanted)
        assert [job.urgency for job in leased] == [Urgency.ANSWER, Urgency.FOLLOW_UP]

    async def test_no_job_is_leased_twice(self, storage: Storage, queue: JobQueue) -> None:
        async with storage.work() as work:
            for number in range(200):
                await work.add(a_job(str(number)))

        async def lease_all() -> list[Job]:
            mine: list[Job] = []
            while some := await queue.lease(NOON, 7, MINUTE):
                mine += some
            return mine

        workers = await asyncio.gather(*(lease_all() for _ in range(10)))
        leased = [job.reference for mine in workers for job in mine]
        assert len(leased) == 200
        assert len(set(leased)) == 200

    async def test_a_worker_whose_job_was_taken_over_cannot_write(
        self, storage: Storage, queue: JobQueue
    ) -> None:
        await put(storage, a_job("one"))
        (mine,) = await queue.lease(NOON, 1, -MINUTE)
        async with storage.work() as work:
            await work.save(replace(mine, state=JobState.PENDING))
        (theirs,) = await queue.lease(NOON, 1, MINUTE)
        assert theirs.lease_token != mine.lease_token
        with pytest.raises(Conflict):
            async with storage.work() as work:
                await work.save(replace(mine, state=JobState.SENT))
        assert await get(storage, mine) == theirs

    async def test_leases_run_out_in_real_time_whatever_the_programme_says(
        self, storage: Storage, queue: JobQueue, clock: SimulatedClock
    ) -> None:
        for key in ("first", "second", "third"):
            await put(storage, a_job(key))
        (first,) = await queue.lease(NOON, 1, -2 * MINUTE)
        (second,) = await queue.lease(NOON, 1, -MINUTE)
        await queue.lease(NOON, 1, timedelta(hours=1))
        async with storage.work() as work:
            second = await work.save(replace(second, state=JobState.SENDING))
        clock.advance(timedelta(days=3650))
        assert await queue.run_out(10) == [first, second]
        assert await queue.run_out(1) == [first]
        leased = {job.key for job in await queue.leased(10)}
        assert leased == {"first", "second", "third"}
        assert len(await queue.leased(2)) == 2
        async with storage.work() as work:
            await work.save(replace(first, state=JobState.SENT))
            await work.save(replace(second, state=JobState.PENDING))
        assert await queue.run_out(10) == []

    async def test_the_next_one_due_is_the_earliest_pending_one(
        self, storage: Storage, queue: JobQueue
    ) -> None:
        assert await queue.next_due() is None
        await put(storage, a_job("sent", due_at=NOON - MINUTE, state=JobState.SENT))
        assert await queue.next_due() is None
        await put(storage, a_job("later", due_at=NOON + MINUTE, urgency=Urgency.ANSWER))
        await put(storage, a_job("first", due_at=NOON, urgency=Urgency.FOLLOW_UP))
        assert await queue.next_due() == NOON
        await queue.lease(NOON, 10, MINUTE)
        assert await queue.next_due() == NOON + MINUTE

    async def test_a_job_is_scheduled_once_and_cancelled_while_it_is_open(
        self, storage: Storage, queue: JobQueue
    ) -> None:
        async with storage.work() as work:
            assert await schedule(work, JobName("note"), "note:1", NOON - MINUTE, subject="care")
            assert not await schedule(work, JobName("note"), "note:1", NOON, subject="care")
            assert await schedule(work, JobName("ask"), "ask:1", NOON, subject="care")
            assert await schedule(work, JobName("note"), "note:2", NOON, subject="other care")
        (leased,) = await queue.lease(NOON, 1, MINUTE)
        assert leased.key == "note:1"
        async with storage.work() as work:
            assert await cancel(work, "care", JobName("note")) == 1
            assert await cancel(work, "care") == 1
            assert await cancel(work, "care") == 0
        assert await keys(storage, Job.state.is_(JobState.CANCELLED)) == ["ask:1", "note:1"]
        assert [job.key for job in await queue.lease(NOON, 9, MINUTE)] == ["note:2"]


def a_person(**values: object) -> Person:
    """Somebody under a new reference."""
    return replace(Person(reference=new_reference()), **values)  # type: ignore[arg-type]


def a_job(key: str, **values: object) -> Job:
    """A job that is due at noon."""
    job = Job(reference=new_reference(), key=key, kind="note", due_at=NOON)
    return replace(job, **values)  # type: ignore[arg-type]


def a_card(**values: object) -> ShownCard:
    """A shown card under a new reference."""
    card = ShownCard(reference=new_reference(), subject="", screen="", recipient="", at=NOON)
    return replace(card, **values)  # type: ignore[arg-type]


async def until_done(storage: Storage, do: Callable[[Work], Awaitable[Result]]) -> Result:
    """Carry out a work, and again for as long as another comes between."""
    while True:
        try:
            async with storage.work() as work:
                return await do(work)
        except Conflict:
            await asyncio.sleep(0)


async def put(storage: Storage, record: R) -> R:
    """Add a record in a work of its own."""

    async def add(work: Work) -> bool:
        return await work.add(record)

    assert await until_done(storage, add)
    return record


async def get(storage: Storage, record: R) -> R | None:
    """The record as it is stored now."""
    async with storage.reading() as work:
        return await work.of(type(record)).get(record.reference)


async def find(
    storage: Storage,
    kind: type[R],
    *where: Condition[R],
    order_by: Column[R, Any] | None = None,
    limit: int | None = None,
) -> list[R]:
    """The records that match now."""
    async with storage.reading() as work:
        return await work.of(kind).find(*where, order_by=order_by, limit=limit)


async def count(storage: Storage, kind: type[R], *where: Condition[R]) -> int:
    """How many match now."""
    async with storage.reading() as work:
        return await work.of(kind).count(*where)


async def subjects(storage: Storage, *where: Condition[ShownCard]) -> list[str]:
    """The subjects of the shown cards that match, sorted."""
    return sorted(card.subject for card in await find(storage, ShownCard, *where))


async def keys(storage: Storage, *where: Condition[Job]) -> list[str]:
    """The keys of the jobs that match, sorted."""
    return sorted(job.key for job in await find(storage, Job, *where))


async def sealed(storage: Storage, owner: str, part: str, value: str) -> None:
    """Seal in a work of its own."""
    async with storage.work() as work:
        await work.vault.seal(sealed_text(owner, part), value)


async def opened(storage: Storage, owner: str, part: str) -> str | None:
    """What opens now."""
    async with storage.reading() as work:
        return await work.vault.open(sealed_text(owner, part))
