"""How each kind of job is carried out, and what it may decide to do."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.core.context import REDRAW, Context
from bot.core.jobs import Job, Recipient
from bot.core.names import CORE_NUDGE, CORE_POST, JobName, Screen


class OnUnknown(StrEnum):
    """What to do when nobody can say whether a message arrived."""

    REPEAT = "repeat"
    DROP = "drop"


@dataclass(frozen=True)
class Done:
    """The job did its work in this transaction; nothing goes over the network."""


@dataclass(frozen=True)
class NotNow:
    """The job is to be looked at again at ``at``; this costs no attempt."""

    at: datetime


@dataclass(frozen=True)
class Dropped:
    """The job is no longer wanted; it ends as cancelled, without alarm."""


@dataclass(frozen=True)
class Deliver:
    """Post ``screen`` about ``subject`` to ``recipient``, as it is to be drawn right now."""

    screen: Screen
    subject: str
    recipient: Recipient


@dataclass(frozen=True)
class Redraw:
    """Bring a shown card up to date; ``subject`` of the job is the shown card's reference."""


Step = Done | NotNow | Dropped | Deliver | Redraw
Run = Callable[[Context, Job], Awaitable[Step]]
After = Callable[[Context, Job], Awaitable[None]]


async def nothing_after(context: Context, job: Job) -> None:
    """For kinds of job after which nothing needs to be noted."""


@dataclass(frozen=True)
class JobKind:
    """How one kind of job is carried out.

    ``run`` decides, in a transaction of its own. When it says ``Deliver``, exactly one of
    ``delivered``, ``unreachable`` or (outcome unknown and ``on_unknown`` is drop) ``unknown``
    follows, in the transaction that records the outcome.
    """

    name: JobName
    run: Run
    on_unknown: OnUnknown = OnUnknown.REPEAT
    delivered: After = nothing_after
    unreachable: After = nothing_after
    unknown: After = nothing_after


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
