"""When a name goes, as the last note tells it and as it is then done."""

from datetime import datetime, timedelta

from bot.adverse_events.model import AdverseEvent, Care
from bot.core.storage import Work
from bot.programme import current
from bot.requests.model import LIVE, SupportRequest

KEPT_AFTER_END = timedelta(days=7)
KEPT_AT_MOST = timedelta(days=60)


async def latest(work: Work, care: Care) -> datetime:
    """When who a care is about goes at the latest: 60 days after the report, or sooner."""
    event = await work.of(AdverseEvent).get(care.event or "")
    kept = min((await current(work)).names_kept, KEPT_AT_MOST)
    return (event.reported_at if event else care.begun_at) + kept


async def has_live_request(work: Work, care: str) -> bool:
    """Whether a talk asked for under this care is not over yet."""
    return (
        await work.of(SupportRequest).count(
            SupportRequest.care.is_(care), SupportRequest.state.one_of(LIVE)
        )
        > 0
    )


async def goes_at(work: Work, care: Care, ended_at: datetime) -> datetime | None:
    """When the name goes if the care ends then; ``None`` while a talk is not over."""
    if await has_live_request(work, care.reference):
        return None
    return min(ended_at + KEPT_AFTER_END, await latest(work, care))
