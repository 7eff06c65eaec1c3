"""Computes when a name is erased, for both the last note and the erasure itself."""

from datetime import datetime, timedelta

from bot.adverse_events.model import AdverseEvent, Episode
from bot.core.storage import Work
from bot.programme import current
from bot.requests.model import LIVE, SupportRequest

KEPT_AFTER_END = timedelta(days=7)
KEPT_AT_MOST = timedelta(days=60)


async def latest(work: Work, episode: Episode) -> datetime:
    """Return when an episode's person is erased at the latest: 60 days after the report or less."""
    event = await work.of(AdverseEvent).get(episode.event) if episode.event else None
    kept = min((await current(work)).names_kept, KEPT_AT_MOST)
    return (event.reported_at if event else episode.begun_at) + kept


async def has_live_request(work: Work, episode: str) -> bool:
    """Whether a talk asked for under this episode is still open."""
    live = SupportRequest.state.one_of(LIVE)
    return await work.of(SupportRequest).count(SupportRequest.episode.is_(episode), live) > 0


async def goes_at(work: Work, episode: Episode, ended_at: datetime) -> datetime | None:
    """Return when the name is erased if the episode ends then; ``None`` while a talk is open."""
    if await has_live_request(work, episode.reference):
        return None
    return min(ended_at + KEPT_AFTER_END, await latest(work, episode))
