"""A peer's call before the first note, or instead of it.

The call begins at the moment that suits the first note, so it comes in nobody's quiet hours and to
nobody who wants no notes. The note waits for it some hours; a call that reaches nobody never takes
the note away.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.adverse_events import end_episode
from bot.adverse_events.model import UNWRITTEN, Episode
from bot.check_ins.model import CallDue, CallOutcome
from bot.check_ins.names import CHECK_IN_FIRST_NOTE
from bot.core.context import Context
from bot.core.jobs import Job, JobState
from bot.programme.model import Calls

CALLED_WITHIN = timedelta(hours=4)
"""How long a first note waits for a call."""
A_MOMENT = timedelta(minutes=1)


async def waits_for_call(context: Context, episode: Episode) -> datetime | None:
    """Until when a first note that could go now waits for a call; ``None`` if it waits no more.

    The first time, peers are asked to call.
    """
    if episode.calls is Calls.NONE:
        return None
    begins = episode.called_at is None
    called_at = episode.called_at or context.now
    # Saved whenever it is looked at: if the call ends at the same moment, one of the two is done
    # again and knows of the other. Else the note would wait for a call that is over.
    await context.work.save(replace(episode, called_at=called_at))
    if begins:
        context.tell(CallDue(episode.reference, announced=episode.calls is Calls.FIRST))
        # Whether anybody can be asked at all is known by then.
        return context.now + A_MOMENT
    until = called_at + CALLED_WITHIN
    if episode.calls is Calls.FIRST and episode.note_by is not None:
        # A note that comes all the same is not put off past its last moment for a call.
        until = min(until, max(episode.note_by, called_at))
    return until if until > context.now else None


async def call_ended(context: Context, reference: str, outcome: CallOutcome) -> None:
    """Say what came of the call of an episode; its first note goes now, or never.

    A call instead of the note takes it away only if it reached its person. A note after the call
    keeps its own time for somebody who has asked for a talk meanwhile.
    """
    episode = await context.work.of(Episode).get(reference)
    if episode is None or episode.state not in UNWRITTEN or episode.calls is Calls.NONE:
        return
    if episode.calls is Calls.INSTEAD and outcome is not CallOutcome.NOBODY:
        # Of somebody who wanted no call, nothing is kept.
        declined = outcome is CallOutcome.DECLINED
        await end_episode(context, episode, erase_now=declined, by_person=declined)
        return
    if outcome is CallOutcome.ASKED:
        return
    await context.work.save(replace(episode, calls=Calls.NONE))
    for job in await context.work.of(Job).find(
        Job.subject.is_(reference), Job.state.is_(JobState.PENDING)
    ):
        if job.kind == CHECK_IN_FIRST_NOTE and job.due_at > context.now:
            await context.work.save(replace(job, due_at=context.now))
