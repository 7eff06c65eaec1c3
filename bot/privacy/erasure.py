"""Erases the person of an episode in time, and repairs erasures that were missed.

An ended episode keeps its name for seven days, so that its last note still works. Sixty days after
the report the name is erased in any case.
"""

import logging
from datetime import timedelta

from bot.adverse_events import forget_episode
from bot.adverse_events.model import Episode, EpisodeBegun, EpisodeEnded, EpisodeState, EraseWanted
from bot.core.context import Context
from bot.core.deployment import clock_is_doubtful
from bot.core.job_kinds import HOWEVER_LATE, Done, Dropped, JobKind, NotNow, Step
from bot.core.jobs import OPEN, Job, schedule
from bot.core.names import JobName
from bot.core.routes import Audit, Sweep
from bot.follow_ups import KEPT_AFTER_END, KEPT_AT_MOST, forget_cadence, has_live_request, latest
from bot.privacy.model import Forgotten
from bot.programme import current

ERASE = JobName("privacy.erase")
ERASE_LATEST = JobName("privacy.erase_latest")
SWEEP = JobName("privacy.sweep")
GRACE = timedelta(hours=1)
LOOK_AGAIN = timedelta(days=1)
FORGOTTEN_KEPT = timedelta(days=60)
"""How long the database itself keeps that somebody was forgotten; the ledger keeps it for good."""
log = logging.getLogger(__name__)


async def on_episode_begun(context: Context, fact: EpisodeBegun) -> None:
    """Schedule the erasure on the last allowed day."""
    episode = await context.work.of(Episode).get(fact.episode)
    if episode is not None:
        at = await latest(context.work, episode)
        key = f"erase-latest:{episode.reference}"
        await schedule(context.work, ERASE_LATEST, key, at, subject=episode.reference)


async def on_episode_ended(context: Context, fact: EpisodeEnded) -> None:
    """Schedule the erasure in seven days, or now if nobody answered."""
    at = context.now if fact.erase_now else context.now + KEPT_AFTER_END
    await schedule(context.work, ERASE, f"erase:{fact.episode}", at, subject=fact.episode)


async def on_erase_wanted(context: Context, fact: EraseWanted) -> None:
    """Erase an ended episode now; a second press changes nothing."""
    key = f"erase-now:{fact.episode}"
    await schedule(context.work, ERASE, key, context.now, subject=fact.episode)


async def erase_episode(context: Context, episode: str) -> None:
    """Erase the person of an episode, and the notes planned for it."""
    await forget_cadence(context, episode)
    await forget_episode(context, episode)


async def _erase(context: Context, job: Job) -> Step:
    episode = await context.need(Episode, job.subject)
    if episode.whose is None:
        return Dropped()
    if await has_live_request(context.work, episode.reference):
        # A supporter is about to call this person, so the name stays until the talk is over.
        no_later = max(await latest(context.work, episode), context.now + GRACE)
        return NotNow(min(context.now + LOOK_AGAIN, no_later))
    return await _erase_latest(context, job)


async def _erase_latest(context: Context, job: Job) -> Step:
    episode = await context.need(Episode, job.subject)
    if episode.whose is None:
        return Dropped()
    # An open talk goes on: the request holds its person under a key of its own.
    await erase_episode(context, episode.reference)
    return Done()


async def overdue(context: Context) -> list[str]:
    """Return episodes past their last day, or ended without an erasure ahead.

    While the clock is doubtful nothing is known to be overdue, and nothing is erased for it.
    """
    if await clock_is_doubtful(context.work):
        return []
    kept = min((await current(context.work)).names_kept, KEPT_AT_MOST)
    old = context.now - kept + timedelta(days=2)
    begun_long_ago = await context.work.of(Episode).find(
        Episode.begun_at.at_most(old),
        # Along the index: in the order of references all that is kept would be looked at.
        order_by=Episode.begun_at,
    )
    found = [
        episode.reference
        for episode in begun_long_ago
        if episode.whose and await latest(context.work, episode) + GRACE < context.now
    ]
    for episode in await context.work.of(Episode).find(Episode.state.is_(EpisodeState.ENDED)):
        missing = episode.whose and episode.reference not in found
        if missing and not await _erasure_ahead(context, episode):
            found.append(episode.reference)
    return found


async def _erasure_ahead(context: Context, episode: Episode) -> bool:
    jobs = await context.work.of(Job).find(
        Job.subject.is_(episode.reference), Job.state.one_of(OPEN)
    )
    return any(job.kind == ERASE and job.due_at + GRACE > context.now for job in jobs)


async def _sweep(context: Context, job: Job) -> Step:
    for reference in await overdue(context):
        log.warning("erased_late", extra={"subject": reference})
        await erase_episode(context, reference)
    long_ago = context.now - FORGOTTEN_KEPT
    for forgotten in await context.work.of(Forgotten).find(Forgotten.at.at_most(long_ago)):
        await context.work.remove(forgotten)
    return Done()


JOBS = (
    JobKind(ERASE, _erase, HOWEVER_LATE),
    JobKind(ERASE_LATEST, _erase_latest, HOWEVER_LATE),
    JobKind(SWEEP, _sweep, HOWEVER_LATE),
)
SWEEPS = (Sweep(SWEEP, timedelta(days=1)),)
AUDITS = (Audit("privacy.overdue", overdue, erase_episode),)
