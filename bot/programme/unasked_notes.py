"""Send notes that nobody asked for, besides first notes and follow-ups.

They wait while all notes are paused. The worker looks for a pause right before it sends, so a
pause counts as soon as it is committed.
"""

from datetime import datetime, timedelta

from bot.core.context import Context
from bot.core.job_kinds import HOWEVER_LATE, DeliverPlanned, JobKind, Paused, Step
from bot.core.jobs import Job, Recipient
from bot.core.messages import Message
from bot.programme.names import PROGRAMME_UNASKED
from bot.programme.stored.configuration import paused

LOOK_AGAIN = timedelta(minutes=1)


async def post_unasked(
    context: Context,
    message: Message,
    subject: str,
    to: Recipient,
    key: str,
    *,
    due_at: datetime | None = None,
) -> bool:
    """Like ``Context.post``, but it waits while notes are paused."""
    return await context.post(message, subject, to, key, due_at=due_at, kind=PROGRAMME_UNASKED)


async def _run(context: Context, job: Job) -> Step:
    if await paused(context.work):
        return Paused(context.now + LOOK_AGAIN)
    return DeliverPlanned()


POST_UNASKED = JobKind(PROGRAMME_UNASKED, _run, HOWEVER_LATE)
