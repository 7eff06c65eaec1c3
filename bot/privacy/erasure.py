"""When who a care was about goes, and what looks after it.

A care that has ended keeps its name for seven days, so that its last note still works; sixty days
after the report it goes whatever happens.
"""

import logging
from datetime import datetime, timedelta

from bot.adverse_events import forget_care
from bot.adverse_events.model import Care, CareBegun, CareEnded, CareState, EraseWanted
from bot.core.context import Context
from bot.core.job_kinds import Done, Dropped, JobKind, NotNow, Step
from bot.core.jobs import OPEN, Job, schedule
from bot.core.names import JobName
from bot.core.routes import Audit, Sweep
from bot.follow_ups import KEPT_AFTER_END, KEPT_AT_MOST, forget_cadence, has_live_request, latest
from bot.programme import current

ERASE = JobName("privacy.erase")
ERASE_LATEST = JobName("privacy.erase_latest")
SWEEP = JobName("privacy.sweep")
GRACE = timedelta(hours=1)
LOOK_AGAIN = timedelta(days=1)
log = logging.getLogger(__name__)


async def on_care_begun(context: Context, fact: CareBegun) -> None:
    """Fix the last day for a name at the very beginning."""
    care = await context.work.of(Care).get(fact.care)
    if care is not None:
        at = await latest(context.work, care)
        key = f"erase-latest:{care.reference}"
        await schedule(context.work, ERASE_LATEST, key, at, subject=care.reference)


async def on_care_ended(context: Context, fact: CareEnded) -> None:
    """Erase seven days after the last note, or at once where nobody answered."""
    at = context.now if fact.erase_now else context.now + KEPT_AFTER_END
    await schedule(context.work, ERASE, f"erase:{fact.care}", at, subject=fact.care)


async def on_erase_wanted(context: Context, fact: EraseWanted) -> None:
    """Erase now, though the care had ended before; pressed twice it is done once."""
    key = f"erase-now:{fact.care}"
    await schedule(context.work, ERASE, key, context.now, subject=fact.care)


async def erase_care(context: Context, care: str) -> None:
    """Forget who a care was about, and the notes that were planned for it."""
    await forget_cadence(context, care)
    await forget_care(context, care)


async def _erase(context: Context, job: Job) -> Step:
    care = await context.work.of(Care).get(job.subject)
    if care is None or care.whose is None:
        return Dropped()
    if await has_live_request(context.work, care.reference):
        # Somebody is about to call them: the name goes when that is done.
        return NotNow(min(context.now + LOOK_AGAIN, await _no_later(context, care)))
    await erase_care(context, care.reference)
    return Done()


async def _no_later(context: Context, care: Care) -> datetime:
    return max(await latest(context.work, care), context.now + GRACE)


async def _erase_latest(context: Context, job: Job) -> Step:
    care = await context.work.of(Care).get(job.subject)
    if care is None or care.whose is None:
        return Dropped()
    # A talk still asked for goes on: a request holds its person under a key of its own.
    await erase_care(context, care.reference)
    return Done()


async def overdue(context: Context) -> list[str]:
    """The cares whose name ought to be gone: past the last day, or ended with nothing ahead."""
    kept = min((await current(context.work)).names_kept, KEPT_AT_MOST)
    old = context.now - kept + timedelta(days=2)
    found = [
        care.reference
        for care in await context.work.of(Care).find(Care.begun_at.at_most(old))
        if care.whose and await latest(context.work, care) + GRACE < context.now
    ]
    for care in await context.work.of(Care).find(Care.state.is_(CareState.ENDED)):
        if care.whose and care.reference not in found and not await _erasure_ahead(context, care):
            found.append(care.reference)
    return found


async def _erasure_ahead(context: Context, care: Care) -> bool:
    jobs = await context.work.of(Job).find(Job.subject.is_(care.reference), Job.state.one_of(OPEN))
    return any(job.kind == ERASE and job.due_at + GRACE > context.now for job in jobs)


async def mend(context: Context, reference: str) -> None:
    """Erase what is overdue, now."""
    await erase_care(context, reference)


async def _sweep(context: Context, job: Job) -> Step:
    for reference in await overdue(context):
        log.warning("erased_late", extra={"subject": reference})
        await mend(context, reference)
    return Done()


JOBS = (
    JobKind(ERASE, _erase),
    JobKind(ERASE_LATEST, _erase_latest),
    JobKind(SWEEP, _sweep),
)
SWEEPS = (Sweep(SWEEP, timedelta(days=1)),)
AUDITS = (Audit("privacy.overdue", overdue, mend),)
