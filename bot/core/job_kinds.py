"""How each kind of job is carried out, and what a job can decide."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.context import REDRAW, Context
from bot.core.jobs import Job, JobState, Reason, Recipient, retry_waiting
from bot.core.messages import A_DAY, Message
from bot.core.names import ACCOUNT_FOUND, CORE_NUDGE, CORE_POST, JobName
from bot.core.seen import CardGone, ShownCard, forget_shown


@dataclass(frozen=True)
class Done:
    """The job did its work in this transaction, without the network."""


@dataclass(frozen=True)
class NotNow:
    """Run the job again at ``at``, from which its last hour then counts."""

    at: datetime


@dataclass(frozen=True)
class Paused:
    """Look again at ``at``; the job stays due all the while, and its last hour may pass."""

    at: datetime


@dataclass(frozen=True)
class Dropped:
    """The job is no longer needed; it ends as cancelled, without an alarm."""


@dataclass(frozen=True)
class Deliver:
    """Post ``message`` about ``subject`` to ``recipient``, drawn from the present state."""

    message: Message
    subject: str
    recipient: Recipient


@dataclass(frozen=True)
class DeliverPlanned:
    """Post the screen that the job names about its subject to its recipient."""


@dataclass(frozen=True)
class Redraw:
    """Redraw a shown card; the job's ``subject`` is the card's reference."""


Step = Done | NotNow | Paused | Dropped | Deliver | DeliverPlanned | Redraw
Run = Callable[[Context, Job], Awaitable[Step]]
After = Callable[[Context, Job], Awaitable[None]]


async def nothing_after(context: Context, job: Job) -> None:
    """Do nothing: the reaction of a kind of job that has none."""


HOWEVER_LATE: timedelta | None = None
"""For jobs that are as right after a year as at once, because they look at the present state."""


@dataclass(frozen=True)
class JobKind:
    """How one kind of job is carried out.

    After a ``Deliver`` exactly one reaction runs, in the transaction that records the outcome.
    """

    name: JobName
    run: Run
    """Decides what to do, in a transaction of its own."""
    lasts: timedelta | None
    """How long after it was first due the job still makes sense; then ``given_up`` runs instead.

    What it sends has a last hour of its own (``Terms.lasts``).
    """
    by_day: bool = False
    """Whether what it sends waits for the reader's day, whatever the message says."""
    delivered: After = nothing_after
    without_account: After = nothing_after
    """Runs when it begins to wait because no account of its reader is known yet."""
    given_up: After = nothing_after
    """Runs if a last hour passed, if the recipient left, or on evidence that they are gone."""
    unknown: After = nothing_after
    """Runs if the outcome stays unknown."""

    def reaction_to(self, state: JobState) -> After:
        """Return the reaction to how a send ended."""
        reactions = {JobState.SENT: self.delivered, JobState.UNKNOWN: self.unknown}
        return reactions.get(state, self.given_up)


async def deliver_planned(context: Context, job: Job) -> Step:
    """Post what the job names, whatever else has happened."""
    return DeliverPlanned()


async def _run_redraw(context: Context, job: Job) -> Step:
    return Redraw()


async def _redraw_given_up(context: Context, job: Job) -> None:
    """Forget a card that is gone, and report it; one that could not be redrawn in time stays."""
    ended = await context.work.of(Job).get(job.reference)
    shown = await context.work.of(ShownCard).get(job.subject)
    if ended is None or shown is None or ended.reason is not Reason.GONE:
        return
    await forget_shown(context.work, shown)
    context.tell(CardGone(shown.subject, shown.screen, shown.recipient))


async def _retry_for_account(context: Context, job: Job) -> Step:
    await retry_waiting(context.work, Reason.ACCOUNT)
    return Done()


CORE_JOBS = (
    JobKind(CORE_POST, deliver_planned, HOWEVER_LATE),
    # For a message that answers a press for some readers and comes unasked to others.
    JobKind(CORE_NUDGE, deliver_planned, HOWEVER_LATE, by_day=True),
    JobKind(ACCOUNT_FOUND, _retry_for_account, HOWEVER_LATE),
    # Drawing the present state twice shows the same as drawing it once.
    JobKind(REDRAW, _run_redraw, 3 * A_DAY, given_up=_redraw_given_up),
)
