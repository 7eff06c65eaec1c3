"""What happens further down decides whether there are later notes."""

from bot.adverse_events import end_care
from bot.adverse_events.model import Care, CareEnded, MilestoneReached
from bot.check_ins.model import Answered, FirstNoteSent, LaterWanted
from bot.core.context import Context
from bot.core.jobs import Urgency, schedule
from bot.follow_ups.cadence import MILESTONE_NOTE, answer, begin, close
from bot.follow_ups.erasure_time import has_live_request
from bot.requests.model import RequestEnded


async def on_first_note(context: Context, fact: FirstNoteSent) -> None:
    """Plan the note for who does not answer."""
    care = await context.work.of(Care).get(fact.care)
    if care is not None:
        await begin(context, care)


async def on_answer(context: Context, fact: Answered) -> None:
    """Plan the full cadence; a second answer plans nothing more."""
    await answer(context, fact.care)


async def on_later(context: Context, fact: LaterWanted) -> None:
    """Plan the note of the next day as well."""
    await answer(context, fact.care, later=True)


async def on_milestone(context: Context, fact: MilestoneReached) -> None:
    """One more note for who is in care already, once for each milestone."""
    await schedule(
        context.work,
        MILESTONE_NOTE,
        f"milestone:{fact.care}:{fact.event}",
        context.now,
        subject=fact.care,
        urgency=Urgency.FOLLOW_UP,
    )


async def on_care_ended(context: Context, fact: CareEnded) -> None:
    """Nothing more is sent for a care that has ended."""
    await close(context, fact.care)


async def on_request_ended(context: Context, fact: RequestEnded) -> None:
    """End the care of a request without an adverse event: there is nothing to follow up.

    One that was withdrawn is erased at once, as nothing came of it.
    """
    care = await context.work.of(Care).get(fact.care)
    if care is None or care.event is not None:
        return
    if not await has_live_request(context.work, care.reference):
        await end_care(context, care, erase_now=not fact.done)
