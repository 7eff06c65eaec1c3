"""Milestones as reports of a day to come: who joins them, and how they are cancelled."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.adverse_events.audience import audience_index
from bot.adverse_events.episodes import end_episode, episodes_of
from bot.adverse_events.model import (
    AdverseEvent,
    Episode,
    EpisodeBegun,
    EpisodeEnded,
    EpisodeState,
    EventState,
    MilestoneJoined,
    Report,
    ReportState,
)
from bot.adverse_events.names import PROGRESS
from bot.core.context import Context
from bot.core.storage import Work, new_reference
from bot.programme.model import MILESTONES

IN_CARE = (EpisodeState.WAITING, EpisodeState.WRITTEN, EpisodeState.ANSWERED)
"""The states of episodes whose people still get messages about an event."""
OVER_AFTER = timedelta(days=3)
"""How long after its day a milestone can still be cancelled."""


async def join_plan(context: Context, event: AdverseEvent, person: str) -> None:
    """Begin the episode of somebody who joins a milestone, unless they have joined it."""
    episode = Episode(
        reference=new_reference(),
        area=event.area,
        begun_at=context.now,
        event=event.reference,
        whose=context.work.vault.blind_index("whose", person),
        audience_index=audience_index(context.work, event.reference, person),
        state=EpisodeState.PLANNED,
    )
    if await context.work.add(episode):
        await context.work.vault.seal(episode.person, person)
        context.tell(EpisodeBegun(episode.reference))
        context.tell(MilestoneJoined(episode.reference))


async def with_linked(work: Work, report: Report, people: Iterable[str]) -> list[str]:
    """The picked people, and those still in care of the event that a milestone is linked to."""
    linked = await _in_care_of(work, report.linked)
    return list(dict.fromkeys([*people, *linked]))


async def _in_care_of(work: Work, event: str) -> list[str]:
    if not event:
        return []
    episodes = await work.of(Episode).find(Episode.event.is_(event), Episode.state.one_of(IN_CARE))
    sealed = [await work.vault.open(episode.person) for episode in episodes]
    return [person for person in sealed if person]


async def milestone_of(work: Work, episode: Episode) -> AdverseEvent | None:
    """The milestone that an episode is about; ``None`` for any other episode."""
    event = await work.of(AdverseEvent).get(episode.event or "")
    return event if event is not None and event.kind in MILESTONES else None


def can_cancel(event: AdverseEvent, now: datetime) -> bool:
    """Whether messages about a released milestone may still be ahead."""
    ahead = now < event.occurred_at + OVER_AFTER
    return event.kind in MILESTONES and event.state is EventState.RELEASED and ahead


async def cancel_plan(context: Context, event: AdverseEvent) -> None:
    """Cancel a released milestone: nobody hears of it any more, and its names are erased now."""
    for episode in await context.work.of(Episode).find(Episode.event.is_(event.reference)):
        if episode.state is not EpisodeState.ENDED:
            await end_episode(context, episode, erase_now=True)
    for report in await context.work.of(Report).find(Report.event.is_(event.reference)):
        await context.work.vault.erase(report.people)
        await context.work.save(replace(report, state=ReportState.WITHDRAWN, to_join=0))
        await context.redraw(report.reference, PROGRESS)
    await context.work.save(replace(event, state=EventState.WITHDRAWN))


async def end_what_is_linked(context: Context, fact: EpisodeEnded) -> None:
    """When somebody stops the messages about an event, end those about its milestones, too.

    Messages that end by themselves, or make way for those of a newer event, take no plan away.
    """
    if not fact.by_person:
        return
    ended = await context.work.of(Episode).get(fact.episode)
    if ended is None or not ended.event:
        return
    about = await context.work.of(Report).find(Report.linked.is_(ended.event))
    person = await context.work.vault.open(ended.person) if about else None
    if not person:
        return
    for report in about:
        if report.to_join:
            await _take_off(context.work, report, person)
    milestones = {report.event for report in about if report.event is not None}
    for episode in await episodes_of(context.work, person):
        if episode.event in milestones:
            await end_episode(context, episode, erase_now=True)


async def _take_off(work: Work, report: Report, person: str) -> None:
    """Let somebody not join who is among those of a released report that have yet to."""
    people = list(await work.vault.open(report.listed) or ())
    done = len(people) - report.to_join
    rest = [each for each in people[done:] if each != person]
    if rest:
        await work.vault.seal(report.listed, (*people[:done], *rest))
    else:
        # Nobody is left to join, so no job comes any more that would erase the list.
        await work.vault.erase(report.people)
    await work.save(replace(report, to_join=len(rest)))
