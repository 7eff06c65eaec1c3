"""A message ends by its delivery, by evidence about its reader, or by its own last hour."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.conversation import Address, BeforeCall, at_once
from bot.core.errors import (
    BotError,
    Faulty,
    InstallationBroken,
    NotUnderstood,
    OutcomeUnknown,
    RecipientGone,
    Unwanted,
)
from bot.core.jobs import Job, JobState, Reason, Recipient
from bot.core.messages import FRESH_FOR
from bot.core.people import Person, add_account
from bot.core.screens import Card
from bot.core.storage import Work, in_one_work, new_reference
from tests.bot.test_worker import Bench
from tests.toys import AGAIN, LIT, NUDGE, toy_worker
from tests.world import LINE, FakePlatform, account

HOUR = timedelta(hours=1)


@pytest.fixture
async def bench() -> Bench:
    bench = Bench()
    await bench.light()
    return bench


async def somebody(bench: Bench) -> Recipient:
    async def add(work: Work) -> Recipient:
        person = Person(reference=new_reference(), prefers="practice")
        await work.add(person)
        await add_account(work, person, account("sam"))
        return Recipient.person(person.reference)

    return await in_one_work(bench.storage, add)


@pytest.mark.parametrize(
    ("error", "reason", "code"),
    [
        (NotUnderstood("some_new_code"), Reason.REFUSED, "some_new_code"),
        (InstallationBroken("token_revoked"), Reason.INSTALLATION, "token_revoked"),
        (Faulty("invalid_blocks"), Reason.FAULT, "invalid_blocks"),
        (BotError("a fault of ours"), Reason.FAULT, "BotError"),
    ],
)
async def test_what_says_nothing_about_the_reader_waits_until_it_is_mended(
    bench: Bench, error: BotError, reason: Reason, code: str
) -> None:
    reference = await bench.post()
    bench.platform.fail["#lamps"] = [error] * 1000
    until = bench.clock.now() + LIT.terms.lasts - 2 * HOUR
    while bench.clock.now() < until:
        await bench.run()
        waiting = await bench.job(reference)
        assert (waiting.state, waiting.reason) == (JobState.PENDING, reason)
        assert waiting.code == code
        bench.clock.set(max(waiting.due_at, bench.clock.now()))
    bench.platform.fail["#lamps"] = []
    bench.clock.advance(HOUR)
    await bench.run()
    assert len(bench.seen) == 1
    assert (await bench.job(reference)).state is JobState.SENT


@pytest.mark.parametrize("error", [RecipientGone(), Unwanted()])
async def test_evidence_about_the_reader_ends_it_and_says_so(bench: Bench, error: BotError) -> None:
    reference = await bench.post()
    bench.platform.fail["#lamps"] = [error]
    await bench.run()
    ended = await bench.job(reference)
    assert (ended.state, ended.reason) == (JobState.DEAD, Reason.GONE)


async def test_what_is_still_refused_in_its_last_hour_expires(bench: Bench) -> None:
    reference = await bench.post()
    bench.platform.fail["#lamps"] = [NotUnderstood("odd")] * 1000
    while (job := await bench.job(reference)).state is JobState.PENDING:
        await bench.run()
        bench.clock.set(max(job.due_at, bench.clock.now()) + timedelta(minutes=1))
    assert (job.state, job.reason) == (JobState.DEAD, Reason.EXPIRED)


async def test_a_note_that_may_have_been_sent_does_not_end_as_never_sent(bench: Bench) -> None:
    reference = await bench.post()
    bench.platform.fail["#lamps"] = [OutcomeUnknown(), *[NotUnderstood("odd")] * 1000]
    await bench.run()
    bench.clock.advance(AGAIN)
    while (job := await bench.job(reference)).state is JobState.PENDING:
        await bench.run()
        bench.clock.set(max(job.due_at, bench.clock.now()) + timedelta(minutes=1))
    assert (job.state, job.reason) == (JobState.UNKNOWN, Reason.UNKNOWN)


async def test_quiet_hours_are_asked_when_it_is_sent(bench: Bench) -> None:
    morning = bench.clock.now() + 9 * HOUR
    bench.worker = toy_worker(bench.storage, bench.storage, LINE, bench.platform, morning)
    reference = await bench.post(nudge=True, to=await somebody(bench))
    await bench.run()
    waiting = await bench.job(reference)
    assert (waiting.reason, waiting.due_at) == (Reason.HOURS, morning)
    bench.clock.set(morning)
    await bench.run()
    assert len(bench.platform.at("sam").log) == 1


async def test_a_note_whose_last_hour_comes_before_the_morning_expires_at_once(
    bench: Bench,
) -> None:
    late = bench.clock.now() + NUDGE.terms.lasts + HOUR
    bench.worker = toy_worker(bench.storage, bench.storage, LINE, bench.platform, late)
    reference = await bench.post(nudge=True, to=await somebody(bench))
    await bench.run()
    assert (await bench.job(reference)).reason is Reason.EXPIRED


async def test_an_answer_comes_at_any_hour_while_it_is_fresh_and_later_only_by_day(
    bench: Bench,
) -> None:
    morning = bench.clock.now() + 9 * HOUR
    bench.worker = toy_worker(bench.storage, bench.storage, LINE, bench.platform, morning)
    to = await somebody(bench)
    await bench.post("fresh", to=to)
    await bench.run()
    assert len(bench.platform.at("sam").log) == 1
    late = await bench.post("late", to=to)
    bench.clock.advance(FRESH_FOR + timedelta(minutes=1))
    await bench.run()
    assert (await bench.job(late)).reason is Reason.HOURS
    assert len(bench.platform.at("sam").log) == 1


async def test_sending_is_committed_after_the_wait_for_a_slot(bench: Bench) -> None:
    """What died while it waited in our own queue counts as not sent."""
    seen: list[JobState] = []

    class Paced(FakePlatform):
        async def post(
            self, address: Address, card: Card, before_call: BeforeCall = at_once
        ) -> str:
            seen.append((await bench.job(reference)).state)
            await before_call()
            seen.append((await bench.job(reference)).state)
            return await super().post(address, card)

    bench.platform = Paced()
    bench.worker = bench.another_worker()
    reference = await bench.post()
    await bench.run()
    assert seen == [JobState.LEASED, JobState.SENDING]


async def test_a_job_cancelled_during_the_wait_for_a_slot_is_not_sent(bench: Bench) -> None:
    class Paced(FakePlatform):
        async def post(
            self, address: Address, card: Card, before_call: BeforeCall = at_once
        ) -> str:
            async def cancel(work: Work) -> None:
                job = await work.of(Job).get(reference)
                assert job is not None
                await work.save(replace(job, state=JobState.CANCELLED, lease_token=None))

            await in_one_work(bench.storage, cancel)
            return await super().post(address, card, before_call)

    bench.platform = Paced()
    bench.worker = bench.another_worker()
    reference = await bench.post()
    await bench.run()
    assert bench.seen == []
    assert (await bench.job(reference)).state is JobState.CANCELLED


async def test_a_last_hour_that_passes_during_the_wait_for_a_slot_is_kept(bench: Bench) -> None:
    class Paced(FakePlatform):
        async def post(
            self, address: Address, card: Card, before_call: BeforeCall = at_once
        ) -> str:
            bench.clock.advance(LIT.terms.lasts + HOUR)
            return await super().post(address, card, before_call)

    bench.platform = Paced()
    bench.worker = bench.another_worker()
    reference = await bench.post()
    await bench.run()
    assert bench.seen == []
    assert (await bench.job(reference)).reason is Reason.EXPIRED
