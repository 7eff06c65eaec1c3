"""Send notes that nobody asked for, besides first notes and follow-ups.

They wait while all notes are paused. The worker looks for a pause right before it sends, so a
pause counts as soon as it is committed.
"""

from datetime import datetime, timedelta

from bot.core.context import Context
from bot.core.job_kinds import Deliver, JobKind, NotNow, OnUnknown, Step
from bot.core.jobs import Job, Recipient, Urgency, schedule
from bot.core.names import Screen
from bot.programme.names import PROGRAMME_UNASKED
from bot.programme.stored.configuration import paused

LOOK_AGAIN = timedelta(minutes=1)


async def post_unasked(
    context: Context,
    screen: Screen,
    subject: str,
    to: Recipient,
    key: str,
    *,
    due_at: datetime | None = None,
    urgency: Urgency = Urgency.CARE,
) -> bool:
    """Like ``Context.post``, but it waits while notes are paused and never sends twice."""
    return await schedule(
        context.work,
        PROGRAMME_UNASKED,
        key,
        due_at or context.now,
        subject=subject,
        screen=screen,
        recipient=to,
        urgency=urgency,
    )


async def _run(context: Context, job: Job) -> Step:
    if await paused(context.work):
        return NotNow(context.now + LOOK_AGAIN)
    return Deliver(Screen(job.screen), job.subject, Recipient.parse(job.recipient))


POST_UNASKED = JobKind(PROGRAMME_UNASKED, _run, on_unknown=OnUnknown.DROP)
