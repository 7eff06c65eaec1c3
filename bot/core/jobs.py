"""What happens later: a job is a row written in the transaction that wants it to happen.

A crash before the commit did nothing; after it, nothing is lost. The worker
(``bot/core/worker.py``) leases what is due and carries it out.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.core.names import JobName, Screen
from bot.core.records import TEXT, Field, Record, SealedValue, stored
from bot.core.storage import Work, new_reference


class JobState(StrEnum):
    """Where a job stands."""

    PENDING = "pending"
    LEASED = "leased"
    SENDING = "sending"
    SENT = "sent"
    DONE = "done"
    UNKNOWN = "unknown"
    DEAD = "dead"
    CANCELLED = "cancelled"


OPEN = (JobState.PENDING, JobState.LEASED)
"""The states in which a job can still be cancelled."""


class Urgency(StrEnum):
    """Which of two due jobs goes first."""

    ANSWER = "1-answer"
    CARE = "2-care"
    """What somebody waits for who has asked: a card for those who help, an answer to it."""
    NOTE = "2-note"
    """First notes. Thousands may be due at once; who has asked does not stand behind them."""
    FOLLOW_UP = "3-follow-up"

    @classmethod
    def _missing_(cls, value: object) -> "Urgency":
        """What a newer version calls a class of its own, read by a worker that is still older.

        Such a job is left to the newer ones; that it is there must not stop the others.
        """
        rank = str(value)[:1]
        return next((one for one in cls if one.value[0] == rank), cls.CARE)


class RecipientKind(StrEnum):
    """How a recipient reference is turned into somebody to write to."""

    PERSON = "person"
    SEALED = "sealed"
    CHANNEL = "channel"


@dataclass(frozen=True)
class Recipient:
    """Whom a message is for, by reference; the address is opened just before sending.

    ``person``: a person's reference, for those whose role is known anyway (a lead, a supporter
    on duty). ``sealed``: the reference of a record in whose vault part ``part`` a person's
    reference lies. ``channel``: a channel of the programme, by its key in the playbook, on the
    platform named by ``part``.
    """

    kind: RecipientKind
    reference: str
    part: str = "person"

    @classmethod
    def person(cls, reference: str) -> "Recipient":
        """A person whose reference may stand in the clear."""
        return cls(RecipientKind.PERSON, reference)

    @classmethod
    def sealed(cls, value: SealedValue[str]) -> "Recipient":
        """The person whose reference is sealed."""
        return cls(RecipientKind.SEALED, value.owner, value.name)

    @property
    def sealed_person(self) -> SealedValue[str]:
        """The value in which the reference of a ``sealed`` recipient lies."""
        return SealedValue(self.reference, self.part, TEXT)

    @classmethod
    def channel(cls, key: str, platform: str) -> "Recipient":
        """A channel of the programme on one platform."""
        return cls(RecipientKind.CHANNEL, key, platform)

    def __str__(self) -> str:
        """The form it is stored in."""
        return f"{self.kind}:{self.reference}:{self.part}"

    @classmethod
    def parse(cls, text: str) -> "Recipient":
        """The recipient that ``str`` wrote; raises ``ValueError`` for anything else."""
        kind, reference, part = text.split(":")
        return cls(RecipientKind(kind), reference, part)


class Job(Record):
    """A thing to do at a time, at most once under one ``key``.

    ``subject`` is the reference it is about (a care, a request, …), ``screen`` and ``recipient``
    are set for a job that posts, ``detail`` is a small code of the kind's own (a stage, a rung):
    never personal data. ``due_at`` is programme time; ``lease_until`` is real time.
    """

    key: Field[str]
    kind: Field[str]
    due_at: Field[datetime]
    subject: Field[str] = stored(default="")
    screen: Field[str] = stored(default="")
    recipient: Field[str] = stored(default="")
    detail: Field[str] = stored(default="")
    urgency: Field[Urgency] = stored(default=Urgency.CARE)
    state: Field[JobState] = stored(default=JobState.PENDING)
    lease_token: Field[str | None] = stored(default=None)
    lease_until: Field[datetime | None] = stored(default=None)
    attempts: Field[int] = stored(default=0)


class JobQueue(Protocol):
    """The worker's side of the jobs; each call is a short transaction of its own."""

    async def lease(
        self,
        now: datetime,
        limit: int,
        lease_for: timedelta,
        urgencies: tuple[Urgency, ...] = (),
    ) -> list[Job]:
        """Take up to ``limit`` due pending jobs, the most urgent and then the oldest first.

        No job is given to two callers (``FOR UPDATE SKIP LOCKED`` on PostgreSQL, the one writer
        on SQLite). They come back as ``LEASED`` with a fresh token, their revision one higher.
        ``now`` is programme time; the lease runs on real time. Empty ``urgencies`` means all.
        """
        ...

    async def run_out(self, limit: int) -> list[Job]:
        """Jobs in ``LEASED`` or ``SENDING`` whose lease has ended in real time."""
        ...

    async def next_due(self) -> datetime | None:
        """When the earliest pending job is due, or ``None`` without one."""
        ...


async def schedule(  # noqa: PLR0913 - the columns of a job, each by name
    work: Work,
    kind: JobName,
    key: str,
    due_at: datetime,
    *,
    subject: str = "",
    screen: Screen | None = None,
    recipient: Recipient | None = None,
    detail: str = "",
    urgency: Urgency = Urgency.CARE,
) -> bool:
    """Write a job; ``False``, and nothing changed, if one with this key was ever written."""
    return await work.of(Job).add(
        Job(
            reference=new_reference(),
            key=key,
            kind=kind,
            due_at=due_at,
            subject=subject,
            screen=screen or "",
            recipient=str(recipient) if recipient else "",
            detail=detail,
            urgency=urgency,
        )
    )


async def cancel(work: Work, subject: str, *kinds: JobName) -> int:
    """Cancel the jobs about ``subject`` not yet begun (of these kinds, or all); how many."""
    found = await work.of(Job).find(Job.subject.is_(subject), Job.state.one_of(OPEN))
    jobs = [job for job in found if not kinds or job.kind in kinds]
    for job in jobs:
        # Without its token a worker that has leased the job finds that it is no longer its own.
        await work.of(Job).save(
            replace(job, state=JobState.CANCELLED, lease_token=None, lease_until=None)
        )
    return len(jobs)
