"""How jobs are carried out: leased, sent once, recorded behind a fence."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.context import Context
from bot.core.conversation import Address, BeforeCall, Delivery, Press, at_once
from bot.core.errors import OutcomeUnknown, PlatformBusy, RecipientGone
from bot.core.housekeeping import plan_sweeps
from bot.core.jobs import Job, JobState, Reason, Recipient, schedule
from bot.core.lines import Lines
from bot.core.names import JobName, Screen
from bot.core.people import Person, add_account
from bot.core.screens import Card
from bot.core.seen import ShownCard
from bot.core.storage import new_reference
from bot.core.worker import LEASE, SEND_TIMEOUT_S, Worker
from bot.duty.model import Duty
from tests.clock import SimulatedClock
from tests.fakes import MemoryStorage
from tests.sealed import sealed_text
from tests.toys import AGAIN, LAMP, LIT, NUDGE, PlainWording, toy_bot, toy_registry, toy_worker
from tests.world import LINE, START, FakePlatform, account

MINUTE = timedelta(minutes=1)


class Bench:
    """A storage with a lamp in it, a platform, and a worker."""

    def __init__(self) -> None:
        self.clock = SimulatedClock(START)
        self.real = SimulatedClock(START)
        self.storage = MemoryStorage(self.clock, self.real)
        self.platform = FakePlatform()
        self.worker = self.another_worker()

    def another_worker(self) -> Worker:
        return toy_worker(self.storage, self.storage, LINE, self.platform)

    async def light(self) -> None:
        async with self.storage.work() as work:
            await work.add(Duty(reference=LAMP, since=work.now))

    async def post(
        self, key: str = "k", *, nudge: bool = False, to: Recipient | None = None
    ) -> str:
        async with self.storage.work() as work:
            await schedule(
                work,
                JobName("core.post"),
                key,
                work.now,
                subject=LAMP,
                screen=NUDGE if nudge else LIT,
                recipient=to or Recipient.channel("lamps", "practice"),
            )
            (job,) = await work.of(Job).find(Job.key.is_(key))
        return job.reference

    async def job(self, reference: str) -> Job:
        async with self.storage.reading() as work:
            job = await work.of(Job).get(reference)
        assert job is not None
        return job

    async def run(self) -> None:
        while await self.worker.run_due():
            pass

    @property
    def seen(self) -> list[Card]:
        return self.platform.at("#lamps").log


class HangingPlatform(FakePlatform):
    """One that takes a message and answers only when it is told to."""

    def __init__(self, message: str) -> None:
        super().__init__()
        self.message = message
        self.hangs, self.answers = asyncio.Event(), asyncio.Event()

    async def post(self, address: Address, card: Card, before_call: BeforeCall = at_once) -> str:
        await before_call()
        self.hangs.set()
        await self.answers.wait()
        return self.message


@pytest.fixture
async def bench() -> Bench:
    bench = Bench()
    await bench.light()
    return bench


async def test_a_post_is_drawn_sent_and_recorded(bench: Bench) -> None:
    reference = await bench.post()
    await bench.run()
    assert len(bench.seen) == 1
    assert (await bench.job(reference)).state is JobState.SENT
    async with bench.storage.reading() as work:
        (shown,) = await work.of(ShownCard).find()
        assert await work.vault.open(sealed_text(shown.reference, "message")) == "m1"


async def test_a_job_under_a_key_that_was_used_before_is_not_written(bench: Bench) -> None:
    await bench.post("once")
    await bench.run()
    async with bench.storage.work() as work:
        assert not await schedule(work, JobName("core.post"), "once", work.now)


async def test_a_job_whose_subject_is_gone_ends_quietly(bench: Bench) -> None:
    reference = await bench.post()
    async with bench.storage.work() as work:
        lamp = await work.of(Duty).get(LAMP)
        assert lamp is not None
        await work.remove(lamp)
    await bench.run()
    assert bench.seen == []
    assert (await bench.job(reference)).state is JobState.CANCELLED


async def test_a_busy_platform_costs_no_attempt(bench: Bench) -> None:
    reference = await bench.post()
    bench.platform.fail["#lamps"] = [PlatformBusy(timedelta(seconds=30))]
    await bench.run()
    waiting = await bench.job(reference)
    assert (waiting.state, waiting.attempts) == (JobState.PENDING, 0)
    bench.clock.advance(timedelta(seconds=30))
    await bench.run()
    assert len(bench.seen) == 1


async def test_an_unknown_outcome_is_repeated_for_what_a_person_waits_for(bench: Bench) -> None:
    reference = await bench.post()
    bench.platform.fail["#lamps"] = [OutcomeUnknown()]
    await bench.run()
    assert bench.seen == []
    bench.clock.advance(AGAIN)
    await bench.run()
    assert len(bench.seen) == 1
    assert (await bench.job(reference)).state is JobState.SENT


async def test_an_unknown_outcome_is_dropped_where_the_kind_says_so(bench: Bench) -> None:
    reference = await bench.post(nudge=True)
    bench.platform.fail["#lamps"] = [OutcomeUnknown()]
    await bench.run()
    bench.clock.advance(timedelta(days=1))
    await bench.run()
    assert bench.seen == []
    assert (await bench.job(reference)).state is JobState.UNKNOWN


async def test_whoever_is_gone_is_never_tried_again(bench: Bench) -> None:
    reference = await bench.post()
    bench.platform.fail["#lamps"] = [RecipientGone()]
    await bench.run()
    assert (await bench.job(reference)).state is JobState.DEAD


async def test_a_channel_that_the_programme_does_not_have_counts_as_unreachable(
    bench: Bench,
) -> None:
    reference = await bench.post(to=Recipient.channel("nowhere", "practice"))
    await bench.run()
    assert (await bench.job(reference)).state is JobState.DEAD


async def test_a_failing_job_is_tried_again_until_its_last_hour(
    bench: Bench,
) -> None:
    async with bench.storage.work() as work:
        await schedule(work, JobName("toy.fail"), "f", work.now)
        (job,) = await work.of(Job).find(Job.key.is_("f"))
    pauses = []
    while (now := await bench.job(job.reference)).state is JobState.PENDING:
        before = bench.clock.now()
        await bench.run()
        now = await bench.job(job.reference)
        pauses.append(now.due_at - before)
        bench.clock.set(max(now.due_at, before))
    assert pauses[:5] == [timedelta(seconds=s) for s in (5, 15, 60, 300, 300)]
    assert (now.state, now.reason) == (JobState.DEAD, Reason.EXPIRED)
    assert bench.clock.now() - job.due_at > timedelta(days=1), "its own last hour, no sooner"


async def test_a_worker_that_died_while_sending_leaves_an_unknown_outcome_behind(
    bench: Bench,
) -> None:
    reference = await bench.post()
    (leased,) = await bench.storage.lease(bench.clock.now(), 1, LEASE)
    async with bench.storage.work() as work:
        await work.save(replace(leased, state=JobState.SENDING, screen=LIT))
    await bench.run()
    assert bench.seen == []  # the lease still runs: somebody may be at it
    bench.real.advance(LEASE)
    await bench.run()
    waiting = await bench.job(reference)
    assert (waiting.state, waiting.reason) == (JobState.PENDING, Reason.UNKNOWN)
    bench.clock.advance(AGAIN)
    await bench.run()
    assert len(bench.seen) == 1


async def test_a_worker_that_died_before_sending_gives_the_job_back(bench: Bench) -> None:
    reference = await bench.post()
    await bench.storage.lease(bench.clock.now(), 1, LEASE)
    bench.real.advance(LEASE)
    await bench.run()
    assert len(bench.seen) == 1
    assert (await bench.job(reference)).attempts == 0


async def test_the_only_process_takes_back_at_once_what_one_that_died_had(bench: Bench) -> None:
    sending, taken = await bench.post("a"), await bench.post("b")
    for job in await bench.storage.lease(bench.clock.now(), 2, LEASE):
        if job.reference == sending:
            async with bench.storage.work() as work:
                await work.save(replace(job, state=JobState.SENDING, screen=LIT))
    await bench.run()
    assert bench.seen == []
    assert await bench.worker.take_back() == 2
    await bench.run()
    assert len(bench.seen) == 1, "what had not been sent goes now, with its lease still running"
    assert (await bench.job(taken)).state is JobState.SENT
    assert (await bench.job(sending)).reason is Reason.UNKNOWN
    assert await bench.worker.take_back() == 0


async def test_a_worker_that_woke_late_cannot_write_over_the_one_that_took_over(
    bench: Bench,
) -> None:
    """The first worker hangs in its send until the second has done the whole job."""
    reference = await bench.post()
    slow = HangingPlatform("late")
    late = asyncio.create_task(toy_worker(bench.storage, bench.storage, LINE, slow).run_due())
    await slow.hangs.wait()
    bench.real.advance(LEASE)
    await bench.run()
    bench.clock.advance(AGAIN)
    await bench.run()
    slow.answers.set()
    await late
    async with bench.storage.reading() as work:
        assert await work.vault.open(sealed_text(reference, "message")) == "m1"
    assert (await bench.job(reference)).state is JobState.SENT


def test_a_lease_outlasts_the_waits_for_a_batch_and_the_call_itself() -> None:
    # A batch waits for half a lease at most; then the last of it may take as long as a call may.
    assert timedelta(seconds=2 * SEND_TIMEOUT_S) < LEASE / 2


async def test_a_worker_that_woke_late_cannot_end_what_another_one_has_in_hand(
    bench: Bench,
) -> None:
    """The first worker wakes while the second is in the middle of the same job."""
    reference = await bench.post()
    first, second = HangingPlatform("late"), HangingPlatform("in time")
    late, in_time = [
        toy_worker(bench.storage, bench.storage, LINE, each) for each in (first, second)
    ]
    sends_late = asyncio.create_task(late.run_due())
    await first.hangs.wait()
    bench.real.advance(LEASE)
    await bench.run()
    bench.clock.advance(AGAIN)
    sends_in_time = asyncio.create_task(in_time.run_due())
    await second.hangs.wait()
    in_hand = await bench.job(reference)
    first.answers.set()
    await sends_late
    assert await bench.job(reference) == in_hand
    assert in_hand.state is JobState.SENDING
    second.answers.set()
    await sends_in_time
    async with bench.storage.reading() as work:
        assert await work.vault.open(sealed_text(reference, "message")) == "in time"
    assert (await bench.job(reference)).state is JobState.SENT


async def test_a_cancelled_job_that_was_leased_is_not_sent(bench: Bench) -> None:
    reference = await bench.post()
    (leased,) = await bench.storage.lease(bench.clock.now(), 1, LEASE)
    async with bench.storage.work() as work:
        await work.save(replace(leased, state=JobState.CANCELLED, lease_token=None))
    bench.real.advance(LEASE)
    await bench.run()
    assert bench.seen == []
    assert (await bench.job(reference)).state is JobState.CANCELLED


async def test_a_redraw_shows_the_present_state_and_many_become_one(bench: Bench) -> None:
    await bench.post()
    await bench.run()
    bot, _ = toy_bot(bench.storage, LINE)
    for n in range(3):
        delivery = Delivery("press", "@sam", str(n))
        await bot.handle(Press(delivery, account("sam"), "lamp.out", f"1:{LAMP}"))
    await bench.run()
    assert len(bench.seen) == 2
    assert "out" in str(bench.seen[-1].parts)


async def test_a_redraw_wanted_while_the_card_is_being_posted_is_not_lost(bench: Bench) -> None:
    await bench.post()
    bot, _ = toy_bot(bench.storage, LINE)

    class Overtaken(FakePlatform):
        async def post(
            self, address: Address, card: Card, before_call: BeforeCall = at_once
        ) -> str:
            delivery = Delivery("press", "@sam", "1")
            await bot.handle(Press(delivery, account("sam"), "lamp.out", f"1:{LAMP}"))
            return await super().post(address, card, before_call)

    bench.platform = Overtaken()
    bench.worker = bench.another_worker()
    await bench.run()
    assert "out" in str(bench.seen[-1].parts)


async def test_a_person_is_written_to_on_the_platform_they_prefer_and_the_way_is_kept(
    bench: Bench,
) -> None:
    async with bench.storage.work() as work:
        person = Person(reference=new_reference(), prefers="practice")
        await work.add(person)
        await add_account(work, person, account("sam"))
        await work.vault.seal(sealed_text("care", "person"), person.reference)
    await bench.post(to=Recipient.sealed(sealed_text("care", "person")))
    await bench.run()
    assert len(bench.platform.at("sam").log) == 1
    async with bench.storage.reading() as work:
        assert await work.vault.open(sealed_text(person.reference, "direct.practice")) == "sam"


async def test_for_somebody_who_left_or_is_erased_a_post_is_cancelled(bench: Bench) -> None:
    async with bench.storage.work() as work:
        gone = Person(reference=new_reference(), active=False)
        await work.add(gone)
    left = await bench.post("left", to=Recipient.person(gone.reference))
    erased = await bench.post("erased", to=Recipient.sealed(sealed_text("nobody", "person")))
    await bench.run()
    assert (await bench.job(left)).state is JobState.CANCELLED
    assert (await bench.job(erased)).state is JobState.CANCELLED


async def test_a_sweep_is_written_once_in_its_period(bench: Bench) -> None:
    registry = toy_registry()
    assert await plan_sweeps(bench.storage, registry) == 2
    assert await plan_sweeps(bench.storage, registry) == 0
    bench.clock.advance(MINUTE)
    assert await plan_sweeps(bench.storage, registry) == 1


async def test_what_a_newer_message_replaces_is_not_sent_by_the_worker_that_has_it() -> None:
    bench = Bench()
    await bench.light()
    older = await bench.post("older")
    (held,) = await bench.storage.lease(bench.clock.now(), 1, LEASE, platforms=("practice",))
    assert held.reference == older
    async with bench.storage.work() as work:
        context = Context(work, PlainWording().words("en", "UTC"), Lines((LINE,)))
        await context.supersede(LAMP, LIT, Screen("lamp.older"))
    await bench.post("newer")
    await bench.worker._carry_out(held)
    await bench.worker.run_due()
    assert len(bench.platform.at("#lamps").log) == 1
