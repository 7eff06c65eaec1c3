"""A process sends only over the platforms it has open, and leaves the rest to the others."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from bot.core.conversation import Address, BeforeCall, Messenger, at_once
from bot.core.errors import RecipientGone
from bot.core.jobs import Job, JobState, Reason, Recipient, retry_waiting, schedule
from bot.core.lines import Lines
from bot.core.names import CORE_POST
from bot.core.people import Account, Person, add_account
from bot.core.platforms import REMEMBERED_FOR, known_platforms, note_open
from bot.core.screens import Card
from bot.core.storage import Work, in_one_work, new_reference
from bot.core.worker import Worker
from bot.duty.model import Duty
from tests.clock import SimulatedClock
from tests.fakes import MemoryStorage
from tests.toys import LAMP, LIT, PlainWording, ToyDirectory, toy_registry
from tests.world import LINE, START, FakePlatform


class House:
    """One database, and workers that have different platforms open."""

    def __init__(self) -> None:
        self.clock = SimulatedClock(START)
        self.storage = MemoryStorage(self.clock, SimulatedClock(START))
        self.slack, self.teams = FakePlatform(), FakePlatform()

    def worker(self, messengers: Mapping[str, Messenger]) -> Worker:
        directory = ToyDirectory(Lines((LINE,)))
        return Worker(
            self.storage, self.storage, toy_registry(), PlainWording(), directory, messengers
        )

    async def open(self, *names: str) -> list[str]:
        return await in_one_work(self.storage, lambda work: note_open(work, *names))

    async def person(self, *platforms: str, prefers: str = "") -> str:
        person = Person(reference=new_reference(), prefers=prefers)

        async def add(work: Work) -> None:
            await work.add(person)
            for platform in platforms:
                await add_account(work, person, Account(platform, "T1", "sam"))

        await in_one_work(self.storage, add)
        return person.reference

    async def post(self, to: Recipient) -> str:
        async def add(work: Work) -> str:
            await work.add(Duty(reference=LAMP, since=work.now))
            await schedule(work, CORE_POST, "k", work.now, subject=LAMP, screen=LIT, recipient=to)
            (job,) = await work.of(Job).find(Job.key.is_("k"))
            return job.reference

        return await in_one_work(self.storage, add)

    async def job(self, reference: str) -> Job:
        async with self.storage.reading() as work:
            job = await work.of(Job).get(reference)
        assert job is not None
        return job


@pytest.fixture
def house() -> House:
    return House()


async def run(worker: Worker, times: int = 3) -> None:
    for _ in range(times):
        await worker.run_due()


async def test_a_worker_without_slack_leaves_a_slack_note_to_one_that_has_it(house: House) -> None:
    await house.open("slack", "teams")
    reference = await house.post(Recipient.person(await house.person("slack")))
    await run(house.worker({"teams": house.teams}))
    waiting = await house.job(reference)
    assert (waiting.state, waiting.reason) == (JobState.PENDING, Reason.PROCESS)
    assert waiting.platform == "slack"
    await run(house.worker({"slack": house.slack}))
    assert len(house.slack.at("sam").log) == 1
    assert (await house.job(reference)).state is JobState.SENT


async def test_a_worker_with_no_platform_at_all_takes_nothing_that_needs_one(house: House) -> None:
    await house.open("slack")
    reference = await house.post(Recipient.channel("lamps", "slack"))
    alone = house.worker({})
    await run(alone)
    assert await alone.run_due() == 0, "it is not leased again and again"
    assert (await house.job(reference)).reason is Reason.PROCESS


async def test_whoever_prefers_the_other_platform_is_written_to_there(house: House) -> None:
    await house.open("slack", "teams")
    await house.post(Recipient.person(await house.person("slack", "teams", prefers="teams")))
    await run(house.worker({"slack": house.slack}))
    assert house.slack.posts == 0
    await run(house.worker({"teams": house.teams}))
    assert len(house.teams.at("sam").log) == 1


async def test_an_account_on_a_platform_that_is_off_is_no_way(house: House) -> None:
    await house.open("slack")
    await house.post(Recipient.person(await house.person("practice", "slack", prefers="practice")))
    await run(house.worker({"slack": house.slack}))
    assert len(house.slack.at("sam").log) == 1


async def test_a_note_waits_for_an_account_and_goes_out_when_it_appears(house: House) -> None:
    await house.open("slack")
    person = await house.person()
    reference = await house.post(Recipient.person(person))
    worker = house.worker({"slack": house.slack})
    await run(worker)
    waiting = await house.job(reference)
    assert (waiting.state, waiting.reason) == (JobState.PENDING, Reason.ACCOUNT)
    house.clock.advance(timedelta(hours=3))
    await run(worker)

    async def found(work: Work) -> None:
        somebody = await work.of(Person).get(person)
        assert somebody is not None
        await add_account(work, somebody, Account("slack", "T1", "sam"))
        await retry_waiting(work, Reason.ACCOUNT)

    await in_one_work(house.storage, found)
    await run(worker)
    assert len(house.slack.at("sam").log) == 1


async def test_a_note_that_never_found_an_account_ends_with_its_last_hour(house: House) -> None:
    reference = await house.post(Recipient.person(await house.person()))
    worker = house.worker({"slack": house.slack})
    while (await house.job(reference)).state is JobState.PENDING:
        await worker.run_due()
        house.clock.advance(timedelta(hours=1))
    ended = await house.job(reference)
    assert (ended.state, ended.reason) == (JobState.DEAD, Reason.EXPIRED)
    assert house.clock.now() - START > LIT.terms.lasts


async def test_the_deployment_remembers_its_platforms_and_forgets_an_old_one(house: House) -> None:
    assert await house.open("slack", "teams") == []
    assert await house.open("slack") == ["teams"]
    house.clock.advance(REMEMBERED_FOR + timedelta(hours=1))
    assert await house.open("slack") == []
    async with house.storage.reading() as work:
        assert set(await known_platforms(work)) == {"slack"}


async def test_while_the_second_platform_is_waited_for_nothing_counts_as_sent(
    house: House,
) -> None:
    seen: list[JobState] = []

    class Without(FakePlatform):
        async def post(
            self, address: Address, card: Card, before_call: BeforeCall = at_once
        ) -> str:
            await before_call()
            raise RecipientGone

    class Paced(FakePlatform):
        async def post(
            self, address: Address, card: Card, before_call: BeforeCall = at_once
        ) -> str:
            seen.append((await house.job(reference)).state)
            return await super().post(address, card, before_call)

    await house.open("slack", "teams")
    person = await house.person("slack", "teams", prefers="slack")
    reference = await house.post(Recipient.person(person))
    await run(house.worker({"slack": Without(), "teams": Paced()}))
    assert seen == [JobState.LEASED]
    assert (await house.job(reference)).state is JobState.SENT
