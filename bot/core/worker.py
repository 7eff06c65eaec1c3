"""The worker: lease what is due, decide in a transaction, send outside of it, record.

A send is three steps, each safe to die between: commit ``sending``; call the platform once;
commit the outcome, if the lease is still ours. A worker that was stopped and woke late finds
another token in the row, and writes nothing.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.context import REDRAW, Context, Directory
from bot.core.conversation import Address, Messenger
from bot.core.errors import (
    Conflict,
    LeaseLost,
    OutcomeUnknown,
    PlatformBusy,
    RecipientGone,
    StorageDown,
    SubjectGone,
    Unwanted,
)
from bot.core.job_kinds import Deliver, Done, Dropped, NotNow, OnUnknown, Redraw
from bot.core.jobs import Job, JobQueue, JobState, Recipient, RecipientKind, Urgency
from bot.core.leases import finish, let_go, ours, put_back, redrawn, try_again
from bot.core.people import Account, Person, accounts_of
from bot.core.redraws import message_index
from bot.core.routes import Registry
from bot.core.screens import Card
from bot.core.seen import Reader, ShownCard
from bot.core.storage import Storage, Work, in_one_work
from bot.core.texts import Wording

LEASE = timedelta(seconds=60)
SEND_TIMEOUT_S = 10.0
DECISION_PAUSE = timedelta(minutes=5)
MOST_AT_ONCE = 20
MOST_ATTEMPTS = 10
UNKNOWN_COSTS = 3
"""How many attempts a post of unknown outcome costs: it may have arrived each time, and a
platform that is slow for an hour must not give somebody the same note ten times."""
Note = Callable[[Work, bool], Awaitable[None]]
"""Writes how an attempt ended; the flag says whether the kind of job is to note it as well."""
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Sending:
    """What is about to go over the network, and what to note when it has."""

    job: Job
    card: Card
    platform: str
    address: Address | None
    account: Account | None
    person: str | None
    message: str | None
    version: int
    others: tuple[Account, ...] = ()
    """Where else its recipient may be reached, if they cannot be here."""


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
    ) -> None:
        """Keep what it works with; ``messengers`` by platform.

        ``lease`` must be longer than a send may take, in real time.
        """
        self._lease = lease
        self._storage = storage
        self._queue = queue
        self._registry = registry
        self._wording = wording
        self._directory = directory
        self._messengers = messengers

    async def run_due(self, urgencies: tuple[Urgency, ...] = ()) -> int:
        """Carry out one batch of what is due; how many jobs were taken.

        Raises ``StorageDown``; nothing else: a job that fails is tried again later.
        """
        for job in await self._queue.run_out(MOST_AT_ONCE):
            await self._ran_out(job)
        now = await in_one_work(self._storage, _now_of, reads_only=True)
        jobs = await self._queue.lease(now, self._batch(), self._lease, urgencies)
        async with asyncio.TaskGroup() as group:
            for job in jobs:
                group.create_task(self._carry_out(job))
        return len(jobs)

    def _batch(self) -> int:
        """No more than the platforms take within half a lease, so that none runs out waiting."""
        rates = [messenger.per_second for messenger in self._messengers.values()]
        most = sum(rates) * self._lease.total_seconds() / 2
        return max(1, min(MOST_AT_ONCE, int(most)))

    async def _carry_out(self, job: Job) -> None:
        try:
            sending = await in_one_work(self._storage, lambda work: self._prepare(work, job))
            if sending is not None:
                await self._send(sending)
        except LeaseLost:
            log.info("lease_lost", extra={"job": job.reference})
        except StorageDown:
            # The lease runs out and the job comes back by itself.
            log.exception("storage_down", extra={"job": job.reference})
        except Exception:
            log.exception("job_failed", extra={"job": job.reference, "kind": job.kind})
            await self._after_failure(job)

    async def _prepare(self, work: Work, job: Job) -> _Sending | None:
        job = await ours(work, job)
        context = await self._context(work, job)
        kind = self._registry.jobs[job.kind]
        try:
            step = await kind.run(context, job)
            await self._registry.settle(context)
            present = await work.of(Job).get(job.reference)
            if present is None or present.state is JobState.CANCELLED:
                # What it did ended its own subject, and with it the jobs about it: this one too.
                return None
            match step:
                case Done():
                    await finish(work, job, JobState.DONE)
                case Dropped():
                    await finish(work, job, JobState.CANCELLED)
                case NotNow(at=at):
                    await put_back(work, job, at)
                case Deliver():
                    return await self._prepare_post(work, job, step)
                case Redraw():
                    return await self._prepare_redraw(work, job)
        except SubjectGone:
            await finish(work, job, JobState.CANCELLED)
        return None

    async def _context(self, work: Work, job: Job) -> Context:
        """A job's own decisions need no reader; what it shows is drawn for the recipient."""
        zone = await self._directory.zone(work)
        return Context(work, self._wording.words("en", zone), self._directory.lines())

    async def _prepare_post(self, work: Work, job: Job, step: Deliver) -> _Sending | None:
        person, account, address = await self._resolve(work, step.recipient)
        if account is None and address is None:
            # To whom nothing is to go any more, nothing failed to arrive.
            left = person is not None and not person.active
            await self._outcome(work, job, JobState.CANCELLED if left else JobState.DEAD)
            return None
        card = await self._drawn(work, step.screen, step.subject, person)
        shown = ShownCard(
            reference=job.reference,
            subject=step.subject,
            screen=step.screen,
            recipient=str(step.recipient),
            at=work.now,
            redrawing=job.reference,
        )
        if not await work.add(shown):
            # A second attempt at the same job: it is the same card.
            before = await work.of(ShownCard).get(job.reference)
            if before is not None:
                await work.save(replace(before, redrawing=job.reference))
                shown = before
        job = await work.save(replace(job, state=JobState.SENDING))
        return _Sending(
            job=job,
            card=card,
            platform=address.platform if address else account.platform if account else "",
            address=address,
            account=account,
            person=person.reference if person else None,
            message=None,
            version=shown.wanted,
            others=await self._elsewhere(work, person, account),
        )

    async def _prepare_redraw(self, work: Work, job: Job) -> _Sending | None:
        shown = await work.of(ShownCard).get(job.subject)
        message = await work.vault.open(ShownCard.message.of(job.subject)) if shown else None
        at = await work.vault.open(ShownCard.address.of(job.subject)) if shown else None
        busy = await work.of(Job).get(shown.redrawing) if shown and shown.redrawing else None
        if shown is None or message is None or at is None or shown.shown >= shown.wanted:
            await finish(work, job, JobState.CANCELLED)
            return None
        if busy and busy.state is JobState.SENDING and busy.reference != job.reference:
            # Whoever is at it sees, when done, that one more was wanted.
            await finish(work, job, JobState.CANCELLED)
            return None
        try:
            person, _, _ = await self._resolve(work, Recipient.parse(shown.recipient))
        except SubjectGone:
            # Who it was is erased; the card they were left with is still to say that it ended.
            person = None
        reader = await work.vault.open(shown.reader)
        card = await self._drawn(work, shown.screen, shown.subject, person, reader)
        await work.save(replace(shown, redrawing=job.reference))
        job = await work.save(replace(job, state=JobState.SENDING))
        return _Sending(
            job,
            card,
            at.platform,
            at,
            None,
            None,
            message,
            shown.wanted,
        )

    async def _resolve(
        self, work: Work, recipient: Recipient
    ) -> tuple[Person | None, Account | None, Address | None]:
        if recipient.kind is RecipientKind.CHANNEL:
            address = await self._directory.channel(work, recipient.reference, recipient.part)
            return None, None, address
        reference: str | None = recipient.reference
        if recipient.kind is RecipientKind.SEALED:
            reference = await work.vault.open(recipient.sealed_person)
            if reference is None:
                raise SubjectGone
        person = await work.of(Person).get(reference or "")
        if person is None or not person.active:
            return person, None, None
        known = [a for a in await accounts_of(work, person) if a.platform in self._messengers]
        if not known:
            return person, None, None
        direct = await work.vault.open(person.direct(known[0].platform))
        return person, known[0], Address(known[0].platform, direct) if direct else None

    async def _elsewhere(
        self, work: Work, person: Person | None, account: Account | None
    ) -> tuple[Account, ...]:
        known = await accounts_of(work, person) if person is not None and account else []
        return tuple(a for a in known if a != account and a.platform in self._messengers)

    async def _drawn(
        self,
        work: Work,
        screen: str,
        subject: str,
        person: Person | None,
        reader: Reader | None = None,
    ) -> Card:
        """``reader`` is somebody to whom nothing leads any more."""
        reader = reader or Reader("en", await self._directory.zone(work))
        if person:
            reader = Reader(person.locale, person.zone)
        words = self._wording.words(reader.locale, reader.zone)
        roles = await self._directory.roles_of(work, person) if person else frozenset()
        context = Context(work, words, self._directory.lines(person), person=person, roles=roles)
        return await self._registry.screen(screen)(context, subject)

    async def _send(self, sending: _Sending) -> None:
        messenger = self._messengers[sending.platform]
        try:
            async with asyncio.timeout(SEND_TIMEOUT_S):
                address = sending.address
                if address is None and sending.account is not None:
                    address = await messenger.open_direct(sending.account)
                if address is None:
                    raise RecipientGone
                if sending.message is None:
                    await self._not_resting(sending, messenger)
                    message = await messenger.post(address, sending.card)
                else:
                    message = sending.message
                    await messenger.replace(address, message, sending.card)
        except RecipientGone as gone:
            if sending.person and sending.address and sending.message is None:
                await self._look_for_a_new_way(sending, sending.person)
            elif sending.others and not isinstance(gone, Unwanted):
                # Nothing went out, and elsewhere they may have the app.
                other, *rest = sending.others
                there = replace(sending, platform=other.platform, account=other)
                await self._send(replace(there, others=tuple(rest)))
            else:
                await self._record(sending.job, JobState.DEAD)
        except PlatformBusy as busy:
            await self._record(sending.job, JobState.PENDING, wait=busy.retry_after)
        except (OutcomeUnknown, TimeoutError):
            log.warning("outcome_unknown", extra={"job": sending.job.reference})
            # To draw a card twice shows the same as once.
            cost = UNKNOWN_COSTS if sending.message is None else 1
            await self._record(sending.job, JobState.UNKNOWN, cost=cost)
        else:
            await self._sent(sending, address, message)

    async def _not_resting(self, sending: _Sending, messenger: Messenger) -> None:
        """Raise ``PlatformBusy`` if a follow-up would come while its reader wants no message."""
        if sending.job.urgency is Urgency.FOLLOW_UP and sending.account is not None:
            resting = await messenger.rests_for(sending.account)
            if resting:
                raise PlatformBusy(resting)

    async def _look_for_a_new_way(self, sending: _Sending, person: str) -> None:
        """The conversation that was kept is gone; only if none can be opened, its person is."""

        async def note(work: Work, told: bool) -> None:  # noqa: FBT001 - see Note
            mine = await ours(work, sending.job)
            await let_go(work, mine)
            await work.vault.clear(Person.direct.of(person, sending.platform))
            await try_again(work, mine)

        await self._in_work(sending.job, note)

    async def _sent(self, sending: _Sending, address: Address, message: str) -> None:
        async def note(work: Work, told: bool) -> None:  # noqa: FBT001 - see Note
            job = await ours(work, sending.job)
            owner = job.subject if job.kind == REDRAW else job.reference
            shown = await work.of(ShownCard).get(owner)
            if shown is not None:
                if sending.message is None:
                    conversation = address.value
                    blind_index = message_index(work, address.platform, conversation, message)
                    shown = await work.save(replace(shown, blind_index=blind_index))
                    await work.vault.seal(shown.address, address)
                    await work.vault.seal(shown.message, message)
                await redrawn(work, shown, sending.version)
            if sending.person and sending.address is None:
                direct = Person.direct.of(sending.person, address.platform)
                await work.vault.seal(direct, address.value)
            await self._outcome(work, job, JobState.SENT, told=told)

        await self._in_work(sending.job, note)

    async def _record(
        self, job: Job, state: JobState, wait: timedelta = timedelta(), cost: int = 1
    ) -> None:
        async def note(work: Work, told: bool) -> None:  # noqa: FBT001 - see Note
            mine = await ours(work, job)
            await let_go(work, mine)
            if state is JobState.PENDING:
                await put_back(work, mine, work.now + wait)
            else:
                await self._outcome(work, mine, state, told=told, cost=cost)

        await self._in_work(job, note)

    async def _in_work(self, job: Job, note: Note) -> None:
        """Commit how an attempt ended. Raises ``StorageDown``, and nothing else.

        Where the kind of job fails to note it, the outcome is written without it: what has been
        sent is not to be sent again, and one faulty job is not to hold up the others.
        """
        try:
            try:
                await in_one_work(self._storage, lambda work: note(work, True))
            except (LeaseLost, StorageDown):
                raise
            except Exception:
                log.exception("outcome_not_told", extra={"job": job.reference, "kind": job.kind})
                await in_one_work(self._storage, lambda work: note(work, False))
        except LeaseLost:
            log.warning("lease_lost", extra={"job": job.reference})
        except Conflict:
            # The lease runs out, and then it is tried once more.
            log.exception("outcome_not_recorded", extra={"job": job.reference})

    async def _outcome(
        self, work: Work, job: Job, state: JobState, *, told: bool = True, cost: int = 1
    ) -> None:
        """Write how a send ended, and let the kind of job note it in the same work."""
        kind = self._registry.jobs.get(job.kind)
        if state is JobState.UNKNOWN and kind and kind.on_unknown is OnUnknown.REPEAT:
            if job.attempts + cost < MOST_ATTEMPTS:
                await try_again(work, job, cost)
                return
            state = JobState.DEAD
        if state is JobState.DEAD:
            log.warning("not_delivered", extra={"job": job.reference, "kind": job.kind})
        await finish(work, job, state)
        if kind is None or not told:
            return
        context = await self._context(work, job)
        after = {
            JobState.SENT: kind.delivered,
            JobState.UNKNOWN: kind.unknown,
            JobState.DEAD: kind.unreachable,
            JobState.CANCELLED: kind.unreachable,
        }[state]
        await after(context, job)
        await self._registry.settle(context)

    async def _after_failure(self, job: Job) -> None:
        async def note(work: Work, told: bool) -> None:  # noqa: FBT001 - see Note
            mine = await ours(work, job)
            await let_go(work, mine)
            if mine.attempts + 1 < MOST_ATTEMPTS:
                # A decision that fails is looked at again soon: somebody may be waiting for it.
                longest = DECISION_PAUSE if mine.state is JobState.LEASED else None
                await try_again(work, mine, longest=longest)
            else:
                log.error("job_dead", extra={"job": job.reference, "kind": job.kind})
                await self._outcome(work, mine, JobState.DEAD, told=told)

        try:
            await self._in_work(job, note)
        except StorageDown:
            log.exception("failure_not_recorded", extra={"job": job.reference})

    async def _ran_out(self, job: Job) -> None:
        """A lease has ended: what was only leased goes back, what was being sent is unknown."""
        if job.state is JobState.SENDING:
            log.warning("outcome_unknown", extra={"job": job.reference})
            await self._record(job, JobState.UNKNOWN)
        else:
            await self._record(job, JobState.PENDING)


async def _now_of(work: Work) -> datetime:
    return work.now
