"""A fault in what is noted after a send repeats no message, and holds up nobody else's."""

from dataclasses import replace
from datetime import timedelta

from bot.core.context import Context
from bot.core.conversation import Address, BeforeCall, at_once
from bot.core.errors import OutcomeUnknown, RecipientGone, SubjectGone
from bot.core.job_kinds import HOWEVER_LATE, Deliver, JobKind, Step
from bot.core.jobs import Job, JobState, Reason, Recipient, schedule
from bot.core.names import JobName
from bot.core.people import Person, add_account
from bot.core.screens import Card
from bot.core.storage import new_reference
from bot.core.worker import LEASE
from tests.bot.test_worker import Bench
from tests.sealed import sealed_text
from tests.toys import LAMP, LIT, NUDGE
from tests.world import FakePlatform, account

CHANNEL = Recipient.channel("lamps", "practice")


async def _deliver(context: Context, job: Job) -> Step:
    return Deliver(LIT, LAMP, CHANNEL)


async def _faulty(context: Context, job: Job) -> None:
    message = "a fault in what is noted afterwards"
    raise RuntimeError(message)


async def _gone(context: Context, job: Job) -> None:
    raise SubjectGone


async def bench_with(kind: JobKind) -> tuple[Bench, str]:
    """A lamp, and a job of this kind that is due."""
    bench = Bench()
    await bench.light()
    bench.worker.registry.jobs[kind.name] = kind
    async with bench.storage.work() as work:
        await schedule(work, kind.name, "k", work.now)
        (job,) = await work.of(Job).find(Job.key.is_("k"))
    return bench, job.reference


async def pass_hours(bench: Bench, hours: int = 24) -> None:
    for _ in range(hours * 2):
        await bench.run()
        bench.clock.advance(timedelta(minutes=30))
        bench.real.advance(LEASE)


async def test_a_message_that_arrived_is_not_sent_again_though_noting_it_fails() -> None:
    for after in (_faulty, _gone):
        bench, reference = await bench_with(
            JobKind(JobName("toy.hook"), _deliver, HOWEVER_LATE, delivered=after)
        )
        await pass_hours(bench)
        assert len(bench.seen) == 1
        assert (await bench.job(reference)).state is JobState.SENT


async def test_a_job_whose_end_cannot_be_noted_ends_all_the_same() -> None:
    bench, reference = await bench_with(
        JobKind(JobName("toy.hook"), _deliver, HOWEVER_LATE, given_up=_faulty)
    )
    bench.platform.fail["#lamps"] = [RecipientGone()]
    await pass_hours(bench, 1)
    assert (await bench.job(reference)).state is JobState.DEAD
    assert bench.seen == []


async def test_a_job_of_a_kind_that_only_another_version_knows_waits_and_holds_up_nobody() -> None:
    bench = Bench()
    await bench.light()
    async with bench.storage.work() as work:
        await schedule(work, JobName("toy.of_an_older_version"), "old", work.now)
        (old,) = await work.of(Job).find(Job.key.is_("old"))
    for n in range(10):
        reference = await bench.post(f"k{n}")
        await bench.run()
        assert (await bench.job(reference)).state is JobState.SENT
        bench.clock.set(max(bench.clock.now(), (await bench.job(old.reference)).due_at))
    waiting = await bench.job(old.reference)
    assert (waiting.state, waiting.reason) == (JobState.PENDING, Reason.FAULT)


async def test_a_lease_that_ran_out_and_cannot_be_noted_holds_up_nobody() -> None:
    kind = JobKind(JobName("toy.hook"), _deliver, HOWEVER_LATE, unknown=_faulty)
    bench, reference = await bench_with(kind)
    (leased,) = await bench.storage.lease(bench.clock.now(), 1, LEASE)
    async with bench.storage.work() as work:
        await work.save(replace(leased, state=JobState.SENDING, screen=NUDGE))
    bench.real.advance(LEASE)
    other = await bench.post("other")
    await bench.run()
    assert (await bench.job(other)).state is JobState.SENT
    assert (await bench.job(reference)).state is JobState.UNKNOWN


async def test_a_platform_that_never_says_whether_it_posted_is_asked_twice_at_most() -> None:
    class Slow(FakePlatform):
        async def post(
            self, address: Address, card: Card, before_call: BeforeCall = at_once
        ) -> str:
            await super().post(address, card, before_call)
            raise OutcomeUnknown

    bench = Bench()
    await bench.light()
    bench.platform = Slow()
    bench.worker = bench.another_worker()
    reference = await bench.post()
    await pass_hours(bench)
    assert len(bench.seen) == 2
    assert (await bench.job(reference)).state is JobState.UNKNOWN


async def test_a_way_to_somebody_that_is_no_more_is_looked_for_anew() -> None:
    """A conversation may be closed or made anew; its person has not gone for that."""
    bench = Bench()
    await bench.light()
    async with bench.storage.work() as work:
        person = Person(reference=new_reference(), prefers="practice")
        await work.add(person)
        await add_account(work, person, account("sam"))
        await work.vault.seal(
            sealed_text(person.reference, "direct.practice"), "sams-old-conversation"
        )
    bench.platform.gone.add("sams-old-conversation")
    reference = await bench.post(to=Recipient.person(person.reference))
    await pass_hours(bench, 1)
    assert len(bench.platform.at("sam").log) == 1
    assert (await bench.job(reference)).state is JobState.SENT


async def test_somebody_who_is_gone_by_a_new_way_as_well_is_not_tried_for_ever() -> None:
    bench = Bench()
    await bench.light()
    async with bench.storage.work() as work:
        person = Person(reference=new_reference(), prefers="practice")
        await work.add(person)
        await add_account(work, person, account("sam"))
        await work.vault.seal(sealed_text(person.reference, "direct.practice"), "sam")
    bench.platform.gone.add("sam")
    reference = await bench.post(to=Recipient.person(person.reference))
    await pass_hours(bench, 1)
    assert (await bench.job(reference)).state is JobState.DEAD
    assert (await bench.job(reference)).attempts == 1
