"""Verbs about milestones: a coordinator who plans one, and what arrived of it."""

from datetime import date, timedelta
from typing import Any

from bot.adverse_events.model import AdverseEvent, Episode, EpisodeState, EventState
from bot.core.clock import in_zone
from bot.core.conversation import Answer
from bot.core.jobs import OPEN, Job
from bot.core.screens import Card
from bot.programme.model import MILESTONES
from tests.bot.adverse_events.reporting_kit import Hospital
from tests.world import ZONE

BEFORE, AFTER = "milestone.before", "milestone.after"
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def in_days(hospital: Hospital, count: int) -> date:
    """The day that comes so many days from now on the hospital's clock."""
    return in_zone(hospital.now, ZONE).date() + count * DAY


async def fill_in(hospital: Hospital, user: str = "kit", **values: Any) -> Answer:
    """A coordinator fills in the plan of a review in a week; its preview comes back."""
    form = await hospital.world.command(user, "/support-admin milestone")
    usual: dict[str, Any] = {
        "kind": "event_review",
        "unit": "icu",
        "day": in_days(hospital, 7).isoformat(),
        "people": ("sam",),
        "told": "yes",
    }
    return await hospital.world.submit(user, form, **(usual | values))


async def plan(hospital: Hospital, **values: Any) -> Answer:
    """Plan a milestone, and see its words before; the time to undo it is over."""
    preview = await fill_in(hospital, **values)
    await hospital.world.submit("kit", preview)
    await hospital.world.pass_time(6 * MINUTE)
    return preview


def messages(hospital: Hospital, user: str) -> list[Card]:
    """Every message about a milestone that ever arrived in somebody's conversation."""
    return [card for card in hospital.world.sees(user).log if card.screen in {BEFORE, AFTER}]


def screens(hospital: Hospital, user: str) -> list[str]:
    """The names of these messages."""
    return [str(card.screen) for card in messages(hospital, user)]


async def planned(hospital: Hospital) -> list[str]:
    """The stages of the messages that are still planned."""
    async with hospital.world.storage.reading() as work:
        jobs = await work.of(Job).find(Job.kind.is_("milestone.note"), Job.state.one_of(OPEN))
    return [job.detail for job in jobs]


async def going_on(hospital: Hospital) -> list[Episode]:
    """The episodes of milestones that have not ended."""
    async with hospital.world.storage.reading() as work:
        events = await work.of(AdverseEvent).find(AdverseEvent.state.is_(EventState.RELEASED))
        about = {event.reference for event in events if event.kind in MILESTONES}
        episodes = await work.of(Episode).find()
    return [
        each for each in episodes if each.event in about and each.state is not EpisodeState.ENDED
    ]
