"""The worker leases due jobs, decides in a transaction, sends outside of it, and records.

The jobs of a batch are decided and recorded together and sent side by side.
A send has four steps, and a crash between any two of them is safe: wait for a slot of the
platform's pace; commit ``sending``; call the platform once; commit the outcome, if the lease is
still ours. So ``sending`` means that the call was about to be made, never that it waited in our own
queue. A worker that was suspended and wakes late finds another token in the row, and writes
nothing.
"""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.context import Directory
from bot.core.conversation import Address, Messenger
from bot.core.decisions import Decisions, Sending
from bot.core.errors import LeaseLost, StorageDown
from bot.core.job_kinds import After
from bot.core.jobs import Job, JobQueue, JobState, Reason, Urgency
from bot.core.leases import card_of, note_drawn, ours, release_card
from bot.core.messages import Terms
from bot.core.observations import Observations, Topic
from bot.core.outcomes import Outcomes
from bot.core.people import Person
from bot.core.read_ahead import recipients_of, rows_of
from bot.core.redraws import message_index
from bot.core.results import Delivered, Expired, Faulted, Gone, Result, Waits, refused_with
from bot.core.routes import Registry
from bot.core.storage import Storage, Work, in_one_work
from bot.core.texts import Wording
from bot.core.together import Together

LEASE = timedelta(seconds=60)
"""Longer than a batch waits for its slots and its calls together."""
SEND_TIMEOUT_S = 10.0
MOST_AT_ONCE = 20
MOST_LEFT = 1000
"""More than one process can have in hand when it dies."""
log = logging.getLogger(__name__)


class Worker:
    """Carries out jobs. Any number of them may run on one PostgreSQL."""

    def __init__(
        self,
        storage: Storage,
        queue: JobQueue,
        registry: Registry,
        wording: Wording,
        directory: Directory,
        messengers: Mapping[str, Messenger],
        lease: timedelta = LEASE,
        observations: Observations | None = None,
    ) -> None:
        """Work with these messengers, by platform. ``lease`` must outlast a send, in real time.

        ``observations`` count how attempts end.
        """
        self._observations = observations or Observations()
        self._lease = lease
        self._storage = storage
        self._queue = queue
        self._messengers = messengers
        self.registry = registry
        self._together = Together(storage)
        self._outcomes = Outcomes(self._together, registry, wording, directory)
        opened = messengers.keys()
        self._decisions = Decisions(registry, wording, directory, self._outcomes, opened)

    async def run_due(self, urgencies: tuple[Urgency, ...] = ()) -> int:
        """Carry out one batch of due jobs; returns how many were taken.

        Raises only ``StorageDown``: a job that fails is tried again later.
        """
        for job in await self._queue.run_out(MOST_AT_ONCE):
            await self._ran_out(job)
        now = await in_one_work(self._storage, _now_of, reads_only=True)
        platforms = tuple(self._messengers)
        jobs = await self._queue.lease(now, self._batch(), self._lease, urgencies, platforms)
        async with asyncio.TaskGroup() as group:
            for job in jobs:
                group.create_task(self._carry_out(job))
        return len(jobs)

    async def take_back(self) -> int:
        """Treat all leases as run out; returns how many there were. Raises ``StorageDown``.

        Only for a process that has begun and knows that no other works on this database: whoever
        had these jobs has died, and what waits need not wait for the end of the leases.
        """
        left = await self._queue.leased(MOST_LEFT)
        for job in left:
            await self._ran_out(job)
        return len(left)

    def _batch(self) -> int:
        """Return how many jobs fit into half a lease, so that no lease ends while a job waits."""
        rates = [messenger.per_second for messenger in self._messengers.values()]
        most = sum(rates) * self._lease.total_seconds() / 2
        return max(1, min(MOST_AT_ONCE, int(most)))

    async def _carry_out(self, job: Job) -> None:
        try:
            sending = await self._together.run(
                lambda work: self._decisions.prepare(work, job), job, recipients_of
            )
            if sending is not None:
                await self._record(*await self._send(sending))
        except LeaseLost:
            log.info("lease_lost", extra={"job": job.reference})
        except StorageDown:
            # The lease runs out and the job comes back by itself.
            log.exception("storage_down", extra={"job": job.reference})
        except Exception:
            log.exception("job_failed", extra={"job": job.reference, "kind": job.kind})
            await self._outcomes.record_failure(job)

    # ---- sending ----

    async def _send(self, sending: Sending) -> tuple[Sending, Result]:
        """Make one attempt; returns what was sent, perhaps to another account, and how it ended.

        Raises ``LeaseLost`` if the job was cancelled or taken by another worker meanwhile, and
        ``StorageDown``.
        """
        calling = False

        async def before_call() -> None:
            nonlocal calling
            if sending.terms:
                await self._mark_sending(sending.job, sending.terms)
            calling = True
            deadline.reschedule(asyncio.get_running_loop().time() + SEND_TIMEOUT_S)

        messenger = self._messengers[sending.platform]
        try:
            async with asyncio.timeout(SEND_TIMEOUT_S) as deadline:
                address = sending.address or await self._opened(sending, messenger)
                if sending.by_day and sending.account:
                    resting = await messenger.rests_for(sending.account)
                    if resting:
                        return sending, Waits(Reason.HOURS, resting)
                message, card = sending.message, sending.card
                if sending.enclosed and self._closes(sending):
                    card = sending.enclosed
                if message is None:
                    message = await messenger.post(address, card, before_call)
                else:
                    await messenger.replace(address, message, card, before_call)
        except (LeaseLost, StorageDown):
            raise
        except _LastHourPassed:
            return sending, Expired()
        except Exception as error:  # noqa: BLE001 - each has its result
            return await self._elsewhere(sending, _result(sending, error, calling=calling))
        return sending, Delivered(address, message)

    async def _opened(self, sending: Sending, messenger: Messenger) -> Address:
        if sending.account is None:
            message = "a new message has neither an address nor an account"
            raise LookupError(message)
        return await messenger.open_direct(sending.account)

    async def _mark_sending(self, job: Job, terms: Terms) -> None:
        """Commit that the call is about to be made, unless its last hour has passed."""

        async def mark(work: Work) -> None:
            mine = await ours(work, job)
            if work.now > terms.last_hour(mine):
                raise _LastHourPassed
            await work.save(replace(mine, state=JobState.SENDING))

        await self._together.run(mark, job, rows_of)

    async def _unmark_sending(self, job: Job) -> None:
        """Commit that nothing was sent, before another platform is waited for."""

        async def unmark(work: Work) -> None:
            await work.save(replace(await ours(work, job), state=JobState.LEASED))

        await self._together.run(unmark, job, rows_of)

    async def _elsewhere(self, sending: Sending, result: Result) -> tuple[Sending, Result]:
        """Try the recipient's other platforms, if this one cannot reach them."""
        if (
            not isinstance(result, Gone)
            or result.unwanted
            or sending.address is not None
            or not sending.others
        ):
            return sending, result
        # Nothing was sent yet, and they may have the app on another platform.
        await self._unmark_sending(sending.job)
        other, *rest = sending.others
        there = replace(sending, platform=other.platform, account=other, others=tuple(rest))
        return await self._send(there)

    # ---- recording ----

    async def _record(self, sending: Sending, result: Result) -> None:
        match result:
            case Delivered():
                self._observations.note(Topic.SENT, sending.platform)
            case Waits(reason=reason):
                self._observations.note(Topic.NOT_SENT, sending.platform, reason)
            case _:
                name = type(result).__name__.casefold()
                self._observations.note(Topic.NOT_SENT, sending.platform, name)
        match result:
            case Delivered():
                await self._sent(sending, result)
            case Gone() if sending.person and sending.address and sending.message is None:
                await self._forget_conversation(sending, sending.person)
            case _:
                await self._outcomes.record(sending.job, result)

    async def _forget_conversation(self, sending: Sending, person: str) -> None:
        """Try again with a new conversation: the stored one is gone, the person may not be."""

        async def write(work: Work, mine: Job) -> None:
            await release_card(work, mine)
            await work.vault.clear(Person.direct.of(person, sending.platform))
            await self._outcomes.wait(work, mine, Waits(Reason.BUSY))

        await self._outcomes.commit(sending.job, write)

    async def _sent(self, sending: Sending, result: Delivered) -> None:
        address, message = result.address, result.message

        async def write(work: Work, job: Job) -> After | None:
            shown = await card_of(work, job)
            if shown is not None:
                # A copy sent before may be open by now: then the card stays there.
                if sending.message is None and shown.blind_index is None:
                    blind_index = message_index(work, address.platform, address.value, message)
                    closes = self._closes(sending)
                    shown = await work.save(replace(shown, blind_index=blind_index, closes=closes))
                    await work.vault.seal(shown.address, address)
                    await work.vault.seal(shown.message, message)
                is_last = shown.screen in self.registry.left_over
                await note_drawn(work, shown, sending.version, is_last=is_last)
            if sending.person and sending.address is None:
                direct = Person.direct.of(sending.person, address.platform)
                await work.vault.seal(direct, address.value)
            return await self._outcomes.end(work, job, result)

        await self._outcomes.commit(sending.job, write)

    def _closes(self, sending: Sending) -> bool:
        """Return whether what is sent can close where it is sent."""
        return sending.enclosed is not None and self._messengers[sending.platform].closes_messages

    async def _ran_out(self, job: Job) -> None:
        """A lease has ended: put a leased job back; the outcome of a send is unknown."""
        if job.state is JobState.SENDING:
            log.warning("outcome_unknown", extra={"job": job.reference})
            await self._outcomes.record(job, Waits(Reason.UNKNOWN))
        else:
            await self._outcomes.put_back(job)


def _result(sending: Sending, error: Exception, *, calling: bool) -> Result:
    """Return the result that an error stands for, and log what nobody expected."""
    result = refused_with(error)
    if isinstance(result, Faulted):
        log.error("send_failed", exc_info=error, extra={"job": sending.job.reference})
    if result != Waits(Reason.UNKNOWN):
        return result
    if not calling:
        # Nothing had left this machine.
        return Waits(Reason.BUSY)
    log.warning("outcome_unknown", extra={"job": sending.job.reference})
    return result


class _LastHourPassed(Exception):
    """The last hour of a message passed while it waited for the platform's pace."""


async def _now_of(work: Work) -> datetime:
    return work.now
