"""The worker leases due jobs, decides in a transaction, sends outside of it, and records.

A send has three steps, and a crash between any two of them is safe: commit ``sending``; call the
platform once; commit the outcome, if the lease is still ours. A worker that was suspended and
wakes late finds another token in the row, and writes nothing.
"""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.context import Context, Directory
from bot.core.conversation import Address, Messenger
from bot.core.errors import (
    LeaseLost,
    OutcomeUnknown,
    PlatformBusy,
    RecipientGone,
    StorageDown,
    SubjectGone,
    Unwanted,
)
from bot.core.job_kinds import After, Deliver, Done, Dropped, NotNow, Redraw
from bot.core.jobs import Job, JobQueue, JobState, Recipient, RecipientKind, Urgency
from bot.core.leases import card_of, finish, note_drawn, ours, put_back, release_card, try_again
from bot.core.outcomes import Outcomes
from bot.core.people import Account, Person, accounts_of
from bot.core.redraws import message_index
from bot.core.routes import Registry
from bot.core.screens import Card
from bot.core.seen import Reader, ShownCard
from bot.core.storage import Storage, Work, in_one_work
from bot.core.texts import Wording

LEASE = timedelta(seconds=60)
SEND_TIMEOUT_S = 10.0
MOST_AT_ONCE = 20
UNKNOWN_COSTS = 3
"""How many attempts a post of unknown outcome costs: it may have arrived each time, and a
platform that is slow for an hour must not post the same note ten times."""
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Sending:
    """One send: the card, the way to its recipient, and what to record afterwards."""

    job: Job
    card: Card
    platform: str
    version: int
    """The redraw that the card answers (``ShownCard.wanted``)."""
    address: Address | None
    """``None`` if the private conversation with ``account`` must be opened first."""
    account: Account | None = None
    person: str | None = None
    message: str | None = None
    """The message to redraw; ``None`` to post a new one."""
    others: tuple[Account, ...] = ()
    """The recipient's accounts on other platforms, tried if this one cannot be reached."""


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
        """Work with these messengers, by platform. ``lease`` must outlast a send, in real time."""
        self._lease = lease
        self._storage = storage
        self._queue = queue
        self._registry = registry
        self._wording = wording
        self._directory = directory
        self._messengers = messengers
        self._outcomes = Outcomes(storage, registry, wording, directory)

    async def run_due(self, urgencies: tuple[Urgency, ...] = ()) -> int:
        """Carry out one batch of due jobs; returns how many were taken.

        Raises only ``StorageDown``: a job that fails is tried again later.
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
        """Return how many jobs fit into half a lease, so that no lease ends while a job waits."""
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
            await self._outcomes.record_failure(job)

    async def _prepare(self, work: Work, job: Job) -> _Sending | None:
        job = await ours(work, job)
        context = await self._outcomes.context(work)
        kind = self._registry.jobs[job.kind]
        try:
            step = await kind.run(context, job)
            await self._registry.settle(context)
            present = await work.of(Job).get(job.reference)
            if present is None or present.state is JobState.CANCELLED:
                # The job ended its own subject, which cancels all jobs about it, even this one.
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

    async def _prepare_post(self, work: Work, job: Job, step: Deliver) -> _Sending | None:
        person, account, address = await self._resolve(work, step.recipient)
        if account is None and address is None:
            # The recipient left, so a missing address is not a failure.
            left = person is not None and not person.active
            state = JobState.CANCELLED if left else JobState.DEAD
            after = await self._outcomes.end(work, job, state)
            await self._outcomes.react(work, job, after)
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
            # A second attempt at this job posts the same card.
            before = await work.of(ShownCard).get(job.reference)
            if before is not None:
                await work.save(replace(before, redrawing=job.reference))
                shown = before
        job = await work.save(replace(job, state=JobState.SENDING))
        return _Sending(
            job=job,
            card=card,
            platform=address.platform if address else account.platform if account else "",
            version=shown.wanted,
            address=address,
            account=account,
            person=person.reference if person else None,
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
            # The job that draws this card now finds afterwards that one more redraw is wanted.
            await finish(work, job, JobState.CANCELLED)
            return None
        try:
            person, _, _ = await self._resolve(work, Recipient.parse(shown.recipient))
        except SubjectGone:
            # The person was erased; their card must still show that its subject ended.
            person = None
        reader = await work.vault.open(shown.reader)
        card = await self._drawn(work, shown.screen, shown.subject, person, reader)
        await work.save(replace(shown, redrawing=job.reference))
        job = await work.save(replace(job, state=JobState.SENDING))
        return _Sending(job, card, at.platform, shown.wanted, at, message=message)

    async def _resolve(
        self, work: Work, recipient: Recipient
    ) -> tuple[Person | None, Account | None, Address | None]:
        """Find who a recipient is, their account, and the conversation with them if it is known.

        Raises ``SubjectGone`` if the recipient's reference was erased.
        """
        if recipient.kind is RecipientKind.CHANNEL:
            address = await self._directory.channel(work, recipient.reference, recipient.qualifier)
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
        """Draw a screen for a person, or for a ``reader`` whose reference was erased."""
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
                await self._forget_conversation(sending, sending.person)
            elif sending.others and not isinstance(gone, Unwanted):
                # Nothing was sent yet, and they may have the app on another platform.
                other, *rest = sending.others
                there = replace(sending, platform=other.platform, account=other)
                await self._send(replace(there, others=tuple(rest)))
            else:
                await self._outcomes.record(sending.job, JobState.DEAD)
        except PlatformBusy as busy:
            await self._outcomes.put_back(sending.job, busy.retry_after)
        except (OutcomeUnknown, TimeoutError):
            log.warning("outcome_unknown", extra={"job": sending.job.reference})
            # Drawing a card twice shows the same as drawing it once.
            cost = UNKNOWN_COSTS if sending.message is None else 1
            await self._outcomes.record(sending.job, JobState.UNKNOWN, cost)
        else:
            await self._sent(sending, address, message)

    async def _not_resting(self, sending: _Sending, messenger: Messenger) -> None:
        """Raise ``PlatformBusy`` if a follow-up would disturb a reader who wants no messages."""
        if sending.job.urgency is Urgency.FOLLOW_UP and sending.account is not None:
            resting = await messenger.rests_for(sending.account)
            if resting:
                raise PlatformBusy(resting)

    async def _forget_conversation(self, sending: _Sending, person: str) -> None:
        """Try again with a new conversation: the stored one is gone, the person may not be."""

        async def write(work: Work, mine: Job) -> None:
            await release_card(work, mine)
            await work.vault.clear(Person.direct.of(person, sending.platform))
            await try_again(work, mine)

        await self._outcomes.commit(sending.job, write)

    async def _sent(self, sending: _Sending, address: Address, message: str) -> None:
        async def write(work: Work, job: Job) -> After | None:
            shown = await card_of(work, job)
            if shown is not None:
                if sending.message is None:
                    blind_index = message_index(work, address.platform, address.value, message)
                    shown = await work.save(replace(shown, blind_index=blind_index))
                    await work.vault.seal(shown.address, address)
                    await work.vault.seal(shown.message, message)
                await note_drawn(work, shown, sending.version)
            if sending.person and sending.address is None:
                direct = Person.direct.of(sending.person, address.platform)
                await work.vault.seal(direct, address.value)
            return await self._outcomes.end(work, job, JobState.SENT)

        await self._outcomes.commit(sending.job, write)

    async def _ran_out(self, job: Job) -> None:
        """A lease has ended: put a leased job back; the outcome of a send is unknown."""
        if job.state is JobState.SENDING:
            log.warning("outcome_unknown", extra={"job": job.reference})
            await self._outcomes.record(job, JobState.UNKNOWN)
        else:
            await self._outcomes.put_back(job)


async def _now_of(work: Work) -> datetime:
    return work.now
