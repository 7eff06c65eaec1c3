"""How each kind of job is carried out, and what a job can decide."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.core.context import REDRAW, Context
from bot.core.jobs import Job, JobState, Recipient
from bot.core.names import CORE_NUDGE, CORE_POST, JobName, Screen


class OnUnknown(StrEnum):
    """What happens if it is unknown whether a message arrived."""

    REPEAT = "repeat"
    DROP = "drop"


@dataclass(frozen=True)
class Done:
    """The job did its work in this transaction, without the network."""


@dataclass(frozen=True)
class NotNow:
    """Run the job again at ``at``; this costs no attempt."""

    at: datetime


@dataclass(frozen=True)
class Dropped:
    """The job is no longer needed; it ends as cancelled, without an alarm."""


@dataclass(frozen=True)
class Deliver:
    """Post ``screen`` about ``subject`` to ``recipient``, drawn from the present state."""

    screen: Screen
    subject: str
    recipient: Recipient


@dataclass(frozen=True)
class Redraw:
    """Redraw a shown card; the job's ``subject`` is the card's reference."""


Step = Done | NotNow | Dropped | Deliver | Redraw
Run = Callable[[Context, Job], Awaitable[Step]]
After = Callable[[Context, Job], Awaitable[None]]


async def nothing_after(context: Context, job: Job) -> None:
    """Do nothing: the reaction of a kind of job that has none."""


@dataclass(frozen=True)
class JobKind:
    """How one kind of job is carried out.

    After a ``Deliver`` exactly one reaction runs, in the transaction that records the outcome.
    """

    name: JobName
    run: Run
    """Decides what to do, in a transaction of its own."""
    on_unknown: OnUnknown = OnUnknown.REPEAT
    delivered: After = nothing_after
    unreachable: After = nothing_after
    """Runs if every attempt failed, or if the recipient has left."""
    unknown: After = nothing_after
    """Runs if the outcome is unknown and ``on_unknown`` is ``DROP``."""

    def reaction_to(self, state: JobState) -> After:
        """Return the reaction to how a send ended."""
        reactions = {JobState.SENT: self.delivered, JobState.UNKNOWN: self.unknown}
        return reactions.get(state, self.unreachable)


async def _run_post(context: Context, job: Job) -> Step:
    return Deliver(Screen(job.screen), job.subject, Recipient.parse(job.recipient))


async def _run_redraw(context: Context, job: Job) -> Step:
    return Redraw()


CORE_JOBS = (
    JobKind(CORE_POST, _run_post),
    JobKind(CORE_NUDGE, _run_post, on_unknown=OnUnknown.DROP),
    # Drawing the present state twice shows the same as drawing it once.
    JobKind(REDRAW, _run_redraw),
)
