"""What is wrong with sending: what waits, for how long and why, and what was not delivered."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from bot.core.context import Context
from bot.core.deployment import doubtful, planned_before_a_leap, state_of
from bot.core.errors import SubjectGone
from bot.core.health import Cause, Check, Finding, Mender
from bot.core.jobs import Job, JobState, Reason, Recipient, RecipientKind
from bot.core.names import Screen
from bot.core.storage import Work
from bot.core.undelivered import is_message
from bot.core.ways import person_of

ADMINISTRATOR, COORDINATOR = Mender.ADMINISTRATOR, Mender.COORDINATOR
IT, MAKERS = Mender.IT, Mender.MAKERS
BUSY_FOR = timedelta(minutes=3)
"""A platform may ask us to wait this long before anybody needs to know."""
LATE_FOR = timedelta(minutes=2)
"""Workers take a job within seconds of its time."""
LATELY = timedelta(days=1)
AN_HOUR = timedelta(hours=1)
MOST = 1000
"""More waiting messages than this are as bad as this many."""

REFUSING = Cause(
    "sends_installation", ADMINISTRATOR, "platform.refusing", "platform.mend_refusing", broken=True
)
NOT_UNDERSTOOD = Cause(
    "sends_refused", MAKERS, "platform.not_understood", "platform.mend_not_understood", broken=True
)
FAULTY = Cause("sends_faulty", MAKERS, "health.found.faulty", "health.mend.faulty", broken=True)
NO_ACCOUNT = Cause(
    "sends_no_account",
    COORDINATOR,
    "health.found.no_account",
    "health.mend.no_account",
    broken=True,
)
NO_PROCESS = Cause(
    "sends_no_process", IT, "platform.no_process", "platform.mend_not_open", broken=True
)
SLOW = Cause("sends_slow", IT, "platform.slow", "platform.mend_slow", broken=True)
UNANSWERED = Cause("sends_unanswered", IT, "platform.unanswered", "platform.mend_unanswered")
JOBS_LATE = Cause("jobs_late", IT, "health.found.jobs_late", "health.mend.no_worker", broken=True)
GONE = Cause("undelivered_gone", COORDINATOR, "health.found.gone", "health.mend.gone")
EXPIRED = Cause("undelivered_expired", COORDINATOR, "health.found.expired", "health.mend.expired")
MAYBE = Cause("undelivered_maybe", COORDINATOR, "health.found.maybe", "health.mend.maybe")

WAITING = {
    Reason.INSTALLATION: REFUSING,
    Reason.REFUSED: NOT_UNDERSTOOD,
    Reason.FAULT: FAULTY,
    Reason.ACCOUNT: NO_ACCOUNT,
    Reason.PROCESS: NO_PROCESS,
    Reason.BUSY: SLOW,
}
"""What is wrong with a message that waits. Waiting for hours, or to repeat, is as it should be."""
ENDED = {Reason.GONE: GONE, Reason.EXPIRED: EXPIRED, Reason.UNKNOWN: MAYBE}


async def waiting(work: Work) -> list[Job]:
    """Return the jobs that wait for something other than their time or their reader's day."""
    jobs = work.of(Job)
    stuck = await jobs.find(Job.state.is_(JobState.PENDING), Job.reason.one_of(WAITING), limit=MOST)
    late = await jobs.find(
        Job.state.is_(JobState.PENDING),
        Job.reason.is_(Reason.NONE),
        Job.due_at.at_most(work.now - LATE_FOR),
        limit=MOST,
    )
    return [*stuck, *late]


@dataclass(frozen=True)
class Unsent:
    """The messages of one kind that wait on one platform, and how long the oldest has waited.

    The time counts from when it was first meant to go, however often it was put off since.
    """

    message: str
    """The name of its screen, without a variant."""
    platform: str
    """Empty while no platform is known for it."""
    age: timedelta


async def unsent(work: Work) -> tuple[Unsent, ...]:
    """Return what waits although it should have gone, by message and platform."""
    oldest: dict[tuple[str, str], datetime] = {}
    for job in await waiting(work):
        if job.screen:
            key = Screen(job.screen).parts[0], job.platform
            oldest[key] = min(job.meant_for, oldest.get(key, job.meant_for))
    return tuple(
        Unsent(message, platform, max(work.now - since, timedelta()))
        for (message, platform), since in sorted(oldest.items())
    )


async def _waits(context: Context, final: Collection[str]) -> list[Finding]:
    now = context.now
    groups: dict[tuple[Cause, str, str], list[Job]] = {}
    is_held_back = await _held_back(context.work, final)
    for job in await waiting(context.work):
        cause = WAITING.get(job.reason, JOBS_LATE)
        if cause is JOBS_LATE and is_held_back(job):
            continue
        if cause is SLOW and now - job.meant_for < BUSY_FOR:
            continue
        platform = (job.platform or "?") if cause.is_of_platform else ""
        groups.setdefault((cause, platform, job.code), []).append(job)
    found = []
    for (cause, platform, code), jobs in sorted(groups.items(), key=lambda each: each[0][1:]):
        age = now - min(job.meant_for for job in jobs)
        count = len(jobs)
        if cause is NO_ACCOUNT:
            count = await _people(context.work, jobs)
        found.append(
            cause.said(
                context.words,
                platform,
                count=count,
                minutes=max(0, age // timedelta(minutes=1)),
                detail=code or "?",
            )
        )
    return found


async def _held_back(work: Work, final: Collection[str]) -> Callable[[Job], bool]:
    """Which jobs wait since the deployment is held or its clock leapt, which others say."""
    state = await state_of(work)
    if state is None:
        return lambda job: False
    if state.held is not None:
        return lambda job: True
    doubt = doubtful(state.marked_at, state.leapt_at, work.now)
    span = planned_before_a_leap(state.marked_at, state.leapt_from, state.leapt_at, work.now)
    return lambda job: (
        (doubt and job.kind in final) or (span is not None and span.holds(job.due_at))
    )


async def _people(work: Work, jobs: Iterable[Job]) -> int:
    """Return how many people the messages are for, as far as that can be known."""
    people: set[str] = set()
    for job in jobs:
        reference = job.reference
        if job.recipient:
            recipient = Recipient.parse(job.recipient)
            try:
                person = await person_of(work, recipient)
            except SubjectGone:
                continue
            reference = person.reference if person else reference
            if recipient.kind is RecipientKind.CHANNEL:
                reference = job.recipient
        people.add(reference)
    return len(people)


async def _unanswered(context: Context) -> list[Finding]:
    """Find the messages of unknown outcome: those to be repeated, and those of the last hour."""
    jobs, unknown = context.work.of(Job), Job.reason.is_(Reason.UNKNOWN)
    lately = Job.due_at.at_least(context.now - AN_HOUR)
    pending = await jobs.find(Job.state.is_(JobState.PENDING), unknown, limit=MOST)
    ended = await jobs.find(Job.state.is_(JobState.UNKNOWN), unknown, lately, limit=MOST)
    counts = Counter(job.platform or "?" for job in (*pending, *ended))
    return [
        UNANSWERED.said(context.words, platform, count=count)
        for platform, count in sorted(counts.items())
    ]


async def _undelivered(context: Context) -> list[Finding]:
    """Find what ended undelivered in the last day, by its reason."""
    jobs = await context.work.of(Job).find(
        Job.state.one_of((JobState.DEAD, JobState.UNKNOWN)),
        Job.due_at.at_least(context.now - LATELY),
        limit=MOST,
    )
    counts: dict[Cause, int] = {}
    for job in jobs:
        cause = ENDED.get(job.reason)
        if cause is not None and is_message(job):
            counts[cause] = counts.get(cause, 0) + 1
    return [cause.said(context.words, count=count) for cause, count in counts.items()]


def checks(final: Collection[str]) -> tuple[Check, ...]:
    """The checks of what waits and of what ended; the kinds in ``final`` wait after a leap."""
    return (
        Check("waiting", partial(_waits, final=final), (*WAITING.values(), JOBS_LATE)),
        Check("unanswered", _unanswered, (UNANSWERED,)),
        Check("undelivered", _undelivered, tuple(ENDED.values())),
    )
