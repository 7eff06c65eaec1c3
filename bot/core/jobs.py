"""Jobs: a job is a row, written in the same transaction as the change that needs it.

A crash before the commit leaves nothing; after it, nothing is lost. The worker
(``bot/core/worker.py``) leases due jobs and carries them out.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from bot.core.names import JobName
from bot.core.packed import Packed
from bot.core.records import TEXT, Field, Record, SealedValue, stored
from bot.core.storage import Work, new_reference

if TYPE_CHECKING:
    from bot.core.messages import Message


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


class Reason(StrEnum):
    """Why a job still waits, or why its message was not delivered."""

    NONE = ""
    HOURS = "hours"
    """Its reader is asleep, or has paused notifications."""
    BUSY = "busy"
    """The platform asked us to wait, or could not be reached."""
    INSTALLATION = "installation"
    """The platform refuses the whole installation until somebody mends it."""
    REFUSED = "refused"
    """The platform refused it for a reason that we do not know."""
    UNKNOWN = "unknown"
    """It may have been sent: the platform's answer was lost."""
    ACCOUNT = "account"
    """No account of its reader is known yet, or no address of its channel."""
    PROCESS = "process"
    """It needs a platform that another process must open."""
    FAULT = "fault"
    """A fault in the program stops it."""
    GONE = "gone"
    """The platform gave evidence that it cannot reach this reader."""
    EXPIRED = "expired"
    """Its last hour passed before it could be sent."""


OPEN = (JobState.PENDING, JobState.LEASED)
"""The states in which a job can still be cancelled."""


class Urgency(StrEnum):
    """How urgent a job is. The members stand in the order in which due jobs are taken.

    The values are what databases hold; their first characters have no meaning.
    """

    ANSWER = "1-answer"
    CARE = "2-care"
    """Somebody who asked is waiting: a card for their helpers, or the answer to it."""
    NOTE = "2-note"
    """A first note. Thousands may be due at once, so they come after those who asked."""
    FOLLOW_UP = "3-follow-up"

    @property
    def rank(self) -> int:
        """The position in the order of the members; the lowest rank is taken first."""
        return list(type(self)).index(self)

    @classmethod
    def _missing_(cls, _: object) -> "Urgency":
        """Read an urgency that only a newer version knows as ``CARE``.

        An older worker never leases such a job, but must be able to read its row.
        """
        return cls.CARE


class RecipientKind(StrEnum):
    """What the reference of a recipient names."""

    PERSON = "person"
    """A person whose role is known anyway, such as a lead or a supporter on duty."""
    SEALED = "sealed"
    """A record in whose vault the person's reference lies."""
    CHANNEL = "channel"
    """A channel of the programme, by its key in the playbook."""


@dataclass(frozen=True)
class Recipient(Packed):
    """The recipient of a message, by reference; the address is opened just before sending."""

    kind: RecipientKind
    reference: str
    qualifier: str = "person"
    """The name of the sealed field (``SEALED``), or the platform (``CHANNEL``)."""

    @classmethod
    def person(cls, reference: str) -> "Recipient":
        """Make the recipient for a person whose reference may be stored unsealed."""
        return cls(RecipientKind.PERSON, reference)

    @classmethod
    def sealed(cls, value: SealedValue[str]) -> "Recipient":
        """Make the recipient for a person whose reference is sealed."""
        return cls(RecipientKind.SEALED, value.owner, value.name)

    @property
    def sealed_person(self) -> SealedValue[str]:
        """The sealed value that holds the person's reference (``SEALED`` only)."""
        return SealedValue(self.reference, self.qualifier, TEXT)

    @classmethod
    def channel(cls, key: str, platform: str) -> "Recipient":
        """Make the recipient for a channel of the programme on one platform."""
        return cls(RecipientKind.CHANNEL, key, platform)


class Job(Record):
    """Something to do at a time. It holds no personal data."""

    key: Field[str]
    """Unique: a second job with the same key is never written."""
    kind: Field[str]
    due_at: Field[datetime]
    """In programme time (``Clock.now``)."""
    subject: Field[str] = stored(default="")
    """The reference of what the job is about, such as an episode or a request."""
    screen: Field[str] = stored(default="")
    """Set, like ``recipient``, for a job that posts."""
    recipient: Field[str] = stored(default="")
    detail: Field[str] = stored(default="")
    """A short code of the kind's own, such as a stage or an escalation level."""
    urgency: Field[Urgency] = stored(default=Urgency.CARE)
    state: Field[JobState] = stored(default=JobState.PENDING)
    lease_token: Field[str | None] = stored(default=None)
    lease_until: Field[datetime | None] = stored(default=None)
    """In real time."""
    attempts: Field[int] = stored(default=0)
    repeats: Field[int] = stored(default=0)
    """How many times a message was sent again because it was unknown whether it arrived."""
    platform: Field[str] = stored(default="")
    """The platform that it needs, once that is known; only a process that opened it may take it."""
    reason: Field[Reason] = stored(default=Reason.NONE)
    first_due_at: Field[datetime | None] = stored(default=None)
    """When it was due before anything made it wait; unset in a job of an older version."""
    code: Field[str] = stored(default="")
    """The platform's own word for a refusal, without personal data."""

    @property
    def meant_for(self) -> datetime:
        """The moment from which its last hour counts: when it was due before it had to wait."""
        return self.first_due_at or self.due_at


class JobQueue(Protocol):
    """The jobs as the worker sees them; each call is a short transaction of its own."""

    async def lease(
        self,
        now: datetime,
        limit: int,
        lease_for: timedelta,
        urgencies: tuple[Urgency, ...] = (),
        platforms: tuple[str, ...] = (),
    ) -> list[Job]:
        """Take up to ``limit`` due pending jobs, the most urgent and then the oldest first.

        Of the jobs that need a certain platform, only those on ``platforms`` are taken.

        No job goes to two callers (``FOR UPDATE SKIP LOCKED`` on PostgreSQL, a single writer on
        SQLite). The jobs returned are ``LEASED``, have a new token, and a revision one higher.
        ``now`` is programme time; the lease runs on real time. Empty ``urgencies`` means all.
        """
        ...

    async def run_out(self, limit: int) -> list[Job]:
        """Return jobs in ``LEASED`` or ``SENDING`` whose lease has ended in real time."""
        ...

    async def leased(self, limit: int) -> list[Job]:
        """Return jobs in ``LEASED`` or ``SENDING``, whenever their lease ends."""
        ...

    async def next_due(self) -> datetime | None:
        """Return when the earliest pending job is due, or ``None`` without one."""
        ...


async def schedule(  # noqa: PLR0913 - the columns of a job, each by name
    work: Work,
    kind: JobName,
    key: str,
    due_at: datetime,
    *,
    subject: str = "",
    screen: "Message | None" = None,
    recipient: Recipient | None = None,
    detail: str = "",
    urgency: Urgency = Urgency.CARE,
    meant_for: datetime | None = None,
) -> bool:
    """Write a job. Returns ``False`` and changes nothing if this key was used before.

    ``meant_for`` is when it should have been due, if it is written too late for that.
    """
    return await work.add(
        Job(
            reference=new_reference(),
            key=key,
            kind=kind,
            due_at=due_at,
            first_due_at=meant_for or due_at,
            subject=subject,
            screen=screen or "",
            recipient=str(recipient) if recipient else "",
            detail=detail,
            urgency=urgency,
        )
    )


def postponed(job: Job, due_at: datetime) -> Job:
    """Return a job that is now meant for ``due_at``: it is not late before that."""
    return replace(job, due_at=due_at, first_due_at=due_at)


async def retry_waiting(work: Work, reason: Reason) -> int:
    """Let the jobs that wait for this reason run at once; returns how many."""
    waiting = await work.of(Job).find(
        Job.state.is_(JobState.PENDING), Job.reason.is_(reason), Job.due_at.at_least(work.now)
    )
    for job in waiting:
        await work.save(replace(job, due_at=work.now))
    return len(waiting)


async def cancel(work: Work, subject: str, *kinds: JobName) -> int:
    """Cancel the open jobs about ``subject``, of these kinds or all; returns how many."""
    found = await work.of(Job).find(Job.subject.is_(subject), Job.state.one_of(OPEN))
    jobs = [job for job in found if not kinds or job.kind in kinds]
    for job in jobs:
        # Without the token, a worker that has leased the job finds that it lost the lease.
        await work.save(replace(job, state=JobState.CANCELLED, lease_token=None, lease_until=None))
    return len(jobs)
